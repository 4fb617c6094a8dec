"""A programme is called final only when nothing that must be there is missing and no file gives a hidden count away."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest

from kotolib import house, situation
from kotolib.batch.final import LOG, NotFinal
from kotolib.batch.run import run_areas
from kotolib.documents.imprint import Imprint
from kotolib.errors import WrongWords
from kotolib.programme.hidden import hidden, other_workbooks
from tests.filled_workbook import write
from tests.written_programme import FULL, filled

DAY = "2026-11-24"
PROJECT = house.home()
SMALL = {
    ("hearings", "K1", "participants"): 3,
    ("hearings", "K2", "participants"): 1,
    ("indicators", "M1", "first_value"): 4,
    ("goals", "T4", "baseline"): 4,
}


class Town:
    """A home of its own with real notebooks and a whole workbook in which a few counts are small."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.lines: list[str] = []
        (folder / "notebooks").mkdir()
        (folder / "data_sources").symlink_to(PROJECT / "data_sources")
        (folder / "pyproject.toml").symlink_to(PROJECT / "pyproject.toml")
        self.workbook = filled(FULL | SMALL)

    def with_notebooks(self, *stems: str) -> "Town":
        for stem in stems:
            shutil.copy(PROJECT / "notebooks" / f"{stem}.ipynb", self.home / "notebooks")
        return self

    def with_cell(self, stem: str, source: str) -> "Town":
        """The notebook with one more cell."""
        path = self.home / "notebooks" / f"{stem}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        notebook.cells.append(nbformat.v4.new_code_cell(source))
        nbformat.write(notebook, path)
        return self

    def run(self, **manner) -> int:
        return run_areas(["211"], **{"as_of": DAY, "languages": ["fi"], "tell": self.lines.append} | manner)

    def refused(self, **manner) -> str:
        with pytest.raises(NotFinal) as caught:
            self.run(final=True, **manner)
        return str(caught.value)

    @property
    def made(self) -> Path:
        return self.home / "outputs" / "211-kangasala" / "fi"


@pytest.fixture
def town(tmp_path, monkeypatch) -> Town:
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("KOTO_HOME", str(home))
    return Town(home)


def test_what_must_be_there_is_listed_and_nothing_is_written(town):
    said = town.with_notebooks("20_cooperation").refused()

    assert said.startswith("Kangasala: ohjelmaa ei voi vielä sanoa lopulliseksi.")
    missing = [line for line in said.splitlines() if line.startswith("- Tarkistuslistan kohta ")]
    assert missing and all(line.endswith(".") for line in missing)
    assert "--accept" in said and "paljastaa luvun" not in said
    assert not (town.made / "programme.html").exists()


def test_an_accepted_programme_is_final_and_the_reason_goes_to_the_log(town):
    assert town.with_notebooks("20_cooperation").run(final=True, accept="Valtuusto päätti 24.11.2026.") == 0

    (line,) = (town.workbook.parent / LOG).read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert told["reason"] == "Valtuusto päätti 24.11.2026." and told["day"] == DAY and told["accepted"]
    assert "Lopullinen 24.11.2026" in (town.made / "programme.html").read_text(encoding="utf-8")


PLANTED = """\
from kotolib.display.prose import Paragraph, Sentence
from kotolib.programme.written import written
told = written(here.area).programme.hearings[0].participants
Paragraph((Sentence(str(told)),))
"""


def test_a_planted_leak_is_found_in_every_format_and_cannot_be_accepted(town):
    town.with_notebooks("20_cooperation").with_cell("20_cooperation", PLANTED)
    said = town.refused(formats=["html", "pdf", "docx"], accept="Koe.")

    for name in ("20_cooperation", "programme"):
        for ending in ("html", "pdf", "docx"):
            assert f"Tiedosto {name}.{ending} paljastaa luvun" in said
    assert "Tiedosto 20_cooperation.ipynb paljastaa luvun" in said
    assert not (town.workbook.parent / LOG).exists()


def test_no_section_of_a_whole_programme_gives_a_hidden_count_away(town):
    town.with_notebooks("20_cooperation", "37_services_and_needs", "40_goals", "50_programme")
    assert town.run(final=True, accept="Koe.") == 0


def test_the_small_counts_of_a_workbook_are_found_and_others_take_their_place(town):
    here = situation.begin("211", as_of=DAY)
    counts = hidden(here)
    assert {(one.sheet, one.row, one.column): one.value for one in counts} == SMALL

    ((area, content),) = other_workbooks(counts)
    town.workbook.write_bytes(content)
    assert area.word == "211" and [one.value for one in hidden(here)] == [2, 2, 3, 3]


def test_larger_counts_are_not_hidden(town):
    write(town.workbook, dict.fromkeys(SMALL, 40))
    here = situation.begin("211", as_of=DAY)
    assert hidden(here) == ()


def test_a_reason_without_final_is_refused(town):
    with pytest.raises(WrongWords, match="--final"):
        town.with_notebooks("20_cooperation").run(accept="Koe.")


def test_an_approved_programme_keeps_its_own_status(monkeypatch):
    assert Imprint(house.EXAMPLE, as_of=DAY, final=True).status == Imprint(house.EXAMPLE, as_of=DAY).status
    assert Imprint("211", as_of=DAY, final=True).status == "Lopullinen 24.11.2026"
