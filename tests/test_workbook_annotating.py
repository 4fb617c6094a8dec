"""The faults shown where they are: comments, colours and a list in a copy; the original only when asked for."""

import zipfile

import openpyxl
import pytest

from kotolib.errors import InTheWay
from kotolib.programme import annotating, reading
from tests.filled_workbook import DAY, GOAL, cell, change, new, write

FAULTY = {
    ("goals", "T1", "target"): "noin 60",
    ("goals", "T2", "target"): 5,
    ("measures", "TP1", "state"): "melkein",
}
RED, YELLOW = "00FAE7E3", "00FDF3DE"


@pytest.fixture
def faulty(tmp_path):
    return write(new(tmp_path), GOAL | FAULTY)


def test_a_copy_shows_each_fault_in_its_cell_and_leaves_the_original(faulty):
    before = faulty.read_bytes()
    done = reading.read(faulty)
    copy = annotating.annotated_copy(done, DAY)
    assert copy.name == "programme.tarkistettu-2026-11-24.xlsx"
    assert faulty.read_bytes() == before
    book = openpyxl.load_workbook(copy)
    target = cell(book, "goals", "T1", "target")
    assert target.value == "noin 60" and target.fill.fgColor.rgb == RED
    assert target.comment.text.endswith("”noin 60” ei ole luku. Kirjoita 60 tai 60 %.")
    assert cell(book, "goals", "T1", "text").comment is None
    unfinished = next(fault for fault in done.faults if fault.weight == "remark")
    assert book["Tavoitteet"][unfinished.cell].fill.fgColor.rgb == YELLOW


def test_the_last_sheet_lists_every_fault_with_a_link_to_its_cell(faulty):
    done = reading.read(faulty)
    book = openpyxl.load_workbook(annotating.annotated_copy(done, DAY))
    listed = book.worksheets[-1]
    assert listed.title == "Tarkistus"
    rows = [[c.value for c in row] for row in listed.iter_rows(min_row=4)]
    assert [(row[1], row[2]) for row in rows] == [(fault.sheet, fault.row) for fault in done.faults]
    assert listed["C4"].hyperlink.location == f"'{done.faults[0].sheet}'!{done.faults[0].cell}"
    assert {row[0] for row in rows} == {"korjattava", "huomattava"}


def test_a_swedish_workbook_is_annotated_in_swedish(tmp_path):
    path = write(new(tmp_path, "599", "sv"), {("goals", "T1", "target"): "ca 60", ("goals", "T2", "target"): 5})
    copy = annotating.annotated_copy(reading.read(path), DAY)
    assert copy.name == "programme.granskad-2026-11-24.xlsx"
    book = openpyxl.load_workbook(copy)
    listed = book.worksheets[-1]
    assert listed.title == "Granskning" and listed["A2"].value == "Anmärkningar vid granskningen"
    assert [c.value for c in listed[3]] == ["Slag", "Blad", "Rad", "Kolumn", "Vad som ska rättas och hur"]
    assert {c.value for (c,) in listed.iter_rows(min_row=4, max_col=1)} == {"ska rättas", "bör noteras"}
    assert "är inte ett tal" in cell(book, "goals", "T1", "target").comment.text


def test_the_annotated_copy_reads_as_the_original_does(faulty):
    done = reading.read(faulty)
    copy = reading.read(annotating.annotated_copy(done, DAY))
    assert copy.programme == done.programme and copy.sentences() == done.sentences()


def test_a_second_copy_of_a_day_does_not_replace_the_first(faulty):
    done = reading.read(faulty)
    names = [annotating.annotated_copy(done, DAY).name for _ in range(2)]
    assert names == ["programme.tarkistettu-2026-11-24.xlsx", "programme.tarkistettu-2026-11-24-2.xlsx"]


def test_the_same_faults_give_the_same_bytes(faulty):
    done = reading.read(faulty)
    assert annotating.annotated(done, DAY) == annotating.annotated(done, DAY)


def test_what_was_mended_is_no_longer_shown_and_peoples_comments_stay(faulty):
    def comment(book):
        cell(book, "goals", "T1", "target").comment = openpyxl.comments.Comment("Kysy Maijalta", "Maija")

    change(faulty, comment)
    copy = annotating.annotated_copy(reading.read(faulty), DAY)
    text = cell(openpyxl.load_workbook(copy), "goals", "T1", "target").comment.text
    assert text.startswith("Kysy Maijalta") and "60 %" in text
    write(copy, {("goals", "T1", "target"): 60, ("measures", "TP1", "state"): "valmis"})
    book = openpyxl.load_workbook(annotating.annotated_copy(reading.read(copy), DAY))
    target = cell(book, "goals", "T1", "target")
    assert target.comment.text == "Kysy Maijalta" and target.fill.fgColor.rgb != RED
    assert cell(book, "measures", "TP1", "state").comment is None


def test_the_original_is_written_only_after_a_dated_backup(faulty):
    before = faulty.read_bytes()
    backup = annotating.annotate_original(reading.read(faulty), DAY)
    assert backup.name == "programme.2026-11-24.xlsx" and backup.read_bytes() == before
    assert cell(openpyxl.load_workbook(faulty), "goals", "T1", "target").comment


def test_an_open_original_is_not_written(faulty):
    before = faulty.read_bytes()
    (faulty.parent / f"~${faulty.name}").write_bytes(b"")
    with pytest.raises(InTheWay, match=r"on auki\. Sulje se ja aja uudelleen"):
        annotating.annotate_original(reading.read(faulty), DAY)
    assert faulty.read_bytes() == before and not list(faulty.parent.glob("*2026*"))


def test_an_original_with_parts_that_would_be_lost_is_not_written(faulty):
    with zipfile.ZipFile(faulty, "a") as parts:
        parts.writestr("xl/slicers/slicer1.xml", b"<slicers/>")
    before = faulty.read_bytes()
    with pytest.raises(InTheWay, match=r"katoaisi osia \(osittajat\)"):
        annotating.annotate_original(reading.read(faulty), DAY)
    assert faulty.read_bytes() == before


def test_unknown_sheets_and_columns_are_in_the_copy(faulty):
    def add(book):
        book.create_sheet("Muistio")["A1"] = "Soita Kelaan"
        book["Tavoitteet"].cell(7, 20, "oma tieto")

    book = openpyxl.load_workbook(annotating.annotated_copy(reading.read(change(faulty, add)), DAY))
    assert book["Muistio"]["A1"].value == "Soita Kelaan" and book["Tavoitteet"].cell(7, 20).value == "oma tieto"


def test_text_that_looks_like_a_formula_stays_text(faulty):
    def add(book):
        text = cell(book, "measures", "TP1", "text")
        text.value, text.data_type = '=HYPERLINK("http://paha.example")', "s"

    book = openpyxl.load_workbook(annotating.annotated_copy(reading.read(change(faulty, add)), DAY))
    assert cell(book, "measures", "TP1", "text").data_type == "s"
