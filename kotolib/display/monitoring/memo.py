"""The update memo: whether the programme should be updated before its term ends, why, and which sections it concerns.

Knows what the triggers found and puts it in words; sets no trigger and draws no conclusion of its own.
"""

from dataclasses import replace

from kotolib import frame
from kotolib.display import wording
from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.monitoring import reasons
from kotolib.display.monitoring.told import decision
from kotolib.display.outputs import Cell, Several, Table
from kotolib.display.prose import Paragraph, Sentence
from kotolib.errors import N_
from kotolib.programme import sheets
from kotolib.programme.triggers import CONSIDER, NO_NEED, TURNED_OFF, UPDATE, Decision, Looked, Reason
from kotolib.programme.triggers.reasons import ALL_SECTIONS
from kotolib.programme.written import written
from kotolib.situation import Situation

_SAID = {
    NO_NEED: N_("Ei tarvetta: mikään peruste ei edellytä ohjelman päivittämistä nyt."),
    CONSIDER: N_("Harkittava: jokin peruste antaa aiheen arvioida, päivitetäänkö ohjelma."),
    UPDATE: N_("Päivitettävä: jokin peruste edellyttää ohjelman päivittämistä."),
}
_LEVELS = {CONSIDER: N_("harkittava"), UPDATE: N_("päivitettävä")}
_NOT_EVALUATED = {
    "not_yet": N_("ei vielä lukua, johon verrata"),
    "no_date": N_("ei voitu arvioida: ohjelman päiväys puuttuu"),
    "too_small": N_("ei voitu arvioida: väestö on liian pieni laskelmaan"),
    "hidden": N_("ei voitu arvioida: luku on peitetty"),
    "no_figure": N_("ei voitu arvioida: lukua ei ole"),
    "no_term": N_("ei voitu arvioida: ohjelmakausi puuttuu"),
    "no_goals": N_("ei voitu arvioida: tavoitteita ei ole"),
    "no_law": N_("ei sovelleta: Ahvenanmaalla on oma lainsäädäntö"),
}


def update_memo(here: Situation) -> Several | Missing:
    """What the triggers say together, the reasons with the sections that they concern, and everything looked at.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.update_memo(koto.begin("766", as_of="2026-11-24")).what
    'Päivitysperusteita ei ole vielä kirjattu, eikä niitä voi arvioida.'
    """
    _ = here.texts
    if written(here.area).reading is None:
        return words.unwritten(
            here, _("Päivitysperusteita ei ole vielä kirjattu, eikä niitä voi arvioida."), "monitoring"
        )
    found = decision(here)
    outputs = [Paragraph(tuple(map(Sentence, opening(here, found))))]
    if found.reasons:
        outputs.append(_reasons(here, found))
    outputs.append(_looked(here, found))
    if people := _to_people(here, found):
        outputs.append(people)
    return Several(outputs)


def opening(here: Situation, found: Decision) -> list[str]:
    """What the triggers say together, and which sections and goals it concerns, as sentences."""
    _ = here.texts
    told = [_(_SAID[found.level])]
    if len(found.sections) == len(ALL_SECTIONS):
        told.append(_("Asia koskee koko ohjelmaa."))
    elif found.sections:
        names = sheets.choices("element", here.language)
        listed = [f"{one} {wording.lowered(names[one])}" for one in found.sections]
        told.append(
            _.plural("Asia koskee ohjelman osaa {sections}.", "Asia koskee ohjelman osia: {sections}.", len(listed),
                     sections=_.listing(listed))
        )  # fmt: skip
    if found.goals:
        told.append(
            _.plural("Asia koskee tavoitetta {goals}.", "Asia koskee tavoitteita {goals}.", len(found.goals),
                     goals=_.listing(list(found.goals)))
        )  # fmt: skip
    return told


def _reasons(here: Situation, found: Decision) -> Table:
    _ = here.texts
    rows = found.reasons
    columns = [
        (_("Peruste"), [reasons.sentence(here, one) for one in rows]),
        (_("Tulos"), [_(_LEVELS[one.level]) for one in rows]),
        (_("Ohjelman osat"), [", ".join(one.sections) for one in rows]),
        (_("Tavoitteet"), [", ".join(one.goals) or "–" for one in rows]),
    ]
    caption = _("Miksi päivitystä ehdotetaan {day}", day=words.day(here, here.as_of))
    return words.table(here, "update-reasons", caption, columns, "monitoring")


def _looked(here: Situation, found: Decision) -> Table:
    _ = here.texts
    rows = found.looked
    columns = [
        (_("Päivitysperuste"), [reasons.name(here, one) for one in rows]),
        (_("Tulos"), [_result(here, one) for one in rows]),
        (_("Vääriä hälytyksiä vuodessa"), [_false(here, one) for one in rows]),
    ]
    table = words.table(here, "update-memo", _("Tarkastellut päivitysperusteet"), columns, "monitoring")
    return replace(table, notes=(*table.notes, *_rates(here, found)))


def _result(here: Situation, one: Looked) -> Cell:
    _ = here.texts
    if one.not_evaluated == TURNED_OFF:
        row = next(row for row in words.programme(here).monitoring if row.id == one.row)
        return Cell(_("poissa käytöstä: {reason}", reason=words.tidy(row.text)), None, frame.NOT_APPLICABLE)
    if one.not_evaluated:
        return Cell(_(_NOT_EVALUATED[one.not_evaluated]), None, frame.NOT_APPLICABLE)
    return Cell(_(_LEVELS[_gravest(one.reasons)]) if one.reasons else _("ei aihetta"))


def _gravest(found: tuple[Reason, ...]) -> str:
    return UPDATE if any(one.level == UPDATE for one in found) else CONSIDER


def _false(here: Situation, one: Looked) -> Cell | str:
    if one.false_a_year is None:
        told = here.texts("ei arvioitu") if one.not_evaluated else here.texts("sattuma ei vaikuta")
        return Cell(told, None, frame.NOT_APPLICABLE)
    decimals = 0 if not one.false_a_year else 2 if one.false_a_year >= 0.01 else 3
    return Cell(here.texts.number(one.false_a_year, decimals), round(one.false_a_year, 3))


def _rates(here: Situation, found: Decision) -> list[str]:
    """The expected false alarms and the family-wise rate, as sentences below the table."""
    _ = here.texts
    told = [
        _(
            "Pelkkä sattuma laukaisee perusteista enintään {count} vuodessa, eli noin yhden {years} vuodessa.",
            count=_.number(found.false_a_year, 2), years=_.number(round(1 / found.false_a_year)),
        )
    ] if found.false_a_year >= 0.01 else []  # fmt: skip
    family = next((one.family_wise for one in found.looked if one.family_wise), None)
    if family:
        told.append(
            _(
                "Todennäköisyys, että sattuma antaa ainakin yhdelle tavoitteelle hälytyksen, on enintään {share} "
                "prosenttia, kun kaikki tavoitteet lasketaan yhteen.",
                share=_.number(100 * family, 1),
            )
        )
    return told


def _to_people(here: Situation, found: Decision) -> Table | None:
    """Triggers that are told in words only: whether they hold, people say."""
    _, rows = here.texts, [row for row in found.left_to_people if row.text]
    if not rows:
        return None
    columns = [
        (_("Päivitysperuste"), [words.tidy(row.text) for row in rows]),
        (_("Kuka arvioi"), [words.tidy(row.who) for row in rows]),
        (_("Kuinka usein"), [words.choice(here, "interval", row.interval) for row in rows]),
    ]
    return words.table(here, "update-people", _("Perusteet, jotka ihmiset arvioivat"), columns, "monitoring")
