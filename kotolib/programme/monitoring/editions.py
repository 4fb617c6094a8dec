"""What monitoring said at earlier times, kept beside the workbook, and what has changed since; knows no sentence.

Only what may be told is kept. A figure that the statistics have revised is told with both its values; one that is
hidden today is not told, whatever an earlier edition said.
"""

import json
import math
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kotolib import office_files
from kotolib.programme.monitoring.following import Followed

FILE = "monitoring.jsonl"
_SAME = 1e-9


@dataclass(frozen=True)
class Revised:
    """A figure that has another value than before."""

    year: int
    before: float
    now: float


@dataclass(frozen=True)
class Since:
    """One goal since the last time.

    Attributes
    ----------
    goal
        Its id.
    is_new
        Whether it was not there then; nothing else is told of it.
    before, now
        States then and now; None for a goal that is not judged.
    alarm_before, alarm_now
        Whether there was and is an alarm.
    new_years
        Years whose figures have come since.
    revised
        Figures that have changed, by year.
    moved
        Names of what people have changed in the goal itself: `baseline`, `target`, `deadline`, `indicator`.
    """

    goal: str
    is_new: bool = False
    before: str | None = None
    now: str | None = None
    alarm_before: bool = False
    alarm_now: bool = False
    new_years: tuple[int, ...] = ()
    revised: tuple[Revised, ...] = ()
    moved: tuple[str, ...] = ()

    @property
    def has_changed(self) -> bool:
        """Whether there is anything to tell."""
        turned = self.before != self.now or self.alarm_before != self.alarm_now
        return self.is_new or turned or bool(self.new_years or self.revised or self.moved)


@dataclass(frozen=True)
class Difference:
    """All goals since the last time.

    Attributes
    ----------
    day, edition
        The day and the figures' edition of the last time.
    goals
        Today's goals in their order.
    dropped
        Ids of the goals that are no more.
    """

    day: str
    edition: str
    goals: tuple[Since, ...]
    dropped: tuple[str, ...]


def result(goals: tuple[Followed, ...], day: str, edition: str) -> dict:
    """What is kept: JSON-able, and nothing in it that may not be told."""
    return {"day": day, "edition": edition, "goals": {one.goal.id: _kept(one) for one in goals}}


def _kept(one: Followed) -> dict:
    shown = {str(reading.year): reading.value for reading in one.readings.all if reading.is_shown}
    hidden = one.baseline is not None and not one.baseline.is_shown
    return {
        "status": one.status,
        "alarm": one.alarm,
        "figures": shown,
        "indicator": one.goal.indicator,
        "deadline": one.goal.deadline.isoformat() if one.goal.deadline else None,
        "baseline": None if hidden or one.baseline is None else one.baseline.value,
        "target": one.target,
    }


def keep(now: dict, folder: Path) -> Path | None:
    """Write a result below the earlier ones; one of the same day takes the place of that.

    A result that says of the goals just what the one before it says is not written again: what stands in the file is
    when something changed, however often the pages are made.

    Parameters
    ----------
    now
        What :func:`result` gives.
    folder
        What the municipality brings and writes; it exists.

    Returns
    -------
    Path or None
        The file; None where nothing had changed since it was last written.

    Raises
    ------
    InTheWay
        The file is open elsewhere.
    """
    path = folder / FILE
    before = _lines(path)
    kept = [line for line in before if line["day"] != now["day"]] + [now]
    kept.sort(key=lambda line: line["day"])
    kept = [line for number, line in enumerate(kept) if not number or line["goals"] != kept[number - 1]["goals"]]
    if kept == before:
        return None
    text = "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in kept)
    office_files.move_into_place(text.encode("utf-8"), path)
    return path


def kept(folder: Path) -> list[dict]:
    """All results that stand beside a workbook, the oldest first."""
    return _lines(folder / FILE)


def previous(folder: Path, day: str) -> dict | None:
    """The last result before a day; None where there is none."""
    return next((line for line in reversed(_lines(folder / FILE)) if line["day"] < day), None)


def before(folder: Path, day: date, months: int | None) -> dict | None:
    """What stood some months before a day, for a report that comes so often.

    Parameters
    ----------
    folder
        What the municipality brings and writes.
    day
        The day of the report.
    months
        How long a time it tells of; None: from the beginning.

    Returns
    -------
    dict or None
        The last result of that time or, where none is so old, the oldest; None where there is none before the day.
    """
    found = [line for line in _lines(folder / FILE) if line["day"] < day.isoformat()]
    if not found or months is None:
        return found[0] if found else None
    then = _earlier(day, months).isoformat()
    return next((line for line in reversed(found) if line["day"] <= then), found[0])


def _earlier(day: date, months: int) -> date:
    """The same day of an earlier month; of the 31st the last one that it has."""
    number = day.year * 12 + day.month - 1 - months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _lines(path: Path) -> list[dict]:
    """The results, the oldest first; a line that cannot be read is left out, since it only tells of the past."""
    if not path.is_file():
        return []
    found = []
    for text in path.read_text(encoding="utf-8").splitlines():
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict) and isinstance(line.get("day"), str) and isinstance(line.get("goals"), dict):
            found.append(line)
    return found


def since(now: dict, before: dict) -> Difference:
    """What has changed between two results.

    Examples
    --------
    >>> goal = {"status": "on_track", "alarm": False, "figures": {"2024": 8.4}, "target": 7.0}
    >>> later = goal | {"status": "off_track", "figures": {"2024": 8.5, "2025": 9.0}}
    >>> then, now = ({"day": day, "goals": {"T1": one}} for day, one in (("2026", goal), ("2027", later)))
    >>> found = since(now, then).goals[0]
    >>> found.before, found.now, found.new_years, found.revised[0].now
    ('on_track', 'off_track', (2025,), 8.5)
    """
    then = before["goals"]
    goals = tuple(_since(goal, one, then.get(goal)) for goal, one in now["goals"].items())
    dropped = tuple(goal for goal in then if goal not in now["goals"])
    return Difference(before["day"], before.get("edition", ""), goals, dropped)


def _since(goal: str, now: dict, then: dict | None) -> Since:
    if then is None:
        return Since(goal, is_new=True, now=now["status"], alarm_now=now["alarm"])
    changed = tuple(name for name in ("indicator", "baseline", "target", "deadline") if now.get(name) != then.get(name))
    # Figures of another indicator are no earlier values of this one.
    figures = {} if "indicator" in changed else then.get("figures", {})
    return Since(
        goal,
        before=then.get("status"),
        now=now["status"],
        alarm_before=bool(then.get("alarm")),
        alarm_now=now["alarm"],
        new_years=tuple(int(year) for year in now["figures"] if year not in figures),
        revised=tuple(
            Revised(int(year), figures[year], value)
            for year, value in now["figures"].items()
            if year in figures and not math.isclose(value, figures[year], abs_tol=_SAME)
        ),
        moved=changed,
    )
