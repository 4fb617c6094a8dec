"""How long a draft is and whether it is concise (P.1); knows words and sections, not what they say."""

import re
from collections.abc import Iterator

from kotolib.errors import N_, Message
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import Draft, Section, count
from kotolib.programme.lint.remarks import MAY, SHOULD, WHOLE, Remark

WORDS_ON_A_PAGE = 220
"""Finnish words are long: a page of text with its headings holds about so many."""
MOST_PAGES = 20
"""A council reads a programme of so many pages; the annexes are not counted."""
MOST_WORDS = 3000
"""Of a workbook's own texts together: a dozen pages, beside which goals, measures and figures still stand."""
LONG_SENTENCE = 40
_MANY_LONG = 3
_SHOWN = 3
_ANNEX = re.compile(r"^(?:liite|liitteet|bilaga|bilagor|lähteet|källor|sisällys|innehåll|luvut$|tal$)", re.IGNORECASE)


def words(text: str) -> int:
    """How many words a text has."""
    return count(text)


def of_draft(draft: Draft) -> int:
    """Words of the draft without its annexes, sources and table of contents."""
    return sum(section.words for section in _counted(draft))


def pages(draft: Draft) -> int:
    """About how many pages that makes; at least one."""
    return max(1, round(of_draft(draft) / WORDS_ON_A_PAGE))


def longest(draft: Draft) -> tuple[tuple[str, int], ...]:
    """The main sections with most words and their words, the longest first; those below them are counted in."""
    top = min((section.level for section in _counted(draft) if section.level), default=0)
    heads = [section for section in _counted(draft) if section.level == top]
    if len(heads) == 1:
        below = [section.level for section in _counted(draft) if section.level > top]
        heads = [section for section in _counted(draft) if section.level == min(below, default=top)]
    sizes = [(head.title, sum(section.words for section in draft.below(head))) for head in heads]
    return tuple(sorted((one for one in sizes if one[1]), key=lambda one: -one[1])[:_SHOWN])


def _counted(draft: Draft) -> list[Section]:
    annexes = {one.number for section in draft.sections if _ANNEX.match(section.title) for one in draft.below(section)}
    return [section for section in draft.sections if section.number not in annexes]


def remarks(draft: Draft, context: Context) -> Iterator[Remark]:
    """Too many pages, and too many long sentences."""
    found = pages(draft)
    if found > MOST_PAGES and not draft.is_part:
        told = ", ".join(f"{title} ({size})" for title, size in longest(draft))
        yield Remark(
            "length",
            "P.1",
            SHOULD,
            WHOLE,
            Message(
                N_("Asiakirjassa on noin {pages} sivua ilman liitteitä, ja enintään {most} riittää."),
                pages=found,
                most=MOST_PAGES,
            ),
            Message(
                N_("Siirrä taulukoita ja taustaa liitteiksi ja tiivistä. Eniten sanoja on osissa {sections}."),
                sections=told,
            ),
        )
    yield from _sentences(draft)


def _sentences(draft: Draft) -> Iterator[Remark]:
    found = [
        (size, one, sentence)
        for one in draft.passages
        if one.is_prose
        for sentence in one.sentences
        if (size := count(sentence)) > LONG_SENTENCE
    ]
    if len(found) >= _MANY_LONG:
        size, passage, sentence = max(found, key=lambda one: one[0])
        yield Remark(
            "length",
            "P.1",
            MAY,
            passage.place(sentence, len(found) - 1),
            Message(
                N_("Yli {most} sanan virkkeitä on {count}. Pisimmässä on {words} sanaa."),
                most=LONG_SENTENCE,
                count=len(found),
                words=size,
            ),
            Message(N_("Jaa pitkät virkkeet: yksi asia virkkeeseen.")),
        )
