"""How far projections of the foreign-language population miss, made anew from the shipped figures.

Every forecast that could have been made in 1995–2011 and 2020–2024 is made with what was known at the time and
compared with what came. The published reference of the method stands in ``projection_reference.csv`` (table a–f,
size class at the origin, year made, horizon, figure, number of forecasts). Tolerances: 0.005 on the ratio to the
error of the last value (rMASE), one percentage point on the share inside an interval where there are 100 forecasts
or more; the other figures are shown with their differences. Table f is a related series, the foreign citizens of
2006–2018, whose misses are in no pool. Alternative methods are not remade.

figures: MAE, naiveMAE (last value), MASE, rMASE, rMAE; MAPE, WAPE, bias in %; c80, c95 share inside in %; w80, w95
median width in % of the forecast.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from kotolib import areas, store
from kotolib.errors import N_, SectionFailed
from kotolib.projection import Calibration, Segments, build, calibrate
from kotolib.projection.calibration import CURRENT, EARLIER, FIRST_JUDGED
from kotolib.projection.intervals import bounds
from kotolib.projection.method import OFFSET
from kotolib.projection.record import rolling_forecasts
from kotolib.projection.segments import counts_from_shares

REFERENCE = Path(__file__).with_name("projection_reference.csv")

CLASS_EDGES = [50, 200, 1000, 10000]
CLASSES = np.array(["<50", "50–199", "200–999", "1 000–9 999", "≥10 000"])
MARGINS = {"4d": 1.0, "4e": 1.25}
TOLERANCES = {"rMASE": 0.005, "c80": 1.0, "c95": 1.0}
ENOUGH = 100
COVERAGE_LEVELS = ((80, 0), (95, 1))

KEYS = ["table", "class", "made", "horizon", "figure"]


def main(argv: Sequence[str] = ()) -> dict:
    """Print every figure beside its reference; the largest differences come back.

    Parameters
    ----------
    argv
        ``--quiet`` prints nothing.

    Raises
    ------
    SectionFailed
        A figure lies outside its tolerance; the message names the first of them.
    """
    compared = compare(recomputed(shipped(), foreign_citizens()), reference())
    if "--quiet" not in argv:
        print(compared.to_string(index=False, float_format="{:.3f}".format, na_rep=""))
    hold(compared)
    return summary(compared)


def hold(compared: pd.DataFrame) -> None:
    """Raise when a figure lies outside its tolerance, rests on another number of forecasts or was not found."""
    outside = compared[compared["within"] == "no"]
    if len(outside):
        raise SectionFailed(
            N_("Laskelman osuvuus poikkeaa vertailuluvuista {count} kohdassa, ensimmäisenä: {first}."),
            count=len(outside),
            first=" ".join(str(part) for part in outside.iloc[0]),
        )


def reference() -> pd.DataFrame:
    """The published figures, `KEYS`, n and value."""
    text = pd.read_csv(REFERENCE, dtype=dict.fromkeys(KEYS, "str"), keep_default_na=False, encoding="utf-8")
    return text.astype({"value": float, "n": int})


def compare(found: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Both side by side, their difference, and whether it is within the tolerance (empty where there is none)."""
    both = published.merge(found, on=KEYS, how="left", suffixes=("", "_found"))
    both["difference"] = both["value_found"] - both["value"]
    limit = both["figure"].map(TOLERANCES)
    # A mean over cells (n 0) is held as well: it is the figure by which the method was chosen.
    held = limit.notna() & ((both["figure"] == "rMASE") | (both["n"] >= ENOUGH) | (both["n"] == 0))
    near = both["difference"].abs() <= limit + 1e-9
    same_n = (both["n"] == both["n_found"]) | (both["n"] == 0)
    whole = same_n & both["value_found"].notna()
    both["within"] = np.where(~whole | (held & ~near), "no", np.where(held, "yes", ""))
    return both.drop(columns="n_found").rename(columns={"value": "published", "value_found": "found"})


def summary(compared: pd.DataFrame) -> dict:
    """The largest difference of each figure, and how many were held to a tolerance."""
    largest = compared.groupby("figure")["difference"].agg(lambda column: round(float(column.abs().max()), 4))
    held = int((compared["within"] == "yes").sum())
    return {"figures": len(compared), "held_to_a_tolerance": held, "largest_difference": largest.to_dict()}


def shipped() -> Segments:
    """The two segments of the shipped figures: Sotkanet, then table 159t with 11re and 11lj of December."""
    sotkanet = _tidy("sotkanet_1990_2012", "foreign_language_per_1000", "population")
    people = _tidy("11re", "vaesto").query("area != 'SSS' and '2020' <= time")
    december = _tidy("11lj", "vaesto").query("area != 'SSS' and time.str.endswith('M12')")
    return build(
        earlier_shares=_yearly(sotkanet[sotkanet["content"] == "foreign_language_per_1000"]),
        earlier_populations=_yearly(sotkanet[sotkanet["content"] == "population"]),
        current_shares=_yearly(_tidy("159t", "vaesto_kieli_ulk_p")),
        current_populations=_yearly(pd.concat([people, december])),
        living=areas.living_codes(),
    )


def _tidy(table: str, *contents: str) -> pd.DataFrame:
    return store.table(table, contents=contents)


def _yearly(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(year=rows["time"].str.slice(0, 4).astype("int64"))[["area", "year", "value"]]


def foreign_citizens() -> pd.DataFrame:
    """Foreign citizens of 2006–2018 by municipality, those left out whose borders changed between the editions."""
    rows = _yearly(_tidy("key_figures", "foreign_citizen_share").query("time <= '2018'"))
    people = _yearly(_tidy("key_figures", "population").query("time <= '2018'"))
    living = areas.living_codes()
    touched = {living[code] for code in set(rows["area"]) & set(living)} | set(living)
    return counts_from_shares(rows[~rows["area"].isin(touched)], people[~people["area"].isin(touched)], 100, {})


def recomputed(counts: Segments, related: pd.DataFrame) -> pd.DataFrame:
    """All figures of the reference from counts of persons."""
    calibration = calibrate(counts.earlier, counts.current, counts.first_growth)
    made = judged(calibration, counts)
    parts = {
        "4a": made[made["segment"] == EARLIER],
        "4b": made[(made["segment"] == CURRENT) & (made["origin"] > 2020)],
        "4c": made[(made["segment"] == CURRENT) & (made["origin"] == 2020)],
    }
    rows = [row for table, part in parts.items() for row in point_figures(table, part)]
    told = made[made["origin"] >= FIRST_JUDGED]
    for table, margin in MARGINS.items():
        with_limits = limited(told, calibration, margin)
        for segment in (EARLIER, CURRENT):
            rows += interval_figures(f"{table}_{segment}", with_limits[with_limits["segment"] == segment])
    rows += related_figures(related, calibration)
    return pd.DataFrame(rows, columns=[*KEYS, "n", "value"])


def related_figures(counts: pd.DataFrame, calibration: Calibration) -> list[tuple]:
    """Point and intervals on a series that was never in the pool; the misses are those of the earlier segment."""
    forecasts = rolling_forecasts(counts, counts.columns[2:-1]).assign(segment="related")
    made = compared_with_outcome(forecasts, pd.concat({"related": usual_change(counts)}))
    point = pd.DataFrame(point_figures("4f", made), columns=[*KEYS, "n", "value"])
    ratios = point[(point["figure"] == "rMASE") & (point["horizon"] != "")].groupby("class")["value"].mean()
    rows = [("4f", name, "", "", "rMASE", 0, ratio) for name, ratio in ratios.items()]
    rows.append(("4f", "mean", "", "", "rMASE", 0, point.query("`class` == 'mean'")["value"].iloc[0]))
    for horizon, part in limited(made, calibration, 1.0).groupby("horizon"):
        rows += shares_inside("4f", "", str(horizon), part)
    return rows


def judged(calibration: Calibration, counts: Segments) -> pd.DataFrame:
    """The calibration's forecasts of both segments, compared with what came."""
    scale = pd.concat({EARLIER: usual_change(counts.earlier), CURRENT: usual_change(counts.current)})
    return compared_with_outcome(calibration.forecasts, scale)


def compared_with_outcome(forecasts: pd.DataFrame, scale: pd.Series) -> pd.DataFrame:
    """Forecasts whose outcome is known, with size class, miss, the last value's miss and the scale of MASE."""
    made = forecasts[forecasts["actual"].notna()].copy()
    made["class"] = CLASSES[np.searchsorted(CLASS_EDGES, made["count"], side="right")]
    made["miss"] = made["forecast"] - made["actual"]
    made["naive"] = (made["count"] - made["actual"]).abs()
    keys = pd.MultiIndex.from_frame(made[["segment", "area", "origin"]])
    made["scale"] = np.maximum(scale.reindex(keys).to_numpy(), 1)
    return made


def usual_change(counts: pd.DataFrame) -> pd.Series:
    """Mean absolute yearly change up to each year, by (area, year); NaN in the first."""
    return counts.diff(axis=1).abs().T.expanding().mean().T.stack()


def cells(made: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Size class and horizon, both as text, and their forecasts."""
    for (name, horizon), part in made.groupby(["class", "horizon"]):
        yield name, str(horizon), part


def point_figures(table: str, made: pd.DataFrame) -> list[tuple]:
    """Errors by size class and horizon, their mean over the cells, and the country's bias by year made."""
    rows, ratios = [], []
    for name, horizon, part in cells(made):
        figures = errors(part)
        ratios.append(figures["rMASE"])
        rows += [(table, name, "", horizon, figure, len(part), value) for figure, value in figures.items()]
    rows.append((table, "mean", "", "", "rMASE", 0, float(np.mean(ratios))))
    for (origin, horizon), part in made.groupby(["origin", "horizon"]):
        rows.append((table, "all", str(origin), str(horizon), "bias", len(part), bias(part)))
    return rows


def errors(part: pd.DataFrame) -> dict[str, float]:
    """Point figures of one cell."""
    miss, naive = part["miss"].abs(), part["naive"]
    own, last = (miss / part["scale"]).mean(), (naive / part["scale"]).mean()
    return {
        "MAE": miss.mean(),
        "naiveMAE": naive.mean(),
        "MASE": own,
        "rMASE": own / last,
        "rMAE": miss.mean() / naive.mean(),
        "MAPE": 100 * (miss / part["actual"]).mean() if (part["actual"] > 0).all() else np.nan,
        "WAPE": 100 * miss.sum() / part["actual"].sum(),
        "bias": bias(part),
    }


def bias(part: pd.DataFrame) -> float:
    """Sum of misses, % of what came."""
    return 100 * part["miss"].sum() / part["actual"].sum()


def limited(made: pd.DataFrame, calibration: Calibration, margin: float) -> pd.DataFrame:
    """The forecasts with what their intervals of the two levels did: inside and width."""
    limits = np.full((len(made), 2, 2), np.nan)
    for (origin, horizon), rows in made.groupby(["origin", "horizon"]).indices.items():
        part = made.iloc[rows]
        pool = calibration.pool(int(horizon), known_by=int(origin))
        limits[rows] = bounds(pool, part["count"].to_numpy(), part["forecast"].to_numpy(), margin)
    low, high = limits[..., 0].T, limits[..., 1].T
    actual, size = made["actual"].to_numpy(), made["forecast"].to_numpy() + OFFSET
    columns = {}
    for level, place in COVERAGE_LEVELS:
        columns[f"c{level}"] = 100.0 * ((low[place] <= actual) & (actual <= high[place]))
        columns[f"w{level}"] = 100 * (high[place] - low[place]) / size
    return made.assign(**columns)


def interval_figures(table: str, made: pd.DataFrame) -> list[tuple]:
    """Shares inside and widths: by cell, their mean over the cells, by horizon, by year made, and of all."""
    measures: dict[str, Callable] = {"c80": np.mean, "c95": np.mean, "w80": np.median, "w95": np.median}
    rows = []
    for name, horizon, part in cells(made):
        rows += [(table, name, "", horizon, key, len(part), measure(part[key])) for key, measure in measures.items()]
    by_cell = pd.DataFrame(rows, columns=[*KEYS, "n", "value"]).groupby("figure")["value"].mean()
    rows += [(table, "mean", "", "", key, 0, by_cell[key]) for key in measures]
    for horizon, part in made.groupby("horizon"):
        rows += shares_inside(table, "", str(horizon), part)
    for (origin, horizon), part in made.groupby(["origin", "horizon"]):
        rows += shares_inside(table, str(origin), str(horizon), part)
    return rows + shares_inside(table, "", "", made)


def shares_inside(table: str, made_in: str, horizon: str, part: pd.DataFrame) -> list[tuple]:
    """The two shares of some forecasts over all size classes."""
    return [(table, "all", made_in, horizon, f"c{level}", len(part), part[f"c{level}"].mean()) for level in (80, 95)]


if __name__ == "__main__":
    try:
        print(main(sys.argv[1:]))
    except SectionFailed as fault:
        sys.exit(str(fault))
