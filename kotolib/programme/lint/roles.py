"""What a column, a label or a heading of goals and measures holds: goal, measure, indicator, source, who, when.

Knows Finnish and Swedish words; no draft.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kotolib.programme.lint.words import pattern

GOAL, MEASURE, INDICATOR, SOURCE, WHO, WHEN = "goal", "measure", "indicator", "source", "who", "when"
LEVEL = "level"

_ROLES = (GOAL, MEASURE, INDICATOR, SOURCE, WHO, WHEN, LEVEL)
_STARTS = {role: pattern(f"role_{role}", form=r"^\W*{}") for role in _ROLES}
_ANYWHERE = {role: pattern(f"role_{role}", form=r"\b{}") for role in (INDICATOR, SOURCE, WHO)}
_WHOLE = {role: pattern(f"role_{role}", form=r"^\W*{}\W*$") for role in _ROLES}
_LABEL = re.compile(r"^\W{0,3}(?P<name>[^:]{2,40}):\s*(?P<rest>.*)$")
_PREVIOUS = re.compile(
    r"edelli|aiem|aikaisem|toteutui|opittiin|tapahtu|tidigare|förra|föregående|utfall", re.IGNORECASE
)


@lru_cache(maxsize=1024)
def of_columns(header: tuple[str, ...]) -> dict[str, int]:
    """Which column holds what; a header may name two things: *Vastuu ja aikataulu*.

    Examples
    --------
    >>> of_columns(("Tavoite", "Mittari ja lähde", "Vastuutaho", "Valmis"))
    {'goal': 0, 'indicator': 1, 'source': 1, 'who': 2, 'when': 3}
    """
    found: dict[str, int] = {}
    for number, name in enumerate(header):
        for piece in re.split(r"\s*(?:/|,|\bja\b|\boch\b|\bsekä\b|\bsamt\b|\()\s*", name):
            if role := of_name(piece):
                found.setdefault(role, number)
    return found


def of_name(name: str) -> str:
    """What a name of a column, a label or a heading says: a role, or nothing."""
    if _STARTS[LEVEL].search(name):
        return LEVEL
    return next((role for role, pattern in _STARTS.items() if pattern.search(name)), "")


def is_about_the_past(text: str) -> bool:
    """Whether a heading or a header is about the goals of an earlier programme."""
    return bool(_PREVIOUS.search(text))


def label(text: str) -> tuple[str, str]:
    """The role of a label and what follows it; empty texts where there is no label that tells.

    Examples
    --------
    >>> label("Vastuutahot: kirjasto"), label("Kirjasto on auki.")
    (('who', 'kirjasto'), ('', ''))
    """
    if role := next((role for role, pattern in _WHOLE.items() if pattern.search(text)), ""):
        return role, ""
    found = _LABEL.match(text)
    role = of_name(_unnumbered(found["name"])) if found else ""
    return (role, found["rest"].strip()) if role else ("", "")


def labels(text: str) -> Iterator[str]:
    """The roles of all labels of a paragraph that have something after them.

    Examples
    --------
    >>> list(labels("Vastuu: kirjasto. Aikataulu: 2027"))
    ['who', 'when']
    """
    for piece in re.split(r"(?<=[.;|])\s+|\s[–|]\s", text):
        role, rest = label(piece)
        if role and rest:
            yield role


def of_heading(title: str) -> str:
    """What stands below a heading, if it is named by one of the roles alone: *Mittarit*, *3.2 Toimenpiteet*."""
    name = _unnumbered(title)
    return of_name(name) if len(name.split()) <= 4 and not name.endswith("?") else ""


def _unnumbered(text: str) -> str:
    return re.sub(r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?", "", text)


def tells(role: str, text: str) -> bool:
    """Whether a text speaks of an indicator, a source or who is responsible."""
    return bool(_ANYWHERE[role].search(text))
