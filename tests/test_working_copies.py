"""Copies of the notebooks for one area: they begin with its parameters, and nobody's edit is ever written over."""

import shutil
import subprocess

import nbformat
import pytest

from kotolib import areas, house
from kotolib.documents import notebooks, working_copies
from kotolib.errors import InTheWay

SECTION = "31_residents.ipynb"
TITLE = "Paljonko kunnassa asuu"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project that has one notebook."""
    (tmp_path / "notebooks").mkdir()
    shutil.copy(house.notebooks() / SECTION, tmp_path / "notebooks")
    # Area data are the checkout's: only the notebooks are elsewhere.
    monkeypatch.setattr(house, "notebooks", lambda: tmp_path / "notebooks")
    return tmp_path / "notebooks" / SECTION


def made(word: str, language: str = "fi"):
    """The copy of the notebook, and what was told to be behind."""
    area = areas.get(word)
    behind = working_copies.make(area, language)
    return working_copies.folder(area, language) / SECTION, behind


def edit(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def begun(path):
    """The situation that the first two code cells begin."""
    names = {}
    for cell in [cell for cell in notebooks.read(path).cells if cell.cell_type == "code"][:2]:
        exec(cell.source, names)
    return names["here"]


@pytest.mark.parametrize(
    ("word", "language", "folder", "question"),
    [
        ("Nastola", "fi", "398-lahti", "kunnassa asuu"),
        ("Närpes", "sv", "545-narpio", "Hur många"),
        ("Kangasala+Orivesi", "fi", "j-", "alueella"),
        ("maakunta:Pirkanmaa", "en", "MK06", "How many"),
        (house.EXAMPLE, "fi", house.EXAMPLE, "kunnassa asuu"),
    ],
)
def test_a_copy_begins_as_the_area_and_asks_in_the_language(project, word, language, folder, question):
    copy, behind = made(word, language)
    assert behind == [] and copy.parent.parent.name.startswith(folder) and copy.parent.name == language
    here = begun(copy)
    assert (here.area.id, here.area.example, here.language) == (areas.get(word).id, word == house.EXAMPLE, language)
    written = notebooks.read(copy)
    nbformat.validate(written)
    assert question in next(cell.source for cell in written.cells if cell.source.startswith("## "))


def test_a_copy_follows_the_project_until_somebody_changes_it(project):
    copy, _behind = made("211")
    first = copy.read_bytes()
    assert made("211") == (copy, []) and copy.read_bytes() == first
    edit(project, TITLE, "Moniko kunnassa asuu")
    made("211")
    assert "Moniko kunnassa asuu" in copy.read_text(encoding="utf-8")

    edit(copy, 'as_of: str = \\"\\"', 'as_of: str = \\"2026-11-24\\"')
    mine = copy.read_bytes()
    assert made("211") == (copy, []), "nothing newer to tell of"
    edit(project, "Moniko kunnassa asuu", TITLE)
    assert made("211") == (copy, [copy]) and copy.read_bytes() == mine


def test_results_of_running_are_no_edit_and_a_torn_copy_is_left_to_its_owner(project):
    copy, _behind = made("211")
    written = notebooks.read(copy)
    written.cells[-1].outputs = [nbformat.v4.new_output("stream", text="ajettu")]
    nbformat.write(written, copy)
    ran = copy.read_bytes()
    assert made("211")[1] == [] and copy.read_bytes() == ran
    edit(project, TITLE, "Moniko kunnassa asuu")
    assert made("211")[1] == [] and copy.read_bytes() != ran
    copy.write_text("{", encoding="utf-8")
    assert made("211") == (copy, [copy]) and copy.read_text(encoding="utf-8") == "{"


def test_a_folder_that_cannot_be_written_is_told(project):
    (project.parent / working_copies.FOLDER).write_text("", encoding="utf-8")
    with pytest.raises(InTheWay, match="ei voi kirjoittaa"):
        made("211")


def test_git_does_not_see_the_copies():
    asked = ["git", "check-ignore", "-q", "notebooks/own/211-kangasala/fi/31_residents.ipynb"]
    assert subprocess.run(asked, cwd=house.home()).returncode in (0, 128), "128: the project was copied without git"
