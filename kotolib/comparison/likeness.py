"""What municipalities are likened by: size, urbanity, ages, growth and language of each, once an edition.

Knows from which tables and years the figures come and how they are put on one scale; chooses no neighbour.

Five things count the same. The age structure is the shares under 15 and over 64, half each: the third share is what
they leave. Shares of a merged or joint area are its parts' shares, weighed by the people that they are shares of.
"""

import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from kotolib import areas, store
from kotolib.areas.area import Area
from kotolib.store import made

THINGS = ("size", "urbanity", "ages", "growth", "language")
"""What two municipalities may be apart in; each has the same say."""

YEARS_OF_GROWTH = 5
URBAN, YOUNG, OLD = "urbanisation_degree", "share_under_15", "share_over_64"
LANGUAGES = {"fi": 0.0, "fi_sv": 1.0, "sv_fi": 2.0, "sv": 3.0}
"""Finnish only, both with a Finnish or a Swedish majority, Swedish only: one step is one unit of distance. Where Sámi
has a legal standing, that is one more step from where it has none."""

_FIGURES = {
    "size": ("size", 1.0),
    "urban": ("urbanity", 1.0),
    "young": ("ages", 0.5),
    "old": ("ages", 0.5),
    "growth": ("growth", 1.0),
    "swedish": ("language", 1.0),
    "sami": ("language", 1.0),
}
"""The thing that a figure belongs to, and its weight there."""
_THING = np.array([[thing == of for thing in THINGS] for of, _ in _FIGURES.values()], dtype=float)
_ROOT_WEIGHTS = np.sqrt([weight for _, weight in _FIGURES.values()])
_STEPS = ("swedish", "sami")
_OF_A_NORMAL = 1.3489795003921634
"""Interquartile range of a normal distribution whose standard deviation is 1."""
_AT, _UNIT, _YEAR, _TYPICAL = "at_", "unit_", "year_", "typical"


@dataclass(frozen=True)
class Likeness:
    """The figures of all municipalities and the scale that distances are measured on.

    Attributes
    ----------
    figures
        By code: `people`, `people_before` (31.12.), `people_urban`, `people_ages` (of the years of those shares),
        `urban`, `young`, `old` (%).
    points
        Where each municipality lies: a row for each row of `figures`, a column for each figure, weighed.
    unit
        What is one unit of distance in each figure: log people, percentage points, growth in per cent, steps.
    years
        Year of each thing: `size`, `urbanity`, `ages`; `growth` is counted from `growth_from` to `size`.
    typical
        The median distance between two municipalities.
    """

    figures: pd.DataFrame
    points: np.ndarray
    unit: dict[str, float]
    years: dict[str, int]
    typical: float

    def distances(self, area: Area) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Codes of the municipalities that are no members of an area, nearest first; their distances; and how far
        apart they are in each of the five things, signed where the thing is one figure.

        The distance is the root of the mean of the five squares, so that 1 is one unit apart in everything.
        Municipalities with a figure missing are left out.
        """
        codes = self.figures.index.to_numpy()
        member = np.isin(codes, area.members)
        steps = self.points[~member] - self._point(area, member)
        apart = np.sqrt(steps**2 @ _THING)
        single = np.flatnonzero(_THING.sum(axis=0) == 1)
        apart[:, single] = (steps @ _THING)[:, single]
        distance = np.sqrt((apart**2).mean(axis=1))
        # The figures stand in the order of codes: a stable order gives the same nine on every machine.
        order = np.argsort(distance, kind="stable")
        order = order[~np.isnan(distance[order])]
        return codes[~member][order], distance[order], apart[order]

    def _point(self, area: Area, member: np.ndarray) -> np.ndarray:
        if member.sum() == 1:
            return self.points[member][0]
        combined = _combined(self.figures[member], area)
        return combined / np.array([self.unit[name] for name in _FIGURES]) * _ROOT_WEIGHTS


def likeness(edition: str = "latest") -> Likeness:
    """The likeness of the edition's municipalities; made once and kept beside the store."""
    return _read(ensure(edition))


def ensure(edition: str = "latest") -> Path:
    """The path of the kept figures, made first if this edition has none yet."""
    code = (sys.modules["kotolib.comparison"],)
    return made.once("likeness", code, "", lambda: _placed(_gathered(edition)), edition)


@cache
def _read(path: Path) -> Likeness:
    kept = made.read(path).set_index("code")
    constant = {name: kept[name].iloc[0] for name in kept.columns if name.startswith((_UNIT, _YEAR, _TYPICAL))}
    places = [_AT + name for name in _FIGURES]
    return Likeness(
        figures=kept.drop(columns=[*places, *constant]),
        points=kept[places].to_numpy(),
        unit={name: float(constant[_UNIT + name]) for name in _FIGURES},
        years={name.removeprefix(_YEAR): int(year) for name, year in constant.items() if name.startswith(_YEAR)},
        typical=float(constant[_TYPICAL]),
    )


def _placed(figures: pd.DataFrame) -> pd.DataFrame:
    """The figures, and beside them where every municipality lies, the units and the typical distance."""
    known = {area.code: area for area in areas.municipalities()}
    rows = figures.set_index("code")
    described = pd.DataFrame([_combined(rows.loc[[code]], known[code]) for code in rows.index], columns=list(_FIGURES))
    unit = _unit(described)
    points = (described / unit * _ROOT_WEIGHTS).set_axis([_AT + name for name in _FIGURES], axis=1)
    constant = unit.add_prefix(_UNIT).to_dict() | {_TYPICAL: _typical(points.dropna().to_numpy())}
    return pd.concat([figures, points], axis=1).assign(**constant)


def _unit(described: pd.DataFrame) -> pd.Series:
    """One unit of distance: the interquartile range that would be one standard deviation of a normal distribution.

    A few municipalities grow or are young far beyond all others; quartiles do not let them stretch the scale of
    everybody (on robust scales: Rousseeuw and Croux 1993, Journal of the American Statistical Association 88,
    1273–1283). The languages are steps already.
    """
    spread = (described.quantile(0.75) - described.quantile(0.25)) / _OF_A_NORMAL
    return spread.mask(spread.index.isin(_STEPS), 1.0)


def _typical(points: np.ndarray) -> float:
    first, second = np.triu_indices(len(points), 1)
    squares = ((points[first] - points[second]) ** 2).sum(axis=1)
    return float(np.median(np.sqrt(squares / len(THINGS))))


def _combined(rows: pd.DataFrame, area: Area) -> np.ndarray:
    """The figures of an area: counts added, shares weighed by the people they are shares of; NaN if a part is."""
    column = {name: rows[name].to_numpy() for name in rows.columns}
    people, before = column["people"].sum(), column["people_before"].sum()
    urban = (column["urban"] * column["people_urban"]).sum() / column["people_urban"].sum()
    young, old = ((column[age] * column["people_ages"]).sum() / column["people_ages"].sum() for age in ("young", "old"))
    language = (LANGUAGES[area.language_status], float(area.sami_homeland))
    return np.array([np.log(people), urban, young, old, 100 * (people / before - 1), *language])


def _gathered(edition: str = "latest") -> pd.DataFrame:
    """Of every municipality: `code`, the figures of :class:`Likeness` and their years, from genuine register figures.

    The ages are those of the key figures: table 14wx is newer, but already its first year is projected.
    """
    people = _people(edition)
    newest = int(people["year"].max())
    before = newest - YEARS_OF_GROWTH
    urban, urban_year = _weighed((URBAN,), edition)
    ages, ages_year = _weighed((YOUNG, OLD), edition)
    found = pd.DataFrame({"people": _in_year(people, newest), "people_before": _in_year(people, before)})
    found = found.join(urban.set_axis(["urban", "people_urban"], axis=1))
    found = found.join(ages.set_axis(["young", "old", "people_ages"], axis=1))
    years = {"year_size": newest, "year_growth_from": before, "year_urbanity": urban_year, "year_ages": ages_year}
    codes = [area.code for area in areas.municipalities()]
    return found.reindex(sorted(codes)).assign(**years).rename_axis("code").reset_index()


def _people(edition: str) -> pd.DataFrame:
    """Population of 31 December under today's codes; the preliminary one until the final one is there."""
    final, preliminary = (store.table(name, contents=["vaesto"], edition=edition) for name in ("11re", "11lj"))
    december = preliminary[preliminary["time"].str.endswith("M12")]
    rows = pd.concat([final, december[~december["time"].str[:4].isin(final["time"])]], ignore_index=True)
    return _living(rows)


def _in_year(people: pd.DataFrame, year: int) -> pd.Series:
    return people[people["year"] == year].groupby("area")["value"].agg(_sum)


def _weighed(contents: tuple[str, ...], edition: str) -> tuple[pd.DataFrame, int]:
    """Shares of the key figures in the newest year that has them for everybody, and the people of that year."""
    rows = _living(store.table("key_figures", contents=[*contents, "population"], edition=edition))
    today = {area.code for area in areas.municipalities()}
    for year in sorted(rows["year"].unique(), reverse=True):
        wide = rows[rows["year"] == year].pivot(index=["area", "code"], columns="content", values="value")
        wide = wide.reindex(columns=[*contents, "population"]).dropna()
        if set(wide.index.get_level_values("area")) >= today:
            # No hole is left after dropna: a merged municipality of which a part is missing is not there at all.
            people = wide["population"].groupby(level="area").sum()
            shares = wide[list(contents)].mul(wide["population"], axis=0).groupby(level="area").sum()
            return shares.div(people, axis=0).assign(people=people), int(year)
    raise LookupError(f"no year of the key figures has {contents} for every municipality")


def _living(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of municipalities under today's codes, the old one kept in `code`; the year as a number."""
    living = areas.living_codes()
    rows = rows[rows["area"] != areas.country().id]
    now = rows["area"].map(lambda code: living.get(code, code))
    return rows.assign(code=rows["area"], area=now, year=rows["time"].str[:4].astype("int64"))


def _sum(values: pd.Series) -> float:
    return values.sum(skipna=False)
