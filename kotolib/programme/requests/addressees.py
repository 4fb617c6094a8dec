"""Who has the figures of an area: the right body by today's names; knows Åland and Helsinki, no form."""

from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from kotolib import areas
from kotolib.areas.area import Area
from kotolib.programme.beginning import bodies
from kotolib.programme.sheets import LANGUAGES, Pair
from kotolib.sources import yaml_text

HELSINKI = "091"
_UNIT = {"kaupunki": "kaupungin", "kunta": "kunnan"}


class Addressee(BaseModel):
    """Who has some figures: a name for the mainland, bodies by today's names, or each municipality's own office."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mainland: Pair | None = None
    aland: Pair | None = None
    helsinki: Pair | None = None
    bodies: str = ""
    each: Pair | None = None


@cache
def addressees() -> dict[str, Addressee]:
    """All declared addressees by their id."""
    text = (resources.files(__package__) / "addressees.yaml").read_text(encoding="utf-8")
    return {name: Addressee(**declared) for name, declared in yaml_text.read(text, "addressees.yaml").items()}


def names(addressee: str, area: Area, language: str) -> list[str]:
    """The names of those to whom a request of an area goes.

    Parameters
    ----------
    addressee
        Id of :func:`addressees`.
    area
        One municipality or several: an area of several may have several addressees.
    language
        `fi` or `sv`.

    Examples
    --------
    >>> names("employment_authority", areas.get("Kangasala"), "fi")
    ['Tampereen seudun työllisyysalue']
    >>> names("employment_authority", areas.get("Jomala"), "sv")
    ['Ålands arbetsmarknads- och studieservicemyndighet AMS']
    """
    declared, place = addressees()[addressee], LANGUAGES.index(language)
    if area.aland and declared.aland:
        return [declared.aland[place]]
    if declared.each:
        return [_filled(declared.each[place], areas.get(code)) for code in area.members]
    own = [declared.helsinki[place]] if declared.helsinki and HELSINKI in area.members else []
    if own and len(area.members) == 1:
        return own
    if declared.bodies:
        return bodies(area, declared.bodies, language) + own
    return [_filled(declared.mainland[place], area), *own]


def _filled(pattern: str, area: Area) -> str:
    return pattern.format(
        name=area.name_in("fi"),
        name_sv=area.name_in("sv"),
        genitive=area.genitive("fi"),
        locative=area.locative("sv"),
        unit=_UNIT.get(area.calls_itself, "kunnan"),
    )
