"""How what people wrote is put on a page: choices, days, tables of texts, and what is said where nothing is written.

A text of the workbook is shown as it was written, white space aside; what it may do in HTML or Markdown is decided by
the outputs, which escape it.
"""

from collections.abc import Iterable, Sequence

from kotolib import frame
from kotolib.display.absence import Missing
from kotolib.display.outputs import Cell, Table
from kotolib.errors import N_
from kotolib.language import dates
from kotolib.language.numbers import WORD_JOINER
from kotolib.programme import joint, sheets
from kotolib.programme.records import Programme
from kotolib.programme.written import written
from kotolib.situation import Situation

NOT_WRITTEN = N_("ei kirjattu")
WITHHELD = N_(
    "Taulukon {sheet} tekstejä ei julkaista, koska taulukossa on henkilötunnus. Poista se työkirjasta ja aja uudelleen."
)
UNREADABLE = N_("Työkirjaa ei voitu lukea, joten sen tiedot puuttuvat. Syyn kertoo komento:")
FILL_IN = N_("Ne kirjataan työkirjan taulukkoon {sheet}.")
IN_JOINT = N_(
    "Kunta on mukana yhteisessä ohjelmassa, ja sen tiedot ovat yhteisen ohjelman sivuilla. Kunnan omat tiedot "
    "kirjataan kunnan työkirjan taulukkoon {sheet}. Työkirjan tekee komento:"
)
TO_BE_MADE = N_("Ne kirjataan ohjelman työkirjan taulukkoon {sheet}. Työkirjan tekee komento:")

UNNAMED = (
    N_("Nimeämätön"),
    N_("Nimeämätön kokous"),
    N_("Nimeämätön lausunto"),
    N_("Nimeämätön palvelu"),
    N_("Nimeämätön päätös"),
    N_("Nimeämätön tavoite"),
    N_("Nimeämätön toimenpide"),
    N_("Nimeämätön vaihe"),
    N_("asiakirjaa ei ole"),
)
"""What a page says where a text is missing."""

Columns = Sequence[tuple[str, Sequence[str | Cell]]]


def programme(here: Situation) -> Programme:
    """What the area's workbook says; empty where there is none."""
    return written(here.area).programme


def language(here: Situation) -> str:
    """The language of sheets' names: one that workbooks are made in."""
    return here.language if here.language in sheets.LANGUAGES else "fi"


def choice(here: Situation, listed: str, chosen: str | None) -> str:
    """The word of a choice; empty where nothing is chosen."""
    return sheets.choices(listed, here.language).get(chosen or "", "")


def choices(here: Situation, listed: str, chosen: Iterable[str]) -> str:
    """Several choices one after another: ``aikataulu, prosessi``."""
    return ", ".join(filter(None, (choice(here, listed, one) for one in chosen)))


def sheet(here: Situation, sheet_id: str) -> str:
    """The visible name of a sheet."""
    return sheets.sheet(sheet_id).title_in(language(here))


def other_language(here: Situation) -> str:
    """The language of the workbook where it is not the page's, empty otherwise."""
    reading = written(here.area).reading
    return "" if reading is None or reading.language == here.language else reading.language


def theirs(here: Situation, texts: Iterable[str | Cell]) -> list[str | Cell]:
    """Texts that people wrote, as cells of a table: each says its language where that is not the page's.

    What stands in place of a text that nobody has written is the page's own.
    """
    language = other_language(here)
    if not language:
        return list(texts)
    ours = {"", *map(here.texts, UNNAMED)}
    ours |= {label.casefold() for name in ("role", "sector") for label in sheets.choices(name, here.language).values()}
    return [
        Cell(one, language=language) if isinstance(one, str) and not {one, one.casefold()} & ours else one
        for one in texts
    ]


def tidy(text: str | None) -> str:
    """A written text on one line."""
    return " ".join((text or "").split())


def day(here: Situation, when) -> str:
    """A day as it is written; empty where there is none."""
    return dates.day(when, here.language) if when else ""


def days(here: Situation, start, end) -> str:
    """``1.2.2026–5.3.2026``; one day where the other is missing or the same."""
    told = [day(here, one) for one in dict.fromkeys((start, end)) if one]
    return f"–{WORD_JOINER}".join(told)


def yes_no(here: Situation, said: bool | None) -> str:
    """``kyllä``, ``ei``; empty where it is left open."""
    return "" if said is None else here.texts("kyllä") if said else here.texts("ei")


def command(here: Situation, name: str) -> str:
    """A command of this area: ``python3 koto.py new 211``."""
    word = f'"{here.area.word}"' if " " in here.area.word else here.area.word
    return f"python3 koto.py {name} {word}"


def unwritten(here: Situation, what: str, sheet_id: str) -> Missing:
    """That nothing is written yet, and what to do: fill in a sheet, make a workbook, mend it.

    Parameters
    ----------
    here
        The situation.
    what
        What is missing, a whole sentence in the language of the page.
    sheet_id
        Id of the sheet where it is written.
    """
    _, found = here.texts, written(here.area)
    words = {"sheet": sheet(here, sheet_id)}
    if found.refusal:
        return Missing(what, "", _(UNREADABLE), (command(here, "check"),))
    if found.reading is None:
        to_do = IN_JOINT if joint.programmes_of(here.area) else TO_BE_MADE
        return Missing(what, "", _(to_do, **words), (command(here, "new"),))
    if sheet_id in found.withheld:
        return Missing(what, _(WITHHELD, **words))
    return Missing(what, _(FILL_IN, **words))


def source(here: Situation, *sheet_ids: str) -> str:
    """``Lähde: ohjelman työkirja, taulukko Vastuut.``"""
    _ = here.texts
    named = _.listing([sheet(here, one) for one in sheet_ids])
    return _.plural(
        "Lähde: ohjelman työkirja, taulukko {sheets}.", "Lähde: ohjelman työkirja, taulukot {sheets}.",
        len(sheet_ids), sheets=named,
    )  # fmt: skip


def table(here: Situation, key: str, caption: str, columns: Columns, *sheet_ids: str) -> Table:
    """A table of what is written; a column in which nothing is written is left out, and the others say where.

    Parameters
    ----------
    here
        The situation.
    key
        Stable id of the table.
    caption
        What it holds.
    columns
        Headings with their cells; the first names the rows and always stays.
    sheet_ids
        The sheets that it was read from.
    """
    kept = [(heading, cells) for place, (heading, cells) in enumerate(columns) if place == 0 or any(map(_says, cells))]
    withheld = written(here.area).withheld.intersection(sheet_ids)
    return Table(
        key=key,
        caption=caption,
        columns=tuple(heading for heading, _cells in kept),
        rows=tuple(tuple(_cell(here, cell) for cell in row) for row in zip(*(cells for _, cells in kept), strict=True)),
        language=here.language,
        notes=tuple(here.texts(WITHHELD, sheet=sheet(here, one)) for one in sheet_ids if one in withheld),
        source=source(here, *sheet_ids),
    )


def _says(cell: str | Cell) -> bool:
    return bool(cell.text if isinstance(cell, Cell) else cell)


def _cell(here: Situation, cell: str | Cell) -> Cell:
    if isinstance(cell, Cell):
        return cell
    return Cell(cell or here.texts(NOT_WRITTEN))


def count(here: Situation, told) -> Cell:
    """A count of the municipality's own as it may be told; why it is not, where it may not."""
    if told.is_shown:
        return Cell(here.texts.number(told.value), told.value, told.status)
    reason = here.texts(NOT_WRITTEN) if told.status == frame.MISSING else here.texts("peitetty tietosuojan vuoksi")
    return Cell(reason, None, told.status)
