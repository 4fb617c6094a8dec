"""What stands where a figure would be if there were figures: what is missing, why, who has it; never an empty axis.

Knows declared absences and their words.
"""

from dataclasses import dataclass

from kotolib import store
from kotolib.display.prose import escaped
from kotolib.errors import N_
from kotolib.programme import requests
from kotolib.situation import Situation
from kotolib.sources.absent import absent
from kotolib.sources.declaration import Absent


@dataclass(frozen=True)
class Missing:
    """A bordered paragraph: in Markdown a quotation whose first sentence is strong."""

    what: str
    who: str
    ask: str = ""
    commands: tuple[str, ...] = ()
    open: str = ""
    fetch: str = ""

    @property
    def text(self) -> str:
        """All sentences; last, how open figures are fetched and others are asked for, where there is a way."""
        parts = (self.what, self.who, self.open, f"{self.fetch}{self._stop}", self.ask, ", ".join(self.commands))
        return " ".join(filter(None, parts))

    @property
    def _stop(self) -> str:
        """What parts the first command from the sentence after it."""
        return "." if self.fetch and self.ask else ""

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        commands = ", ".join(f"`{command}`" for command in self.commands)
        fetch = f"`{self.fetch}`{self._stop}" if self.fetch else ""
        told = " ".join(filter(None, (escaped(self.who), escaped(self.open), fetch, escaped(self.ask), commands)))
        return {"text/markdown": f"> **{escaped(self.what)}** {told}", "text/plain": self.text}


def missing(here: Situation, *keys: str) -> Missing:
    """Say in words what the material does not hold.

    Parameters
    ----------
    here
        The situation.
    keys
        Declared absences (``data_sources/absent/figures.yaml``), told one after another.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.missing(koto.begin("211", as_of="2026-11-24"), "reasons_of_arrival").what
    'Maahantulon syistä ei ole kuntatason avointa tietoa.'
    """
    there = set(store.tables(here.edition))
    told = [
        _come(here, absent(key)) if absent(key).has_come(there) else absent(key).told(here.language, here.area.aland)
        for key in keys
    ]
    forms = dict.fromkeys(form.id for key in keys if (form := requests.form_for(key)))
    word = f'"{here.area.word}"' if " " in here.area.word else here.area.word
    commands = tuple(f"python3 koto.py request {form} --area {word}" for form in forms)
    ask = here.texts(N_("Valmis tietopyyntö:")) if commands else ""
    what, who = (" ".join(texts) for texts in zip(*told, strict=True))
    return Missing(what, who, ask, commands, *_to_fetch(here, keys))


def _come(here: Situation, declared: Absent) -> tuple[str, str]:
    """What is said when the tables have been fetched, but no section of the page shows them."""
    _ = here.texts
    tables = _.listing(list(declared.fetch))
    return (
        _.plural(
            "Taulu {tables} on aineistossa.", "Taulut {tables} ovat aineistossa.", len(declared.fetch), tables=tables
        ),
        _("Lukuja ei vielä näytetä tässä kohdassa."),
    )


def _to_fetch(here: Situation, keys: tuple[str, ...]) -> tuple[str, str]:
    """How the open tables that the edition does not have yet are fetched."""
    there = set(store.tables(here.edition))
    tables = dict.fromkeys(table for key in keys for table in absent(key).fetch if table not in there)
    if not tables:
        return "", ""
    return here.texts(N_("Hae avoimet luvut aineistoon:")), f"python3 koto.py fetch {' '.join(tables)}"
