"""Steps 1 and 2: who is responsible and who is with us; knows bodies, partners, the timetable and hearings."""

from kotolib.programme.checklist.case import Case, Judged, Part, Reason, each, places, some
from kotolib.programme.presence import presence
from kotolib.programme.records import Partner, Responsibility, Step

CONCERNS = ("timetable", "process", "execution")
UNITS = ("education", "leisure", "vitality", "housing")
CIVIL = ("association", "school", "company")
_HELSINKI = "091"


def of_role(case: Case, role: str) -> list[Responsibility]:
    """The rows of a role that name a body."""
    return [row for row in case.programme.responsibilities if row.role == role and row.body]


def coordinator(case: Case) -> Judged:
    """1.1"""
    return [some("named", of_role(case, "coordinator"), ("responsibilities", "body"))]


def commitment(case: Case) -> Judged:
    """1.2: decisions that were made, by what they concern."""
    made = [row for row in case.programme.timetable if _is_made(row)]
    told = [concern for concern in CONCERNS if any(concern in row.concerns for row in made)]
    lacking = case.words("concerns", (concern for concern in CONCERNS if concern not in told))
    numbered = [row for row in made if row.section or row.case_number]
    return [
        Part("decided", len(told) or min(len(made), 1) / 2, 3, places("timetable", made, "concerns"), lacking),
        each("numbered", made, numbered, ("timetable", "section")),
    ]


def _is_made(row: Step) -> bool:
    return bool(row.kind == "decision" and row.state == "done" and row.start and row.body)


def state_contact(case: Case) -> Judged:
    """1.3: the body alone is there from the start and tells of no contact."""
    if case.here.area.aland:
        return Reason("aland")
    rows = [row for row in of_role(case, "state_contact") if row.person or row.contact or row.task]
    return [some("contacted", rows, ("responsibilities", "contact"))]


def experts(case: Case) -> Judged:
    """1.4: optional."""
    rows = of_role(case, "expert")
    return [some("none", rows, ("responsibilities", "body"))] if rows else Reason("none")


def alone_or_together(case: Case) -> Judged:
    """1.5: a workbook is made for one municipality or for several, which it names."""
    named = len(case.here.area.members) == 1 or case.programme.basics.municipalities
    chosen = case.has_workbook and bool(named)
    return [Part("chosen", int(chosen), places=(("basics", "municipalities", "answer"),) if chosen else ())]


def group(case: Case) -> Judged:
    """2.1"""
    steps = [row for row in case.programme.timetable if row.name and row.state != "cancelled"]
    met = [row for row in steps if row.kind == "meeting" and row.state == "done" and row.start]
    dated = [row for row in steps if row.start]
    return [
        some("group", (row for row in case.programme.cooperation if row.joined), ("cooperation", "joined")),
        some("met", met, ("timetable", "start")),
        each("dated", steps, dated, ("timetable", "start")),
    ]


def units(case: Case) -> Judged:
    """2.2"""
    return [_invited(case, UNITS)]


def authorities(case: Case) -> Judged:
    """2.3: those that the area has; Helsinki is its own county, and Åland has a government of its own."""
    return [_invited(case, authorities_of(case))]


def authorities_of(case: Case) -> tuple[str, ...]:
    """The sectors of authorities that serve the area."""
    area = case.here.area
    if area.aland:
        return ("kela", "authority")
    county = () if area.members == (_HELSINKI,) else ("wellbeing_county",)
    return ("employment_services", "kela", *county)


def civil_society(case: Case) -> Judged:
    """2.4"""
    return [_invited(case, CIVIL)]


def _invited(case: Case, sectors: tuple[str, ...]) -> Part:
    rows = [row for row in case.programme.cooperation if row.sector in sectors and _is_invited(row)]
    invited = {row.sector for row in rows}
    lacking = case.words("sector", (sector for sector in sectors if sector not in invited))
    return Part("invited", len(invited), len(sectors), places("cooperation", rows, "invited"), lacking)


def _is_invited(row: Partner) -> bool:
    return bool(row.body and (row.invited or row.joined))


def residents(case: Case) -> Judged:
    """2.5"""
    hearings = [row for row in case.programme.hearings if row.date and row.date <= case.here.as_of]
    told = [row for row in hearings if row.languages and None not in (row.women, row.men)]
    ages = presence(case.programme).groups
    known = bool(told) and any(ages[age] is not None for age in ("young", "working_age", "old"))
    return [
        residents_in_group(case),
        some("heard", hearings, ("hearings", "date")),
        Part("covered", int(known), places=places("hearings", told, "languages")),
    ]


def residents_in_group(case: Case) -> Part:
    """Residents who have moved to the country are members of the group."""
    rows = [row for row in case.programme.cooperation if row.sector == "residents" and row.joined]
    return some("group", rows, ("cooperation", "joined"))


RULES = {
    "1.1": coordinator,
    "1.2": commitment,
    "1.3": state_contact,
    "1.4": experts,
    "1.5": alone_or_together,
    "2.1": group,
    "2.2": units,
    "2.3": authorities,
    "2.4": civil_society,
    "2.5": residents,
}
