"""Five million cells from a service on the loopback address into the store: seconds, and the peak of memory (MB).

The service and the fetching process are processes of their own, so that only the fetching one is measured.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import fetching_project as project
from tests import px_service
from tests.px_service import Table

MOST_MB = 600
AREAS, LANGUAGES, YEARS = 310, 170, 95
_FETCHING = """
import json, resource, sys, time
from tests.fetching_project import fetching
start = time.process_time()
(outcome,) = fetching("2026-11-24T101530").all(["15la"])
assert outcome.fault is None, outcome.fault
from kotolib import store
card = store.card("15la")
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"rows": card.rows, "cpu": time.process_time() - start, "peak": peak / 1024}))
"""


def main() -> dict[str, object]:
    """Fetch once and measure."""
    # The service's memory is not the fetcher's, but its speed is: it runs in this process, the fetcher in another.
    with px_service.running() as service, tempfile.TemporaryDirectory() as folder:
        service.limits = {"maxValues": 120_000, "maxCells": 120_000, "maxCalls": 4000, "timeWindow": 1}
        service.tables[project.LANGUAGES_PATH] = Table.counting(
            Alue=["SSS", *(f"KU{number:03}" for number in range(1, AREAS))],
            Kieli=["SSS", "fi", "02", *(f"k{number:03}" for number in range(LANGUAGES - 3))],
            Vuosi=[str(year) for year in range(1930, 1930 + YEARS)],
            Tiedot=["vaesto"],
        )
        home = project.make(Path(folder) / "home", service.base)
        start = time.perf_counter()
        environment = os.environ | {"KOTO_HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[2])}
        told = json.loads(subprocess.check_output([sys.executable, "-c", _FETCHING], env=environment))
        size = sum(path.stat().st_size for path in (home / "data_sources" / "store").rglob("*.parquet"))
        return {
            "cells": AREAS * LANGUAGES * YEARS,
            "rows in the store": told["rows"],
            "questions": len(service.questions),
            "seconds": round(time.perf_counter() - start, 1),
            "CPU seconds of the fetcher": round(told["cpu"], 1),
            "peak of memory, MB": round(told["peak"]),
            "allowed, MB": MOST_MB,
            "parquet, MB": round(size / 1e6, 1),
        }
