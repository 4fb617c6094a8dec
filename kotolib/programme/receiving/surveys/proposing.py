"""Proposes what each column of a survey's export is, by its heading and values; a person decides. Keeps no value.

Webropol gives each option a column (*Question: option*), Forms a list with semicolons in one column; both are known by
how they are written, not by whose they are.
"""

import re
from collections import Counter
from datetime import date, datetime

from openpyxl.utils import get_column_letter

from kotolib.deliveries.surveys.declared import (
    BACKGROUND,
    BACKGROUNDS,
    IGNORED,
    LANGUAGE,
    MULTIPLE,
    OPEN,
    SCALE,
    SINGLE,
)
from kotolib.errors import N_
from kotolib.language.folding import fold
from kotolib.programme import cells, identity_codes
from kotolib.programme.receiving.grid import Grid
from kotolib.programme.receiving.surveys import personal
from kotolib.programme.receiving.surveys.described import CROSS, Described, Mapping
from kotolib.programme.receiving.surveys.vocabulary import REST, names, scales, words

MOST_OPTIONS, LONGEST_OPTION, LONGEST_HEADING = 15, 80, 5
_NUMBER = re.compile(r"^\s*(?:Q|K)?\d+\s*[.):]\s*", re.IGNORECASE)
_PARTS = (": ", ":", " - ", " – ")
_BRACKETS = re.compile(r"^(?P<question>.+?)\s*\[(?P<option>[^\]]+)\]$")
_IP = re.compile(r"(\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(:[0-9a-f]{0,4}){3,7}", re.IGNORECASE)
_MOMENT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([ T]\d{1,2}[:.]\d{2}.*)?")

_ENDS = (4, 5, 7, 10)
"""Where scales of numbers end."""

PERSONAL = N_("Kertoo, kuka vastasi. Ei tuoda eikä tallenneta.")
TECHNICAL = N_("Tekninen tieto. Ei tuoda eikä tallenneta.")
EMPTY = N_("Sarakkeessa ei ole vastauksia.")
ORDER = N_("Tarkista asteikon järjestys: pienimmästä suurimpaan.")
ALL_OPTIONS = N_("Lisää vaihtoehdot, joita kukaan ei valinnut, ja tarkista järjestys.")
SEVERAL = N_("Tarkista, että kysymykseen sai valita useita vaihtoehtoja.")
READ_FIRST = N_("Avoimia vastauksia ei näytetä. Ihminen lukee ne ja merkitsee, mitä saa lainata.")
AGES = N_("Kirjoita ikäryhmät, esimerkiksi 18–29; 30–64; 65–.")
WHO = N_("Taustakysymys: tarkista, etteivät ryhmät ole pieniä.")


def propose(grid: Grid) -> Mapping:
    """The proposed mapping of the first sheet that has answers.

    Parameters
    ----------
    grid
        One row an answer; the first row with at least two cells has the headings.
    """
    header = header_of(grid)
    columns = [_Column(grid, header, number) for number in sorted(grid.cells.get(header, {}))]
    families = Counter(one.family for one in columns if one.family)
    told = tuple(_described(one, families[one.family] > 1) for one in columns)
    backgrounds = [one.letter for one in told if one.kind in BACKGROUNDS and one.options]
    return Mapping(told, {CROSS: backgrounds[0]} if backgrounds else {}, header)


def header_of(grid: Grid) -> int:
    """The row of the headings."""
    wide = [row for row in grid.rows() if sum(not one.is_blank for one in grid.cells[row].values()) > 1]
    return next(iter(wide or grid.rows()), 1)


def without_heading(grid: Grid, header: int) -> list[str]:
    """Letters of the columns that have something below the row of headings, and no heading."""
    named = {column for column, written in grid.cells.get(header, {}).items() if not written.is_blank}
    used = {column for row in grid.rows(header + 1) for column in grid.cells[row]}
    return [get_column_letter(column) for column in sorted(used - named)]


class _Column:
    """A column: its heading, and the values that are read for the proposal alone."""

    def __init__(self, grid: Grid, header: int, number: int) -> None:
        self.letter = get_column_letter(number)
        self.heading = " ".join(cells.text_of(grid.at(header, number).value or "").split())
        self.raw = [
            written.value for row in grid.rows(header + 1)
            if not (written := grid.at(row, number)).is_blank and written.wrong is None
        ]  # fmt: skip
        self.values = [" ".join(cells.text_of(value).split()) for value in self.raw]
        self.counted = Counter(self.values)
        self.question, self.option = _parts(self.heading)

    @property
    def bare(self) -> str:
        """The heading without its number."""
        return _NUMBER.sub("", self.heading)

    @property
    def family(self) -> str:
        """What columns of one question share."""
        return fold(self.question) if self.option else ""

    @property
    def is_short(self) -> bool:
        """Whether the heading is a word or a few, not a question."""
        return len(self.bare.split()) <= LONGEST_HEADING

    def mostly(self, is_so) -> bool:
        """Whether at least half of the values are so."""
        return bool(self.values) and 2 * sum(map(bool, map(is_so, self.raw))) >= len(self.raw)


def _parts(heading: str) -> tuple[str, str]:
    """Question and option of a heading; no option where the heading is one text."""
    bare_heading = _NUMBER.sub("", heading)
    if found := _BRACKETS.match(bare_heading):
        return found["question"], found["option"]
    for sign in _PARTS:
        question, found, option = bare_heading.partition(sign)
        if found and question.strip() and option.strip():
            return question.strip(), option.strip()
    return bare_heading, ""


def _described(one: _Column, has_family: bool) -> Described:
    if not one.values:
        # An option that nobody chose stands in the family of its question.
        if has_family:
            return _as(one, MULTIPLE, SEVERAL, question=one.question, option=one.option)
        return _as(one, IGNORED, EMPTY)
    if one.mostly(_is_moment) or (one.is_short and not has_family and names(one.bare, "technical")):
        return _as(one, IGNORED, TECHNICAL)
    if one.mostly(_is_contact) or (one.is_short and not has_family and names(one.bare, "personal")):
        return _as(one, IGNORED, PERSONAL)
    if has_family and _is_option(one):
        return _as(one, MULTIPLE, SEVERAL, question=one.question, option=one.option)
    if scale := _scale(one):
        return _as(one, SCALE, ORDER, options=scale)
    if one.is_short and not has_family and (kind := _background(one)):
        return kind
    if tokens := _listed(one):
        return _as(one, MULTIPLE, SEVERAL, options=tokens)
    if _is_closed(one):
        return _as(one, SINGLE, ALL_OPTIONS, options=_options(one))
    return _as(one, OPEN, READ_FIRST)


def _as(one: _Column, kind: str, remark: str, **more) -> Described:
    question = "" if kind == IGNORED else more.pop("question", one.bare)
    return Described(one.letter, one.heading, kind, question, remark=remark, **more)


def _is_moment(value: object) -> bool:
    return isinstance(value, datetime | date) or bool(_MOMENT.fullmatch(cells.text_of(value)))


def _is_contact(value: object) -> bool:
    """Whether a value is nothing but what tells who somebody is."""
    text = cells.text_of(value)
    is_alone = len(personal.masked(text).strip()) <= len(identity_codes.MASK)
    return bool(_IP.fullmatch(text)) or (is_alone and bool(personal.found(text)))


def _is_option(one: _Column) -> bool:
    """Whether a column tells only that an option was chosen, or not."""
    marks = words("chosen") | words("not_chosen") | {fold(one.option)}
    return {fold(value) for value in one.counted} <= marks


def _scale(one: _Column) -> tuple[str, ...]:
    """The labels of a scale in their order; empty where the values are no scale."""
    written = {fold(_NUMBER.sub("", value)): value for value in one.counted}
    on_scale = set(written) - words("outside")
    for scale in scales():
        if len(on_scale) >= 2 and on_scale <= set(scale):
            return (*(written.get(label, label.capitalize()) for label in scale), *_outside(written))
    numbers = {int(value) for value in on_scale if value.isdigit()}
    if len(numbers) >= 3 and len(numbers) == len(on_scale) and max(numbers) <= max(_ENDS):
        end = next(end for end in _ENDS if end >= max(numbers))
        return (*map(str, range(min(1, *numbers), end + 1)), *_outside(written))
    return ()


def _outside(written: dict[str, str]) -> list[str]:
    return [value for word, value in written.items() if word in words("outside")]


def _background(one: _Column) -> Described | None:
    kind = LANGUAGE if names(one.bare, "language") else BACKGROUND if names(one.bare, "background") else ""
    if not kind:
        return None
    if one.mostly(lambda value: cells.text_of(value).isdigit()):
        return _as(one, kind, AGES)
    return _as(one, kind, WHO, options=_options(one)) if _is_closed(one) else None


def _listed(one: _Column) -> tuple[str, ...]:
    """The options of a list with semicolons."""
    several = [value for value in one.values if ";" in value.rstrip("; ") or value.endswith(";")]
    tokens = Counter(part.strip() for value in one.values for part in value.split(";") if part.strip())
    repeated = [token for token, count in tokens.items() if count > 1]
    if 3 * len(several) < len(one.values) or len(repeated) < 2 or len(repeated) > MOST_OPTIONS:
        return ()
    if any(len(token) > LONGEST_OPTION for token in repeated):
        return ()
    return _with_rest(sorted(repeated, key=fold), len(tokens) > len(repeated))


def _is_closed(one: _Column) -> bool:
    """Whether the values repeat as those of a list do; one that nobody else wrote may be an own word for *other*."""
    repeated = [value for value, count in one.counted.items() if count > 1]
    inside = sum(one.counted[value] for value in repeated)
    if any(map(personal.found, one.counted)):
        return False
    return (
        0 < len(repeated) <= MOST_OPTIONS
        and max(map(len, repeated)) <= LONGEST_OPTION
        and 4 * inside >= 3 * len(one.values)
    )


def _options(one: _Column) -> tuple[str, ...]:
    repeated = sorted((value for value, count in one.counted.items() if count > 1), key=fold)
    return _with_rest(repeated, len(one.counted) > len(repeated))


def _with_rest(options: list[str], more: bool) -> tuple[str, ...]:
    """The options, the one for all others last and starred; what only one wrote is not copied into a proposal."""
    others = [option for option in options if fold(option) in words("others")]
    kept = [option for option in options if option not in others]
    if more or others:
        return (*kept, f"{others[0] if others else 'Muu'}{REST}")
    return tuple(kept)
