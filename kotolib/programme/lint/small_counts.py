"""Counts of people below what the municipality publishes; knows numbers and words for people, not whose data it is."""

import re
from collections.abc import Iterator

from kotolib.errors import N_, Message
from kotolib.programme.lint import tables
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import ROW, Draft, Passage, Section
from kotolib.programme.lint.figures import PEOPLE
from kotolib.programme.lint.remarks import MUST, Remark, quoted
from kotolib.programme.lint.sourcing import PROTECTED_SOURCE
from kotolib.programme.lint.words import pattern

_FINNISH = "yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän"
_SWEDISH = "en två tre fyra fem sex sju åtta nio"
_SPELLED = {word: number for words in (_FINNISH, _SWEDISH) for number, word in enumerate(words.split(), start=1)} | {
    "ett": 1
}
_COUNT = re.compile(rf"(?<![\w,./–−-])(\d{{1,2}}|{'|'.join(_SPELLED)})[ \u00a0]({PEOPLE})", re.IGNORECASE)
_NO_COUNT = pattern("no_count", "workers")
_COUNTED = pattern("counted")
_WORDY = re.compile(
    r"yksi (?:ihminen|asiakas|lapsi|perhe|nuori|henkilö) (?:voi|saa|on|ei)|yksi asiakas|en person kan", re.IGNORECASE
)
_PEOPLE_COLUMN = pattern("people_column")
_NO_PEOPLE_COLUMN = pattern("no_people_column", "workers")
_PUBLIC_PLAN = re.compile(r"tavoit|toimenpi|\bmål|åtgärd", re.IGNORECASE)


def remarks(draft: Draft, context: Context) -> Iterator[Remark]:
    """Small counts of a section told together, those of offices that protect their figures themselves left out."""
    for section in draft.sections:
        found = [(text, one) for one in section.passages for text in _small(section, one, context.smallest)]
        if found:
            yield _remark(found, context.smallest)


def _small(section: Section, passage: Passage, smallest: int) -> Iterator[str]:
    if passage.kind == ROW:
        if not _PUBLIC_PLAN.search(" ".join(passage.header)) and not _is_protected(section, passage):
            yield from _in_row(passage, smallest)
    elif passage.is_prose and not PROTECTED_SOURCE.search(passage.text):
        yield from (one for one in passage.sentences if _is_small(one, smallest))


def _is_small(sentence: str, smallest: int) -> bool:
    if _NO_COUNT.search(sentence) or _WORDY.search(sentence):
        return False
    small = [found[1] for found in _COUNT.finditer(sentence) if 0 < _value(found[1]) < smallest]
    # A number in letters is often no statistic: it is one where the sentence says where or when they were counted.
    return any(word.isdigit() for word in small) or bool(small and _COUNTED.search(sentence))


def _in_row(row: Passage, smallest: int) -> Iterator[str]:
    for name, cell in list(zip(row.header, row.cells, strict=False))[1:]:
        is_count = re.fullmatch(r"\d", cell) and 0 < int(cell) < smallest
        is_people = _PEOPLE_COLUMN.search(name) and not _NO_PEOPLE_COLUMN.search(f"{name} {row.cells[0]}")
        if is_count and is_people:
            yield f"{row.cells[0]}: {name} {cell}"


def _is_protected(section: Section, row: Passage) -> bool:
    """Whether the source of a table is an office that protects small groups itself."""
    return any(map(PROTECTED_SOURCE.search, tables.beside(section, row)))


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _SPELLED[word.casefold()]


def _remark(found: list[tuple[str, Passage]], smallest: int) -> Remark:
    text, passage = found[0]
    return Remark(
        "small_counts",
        "",
        MUST,
        passage.place(text, len(found) - 1),
        Message(
            N_("Lukumäärä on pienempi kuin {smallest}, joten siitä voi tunnistaa ihmisen: {counts}."),
            smallest=smallest,
            counts=quoted(text for text, _ in found),
        ),
        Message(N_("Jätä luku pois, yhdistä ryhmiä tai kirjoita ”alle {smallest}”."), smallest=smallest),
    )
