"""Exploring: a choice changes every view at once, hidden stays hidden, and what is on the screen can be taken out."""

import os
import re
import shutil

import nbclient
import nbconvert
import nbformat
import openpyxl
import pytest

import kotolib as koto
from kotolib import house
from kotolib.display import exploring, pinning
from kotolib.display.exploring import Choice
from kotolib.display.outputs import Figure, Table
from kotolib.documents import exploring as exporting
from kotolib.documents import notebooks
from kotolib.documents.blocks import WIDGET_MIME
from kotolib.errors import InTheWay, WrongWords

HIDDEN = ("suppressed", "suppressed_by_source")


@pytest.fixture(scope="module")
def form(here):
    """One form for the tests that only look."""
    return koto.explore(here())


@pytest.fixture(autouse=True)
def outputs(tmp_path, monkeypatch):
    monkeypatch.setattr(house, "outputs", lambda: tmp_path / "outputs")
    return tmp_path / "outputs"


def text(form) -> str:
    return form.outputs["sentence"].text


@pytest.mark.parametrize(
    ("typed", "place"),
    [("Esbo", "Espoossa"), ("Nastola", "Lahdessa"), ("Kangasala+Orivesi", "Kangasalan ja Oriveden alueella")],
)
def test_a_swedish_an_old_and_a_joined_name_change_sentence_figure_and_table(form, typed, place):
    form.area.value = "211"
    before = {view: form.places[view].value for view in ("sentence", "trend", "compare", "map", "table")}
    form.area.value = typed
    assert place in text(form) and place in form.places["sentence"].value
    assert all(form.places[view].value != html for view, html in before.items())


def test_an_old_name_tells_what_became_of_it_and_a_wrong_one_what_is_near(form):
    form.area.value = "Nastola"
    assert "Nykyinen kunta on Lahti" in form.status.value
    form.area.value = "Tamper"
    assert "Lähimmät: Tampere (837)" in form.status.value
    form.buttons[0].click()
    assert "Mitään ei tallennettu" in form.status.value and not exporting.house.outputs().exists()
    form.area.value = "Tampere"
    assert form.status.value == "" and "Tampereella" in text(form)


def test_a_population_narrows_the_indicators_and_the_one_at_hand_stays_if_it_is_one(form):
    form.area.value = "211"
    form.population.value = "foreign_language"
    assert form.indicator.value == "foreign_language.share"
    form.population.value = "everyone"
    assert form.indicator.value in {key for _name, key in exploring.listed(form.here, "everyone")}
    form.population.value = ""
    form.indicator.value = "foreign_language.share"


def test_a_funnel_is_drawn_where_it_is_declared_and_the_origin_stands_beside_every_number(form):
    form.area.value, form.indicator.value = "211", "election_turnout.share"
    assert isinstance(form.outputs["funnel"], Figure)
    origin = {row[0].text: row[1].text for row in form.outputs["origin"].rows}
    assert origin["Lähde"].startswith("Lähde: ") and origin["Määritelmä"] and origin["Katkokset sarjassa"]
    form.indicator.value = "foreign_language.share"
    assert form.outputs["funnel"] is None and form.places["funnel"].value == ""


def test_another_indicator_is_told_and_compared_beside_the_first(form):
    form.others.value = ("unemployed.share",)
    assert len(form.outputs["compare"].table.rows) == 2 and "yöttömien" in text(form)
    form.others.value = ()


def test_every_number_has_its_origin_and_every_source_goes_with_the_text(form):
    form.area.value, form.others.value = "766", ("unemployed.share",)
    origin = form.outputs["origin"]
    assert len(origin.columns) == 3 and all(cell.text for cell in origin.rows[0])
    told = exploring.kept(form.here, form.outputs)
    assert "Tilastokeskus" in told and "Työnvälitystilasto" in told
    form.indicator.value = "unemployed.share"
    assert form.places["trend"].value == "" and form.places["trend"].layout.min_height == "0"
    form.area.value, form.indicator.value, form.others.value = "211", "foreign_language.share", ()
    assert form.places["trend"].layout.min_height != "0"


def test_every_choice_can_be_written_into_the_cell(here):
    form = koto.explore(here(), "unemployed.share", ("foreign_language.share",), ("similar",), "everyone")
    assert form.choice == Choice("211", "unemployed.share", ("foreign_language.share",), ("similar",))
    assert list(form.indicator.options) == exploring.listed(here(), "everyone")
    with pytest.raises(WrongWords, match="foreign_language"):
        form.offer("martians")


def cells(output: object) -> list:
    table = output.table if isinstance(output, Figure) else output
    return [cell for row in table.rows for cell in row] if isinstance(table, Table) else []


def test_hidden_is_hidden_in_every_view_and_in_what_is_taken_out(here, outputs):
    """Every figure of Sottunga's unemployed is hidden: not one of them is in a view, its drawing or a file."""
    choice = Choice("766", "unemployed.share", against=("region",))
    shown = dict(exploring.views(here("211"), choice))
    assert set(koto.values(here("766"), choice.indicator).own["status"]) <= {"suppressed", "suppressed_by_source"}
    assert shown["trend"] is None and "Sottunga" in str(shown["sentence"])
    own = [row for row in shown["map"].table.rows if row[0].text == "Sottunga"]
    assert own and own[0][1].value is None and own[0][1].status in HIDDEN
    hidden = [cell for output in shown.values() for cell in cells(output) if cell.status in HIDDEN]
    assert hidden and all(cell.value is None and not any(map(str.isdigit, cell.text)) for cell in hidden)
    exporting.take_out(here("766"), choice, shown)
    (workbook,) = outputs.rglob("*.xlsx")
    rows = [row for sheet in openpyxl.load_workbook(workbook) for row in sheet.iter_rows(values_only=True)]
    taken = [row for row in rows if row[0] == "Sottunga"]
    assert taken and not any(isinstance(value, int | float) for row in taken for value in row)


def test_what_is_on_the_screen_is_taken_out_as_files(form, outputs):
    form.area.value, form.indicator.value = "211", "foreign_language.share"
    form.buttons[0].click()
    folder = outputs / "211-kangasala" / "fi" / "explored"
    assert str(folder) in form.status.value
    stem = "foreign-language-share"
    assert {path.name for path in folder.iterdir()} == {
        *(f"{stem}-{view}.{kind}" for view in ("trend", "compare", "map") for kind in ("svg", "png")),
        f"{stem}.xlsx", f"{stem}.txt",
    }  # fmt: skip
    told = (folder / f"{stem}.txt").read_text(encoding="utf-8")
    assert text(form) in told and "Lähde: Tilastokeskus" in told and "Luvut katsottu 24.11.2026." in told
    assert (folder / f"{stem}-map.png").read_bytes()[1:4] == b"PNG"
    assert len(openpyxl.load_workbook(folder / f"{stem}.xlsx").sheetnames) >= 6


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(form, outputs):
    outputs.write_text("", encoding="utf-8")
    with pytest.raises(InTheWay, match="ei voi kirjoittaa"):
        exporting.take_out(form.here, form.choice, form.outputs)
    form.buttons[0].click()
    assert "ei voi kirjoittaa" in form.status.value


@pytest.fixture
def programme(tmp_path, monkeypatch, here):
    """The worked example's form, with a workbook that may be written."""
    shutil.copytree(house.example(), tmp_path / house.EXAMPLE)
    monkeypatch.setattr(house, "example", lambda: tmp_path / house.EXAMPLE)
    return koto.explore(here(house.EXAMPLE))


def test_what_is_said_is_pinned_into_the_text_of_an_element_once_and_after_a_backup(programme, tmp_path):
    before = pinning.written(programme.here.area).programme
    programme.element.value = "5.9"
    programme.pin.click()
    assert "Tekstit, kohta 5.9" in programme.status.value
    after = pinning.written(programme.here.area).programme
    old, new = ({row.id: row.text or "" for row in one.texts} for one in (before, after))
    assert new["5.9"].startswith(old.get("5.9", "")) and "3,9 % vuonna 2025" in new["5.9"].replace("\u00a0", " ")
    assert "Lähde: Tilastokeskus" in new["5.9"] and {**new, "5.9": ""} == {**old, "5.9": ""}
    backup = re.search(r"programme\.2026-11-24[^ ]*\.xlsx", programme.status.value)[0]
    assert (tmp_path / house.EXAMPLE / backup).exists()
    programme.pin.click()
    assert "on jo työkirjan kohdassa 5.9" in programme.status.value


def test_a_workbook_that_is_open_or_missing_is_not_written_and_the_form_says_what_to_do(programme, tmp_path, form):
    workbook = tmp_path / house.EXAMPLE / "programme.xlsx"
    content = workbook.read_bytes()
    (workbook.parent / ".~lock.programme.xlsx#").write_text("", encoding="utf-8")
    programme.pin.click()
    assert "on auki. Sulje se" in programme.status.value and workbook.read_bytes() == content
    form.area.value = "Espoo"
    form.pin.click()
    assert "python3 koto.py new 211" in form.status.value


def test_wrong_words_in_the_cell_are_told_before_there_is_a_form(here):
    with pytest.raises(WrongWords):
        koto.explore(here(), indicator="no.such")


def test_the_notebook_runs_by_itself_and_its_form_is_no_part_of_a_document(monkeypatch):
    assert "00_explore" in [one.stem for one in notebooks.sections() if one.by_hand and one.is_working]
    notebook = nbformat.read(house.notebooks() / "00_explore.ipynb", as_version=4)
    nbclient.NotebookClient(notebook, timeout=120, store_widget_state=False).execute(cwd=os.fspath(house.notebooks()))
    (output,) = notebook.cells[-1].outputs
    assert WIDGET_MIME in output.data and "avautuu" in output.data["text/plain"]
    # Where it is exported without the form's state, what it showed is seen.
    exported, _resources = nbconvert.HTMLExporter().from_notebook_node(notebook)
    assert 'aria-label="Viivakuvio: ' in exported and "Lomake avautuu" in exported
    assert [block for block in koto_blocks(notebook) if not hasattr(block, "text")] == []


def koto_blocks(notebook):
    from kotolib.documents import blocks

    return blocks.read(notebook, "00_explore").blocks
