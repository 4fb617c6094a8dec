"""What stands where a figure would be if there were figures: what is missing, why, who has it; never an empty axis.

Knows declared absences and their words.
"""

from dataclasses import dataclass

from kotolib.display.prose import escaped
from kotolib.situation import Situation
from kotolib.sources.absent import absent


@dataclass(frozen=True)
class Missing:
    """A bordered paragraph: in Markdown a quotation whose first sentence is strong."""

    what: str
    who: str

    @property
    def text(self) -> str:
        """Both sentences."""
        return f"{self.what} {self.who}"

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/markdown": f"> **{escaped(self.what)}** {escaped(self.who)}", "text/plain": self.text}


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
    told = [absent(key).told(here.language, here.area.aland) for key in keys]
    return Missing(*(" ".join(texts) for texts in zip(*told, strict=True)))
