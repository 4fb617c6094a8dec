"""Step 3: what is known of the situation; knows which questions have figures, findings and services, shows none."""

from kotolib.indicators.answering import ANSWERED, PARTLY
from kotolib.programme import requests
from kotolib.programme.checklist import declaration
from kotolib.programme.checklist.case import Case, Judged, Part, each, places, some
from kotolib.programme.records import Finding

PEOPLE = ("residents", "association", "school", "employer", "all_residents")
WHOLE = ("3.2", "3.3")
"""Questions that ask several things: they are answered when nothing of them is declared to be absent."""

_FOREIGN = ("foreign_language", "foreign_citizens", "foreign_born", "foreign_background")


def figures(case: Case, item: str) -> Judged:
    """3.1, 3.2, 3.3 and 3.6: fresh figures of people who have moved to the country, own ones too."""
    found = case.figures[item]
    own = _own(case) if item == "3.1" else []
    have = 1 if found.state == ANSWERED or own else 0.5 if found.state == PARTLY else 0
    parts = [Part("figures", have, places=places("indicators", own, "last_value"))]
    if item in WHOLE and found.question.absent:
        forms = dict.fromkeys(form.id for key in found.question.absent if (form := requests.form_for(key)))
        area = case.here.area.word
        word = f'"{area}"' if " " in area else area
        commands = tuple(f"python3 koto.py request {form} --area {word}" for form in forms)
        parts.append(Part("absent", 0, len(found.question.absent), lacking=commands or found.question.absent))
        # Without the whole answer the first act is to ask for what is lacking.
        return parts[::-1]
    return parts


def _own(case: Case) -> list:
    """The municipality's own counts of people who have moved to the country."""
    return [row for row in case.programme.indicators if row.population in _FOREIGN and row.last_value is not None]


def needs(case: Case) -> Judged:
    """3.4"""
    return [some("needs", findings(case, "need"), ("findings", "text"))]


def findings(case: Case, *kinds: str) -> list[Finding]:
    """The findings of some kinds that say something."""
    return [row for row in case.programme.findings if row.text and row.kind in kinds]


def reception(case: Case) -> Judged:
    """3.5"""
    rows = [row for row in _of_relations(case) if row.source in ("residents", "association")]
    others = [row for row in _of_relations(case) if row not in rows]
    return [some("received", rows, ("findings", "theme")), _besides(others)]


def _of_relations(case: Case) -> list[Finding]:
    return [row for row in case.programme.findings if row.text and row.theme == "relations"]


def _besides(rows: list[Finding]) -> Part:
    return Part("besides", len(rows), places=places("findings", rows, "theme"), needed=False)


def relations(case: Case) -> Judged:
    """3.7: relations have two sides."""
    rows = [row for row in _of_relations(case) if row.source]
    sides = len({row.source for row in rows})
    return [Part("sides", min(sides, 2), 2, places("findings", rows, "source"))]


def challenges(case: Case) -> Judged:
    """3.8"""
    rows = findings(case, "challenge")
    traced = [row for row in rows if row.source or row.hearing]
    return [some("heard", rows, ("findings", "text")), each("traced", rows, traced, ("findings", "source"))]


def services(case: Case) -> Judged:
    """3.9"""
    written = [row for row in case.programme.services if row.name]
    gaps = [row for row in written if row.gap]
    missing = findings(case, "missing_service")
    lacking = places("services", gaps, "gap") + places("findings", missing, "text")
    return [
        Part("lacking", min(len(lacking), 1), places=lacking),
        some("used", (row for row in written if row.reach), ("services", "reach")),
    ]


def guidance(case: Case) -> Judged:
    """3.10"""
    written = [row for row in case.programme.services if row.name]
    return [
        some("guidance", (row for row in written if row.kind == "guidance"), ("services", "kind")),
        some("work", (row for row in written if "moved_for_work" in row.served), ("services", "served")),
    ]


def sources(case: Case) -> Judged:
    """3.S: statistics, people, authorities and the regional strategy."""
    told = case.programme.findings
    people = [row for row in told if row.text and row.source in PEOPLE]
    offices = [row for row in told if row.text and row.source in ("authority", "staff")]
    delivered = [row for row in case.programme.indicators if row.name and row.deliverer]
    strategy = [row for row in case.programme.documents if row.id == "regional_strategy" and (row.name or row.absent)]
    statistics = any(one.state == ANSWERED for one in case.figures.values())
    had = {
        "statistics": statistics,
        "people": bool(people),
        "authorities": bool(offices or delivered),
        "strategy": bool(strategy),
    }
    lacking = tuple(declaration.name(one, case.language) for one, there in had.items() if not there)
    found = (
        places("findings", people[:1], "source")
        + places("findings", offices[:1], "source")
        + places("indicators", delivered[:1], "deliverer")
        + tuple(("basics", "document.regional_strategy", "answer") for _ in strategy)
    )
    return [Part("sources", sum(had.values()), len(had), found, lacking)]


RULES = {
    "3.1": lambda case: figures(case, "3.1"),
    "3.2": lambda case: figures(case, "3.2"),
    "3.3": lambda case: figures(case, "3.3"),
    "3.4": needs,
    "3.5": reception,
    "3.6": lambda case: figures(case, "3.6"),
    "3.7": relations,
    "3.8": challenges,
    "3.9": services,
    "3.10": guidance,
    "3.S": sources,
}
