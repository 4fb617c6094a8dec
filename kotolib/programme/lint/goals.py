"""The goals of a draft, each with what is told of it: a row of a table, a card of its own, an item of a list or, where
there are none of these, a sentence of running text.

Knows where goals stand and what belongs to each; not what is wrong with them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kotolib.programme.lint import prose_goals, roles
from kotolib.programme.lint.draft import HEADER, HEADING, ITEM, ROW, Draft, Passage, Section
from kotolib.programme.lint.labelled import labelled
from kotolib.programme.lint.roles import GOAL, INDICATOR, MEASURE, SOURCE, WHEN, WHO
from kotolib.programme.lint.sourcing import has_source, has_year
from kotolib.programme.lint.words import pattern

_NUMBERED = re.compile(
    r"^\W{0,3}(?:(?:pää|osa)?tavoite|(?:del|huvud)?mål)\s*\d*(?:\.\d+)*\s*[:.–—-]\s*(?=\S)", re.IGNORECASE
)
_ID = re.compile(r"^\W{0,3}(T\d{1,2})\b[\s.:–-]+(?=\S)")
SIGN = re.compile(r"\bTP?\d{1,2}\b")
_SIGN_ALONE = re.compile(r"^\W*[A-ZÅÄÖ]{0,3}[ -]?\d[\d.]*\W*$")
"""A table that names goals by their signs alone tells of goals that stand elsewhere."""
_BY = re.compile(
    r"vuoteen|vuonna|vuoden|vuosina|mennessä|loppuun|aikana|kautena|kaudella|senast|före|utgången|under|år\b|till",
    re.IGNORECASE,
)
_MILESTONE = pattern("milestone")
_FIRST_COLUMNS = 2
_UNFILLED = pattern("unfilled", form=r"^\W*{}(?: myöhemmin| senare)?\W*$")
"""What people write into a cell that they will fill in later."""


@dataclass(frozen=True)
class Goal:
    """One goal.

    Attributes
    ----------
    text
        Its words.
    passage
        Where it stands.
    told
        What is told of it: of `indicator`, `source`, `who` and `when`.
    group
        Goals of one group stand in one table, or below one heading.
    """

    text: str
    passage: Passage
    told: frozenset[str]
    group: tuple[str, int]

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not told; a goal without an indicator has no source to tell."""
        asked = (INDICATOR, SOURCE, WHO, WHEN) if INDICATOR in self.told else (INDICATOR, WHO, WHEN)
        return tuple(role for role in asked if role not in self.told)


def goals(draft: Draft) -> list[Goal]:
    """The goals in their order, those of an earlier programme left out."""
    rows = Rows.of(draft)
    found = [*_of_tables(draft, rows), *_of_cards(draft, rows)] or list(_of_prose(draft))
    seen: dict[str, Goal] = {}
    for one in sorted(found, key=lambda goal: len(goal.missing)):
        seen.setdefault(_key(one.text), one)
    return sorted(seen.values(), key=lambda goal: goal.passage.order)


def _key(text: str) -> str:
    return identity(text) or _words(text)


def _words(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def identity(text: str) -> str:
    """The goal's own sign, `T2`, or nothing."""
    found = _ID.match(text)
    return found[1] if found else ""


def without_label(text: str) -> str:
    """The goal itself: *Tavoite 1: Yhä useampi…* → *Yhä useampi…*."""
    return _NUMBERED.sub("", text).strip()


# --- goals in tables


def goal_tables(draft: Draft) -> Iterator[tuple[tuple[Passage, ...], dict[str, int]]]:
    """The tables of goals with the roles of their columns."""
    for table in draft.tables:
        columns = roles.of_columns(table[0].header)
        first = columns.get(GOAL, len(table[0].header))
        is_past = roles.is_about_the_past(table[0].title) or roles.is_about_the_past(" ".join(table[0].header[:1]))
        others = {INDICATOR, WHO, WHEN, MEASURE} & set(columns)
        if first < _FIRST_COLUMNS and others and first < columns.get(MEASURE, first + 1) and not is_past:
            yield table, columns


def _of_tables(draft: Draft, elsewhere: "Rows") -> Iterator[Goal]:
    for table in draft.tables:
        yield from _of_one(table)
    for table, columns in goal_tables(draft):
        text = ""
        for row in table:
            here = cell(row, columns[GOAL])
            # A goal that has several rows of measures is often written on the first of them only.
            if here and here != text and not _SIGN_ALONE.match(here):
                text = here
                rows = [row, *_following(table, row, columns[GOAL], here)]
                told = {role for one in rows for role in _of_row(one, columns)}
                told |= elsewhere.told(text, rows)
                yield Goal(text, row, frozenset(told), ("table", row.table))


def _of_one(table: tuple[Passage, ...]) -> Iterator[Goal]:
    """A table of one goal: in each row a name and what it is, the goal itself in one of them."""
    pairs = [table[0].header, *(row.cells for row in table)]
    if any(len(pair) != 2 for pair in pairs) or roles.of_name(table[0].header[1]):
        return
    named = {roles.of_name(pair[0]): pair[1] for pair in pairs}
    if named.get(GOAL) and {INDICATOR, SOURCE, WHO, WHEN} & set(named):
        told = set(_of_card(list(table))) | {roles.of_name(pairs[0][0])}
        yield Goal(named[GOAL], table[0], frozenset(told), ("table", table[0].table))


def _following(table: tuple[Passage, ...], row: Passage, column: int, text: str) -> Iterator[Passage]:
    for one in table[row.row :]:
        if cell(one, column) not in ("", text):
            return
        yield one


def cell(row: Passage, number: int | None) -> str:
    """A cell's text, also of one that reaches down from a row above; a dash, or that it is filled in later, is none."""
    if number is None or number >= len(row.cells):
        return ""
    text = row.cells[number] or (row.reaching[number] if row.reaching else "")
    return text if any(letter.isalnum() for letter in text) and not _UNFILLED.search(text) else ""


def _of_row(row: Passage, columns: dict[str, int]) -> Iterator[str]:
    for role in (INDICATOR, WHO, WHEN):
        if cell(row, columns.get(role)):
            yield role
    indicator, source = columns.get(INDICATOR), columns.get(SOURCE)
    # A column for both may hold an indicator without its source.
    if (cell(row, source) and source != indicator) or has_source(cell(row, indicator)):
        yield SOURCE
    if any(_names_time(cell) for cell in row.cells):
        yield WHEN


def _names_time(text: str) -> bool:
    return has_year(text) and bool(_BY.search(text))


@dataclass(frozen=True)
class Rows:
    """What the rows of a draft's tables tell, by the words of their cells and by the signs of the goals they name."""

    by_words: dict[str, set[str]]
    by_sign: dict[str, set[str]]

    @classmethod
    def of(cls, draft: Draft) -> "Rows":
        found = cls({}, {})
        for row in (row for table in draft.tables for row in table):
            told = set(_of_row(row, roles.of_columns(row.header)))
            for text in filter(None, row.cells) if told else ():
                found.by_words.setdefault(_words(text), set()).update(told)
                for sign in SIGN.findall(text):
                    found.by_sign.setdefault(sign, set()).update(told)
        return found

    def told(self, text: str, own: Iterable[Passage]) -> set[str]:
        """What they tell of a goal, by its sign or its words, and of its indicator by its name: the source."""
        told = self.by_sign.get(identity(text), set()) | self.by_words.get(_words(text), set())
        names = (cell(row, roles.of_columns(row.header).get(INDICATOR)) for row in own)
        return told.union(*(self.by_words.get(_words(name), set()) & {SOURCE} for name in names if name))


# --- goals in cards and lists


def _of_cards(draft: Draft, elsewhere: Rows) -> Iterator[Goal]:
    tables = {table[0].section for table, _ in goal_tables(draft)}
    for section in draft.sections:
        if roles.is_about_the_past(section.title) or section.number in tables:
            continue
        starts = list(_starts(draft, section))
        for number, (text, passage) in enumerate(starts):
            last = starts[number + 1][1].order if number + 1 < len(starts) else None
            told = set(_of_card(_card(draft, section, passage, last, text)))
            told |= elsewhere.told(text, ())
            yield Goal(text, passage, frozenset(told), ("section", section.number))


def _starts(draft: Draft, section: Section) -> Iterator[tuple[str, Passage]]:
    """Where goals begin in a section: its heading, labelled paragraphs, or the items below a heading *Tavoitteet*."""
    head = section.passages[0]
    if head.kind == HEADING and (_NUMBERED.match(head.text) or _ID.match(head.text)):
        yield without_label(head.text), head
        return
    is_list = roles.of_heading(section.title) == GOAL
    for one, role, text in labelled(section):
        if _NUMBERED.match(one.text):
            yield without_label(one.text), one
        elif role == GOAL or (is_list and not role and one.kind == ITEM):
            yield text, one


def _card(draft: Draft, section: Section, passage: Passage, last: int | None, text: str) -> list[Passage]:
    """The passages that tell of a goal.

    A labelled goal has what follows it up to the next one; items of a list share what stands beside them.
    """
    if passage.kind == ITEM and not _NUMBERED.match(passage.text) and not roles.label(passage.text)[0]:
        return [one for below in _around(draft, section) for one in below.passages]
    end = last if last is not None else len(draft.passages)
    return [one for below in draft.below(section) for one in below.passages if passage.order <= one.order < end]


def _around(draft: Draft, section: Section) -> tuple[Section, ...]:
    """A section with what is told of its goals: its theme's other sections, or *Mittarit* of the whole draft."""
    above = draft.above(section)
    if roles.of_heading(section.title) != GOAL or above is None:
        return draft.below(section)
    if above.level > 1:
        return draft.below(above)
    told = [one for one in draft.below(above) if roles.of_heading(one.title) in (INDICATOR, SOURCE, WHEN)]
    return (*draft.below(section), *told)


def _of_prose(draft: Draft) -> Iterator[Goal]:
    """Goals that are told in sentences only, each with what follows it in its section up to the next one."""
    shared = [one for one in draft.sections if roles.of_heading(one.title) in (INDICATOR, SOURCE, WHO, WHEN)]
    found = list(prose_goals.told(draft))
    starts = sorted({passage.order for _text, passage in found})
    for text, passage in found:
        section = draft.section_of(passage)
        if not roles.is_about_the_past(section.title):
            end = next((order for order in starts if order > passage.order), len(draft.passages))
            card = [one for one in section.passages if passage.order <= one.order < end]
            card += [one for below in shared for one in below.passages]
            yield Goal(text, passage, frozenset(_of_card(card)), ("prose", 0))


def _of_card(card: list[Passage]) -> Iterator[str]:
    """What a card tells; a heading or a label with nothing below it tells nothing."""
    under = ""
    for one in card:
        role, rest = (roles.of_heading(one.text), "") if one.kind == HEADING else roles.label(one.text)
        if one.kind == HEADING or (role and not rest):
            under = role
            continue
        told = set(roles.labels(one.text)) if role else {under}
        under = "" if role else under
        if not _UNFILLED.search(re.split(r"[:|]", one.text)[-1]):
            told |= {name for name in (INDICATOR, WHO, SOURCE) if roles.tells(name, one.text)}
        if INDICATOR in told and has_source(one.text):
            told.add(SOURCE)
        if _names_time(one.text):
            told.add(WHEN)
        yield from told - {""}
        if one.kind == ROW:
            yield from _of_row(one, roles.of_columns(one.header))
        if one.kind in (ROW, HEADER):
            yield from _of_pair(one)


def _of_pair(row: Passage) -> Iterator[str]:
    """A card that is a table of two columns: *Mittari | …*."""
    if len(row.cells) == 2 and cell(row, 1):
        role = roles.of_name(row.cells[0])
        if role:
            yield role
        if role == INDICATOR and has_source(row.cells[1]):
            yield SOURCE
        if role == roles.LEVEL and _MILESTONE.search(row.cells[1]):
            # A thing that is done by a day needs no figure to tell whether it was.
            yield from (INDICATOR, SOURCE)
