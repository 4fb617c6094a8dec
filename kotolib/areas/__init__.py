"""Areas: municipalities of 2026, what they belong to, what became of the old ones, and how a typed word finds them.

Knows names, codes and outlines; no figures and no pages.
"""

from kotolib.areas.area import Area
from kotolib.areas.ceased import Merged, merged_in
from kotolib.areas.finding import get, get_many
from kotolib.areas.mergers import forward, living_codes
from kotolib.areas.nearest import find
from kotolib.areas.outlines import boundaries
from kotolib.areas.overview import (
    country,
    development_centres,
    employment_areas,
    municipalities,
    region_of,
    regions,
    wellbeing_counties,
)

__all__ = [
    "Area",
    "Merged",
    "boundaries",
    "country",
    "development_centres",
    "employment_areas",
    "find",
    "forward",
    "get",
    "get_many",
    "living_codes",
    "merged_in",
    "municipalities",
    "region_of",
    "regions",
    "wellbeing_counties",
]
