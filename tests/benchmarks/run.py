"""`run Kangasala` against the same notebooks by papermill's command line and nbconvert: CPU seconds of the whole tree.

Both from a warm environment, in turns, so that the machine's other work falls on both alike. Every process that a
command starts is counted, also the one that outlives its parent: orphans come home to this process, which waits
for them.
"""

import ctypes
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kotolib import house
from kotolib.errors import N_, SectionFailed

MOST = 0.6
"""What our run may cost of the other's CPU."""

AREA, NAME, DAY = "211", "Kangasala", "2026-11-24"
ROUNDS = 3
_ADOPT_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER


def main(argv: list[str] | None = None) -> dict:
    """Measure, and give the seconds and their ratio.

    Parameters
    ----------
    argv
        One word: how many rounds.

    Raises
    ------
    SectionFailed
        Our run costs more than it may.
    """
    rounds = int(argv[0]) if argv else ROUNDS
    _adopt_orphans()
    with tempfile.TemporaryDirectory(prefix="koto-bench-") as folder:
        measured = [(_cost(_ours(Path(folder))), _cost(*_stock(Path(folder)))) for _ in range(rounds)]
    ours, stock = ([sample[who] for sample in measured] for who in (0, 1))
    result = {"koto": _summary(ours), "papermill and nbconvert": _summary(stock), "rounds": rounds}
    result["ratio"] = round(_median_cpu(ours) / _median_cpu(stock), 3)
    result["may be"] = MOST
    if result["ratio"] > MOST:
        raise SectionFailed(
            N_("Ajo maksaa {ratio} siitä, mitä papermill ja nbconvert; saisi maksaa {most}. {result}"),
            ratio=result["ratio"],
            most=MOST,
            result=result,
        )
    return result


def _ours(folder: Path) -> list[str]:
    words = ["run", NAME, "--as-of", DAY, "--output", str(folder / "koto")]
    prepared = house.home() / ".venv" / "koto-stamp.json"
    door = [str(house.home() / "koto.py")] if prepared.exists() else ["-m", "kotolib"]
    return [sys.executable, *door, *words]


def _stock(folder: Path) -> list[list[str]]:
    programmes = Path(sys.executable).parent
    commands = []
    for notebook in sorted(house.notebooks().glob("[0-9][0-9]_*.ipynb")):
        executed = folder / notebook.name
        # -r: papermill's -p would make a number of the code.
        parameters = ["-r", "area", AREA, "-r", "as_of", DAY]
        commands.append([str(programmes / "papermill"), str(notebook), str(executed), *parameters])
        commands.append([str(programmes / "jupyter"), "nbconvert", "--to", "html", str(executed)])
    return commands


def _cost(*commands: list[str]) -> tuple[float, float]:
    """CPU and wall seconds of commands run one after the other, with everything that they start."""
    began, cpu = time.monotonic(), 0.0
    for command in commands:
        cpu += _cpu(command)
    return cpu, time.monotonic() - began


def _cpu(command: list[str]) -> float:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = process.stderr.read().decode("utf-8", "replace")
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SectionFailed(
            N_("Mitattava komento epäonnistui: {command}\n{told}"), command=" ".join(command), told=told
        )
    return used.ru_utime + used.ru_stime + _orphans()


def _orphans() -> float:
    cpu = 0.0
    while True:
        try:
            _, _, used = os.wait4(-1, 0)
        except ChildProcessError:
            return cpu
        cpu += used.ru_utime + used.ru_stime


def _adopt_orphans() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)


def _median_cpu(samples: list[tuple[float, float]]) -> float:
    return statistics.median(cpu for cpu, _ in samples)


def _summary(samples: list[tuple[float, float]]) -> dict[str, object]:
    return {
        "CPU s, median": round(_median_cpu(samples), 2),
        "CPU s": [round(cpu, 2) for cpu, _ in samples],
        "wall s, median": round(statistics.median(wall for _, wall in samples), 2),
    }


if __name__ == "__main__":
    try:
        print(main(sys.argv[1:]))
    except SectionFailed as fault:
        sys.exit(str(fault))
