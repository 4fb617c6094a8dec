"""Who is responsible and what has been decided: register, decisions, statements; a person's name only where public."""

from datetime import date
from typing import Literal

from kotolib.display import wording
from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.outputs import Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.errors import N_
from kotolib.programme.records import Responsibility, Step
from kotolib.situation import Situation

_NOBODY = {
    "coordinator": N_("Valmistelua koordinoivaa vastuutahoa ei ole vielä nimetty."),
    "decision_maker": N_("Päättäviä toimielimiä ja vastuutahoja ei ole vielä kirjattu."),
    "state_contact": N_("Yhteyshenkilöitä ja asiantuntijoita ei ole vielä kirjattu."),
}
_CAPTIONS = {
    "coordinator": N_("Valmistelua koordinoiva vastuutaho"),
    "decision_maker": N_("Päättävät toimielimet ja vastuutahot"),
    "state_contact": N_("Yhteyshenkilöt ja asiantuntijat"),
}
_NAMED = tuple(_CAPTIONS)
"""The roles that have a table of their own."""
_CONCERNS = {
    "timetable": (N_("aikataulua"), N_("aikataulusta")),
    "process": (N_("prosessia"), N_("prosessista")),
    "execution": (N_("toteutusta"), N_("toteutuksesta")),
}


def responsible(
    here: Situation, role: Literal[_NAMED], *others: Literal[*_NAMED, "responsible", "expert"]
) -> Table | Missing:
    """The register of those who have some roles.

    A person's name, and the contact of a row that names a person, are shown only where the row says that it is
    public.

    Parameters
    ----------
    here
        The situation.
    role, others
        `coordinator`, `decision_maker` or `state_contact`, which names the table; the others also `responsible` and
        `expert`. Rows without a role are told with those who are responsible.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.responsible(koto.begin("766", as_of="2026-11-24"), "coordinator").what
    'Valmistelua koordinoivaa vastuutahoa ei ole vielä nimetty.'
    """
    _ = here.texts
    rows = [row for row in words.programme(here).responsibilities if _is_of(row, (role, *others))]
    if not rows:
        return words.unwritten(here, _(_NOBODY[role]), "responsibilities")
    columns = [
        (
            _("Taho"),
            words.theirs(
                here, [words.tidy(row.body) or wording.capital(words.choice(here, "role", row.role)) for row in rows]
            ),
        ),
        (_("Tehtävä"), [words.choice(here, "role", row.role) for row in rows]),
        (_("Mistä vastaa"), words.theirs(here, [words.tidy(row.task) for row in rows])),
        (_("Henkilö"), words.theirs(here, [_person(row) for row in rows])),
        (_("Yhteystieto"), [_contact(row) for row in rows]),
    ]
    return words.table(here, f"responsible-{role}", _(_CAPTIONS[role]), columns, "responsibilities")


def _is_of(row: Responsibility, roles: tuple[str, ...]) -> bool:
    """Whether a row has a role and says more than that."""
    says = row.body or row.task or row.published_person or row.title
    return bool(says) and (row.role in roles or (row.role is None and "responsible" in roles))


def _person(row: Responsibility) -> str:
    return ", ".join(filter(None, (words.tidy(row.published_person), words.tidy(row.title))))


def _contact(row: Responsibility) -> str:
    """An address often holds the name: it is told by the same rule."""
    named = row.person and not row.public
    return "" if named or row.public is False else words.tidy(row.contact)


# --- decisions


def decisions(here: Situation) -> list[Step]:
    """Decisions of the timetable that are not cancelled, by day; those without a day last."""
    found = [step for step in words.programme(here).timetable if step.kind == "decision" and step.state != "cancelled"]
    return sorted(found, key=lambda step: (when(step) is None, when(step) or here.as_of))


def when(step: Step) -> date | None:
    """The day of a step: its last one; None where there is none."""
    return step.end or step.start


def is_late(here: Situation, step: Step) -> bool:
    """Whether its day is past and it is not done."""
    return step.state not in ("done", "cancelled") and when(step) is not None and when(step) < here.as_of


def state(here: Situation, step: Step) -> str:
    """*valmis*, *suunniteltu* …; *myöhässä* where the day is past."""
    return here.texts("myöhässä") if is_late(here, step) else words.choice(here, "step_state", step.state)


def decision_log(here: Situation) -> Table | Missing:
    """What has been decided and what will be: body, day, section, case number and what it concerns."""
    _, found = here.texts, decisions(here)
    if not found:
        return words.unwritten(here, _("Päätöksiä ei ole vielä kirjattu."), "timetable")
    columns = [
        (_("Päätös"), words.theirs(here, [words.tidy(step.name) or _("Nimeämätön päätös") for step in found])),
        (_("Toimielin"), words.theirs(here, [words.tidy(step.body) for step in found])),
        (_("Päivä"), [words.day(here, when(step)) for step in found]),
        (_("Pykälä ja asianumero"), [_reference(step) for step in found]),
        (_("Mitä koskee"), [words.choices(here, "concerns", step.concerns) for step in found]),
        (_("Tila"), [state(here, step) for step in found]),
    ]
    return words.table(here, "decision-log", _("Ohjelmaa koskevat päätökset"), columns, "timetable")


def _reference(step: Step) -> str:
    return ", ".join(filter(None, (words.tidy(step.section), words.tidy(step.case_number))))


def commitment(here: Situation) -> Paragraph | Missing:
    """How many decisions have been made, and which of timetable, process and execution they concern (checklist 1.2)."""
    _, found = here.texts, decisions(here)
    if not found:
        return words.unwritten(here, _("Päättäjien sitoutumista ei ole vielä kirjattu."), "timetable")
    made = [step for step in found if step.state == "done"]
    told = [_made(here, len(made))]
    concerned = {one for step in made for one in step.concerns}
    if concerned:
        said = [_(_CONCERNS[one][0]) for one in _CONCERNS if one in concerned]
        told.append(_("Tehdyt päätökset koskevat {what}.", what=_.listing(said)))
    if left := [_(_CONCERNS[one][1]) for one in _CONCERNS if one not in concerned]:
        told.append(_("Tehtyä päätöstä ei ole kirjattu {what}.", what=_.listing(left)))
    late = [words.tidy(step.name) for step in found if is_late(here, step) and step.name]
    if late:
        told.append(_("Myöhässä: {names}.", names=_.listing(late)))
    return Paragraph(tuple(map(Sentence, told)))


def _made(here: Situation, count: int) -> str:
    _ = here.texts
    if not count:
        return _("Yhtään päätöstä ei ole vielä merkitty tehdyksi.")
    return _.plural("Päätöksiä on tehty yksi.", "Päätöksiä on tehty {count}.", count, count=count)


def statements(here: Situation) -> Table | Missing:
    """Statements: from whom, when they were asked and given, and how they were answered."""
    _ = here.texts
    steps = [step for step in words.programme(here).timetable if _is_statement(step) and step.state != "cancelled"]
    if not steps:
        return words.unwritten(here, _("Lausuntoja ei ole vielä kirjattu."), "timetable")
    columns = [
        (_("Lausunto"), words.theirs(here, [words.tidy(step.name) or _("Nimeämätön lausunto") for step in steps])),
        (_("Keneltä"), words.theirs(here, [words.tidy(step.body) for step in steps])),
        (_("Pyydetty"), [words.day(here, step.asked) for step in steps]),
        (_("Annettu"), [words.day(here, step.given) for step in steps]),
        (_("Miten vastattiin"), words.theirs(here, [words.tidy(step.answer) for step in steps])),
        (_("Tila"), [state(here, step) for step in steps]),
    ]
    return words.table(here, "statements", _("Lausunnot ohjelmasta"), columns, "timetable")


def _is_statement(step: Step) -> bool:
    return step.kind == "statement" or bool(step.asked or step.given or step.answer)
