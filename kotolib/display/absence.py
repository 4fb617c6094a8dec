"""What stands where a figure would be if there were figures: what is missing, why, who has it; never an empty axis.

Knows declared absences and their words.
"""

from dataclasses import dataclass

from kotolib.display.prose import escaped
from kotolib.errors import N_
from kotolib.programme import requests
from kotolib.situation import Situation
from kotolib.sources.absent import absent


@dataclass(frozen=True)
class Missing:
    """A bordered paragraph: in Markdown a quotation whose first sentence is strong."""

    what: str
    who: str
    ask: str = ""
    commands: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All sentences; last, how the figures are asked for, where there is a form of a request."""
        return " ".join(filter(None, (self.what, self.who, self.ask, ", ".join(self.commands))))

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        commands = ", ".join(f"`{command}`" for command in self.commands)
        told = " ".join(filter(None, (escaped(self.who), escaped(self.ask), commands)))
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
    told = [absent(key).told(here.language, here.area.aland) for key in keys]
    forms = dict.fromkeys(form.id for key in keys if (form := requests.form_for(key)))
    word = f'"{here.area.word}"' if " " in here.area.word else here.area.word
    commands = tuple(f"python3 koto.py request {form} --area {word}" for form in forms)
    ask = here.texts(N_("Valmis tietopyyntö:")) if commands else ""
    return Missing(*(" ".join(texts) for texts in zip(*told, strict=True)), ask, commands)
