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


@dataclass(frozen=True)
class Funnel:
    """Points and limits of one indicator in one year.

    Attributes
    ----------
    indicator, year
        What and when.
    centre
        The common share, %: all that are counted of all.
    between
        Standard deviation of what municipalities usually differ by beyond chance (τ), percentage points; 0 where they
        differ by chance alone.
    points
        A row for each municipality by code: `area`, `value` (%), `numerator`, `denominator`, `z` (distance from the
        centre in standard deviations of chance and the usual differences together), `outside` (empty, `watch` for
        95 %, `alarm` for 99.8 %), `status`. Municipalities without a number, or with a denominator under 30, have no
        `z` and their status.
    status, reason
        `ok`, or why there are no limits.
    """

    indicator: Indicator
    year: int
    centre: float
    between: float
    points: pd.DataFrame
    status: str = frame.OK
    reason: str = ""

    def limits(self, denominator: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
        """The limits (%) for denominators at a level, within 0 and 100."""
        share = self.centre / 100
        half = _deviate(level) * np.hypot(_by_chance(share, denominator), self.between / 100)
        return 100 * np.clip(share - half, 0, 1), 100 * np.clip(share + half, 0, 1)


def funnel(indicator: str, year: int, edition: str = "latest") -> Funnel:
    """The funnel of an indicator that declares `funnel: true`.

    Limits at 95 and 99.8 % with additive over-dispersion: municipalities differ by more than chance also where nothing
    is wrong. What they usually differ by (τ²) is a random effect whose variance is added to that of chance. The other
    way, to multiply the variance of chance, lets the limits close on the centre where the denominator is large, as if a
    large municipality differed less from others than a small one: Helsinki would stand far outside by its size alone.
    An additive term leaves the limits level there, and chance widens them for the small; so do Spiegelhalter (2005b)
    and, as the method of a whole public authority, Spiegelhalter et al. (2012). τ² is the moment estimate of
    DerSimonian and Laird (1986) from squared residuals of which a tenth at each end is winsorised, so that those who
    are truly apart do not widen their own limits. As in that practice, what winsorising takes from the variance is not
    given back. The limits are therefore narrow rather than wide, and more than 5 % lie outside the 95 % ones: only what
    is beyond 99.8 % is told as clear.

    Parameters
    ----------
    indicator
        Id of a share of people that chance moves (`variation: binomial`).
    year
        Which year.
    edition
        Name of the store's edition.

    Raises
    ------
    WrongWords
        There is no such indicator, or it declares no funnel.

    References
    ----------
    Spiegelhalter, D. J. (2005a). Funnel plots for comparing institutional performance. Statistics in Medicine 24,
    1185–1202.
    Spiegelhalter, D. J. (2005b). Handling over-dispersion of performance indicators. Quality and Safety in Health Care
    14, 347–351.
    Spiegelhalter, D. J. et al. (2012). Statistical methods for healthcare regulation: rating, screening and
    surveillance. Journal of the Royal Statistical Society A 175, 1–47.
    DerSimonian, R. and Laird, N. (1986). Meta-analysis in clinical trials. Controlled Clinical Trials 7, 177–188.
    """
    declared = _declared(indicator)
    points = _points(indicator, year, edition)
    judged = points["status"].isin(frame.SHOWN)
    if judged.sum() < FEWEST_POINTS:
        return Funnel(declared, year, np.nan, np.nan, _unjudged(points), frame.MISSING, reasons.TOO_FEW_SHOWN)
    counted = points[judged]
    share = counted["numerator"].sum() / counted["denominator"].sum()
    if not 0 < share < 1:
        return Funnel(declared, year, 100 * share, np.nan, _unjudged(points), frame.NOT_APPLICABLE, reasons.LEVEL)
    apart, chance = counted["numerator"] / counted["denominator"] - share, _by_chance(share, counted["denominator"])
    between = between_variance((apart / chance).to_numpy(), chance.to_numpy()) ** 0.5
    z = (apart / np.hypot(chance, between)).reindex(points.index)
    return Funnel(declared, year, 100 * share, 100 * between, points.assign(z=z, outside=_outside(z)))


def between_variance(residuals: np.ndarray, errors: np.ndarray) -> float:
    """The variance between municipalities beyond chance (τ²), from the residuals in standard errors and those errors.

    With I residuals, weights w = 1/error² and φ, the mean of the squared winsorised residuals:
    τ² = (I φ − (I − 1)) / (Σw − Σw²/Σw), never less than 0.

    Examples
    --------
    >>> import numpy as np
    >>> errors = np.full(101, 0.01)
    >>> between_variance(np.linspace(-1, 1, 101), errors), round(between_variance(np.linspace(-6, 6, 101), errors), 5)
    (0.0, 0.001)
    """
    low, high = np.quantile(residuals, [WINSORISED, 1 - WINSORISED])
    squares = np.clip(residuals, low, high) ** 2
    weights = 1 / errors**2
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return max(0.0, float((squares.sum() - (len(residuals) - 1)) / scale))


def _by_chance(share: float, denominator: np.ndarray | pd.Series) -> np.ndarray | pd.Series:
    """The standard error that chance alone gives a share of so many."""
    return np.sqrt(share * (1 - share) / denominator)


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


def _points(indicator: str, year: int, edition: str) -> pd.DataFrame:
    rows = stored.rows(tuple(sorted(areas.country().members)), indicator, edition)
    rows = rows[(rows["year"] == year) & (rows["group"] == "")]
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
