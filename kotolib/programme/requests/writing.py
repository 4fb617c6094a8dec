"""Writes a request into the area's folder, letter and answer template together, never over an earlier one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kotolib import disclosure
from kotolib.areas.area import Area
from kotolib.errors import N_, InTheWay, StoreDamaged, WrongWords
from kotolib.language import texts
from kotolib.programme import keeping, new_workbook, reading, sheets
from kotolib.programme.records import Programme
from kotolib.programme.requests import letter, template
from kotolib.programme.requests.forms import Form
from kotolib.programme.requests.letter import Letter, Request

FOLDER = "requests"
YEARS_ASKED = 5
FIRST_YEAR = 1990

LetterWriter = Callable[[Letter, Request], bytes]


@dataclass(frozen=True)
class Written:
    """What was written: the letter as text, the answer template, and other forms of the letter."""

    letter: Path
    template: Path
    others: tuple[Path, ...] = ()


def request(form: Form, area: Area, on: date, language: str = "", years: tuple[int, int] | None = None) -> Request:
    """A request with what the area's workbook knows: coordinator, contact and the smallest count.

    Parameters
    ----------
    form
        What is asked.
    area
        One municipality or several.
    on
        The day of the letter.
    language
        `fi` or `sv`; the area's own unless told.
    years
        First and last; the last five full years unless told.

    Raises
    ------
    WrongWords
        There is no such language, or the years are not years that have passed.
    """
    if language and language not in sheets.LANGUAGES:
        raise WrongWords(
            N_("Tietopyyntöä ei tehdä kielellä ”{language}”. Kielet: {languages}."),
            language=language,
            languages=", ".join(sheets.LANGUAGES),
        )
    language = new_workbook.language_of(area, language)
    first, last = years or (on.year - YEARS_ASKED, on.year - 1)
    if not FIRST_YEAR <= first <= last <= on.year:
        raise WrongWords(
            N_("Vuosia {first}–{last} ei voi pyytää. Anna vuodet väliltä {earliest}–{latest}, esimerkiksi 2021-2025."),
            first=first,
            last=last,
            earliest=FIRST_YEAR,
            latest=on.year,
        )
    known = _known(area)
    rule = disclosure.rule(known.basics.smallest_count)
    return Request(form, area, (first, last), on, texts(language), rule, known)


def _known(area: Area) -> Programme:
    """What the workbook says; a request can be made without one, and commands that need it tell what is broken."""
    try:
        return reading.read(keeping.place(area)).programme
    except (StoreDamaged, InTheWay):
        return Programme()


def write(asked: Request, writers: dict[str, LetterWriter] | None = None) -> Written:
    """Write the letter and the answer template to ``data_sources/own/<folder>/requests/``.

    Parameters
    ----------
    asked
        The request.
    writers
        Other forms of the letter by the end of the file's name (`docx`).

    Raises
    ------
    InTheWay
        One of the files exists; nothing is written and it is left as it is.

    Examples
    --------
    >>> from kotolib import areas
    >>> from kotolib.programme.requests.forms import form
    >>> asked = request(form("learning_results"), areas.get("Kangasala"), date(2026, 11, 24))
    >>> write(asked).letter.name  # doctest: +SKIP
    'learning_results-fi.txt'
    """
    folder = keeping.folder(asked.area) / FOLDER
    stem = f"{asked.form.id}-{asked.language}"
    written = letter.letter(asked, f"{stem}.xlsx")
    contents = {"txt": letter.as_text(written).encode("utf-8"), "xlsx": template.template(asked, written)}
    contents |= {ending: writer(written, asked) for ending, writer in (writers or {}).items()}
    paths = {ending: folder / f"{stem}.{ending}" for ending in contents}
    for path in paths.values():
        if path.exists():
            raise InTheWay(
                N_("Tietopyyntö {path} on jo olemassa, eikä sitä korvata. Siirrä se muualle, jos haluat uuden."),
                path=path,
            )
    for ending, path in paths.items():
        keeping.write_new(contents[ending], path)
    disclosure.log_decision(asked.rule, keeping.folder(asked.area), asked.on)
    others = tuple(path for ending, path in paths.items() if ending not in ("txt", "xlsx"))
    return Written(paths["txt"], paths["xlsx"], others)
