"""One command's run: what it writes, what it tells, and that nothing half-made ever has a final name."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import nbformat
import openpyxl
import pytest

from kotolib import house
from kotolib.batch import files, section
from kotolib.batch.files import CannotWrite, staging, write
from kotolib.batch.run import run_areas
from kotolib.errors import InTheWay, SectionFailed, StoreDamaged, WrongWords

SOURCES = house.data_sources()
FIXTURES = Path(__file__).parent / "fixtures" / "notebooks"
DAY = "2026-11-24"
FILES = ["31_whole.html", "31_whole.ipynb", "32_second.html", "32_second.ipynb"]
FILES += ["accessibility.html", "calendar.ics", "for_stakeholders.txt", "notice.txt", "numbers.xlsx"]
FILES += ["programme.html", "run.json", "run.log", "short_post.txt"]


class Workshop:
    """A home of its own with notebooks from the fixtures and the project's own figures."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.lines: list[str] = []
        (folder / "notebooks").mkdir()
        (folder / "data_sources").symlink_to(SOURCES)
        (folder / "pyproject.toml").symlink_to(SOURCES.parent / "pyproject.toml")

    def notebooks(self, *names: str) -> "Workshop":
        for number, name in enumerate(names, start=31):
            shutil.copy(FIXTURES / f"{name}.ipynb", self.home / "notebooks" / f"{number}_{name}.ipynb")
        return self

    def run(self, *words: str, **manner) -> int:
        return run_areas(words or ["211"], **{"as_of": DAY, "tell": self.lines.append} | manner)

    def failed(self, **manner) -> str:
        with pytest.raises(SectionFailed) as caught:
            self.run(**manner)
        return str(caught.value)

    @property
    def made(self) -> Path:
        return self.home / "outputs" / "211-kangasala" / "fi"

    @property
    def record(self) -> dict:
        return json.loads((self.made / "run.json").read_text(encoding="utf-8"))

    def page(self, stem: str) -> str:
        return (self.made / f"{stem}.html").read_text(encoding="utf-8")

    def bytes(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.made.iterdir())}


@pytest.fixture
def workshop(tmp_path, monkeypatch) -> Workshop:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("KOTO_HOME", str(home))
    return Workshop(home)


def of_module(tmp_path_factory, *names: str) -> Iterator[Workshop]:
    """A workshop in which a run is made for all tests that only look at what it made."""
    with pytest.MonkeyPatch.context() as patch:
        home = tmp_path_factory.mktemp("home")
        patch.setenv("KOTO_HOME", str(home))
        yield Workshop(home).notebooks(*names)


@pytest.fixture(scope="module")
def two_sections(tmp_path_factory) -> Workshop:
    """Two sections of Kangasala, made once."""
    for workshop in of_module(tmp_path_factory, "whole", "second"):
        assert workshop.run("Kangasala") == 0
    return workshop


def test_a_run_writes_every_file_and_tells_where(two_sections):
    workshop = two_sections
    assert sorted(path.name for path in workshop.made.iterdir()) == FILES
    assert [path.name for path in workshop.made.parent.iterdir() if path.is_dir()] == ["fi"]
    assert {re.sub(r"\(.*\)", "", line).strip() for line in workshop.lines[:-1]} == {
        "Kangasala: 31_whole valmis",
        "Kangasala: 32_second valmis",
    }
    assert workshop.lines[-1] == f"Kangasala: {workshop.made / 'programme.html'}"
    assert "Alue on 211." in workshop.page("31_whole") and "Alue on 211." in workshop.page("programme")
    assert "Asukkaat, kokeen vuoksi" in str(
        [[c.value for c in row] for sheet in openpyxl.load_workbook(workshop.made / "numbers.xlsx") for row in sheet]
    )


def test_papers_of_an_earlier_run_do_not_stay_beside_newer_pages_unless_they_were_edited(workshop):
    workshop.notebooks("whole").run(formats=["html", "pdf", "docx"])
    (workshop.made / "31_whole.docx").write_bytes(b"oma")
    (workshop.made / "oma.pdf").write_bytes(b"oma")
    workshop.run()

    assert {path.name for path in workshop.made.iterdir() if path.suffix in (".pdf", ".docx")} == {
        "31_whole.docx",
        "oma.pdf",
    }
    assert any("31_whole.docx" in line and "muokattu" in line for line in workshop.lines)


def test_a_page_that_stands_alone_is_a_file_of_its_own_and_no_part_of_the_programme(workshop):
    workshop.notebooks("whole")
    shutil.copy(FIXTURES / "second.ipynb", workshop.home / "notebooks" / "70_alone.ipynb")
    assert workshop.run() == 0
    assert "<h1" in workshop.page("70_alone") and "Palvelut" in workshop.page("70_alone")
    assert "Palvelut" not in workshop.page("programme")
    assert '<a href="70_alone.html"' in workshop.page("31_whole")


def test_the_record_says_what_was_made_of_what(two_sections):
    import hashlib

    record = two_sections.record
    assert (record["area"], record["language"], record["as_of"]) == ("211", "fi", DAY)
    assert record["edition"] != "latest"
    assert [(s["stem"], s["title"], s["state"]) for s in record["sections"]] == [
        ("31_whole", "Asukkaat", "made"),
        ("32_second", "Palvelut", "made"),
    ]
    assert set(record["files"]) == set(FILES) - {"run.json", "run.log"}
    for name, total in record["files"].items():
        assert hashlib.sha256((two_sections.made / name).read_bytes()).hexdigest() == total


def test_the_same_inputs_give_the_same_bytes(workshop):
    workshop.notebooks("whole", "second").run()
    first = workshop.bytes()
    workshop.run()
    second = workshop.bytes()
    for made in (first, second):
        record = json.loads(made.pop("run.json"))
        assert record.pop("durations")
        made["run.json"] = record
    assert first == second


def test_the_executed_notebook_carries_the_parameters_and_nothing_of_the_run(two_sections):
    notebook = nbformat.read(two_sections.made / "31_whole.ipynb", as_version=4)
    injected = next(c for c in notebook.cells if "injected-parameters" in c.metadata.get("tags", []))
    assert 'area = "211"' in injected.source and f'as_of = "{DAY}"' in injected.source
    assert set(notebook.metadata) == {"kernelspec"}
    assert all(set(cell.metadata) <= {"tags"} for cell in notebook.cells)


def test_both_engines_give_the_same_pages(workshop):
    workshop.notebooks("whole", "second").run(engine="koto")
    ours = workshop.bytes()
    workshop.run(engine="papermill")
    stock = workshop.bytes()
    for name in set(FILES) - {"run.json", "run.log"}:
        assert ours[name] == stock[name], name


def test_several_areas_and_a_joint_one_each_get_their_folder(workshop):
    workshop.notebooks("whole").run("Kangasala", "Orivesi", "211", "Kangasala+Orivesi")
    folders = sorted(path.name for path in (workshop.home / "outputs").iterdir())
    assert folders[:2] == ["211-kangasala", "562-orivesi"] and len(folders) == 3
    record = json.loads((workshop.home / "outputs" / folders[2] / "fi" / "run.json").read_text(encoding="utf-8"))
    assert record["area"] == "211+562"
    assert "Alue on 211+562." in (workshop.home / "outputs" / folders[2] / "fi" / "31_whole.html").read_text("utf-8")


def test_a_remark_about_the_word_is_told(workshop):
    workshop.notebooks("whole").run("Pertunmaa")
    assert "Mäntyharju" in workshop.lines[0]
    assert (
        workshop.lines[0]
        in json.loads(next((workshop.home / "outputs").glob("*/fi/run.json")).read_text(encoding="utf-8"))["warnings"]
    )


@pytest.mark.parametrize(
    ("word", "languages"),
    [("Kangasala", ["fi"]), ("Helsinki", ["fi", "sv"]), ("Närpiö", ["sv", "fi"]), ("Sottunga", ["sv"])],
)
def test_pages_are_made_in_the_languages_of_the_municipality(word, languages):
    plans = section.plan([word], [], "latest", "2026-11-24")
    assert [plan["parameters"]["language"] for plan in plans if not plan["alone"]] == languages


def test_what_a_run_tells_is_in_the_language_of_the_pages(workshop):
    with pytest.raises(SectionFailed):
        workshop.notebooks("whole").run("Sottunga")
    assert workshop.lines[0].startswith("Sottunga: 31_whole blev inte klar. ")


@pytest.mark.parametrize(
    "wrong", [{"words": ["Tamper"]}, {"languages": ["se"]}, {"edition": "1999"}, {"engine": "x"}, {"as_of": "eilen"}]
)
def test_wrong_words_write_nothing(workshop, wrong):
    workshop.notebooks("whole")
    with pytest.raises(WrongWords):
        workshop.run(*wrong.pop("words", []), **wrong)
    assert not (workshop.home / "outputs").exists()


def test_one_wrong_word_among_areas_writes_nothing(workshop):
    workshop.notebooks("whole")
    with pytest.raises(WrongWords, match="Tamper"):
        workshop.run("Kangasala", "Tamper")
    assert not (workshop.home / "outputs").exists()


def test_a_tampered_snapshot_writes_nothing_and_is_named(workshop):
    workshop.notebooks("whole")
    (workshop.home / "data_sources").unlink()
    for name in ("areas", "snapshot"):
        shutil.copytree(SOURCES / name, workshop.home / "data_sources" / name)
    victim = sorted((workshop.home / "data_sources" / "snapshot").glob("*.parquet"))[0]
    victim.write_bytes(victim.read_bytes()[:-1] + b"x")
    with pytest.raises(StoreDamaged, match=re.escape(victim.name)):
        workshop.run()
    assert not (workshop.home / "outputs").exists()


BROKEN = [
    ("no_parameters", "niitä on 0"),
    ("not_python", "ei ole Pythonia"),
    ("raising", "ValueError: ei onnistu"),
    ("own_error", "Tiedosto 11rm.parquet on muuttunut."),
    ("leaving", "lopetti muistikirjan kesken"),
    ("exiting", "suoritus katkesi kesken (paluuarvo 11)"),
    ("segfault", "suoritus katkesi kesken (SIGSEGV)"),
    ("out_of_memory", "MemoryError"),
    ("unknown_output", "text/html"),
    ("without_alt", "puuttuu tekstivastine"),
]


@pytest.fixture(scope="module")
def broken(tmp_path_factory) -> SimpleNamespace:
    """A run of every section that fails in its own way, of one that writes past Python, and of a whole one."""
    names = [*(name for name, _ in BROKEN), "past_python", "second"]
    for workshop in of_module(tmp_path_factory, *names):
        told = workshop.failed()
    stems = {name: f"{number}_{name}" for number, name in enumerate(names, start=31)}
    return SimpleNamespace(workshop=workshop, told=told, stems=stems)


@pytest.mark.parametrize(("name", "said"), BROKEN)
def test_a_broken_section_is_a_page_that_says_so_and_the_others_come(broken, name, said):
    workshop, stem = broken.workshop, broken.stems[name]
    assert stem in broken.told and "run.log" in broken.told
    (section,) = [section for section in workshop.record["sections"] if section["stem"] == stem]
    assert section["state"] == "failed" and said in section["fault"] and "Traceback" not in section["fault"]
    page = workshop.page(stem)
    assert said in page and "Traceback" not in page and page.count("<h1") == 1
    assert said in workshop.page("programme") and "Alue on 211." in workshop.page("programme")
    assert any(f"{stem} ei valmistunut" in line for line in workshop.lines)


def test_a_whole_section_comes_whatever_the_others_do(broken):
    workshop, stem = broken.workshop, broken.stems["second"]
    assert [section["state"] for section in workshop.record["sections"]] == ["failed"] * len(BROKEN) + ["made"] * 2
    assert "Alue on 211." in workshop.page(stem)
    assert any(f"{stem} valmis" in line for line in workshop.lines)


def test_an_endless_section_ends_in_its_time(workshop):
    workshop.notebooks("endless", "second").failed(seconds=4)
    assert "aikaraja 4 s ylittyi" in workshop.page("31_endless")
    assert [section["state"] for section in workshop.record["sections"]] == ["failed", "made"]


def test_a_lost_section_leaves_a_notebook_that_nobody_takes_for_executed(broken):
    cells = nbformat.read(broken.workshop.made / f"{broken.stems['exiting']}.ipynb", as_version=4).cells
    assert all(cell.get("execution_count") is None and not cell.get("outputs") for cell in cells)


def test_a_run_where_every_section_fails_still_tells_it_on_the_pages(workshop):
    workshop.notebooks("raising").failed()
    assert "ValueError: ei onnistu" in workshop.page("programme")


def test_the_log_has_the_traceback_and_the_streams_and_the_pages_have_neither(broken):
    log = (broken.workshop.made / "run.log").read_text(encoding="utf-8")
    assert "suoraan kahvaan" in log and "tavallinen tuloste" in log
    assert "Traceback" in log or "Cell In[" in log
    page = broken.workshop.page(broken.stems["past_python"])
    assert "kahvaan" not in page and "tavallinen tuloste" not in page


def test_a_fault_in_one_area_does_not_stop_the_next(workshop):
    workshop.notebooks("whole")
    (workshop.home / "outputs").mkdir()
    (workshop.home / "outputs" / "211-kangasala").write_text("tiedosto kansion paikalla", encoding="utf-8")
    with pytest.raises(CannotWrite, match="211-kangasala"):
        workshop.run("Kangasala", "Orivesi")
    assert (workshop.home / "outputs" / "562-orivesi" / "fi" / "programme.html").exists()


def test_a_folder_in_a_file_s_place_leaves_all_earlier_files(workshop):
    workshop.notebooks("whole", "second").run()
    (workshop.made / "programme.html").unlink()
    (workshop.made / "programme.html").mkdir()
    earlier = {p.name: p.stat().st_mtime_ns for p in workshop.made.iterdir() if p.name != "run.log"}
    with pytest.raises(CannotWrite, match=r"programme\.html.*ennallaan"):
        workshop.run()
    assert {p.name: p.stat().st_mtime_ns for p in workshop.made.iterdir() if p.name != "run.log"} == earlier


def test_on_windows_a_file_that_word_holds_open_is_told_by_its_name(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "os", SimpleNamespace(name="nt"))
    held = PermissionError(13, "Permission denied", str(tmp_path / "programme.docx"))
    with pytest.raises(InTheWay, match=r"programme\.docx on auki.*Sulje se"), files.writing(tmp_path):
        raise held


def test_another_run_in_the_same_folder_is_told_with_its_owner(workshop):
    workshop.notebooks("whole")
    with staging(workshop.made), pytest.raises(InTheWay, match=rf"prosessi {os.getpid()}"):
        workshop.run()
    assert workshop.run() == 0


def test_what_a_killed_run_left_behind_is_cleared(workshop):
    workshop.notebooks("whole")
    beside = workshop.made.parent / ".fi.unfinished-x"
    beside.mkdir(parents=True)
    (beside / "99_old.html").write_text("vanha", encoding="utf-8")
    assert workshop.run() == 0
    assert not beside.exists() and not (workshop.made / "99_old.html").exists()


LIMITED = """
import resource, shutil, sys
from multiprocessing import forkserver
from kotolib.batch.run import run_areas
from kotolib.errors import KotoError
run_areas(["211"], as_of="2026-11-24", tell=lambda line: None)
print(sorted({"pandas", "matplotlib", "papermill", "nbformat", "IPython"} & set(sys.modules)))
shutil.copytree(sys.argv[1], sys.argv[2])
for room in (1000, 9000):
    for process in (0, forkserver._forkserver._forkserver_pid):
        resource.prlimit(process, resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
    try:
        run_areas(["211"], as_of="2026-11-24", tell=lambda line: None)
    except KotoError as fault:
        print(type(fault).__name__, fault.exit_code, fault)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere another process's limits cannot be set")
def test_a_full_disk_leaves_earlier_outputs_intact_and_the_parent_process_imports_nothing_heavy(workshop):
    workshop.notebooks("whole", "second")
    words = [sys.executable, "-c", LIMITED, str(workshop.made), str(workshop.home / "earlier")]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8")
    heavy, *told = done.stdout.splitlines()
    assert (done.returncode, done.stderr, heavy) == (0, "", "[]")
    assert len(told) == 2 and all(line.startswith("CannotWrite 1 Kansioon ei voitu kirjoittaa") for line in told)
    earlier = {path.name: path.read_bytes() for path in (workshop.home / "earlier").iterdir()}
    now = workshop.bytes()
    now.pop("run.log"), earlier.pop("run.log")
    assert now == earlier and set(now) >= {"31_whole.html", "32_second.html", "run.json"}
    assert [p.name for p in workshop.made.parent.iterdir() if p.is_dir()] == ["fi"]


def stopped(workshop: Workshop, how: signal.Signals) -> subprocess.Popen:
    """A run of its own process, stopped while a section is being made."""
    words = [sys.executable, "-m", "kotolib", "run", "211", "--as-of", DAY]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    began = time.monotonic()
    while not list(workshop.made.parent.glob(".fi.unfinished-*/31_endless.ipynb")):
        assert time.monotonic() - began < 60 and process.poll() is None
        time.sleep(0.05)
    process.unfinished = list(workshop.made.parent.glob(".fi.unfinished-*"))
    process.send_signal(how)
    process.wait(30)
    return process


def target(link: Path) -> str:
    try:
        return os.readlink(link)
    except OSError:
        return ""


def all_end(alive) -> bool:
    """Whether the children of a killed run end soon."""
    began = time.monotonic()
    while alive() and time.monotonic() - began < 10:
        time.sleep(0.1)
    return not alive()


@pytest.mark.skipif(os.name != "posix", reason="signals are sent")
def test_ctrl_c_ends_everything_and_leaves_earlier_outputs(workshop):
    workshop.notebooks("whole").run()
    earlier = workshop.bytes()
    (workshop.home / "notebooks" / "31_whole.ipynb").unlink()
    process = stopped(workshop.notebooks("endless"), signal.SIGINT)
    assert process.returncode == 130
    assert process.stderr.read() == "Keskeytetty.\n" and process.stdout.read() == ""
    assert workshop.bytes() == earlier
    assert sorted(path.name for path in workshop.made.parent.iterdir()) == [".fi.lock", "fi", "index.html"]


@pytest.mark.skipif(os.name != "posix", reason="signals are sent")
def test_a_killed_run_leaves_earlier_outputs_and_the_next_one_goes_through(workshop):
    workshop.notebooks("whole").run()
    earlier = workshop.bytes()
    (workshop.home / "notebooks" / "31_whole.ipynb").unlink()
    (beside,) = stopped(workshop.notebooks("endless"), signal.SIGKILL).unfinished
    assert workshop.bytes() == earlier
    if sys.platform == "linux":
        assert all_end(lambda: [p for p in Path("/proc").glob("[0-9]*/fd/1") if beside.name in target(p)])
    (workshop.home / "notebooks" / "31_endless.ipynb").unlink()
    assert workshop.notebooks("whole").run() == 0
    assert sorted(path.name for path in workshop.made.parent.iterdir()) == [".fi.lock", "fi", "index.html"]


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    with staging(tmp_path / "fi") as place:
        write(place.folder / "a.html", b"uusi")
        place.move_into_place(["a.html"])
    assert (tmp_path / "fi" / "a.html").read_bytes() == b"uusi"
    with pytest.raises(RuntimeError), staging(tmp_path / "fi") as place:
        write(place.folder / "a.html", b"kesken")
        raise RuntimeError
    assert (tmp_path / "fi" / "a.html").read_bytes() == b"uusi"
    assert sorted(p.name for p in tmp_path.iterdir()) == [".fi.lock", "fi"]


@pytest.mark.parametrize("word", ["Vanda", "maakunta:Pirkanmaa", "työllisyysalue:Lahti", "Orivesi+Kangasala"])
def test_the_notebooks_are_given_the_area_itself_and_not_the_typed_word(workshop, word):
    from kotolib import areas
    from kotolib.batch.section import plan

    workshop.notebooks("whole")
    (made,) = plan([word], ["fi"], "latest", DAY)
    given = made["parameters"]["area"]
    assert areas.get(given) == areas.get(word) and given != "Vanda"
    assert made["folder"] == areas.get(word).folder


def test_a_format_that_there_is_not_is_told_before_anything_is_written(workshop):
    with pytest.raises(WrongWords, match="Tiedostomuotoa ”rtf” ei ole"):
        workshop.notebooks("whole").run(formats=["html", "rtf"])
    assert not (workshop.home / "outputs").exists()


def test_every_format_that_is_asked_for_is_made_and_recorded(workshop):
    assert workshop.notebooks("whole", "second").run(formats=["pdf", "html"]) == 0
    papers = {"31_whole.pdf", "32_second.pdf", "programme.pdf"}
    assert {path.name for path in workshop.made.iterdir()} == {*FILES, *papers}
    assert set(workshop.record["files"]) == {*FILES, *papers} - {"run.json", "run.log"}
    first = workshop.bytes()
    assert all(first[name].startswith(b"%PDF-1.7") for name in papers)
    workshop.run(formats=["html", "pdf"])
    assert {name: workshop.bytes()[name] for name in papers} == {name: first[name] for name in papers}


def test_one_format_alone_leaves_the_others_out_and_tells_where_its_document_is(workshop):
    workshop.notebooks("whole").run(formats=["pdf"])
    assert not list(workshop.made.glob("*.html"))
    assert workshop.lines[-1] == f"Kangasala: {workshop.made / 'programme.pdf'}"


def test_a_section_that_failed_has_a_paper_that_tells_it(workshop):
    workshop.notebooks("whole", "own_error").failed(formats=["pdf"])
    papers = {path.name: path.read_bytes() for path in workshop.made.glob("*.pdf")}
    assert set(papers) == {"31_whole.pdf", "32_own_error.pdf", "programme.pdf"}
    assert set(workshop.record["files"]) >= set(papers)
