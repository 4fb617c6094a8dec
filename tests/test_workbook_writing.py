"""One row from a form into the workbook: only its cells change, it is read back first, and it can be taken back."""

import shutil

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import kotolib as koto
from kotolib.errors import InTheWay, WrongWords
from kotolib.language import texts
from kotolib.programme import keeping_goals, merging, reading, sheets, writing
from kotolib.programme.records import Finding, Goal, Measure
from tests.filled_workbook import DAY, FIXTURES, GOAL, cell, change, new, write
from tests.test_workbook_round_trip import TEXT, values

ODD = {
    ("goals", "T1", "responsible"): "=1+1",
    ("goals", "T2", "text"): "Toinen tavoite.",
    ("goals", "T2", "target"): "noin 60",
    ("measures", "TP1", "cost"): "=2*3",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A workbook with another's formulas, an unread cell and a sheet of the municipality's own."""
    path = write(new(tmp_path_factory.mktemp("writing")), GOAL | ODD)
    return change(path, lambda book: book.create_sheet("Muistio").append(["Soita"]))


@pytest.fixture
def workbook(made, tmp_path):
    return shutil.copy(made, tmp_path / "programme.xlsx")


@pytest.fixture(scope="module")
def here():
    return koto.begin("211", as_of=DAY.isoformat())


def goal(path, row_id="T1") -> Goal:
    return writing.find(reading.read(path), "goals", row_id)


def all_cells(path) -> dict:
    book = openpyxl.load_workbook(path)
    return {
        (page.title, one.coordinate): (one.value, one.number_format, one.protection.locked, one.fill.fgColor.rgb)
        for page in book.worksheets
        for line in page.iter_rows()
        for one in line
        if one.value is not None or one.has_style
    }


def rules(path) -> list:
    return [
        (page.title, str(rule.sqref), rule.type, rule.formula1, rule.prompt)
        for page in openpyxl.load_workbook(path).worksheets
        for rule in page.data_validations.dataValidation
    ]


def test_a_changed_goal_changes_its_cells_alone_after_a_dated_backup(workbook, here):
    before, untouched, original = all_cells(workbook), rules(workbook), workbook.read_bytes()
    wanted = goal(workbook).model_copy(update={"target": 26.5, "population": "everyone"})
    done = keeping_goals.put_goal(here, reading.read(workbook), wanted)
    assert done.backup.name == "programme.2026-11-24.xlsx" and done.backup.read_bytes() == original
    assert done.row == wanted and done.columns == ("population", "target")
    after = all_cells(workbook)
    assert {place for place in after if after[place] != before.get(place)} == {
        ("Tavoitteet", "D7"),
        ("Tavoitteet", "J7"),
    }
    assert set(before) <= set(after) and rules(workbook) == untouched


def test_what_was_written_is_taken_back_and_what_came_between_stays(workbook, here):
    before = all_cells(workbook)
    read = reading.read(workbook)
    first = keeping_goals.put_goal(
        here, read, goal(workbook, "T2").model_copy(update={"target": 12.0, "responsible": "Sivistys"})
    )
    writing.put(first.reading, "measures", Measure(id="TP2", goal="T2", text="Kielikahvila."), DAY)
    undone = keeping_goals.take_back(here, first)
    assert undone.row == writing.find(read, "goals", "T2")
    assert all_cells(workbook)["Tavoitteet", "J8"][0] == "noin 60"  # what could not be read
    assert writing.find(undone.reading, "measures", "TP2").text == "Kielikahvila."
    again = keeping_goals.take_back(here, undone)
    assert again.row.target == 12.0
    keeping_goals.take_back(here, again)
    changed = {place for place, held in all_cells(workbook).items() if held[0] != before.get(place, (None,))[0]}
    assert {title for title, _ in changed} == {"Toimenpiteet"}


def test_a_new_goal_gets_an_id_of_its_own_and_may_be_removed_until_something_points_to_it(workbook, here):
    read = reading.read(workbook)
    name = keeping_goals.free_id(read)
    added = keeping_goals.put_goal(here, read, Goal(id=name, text="Yhä useampi äänestää.", theme="participation"))
    assert name == "T3" and added.row.text == "Yhä useampi äänestää."
    removed = keeping_goals.remove_goal(here, added.reading, name)
    assert removed.row is None and keeping_goals.take_back(here, removed).row == added.row
    with pytest.raises(WrongWords, match="tunnusta ”T1” ei ole taulukossa Tavoitteet"):
        keeping_goals.remove_goal(here, reading.read(workbook), "T1")


REFUSALS = [
    ({"indicator": "hevoset"}, "Tavoite T1: mittaria ”hevoset” ei ole kuvattu"),
    ({"target": 101.0}, "Tavoite T1: "),
    ({"text": "Soita 131052-308T"}, "Taulukko Tavoitteet, rivi 7, sarake Tavoite: solussa on henkilötunnus"),
    ({"findings": ("H9",)}, "Taulukko Tavoitteet, rivi 7, sarake Vastaa havaintoihin: tunnusta ”H9” ei ole"),
]


@pytest.mark.parametrize(("changed", "told"), REFUSALS)
def test_what_a_check_refuses_is_refused_with_its_sentences_and_nothing_is_written(workbook, here, changed, told):
    before = workbook.read_bytes()
    with pytest.raises(WrongWords) as refused:
        keeping_goals.put_goal(here, reading.read(workbook), goal(workbook).model_copy(update=changed))
    assert refused.value.tell().splitlines()[0] == "Mitään ei tallennettu. Korjaa ensin:"
    assert refused.value.tell().splitlines()[1].startswith(told)
    swedish = refused.value.tell(texts("sv").plain)
    assert swedish.startswith("Ingenting sparades. Rätta först:\n") and "ei " not in swedish
    assert "308T" not in swedish and workbook.read_bytes() == before
    assert [each.name for each in workbook.parent.iterdir() if each.suffix == ".xlsx"] == ["programme.xlsx"]


def test_a_goal_that_somebody_has_changed_since_is_not_written_over(workbook, here):
    mine = yours = reading.read(workbook)
    keeping_goals.put_goal(here, yours, goal(workbook).model_copy(update={"target": 26.0}))
    with pytest.raises(InTheWay) as refused:
        keeping_goals.put_goal(here, mine, goal(workbook).model_copy(update={"target": 27.0}))
    assert refused.value.tell() == (
        "Taulukon Tavoitteet riviä T1 on muutettu sen jälkeen, kun se luettiin. Mitään ei tallennettu: lue työkirja "
        "uudelleen."
    )
    assert goal(workbook).target == 26.0


def test_an_open_workbook_a_merged_cell_and_a_deleted_column_are_refused(workbook, here):
    wanted = goal(workbook).model_copy(update={"responsible": "Sivistys"})

    def merge(book):
        place = cell(book, "goals", "T1", "responsible")
        place.parent.merge_cells(start_row=7, end_row=7, start_column=place.column - 1, end_column=place.column)

    change(workbook, merge)
    with pytest.raises(InTheWay, match="ei ole paikkaa tiedolle Vastuutaho"):
        keeping_goals.put_goal(here, reading.read(workbook), wanted)
    copy = shutil.copy(workbook, workbook.with_name("a.xlsx"))
    write(copy, {("goals", "T3", "text"): "Kolmas.", ("goals", "T2", "responsible"): "Sivistys"})
    assert merging.merge([copy], workbook, DAY).conflicts == []
    (workbook.parent / f"~${workbook.name}").write_bytes(b"")
    with pytest.raises(InTheWay, match="on auki"):
        keeping_goals.put_goal(here, reading.read(workbook), wanted)


def test_a_percent_and_a_day_in_the_cell_do_not_change_what_a_number_means(workbook, here):
    def shape(book):
        cell(book, "goals", "T1", "target").number_format = "0 %"
        cell(book, "goals", "T1", "deadline").number_format = "d.m.yyyy"

    change(workbook, shape)
    wanted = goal(workbook).model_copy(update={"target": 26.0, "deadline": DAY.replace(2028, 12, 31)})
    assert keeping_goals.put_goal(here, reading.read(workbook), wanted).row == wanted


def test_formulas_keep_what_they_came_to(tmp_path):
    path = shutil.copy(FIXTURES / "libreoffice.xlsx", tmp_path / "programme.xlsx")
    done = writing.put(reading.read(path), "findings", Finding(id="H2", text="Iltaisin ei ole bussia."), DAY)
    assert goal(path).baseline == 24.5 and goal(path).responsible == "Kangasala"
    assert cell(openpyxl.load_workbook(path), "goals", "T1", "baseline").value == "=20+4.5"
    assert done.row.text == "Iltaisin ei ole bussia." and not [
        each for each in done.reading.faults if "kaava" in each.what(texts("fi"))
    ]


@st.composite
def goals(draw, row_id):
    fields = {column.id: draw(values(column)) for column in sheets.sheet("goals").columns}
    known = {"findings": ("H1",), "municipality": None, "text": draw(TEXT)}
    return Goal(id=row_id, **(fields | known))


@settings(max_examples=2, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
@given(first=goals("T1"), second=goals("T4"))
def test_any_goal_that_is_put_is_read_again_and_goes_when_taken_back(made, tmp_path_factory, first, second):
    path = shutil.copy(made, tmp_path_factory.mktemp("any") / "programme.xlsx")
    read = reading.read(path)
    one = writing.put(read, "goals", first, DAY)
    two = writing.put(one.reading, "goals", second, DAY)
    assert (writing.find(two.reading, "goals", "T1"), two.row) == (first, second)
    writing.take_back(two, DAY)
    assert writing.take_back(one, DAY).reading.programme == read.programme
