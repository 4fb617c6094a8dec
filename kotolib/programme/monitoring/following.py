"""Follows a goal of a programme: its figures, its state and what may be said of it; writes no sentence.

The order of things: a goal that lacks what judging needs, a series that broke, a figure that is hidden, too old or of
too few people cannot be assessed, and the reason is told. Only then is the figure's interval held against the path.
"""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from kotolib import comparison, frame, uncertainty
from kotolib.comparison import series, trends
from kotolib.programme.joint import where
from kotolib.programme.measured import DOWN, UP, Measured
from kotolib.programme.monitoring import coming, likelihood, measures, obstacles, statements, why
from kotolib.programme.monitoring import status as states
from kotolib.programme.monitoring.coming import FirstJudged
from kotolib.programme.monitoring.figure import Reading
from kotolib.programme.monitoring.measures import Progress
from kotolib.programme.monitoring.question import CHANGE, COUNTED, MILESTONE, NOT_WORSE, THRESHOLD, Question
from kotolib.programme.monitoring.readings import Readings, readings
from kotolib.programme.monitoring.statements import Change, Distance, Level
from kotolib.programme.path import Path
from kotolib.programme.records import Goal, Programme
from kotolib.programme.verdicts import Case
from kotolib.situation import Situation

_NORMAL_95 = 1.959964
_OF_JUDGING = (why.NO_BASELINE, why.NO_TARGET, why.NO_DEADLINE, why.NO_PATH)
"""What is lacking for a judgement only: of a goal without a direction there is none, whatever is filled in."""
NO_READINGS, NO_LEVEL, NO_CHANGE, NO_DISTANCE = Readings(), Level(), Change(), Distance()
NOT_JUDGED, NO_PROGRESS = FirstJudged(), Progress()


@dataclass(frozen=True)
class Followed:
    """One goal as it is followed.

    Attributes
    ----------
    goal, measured
        The goal and what it is measured by; None where nobody has described that.
    status, reason
        One of :data:`status.STATUSES`, or None for a goal without a direction; why it cannot be assessed or is not
        judged (:mod:`why`).
    alarm
        Whether the figure lies on the wrong side of the path at 99.8 % too.
    baseline
        As it is written in the programme; hidden where it is an own count too small to be told.
    baseline_now
        What the statistics tell today of the baseline's year, where that is something else; the baseline stays.
    path, target, wanted
        The required path (None where there is none, or it would tell the hidden baseline), its end and `up`, `down`
        or empty.
    readings, latest
        All figures, and the one that is judged: the newest, or of a passed deadline that of its year.
    trend
        Direction over the last five figures, if it survives leaving out any one of them.
    likelihood, no_likelihood
        `unlikely`, `either_way` or `likely`; why there is no word.
    level, change, distance
        Three separate statements.
    gap
        Of a gap goal, both sides from the baseline to the newest figure: which of them moved.
    first_judged, coming
        The first figure that can tell the change from chance; (published, year) of the next ones.
    measures
        Their progress.
    reached_at_start, final, preliminary
        Whether the baseline already was at the target; whether the deadline has passed and its figure has come;
        whether the figure may still change.
    broken_in
        First year of the new definition, where the series broke.
    """

    goal: Goal
    measured: Measured | None
    status: str | None
    reason: str = ""
    alarm: bool = False
    baseline: Reading | None = None
    baseline_now: float | None = None
    path: Path | None = None
    target: float | None = None
    wanted: str = ""
    readings: Readings = NO_READINGS
    latest: Reading | None = None
    trend: str | None = None
    likelihood: str | None = None
    no_likelihood: str = ""
    level: Level = NO_LEVEL
    change: Change = NO_CHANGE
    distance: Distance = NO_DISTANCE
    gap: comparison.Gap | None = None
    first_judged: FirstJudged = NOT_JUDGED
    coming: tuple[tuple[date, int], ...] = ()
    measures: Progress = NO_PROGRESS
    reached_at_start: bool = False
    final: bool = False
    preliminary: bool = False
    broken_in: int | None = None

    @property
    def is_judged(self) -> bool:
        """Whether it has one of the four states that a figure gives."""
        return self.status not in (None, states.CANNOT_BE_ASSESSED)


def follow_goal(here: Situation, programme: Programme, goal: Goal, year: int | None = None) -> Followed:
    """One goal as it stands.

    Parameters
    ----------
    here
        The situation; its day decides what is old and what is late.
    programme
        As it was read.
    goal
        One of its goals.
    year
        Of which year's figure; the newest unless told.

    Examples
    --------
    >>> import kotolib as koto
    >>> aimed = {"target_type": "level", "baseline": 9.9, "baseline_year": 2021, "target": 7}
    >>> goal = Goal(id="T1", indicator="unemployed.share", deadline=date(2025, 12, 31), **aimed)
    >>> follow_goal(koto.begin("211", as_of="2026-11-24"), Programme(), goal).status
    'off_track'
    """
    case = Case(where(here, goal), programme, goal)
    own = measures.progress(programme.measures, goal, here.as_of)
    if case.measured is None:
        return replace(_without_indicator(case, own), measures=own)
    question = Question(case, readings(case.here, programme, goal, case.measured), year)
    return replace(_with_statements(question, _judged(question)), measures=own)


def try_out(here: Situation, programme: Programme, goal: Goal, figure: tuple[int, float]) -> Followed:
    """One goal as it would stand with another newest figure: a trial on the screen, which nothing keeps or prints.

    Parameters
    ----------
    here
        The situation.
    programme
        As it was read.
    goal
        One of its goals, or the same with another target.
    figure
        Year and value, which take the place of the figures of that year and later.

    Returns
    -------
    Followed
        State, reason, alarm and distance to the path; what is said from the true series (trend, likelihood, change) is
        left out.

    Examples
    --------
    >>> import kotolib as koto
    >>> aimed = {"target_type": "level", "baseline": 9.9, "baseline_year": 2021, "target": 7}
    >>> goal = Goal(id="T1", indicator="unemployed.share", deadline=date(2025, 12, 31), **aimed)
    >>> try_out(koto.begin("211", as_of="2026-11-24"), Programme(), goal, (2025, 6.9)).status
    'achieved'
    """
    case = Case(where(here, goal), programme, goal)
    if case.measured is None:
        return follow_goal(here, programme, goal)
    found = readings(case.here, programme, goal, case.measured).with_figure(*figure)
    question = Question(case, found)
    told = _judged(question)
    return replace(told, distance=_distance(question, told)) if told.latest else told


def _without_indicator(case: Case, own: Progress) -> Followed:
    if case.goal.target_type == MILESTONE and not case.goal.indicator:
        status, reason = measures.milestone(case.goal, own, case.here.as_of)
        return Followed(case.goal, None, status, reason)
    reason = why.UNKNOWN_INDICATOR if case.goal.indicator else why.NO_INDICATOR
    return Followed(case.goal, None, states.CANNOT_BE_ASSESSED, reason)


def _judged(question: Question) -> Followed:
    obstacle, broken_in = obstacles.obstacle(question)
    status, reason, alarm = _state(question, obstacle)
    hidden, newest = question.hides_baseline, question.newest
    return Followed(
        question.goal,
        question.indicator,
        status,
        reason,
        alarm,
        baseline=question.baseline,
        baseline_now=question.baseline_now,
        path=None if hidden else question.way,
        # Where the target is counted from the baseline, it would tell the hidden one.
        target=None if hidden and question.kind in (CHANGE, NOT_WORSE) else question.target,
        wanted=question.wanted,
        readings=question.found,
        latest=newest,
        first_judged=coming.first_judged(question.case, None if hidden else question.way),
        coming=coming.coming(question.case, newest.year if newest else None),
        reached_at_start=question.reached_at_start and not hidden,
        final=question.is_final,
        preliminary=newest is not None and newest.status == frame.PRELIMINARY,
        broken_in=broken_in,
    )


def _state(question: Question, obstacle: str) -> tuple[str | None, str, bool]:
    """Status, reason and alarm."""
    if obstacle:
        if question.wanted:
            return states.CANNOT_BE_ASSESSED, obstacle, False
        return None, why.NO_DIRECTION if obstacle in _OF_JUDGING else obstacle, False
    if not question.wanted:
        return None, why.NO_DIRECTION, False
    newest, aim = question.newest, question.aim()
    status = states.status(newest.ends(), aim)
    if question.hides_baseline and (status != states.ACHIEVED or question.kind in (CHANGE, NOT_WORSE)):
        # Which side of the path a known figure lies on would bound the hidden baseline.
        return states.CANNOT_BE_ASSESSED, why.HIDDEN_BASELINE, False
    if question.found.least_chance and not (newest.by_chance and status == states.UNCERTAIN):
        # With fewer people the interval would be wider, and only what is uncertain would surely stay so.
        return states.CANNOT_BE_ASSESSED, why.PEOPLE_UNKNOWN, False
    if status == states.ACHIEVED and question.kind == NOT_WORSE and not question.is_final:
        status = states.ON_TRACK
    return status, "", newest.by_chance and states.is_alarm(newest.ends(uncertainty.ALARM), aim)


# --- statements


def _with_statements(question: Question, begun: Followed) -> Followed:
    word, no_word = _likelihood(question, begun)
    told = replace(
        begun,
        trend=_trend(question),
        likelihood=word,
        no_likelihood=no_word,
        level=statements.level(question.found, begun.latest, question.is_gap),
        gap=_gap(question),
    )
    if told.latest is None:
        missing = {"status": frame.MISSING, "reason": told.reason}
        return replace(told, change=Change(**missing), distance=Distance(**missing))
    return replace(told, change=_change(question, told), distance=_distance(question, told))


def _change(question: Question, told: Followed) -> Change:
    baseline, newest = told.baseline, told.latest
    if told.broken_in or told.reason in (why.BREAK, why.GAP):
        return Change(status=frame.NOT_APPLICABLE, reason=told.reason)
    if baseline is None:
        return Change(status=frame.MISSING, reason=why.NO_BASELINE)
    if newest.year <= baseline.year:
        return Change(status=frame.MISSING, reason=why.NO_READING)
    decimals = question.indicator.decimals
    if question.is_gap and question.found.values is not None:
        return statements.gap_change(baseline, newest, told.gap.clear if told.gap else None, decimals)
    return statements.change(question.found, baseline, newest, decimals)


def _distance(question: Question, told: Followed) -> Distance:
    if told.path is None or not question.wanted or told.reason:
        return Distance(status=frame.NOT_APPLICABLE, reason=told.reason or why.NO_PATH)
    return statements.distance(told.latest, told.path, question.aim().level, question.wanted)


def _gap(question: Question) -> comparison.Gap | None:
    v, begun, newest = question.found.values, question.goal.baseline_year, question.newest
    if not question.is_gap or v is None or newest is None or begun is None or newest.year <= begun:
        return None
    return comparison.gap(v, (begun, newest.year))


def _trend(question: Question) -> str | None:
    if question.found.values is None or question.newest is not question.found.newest():
        # The direction up to today says nothing of a figure that is older.
        return None
    if not question.is_gap:
        return comparison.trend_word(question.found.values)
    figures = _yearly(question)[-trends.POINTS :]
    if len(figures) < trends.POINTS:
        return None
    years, values = (np.array(column, dtype=float) for column in zip(*figures, strict=True))
    return {1: UP, -1: DOWN}.get(trends.steady_sign(years, values))


def _yearly(question: Question) -> list[tuple[int, float]]:
    """Shown figures of the last unbroken stretch; none where one of the last five has too few people behind it."""
    v = question.found.values
    stretches = series.unbroken(v, next(iter(v.areas))) if v is not None else []
    years = set(stretches[-1]["year"]) if stretches else set()
    chosen = [one for one in question.found.all if one.year in years and one.is_shown]
    few = any(one.reason for one in chosen[-trends.POINTS :])
    return [] if few else [(one.year, one.value) for one in chosen]


def _likelihood(question: Question, told: Followed) -> tuple[str | None, str]:
    rhythm, way = question.indicator.rhythm, told.path
    if told.reason:
        return None, told.reason
    if way is None or told.final or question.kind in (*COUNTED, THRESHOLD):
        return None, why.NO_PATH
    if rhythm is None or rhythm.step != 1:
        return None, why.NOT_YEARLY
    figures = _yearly(question)
    if len(figures) < trends.POINTS:
        return None, why.SHORT
    return likelihood.word(figures, _spread(question), (way.years[-1], way.levels[-1]), question.wanted), ""


def _spread(question: Question) -> float:
    """Standard deviation of one figure by chance, the mean over the last five."""
    widths = [one.interval[1] - one.interval[0] for one in question.found.all if one.by_chance][-trends.POINTS :]
    return sum(widths) / len(widths) / (2 * _NORMAL_95) if widths else 0.0
