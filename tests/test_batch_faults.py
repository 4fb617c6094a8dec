"""What can happen to a batch from outside: it is killed, the disk fills, the folder is taken away from it."""

import ctypes
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kotolib import areas
from kotolib.batch.manifest import Manifest
from kotolib.batch.server import CAN_FORK
from tests.test_batch import DAY, Batch, in_one_area

pytestmark = [
    pytest.mark.skipif(not CAN_FORK, reason="this system cannot fork"),
    pytest.mark.skipif(sys.platform != "linux", reason="processes are seen in /proc"),
]

_DROP_FROM_BOUNDING_SET, _DAC_OVERRIDE = 24, 1


@pytest.fixture
def batch(tmp_path, monkeypatch) -> Batch:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("KOTO_HOME", str(home))
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    return Batch(home).notebooks("whole")


def command(*words: str, output: Path) -> list[str]:
    words = (*words, "--as-of", DAY, "--language", "fi", "--jobs", "2", "--output", str(output))
    return [sys.executable, "-m", "kotolib", "batch", *words]


def living(session: int) -> list[int]:
    """Processes of a session, however they were begun."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, own = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(own) == session and state not in "ZX":
            found.append(int(stat.parent.name))
    return found


def all_ended(session: int, seconds: float = 2.0) -> bool:
    began = time.monotonic()
    while living(session) and time.monotonic() - began < seconds:
        time.sleep(0.02)
    return not living(session)


def pages(output: Path) -> dict[str, bytes]:
    """Every file under its final name, but for what tells how long it took."""
    told = ("run.json", "run.log", "batch.jsonl", "batch.log.jsonl")
    paths = [path for path in output.rglob("*") if path.is_file() and path.name not in told]
    return {str(path.relative_to(output)): path.read_bytes() for path in paths if path.name[0] != "."}


def killed_and_resumed(batch: Batch, count: int, moments: list[Callable[[Path], object]]) -> None:
    """The same bytes come of a batch that was killed at some moments as of one that was left alone."""
    words = [area.code for area in areas.municipalities()][:count]
    alone, often = batch.home / "alone", batch.home / "often"
    assert batch.do(*words, output=alone).exit_code == 0
    finished: dict[str, int] = {}
    for wait_for in moments:
        process = subprocess.Popen(
            command(*words, output=often), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait_for(often)
        process.kill()
        process.wait()
        assert all_ended(process.pid)
        now = {str(path): path.stat().st_mtime_ns for path in often.glob("*/fi/run.json")}
        assert finished.items() <= now.items(), "what was finished is left alone"
        known = Manifest.read(often).entries
        finished = {path: then for path, then in now.items() if (Path(path).parts[-3], "fi") in known}
    assert batch.do(*words, output=often).exit_code == 0
    assert pages(often) == pages(alone) and len(pages(alone)) > 4 * count
    assert not list(often.glob("*/.*unfinished*"))


def first_is_made(output: Path) -> None:
    began = time.monotonic()
    while not list(output.glob("*/fi/run.json")) and time.monotonic() - began < 60:
        time.sleep(0.01)


def test_a_batch_killed_in_the_middle_ends_in_the_same_bytes(batch):
    killed_and_resumed(batch, 3, [first_is_made])


@pytest.mark.slow
@pytest.mark.timeout(1500)
def test_a_batch_of_forty_killed_at_ten_random_moments_ends_in_the_same_bytes(batch):
    chance = random.Random(7)
    killed_and_resumed(batch, 40, [lambda _: time.sleep(chance.uniform(1.0, 6.0))] * 10)


def obey_permissions() -> None:
    """Root may write anywhere; this process may not, as anybody else."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(_DROP_FROM_BOUNDING_SET, _DAC_OVERRIDE, 0, 0, 0)


def test_a_folder_that_becomes_read_only_half_way_is_a_sentence_and_then_goes_on(batch, tmp_path):
    go, output = tmp_path / "go", batch.home / "outputs"
    in_one_area(batch, f"import time, pathlib\n    while not pathlib.Path({str(go)!r}).exists(): time.sleep(0.02)")
    process = subprocess.Popen(
        [*command("Kangasala", "Orivesi", "Pälkäne", output=output)[:-4], "--jobs", "1"],
        preexec_fn=obey_permissions,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    while not list(output.glob("562-orivesi/.fi.unfinished-*/31_whole.ipynb")):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.02)
    output.chmod(0o500)
    go.touch()
    told = process.communicate(timeout=60)[1]
    output.chmod(0o700)
    assert process.returncode == 1 and "Kansioon ei voitu kirjoittaa" in told and "Traceback" not in told
    made = pages(output)
    assert any(name.startswith("211-kangasala/fi/") for name in made)
    assert not any(name.startswith("635-palkane/fi/") for name in made)
    result = batch.do("Kangasala", "Orivesi", "Pälkäne")
    assert result.exit_code == 0 and result.unchanged >= 1


FULL = """
mount -t tmpfs -o size=200k tmpfs "$1" || exit 99
shift
"$@" 2> "$TOLD.first"
first=$?
mount -o remount,size=20m "$OUTPUT" || exit 99
"$@" 2> "$TOLD.second"
second=$?
"$@" 2> "$TOLD.third"
echo $first $second $?
"""


@pytest.mark.slow
def test_a_full_disk_stops_with_a_sentence_and_room_makes_the_rest(batch, tmp_path):
    output = batch.home / "outputs"
    output.mkdir()
    apart = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    words = [area.code for area in areas.municipalities()][:8]
    done = subprocess.run(
        [*apart, "sh", "-c", FULL, "sh", str(output), *command(*words, output=output)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "OUTPUT": str(output), "TOLD": str(tmp_path / "told")},
    )
    assert done.returncode == 0 and done.stdout.split() == ["1", "0", "0"], done.stderr
    first, second, third = ((tmp_path / f"told.{name}").read_text("utf-8") for name in ("first", "second", "third"))
    assert "levy on täynnä" in first and "Traceback" not in first
    assert "epäonnistui 0" in second and "ennallaan 8" in third


def test_ctrl_c_twice_ends_everything_at_once(batch):
    in_one_area(batch, "while True: pass")
    process = subprocess.Popen(
        command("Orivesi", "Kangasala", output=batch.home / "outputs"),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    while not list((batch.home / "outputs").glob("562-orivesi/.fi.unfinished-*/31_whole.ipynb")):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it: to every process
    while "Keskeytetään" not in process.stderr.readline():
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(10) == 130 and all_ended(process.pid)
    assert not list((batch.home / "outputs").glob("*/fi/*"))
