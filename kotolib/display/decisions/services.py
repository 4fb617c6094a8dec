"""Services in which a change is sought: for whom, whom they reach, what is missing, and to which goal they belong."""

from typing import Literal

from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.outputs import Table
from kotolib.errors import N_
from kotolib.programme.records import Service
from kotolib.situation import Situation

_ALL = N_("Palveluja, joihin halutaan muutos, ei ole vielä kirjattu.")
_NONE = {
    "guidance": N_("Ohjauksen ja neuvonnan palveluja ei ole vielä kirjattu."),
    "moved_for_work": N_("Työn vuoksi muuttaneiden palveluja ei ole vielä kirjattu."),
    "special": N_("Erityisiä palveluja ei ole vielä kirjattu."),
    "general": N_("Yleisiä palveluja ei ole vielä kirjattu."),
}
_KINDS = (*_NONE, "spouses")
_UNCHANGED = {
    "special": N_("Erityisiä palveluja, joihin halutaan muutos, ei ole vielä kirjattu."),
    "general": N_("Yleisiä palveluja, joihin halutaan muutos, ei ole vielä kirjattu."),
}
_CAPTIONS = {
    "": N_("Palvelut, joihin halutaan muutos"),
    "guidance": N_("Ohjaus ja neuvonta"),
    "moved_for_work": N_("Työn vuoksi muuttaneiden ja heidän puolisoidensa palvelut"),
    "special": N_("Kotoutumista tukevat erityiset palvelut"),
    "general": N_("Yleiset palvelut, joihin halutaan muutos"),
}


def services(here: Situation, *chosen: Literal[_KINDS]) -> Table | Missing:
    """Need, supply and reach of services (checklist 3.9 and 3.10).

    Parameters
    ----------
    here
        The situation.
    chosen
        Kinds of services (`guidance`, `special`, `general`) or those whom they serve (`moved_for_work`, `spouses`); the
        first one names the table. All services unless told.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.services(koto.begin("766", as_of="2026-11-24"), "guidance").what
    'Ohjauksen ja neuvonnan palveluja ei ole vielä kirjattu.'
    """
    _ = here.texts
    first = chosen[0] if chosen else ""
    found = [one for one in words.programme(here).services if _is_of(one, chosen)]
    if not found:
        return words.unwritten(here, _(_NONE.get(first, _ALL)), "services")
    columns = [
        (_("Palvelu"), words.theirs(here, [_name(here, one) for one in found])),
        (_("Kenelle"), [words.choices(here, "served", one.served) for one in found]),
        (_("Keitä tavoittaa"), words.theirs(here, [words.tidy(one.reach) for one in found])),
        (_("Mikä puuttuu"), words.theirs(here, [words.tidy(one.gap) for one in found])),
        (_("Tavoiteltu muutos"), words.theirs(here, [words.tidy(one.change) for one in found])),
        (_("Tavoitteet"), [", ".join(one.goals) or _("ei tavoitetta") for one in found]),
    ]
    return words.table(here, f"services-{first or 'all'}", _(_CAPTIONS.get(first, _CAPTIONS[""])), columns, "services")


def _is_of(one: Service, chosen: tuple[str, ...]) -> bool:
    return not chosen or one.kind in chosen or bool(set(one.served) & set(chosen))


def _name(here: Situation, one: Service) -> str:
    return words.tidy(one.name) or here.texts("Nimeämätön palvelu")


def changed_services(here: Situation, kind: Literal["special", "general"]) -> Table | Missing:
    """The services in which a change is sought, and nothing of the others (checklist 5.5, 5.6 and P.2).

    Parameters
    ----------
    here
        The situation.
    kind
        `special`; or `general`, which guidance and counselling are told with.
    """
    _ = here.texts
    kept = [
        one for one in words.programme(here).services if one.change and (one.kind == "special") == (kind == "special")
    ]
    if not kept:
        return words.unwritten(here, _(_UNCHANGED[kind]), "services")
    columns = [
        (_("Palvelu"), words.theirs(here, [_name(here, one) for one in kept])),
        (_("Tavoiteltu muutos"), words.theirs(here, [words.tidy(one.change) for one in kept])),
        (_("Saavutettavuus ja hyväksyttävyys"), words.theirs(here, [_fit(one) for one in kept])),
        (_("Henkilöstön osaaminen"), words.theirs(here, [words.tidy(one.competence) for one in kept])),
        (_("Tavoitteet"), [", ".join(one.goals) or _("ei tavoitetta") for one in kept]),
    ]
    return words.table(here, f"changed-services-{kind}", _(_CAPTIONS[kind]), columns, "services")


def _fit(one: Service) -> str:
    return " ".join(filter(None, (words.tidy(one.accessibility), words.tidy(one.acceptability))))


def quality_of_services(here: Situation) -> Table | Missing:
    """Accessibility, acceptability and the staff's competence, of services of which something is said (5.5)."""
    _ = here.texts
    found = [one for one in words.programme(here).services if one.accessibility or one.acceptability or one.competence]
    if not found:
        what = _("Palvelujen saavutettavuutta, hyväksyttävyyttä ja henkilöstön osaamista ei ole vielä kirjattu.")
        return words.unwritten(here, what, "services")
    columns = [
        (_("Palvelu"), words.theirs(here, [_name(here, one) for one in found])),
        (_("Saavutettavuus"), words.theirs(here, [words.tidy(one.accessibility) for one in found])),
        (_("Hyväksyttävyys"), words.theirs(here, [words.tidy(one.acceptability) for one in found])),
        (_("Henkilöstön osaaminen"), words.theirs(here, [words.tidy(one.competence) for one in found])),
    ]
    caption = _("Palvelujen saavutettavuus ja hyväksyttävyys sekä henkilöstön osaaminen")
    return words.table(here, "quality-of-services", caption, columns, "services")
