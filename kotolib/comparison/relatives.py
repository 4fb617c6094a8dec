"""Which indicators are what similar municipalities were chosen by, or its near relatives; knows no figure.

A comparison within a set that was chosen by the compared thing itself would find everybody alike.
"""

from kotolib.comparison import reasons
from kotolib.sources import Indicator

RELATIVES = {
    "size": ("population", "population_projection", "labour_force", "households", "workplaces"),
    "urbanity": ("urbanisation", "urban_area", "population_density"),
    "ages": (
        "age",
        "ages",
        "children",
        "under_15",
        "over_64",
        "working_age",
        "dependency_ratio",
        "demographic_dependency",
        "economic_dependency",
        "pensioners",
    ),
    "growth": (
        "population_change",
        "population_growth",
        "natural_increase",
        "births",
        "deaths",
        "net_migration",
        "net_immigration",
        "domestic_net_migration",
    ),
    "language": ("swedish_speakers", "finnish_speakers", "sami_speakers", "national_languages"),
}
"""Thing of likeness → first words of the indicators' ids (what stands before the full stop).

Growth is the sum of natural increase and the two net migrations, so these are its parts. Immigration, the foreign
languages and citizenships are no parts of the five and may be compared.
"""


def unfit(indicator: Indicator) -> tuple[str, str]:
    """Why an indicator is not set against similar municipalities, and the thing it is a relative of; two empty texts
    where nothing speaks against it.

    Examples
    --------
    >>> from kotolib import indicators
    >>> unfit(indicators.indicators()["net_immigration.per_1000"])
    ('relative', 'growth')
    >>> unfit(indicators.indicators()["foreign_language.share"])
    ('', '')
    """
    first = indicator.id.partition(".")[0]
    measure = indicator.id.rpartition(".")[2]
    for thing, words in RELATIVES.items():
        if first in words or measure in words:
            return reasons.RELATIVE, thing
    if indicator.kind == "count":
        return reasons.A_COUNT, "size"
    return "", ""
