"""What a page's comparisons cost in CPU (milliseconds): the first similar set of a fresh process, the rest warm."""

import json
import subprocess
import sys
import time

from kotolib import comparison, house, indicators, situation
from kotolib.comparison import likeness
from tests.benchmarks.figures import cpu_ms

AREA, INDICATOR, AS_OF = "211", "immigration.per_1000", "2026-11-24"
_FRESH = """
import time
from kotolib import areas, comparison
from kotolib.indicators import stored
area = areas.get("{area}")
stored.rows((area.code,))
before = time.process_time()
comparison.similar(area)
print(1000 * (time.process_time() - before))
"""


def main() -> dict:
    """Milliseconds by what is measured; a page has read its own values before it asks who is similar."""
    likeness.ensure()
    here = situation.begin(AREA, as_of=AS_OF)
    indicators.values(here, INDICATOR, ("country", "region"))
    before = time.process_time()
    values = comparison.values(here, INDICATOR, ("country", "region", "similar"))
    first_values = 1000 * (time.process_time() - before)
    return {
        "similar, first in a fresh process": fresh(),
        "similar, warm": cpu_ms(lambda: comparison.similar(here.area)),
        "values with nine municipalities, first": first_values,
        "values with nine municipalities, warm": cpu_ms(
            lambda: comparison.values(here, INDICATOR, ("country", "region", "similar"))
        ),
        "rest of country and region": cpu_ms(lambda: comparison.rest(values)),
        "gap": cpu_ms(lambda: comparison.gap(values)),
        "median and range": cpu_ms(lambda: comparison.median_and_range(values)),
        "trend": cpu_ms(lambda: comparison.trend(values)),
    }


def fresh() -> float:
    """CPU milliseconds of the first similar set in a process of its own, the least of three."""
    command = [sys.executable, "-c", _FRESH.format(area=AREA)]
    told = [subprocess.check_output(command, cwd=house.home(), encoding="utf-8") for _ in range(3)]
    return min(float(one) for one in told)


if __name__ == "__main__":
    print(json.dumps(main(), indent=2))
