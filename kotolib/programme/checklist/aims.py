"""Steps 4 and 6, and updating: goals, their means, and how they are followed; knows no figures."""

from kotolib.programme import completeness
from kotolib.programme.checklist.case import Case, Judged, Part, each, places, some, written_goals
from kotolib.programme.checklist.picture import findings
from kotolib.programme.records import Goal
from kotolib.programme.triggers import turned_off
from kotolib.programme.verdicts import WARNED
from kotolib.programme.verdicts import Case as GoalCase

DOCUMENTS = ("municipal_strategy", "equality_plan", "wellbeing_plan")
WITHOUT_BASELINE = ("milestone", "outputs")


def themes(case: Case) -> Judged:
    """4.1"""
    goals = written_goals(case.programme)
    return [some_goals(case), each("themed", goals, [goal for goal in goals if goal.theme], ("goals", "theme"))]


def change(case: Case) -> Judged:
    """4.2"""
    return [
        some("change", written_goals(case.programme), ("goals", "text")),
        some("challenges", findings(case, "challenge", "need", "missing_service"), ("findings", "kind")),
        some("opportunities", findings(case, "opportunity", "success"), ("findings", "kind")),
    ]


def plans(case: Case) -> Judged:
    """4.3: a document that the municipality says it does not have is no fault."""
    told = {row.id: row for row in case.programme.documents if row.absent or (row.name and row.date)}
    named = [name for name in DOCUMENTS if name in told]
    lacking = case.words("document", (name for name in DOCUMENTS if name not in told))
    goals = written_goals(case.programme)
    places_ = tuple(("basics", f"document.{name}", "answer") for name in named)
    return [
        Part("named", len(named), len(DOCUMENTS), places_, lacking),
        some_goals(case),
        each("linked", goals, [goal for goal in goals if goal.documents], ("goals", "documents")),
    ]


def set_together(case: Case) -> Judged:
    """4.4"""
    goals = written_goals(case.programme)
    known = {row.id for row in case.programme.findings if row.text}
    traced = [goal for goal in goals if known & set(goal.findings)]
    hearings = [row for row in case.programme.hearings if row.date and row.date <= case.here.as_of]
    return [
        some("heard", hearings, ("hearings", "date")),
        some_goals(case),
        each("traced", goals, traced, ("goals", "findings")),
    ]


def means(case: Case) -> Judged:
    """4.5"""
    goals = written_goals(case.programme)
    measured = {row.goal for row in case.programme.measures if row.text}
    with_means = [goal for goal in goals if goal.id in measured]
    rows = [row for row in case.programme.measures if row.text and row.goal]
    found = each("means", goals, with_means, ("goals", "text"))
    return [some_goals(case), Part("means", found.have, found.of, places("measures", rows, "goal"), found.lacking)]


def some_goals(case: Case) -> Part:
    """That there are goals at all."""
    return Part("goals", min(len(written_goals(case.programme)), 1), counts=False)


def concrete(case: Case) -> Judged:
    """6.1"""
    goals = written_goals(case.programme)
    sure = [goal for goal in goals if goal.deadline and (goal.target is not None or _is_stated(goal))]
    return [some_goals(case), each("concrete", goals, sure, ("goals", "deadline"))]


def _is_stated(goal: Goal) -> bool:
    """A milestone is reached or not; a goal of not growing worse has its baseline for a target."""
    return goal.target_type == "milestone" or (goal.target_type == "not_worse" and goal.baseline is not None)


def indicators(case: Case) -> Judged:
    """6.2"""
    goals = written_goals(case.programme)
    needing = [goal for goal in goals if goal.target_type not in completeness.WITHOUT_INDICATOR]
    measured = [goal for goal in goals if goal.indicator or goal not in needing]
    spanned = [goal for goal in goals if goal.deadline and (goal.baseline_year or goal.target_type in WITHOUT_BASELINE)]
    return [
        some_goals(case),
        each("measured", goals, measured, ("goals", "indicator")),
        each("spanned", goals, spanned, ("goals", "deadline")),
    ]


def known_sources(case: Case) -> Judged:
    """6.3: the very rule by which goals are refused."""
    goals = [goal for goal in written_goals(case.programme) if goal.indicator]
    sound = [goal for goal in goals if not _faults_of_source(case, goal)]
    return [Part("goals", min(len(goals), 1), counts=False), each("sourced", goals, sound, ("goals", "indicator"))]


def _faults_of_source(case: Case, goal: Goal) -> list:
    judged = completeness.of_source(GoalCase(case.here, case.programme, goal))
    return [verdict for verdict in judged if verdict.weight != WARNED]


def following(case: Case) -> Judged:
    """6.4"""
    rows = case.programme.monitoring
    followed = [row for row in rows if row.kind == "monitoring" and row.who]
    reported = [row for row in rows if row.kind == "reporting" and row.to_whom and (row.interval or row.next)]
    return [
        some("following", followed, ("monitoring", "who")),
        some("reporting", reported, ("monitoring", "to_whom")),
    ]


def triggers(case: Case) -> Judged:
    """6.5: the default triggers are evaluated in every run once day and term are written; one that is turned off is
    no trigger, and needs its reason."""
    rows = [row for row in case.programme.monitoring if row.kind == "trigger"]
    own = [row for row in rows if not row.turned_off]
    told = [row for row in own if row.text or (row.indicator and row.limit is not None)]
    off = [row for row in rows if row.turned_off]
    reasoned = turned_off(case.programme)
    lacking = tuple(row.id for row in off if row.turned_off not in reasoned)
    basics = case.programme.basics
    evaluated = bool(basics.first_year and basics.last_year)
    return [
        some("trigger", told, ("monitoring", "text")),
        Part("evaluated", int(evaluated), counts=False),
        Part("off", max(len(off), 1) - len(lacking), max(len(off), 1), lacking=lacking, counts=False),
    ]


def previous(case: Case) -> Judged:
    """U"""
    rows = [row for row in case.programme.previous if row.text]
    decided = [row for row in rows if row.fate and (row.reason or row.lessons)]
    return [Part("some", min(len(rows), 1), counts=False), each("fates", rows, decided, ("previous", "fate"))]


RULES = {
    "4.1": themes,
    "4.2": change,
    "4.3": plans,
    "4.4": set_together,
    "4.5": means,
    "6.1": concrete,
    "6.2": indicators,
    "6.3": known_sources,
    "6.4": following,
    "6.5": triggers,
    "U": previous,
}
