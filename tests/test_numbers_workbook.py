"""The workbook of the numbers behind figures and tables."""

import io
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from kotolib import office_files
from kotolib.display.outputs import Cell
from kotolib.documents import blocks, numbers_workbook
from kotolib.documents.number_formats import Shown, shown
from kotolib.errors import InTheWay
from tests.executed_notebook import code, notebook, prose, residents, shares_by_area, shares_by_year
from tests.executed_notebook import shown as output


@pytest.fixture(scope="module")
def book():
    return read(blocks.read(residents(), "31_residents"))


def read(*documents):
    return openpyxl.load_workbook(io.BytesIO(numbers_workbook.workbook(documents)))


def of(*tables):
    return blocks.read(notebook(prose("# Osa"), code(*map(output, tables))))


def texts(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_contents_and_notes_come_first_then_one_sheet_a_table(book):
    assert book.sheetnames == [
        "Sisällys",
        "Huomautukset",
        "Vieraskielisten osuus väestöstä",
        "Vieraskielisten osuus 2020",
    ]


def test_a_sheet_holds_its_table_from_the_first_cell_and_nothing_else(book):
    rows = texts(book["Vieraskielisten osuus väestöstä"])
    assert rows[0] == ["Vuosi", "Kangasala", "Pirkanmaa", "Koko maa"]
    assert rows[-1] == [2025, 3.9, 7.8, 11.3]
    assert len(rows) == 7


def test_no_cell_is_empty_and_none_is_merged_with_another(book):
    empty = [
        (sheet.title, cell.coordinate) for sheet in book for row in sheet for cell in row if cell.value in (None, "")
    ]
    assert empty == []
    assert [sheet.title for sheet in book if sheet.merged_cells.ranges] == []
    assert [sheet.title for sheet in book if len({cell.value for cell in sheet[1]}) < sheet.max_column] == []


def test_numbers_are_numbers_shown_as_on_the_page(book):
    cells = {cell.coordinate: cell for row in book["Vieraskielisten osuus 2020"].iter_rows() for cell in row}
    assert (cells["B2"].value, cells["B2"].number_format) == (2.6, "0.0")
    assert (cells["D2"].value, cells["D2"].number_format) == (1.3, "+0.0;-0.0;0.0")


def test_a_missing_number_is_its_reason_and_a_column_tells_the_state(book):
    rows = texts(book["Vieraskielisten osuus 2020"])
    assert rows[0][-1] == "Tila"
    assert rows[1][-1] == "ei huomautettavaa"
    assert rows[3][1:] == [
        5.1,
        "peitetty tietosuojan vuoksi",
        "ei tietoa",
        "2025: peitetty tietosuojan vuoksi; Muutos, %-yks.: ei tietoa",
    ]
    assert rows[4][-1] == "2025: ennakkotieto"


def test_where_all_values_of_a_row_share_a_state_it_is_said_once():
    rows = ((Cell("2024"), Cell("–", None, "missing"), Cell("–", None, "missing")),)
    book = read(of(replace(shares_by_year(), columns=("Vuosi", "A", "B"), rows=rows)))
    assert texts(book.worksheets[2])[1] == [2024, "ei tietoa", "ei tietoa", "ei tietoa"]


def test_an_interval_becomes_two_columns_of_numbers():
    rows = (
        (Cell("2025"), Cell("1\xa0344", 1344.0), Cell("–", None, "not_applicable")),
        (Cell("2030"), Cell("2\xa0070", 2071.4), Cell("1\xa0660–\u20602\xa0860")),
    )
    book = read(of(replace(shares_by_year(), columns=("Vuosi", "Laskelma", "80\xa0%:n väli"), rows=rows)))
    assert texts(book.worksheets[2]) == [
        ["Vuosi", "Laskelma", "80\xa0%:n väli, alaraja", "80\xa0%:n väli, yläraja"],
        [2025, 1344, "ei sovellettavissa", "ei sovellettavissa"],
        [2030, 2070, 1660, 2860],
    ]


def test_age_groups_stay_names():
    rows = ((Cell("0–4"), Cell("10", 10.0)), (Cell("5–9"), Cell("12", 12.0)))
    assert texts(read(of(replace(shares_by_year(), columns=("Ikä", "Määrä"), rows=rows))).worksheets[2])[1:] == [
        ["0–4", 10],
        ["5–9", 12],
    ]


def test_contents_name_each_sheet_its_section_and_source_and_lead_there(book):
    contents = book["Sisällys"]
    assert texts(contents)[1] == [
        "Vieraskielisten osuus väestöstä",
        "Vieraskielisten osuus väestöstä 31.12., Kangasala, 2020–2025, %",
        "Asukkaat",
        "Lähde: Tilastokeskus, Väestörakenne, taulu 159t. CC BY 4.0.",
    ]
    targets = [contents.cell(row, 1).hyperlink.location for row in range(2, contents.max_row + 1)]
    assert targets == [f"'{name}'!A1" for name in (*book.sheetnames[2:], "Huomautukset")]


def test_notes_say_edition_day_licence_symbols_populations_and_sources(book):
    said = "\n".join(f"{topic}: {text}" for topic, text in texts(book["Huomautukset"]))
    for words in (
        "versio 2026-11. Tilanne 24.11.2026.",
        "CC\xa0BY\xa04.0",
        "--as-of 2026-11-24",
        "Vieraskieliset: Henkilöt, joiden äidinkieli",
        "Ei tietoa: ",
        "* ennakkotieto",
    ):
        assert words in said
    assert said.count("taulu 159t") == 1


def test_key_numbers_repeat_others_and_get_no_sheet(book):
    assert not any("lyhyesti" in name for name in book.sheetnames)


def test_headers_are_bold_and_stay_in_sight(book):
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert all(cell.font.bold for cell in sheet[1])
        assert all(10 <= column.width <= 62 for column in sheet.column_dimensions.values())


@pytest.mark.parametrize("text", ["=1+1", "+358 40", "-1", "@SUM(A1)", '=HYPERLINK("https://example.org")', "#REF!"])
def test_text_never_becomes_a_formula(text):
    rows = ((Cell(text), Cell(text)), (Cell("2"), Cell("1", 1.0)))
    book = read(of(replace(shares_by_year(), caption=text, columns=(text, "Arvo"), rows=rows)))
    sheet = book.worksheets[2]
    assert [(sheet[place].value, sheet[place].data_type) for place in ("A1", "A2", "B2")] == [(text, "s")] * 3
    assert sheet["A2"].quotePrefix or text == "#REF!"
    assert book["Sisällys"]["B2"].data_type == "s"


def test_characters_that_a_workbook_cannot_hold_are_left_out():
    rows = ((Cell("a\x00b\x0bc"), Cell("1", 1.0)),)
    assert texts(read(of(replace(shares_by_year(), columns=("A", "B"), rows=rows))).worksheets[2])[1] == ["abc", 1]


def test_names_of_sheets_are_short_unique_and_allowed():
    captions = ["Äidinkieli: [a/b]?*\\ osuus", "x" * 40, "X" * 40, "Sisällys", "History", "'", "a ja b"]
    book = read(of(*(replace(shares_by_area(), key=str(i), caption=text) for i, text in enumerate(captions))))
    assert book.sheetnames[2:] == [
        "Äidinkieli a b osuus",
        "x" * 31,
        "X" * 29 + " 2",
        "Sisällys 2",
        "History 2",
        "Taulukko",
        "a ja b",
    ]


def test_a_hidden_number_is_refused():
    document = of(shares_by_area())
    document.tables[0]["rows"][2][2]["value"] = 3.0
    with pytest.raises(ValueError, match="carries a number"):
        numbers_workbook.workbook([document])


def test_the_same_documents_give_the_same_bytes_whenever():
    first = numbers_workbook.workbook([blocks.read(residents())])
    time.sleep(2.1)  # a zip entry's clock ticks every other second
    assert numbers_workbook.workbook([blocks.read(residents())]) == first
    parts = zipfile.ZipFile(io.BytesIO(first))
    assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert parts.read("docProps/core.xml").count(b"2026-11-24T00:00:00Z") == 2


def test_a_written_workbook_replaces_the_earlier_one_whole(tmp_path: Path):
    path = tmp_path / "numbers.xlsx"
    path.write_bytes(b"earlier")
    assert numbers_workbook.write([blocks.read(residents())], path) == path
    assert openpyxl.load_workbook(path).sheetnames[0] == "Sisällys"
    assert [each.name for each in tmp_path.iterdir()] == ["numbers.xlsx"]


def test_a_place_that_cannot_be_replaced_keeps_what_it_had(tmp_path: Path, monkeypatch):
    path = tmp_path / "numbers.xlsx"
    path.write_bytes(b"earlier")

    def locked(*_):
        raise PermissionError

    monkeypatch.setattr(office_files.os, "replace", locked)
    with pytest.raises(InTheWay, match="Sulje se Excelissä"):
        numbers_workbook.write([blocks.read(residents())], path)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("numbers.xlsx", b"earlier")]


@pytest.mark.parametrize(
    ("text", "value", "language", "expected"),
    [
        ("1\xa0340", 1340, "fi", Shown(1340, "#,##0")),
        ("noin 1\xa0340", 1338.2, "fi", Shown(1340, '"noin "#,##0')),
        ("−0,4", -0.4, "fi", Shown(-0.4, "0.0")),
        ("3,9\xa0%", 3.94, "fi", Shown(3.9, '0.0"\xa0%"')),
        ("11,4*", 11.4, "fi", Shown(11.4, '0.0"*"')),
        ("1,340.5", 1340.5, "en", Shown(1340.5, "#,##0.0")),
        ("31,9\xa0% (29,4–34,4)", 31.93, "fi", Shown(31.9, '0.0"\xa0% (29,4–34,4)"')),
        ("2025", 2025, "fi", Shown(2025, "0")),
        ("0", 0, "fi", Shown(0, "0")),
    ],
)
def test_a_number_is_read_as_it_is_shown(text, value, language, expected):
    assert shown(text, value, language) == expected


@pytest.mark.parametrize("text", ["ei tietoa", "5–9"])
def test_text_without_the_number_stays_text(text):
    assert shown(text, 7.0, "fi") is None
