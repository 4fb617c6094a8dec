"""All areas of 2026 made from the shipped tables: municipalities, the bodies they belong to, joint ones.

Knows how areas are put together; nothing of how a user types them.
"""

from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from kotolib import house
from kotolib.areas import tables
from kotolib.areas.area import (
    COUNTRY,
    DEVELOPMENT_CENTRE,
    EMPLOYMENT_AREA,
    JOINT,
    MUNICIPALITY,
    REGION,
    WELLBEING_COUNTY,
    Area,
)
from kotolib.areas.spelling import slug

CASES = ("genitive", "locative", "separative", "terminal")
AND = {"fi": "ja", "sv": "och", "en": "and"}
KIND_WORD = {
    REGION: "maakunta",
    EMPLOYMENT_AREA: "työllisyysalue",
    WELLBEING_COUNTY: "hyvinvointialue",
    DEVELOPMENT_CENTRE: "elinvoimakeskus",
}
"""What stands before the colon in the word of a body."""


class Register:
    """The areas of one folder of tables, each made when first asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def rows(self) -> dict[str, dict[str, str]]:
        """Rows of the municipalities by code, in Finnish alphabetical order."""
        return {row["code"]: row for row in tables.rows(self.folder / "municipalities_2026.csv")}

    @cached_property
    def bodies(self) -> dict[tuple[str, str], dict[str, str]]:
        """Rows of regions, authorities and the country by kind and code."""
        return {(row["kind"], row["code"]): row for row in tables.rows(self.folder / "bodies_2026.csv")}

    def municipality(self, code: str) -> Area:
        """The municipality of a living code."""
        if (MUNICIPALITY, code) not in self._made:
            self._made[MUNICIPALITY, code] = self._municipality(self.rows[code])
        return self._made[MUNICIPALITY, code]

    @cached_property
    def _made(self) -> dict[tuple[str, str], Area]:
        return {}

    def of_kind(self, kind: str) -> tuple[Area, ...]:
        """All bodies of a kind, in the order of their codes."""
        return tuple(self.body(*key) for key in self.bodies if key[0] == kind)

    def body(self, kind: str, code: str) -> Area:
        """A region, an authority's area or the country."""
        if (kind, code) not in self._made:
            self._made[kind, code] = self._body(kind, self.bodies[kind, code])
        return self._made[kind, code]

    def joint(self, codes: Iterable[str]) -> Area:
        """The municipalities of the codes as one area; one code is the municipality itself."""
        members = tuple(sorted(set(codes)))
        if len(members) == 1:
            return self.municipality(members[0])
        listed = [row for code, row in self.rows.items() if code in members]
        forms = {case: _listing([row[case] for row in listed], "fi") for case in CASES}
        of_members = forms["genitive"]
        forms |= {
            "locative": f"{of_members} alueella",
            "separative": f"{of_members} alueelta",
            "terminal": f"{of_members} alueelle",
        }
        first = slug(self.rows[members[0]]["name_fi"])
        return Area(
            id=joint_id(members),
            kind=JOINT,
            names=_frozen({language: _listing(_sorted(listed, language), language) for language in AND}),
            slug=f"{first}-yhteinen",
            folder=f"{joint_id(members)}-{first}-yhteinen",
            forms=_frozen(forms),
            locative_sv=_swedish_locative(_sorted(listed, "sv", "locative_sv")),
            word="+".join(members),
            **self._shared(members),
        )

    def _municipality(self, row: dict[str, str]) -> Area:
        code = row["code"]
        return Area(
            id=code,
            kind=MUNICIPALITY,
            slug=slug(row["name_fi"]),
            folder=f"{code}-{slug(row['name_fi'])}",
            calls_itself=row["calls_itself"],
            word=code,
            **_names_and_forms(row),
            **self._shared((code,)),
        )

    def _body(self, kind: str, row: dict[str, str]) -> Area:
        column, code = kind, row["code"]
        members = tuple(sorted(c for c, own in self.rows.items() if kind == COUNTRY or own[column] == code))
        if not members:
            raise tables.damaged(self.folder / "bodies_2026.csv", f"{row['name_fi']}: ei yhtään kuntaa")
        known = kind in (REGION, COUNTRY)
        area_id = code if known else joint_id(members)
        return Area(
            id=area_id,
            kind=kind,
            slug=slug(row["name_fi"]),
            folder=f"{area_id}-{slug(row['name_fi'])}",
            word=code if known else f"{KIND_WORD[kind]}:{row['short_fi']}",
            **_names_and_forms(row),
            **self._shared(members),
        )

    def _shared(self, members: tuple[str, ...]) -> dict:
        """What is true of all members together."""
        rows = [self.rows[code] for code in members]
        return {
            "members": members,
            "language_status": _language_status({row["language_status"] for row in rows}),
            "region": _common(rows, REGION) or "",
            "wellbeing_county": self._name_of_body(WELLBEING_COUNTY, rows),
            "employment_area": self._name_of_body(EMPLOYMENT_AREA, rows),
            "development_centre": self._name_of_body(DEVELOPMENT_CENTRE, rows),
            "aland": all(row["aland"] == "1" for row in rows),
            "sami_homeland": all(row["sami_homeland"] == "1" for row in rows),
        }

    def _name_of_body(self, kind: str, rows: list[dict]) -> str | None:
        code = _common(rows, kind)
        if not code:
            return None
        if (kind, code) not in self.bodies:
            raise tables.damaged(self.folder / "bodies_2026.csv", f"{kind} {code} puuttuu")
        return self.bodies[kind, code]["name_fi"]


def register() -> Register:
    """The register of the folder where the tables are now."""
    return _register(house.area_data())


@cache
def _register(folder: Path) -> Register:
    return Register(folder)


def joint_id(codes: Iterable[str]) -> str:
    """``j-`` and eight hexadecimal digits that depend on the members only, not on their order."""
    import hashlib  # only joint areas need it

    return "j-" + hashlib.sha256("+".join(sorted(codes)).encode("ascii")).hexdigest()[:8]


def _names_and_forms(row: dict[str, str]) -> dict:
    return {
        "names": _frozen({language: row[f"name_{language}"] or row["name_fi"] for language in AND}),
        "forms": _frozen({case: row[case] for case in CASES}),
        "locative_sv": row["locative_sv"],
    }


def _frozen(mapping: dict) -> MappingProxyType:
    return MappingProxyType(mapping)


def _common(rows: list[dict], column: str) -> str | None:
    values = {row[column] for row in rows}
    return values.pop() if len(values) == 1 else None


def _language_status(found: set[str]) -> str:
    """One status for several municipalities; where they differ both languages are needed."""
    if len(found) == 1:
        return next(iter(found))
    return "sv_fi" if found == {"sv", "sv_fi"} else "fi_sv"


def _sorted(rows: list[dict], language: str, column: str = "") -> list[str]:
    """A column of the municipalities in the alphabetical order of their names in a language."""
    from kotolib.language.sorting import (
        alphabetical,
    )  # the catalogues come with it: single names must not wait for them

    name = f"name_{language}"
    return [row[column or name] for row in sorted(rows, key=lambda row: alphabetical(row[name]))]


def _listing(words: list[str], language: str) -> str:
    return f"{', '.join(words[:-1])} {AND[language]} {words[-1]}"


def _swedish_locative(places: list[str]) -> str:
    """``i Åbo och Salo``, but ``i Åbo och på Kimitoön``."""
    prepositions = {place.split(" ", 1)[0] for place in places}
    if len(prepositions) > 1:
        return _listing(places, "sv")
    return f"{prepositions.pop()} " + _listing([place.split(" ", 1)[1] for place in places], "sv")
