"""A run into a municipality's own Word template: beside the other files, and never over anybody's words."""

import io

import docx
import pytest

from kotolib.errors import InTheWay, StoreDamaged, WrongWords
from tests.test_docx import part, text
from tests.test_run import Workshop, workshop  # noqa: F401
from tests.town_template import TITLE, template

NAME = "kaupungin malli.docx"


@pytest.fixture
def town(workshop, tmp_path):  # noqa: F811
    """A template outside the folder of outputs."""
    workshop.notebooks("whole", "second")
    path = tmp_path / NAME
    path.write_bytes(template(marks=("31",)))
    return path


def edited(content: bytes) -> bytes:
    word = docx.Document(io.BytesIO(content))
    word.add_paragraph("Kirjoitettu ajon jälkeen.")
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def test_the_filled_template_stands_beside_the_other_files(workshop: Workshop, town):  # noqa: F811
    before = town.read_bytes()
    assert workshop.run(into=town) == 0
    filled = text(part((workshop.made / NAME).read_bytes()))
    assert TITLE in filled and "Alue on 211." in filled
    assert town.read_bytes() == before
    assert NAME in workshop.record["files"]
    assert workshop.lines[0] == f"Kangasala: mallissa {NAME} ei ole paikkaa osille: Palvelut."
    first = workshop.bytes()[NAME]
    workshop.run(into=town)
    assert workshop.bytes()[NAME] == first


def test_words_written_into_the_filled_file_are_never_lost(workshop: Workshop, town, tmp_path):  # noqa: F811
    workshop.run(into=town)
    made = workshop.made / NAME
    made.write_bytes(edited(made.read_bytes()))
    before = workshop.bytes()
    with pytest.raises(InTheWay, match=r"on muokattu ajon jälkeen.*--into"):
        workshop.run(into=town)
    with pytest.raises(InTheWay, match="Siirrä se muualle"):
        workshop.run(into=made)
    assert workshop.bytes() == before
    moved = tmp_path / "jatkettu.docx"
    made.rename(moved)
    workshop.run(into=moved)
    assert "Kirjoitettu ajon jälkeen." in text(part((workshop.made / "jatkettu.docx").read_bytes()))


@pytest.mark.parametrize(
    ("marks", "kind", "message"),
    [
        (("31", "77"), StoreDamaged, r"\{\{koto:77\}\}: tällaista osaa ei ole"),
        ((), StoreDamaged, "ei ole yhtään merkkiä"),
    ],
)
def test_a_template_with_faults_is_told_before_anything_is_made(workshop: Workshop, town, marks, kind, message):  # noqa: F811
    town.write_bytes(template(marks=marks))
    with pytest.raises(kind, match=message):
        workshop.run(into=town)
    assert not (workshop.home / "outputs").exists()


def test_a_template_that_is_not_there_or_has_a_taken_name_is_told(workshop: Workshop, town, tmp_path):  # noqa: F811
    with pytest.raises(WrongWords, match=r"ei ole\. Tarkista"):
        workshop.run(into=tmp_path / "puuttuu.docx")
    with pytest.raises(WrongWords, match=r"31_whole\.docx\. Anna mallille toinen nimi"):
        workshop.run(into=town.rename(tmp_path / "31_whole.docx"))


def test_a_template_waits_for_a_section_that_failed(workshop: Workshop, town):  # noqa: F811
    town.write_bytes(template(marks=("31", "33")))
    workshop.notebooks("whole", "second", "own_error")
    assert "33_own_error" in workshop.failed(into=town)
    assert not (workshop.made / NAME).exists()
    assert f"{NAME}: a section failed" in (workshop.made / "run.log").read_text(encoding="utf-8")
