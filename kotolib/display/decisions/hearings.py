"""How people have been heard and who were there, coarsely; small counts are hidden, and no person is told."""

from dataclasses import replace

from kotolib.display.absence import Missing
from kotolib.display.decisions import words
from kotolib.display.outputs import Table
from kotolib.errors import N_
from kotolib.programme.presence import GROUPS, presence
from kotolib.programme.records import Hearing
from kotolib.situation import Situation
from kotolib.sources.absent import absent

_NONE = N_("Kuulemisia ei ole vielä kirjattu.")
_GROUPS = {
    "women": N_("naiset"),
    "men": N_("miehet"),
    "young": N_("lapset ja nuoret"),
    "working_age": N_("työikäiset"),
    "old": N_("ikääntyneet"),
}


def hearings(here: Situation) -> Table | Missing:
    """Hearings, surveys and workshops: when, how, with which language support and how many were there.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.hearings(koto.begin("766", as_of="2026-11-24")).what
    'Kuulemisia ei ole vielä kirjattu.'
    """
    _, programme = here.texts, words.programme(here)
    found = programme.hearings
    if not found:
        return words.unwritten(here, _(_NONE), "hearings")
    counts = presence(programme).participants
    columns = [
        (_("Tilaisuus"), words.theirs(here, [f"{one.id} {words.tidy(one.name)}".strip() for one in found])),
        (_("Laji ja tapa"), [_kind(here, one) for one in found]),
        (_("Päivä"), [words.day(here, one.date) for one in found]),
        (_("Järjestäjä"), words.theirs(here, [words.tidy(one.organiser) for one in found])),
        (_("Kielituki ja tulkkaus"), words.theirs(here, [words.tidy(one.language_support) for one in found])),
        (_("Osallistujia"), [words.count(here, counts[one.id]) if one.id in counts else "" for one in found]),
    ]
    return words.table(here, "hearings", _("Kuulemiset, kyselyt ja työpajat"), columns, "hearings")


def _kind(here: Situation, one: Hearing) -> str:
    return ", ".join(filter(None, (words.choice(here, "hearing", one.kind), words.choice(here, "way", one.way))))


def present(here: Situation) -> Table | Missing:
    """Which groups and languages were present at least once (checklist 2.5); nobody is counted."""
    _, programme = here.texts, words.programme(here)
    if not programme.hearings:
        return words.unwritten(here, _("Ei ole vielä kirjattu, ketkä kuulemisissa olivat mukana."), "hearings")
    found = presence(programme)
    spoken = [words.tidy(one) for one in found.others]
    caption = _.plural(
        "Ketkä olivat mukana kuulemisissa (yksi tilaisuus)", "Ketkä olivat mukana kuulemisissa ({count} tilaisuutta)",
        found.hearings, count=found.hearings,
    )  # fmt: skip
    columns = [
        (_("Ryhmä"), [*(_(_GROUPS[one]) for one in GROUPS), _("kielet")]),
        (_("Oliko mukana"), [*(_present(here, found.groups[one]) for one in GROUPS), _.listing(spoken)]),
    ]
    table = words.table(here, "present", caption, columns, "hearings")
    return _noted(here, table)


def _present(here: Situation, said: bool | None) -> str:
    _ = here.texts
    if said is None:
        return _("ei tiedossa")
    return _("mukana") if said else _("ei ollut mukana")


def _noted(here: Situation, table: Table) -> Table:
    """With why the languages cannot be set beside the largest ones of the area."""
    return replace(table, notes=(*table.notes, " ".join(absent("languages").told(here.language, here.area.aland))))
