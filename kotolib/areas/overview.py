"""The lists of areas; knows which there are, not how they are typed."""

from kotolib.areas.area import COUNTRY, DEVELOPMENT_CENTRE, EMPLOYMENT_AREA, REGION, WELLBEING_COUNTY, Area
from kotolib.areas.register import register


def municipalities() -> tuple[Area, ...]:
    """The 308 municipalities of 2026 in Finnish alphabetical order, å ä ö last.

    Examples
    --------
    >>> [area.name for area in municipalities()][::307]
    ['Akaa', 'Äänekoski']
    """
    known = register()
    return tuple(known.municipality(code) for code in known.rows)


def regions() -> tuple[Area, ...]:
    """The 19 regions in the order of their codes, Åland last."""
    return register().of_kind(REGION)


def employment_areas() -> tuple[Area, ...]:
    """The 45 employment areas; Åland has none."""
    return register().of_kind(EMPLOYMENT_AREA)


def wellbeing_counties() -> tuple[Area, ...]:
    """The 21 wellbeing services counties; Helsinki and Åland have none."""
    return register().of_kind(WELLBEING_COUNTY)


def development_centres() -> tuple[Area, ...]:
    """The areas of the ten *elinvoimakeskus*; Åland has none."""
    return register().of_kind(DEVELOPMENT_CENTRE)


def country() -> Area:
    """The whole country, Åland included."""
    return register().body(COUNTRY, "SSS")


def region_of(area: Area) -> Area | None:
    """The region that holds all members of an area; ``None`` where they lie in several.

    Examples
    --------
    >>> from kotolib.areas import get
    >>> region_of(get("Kangasala")).name
    'Pirkanmaa'
    """
    return register().body(REGION, area.region) if area.region else None
