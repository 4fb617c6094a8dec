"""What an area is: one municipality or several, its names in three languages and their forms; knows no figures."""

from dataclasses import dataclass, field, fields
from types import MappingProxyType

from kotolib.errors import Messages

MUNICIPALITY = "municipality"
JOINT = "joint"
REGION = "region"
EMPLOYMENT_AREA = "employment_area"
WELLBEING_COUNTY = "wellbeing_services_county"
DEVELOPMENT_CENTRE = "development_centre"
COUNTRY = "country"

_SIBILANTS = ("s", "x", "z")
_BODIES = (EMPLOYMENT_AREA, WELLBEING_COUNTY, DEVELOPMENT_CENTRE)  # "the" goes before these in English text


@dataclass(frozen=True)
class Area:
    """One municipality, or several that plan together or belong together.

    Attributes
    ----------
    id
        `211` for a municipality, `MK06` for a region, `SSS` for the country, `j-1a2b3c4d` for all others. Two bodies
        with the same members have the same `j-` id: ``word`` tells them apart.
    kind
        One of the constants of this module.
    names
        By language: `fi`, `sv`, `en`.
    members
        Codes of the municipalities, sorted; a municipality has itself.
    slug, folder
        `kangasala`, `211-kangasala`; `j-1a2b3c4d-kangasala-yhteinen` for a joint area.
    forms
        Finnish forms of the name: `genitive`, `locative`, `separative`, `terminal` (forms of *place*).
    locative_sv
        `i Tammerfors`, `på Åland`.
    language_status
        `fi`, `fi_sv`, `sv_fi` (Swedish is the majority) or `sv` (Åland).
    calls_itself
        `kaupunki` or `kunta`; empty for other kinds.
    region
        Id of the region (`MK06`) that holds all members, empty where there is none.
    wellbeing_county, employment_area, development_centre
        Finnish names of today's bodies that hold all members; `None` where the area has none (Åland), arranges it
        itself (Helsinki) or its members belong to several.
    aland, sami_homeland
        Whether all members lie there.
    example
        Whether this is the worked example: Kangasala's figures, and a programme that is not Kangasala's own.
    word
        What `areas.get` turns into this very area again: `211`, `MK06`, `211+562`, `työllisyysalue:Lahti`.
    remark
        What the finder did with the typed word and the user should know (a merged municipality, a padded code): none,
        one message or several.
    """

    id: str
    kind: str
    names: MappingProxyType = field(hash=False)
    members: tuple[str, ...]
    slug: str
    folder: str
    forms: MappingProxyType = field(hash=False)
    locative_sv: str = ""
    language_status: str = "fi"
    calls_itself: str = ""
    region: str = ""
    wellbeing_county: str | None = None
    employment_area: str | None = None
    development_centre: str | None = None
    aland: bool = False
    sami_homeland: bool = False
    example: bool = False
    word: str = field(default="", compare=False)
    remark: Messages = field(default=Messages(), compare=False)

    def __reduce__(self):
        # A read-only mapping does not pickle, and children of the batch are sent areas.
        values = {column.name: getattr(self, column.name) for column in fields(self)}
        return _rebuild, (values | {"names": dict(self.names), "forms": dict(self.forms)},)

    @property
    def code(self) -> str:
        """The id: what parameters and file names carry."""
        return self.id

    @property
    def name(self) -> str:
        """The Finnish name."""
        return self.names["fi"]

    def name_in(self, language: str) -> str:
        """The name in a language; in one that has no names of Finnish places, that of the area's own majority."""
        own = "sv" if self.language_status.startswith("sv") else "fi"
        return self.names.get(language) or self.names[own]

    def genitive(self, language: str) -> str:
        """*Kangasalan* · *Kangasalas*, *Helsingfors* · in English the bare name, which the sentence's words carry."""
        if language == "fi":
            return self.forms["genitive"]
        name = self.names[language]
        # Swedish writes no second s after a sibilant, and of a list only the last member takes it.
        return f"{name}s" if language == "sv" and not name.endswith(_SIBILANTS) else name

    def locative(self, language: str) -> str:
        """*Kangasalla* · *i Kangasala* · *in Kangasala*."""
        if language == "fi":
            return self.forms["locative"]
        return self.locative_sv if language == "sv" else "in " + self._english()

    def separative(self, language: str) -> str:
        """*Kangasalta* · *från Kangasala* · *from Kangasala*."""
        if language == "fi":
            return self.forms["separative"]
        return "från " + self.names["sv"] if language == "sv" else "from " + self._english()

    def terminal(self, language: str) -> str:
        """*Kangasalle* · *till Kangasala* · *to Kangasala*."""
        if language == "fi":
            return self.forms["terminal"]
        return "till " + self.names["sv"] if language == "sv" else "to " + self._english()

    def _english(self) -> str:
        return ("the " if self.kind in _BODIES else "") + self.names["en"]


def _rebuild(values: dict) -> Area:
    return Area(**values | {name: MappingProxyType(values[name]) for name in ("names", "forms")})
