"""Step 5: what the ten elements of the document have to be made of; knows records, and no document."""

from collections.abc import Callable, Iterable

from kotolib.programme.checklist import declaration
from kotolib.programme.checklist.case import DONE, MISSING, Case, Judged, Part, each, places, some, written_goals
from kotolib.programme.checklist.preparing import CIVIL, UNITS, authorities_of, of_role
from kotolib.programme.records import Service

STRATEGIES = ("municipal_strategy", "regional_strategy")
CLIENTS = ("children", "young", "outside_labour_force")
PROTECTED = ("international_protection", "temporary_protection", "families")


def strategy(case: Case) -> Judged:
    """5.1: the regional strategy is optional."""
    named = [row for row in case.programme.documents if row.id == STRATEGIES[0] and row.name]
    linked = [goal for goal in written_goals(case.programme) if set(STRATEGIES) & set(goal.documents)]
    where = tuple(("basics", f"document.{row.id}", "answer") for row in named)
    return [Part("named", len(named), places=where), some("linked", linked, ("goals", "documents"))]


def population(case: Case) -> Judged:
    """5.2: told from the situational picture."""
    return [_from(case, ("3.1", "3.4", "3.5"))]


def _from(case: Case, others: tuple[str, ...]) -> Part:
    """What other items, judged before, bring."""
    had = [item for item in others if case.state(item) == DONE]
    begun = [item for item in others if case.state(item) not in (DONE, MISSING)]
    lacking = tuple(item for item in others if item not in had)
    where = tuple(place for item in had for part in case.judged[item] for place in part.places)
    return Part("from", len(had) + len(begun) / 2, len(others), where, lacking)


def responsible(case: Case) -> Judged:
    """5.3"""
    rows = [row for row in case.programme.measures if row.text]
    return [
        some("named", of_role(case, "coordinator"), ("responsibilities", "body")),
        Part("some", min(len(rows), 1), counts=False),
        each("measures", rows, [row for row in rows if row.responsible], ("measures", "responsible")),
    ]


def forms(case: Case) -> Judged:
    """5.4: by the municipality's units, each authority of the area, and civil society."""
    rows = [row for row in case.programme.cooperation if row.body and row.form]
    told = {row.sector for row in rows}
    offices = authorities_of(case)
    lacking = (
        *(declaration.name("units", case.language) for _ in range(not told & set(UNITS))),
        *case.words("sector", (sector for sector in offices if sector not in told)),
        *(declaration.name("civil_society", case.language) for _ in range(not told & set(CIVIL))),
    )
    whole = len(offices) + 2
    return [Part("forms", whole - len(lacking), whole, places("cooperation", rows, "form"), lacking)]


def general_services(case: Case) -> Judged:
    """5.5"""
    rows = _services(case, "general")
    asked = ("change", "accessibility", "acceptability", "competence")
    return [some(name, (row for row in rows if getattr(row, name)), ("services", name)) for name in asked]


def _services(case: Case, kind: str) -> list[Service]:
    return [row for row in case.programme.services if row.name and row.kind == kind]


def special_services(case: Case) -> Judged:
    """5.6"""
    rows = _services(case, "special")
    changed = [row for row in rows if row.change and row.goals]
    return [some("special", rows, ("services", "kind")), some("change", changed, ("services", "change"))]


def client_groups(case: Case) -> Judged:
    """5.7"""
    rows = [row for row in case.programme.measures if row.text and row.client_group in CLIENTS]
    told = {row.client_group for row in rows}
    lacking = case.words("client", (group for group in CLIENTS if group not in told))
    return [Part("groups", len(told), len(CLIENTS), places("measures", rows, "client_group"), lacking)]


def protected(case: Case) -> Judged:
    """5.8"""
    rows = [row for row in case.programme.measures if row.text and set(PROTECTED) & set(row.special_groups)]
    told = {group for row in rows for group in row.special_groups} & set(PROTECTED)
    lacking = case.words("special", (group for group in PROTECTED if group not in told))
    return [Part("groups", len(told), len(PROTECTED), places("measures", rows, "special_groups"), lacking)]


def relations(case: Case) -> Judged:
    """5.9"""
    goals = [goal for goal in written_goals(case.programme) if goal.theme == "relations"]
    measured = {row.goal for row in case.programme.measures if row.text}
    having = [goal for goal in goals if goal.id in measured]
    return [some("goal", goals, ("goals", "theme")), each("measure", goals, having, ("goals", "text"))]


def monitoring(case: Case) -> Judged:
    """5.10"""
    return [_from(case, ("6.4", "6.5"))]


def _with_text(element: str, rule: Callable[[Case], Judged]) -> Callable[[Case], Judged]:
    """The rule, and the municipality's own text of the element."""
    return lambda case: [*rule(case), *case.text(element)]


_ELEMENTS: Iterable[Callable[[Case], Judged]] = (
    strategy,
    population,
    responsible,
    forms,
    general_services,
    special_services,
    client_groups,
    protected,
    relations,
    monitoring,
)
RULES = {f"5.{number}": _with_text(f"5.{number}", rule) for number, rule in enumerate(_ELEMENTS, start=1)}
