"""Percentages, people and euros without a source or a year; knows what a figure looks like, not whether it is right."""

import re
from collections.abc import Iterator

from kotolib.errors import N_, Message
from kotolib.programme.lint import roles, tables
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import CAPTION, ITEM, Draft, Passage, Section
from kotolib.programme.lint.remarks import SHOULD, Remark, quoted
from kotolib.programme.lint.sourcing import has_source, has_year
from kotolib.programme.lint.words import any_of, pattern

PEOPLE = rf"(?:(?!tunti|päivä|vuot|kertaa)[a-zåäö-]+[ \u00a0]){{0,2}}{any_of('people')}"
"""A pattern of what follows a number of people, at most two words between."""
_WHOLE = r"(?<![\w,./–-])\d+(?:[ \u00a0\u202f]\d{3})*"
_NUMBER = rf"{_WHOLE}(?:,\d+)?"
_SHARE = rf"{_NUMBER}[ \u00a0]?(?:%|prosentti\w*|prosenttiyksik\w+|procent\w*)"
_EUROS = rf"{_NUMBER}[ \u00a0]?(?:€|euro\w*|miljoona\w* euro\w*|milj\. ?(?:€|euro\w*)|miljoner euro)"
_COUNT = rf"{_WHOLE}[ \u00a0]{PEOPLE}"
FIGURE = re.compile(rf"{_SHARE}|{_EUROS}|{_COUNT}", re.IGNORECASE)
_AIM = pattern("aim")
"""A level that is sought is no fact: its source is the indicator's, which goals are asked for."""
_ALL = pattern("said_of_all")
"""What tells the source or the day of all figures of a section."""
_GOAL_HEADING = re.compile(r"tavoit|toimenpi|keinot|\bmål|åtgärd", re.IGNORECASE)
_SUMMARY = pattern("summary")
_WORKERS = pattern("workers")
_AMOUNT = re.compile(r"%|prosent|procent|€|euro", re.IGNORECASE)


def remarks(draft: Draft, context: Context) -> Iterator[Remark]:
    """Figures of one section told together: those that have no source, and those that have one but no year."""
    elsewhere = _told_with_source(draft)
    for section in draft.sections:
        if not _GOAL_HEADING.search(section.title) and not _SUMMARY.search(section.title):
            yield from _of_section(draft, section, elsewhere)
    for rows in draft.tables:
        if not _SUMMARY.search(rows[0].title):
            yield from _of_table(draft, rows)


def _told_with_source(draft: Draft) -> set[str]:
    """The figures that some passage or table tells with its source: where one is told again, it needs none."""
    found: set[str] = set()
    for section in draft.sections:
        sourced, dated = _said_for_all(draft, section)
        for one in section.passages:
            if (sourced and dated) or (has_source(one.text) and has_year(one.text)):
                found.update(match[0] for match in FIGURE.finditer(one.text))
    return found


def _of_section(draft: Draft, section: Section, elsewhere: set[str]) -> Iterator[Remark]:
    sourced, dated = _said_for_all(draft, section)
    if sourced and dated:
        return
    without: list[tuple[str, Passage, str]] = []
    for one in section.passages:
        if not one.is_prose or roles.label(one.text)[0] or not FIGURE.search(one.text):
            continue
        near = _near(section, one)
        lacks = _lacks(sourced or has_source(near), dated or has_year(near))
        without += [(sentence, one, lacks) for sentence in one.sentences if lacks and _is_fact(sentence, elsewhere)]
    if without:
        yield _remark(without)


def _is_fact(sentence: str, elsewhere: set[str]) -> bool:
    if _AIM.search(sentence):
        return False
    figures = {found[0] for found in FIGURE.finditer(sentence)} - elsewhere
    # Those who work for the matter are counted by whoever writes.
    return any(_AMOUNT.search(figure) for figure in figures) or bool(figures and not _WORKERS.search(sentence))


def _lacks(sourced: bool, dated: bool) -> str:
    if not sourced and not dated:
        return "both"
    return "source" if not sourced else "" if dated else "year"


def _near(section: Section, passage: Passage) -> str:
    """The paragraph, a line of its source right after it, and what leads a list."""
    at = passage.order - section.passages[0].order
    after = next((one for one in section.passages[at + 1 :] if one.kind != ITEM or passage.kind != ITEM), None)
    texts = [passage.text]
    if after and (after.kind == CAPTION or _tells_all(after)):
        texts.append(after.text)
    if passage.kind == ITEM:
        texts += [one.text for one in reversed(section.passages[:at]) if one.kind != ITEM][:1]
    return " ".join(texts)


def _said_for_all(draft: Draft, section: Section) -> tuple[bool, bool]:
    """Whether a source and a year are told for all figures of a section.

    They may be told by the section, by one that it stands under or, where it opens a chapter, by those under it.
    """
    sections = list(draft.below(section))
    above: Section | None = section
    while above := draft.above(above):
        sections.append(above)
    sourced = dated = False
    for one in sections:
        told = [each.text for each in one.passages if each.kind == CAPTION or _tells_all(each)]
        sourced |= any(map(has_source, told))
        # The years of the programme's own name date nothing.
        dated |= any(has_year(text) for text in (*told, one.title if one.level > 1 else ""))
    return sourced, dated


def _tells_all(passage: Passage) -> bool:
    return passage.is_prose and any(map(_ALL.search, passage.sentences))


def _of_table(draft: Draft, table: tuple[Passage, ...]) -> Iterator[Remark]:
    """A table of figures, unless it is about goals, measures or a plan."""
    columns = roles.of_columns(table[0].header)
    if {roles.GOAL, roles.MEASURE, roles.INDICATOR, roles.WHO, roles.WHEN} & (set(columns) - {_year_column(table)}):
        return
    if not any(
        FIGURE.search(cell) or _is_counted(row, number) for row in table for number, cell in enumerate(row.cells)
    ):
        return
    section = draft.section_of(table[0])
    sourced, dated = _said_for_all(draft, section)
    near = " ".join((*table[0].header, *tables.beside(section, table[0]), *(row.text for row in table)))
    if lacks := _lacks(sourced or has_source(near), dated or has_year(near)):
        yield _remark([(" | ".join(filter(None, table[0].header)), table[0], lacks)])


def _year_column(table: tuple[Passage, ...]) -> str:
    """A column of years tells when figures were, not when something is done."""
    years = [row.cells[0] for row in table if row.cells and re.fullmatch(r"(?:19|20)\d\d\D*", row.cells[0])]
    return roles.WHEN if years else ""


def _is_counted(row: Passage, number: int) -> bool:
    if number == 0 or number >= len(row.header) or not re.fullmatch(r"\d[\d \u00a0]*", row.cells[number]):
        return False
    return bool(re.search(PEOPLE, f" {row.header[number]}", re.IGNORECASE))


_WHYS = {
    "both": N_("Lähde ja vuosi puuttuvat: {figures}."),
    "source": N_("Lähde puuttuu: {figures}."),
    "year": N_("Vuosi puuttuu: {figures}."),
}


def _remark(found: list[tuple[str, Passage, str]]) -> Remark:
    quote, passage, lacks = found[0]
    if any(other != lacks for *_, other in found):
        lacks = "both"
    return Remark(
        "figures",
        "6.3",
        SHOULD,
        passage.place(quote, len(found) - 1),
        Message(_WHYS[lacks], figures=quoted(text for text, *_ in found)),
        Message(N_("Kirjoita luvun perään lähde ja vuosi, esimerkiksi (Tilastokeskus 2025) tai (talousarvio 2027).")),
    )
