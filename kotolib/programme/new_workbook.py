"""Makes the workbook or the form that ``new`` asks for, in its place; knows which words are possible, not cells."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kotolib import situation
from kotolib.areas.area import Area
from kotolib.areas.spelling import slug
from kotolib.errors import N_, WrongWords
from kotolib.programme import beginning, earlier, keeping, making, reading, sheets


@dataclass(frozen=True)
class Made:
    """The workbook that was made.

    Attributes
    ----------
    path
        Where it is.
    told
        What the previous programme's workbook has wrong, a sentence each.
    """

    path: Path
    told: tuple[str, ...] = ()


def make(area: Area, day: date, *, language: str = "", old: Path | None = None, sheet: str = "") -> Made:
    """Make an area's workbook, or a form of one sheet, where there is none.

    Parameters
    ----------
    area
        One municipality or several.
    day
        The day it is made; nothing else decides the file's bytes.
    language
        `fi` or `sv`; the area's own unless told.
    old
        The previous programme's workbook.
    sheet
        Name or id of a sheet: a form of that sheet alone.

    Raises
    ------
    WrongWords
        There is no such language or sheet, or the form of the sheet cannot start from an old programme.
    InTheWay
        The workbook exists already; it is left as it is.
    StoreDamaged
        The previous programme's workbook cannot be read.

    Examples
    --------
    >>> from kotolib import areas
    >>> make(areas.get("Kangasala"), date(2026, 11, 24), sheet="Mittarit").path.name  # doctest: +SKIP
    'mittarit.xlsx'
    """
    language = language_of(area, language)
    only = _sheet(sheet, language) if sheet else ""
    if only and old:
        raise WrongWords(N_("Lomaketta ei tehdä edellisestä ohjelmasta. Jätä pois --sheet tai --from."))
    programme, told = beginning.beginning(area, language), ()
    if old:
        previous = reading.read(old)
        here = situation.begin(area.word, language, as_of=day)
        programme, told = earlier.continued(here, previous.programme, programme), tuple(previous.sentences())
    content = making.workbook(programme, area, language, day, only)
    name = f"{slug(sheets.sheet(only).title_in(language))}.xlsx" if only else keeping.WORKBOOK
    return Made(keeping.write_new(content, keeping.folder(area) / name), told)


def language_of(area: Area, language: str = "") -> str:
    """The language of an area's workbook: what was asked for, else that of the area's majority."""
    if not language:
        return "sv" if area.language_status in ("sv", "sv_fi") else "fi"
    if language not in sheets.LANGUAGES:
        raise WrongWords(
            N_("Työkirjaa ei tehdä kielellä ”{language}”. Kielet: {languages}."),
            language=language,
            languages=", ".join(sheets.LANGUAGES),
        )
    return language


def _sheet(word: str, language: str) -> str:
    """The id of the sheet that a word names in either language."""
    possible = [sheet for sheet in sheets.declared().sheets if sheet.layout == "rows" and not sheet.optional]
    for sheet in possible:
        if sheets.fold(word) in (sheet.id, *map(sheets.fold, sheet.title)):
            return sheet.id
    raise WrongWords(
        N_("Taulukosta ”{sheet}” ei tehdä lomaketta. Taulukot: {known}."),
        sheet=word,
        known=", ".join(sheet.title_in(language) for sheet in possible),
    )
