"""A difference of two percentages that is called per cent, not percentage points; knows no source of a figure."""

import math
import re
from collections.abc import Iterator

from kotolib.errors import N_, Message
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import Draft, Passage
from kotolib.programme.lint.remarks import SHOULD, Remark
from kotolib.programme.lint.words import pattern

_PERCENT = re.compile(
    r"(?<![\w,./–-])(\d{1,3}(?:,\d+)?)[ \u00a0\u202f]?"
    r"(?:%(?!-)(?![ \u00a0]?-)|prosent(?!tiyks|uell)\w*|procent(?!enhet|uell)\w*)",
    re.IGNORECASE,
)
_DIFFERENCE = pattern("difference")
_NEAR = 20
"""Letters after a figure in which *enemmän* may stand."""


def remarks(draft: Draft, context: Context) -> Iterator[Remark]:
    """The places told together in one remark."""
    found = [(sentence, one) for one in draft.passages if one.is_prose for sentence in _miscalled(one)]
    if found:
        sentence, passage = found[0]
        yield Remark(
            "differences",
            "",
            SHOULD,
            passage.place(sentence, len(found) - 1),
            Message(N_("Kahden prosenttiluvun ero on prosenttiyksikköjä, ei prosentteja.")),
            Message(
                N_(
                    "Kirjoita ero prosenttiyksikköinä, esimerkiksi: osuus kasvoi 2,8 prosentista 4,5 prosenttiin eli "
                    "1,7 prosenttiyksikköä."
                )
            ),
        )


def _miscalled(passage: Passage) -> Iterator[str]:
    """Sentences with a percentage that is just the difference of the two before it, there or in the sentence before."""
    before: list[float] = []
    for sentence in passage.sentences:
        told = list(_PERCENT.finditer(sentence))
        values = before + [float(one[1].replace(",", ".")) for one in told]
        ends = [0] * len(before) + [one.end() for one in told]
        for at in range(max(2, len(before)), len(values)):
            said = sentence[ends[at - 1] : ends[at] + _NEAR]
            if _is_difference(*values[at - 2 : at + 1]) and _DIFFERENCE.search(said):
                yield sentence
                break
        before = values[-2:]


def _is_difference(first: float, second: float, told: float) -> bool:
    return told > 0 and told not in (first, second) and math.isclose(abs(first - second), told, abs_tol=0.05)
