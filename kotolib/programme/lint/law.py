"""The longest passages that tell of law (P.3); knows what a summary of law is, not what the law says."""

from collections.abc import Iterator
from dataclasses import dataclass

from kotolib.errors import N_, Message
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import Draft, Passage, count
from kotolib.programme.lint.remarks import SHOULD, Place, Remark
from kotolib.programme.wording import legal, sentences

MOST_LAW = 1 / 3
"""Share of a text's sentences that may tell of law; a text of fewer than three may cite it freely."""
SHOWN = 3
"""So many of the longest passages are shown."""
_FEW = 3
_SHORTEST = 40
"""A passage of fewer words is a citation."""


@dataclass(frozen=True)
class Told:
    """Paragraphs of one section, one after another, that tell of law."""

    passages: tuple[Passage, ...]
    words: int

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.passages[0].place()


def is_summary(text: str) -> bool:
    """Whether a text tells of law more than it may.

    Examples
    --------
    >>> is_summary("Laki velvoittaa. Asetus tarkentaa. Pykälä 3 kertoo muusta. Kunta toimii.")
    True
    >>> is_summary("Ohjelma perustuu lakiin. Kunta toimii. Asukkaat osallistuvat.")
    False
    """
    return _is_summary(sentences.of(text))


def _is_summary(told: list[str]) -> bool:
    return len(told) >= _FEW and sum(map(legal.tells_law, told)) > MOST_LAW * len(told)


def longest(draft: Draft) -> tuple[Told, ...]:
    """The passages that tell of law, the longest first, at most :data:`SHOWN`."""
    found = [_told(run) for section in draft.sections for run in _runs(section.passages)]
    return tuple(sorted(found, key=lambda one: -one.words)[:SHOWN])


def _runs(passages: tuple[Passage, ...]) -> Iterator[list[Passage]]:
    run: list[Passage] = []
    for one in passages:
        if one.is_prose and any(map(legal.tells_law, one.sentences)):
            run.append(one)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _told(run: list[Passage]) -> Told:
    return Told(
        tuple(run), sum(count(sentence) for one in run for sentence in one.sentences if legal.tells_law(sentence))
    )


def remarks(draft: Draft, context: Context) -> Iterator[Remark]:
    """Those of the longest passages that are summaries of law."""
    for told in longest(draft):
        whole = [sentence for one in told.passages for sentence in one.sentences]
        if told.words >= _SHORTEST and _is_summary(whole):
            yield Remark(
                "law",
                "P.3",
                SHOULD,
                told.place,
                Message(
                    N_("Kohta selostaa lakia {words} sanan verran. Ohjelma ei ole lain tiivistelmä."), words=told.words
                ),
                Message(N_("Kerro, mitä laki merkitsee omassa kunnassa, ja korvaa selostus viittauksella lakiin.")),
            )
