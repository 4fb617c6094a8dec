"""Why a goal cannot be assessed: what it lacks, a series that broke, a figure that is not there, hidden or too old;
judges no figure."""

from kotolib.programme.monitoring import why
from kotolib.programme.monitoring.question import CHANGE, COUNTED, NOT_WORSE, THRESHOLD, Question


def obstacle(question: Question) -> tuple[str, int | None]:
    """The first thing in the way (:mod:`why`), and the year of a break; empty where there is none."""
    if question.newest is None:
        return _no_figure(question), None
    if lack := _lack(question):
        # What nobody publishes any more is not judged, whatever else is filled in.
        return why.ENDED if _has_ended(question) else lack, None
    reason, year = _apart(question)
    return (reason, year) if reason else (_unfit(question), None)


def _no_figure(question: Question) -> str:
    """A year in a hole of the series has no figure; one after the newest is still to come."""
    last = question.found.newest()
    if question.year is not None and (last is None or question.year > last.year):
        return why.FUTURE
    return why.NO_FIGURE


def _lack(question: Question) -> str:
    """What the goal itself lacks to be judged."""
    goal = question.goal
    counted_from_baseline = question.kind in (CHANGE, NOT_WORSE)
    if question.target is None:
        return why.NO_BASELINE if counted_from_baseline and goal.baseline is None else why.NO_TARGET
    if goal.deadline is None:
        return why.NO_DEADLINE
    if question.baseline is None and question.kind not in (*COUNTED, THRESHOLD):
        return why.NO_BASELINE
    return "" if question.way is not None else why.NO_PATH


def _apart(question: Question) -> tuple[str, int | None]:
    """Whether the figure may be set against the baseline."""
    begun, newest = question.goal.baseline_year, question.newest
    if begun is None:
        return "", None
    if newest.year <= begun and question.kind not in (*COUNTED, THRESHOLD):
        return why.NO_READING, None
    return question.found.break_between(begun, newest.year)


def _unfit(question: Question) -> str:
    """Whether the figure itself may be judged."""
    newest, deadline, here = question.newest, question.goal.deadline, question.case.here
    if not newest.is_shown:
        return newest.reason or why.HIDDEN
    if deadline > here.as_of and _is_old(question):
        return why.ENDED if _has_ended(question) else why.STALE
    return newest.reason


def _is_old(question: Question) -> bool:
    return question.case.here.as_of.year - question.newest.year > question.indicator.stale_after


def _has_ended(question: Question) -> bool:
    rhythm = question.indicator.rhythm
    return rhythm is not None and not rhythm.step and _is_old(question)
