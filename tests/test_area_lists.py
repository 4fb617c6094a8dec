"""Lists of areas in files: a text, a workbook, and every way in which they are not lists."""

import openpyxl
import pytest

from kotolib import areas
from kotolib.errors import WrongWords


def workbook(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return f"@{path}"


def ids(word) -> list[str]:
    return [area.id for area in areas.get_many([word])]


@pytest.mark.parametrize(
    "rows",
    [
        [["Kangasala"], ["Orivesi"]],
        [["Kunta"], ["Kangasala"], [None], ["Orivesi"]],
        [["Asukkaita", "Kuntanumero", "Kunta"], [1, 211, "x"], [2, "562", "y"]],
        [["Kunta", "Tunnus"], ["ei tätä", "211"], ["eikä tätä", 562.0]],
        [["Område"], ["211"], ["562"]],
    ],
    ids=["no header", "header", "code beside name", "code wins", "Swedish"],
)
def test_a_workbook_has_one_area_a_row_below_its_header(tmp_path, rows):
    assert ids(workbook(tmp_path / "kunnat.xlsx", *rows)) == ["211", "562"]


def test_a_wrong_row_is_told_with_its_number(tmp_path):
    word = workbook(tmp_path / "kunnat.xlsx", ["Kunta"], ["Kangasala"], ["Tamper"])
    with pytest.raises(WrongWords, match=r"kunnat\.xlsx, rivi 3: Kuntaa ”Tamper” ei löydy"):
        areas.get_many([word])


def test_a_file_that_is_no_list_is_told(tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(WrongWords, match="ei ole ehjä Excel-työkirja"):
        ids(f"@{tmp_path / 'x.xlsx'}")
    with pytest.raises(WrongWords, match="ei ole yhtään aluetta"):
        ids(workbook(tmp_path / "empty.xlsx", ["Kunta"]))
    with pytest.raises(WrongWords, match="ei voi lukea"):
        ids(f"@{tmp_path / 'missing.xlsx'}")
