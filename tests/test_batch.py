"""Many areas in one command: only what is left is done, one fault harms one area, and nothing is half-made."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kotolib import house
from kotolib.batch.manifest import FILE, Manifest
from kotolib.batch.many import Asked, How, Watcher, run_batch
from kotolib.batch.server import CAN_FORK
from kotolib.errors import InTheWay, WrongWords
from tests.test_run import Workshop

DAY = "2026-11-24"
SOURCES = house.data_sources()

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system cannot fork")


class Seen(Watcher):
    """What a batch told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.made: list[str] = []

    def tell(self, sentence: str) -> None:
        self.told.append(sentence)

    def ended(self, ended) -> None:
        self.made.append(f"{ended.plan['folder']}/{ended.plan['parameters']['language']}")


class Batch(Workshop):
    """A home of its own, and batches in it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.seen = Seen()

    def do(self, *words: str, output: Path | None = None, workers: int = 2, **asked):
        self.seen = Seen()
        given = {"languages": ("fi",), "as_of": DAY} | asked
        return run_batch(Asked(words=words, **given), How(output=output, workers=workers, seconds=60), self.seen)

    @property
    def outputs(self) -> Path:
        return self.home / "outputs"

    def files(self) -> dict[str, bytes]:
        """Every file that is for readers, by its path."""
        left_out = ("run.json", "run.log", FILE, "batch.log.jsonl")
        paths = [path for path in self.outputs.rglob("*") if path.is_file() and path.name not in left_out]
        return {str(path.relative_to(self.outputs)): path.read_bytes() for path in paths if path.name[0] != "."}


@pytest.fixture
def batch(tmp_path, monkeypatch) -> Batch:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("KOTO_HOME", str(home))
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    return Batch(home).notebooks("whole")


def test_a_batch_makes_each_area_and_a_rerun_nothing(batch):
    result = batch.do("Kangasala", "Orivesi", "Kangasala+Orivesi")
    assert (result.made, result.unchanged, result.failed, result.exit_code) == (3, 0, [], 0)
    earlier = {path: path.stat().st_mtime_ns for path in batch.outputs.rglob("*.html")}
    again = batch.do("Kangasala", "Orivesi", "Kangasala+Orivesi")
    assert (again.made, again.unchanged, batch.seen.made) == (0, 3, [])
    assert {path: path.stat().st_mtime_ns for path in batch.outputs.rglob("*.html")} == earlier


def test_only_what_changed_is_done_again(batch, tmp_path):
    batch.do("Kangasala", "Orivesi")
    own = tmp_path / "own" / "211-kangasala"
    own.mkdir(parents=True)
    (own / "programme.yaml").write_text("sheets: {}\n", encoding="utf-8")
    batch.do("Kangasala", "Orivesi")
    assert batch.seen.made == ["211-kangasala/fi"]
    (own / "programme.tarkistettu-2026-11-24.xlsx").write_bytes(b"a copy decides nothing")
    (own / "monitoring.jsonl").write_text(f'{{"day": "{DAY}"}}\n', encoding="utf-8")
    (batch.outputs / "562-orivesi" / "fi" / "31_whole.html").unlink()
    batch.do("Kangasala", "Orivesi")
    assert batch.seen.made == ["562-orivesi/fi"]
    (own / "monitoring.jsonl").write_text('{"day": "2025-11-24"}\n', encoding="utf-8")
    batch.do("Kangasala", "Orivesi")
    assert batch.seen.made == ["211-kangasala/fi"]
    page = batch.outputs / "562-orivesi" / "fi" / "programme.html"
    page.write_bytes(page.read_bytes().replace(b"562", b"563"))
    batch.do("Kangasala", "Orivesi")
    assert batch.seen.made == ["562-orivesi/fi"] and b"562" in page.read_bytes()


def test_a_changed_notebook_day_or_format_makes_all_again_and_force_too(batch):
    batch.do("Kangasala")
    notebook = batch.home / "notebooks" / "31_whole.ipynb"
    notebook.write_text(notebook.read_text(encoding="utf-8").replace("Alue on", "Alue onkin"), encoding="utf-8")
    assert batch.do("Kangasala").made == 1
    assert "Alue onkin 211" in batch.page("31_whole")
    assert batch.do("Kangasala", as_of="2026-11-25").made == 1
    assert batch.do("Kangasala", as_of="2026-11-25", formats=("docx",)).made == 1
    assert batch.do("Kangasala", as_of="2026-11-25", formats=("docx",)).made == 0
    assert batch.do("Kangasala", as_of="2026-11-25", formats=("docx",), anew=True).made == 1


def test_a_touched_file_of_the_same_bytes_is_no_change_whatever_the_clock_says(batch):
    batch.do("Kangasala")
    for path in batch.made.iterdir():
        os.utime(path, (0, 0))
    assert batch.do("Kangasala").made == 0


def test_one_failing_area_harms_no_other_and_has_a_page_with_the_reason(batch):
    (batch.outputs).mkdir()
    (batch.outputs / "562-orivesi").mkdir()
    (batch.outputs / "562-orivesi" / "fi").write_text("tiedosto kansion paikalla", encoding="utf-8")
    result = batch.do("Kangasala", "Orivesi", "Pälkäne")
    assert (result.made, [one.plan["name"] for one in result.failed], result.exit_code) == (2, ["Orivesi"], 1)
    reason = result.failed[0].fault
    assert "Kansioon ei voitu kirjoittaa" in reason
    assert "Kansioon ei voitu kirjoittaa" in (batch.outputs / "562-orivesi" / "index.html").read_text(encoding="utf-8")
    assert "Kansioon ei voitu kirjoittaa" in (batch.outputs / "index.html").read_text(encoding="utf-8")
    (batch.outputs / "562-orivesi" / "fi").unlink()
    again = batch.do("Kangasala", "Orivesi", "Pälkäne")
    assert (again.made, again.unchanged, again.exit_code) == (1, 2, 0)
    assert "Kansioon ei voitu" not in (batch.outputs / "index.html").read_text(encoding="utf-8")


def only_for(code: str, fault: str) -> str:
    return f"if area == '{code}':\n    {fault}"


def in_one_area(batch: Batch, fault: str) -> None:
    """The notebook does something to itself when it is made for Orivesi."""
    path = batch.home / "notebooks" / "31_whole.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][-1]["source"] = only_for("562", fault)
    path.write_text(json.dumps(notebook), encoding="utf-8")


FAULTS = {
    "raise ValueError('ei onnistu')": "ei onnistu",
    "import ctypes; ctypes.string_at(0)": "SIGSEGV",
    "bytearray(2**34)": "MemoryError",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_whatever_a_notebook_does_to_itself_the_others_are_made(batch, fault):
    in_one_area(batch, fault)
    result = batch.do("Orivesi", "Kangasala")
    assert (result.made, [one.plan["name"] for one in result.failed]) == (1, ["Orivesi"])
    assert FAULTS[fault] in (batch.outputs / "562-orivesi" / "fi" / "programme.html").read_text(encoding="utf-8")
    assert "31_whole" in (batch.outputs / "index.html").read_text(encoding="utf-8")
    assert Manifest.read(batch.outputs).entries["562-orivesi", "fi", False].state == "failed"


def test_an_endless_area_ends_in_its_time(batch):
    in_one_area(batch, "while True: pass")
    how = How(output=batch.outputs, workers=2, seconds=4)
    result = run_batch(Asked(words=("Orivesi", "Kangasala"), languages=("fi",), as_of=DAY), how, batch.seen)
    assert (result.made, len(result.failed)) == (1, 1)
    assert "aikaraja" in (batch.outputs / "562-orivesi" / "fi" / "programme.html").read_text(encoding="utf-8")


def test_wrong_words_write_nothing_and_no_words_are_told(batch):
    with pytest.raises(WrongWords, match="Tamper"):
        batch.do("Kangasala", "Tamper")
    with pytest.raises(WrongWords, match="Alueet puuttuvat"):
        batch.do()
    with pytest.raises(WrongWords, match="Pirkamaa"):
        batch.do(regions=("Pirkamaa",))
    assert not batch.outputs.exists()


def test_a_region_is_its_municipalities_and_all_are_all():
    from kotolib import areas
    from kotolib.batch import planning

    asked = {"words": [], "everyone": False, "regions": ["Pirkanmaa"], "languages": ["fi"], "formats": ["html"]}
    asked |= {"edition": "latest", "as_of": DAY}
    plans = planning.planned(asked)
    assert {plan["parameters"]["area"] for plan in plans} == set(areas.get("maakunta:Pirkanmaa").members)
    assert len(planning._words(asked | {"everyone": True, "regions": []})) == 308


def test_a_damaged_line_is_named_and_its_job_done_again_and_a_torn_one_is_no_damage(batch):
    batch.do("Kangasala", "Orivesi")
    manifest = batch.outputs / FILE
    first, second = manifest.read_bytes().splitlines(keepends=True)
    manifest.write_bytes(first.replace(b'"made"', b'"nade"') + second + second[:100])
    damaged = Manifest.read(batch.outputs)
    assert damaged.damaged == [1] and damaged.is_torn and len(damaged.entries) == 1
    redone = json.loads(first)["folder"]
    assert batch.do("Kangasala", "Orivesi").made == 1
    assert batch.seen.made == [f"{redone}/fi"] and batch.seen.told == [
        "Luettelon batch.jsonl rivi 1 on vahingoittunut. Sen alue tehdään uudelleen."
    ]
    assert not Manifest.read(batch.outputs).damaged and batch.do("Kangasala", "Orivesi").made == 0


def test_the_manifest_says_what_each_job_was_made_of(batch):
    batch.do("Pertunmaa")
    (entry,) = Manifest.read(batch.outputs).entries.values()
    assert (entry.folder, entry.language, entry.state) == ("507-mantyharju", "fi", "made")
    assert set(entry.inputs) == {"code", "notebooks", "declarations", "figures", "own", "asked"}
    assert "Mäntyharju" in entry.warnings[0] and entry.seconds > 0
    assert {"31_whole.html", "programme.html", "numbers.xlsx", "run.json"} <= set(entry.outputs)


# --- from the command line, as another process


def started(batch: Batch, *words: str, **settings) -> subprocess.Popen:
    command = [sys.executable, "-m", "kotolib", "batch", *words, "--as-of", DAY, "--language", "fi", "--jobs", "1"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", **settings)


def wait_for(process: subprocess.Popen, there) -> None:
    began = time.monotonic()
    while not there():
        assert process.poll() is None, process.stderr.read()
        assert time.monotonic() - began < 60
        time.sleep(0.02)


def waiting(batch: Batch, path: Path) -> None:
    in_one_area(batch, f"import time, pathlib\n    while not pathlib.Path({str(path)!r}).exists(): time.sleep(0.02)")


def test_ctrl_c_finishes_what_is_begun_and_says_how_to_go_on(batch, tmp_path):
    waiting(batch, tmp_path / "go")
    process = started(batch, "Orivesi", "Kangasala", "Pälkäne")
    wait_for(process, lambda: list(batch.outputs.glob("562-orivesi/.fi.unfinished-*/31_whole.ipynb")))
    process.send_signal(signal.SIGINT)
    first = [process.stderr.readline() for _ in range(2)]
    assert "aloitetut alueet tehdään loppuun" in first[1], first
    (tmp_path / "go").touch()
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Jatka samalla komennolla" in told and "Aloittamatta jäi" in told
    assert (batch.outputs / "562-orivesi" / "fi" / "run.json").exists()
    result = batch.do("Orivesi", "Kangasala", "Pälkäne")
    assert result.unchanged >= 1 and result.made + result.unchanged == 3


def test_a_second_batch_is_told_who_runs_and_a_killed_one_is_recognised(batch, tmp_path):
    waiting(batch, tmp_path / "go")
    process = started(batch, "Orivesi", "Kangasala")
    wait_for(process, lambda: list(batch.outputs.glob("562-orivesi/.fi.unfinished-*/31_whole.ipynb")))
    with pytest.raises(InTheWay, match=rf"toinen eräajo.*prosessi {process.pid}"):
        batch.do("Pälkäne")
    process.kill()
    process.wait()
    (tmp_path / "go").touch()
    result = batch.do("Orivesi", "Kangasala")
    assert (result.made, result.exit_code) == (2, 0)
    assert f"prosessi {process.pid}" in batch.seen.told[0] and "katkesi kesken" in batch.seen.told[0]
    assert not list(batch.outputs.glob("*/.*unfinished*"))


def test_without_a_terminal_there_are_plain_lines_a_log_of_events_and_a_summary(batch, monkeypatch, capfd):
    from kotolib.cli.command_line import main

    in_one_area(batch, "raise ValueError('ei onnistu')")
    words = ["batch", "Kangasala", "Orivesi", "--as-of", DAY, "--language", "fi", "--jobs", "1"]
    assert main(words) == 1
    told = capfd.readouterr().err
    assert "Tehdään 2; ennallaan 0." in told and "1/2 Kangasala (fi) valmis" in told
    assert "Jäi tekemättä:\n  Orivesi  osioita jäi tekemättä" in told
    assert re.search(r"Tehty 1, ennallaan 0, epäonnistui 1; aikaa meni \d+,\d s\. Kaikki: .*index\.html", told)
    events = [json.loads(line) for line in (batch.outputs / "batch.log.jsonl").read_text("utf-8").splitlines()]
    assert [one["event"] for one in events if one["event"] != "noted"] == [
        "begun", "area_begun", "area_ended", "area_begun", "area_ended", "ended"
    ]  # fmt: skip
    assert events[-1] | {"time": ""} == {
        "time": "", "event": "ended", "made": 1, "failed": 1, "left": 0, "seconds_left": None
    }  # fmt: skip
    in_one_area(batch, "pass")
    assert main([*words, "--quiet"]) == 0
    assert capfd.readouterr().err == ""


LIMITED = """
import resource, sys
from kotolib.cli.command_line import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(main(["batch", "Kangasala", "Orivesi", "--as-of", "2026-11-24", "--language", "fi"]))
"""


def test_a_full_disk_is_a_sentence_and_room_makes_all_good(batch):
    done = subprocess.run([sys.executable, "-c", LIMITED, "9000"], capture_output=True, encoding="utf-8")
    assert done.returncode == 1 and "Kansioon ei voitu kirjoittaa" in done.stderr and "Traceback" not in done.stderr
    assert not list(batch.outputs.glob("*/fi/*.html"))
    assert batch.do("Kangasala", "Orivesi").made == 2


def test_in_a_terminal_a_bar_names_the_area_and_counts(batch):
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kotolib", "batch", "Kangasala", "Orivesi", "--as-of", DAY, "--language", "fi"]
    environment = {**os.environ, "COLUMNS": "120", "TERM": "xterm"}
    process = subprocess.Popen([*command, "--jobs", "1"], stderr=theirs, stdout=subprocess.DEVNULL, env=environment)
    os.close(theirs)
    told = b""
    try:
        while read := os.read(ours, 4096):
            told += read
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert process.wait(30) == 0
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", told.decode("utf-8"))
    assert "Orivesi" in shown and "1/2" in shown and "tehty 1, epäonnistui 0, jäljellä 1" in shown
    assert "(fi) valmis" not in shown and "Tehty 2, ennallaan 0" in shown
