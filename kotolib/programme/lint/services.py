"""Services that are described without a change sought or a goal (P.2); knows by which words a change is told."""

from collections.abc import Iterator

from kotolib.errors import N_, Message
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import Draft, Passage
from kotolib.programme.lint.remarks import SHOULD, Remark, quoted
from kotolib.programme.lint.words import pattern
from kotolib.programme.wording import sentences

_SERVICE = pattern("service")
_DESCRIBES = pattern("describes", form=r"\b{}\b")
CHANGE = pattern("change")
"""Words by which a change, a goal or a measure is told."""
_ABOUT_CHANGE = pattern("about_change")
_SERVICE_COLUMN = pattern("service_column")
_FEW = 3


def is_catalogue(text: str) -> bool:
    """Whether a text of three sentences or more describes services and tells of no change.

    Examples
    --------
    >>> is_catalogue("Kirjasto palvelee arkisin. Neuvola on keskustassa. Neuvontapiste auttaa lomakkeissa.")
    True
    >>> is_catalogue("Kirjasto palvelee arkisin. Neuvola on keskustassa. Neuvontapiste laajenee kouluille.")
    False
    """
    told = sentences.of(text)
    return sum(map(_describes, told)) >= _FEW and not CHANGE.search(text)


def _describes(sentence: str) -> bool:
    return bool(_SERVICE.search(sentence) and _DESCRIBES.search(sentence) and not CHANGE.search(sentence))


def remarks(draft: Draft, context: Context) -> Iterator[Remark]:
    """Chapters, sections and tables that list services and seek no change in them; a chapter is told once."""
    told: set[int] = set()
    for section in draft.sections:
        if section.number in told:
            continue
        # A whole draft is no chapter.
        chapter = draft.below(section) if section.level > 1 else (section,)
        passages = [one for below in chapter for one in below.passages]
        if found := _catalogue(passages):
            passage, sentence = found[0]
            told |= {below.number for below in chapter}
            yield _remark(passage, sentence, [words for _, words in found])
    for table in draft.tables:
        yield from _of_table(table)


def _catalogue(passages: list[Passage]) -> list[tuple[Passage, str]]:
    """The sentences that describe services, where they are many and words of change are few beside them."""
    found = [(one, sentence) for one in passages if one.is_prose for sentence in one.sentences if _describes(sentence)]
    if len(found) < _FEW:
        return []
    changes = sum(bool(CHANGE.search(sentence)) for one in passages for sentence in one.sentences)
    return found if len(found) > 2 * changes else []


def _of_table(table: tuple[Passage, ...]) -> Iterator[Remark]:
    header = table[0].header
    columns = [number for number, name in enumerate(header) if _SERVICE_COLUMN.search(name)]
    if not columns or columns[0] > 1:
        return
    about = [number for number, name in enumerate(header) if _ABOUT_CHANGE.search(name)]
    without = [row for row in table if not any(_cell(row, number) for number in about) and not CHANGE.search(row.text)]
    if without and (about or len(without) == len(table)):
        names = [_cell(row, columns[0]) for row in without]
        yield _remark(without[0], names[0], names)


def _cell(row: Passage, number: int) -> str:
    return row.cells[number].strip(" –—-") if number < len(row.cells) else ""


def _remark(passage: Passage, quote: str, told: list[str]) -> Remark:
    return Remark(
        "services",
        "P.2",
        SHOULD,
        passage.place(quote, len(told) - 1),
        Message(N_("Palveluja kuvataan ilman muutosta tai tavoitetta: {services}."), services=quoted(told)),
        Message(N_("Kerro, mikä palvelussa muuttuu ja mihin tavoitteeseen se liittyy, tai jätä kuvaus pois.")),
    )
