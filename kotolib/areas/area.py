"""What an area is: one municipality or several, its names in three languages and their forms; knows no figures."""

from dataclasses import dataclass, field
from types import MappingProxyType

MUNICIPALITY = "municipality"
JOINT = "joint"
REGION = "region"
EMPLOYMENT_AREA = "employment_area"
WELLBEING_COUNTY = "wellbeing_services_county"
COUNTRY = "country"


@dataclass(frozen=True)
class Area:
    """One municipality, or several that plan together or belong together.

    Attributes
    ----------
    id
        `211` for a municipality, `MK06` for a region, `SSS` for the country, `j-1a2b3c4d` for all others.
    kind
        One of the constants of this module.
    names
        By language: `fi`, `sv`, `en`.
    members
        Codes of the municipalities, sorted; a municipality has itself.
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
        Finnish names of today's bodies, `None` where the area has none (Åland) or arranges it itself (Helsinki).
    aland, sami_homeland
        Whether all members lie there.
    remark
        What the finder did with the typed word and the user should know (a merged municipality, a padded code); a
        source message already filled in, or empty.
    """

    id: str
    kind: str
    names: MappingProxyType
    members: tuple[str, ...]
    slug: str
    folder: str
    forms: MappingProxyType
    locative_sv: str = ""
    language_status: str = "fi"
    calls_itself: str = ""
    region: str = ""
    wellbeing_county: str | None = None
    employment_area: str | None = None
    development_centre: str | None = None
    aland: bool = False
    sami_homeland: bool = False
    remark: str = field(default="", compare=False)

    @property
    def code(self) -> str:
        """The id: what parameters and file names carry."""
        return self.id

    @property
    def name(self) -> str:
        """The Finnish name."""
        return self.names["fi"]

    def name_in(self, language: str) -> str:
        """The name in a language."""
        return self.names[language]

    def genitive(self, language: str) -> str:
        """*Kangasalan* · in Swedish and English the bare name, which the sentence's own words carry."""
        return self.forms["genitive"] if language == "fi" else self.names[language]

    def locative(self, language: str) -> str:
        """*Kangasalla* · *i Kangasala* · *in Kangasala*."""
        if language == "fi":
            return self.forms["locative"]
        return self.locative_sv if language == "sv" else f"in {self.names['en']}"

    def separative(self, language: str) -> str:
        """*Kangasalta* · *från Kangasala* · *from Kangasala*."""
        if language == "fi":
            return self.forms["separative"]
        return ("från " if language == "sv" else "from ") + self.names[language]

    def terminal(self, language: str) -> str:
        """*Kangasalle* · *till Kangasala* · *to Kangasala*."""
        if language == "fi":
            return self.forms["terminal"]
        return ("till " if language == "sv" else "to ") + self.names[language]
