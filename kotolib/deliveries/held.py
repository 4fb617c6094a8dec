"""The deliveries that are kept in an area's own folder: which there are, the newest of a form, its card and its rows.

Knows folders and editions; not what may be told of the figures. A delivery is an edition like those of the store, in
``data_sources/own/<area>/deliveries/``; nothing is overwritten, and figures are those of the area alone.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from kotolib import house, store
from kotolib.areas.area import Area
from kotolib.deliveries.forms import Form, forms
from kotolib.errors import N_, StoreDamaged
from kotolib.store import Card, editions
from kotolib.store.editions import Kept

FOLDER = "deliveries"
PROVIDER = "delivery"

RESTRICTED = N_("Aineiston käyttö on rajoitettu: siitä saa julkaista vain koosteita, joista ihmisiä ei voi tunnistaa.")
MEASURES = {
    "stock": N_("Luvut kertovat tilanteen vuoden lopussa."),
    "flow": N_("Luvut kertovat, mitä vuoden aikana tapahtui."),
}


@dataclass(frozen=True)
class Delivery:
    """One delivery: its form, its card, and where its rows are."""

    form: Form
    card: Card
    kept: Kept

    @property
    def is_restricted(self) -> bool:
        """Whether the material may not be passed on, and whatever is made of it says so."""
        return RESTRICTED in self.card.notes

    def unit(self, figure: str) -> str:
        """The unit of a figure; what a delivery tells itself stands in its card."""
        return self.card.contents[figure]["unit"]

    def rows(self) -> pd.DataFrame:
        """``area``, ``time``, ``content``, a column a class, ``value`` and ``status``, as they were delivered."""
        return store.rows_of(self.kept)


def folder(area: Area) -> Path:
    """Where an area's deliveries are kept."""
    return house.own_of(area.folder, area.example) / FOLDER


def newest(area: Area, form: str, edition: str = "latest", until: date | None = None) -> Delivery | None:
    """The newest delivery of a form, or None.

    Parameters
    ----------
    area
        Whose folder.
    form
        Id of the form.
    edition
        An earlier edition of the store leaves out what came after it; the newest edition leaves out nothing.
    until
        The day that the page is seen from: what was brought later is not known yet.

    Raises
    ------
    StoreDamaged
        A file is not what was kept; the message says how to bring the delivery again.
    """
    where = folder(area)
    if not where.is_dir():
        return None
    kept = [one for one in editions.all_kept(where) if one.table == form and is_known(one.edition, edition, until)]
    if not kept:
        return None
    try:
        return Delivery(forms()[form], editions.card_of(kept[-1]), kept[-1])
    except StoreDamaged:
        raise StoreDamaged(
            N_(
                "Toimitetun aineiston {form} tiedostot eivät ole ne, jotka tallennettiin. Niiden lukuja ei käytetä. "
                "Poista kansio {folder} ja tuo aineisto uudelleen: python3 koto.py import"
            ),
            form=form,
            folder=kept[-1].folder,
        ) from None


def is_known(brought: str, edition: str, until: date | None = None) -> bool:
    """Whether what was brought at a moment belongs to a page of an edition that is seen from a day.

    Examples
    --------
    >>> is_known("2026-11-24T101530", "latest", date(2026, 11, 24)), is_known("2026-11-24T101530", "2026-11")
    (True, True)
    >>> is_known("2026-11-24T101530", "latest", date(2026, 11, 23))
    False
    """
    if until and not editions.is_covered(brought, f"{until}"):
        return False
    return edition in ("latest", store.names()[-1]) or editions.is_covered(brought, edition)


def all_newest(area: Area, edition: str = "latest", until: date | None = None) -> list[Delivery]:
    """The newest delivery of every form that has one, in the order of the forms."""
    return [found for form in forms() if (found := newest(area, form, edition, until))]
