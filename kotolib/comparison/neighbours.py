"""Who is similar to whom: the nearest municipalities of an area, or those that its people chose; knows no indicator's
values and makes no ranking of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

import numpy as np

from kotolib import areas, frame
from kotolib.areas.area import MUNICIPALITY, Area
from kotolib.comparison import reasons
from kotolib.comparison.likeness import THINGS, Likeness, likeness
from kotolib.comparison.relatives import unfit
from kotolib.errors import N_, WrongWords
from kotolib.sources import Indicator

NUMBER = 9
"""So many are chosen: of an odd number the median is the figure of one of them."""
FEWEST_CHOSEN = 3
"""So many must people choose themselves: fewer have no range."""
THIN = 0.5
"""A set is thin when its median distance is more than so much of the distance between two municipalities taken at
random: its members are then hardly more alike than any others."""


@dataclass(frozen=True)
class Neighbour:
    """A municipality with its distance, and how far it is apart in each of the five things (`likeness.THINGS`).

    Positive: the neighbour is larger, more urban or grows faster. Ages and languages are two figures together and have
    no sign.
    """

    area: Area
    distance: float
    apart: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Similar:
    """The municipalities that an area may be held against.

    Attributes
    ----------
    area
        Whose they are. None of its members is among them.
    neighbours
        The nearest first; empty where `status` is not `ok`.
    years
        Year of each thing's figure: `size`, `growth_from` (growth is counted from there to `size`), `urbanity`, `ages`.
    thin
        Whether the set's median distance is over `THIN` of the typical one. A page must then say that the area has
        no close counterparts, and show the distances.
    thinness
        That ratio: 0 is another self, 1 is municipalities at random. NaN without neighbours.
    by_user
        Whether people chose the set instead of distance.
    beyond_aland
        Codes of neighbours on the other side of the border of Åland's self-government, where the law on integration,
        the authorities and the employment services are others: a page must say it.
    status, reason, relative
        `ok`, or a status of :mod:`kotolib.frame` with a word of :mod:`kotolib.comparison.reasons`; `relative` is the
        thing that the indicator is a relative of.
    """

    area: Area
    neighbours: tuple[Neighbour, ...]
    years: tuple[tuple[str, int], ...]
    thin: bool
    thinness: float
    by_user: bool
    beyond_aland: tuple[str, ...]
    status: str = frame.OK
    reason: str = ""
    relative: str = ""

    @property
    def areas(self) -> dict[str, Area]:
        """The municipalities by code, the nearest first."""
        return {one.area.code: one.area for one in self.neighbours}


def similar(
    area: Area, indicator: Indicator | None = None, chosen: Iterable[str] = (), edition: str = "latest"
) -> Similar:
    """The nine municipalities that are nearest to an area in size, urbanity, age structure, growth and language.

    Standardised Euclidean distance, as statistical offices choose nearest neighbours; computed from one edition's
    figures and so the same until the edition changes. An area of several municipalities is described by its combined
    figures.

    Parameters
    ----------
    area
        A municipality, a joint area, a region or another body.
    indicator
        What will be compared: if it is a relative of what the set is chosen by, there is no set.
    chosen
        Codes or names of municipalities that take the place of the nearest ones. They may be compared in everything
        but counts.
    edition
        Name of the store's edition whose figures tell.

    Raises
    ------
    WrongWords
        Of `chosen`: an unknown municipality, a member of the area, or fewer than three.

    Examples
    --------
    >>> found = similar(areas.get("Kangasala"))
    >>> found.neighbours[0].area.name, found.thin
    ('Nokia', False)
    """
    reason, thing = unfit(indicator) if indicator else ("", "")
    codes = _chosen(area, chosen)
    if reason and not (codes and reason == reasons.RELATIVE and indicator.kind != "count"):
        return _none(area, frame.NOT_APPLICABLE, reason, thing)
    known = likeness(edition)
    if len(area.members) == len(known.figures):
        return _none(area, frame.NOT_APPLICABLE, reasons.NOTHING_LEFT)
    neighbours = _neighbours(known, area, codes)
    if not neighbours:
        return _none(area, frame.MISSING, reasons.NOT_DESCRIBED)
    thinness = median(one.distance for one in neighbours) / known.typical
    return Similar(
        area=area,
        neighbours=neighbours,
        years=tuple(sorted(known.years.items())),
        thin=thinness > THIN,
        thinness=thinness,
        by_user=bool(codes),
        beyond_aland=tuple(one.area.code for one in neighbours if one.area.aland != area.aland),
    )


def _neighbours(known: Likeness, area: Area, chosen: tuple[str, ...]) -> tuple[Neighbour, ...]:
    codes, distances, apart = known.distances(area)
    taken = np.flatnonzero(np.isin(codes, chosen)) if chosen else range(min(NUMBER, len(codes)))
    return tuple(
        Neighbour(areas.get(codes[row]), float(distances[row]), tuple(zip(THINGS, apart[row].tolist(), strict=True)))
        for row in taken
    )


def _none(area: Area, status: str, reason: str, relative: str = "") -> Similar:
    return Similar(area, (), (), False, float("nan"), False, (), status, reason, relative)


def _chosen(area: Area, words: Iterable[str]) -> tuple[str, ...]:
    found = [areas.get(word) for word in ([words] if isinstance(words, str) else words)]
    for one in found:
        if one.kind != MUNICIPALITY:
            raise WrongWords(N_("Vertailukunnaksi käy vain kunta. ”{word}” ei ole yksi kunta."), word=one.name)
        if one.code in area.members:
            raise WrongWords(
                N_("{name} ei voi olla oma vertailukuntansa. Poista se vertailukuntien luettelosta."), name=one.name
            )
    codes = tuple(dict.fromkeys(one.code for one in found))
    if 0 < len(codes) < FEWEST_CHOSEN:
        raise WrongWords(
            N_("Vertailukuntia on oltava vähintään {fewest}, nyt niitä on {number}."),
            fewest=FEWEST_CHOSEN,
            number=len(codes),
        )
    return codes
