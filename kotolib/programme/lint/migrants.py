"""*Maahanmuuttajat* as a statistical group without saying which (citizenship, language, country of birth, origin)."""

import re
from collections.abc import Iterator

from kotolib.errors import N_, Message
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import ROW, Draft, Passage
from kotolib.programme.lint.figures import FIGURE
from kotolib.programme.lint.remarks import SHOULD, Remark
from kotolib.programme.lint.words import pattern

_VAGUE = pattern("vague_migrants")
_PRECISE = pattern("precise_migrants")
_DEFINES = re.compile(r"tarkoite|tarkoitta|määritel|maahanmuuttajil?la tässä|avses|avser|menas|definier", re.IGNORECASE)
_STATISTIC = pattern("statistic")
_NUMBER = re.compile(r"\d+(?:,\d+)?[ \u00a0]?%|\b\d{2,}(?:[ \u00a0]\d{3})*\b")
_COUNTED = pattern("vague_migrants", form=r"{}\s+(?:oli|on|asui|asuu|var|är|bodde|bor)\s+(?:\w+\s+){0,3}?\d{2,}")
"""*Maahanmuuttajia oli viime vuonna 412*."""
_TIMES = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{4})?|\b(?:19|20)\d\d(?:[–-](?:19|20)?\d\d)?\b|\d+/\d{4}")


def remarks(draft: Draft, context: Context) -> Iterator[Remark]:
    """The sentences told together in one remark, unless the draft says once what it means by the word."""
    if any(
        _DEFINES.search(sentence) and _VAGUE.search(sentence) and _PRECISE.search(sentence)
        for sentence in _sentences(draft)
    ):
        return
    found = [(sentence, one) for one in draft.passages for sentence in _vague(one)]
    if found:
        yield _remark(found)


def _sentences(draft: Draft) -> Iterator[str]:
    return (sentence for one in draft.passages if one.is_prose for sentence in one.sentences)


def _vague(passage: Passage) -> Iterator[str]:
    if _PRECISE.search(passage.text) or not (passage.is_prose or passage.kind == ROW):
        return
    for text in passage.sentences:
        if _VAGUE.search(text) and _is_statistic(_TIMES.sub("", text)):
            yield text


def _is_statistic(text: str) -> bool:
    return bool(FIGURE.search(text) or _COUNTED.search(text)) or bool(_STATISTIC.search(text) and _NUMBER.search(text))


def _remark(found: list[tuple[str, Passage]]) -> Remark:
    sentence, passage = found[0]
    word = _VAGUE.search(sentence)
    return Remark(
        "migrants",
        "3.1",
        SHOULD,
        passage.place(sentence, len(found) - 1),
        Message(N_("”{word}”: ei käy ilmi, mitä joukkoa luku koskee."), word=word[0]),
        Message(N_("Kerro, tarkoitetaanko vieraskielisiä, ulkomaan kansalaisia, ulkomailla syntyneitä vai muita.")),
    )
