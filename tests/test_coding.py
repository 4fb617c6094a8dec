"""Open answers are read one at a time in a form: a mark is saved at once, and a notebook that ran alone holds none."""

import json
import shutil

import nbclient
import nbformat
import pytest

import kotolib as koto
from kotolib import areas, house
from kotolib.deliveries.surveys import OpenAnswer, Results, Survey, held
from kotolib.display.absence import Missing
from kotolib.documents import notebooks

ANSWERS = [
    OpenAnswer("Mitä haluat sanoa?", "Iltaryhmä <b>sopisi</b> minulle."),
    OpenAnswer("Mitä haluat sanoa?", "Kirjaston väki auttaa aina."),
    OpenAnswer("Mitä haluat sanoa?", "Soittakaa •••", ("phone",)),
]


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """The open answers of a survey in a folder of the municipality's own."""
    monkeypatch.setenv("KOTO_OWN", str(tmp_path / "own"))
    area = areas.get("Kangasala")
    survey = Survey(name="Kysely", by="Kunta", licence="oma", first="2026-01-12", last="2026-01-30")
    held.keep(Results(survey=survey, respondents=3, answered={}, counts={}), area, "2026-11-24T101530")
    kept = held.open_answers(area, survey.id)
    kept.bring(ANSWERS)
    return kept


@pytest.fixture
def form(here, file):
    opened = koto.code_answers(here())
    opened.open.click()
    opened.who.value = "koordinaattori"
    return opened


def marks(file) -> list[tuple]:
    return [(one.theme, one.quotable, one.marked_by, one.marked_on) for one in file.read()]


def test_each_mark_is_saved_at_once_with_who_and_when(form, file):
    form.theme.value = "kielen  oppiminen"
    assert marks(file)[0] == ("kielen oppiminen", False, "koordinaattori", "2026-11-24")
    form.quotable.value = True
    assert marks(file)[0][1] and "Tallennettu: kielen oppiminen." in form.status.value
    form.next.click()
    assert form.theme.options == ("kielen oppiminen",) and form.theme.value == "" and not form.quotable.value
    form.previous.click()
    assert form.theme.value == "kielen oppiminen" and form.quotable.value
    form.uncoded.click()
    assert "Vastaus 2/3. Aihe on annettu 1 vastaukselle." in form.place.value


def test_a_mark_without_a_name_is_not_saved_and_the_form_says_so(here, file):
    opened = koto.code_answers(here())
    opened.open.click()
    opened.theme.value = "kieli"
    assert marks(file)[0][0] == "" and opened.theme.value == "" and "kuka merkitsee" in opened.status.value


def test_an_answer_in_which_something_was_masked_cannot_be_marked_as_a_quote(form, file):
    form.go(2)
    assert form.quotable.disabled and "Sitä ei voi lainata" in form.text.value
    form.quotable.value = True
    assert not marks(file)[2][1] and koto.survey_quotes(form.here) is None


def test_an_answer_is_shown_as_text_and_ways_end_at_the_ends(form):
    assert "Iltaryhmä &lt;b&gt;sopisi" in form.text.value
    form.previous.click()
    assert "Vastaus 1/3" in form.place.value
    form.go(9)
    assert "Vastaus 3/3" in form.place.value


def test_every_control_has_a_label(form):
    controls = (form.open, form.who, form.theme, form.quotable, form.next, form.previous, form.uncoded)
    assert all(control.description for control in controls)


def test_what_was_changed_elsewhere_is_not_written_over(form, file):
    file.mark(0, file.read()[0], OpenAnswer("", "", theme="asuminen", marked_by="toinen"))
    form.theme.value = "kieli"
    assert marks(file)[0][0] == "asuminen" and "muutettu muualla" in form.status.value
    form.open.click()
    form.go(0)
    assert form.theme.value == "asuminen"


def test_a_folder_that_cannot_be_written_is_told_in_the_form(form, file):
    shutil.rmtree(file.path.parent)
    file.path.parent.write_bytes(b"")
    form.theme.value = "kieli"
    assert "ei voi kirjoittaa" in form.status.value


def test_themes_are_counted_with_small_counts_hidden(here, file):
    themes = ["kieli"] * 9 + ["ääni"] * 4 + ["muu"] * 2 + ["bussi"]
    many = [OpenAnswer("K", f"Vastaus {n}", theme=theme, marked_by="a") for n, theme in enumerate(themes)]
    file.bring([])
    file._write(many)
    table = koto.survey_themes(here())
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["kieli", "9"], *([name, "peitetty tietosuojan vuoksi"] for name in ("bussi", "muu", "ääni")),
    ]  # fmt: skip


def test_an_area_without_a_survey_is_told_how_one_is_brought(here):
    told = koto.code_answers(here("766"))
    assert isinstance(told, Missing) and "--form survey --area 766" in told.text


def test_the_notebook_runs_by_itself_and_holds_no_answer(tmp_path):
    (section,) = [one for one in notebooks.sections() if one.stem == "06_open_answers"]
    assert section.by_hand and section.is_working
    notebook = nbformat.read(house.notebooks() / "06_open_answers.ipynb", as_version=4)
    nbclient.NotebookClient(notebook, timeout=60, kernel_name="python3").execute(cwd=str(house.notebooks()))
    written = json.dumps(notebook, ensure_ascii=False)
    assert "Lomake avautuu, kun muistikirja ajetaan JupyterLabissa." in written
    assert not any(answer.text in written for answer in ANSWERS) and "Kirjaston väki" not in written
