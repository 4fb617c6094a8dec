"""What values cost: imports, the first reading of a fresh process (promised under 100 ms of CPU), making them all."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import kotolib
from kotolib import sources
from kotolib.indicators import computing, stored

PROMISED_MS = 100
"""The first reading of one indicator of one area, with the country and the region, in a fresh process."""
TIMES = 5

_FRESH = """
import time, json
start = time.process_time()
from kotolib import situation
import pandas, pyarrow.parquet, yaml, pydantic
libraries = time.process_time()
from kotolib import indicators
imported = time.process_time()
here = situation.begin("211", as_of="2026-11-24")
begun = time.process_time()
indicators.values(here, "foreign_language.share", against=("country", "region"))
first = time.process_time()
indicators.values(here, "net_immigration.per_1000", against=("country", "region"))
second = time.process_time()
joint = situation.begin("211+562+635", as_of="2026-11-24")
before = time.process_time()
indicators.values(joint, "net_immigration.per_1000", against=("country", "region"))
together = time.process_time()
print(json.dumps({
    "libraries": libraries - start, "kotolib.indicators": imported - libraries, "begin": begun - imported,
    "first values": first - begun, "next values": second - first, "values of a joint area": together - before,
}))
"""


def main() -> dict:
    """Milliseconds of CPU: medians of fresh processes, and of computing every value of the edition."""
    stored.ensure()
    runs = [_fresh() for _ in range(TIMES)]
    costs = {step: round(1000 * statistics.median(run[step] for run in runs), 1) for step in runs[0]}
    catalogue = sources.load()
    before = time.process_time()
    rows = len(computing.compute(catalogue))
    making = time.process_time() - before
    return {
        "CPU in a fresh process, ms": costs,
        "first values within the promise": costs["first values"] < PROMISED_MS,
        "CPU of computing every value, s": round(making, 2),
        "rows": rows,
    }


def _fresh() -> dict[str, float]:
    environment = os.environ | {"PYTHONPATH": str(Path(kotolib.__file__).parents[1])}
    command = [sys.executable, "-c", _FRESH]
    return json.loads(
        subprocess.run(command, env=environment, capture_output=True, check=True, encoding="utf-8").stdout
    )


if __name__ == "__main__":
    print(json.dumps(main(), indent=2))
