"""A batch against the stock way and against the floor (CPU of whole process trees), and how its cost grows.

``koto.py bench batch`` measures the speed: in each round, in turns, one area by papermill's command line and
nbconvert, a batch of several areas, and the floor of as many (:mod:`tests.benchmarks._floor`). Finnish, HTML, two
workers.

Other measurements, from the project's folder:

    python -m tests.benchmarks.batch speed --rounds 3 --areas 12
    python -m tests.benchmarks.batch growth --areas 20,80,308 --format html,pdf

``growth`` ends with the unchanged rerun and with one changed workbook.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from kotolib import areas, house
from kotolib.errors import N_, SectionFailed
from tests.benchmarks import run as one_run

DAY, WORKERS = "2026-11-24", 2
LEAST_TIMES, MOST_SHARE = 8, 0.04
"""The stock way costs at least so many times more; the engine adds at most so much of the way from floor to stock."""

MEMORY = (300, 250)
"""Mebibytes (PSS) that a batch may take, and each worker more."""

MOST_SECONDS_UNCHANGED = 10


def main(rounds: int = 3, count: int = 6) -> dict:
    """Measure the speed and give it as numbers; the table goes to the screen.

    Raises
    ------
    SectionFailed
        A measured command failed.
    """
    one_run._adopt_orphans()
    codes = _codes(rounds * count)
    _warm_up(codes[0])
    measured = [_round(codes[place * count : (place + 1) * count]) for place in range(rounds)]
    cpu = {name: statistics.median(one[name] for one in measured) for name in ("stock", "koto", "floor")}
    result = {
        "cpu_s_per_area": {name: round(seconds, 3) for name, seconds in cpu.items()},
        "stock_over_koto": round(cpu["stock"] / cpu["koto"], 2),
        "koto_over_floor": round(cpu["koto"] / cpu["floor"], 3),
        "overhead_share": round((cpu["koto"] - cpu["floor"]) / (cpu["stock"] - cpu["floor"]), 4),
        "rounds": [{name: round(seconds, 3) for name, seconds in one.items()} for one in measured],
        "areas_in_a_batch": count,
        "promised": {"stock_over_koto": LEAST_TIMES, "overhead_share": MOST_SHARE},
    }
    _print_speed(result)
    return result


def _round(codes: list[str]) -> dict[str, float]:
    """CPU seconds of one area each way."""
    with tempfile.TemporaryDirectory(prefix="koto-bench-") as name:
        folder = Path(name)
        stock, _ = one_run._cost(*_stock(codes[0], folder))
        koto, _ = one_run._cost(_batch(codes, folder / "koto"))
        floor = _floor(codes, folder / "floor")
    return {"stock": stock, "koto": koto / len(codes), "floor": floor}


def _stock(code: str, folder: Path) -> list[list[str]]:
    programmes = Path(sys.executable).parent
    commands = []
    for notebook in sorted(house.notebooks().glob("[0-9][0-9]_*.ipynb")):
        executed = folder / notebook.name
        # -r: papermill's -p would make a number of the code.
        parameters = ["-r", "area", code, "-r", "as_of", DAY]
        commands.append([str(programmes / "papermill"), str(notebook), str(executed), *parameters])
        commands.append([str(programmes / "jupyter"), "nbconvert", "--to", "html", str(executed)])
    return commands


def _batch(codes: list[str], output: Path, formats: str = "html", workers: int = WORKERS) -> list[str]:
    words = ["--language", "fi", "--as-of", DAY, "--format", formats, "--jobs", str(workers), "--output", str(output)]
    return [sys.executable, "-m", "kotolib", "batch", *codes, *words]


def _floor(codes: list[str], folder: Path) -> float:
    command = [sys.executable, "-m", "tests.benchmarks._floor", str(folder), "html", *codes]
    told = subprocess.run(command, cwd=house.home(), capture_output=True, encoding="utf-8")
    if told.returncode:
        raise SectionFailed(N_("Mitattava komento epäonnistui: {command}\n{told}"), command="floor", told=told.stderr)
    return statistics.mean(json.loads(told.stdout))


def _codes(count: int) -> list[str]:
    """Municipalities evenly through the alphabet, so that large and small ones are among them."""
    every = [area.code for area in areas.municipalities()]
    return [every[place * len(every) // count] for place in range(count)]


def _warm_up(code: str) -> None:
    """The values table and all that is computed once for an edition."""
    with tempfile.TemporaryDirectory(prefix="koto-bench-") as folder:
        one_run._cost(_batch([code], Path(folder)))


def _print_speed(result: dict) -> None:
    cpu = result["cpu_s_per_area"]
    print(f"{'CPU s per area':<16}{'stock':>9}{'koto':>9}{'floor':>9}", file=sys.stderr)
    for number, one in enumerate(result["rounds"], 1):
        print(f"{f'round {number}':<16}{one['stock']:>9.2f}{one['koto']:>9.2f}{one['floor']:>9.2f}", file=sys.stderr)
    print(f"{'median':<16}{cpu['stock']:>9.2f}{cpu['koto']:>9.2f}{cpu['floor']:>9.2f}", file=sys.stderr)
    print(
        f"stock/koto {result['stock_over_koto']} (promised ≥ {LEAST_TIMES}), koto/floor {result['koto_over_floor']}, "
        f"overhead {result['overhead_share']:.2%} (promised ≤ {MOST_SHARE:.0%})",
        file=sys.stderr,
    )


def growth(counts: list[int], formats: str, workers: int = WORKERS) -> dict:
    """Wall time, CPU, peak memory and bytes of batches of several sizes, against a straight line; then reruns."""
    one_run._adopt_orphans()
    _warm_up(_codes(1)[0])
    found = []
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="koto-bench-") as name:
            found.append(_sized(count, formats, workers, Path(name), last=count == counts[-1]))
            print(_line(found[-1]), file=sys.stderr, flush=True)
    return {"formats": formats, "workers": workers, "sizes": found, **_straight(found)}


def _sized(count: int, formats: str, workers: int, folder: Path, last: bool) -> dict:
    own = folder / "own"
    os.environ["KOTO_OWN"] = str(own)
    codes, output = _codes(count), folder / "outputs"
    command = _batch(codes, output, formats, workers)
    result = {"areas": count, **_watched(command)}
    result["made"] = len(list(output.glob("*/fi/run.json")))
    result["bytes_per_area"] = sum(path.stat().st_size for path in output.rglob("*") if path.is_file()) // count
    if last:
        unchanged = _watched(command)
        result["unchanged"] = unchanged | {"promised_wall_s": MOST_SECONDS_UNCHANGED}
        result["one_workbook"] = _one_workbook(codes, command, own, output)
    return result


def _one_workbook(codes: list[str], command: list[str], own: Path, output: Path) -> dict:
    """One municipality gets a workbook: how many are made again."""
    area = areas.get(codes[0])
    (own / area.folder).mkdir(parents=True)
    shutil.copy(house.example() / "programme.xlsx", own / area.folder / "programme.xlsx")
    before = {path: path.stat().st_mtime_ns for path in output.glob("*/fi/run.json")}
    cost = _watched(command, may_fail=True)
    return cost | {"made_again": sum(path.stat().st_mtime_ns != then for path, then in before.items())}


def _watched(command: list[str], may_fail: bool = False) -> dict:
    """Wall and CPU seconds of a command with all that it starts, and the greatest PSS of all its processes together."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    peak = _Peak(process.pid)
    told = process.stderr.read().decode("utf-8", "replace")
    _, status, used = os.wait4(process.pid, 0)
    peak.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode and not may_fail:
        raise SectionFailed(
            N_("Mitattava komento epäonnistui: {command}\n{told}"), command=" ".join(command), told=told
        )
    cpu = used.ru_utime + used.ru_stime + one_run._orphans()
    wall = time.monotonic() - began
    return {"wall_s": round(wall, 2), "cpu_s": round(cpu, 2), "peak_pss_mib": round(peak.most / 2**20, 1)}


class _Peak:
    """Adds up, twice a second, what a process and its descendants hold: pages shared by several count once."""

    def __init__(self, pid: int) -> None:
        self.most, self._pid, self._ended = 0, pid, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(0.5):
            self.most = max(self.most, sum(map(_pss, _tree(self._pid))))


def _tree(root: int) -> set[int]:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    found, size = {root}, 0
    while size != len(found):
        size = len(found)
        found |= {pid for pid, parent in parents.items() if parent in found}
    return found


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        return next(1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0


def _straight(found: list[dict]) -> dict:
    """The straight line through the CPU of the sizes (least squares), and how far each lies from it."""
    if len(found) < 2:
        return {}
    sizes, cpu = [one["areas"] for one in found], [one["cpu_s"] for one in found]
    slope, start = statistics.linear_regression(sizes, cpu)
    off = [round(seconds / (start + slope * size) - 1, 4) for size, seconds in zip(sizes, cpu, strict=True)]
    return {"cpu_s_per_area_more": round(slope, 3), "cpu_s_to_begin": round(start, 2), "off_the_line": off}


def _line(one: dict) -> str:
    limit = MEMORY[0] + WORKERS * MEMORY[1]
    told = (
        f"{one['areas']:>4} areas: made {one['made']}, {one['wall_s']:.1f} s, CPU {one['cpu_s']:.1f} s "
        f"({one['cpu_s'] / one['areas']:.2f} each), peak {one['peak_pss_mib']:.0f} MiB (promised ≤ {limit}), "
        f"{one['bytes_per_area'] / 1e6:.2f} MB each"
    )
    if "unchanged" in one:
        told += f"\n     unchanged: {one['unchanged']['wall_s']} s (promised ≤ {MOST_SECONDS_UNCHANGED})"
        told += f"; one workbook: {one['one_workbook']['made_again']} made again, {one['one_workbook']['wall_s']} s"
    return told


def _asked(argv: list[str]) -> dict:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("speed", "growth"))
    parser.add_argument("--areas", default="")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--format", default="html")
    parser.add_argument("--jobs", type=int, default=WORKERS)
    asked = parser.parse_args(argv)
    if asked.what == "speed":
        return main(asked.rounds, int(asked.areas or 12))
    return growth([int(size) for size in (asked.areas or "20,80,308").split(",")], asked.format, asked.jobs)


if __name__ == "__main__":
    try:
        print(json.dumps(_asked(sys.argv[1:]), indent=2))
    except SectionFailed as fault:
        sys.exit(str(fault))
