"""Lists of areas that a user keeps in a file, a text or an Excel workbook; knows lines and cells, not areas."""

from pathlib import Path

from kotolib.areas.spelling import fold, tidy
from kotolib.errors import N_, Message, WrongWords

_ENDING = ".xlsx"
_HEADERS = (
    ("tunnus", "kuntanumero", "kuntakoodi", "code", "kod", "kommunnummer"),
    ("alue", "kunta", "nimi", "kunnat", "area", "municipality", "name", "kommun", "område", "namn"),
)
"""What heads the column of areas: codes before names."""


def read(path: Path) -> list[tuple[Message, str]]:
    """The words of a list and where each stands.

    Parameters
    ----------
    path
        A text with one area a line, where what follows ``#`` is a comment; or a workbook, whose first sheet has one
        area a row: below a header such as *Kunta* or *Tunnus*, or else in the first column.

    Raises
    ------
    WrongWords
        The file cannot be read or holds no area; the message says what to do.
    """
    told = tidy(str(path), 200)
    try:
        found = _rows(path.expanduser()) if path.suffix.lower() == _ENDING else _lines(path.expanduser())
    except UnicodeDecodeError:
        raise WrongWords(
            N_("Luettelo {path} ei ole UTF-8-tekstiä. Tallenna se uudelleen UTF-8:na."), path=path
        ) from None
    except (OSError, ValueError, RuntimeError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        raise WrongWords(N_("Luetteloa {path} ei voi lukea ({why})."), path=told, why=why) from None
    words = [(Message(N_("{path}, rivi {number}"), path=path, number=number), word) for number, word in found if word]
    if not words:
        raise WrongWords(N_("Luettelossa {path} ei ole yhtään aluetta. Kirjoita yksi riville."), path=path)
    return words


def _lines(path: Path) -> list[tuple[int, str]]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    return [(number, line.partition("#")[0].strip()) for number, line in enumerate(lines, 1)]


def _rows(path: Path) -> list[tuple[int, str]]:
    rows = _cells(path)
    column, first = _column(rows[0]) if rows else (0, 0)
    return [(number, row[column] if column < len(row) else "") for number, row in enumerate(rows, 1) if number > first]


def _cells(path: Path) -> list[list[str]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        book.close()
    except OSError:
        raise
    except Exception:  # openpyxl raises what its parsers raise: anything at all
        message = N_("Luettelo {path} ei ole ehjä Excel-työkirja (.xlsx). Tallenna se uudelleen.")
        raise WrongWords(message, path=path.name) from None
    return rows


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


def _column(header: list[str]) -> tuple[int, int]:
    """Which column has the areas, and how many rows stand above them."""
    folded = [fold(cell) for cell in header]
    for names in _HEADERS:
        for column, cell in enumerate(folded):
            if cell in [fold(name) for name in names]:
                return column, 1
    return 0, 0
