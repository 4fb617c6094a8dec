"""The co-operation group: who is in it, which of those whom the checklist names are missing, how they work together."""

from dataclasses import dataclass

from kotolib import frame
from kotolib.display import wording
from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.outputs import Cell, Table
from kotolib.errors import N_
from kotolib.programme.beginning import bodies
from kotolib.programme.records import Partner
from kotolib.situation import Situation

SECTORS = {
    "2.2": ("education", "leisure", "vitality", "housing"),
    "2.3": ("employment_services", "kela", "wellbeing_county", "authority"),
    "2.4": ("association", "school", "company", "other"),
    "2.5": ("residents",),
}
"""Item of the checklist → whom it asks to be invited."""
AS_NEEDED = ("authority", "other")
"""Asked to be invited only where they are needed."""
_BODIES = {"employment_services": "employment_areas", "wellbeing_county": "wellbeing_counties"}
JOINED, INVITED, ABSENT, NOT_NEEDED, NO_BODY = "joined", "invited", "absent", "not_needed", "no_body"
_STATES = {
    JOINED: N_("mukana"),
    INVITED: N_("kutsuttu"),
    ABSENT: N_("puuttuu"),
    NOT_NEEDED: N_("kutsutaan tarvittaessa"),
    NO_BODY: N_("ei sovellettavissa"),
}
_SIDES = {
    N_("kunnan ja työllisyysalueen palvelut"): ("education", "leisure", "vitality", "housing", "employment_services"),
    N_("hyvinvointialue"): ("wellbeing_county",),
    N_("valtion ja muut viranomaiset"): ("kela", "authority"),
    N_("kansalaisyhteiskunta, oppilaitokset ja yritykset"): ("association", "school", "company", "residents", "other"),
}
_NOBODY = N_("Yhteistyöryhmän jäseniä ei ole vielä kirjattu.")


def group(here: Situation) -> Table | Missing:
    """Those who have been invited to the group or have joined it (checklist 2.1).

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.group(koto.begin("766", as_of="2026-11-24")).what
    'Yhteistyöryhmän jäseniä ei ole vielä kirjattu.'
    """
    _ = here.texts
    partners = [one for one in words.programme(here).cooperation if one.invited or one.joined]
    if not partners:
        return words.unwritten(here, _(_NOBODY), "cooperation")
    joined = sum(bool(one.joined) for one in partners)
    caption = _("Yhteistyöryhmä. Mukana on {joined}, kutsuttuja on {all}.", joined=joined, all=len(partners))
    columns = [
        (_("Taho"), words.theirs(here, [_name(here, one) for one in partners])),
        (_("Ala"), [words.choice(here, "sector", one.sector) for one in partners]),
        (_("Henkilö"), words.theirs(here, [words.tidy(one.published_person) for one in partners])),
        (_("Kutsuttu"), [words.yes_no(here, one.invited) for one in partners]),
        (_("Mukana"), [words.yes_no(here, one.joined) for one in partners]),
    ]
    return words.table(here, "group", caption, columns, "cooperation")


def _name(here: Situation, one: Partner) -> str:
    """The body; where only its field is told, that."""
    return words.tidy(one.body) or wording.capital(words.choice(here, "sector", one.sector)) or here.texts("Nimeämätön")


# --- coverage


@dataclass(frozen=True)
class Covered:
    """One field that the checklist asks to be invited.

    Attributes
    ----------
    item, sector
        Of the checklist and of the workbook.
    state
        `joined`, `invited`, `absent`, `not_needed` or `no_body` (there is no such body for this area).
    partners
        Those of the workbook.
    """

    item: str
    sector: str
    state: str
    partners: tuple[Partner, ...]


def covered(here: Situation) -> tuple[Covered, ...]:
    """Every field that items 2.2–2.5 of the checklist name, in their order."""
    partners = words.programme(here).cooperation
    return tuple(
        _covered(here, item, sector, tuple(one for one in partners if one.sector == sector))
        for item, sectors in SECTORS.items()
        for sector in sectors
    )


def _covered(here: Situation, item: str, sector: str, partners: tuple[Partner, ...]) -> Covered:
    if any(one.joined for one in partners):
        state = JOINED
    elif any(one.invited for one in partners):
        state = INVITED
    elif sector in _BODIES and not bodies(here.area, _BODIES[sector], "fi"):
        state = NO_BODY
    else:
        state = NOT_NEEDED if sector in AS_NEEDED and not any(one.body for one in partners) else ABSENT
    return Covered(item, sector, state, partners)


def group_coverage(here: Situation) -> Table | Missing:
    """Which of those whom items 2.2–2.5 of the checklist name are in the group, invited, or missing."""
    _ = here.texts
    if not any(one.invited is not None or one.joined is not None for one in words.programme(here).cooperation):
        return words.unwritten(here, _("Ei ole vielä kirjattu, ketkä ryhmään on kutsuttu."), "cooperation")
    found = covered(here)
    counts = {state: sum(one.state == state for one in found) for state in (JOINED, INVITED, ABSENT)}
    caption = _(
        "Yhteistyöryhmään kutsuttavat tarkistuslistan kohtien 2.2–2.5 mukaan. Mukana {joined}, kutsuttu {invited}, "
        "puuttuu {absent}.",
        **counts,
    )
    columns = [
        (_("Ala"), [f"{one.item} {words.choice(here, 'sector', one.sector)}" for one in found]),
        (_("Tila"), [_state(here, one) for one in found]),
        (_("Tahot"), words.theirs(here, [_names(here, one) for one in found])),
    ]
    return words.table(here, "group-coverage", caption, columns, "cooperation")


def _state(here: Situation, one: Covered) -> Cell:
    return Cell(here.texts(_STATES[one.state]), None, frame.NOT_APPLICABLE if one.state == NO_BODY else frame.OK)


def _names(here: Situation, one: Covered) -> str:
    """The bodies of the field; of one that has joined only those who have."""
    kept = [p for p in one.partners if one.state != JOINED or p.joined]
    return ", ".join(words.tidy(p.body) for p in kept if p.body)


# --- forms of co-operation


def forms_of_cooperation(here: Situation) -> Table | Missing:
    """How people work together: the municipality, the wellbeing services county, the state and civil society (5.4)."""
    _ = here.texts
    rows = [(side, one) for side, sectors in _SIDES.items() for one in _with_form(here, sectors)]
    rows += [("", one) for one in words.programme(here).cooperation if one.form and one.sector is None]
    if not rows:
        return words.unwritten(here, _("Yhteistyön muotoja ei ole vielä kirjattu."), "cooperation")
    columns = [
        (_("Taho"), words.theirs(here, [_name(here, one) for _side, one in rows])),
        (_("Kenen kanssa"), [_(side) if side else "" for side, _one in rows]),
        (_("Yhteistyön muoto"), words.theirs(here, [words.tidy(one.form) for _side, one in rows])),
    ]
    return words.table(here, "forms-of-cooperation", _("Yhteistyön muodot"), columns, "cooperation")


def _with_form(here: Situation, sectors: tuple[str, ...]) -> list[Partner]:
    return [one for one in words.programme(here).cooperation if one.form and one.sector in sectors]
