"""Primary protection of the municipality's own counts: which are not told, so that nobody can be recognised.

Knows counts and the threshold; not what is counted. The offices' open figures are shown as they published them and do
not pass here.

A count from 1 up to the threshold is hidden. So is the count of a group that is itself so small, a zero and a whole
too: *none* and *all* of four people tell of each of them. So is a count whose remainder of a known whole is that small.
A zero that cannot be anything else (a structural zero) is shown. What is computed from a hidden count is hidden.

Sources: Statistics Finland's and THL's practice of a least frequency; Hundepool et al. (2012), Statistical Disclosure
Control, chapter 5 (threshold rule, differencing). The threshold is the municipality's decision: 5 unless it chooses
another from 3 to 10.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kotolib import frame, office_files
from kotolib.errors import N_, WrongWords

DEFAULT, LOWEST, HIGHEST = 5, 3, 10
SMALL, SMALL_GROUP, SMALL_REST, DIFFERENCE, DERIVED, NOT_TOLD = (
    "small", "small_group", "small_rest", "difference", "derived", "not_told"
)  # fmt: skip
LOG = "disclosure.jsonl"


@dataclass(frozen=True)
class Rule:
    """The decision: counts below `threshold` are hidden; `chosen` where the municipality has decided it itself."""

    threshold: int = DEFAULT
    chosen: bool = False


@dataclass(frozen=True)
class Count:
    """A count as it may be told.

    Attributes
    ----------
    value
        The count; NaN where it is not told.
    status
        `ok`, `suppressed` (ours), `below_quality` or `missing`.
    reason
        Why it is not told: `small`, `small_group`, `small_rest`, `difference`, `derived` or `not_told`.
    """

    value: float
    status: str = frame.OK
    reason: str = ""

    @property
    def is_shown(self) -> bool:
        """Whether there is a number to show."""
        return self.status in frame.SHOWN


def rule(smallest: float | None = None) -> Rule:
    """The rule by the smallest count that the municipality publishes (*Perustiedot*).

    Raises
    ------
    WrongWords
        Not a whole number from 3 to 10.

    Examples
    --------
    >>> rule().threshold, rule(3).threshold
    (5, 3)
    """
    if smallest is None:
        return Rule()
    if not (LOWEST <= smallest <= HIGHEST and smallest % 1 == 0):
        raise WrongWords(
            N_("Pienin julkaistava lukumäärä on kokonaisluku väliltä {low}–{high}, ei {word}."),
            low=LOWEST,
            high=HIGHEST,
            word=smallest,
        )
    return Rule(int(smallest), chosen=smallest != DEFAULT)


def shown(count: float | None, rule: Rule, *, of: float | None = None, structural: bool = False) -> Count:
    """A count as it may be told.

    Parameters
    ----------
    count
        Persons or households; None or NaN where it is not known.
    rule
        The municipality's rule.
    of
        The size of the whole group, where the reader knows it.
    structural
        Whether a zero could be nothing else (no such school, no such year).

    Returns
    -------
    Count
        A zero is told only where it is structural, or the group is known and not small.

    Examples
    --------
    >>> [shown(count, Rule(), of=40).status for count in (0, 3, 12, 38)]
    ['ok', 'suppressed', 'ok', 'suppressed']
    >>> shown(0, Rule()).status, shown(0, Rule(), structural=True).status
    ('suppressed', 'ok')
    """
    if count is None or math.isnan(count) or count < 0:
        return Count(math.nan, frame.MISSING, NOT_TOLD)
    if structural and count == 0:
        return Count(0.0)
    reason = _why_hidden(float(count), rule.threshold, of)
    return _hidden(reason) if reason else Count(float(count))


def _why_hidden(count: float, threshold: int, of: float | None) -> str:
    if of is None or math.isnan(of):
        return (SMALL if count else SMALL_GROUP) if count < threshold else ""
    if of < threshold:
        return SMALL_GROUP
    if 0 < count < threshold:
        return SMALL
    return SMALL_REST if 0 < of - count < threshold else ""


def _hidden(reason: str) -> Count:
    return Count(math.nan, frame.SUPPRESSED, reason)


def derived(compute: Callable[..., float], *parts: Count) -> Count:
    """A number computed from counts: hidden where one of them is, missing where one is missing.

    Parameters
    ----------
    compute
        What gives the number, from the values of the parts in their order.
    parts
        Counts as they may be told.

    Examples
    --------
    >>> derived(lambda some, all_: 100 * some / all_, Count(12), Count(40)).value
    30.0
    >>> derived(lambda some, all_: 100 * some / all_, shown(3, Rule()), Count(40)).status
    'suppressed'
    """
    statuses = [part.status for part in parts]
    if frame.SUPPRESSED in statuses:
        return _hidden(DERIVED)
    for part in parts:
        if not part.is_shown:
            return Count(math.nan, part.status, part.reason)
    try:
        value = float(compute(*(part.value for part in parts)))
    except ZeroDivisionError:
        return Count(math.nan, frame.NOT_APPLICABLE)
    return Count(value, frame.PRELIMINARY if frame.PRELIMINARY in statuses else frame.OK)


def log_decision(rule: Rule, folder: Path, day: date) -> Path | None:
    """Write the threshold into the folder's log, where it is not the one that was decided last.

    Parameters
    ----------
    rule
        The rule in force.
    folder
        What the municipality brings and writes; it exists.
    day
        The day that is written beside it.

    Returns
    -------
    Path or None
        The log; None where nothing had changed.

    Raises
    ------
    InTheWay
        The log is open elsewhere.
    """
    path = folder / LOG
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    if lines and _threshold_of(lines[-1]) == rule.threshold:
        return None
    entry = {"day": day.isoformat(), "threshold": rule.threshold, "chosen": rule.chosen}
    content = "\n".join([*lines, json.dumps(entry, ensure_ascii=False)]) + "\n"
    office_files.move_into_place(content.encode("utf-8"), path)
    return path


def _threshold_of(line: str) -> int | None:
    try:
        return json.loads(line).get("threshold")
    except (ValueError, AttributeError):
        return None
