"""Step 7 and what the programme is not (P.1–P.6), as far as the workbook tells; own texts by the linter's rules."""

from dataclasses import replace

from kotolib.programme import sheets
from kotolib.programme.checklist.case import DONE, PARTLY, Case, Judged, Part, Reason, each, places, some, written_goals
from kotolib.programme.checklist.preparing import residents_in_group
from kotolib.programme.lint import law, length, services

_PROCESS = ("1.1", "1.2", "1.3"), ("2.1", "2.2", "2.3", "2.4", "2.5"), ("7",)


def communication(case: Case) -> Judged:
    """7: every subject told to every audience, without empty cells."""
    declared = sheets.declared().choices
    wanted = [(subject, audience) for subject in declared["subject"] for audience in declared["audience"]]
    told = [row for row in case.programme.communication if row.message and row.who and row.when and row.channel]
    have = {(row.subject, row.audience) for row in told} & set(wanted)
    return [Part("told", len(have), len(wanted), places("communication", told, "message"))]


def concise(case: Case) -> Judged:
    """P.1"""
    rows = [row for row in case.programme.texts if row.text]
    words = sum(length.words(row.text) for row in rows)
    fits = words <= length.MOST_WORDS
    found = places("texts", rows, "text")
    return [
        some("goals", written_goals(case.programme), ("goals", "text")),
        Part("short", int(fits), places=found, told=(words, length.MOST_WORDS), counts=bool(rows)),
    ]


def no_catalogue(case: Case) -> Judged:
    """P.2"""
    rows = [row for row in case.programme.services if row.name]
    sought = [row for row in rows if row.change and row.goals]
    judged = [Part("some", min(len(rows), 1), counts=False), each("services", rows, sought, ("services", "change"))]
    if texts := [row for row in case.programme.texts if row.text]:
        plain = [row for row in texts if not services.is_catalogue(row.text)]
        judged.append(replace(each("own", texts, plain, ("texts", "text")), counts=False))
    return judged


def no_summary_of_law(case: Case) -> Judged:
    """P.3"""
    rows = [row for row in case.programme.texts if row.text]
    if not rows:
        return Reason("none")
    return [each("own", rows, [row for row in rows if not law.is_summary(row.text)], ("texts", "text"))]


def process(case: Case) -> Judged:
    """P.4: steps 1, 2 and 7 have something that somebody has done."""
    begun = [items for items in _PROCESS if any(case.state(item) in (DONE, PARTLY) for item in items)]
    lacking = tuple(items[0][0] for items in _PROCESS if items not in begun)
    where = tuple(
        place
        for items in begun
        for item in items
        if not isinstance(case.judged[item], Reason)
        for part in case.judged[item]
        for place in part.places[:1]
    )
    return [Part("process", len(begun), len(_PROCESS), where, lacking)]


def with_residents(case: Case) -> Judged:
    """P.5"""
    heard = {row.id for row in case.programme.findings if row.text and row.source == "residents"}
    answering = [goal for goal in case.programme.goals if goal.text and heard & set(goal.findings)]
    found = places("goals", answering, "findings")
    return [residents_in_group(case), Part("answered", min(len(answering), 1), places=found)]


def about_everyone(case: Case) -> Judged:
    """P.6"""
    goals = [row for row in case.programme.goals if row.text and row.population == "everyone"]
    measures = [row for row in case.programme.measures if row.text and row.client_group == "everyone"]
    found = places("goals", goals, "population") + places("measures", measures, "client_group")
    return [Part("everyone", min(len(found), 1), places=found)]


RULES = {
    "7": communication,
    "P.1": concise,
    "P.2": no_catalogue,
    "P.3": no_summary_of_law,
    "P.4": process,
    "P.5": with_residents,
    "P.6": about_everyone,
}
