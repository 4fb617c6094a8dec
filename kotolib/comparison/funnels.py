"""A funnel plot's numbers: how far municipalities' shares lie from the common one, when chance and the usual spread
between municipalities are allowed for; names and orders nobody."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from kotolib import areas, frame, sources
from kotolib.comparison import reasons
from kotolib.errors import N_, WrongWords
from kotolib.indicators import stored
from kotolib.sources import Indicator
from kotolib.uncertainty import ALARM, WATCH

WINSORISED = 0.1
"""So much of the municipalities at each end counts only as much as the next one inwards."""
SMALLEST = 30
"""A share of fewer people is not judged."""
FEWEST_POINTS = 20
"""A spread between fewer municipalities is not measured."""
WITHIN = ""
_NORMAL = NormalDist()


def _kept_variance(part: float) -> float:
    """The variance of a standard normal distribution with so much of each end winsorised."""
    end = _NORMAL.inv_cdf(1 - part)
    return 1 - 2 * part - 2 * end * _NORMAL.pdf(end) + 2 * part * end**2


@dataclass(frozen=True)
class Funnel:
    """Points and limits of one indicator in one year.

    Attributes
    ----------
    indicator, year
        What and when.
    centre
        The common share, %: all that are counted of all.
    dispersion
        How many times the variance between municipalities is that of chance alone (φ); at least 1.
    points
        A row for each municipality by code: `area`, `value` (%), `numerator`, `denominator`, `z` (distance in standard
        errors with the dispersion), `outside` (empty, `watch` for 95 %, `alarm` for 99.8 %), `status`. Municipalities
        without a number, or with a denominator under 30, have no `z` and their status.
    status, reason
        `ok`, or why there are no limits.
    """

    indicator: Indicator
    year: int
    centre: float
    dispersion: float
    points: pd.DataFrame
    status: str = frame.OK
    reason: str = ""

    def limits(self, denominator: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
        """The limits (%) for denominators at a level, within 0 and 100."""
        share = self.centre / 100
        error = np.sqrt(self.dispersion * share * (1 - share) / np.asarray(denominator, dtype=float))
        half = _deviate(level) * error
        return 100 * np.clip(share - half, 0, 1), 100 * np.clip(share + half, 0, 1)


def funnel(indicator: str, year: int) -> Funnel:
    """The funnel of an indicator that declares `funnel: true`.

    Limits at 95 and 99.8 % with multiplicative over-dispersion: municipalities differ by more than chance also where
    nothing is wrong, and the limits are widened by as much. The dispersion is estimated from standardised residuals of
    which a tenth at each end is winsorised, so that those who are truly apart do not widen their own limits. What
    winsorising takes from the variance of a normal distribution is given back, so that pure chance has a dispersion of
    1.

    Parameters
    ----------
    indicator
        Id of a share of people that chance moves (`variation: binomial`).
    year
        Which year.

    Raises
    ------
    WrongWords
        There is no such indicator, or it declares no funnel.

    References
    ----------
    Spiegelhalter, D. J. (2005). Funnel plots for comparing institutional performance. Statistics in Medicine 24,
    1185–1202.
    Spiegelhalter, D. J. (2005). Handling over-dispersion of performance indicators. Quality and Safety in Health Care
    14, 347–351.
    """
    declared = _declared(indicator)
    points = _points(indicator, year)
    judged = points["status"].isin(frame.SHOWN)
    if judged.sum() < FEWEST_POINTS:
        return Funnel(declared, year, np.nan, np.nan, _unjudged(points), frame.MISSING, reasons.TOO_FEW_SHOWN)
    counted = points[judged]
    share = counted["numerator"].sum() / counted["denominator"].sum()
    if not 0 < share < 1:
        return Funnel(declared, year, 100 * share, np.nan, _unjudged(points), frame.NOT_APPLICABLE, reasons.LEVEL)
    plain = (counted["numerator"] / counted["denominator"] - share) / np.sqrt(
        share * (1 - share) / counted["denominator"]
    )
    spread = dispersion(plain.to_numpy())
    z = (plain / np.sqrt(spread)).reindex(points.index)
    return Funnel(declared, year, 100 * share, spread, points.assign(z=z, outside=_outside(z)))


def dispersion(residuals: np.ndarray) -> float:
    """The over-dispersion φ of standardised residuals: the winsorised mean square, never less than chance itself.

    Examples
    --------
    >>> import numpy as np
    >>> dispersion(np.linspace(-1, 1, 101)), round(dispersion(np.linspace(-6, 6, 101)), 2)
    (1.0, 16.03)
    """
    low, high = np.quantile(residuals, [WINSORISED, 1 - WINSORISED])
    mean_square = float((np.clip(residuals, low, high) ** 2).mean())
    return max(1.0, mean_square / _kept_variance(WINSORISED))


def _declared(indicator: str) -> Indicator:
    known = sources.load().indicators
    with_funnel = sorted(name for name, one in known.items() if one.funnel and one.variation == "binomial")
    if indicator not in with_funnel:
        raise WrongWords(
            N_("Indikaattorille ”{word}” ei ole kuvattu suppilokuviota. Suppilokuvio on näillä: {known}."),
            word=indicator,
            known=", ".join(with_funnel) or "–",
        )
    return known[indicator]


def _points(indicator: str, year: int) -> pd.DataFrame:
    rows = stored.rows(tuple(sorted(areas.country().members)))
    rows = rows[(rows["indicator"] == indicator) & (rows["year"] == year) & (rows["group"] == "")]
    rows = rows[["area", "value", "numerator", "denominator", "status"]].reset_index(drop=True)
    shown = rows["status"].isin(frame.SHOWN)
    unknown = shown & (rows["numerator"].isna() | rows["denominator"].isna())
    few = shown & ~unknown & (rows["denominator"] < SMALLEST)
    status = rows["status"].mask(unknown, frame.MISSING).mask(few, frame.BELOW_QUALITY)
    hidden = ~status.isin(frame.SHOWN)
    numbers = rows[["value", "numerator", "denominator"]].mask(hidden)
    return pd.concat([rows[["area"]], numbers, status.rename("status")], axis=1)


def _unjudged(points: pd.DataFrame) -> pd.DataFrame:
    return points.assign(z=np.nan, outside=WITHIN)


def _outside(z: pd.Series) -> pd.Series:
    names = pd.Series(WITHIN, index=z.index)
    return names.mask(z.abs() > _deviate(WATCH), "watch").mask(z.abs() > _deviate(ALARM), "alarm")


def _deviate(level: float) -> float:
    return _NORMAL.inv_cdf((1 + level) / 2)
