"""What every page and workbook says of itself: whose programme, from which day and figures, how to make it again.

Knows the wording of these few lines in each language; not what else stands on the page.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import metadata

from kotolib import areas, house
from kotolib.display.decisions.words import tidy
from kotolib.documents.blocks import Document
from kotolib.errors import N_
from kotolib.language import Texts, dates, texts
from kotolib.programme.records import Basics
from kotolib.programme.written import Written, written

_STATES = {
    "draft": N_("Luonnos"),
    "comments": N_("Lausunnoilla"),
    "final": N_("Lopullinen"),
    "approved": N_("Hyväksytty"),
}
_STATES_OF_A_DAY = {
    "draft": N_("Luonnos {day}"),
    "comments": N_("Lausunnoilla {day}"),
    "final": N_("Lopullinen {day}"),
    "approved": N_("Hyväksytty {day}"),
}


@dataclass(frozen=True)
class Imprint:
    """Whose document this is and where its figures come from.

    Attributes
    ----------
    area
        Code or joint id, as `run` takes it.
    language
        `fi`, `sv` or `en`.
    edition
        Name of the store's edition, or `latest` where nobody fixed it.
    as_of
        `YYYY-MM-DD`, or empty where the notebook was run by hand with no day given.
    programme
        The programme's own name; empty for what the workbook says.
    final
        Whether the document has been found fit to be called final.
    """

    area: str
    language: str = "fi"
    edition: str = "latest"
    as_of: str = ""
    programme: str = ""
    final: bool = False

    @classmethod
    def of(cls, document: Document, programme: str = "") -> "Imprint":
        """The imprint of an executed notebook, from its parameters."""
        return cls(document.area, document.language, document.edition, document.as_of, programme)

    @property
    def texts(self) -> Texts:
        """Messages and numbers in the language of the page."""
        return texts(self.language)

    @property
    def name(self) -> str:
        """The programme's name: the workbook's on pages of its language, else one made of the area's name."""
        if own := self.programme or self._written_here("name"):
            return own
        area = areas.get(self.area)
        name = self.texts(
            "{whose} kotoutumisen edistämisen ohjelma",
            whose=area.genitive(self.language),
            where=area.locative(self.language),
        )
        return self.texts("{name} (esimerkki)", name=name) if area.example else name

    @property
    def example(self) -> str:
        """What every page of the worked example says first; empty for all others."""
        area = areas.get(self.area)
        if not area.example:
            return ""
        return self.texts(
            "Esimerkki: tämä ei ole {whose} oma ohjelma. Tilastot ovat oikeita, mutta ohjelma ja kunnan omat luvut on "
            "keksitty.",
            whose=area.genitive(self.language),
        )

    @property
    def example_mark(self) -> str:
        """The same in a few words, for the upper edge of every page of paper."""
        return self.texts("Esimerkki – ei kunnan oma ohjelma") if self.example else ""

    @property
    def status(self) -> str:
        """*Luonnos 24.11.2026*, *Hyväksytty 15.6.2026 (kaupunginvaltuusto)*: as the workbook says it, else a draft."""
        body = self._written_here("approving_body") if self._basics.state == "approved" else ""
        return self.texts("{status} ({body})", status=self.short_status, body=body) if body else self.short_status

    @property
    def short_status(self) -> str:
        """The same without the body that approved it, for the edges of pages.

        A draft has the day from which the page is seen, an approved programme its own day.
        """
        basics, state = self._basics, self._basics.state or "draft"
        if self.final and state != "approved":
            state = "final"
        day = self._dated(basics.date) if state == "approved" else self.day
        return self.texts(_STATES_OF_A_DAY[state], day=day) if day else self.texts(_STATES[state])

    @property
    def _written(self) -> Written:
        return written(areas.get(self.area))

    @property
    def _basics(self) -> Basics:
        return self._written.programme.basics

    def _written_here(self, fact: str) -> str:
        """A text of *Perustiedot* where the workbook is in the language of the page; empty otherwise."""
        found = self._written.reading
        return tidy(getattr(self._basics, fact)) if found and found.language == self.language else ""

    @property
    def day(self) -> str:
        """The day the page is seen from, as it is written in the language; empty where there is none."""
        return self._dated(date.fromisoformat(self.as_of) if self.as_of else None)

    def _dated(self, day: date | None) -> str:
        return dates.day(day, self.language) if day else ""

    @property
    def figures(self) -> str:
        """Which figures: the edition, and the day where there is one."""
        _ = self.texts
        fixed = self.edition != "latest"
        edition = (
            _("Aineisto: versio {edition}.", edition=self.edition) if fixed else _("Aineisto: ajohetken uusin versio.")
        )
        return edition + (" " + _("Tilanne {day}.", day=self.day) if self.as_of else "")

    @property
    def licence(self) -> str:
        """What the figures may be used for."""
        return self.texts("Luvut: CC\u00a0BY\u00a04.0.")

    @property
    def command(self) -> str:
        """The command that makes the same page again."""
        options = [("--edition", self.edition if self.edition != "latest" else ""), ("--as-of", self.as_of)]
        chosen = "".join(f" {option} {value}" for option, value in options if value)
        area = "--example" if self.example else self.area
        return f"python3 koto.py run {area} --language {self.language}{chosen}"

    @property
    def again(self) -> tuple[str, str]:
        """The words before the command and after it."""
        _ = self.texts
        return _("Saman asiakirjan tekee komento"), _("(kotolib {version}).", version=version())


@cache
def version() -> str:
    """The version of the package, as `pyproject.toml` says it."""
    project = house.home() / "pyproject.toml"
    if project.is_file():
        return tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"]
    return metadata.version("kotolib")
