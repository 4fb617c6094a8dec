"""What is wrong in a delivered file is told at once with its cells; what is hostile is refused before it is opened."""

import errno
import resource
import time
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from kotolib import areas, cli, deliveries
from kotolib.errors import InTheWay, StoreDamaged
from kotolib.language import texts
from kotolib.programme.receiving import blank, grid
from kotolib.programme.receiving.bringing import NOTHING_TOLD
from kotolib.programme.receiving.guarding import LARGEST_FILE, refuse_hostile
from kotolib.store import writing
from tests.test_deliveries import AGREED, HATE, bring, filled, own

__all__ = ["own"]  # a fixture

ETHNIC = "etninen tai kansallinen tausta"


def refusal(path, form="hate_crimes", language="fi", told=NOTHING_TOLD) -> str:
    with pytest.raises(StoreDamaged) as refused:
        bring(path, form, told=told)
    return refused.value.tell(texts(language).plain)


def test_all_problems_are_told_at_once_with_their_cells_and_nothing_is_kept(tmp_path, own):
    def spoil(book):
        page = book.worksheets[0]
        page["E6"] = "noin kymmenen"
        page["F6"] = 12.5
        page["D7"] = "rasismi"
        page["C8"] = "viime vuosi"
        page["A9"] = "091"
        page["E10"] = -4
        page["F11"] = "#REF!"
        page["F11"].data_type = "e"
        page["E11"] = "=1+1"
        page.row_dimensions[9].hidden = True
        page.merge_cells("A13:B13")
        page["F10"].value, page["F10"].number_format = 0.12, "0 %"
        book.worksheets[1]["B4"] = "eilen"
        book.worksheets[1]["B3"] = None

    lines = [["211", 2024, ETHNIC, 1, 2], ["211", 2024, ETHNIC, 3, 4], ["211", 2024, ETHNIC, 3, 4],
             ["211", 2023, ETHNIC, 5, 6], ["211", 2022, ETHNIC, 5, 6], ["211", 2021, ETHNIC, 5, 6]]  # fmt: skip
    path = filled(tmp_path / "a.xlsx", "hate_crimes", lines, change=spoil)
    told = refusal(path)
    for cell in ("E6", "F6", "D7", "C8", "A9", "E10", "F10", "E11", "F11"):
        assert f"Luvut!{cell}: " in told, told
    assert "Toimitus!B4: ”eilen” ei ole päivä" in told and "Puuttuu: Toimituspäivä" not in told
    assert "Puuttuu: Toimittaja" in told and "rivi on piilotettu" in told and "A13:B13" in told
    assert not (own / "211-kangasala" / "deliveries").exists()
    assert "dold" in refusal(path, language="sv") and "hidden" in refusal(path, language="en")


@pytest.mark.parametrize("written", ["1 234", "1\u00a0234", "1\u202f234", 1234, "1234 kpl"])
def test_a_number_written_by_a_person_is_the_number(tmp_path, written, here):
    from kotolib import indicators

    path = filled(tmp_path / "a.xlsx", "hate_crimes", [["211", 2024, ETHNIC, written, 1300]])
    bring(path, "hate_crimes")
    rows = indicators.values(here(), "hate_crimes.reports").of("211", "ethnic")
    assert rows["value"].tolist() == [1234]


def per_cent(tmp_path, value, number_format="General"):
    def write(book):
        cell = book.worksheets[0]["E6"]
        cell.value, cell.number_format = value, number_format
        book.worksheets[1]["B7"] = "%"

    return filled(tmp_path / "a.xlsx", "group_figures", [["211", 2024, "Ryhmä", None]], change=write)


@pytest.mark.parametrize(
    ("value", "number_format", "meant"),
    [(12, "General", 12), (0.12, "0 %", 12), ("12 %", "General", 12), ("0,5 %", "General", 0.5), ("12,5", "@", 12.5)],
)
def test_a_percentage_is_read_by_its_sign(tmp_path, value, number_format, meant, here):
    from kotolib import indicators

    bring(per_cent(tmp_path, value, number_format), "group_figures")
    (row,) = indicators.values(here(), "group_figures.value").frame.to_dict("records")
    assert row["value"] == pytest.approx(meant)


def test_a_share_that_could_be_either_is_asked(tmp_path):
    told = refusal(per_cent(tmp_path, 0.12), "group_figures")
    assert "Luvut!E6: onko 0,12 prosenttia vai osuus? Kirjoita prosenttimerkki: 0,12 % tai 12 %." in told


def test_a_day_of_a_workbook_that_counts_from_1904_is_the_day(tmp_path):
    def change(book):
        book.epoch = CALENDAR_MAC_1904

    path = filled(tmp_path / "a.xlsx", "hate_crimes", HATE, change=change)
    bring(path, "hate_crimes")
    assert deliveries.newest(areas.get("Kangasala"), "hate_crimes").card.updated == "2026-11-20"


def test_a_bare_number_in_place_of_a_day_is_no_day_when_days_are_counted_from_1904(tmp_path):
    def change(book):
        book.epoch = CALENDAR_MAC_1904
        book.worksheets[1]["B4"].value = 44885
        book.worksheets[1]["B4"].number_format = "General"

    assert "Toimitus!B4: päivä on pelkkä luku" in refusal(
        filled(tmp_path / "a.xlsx", "hate_crimes", HATE, change=change)
    )


def test_a_formula_without_a_value_and_an_identity_code_are_told(tmp_path):
    def change(book):
        book.worksheets[0]["F6"] = "=SUM(A1:A2)"
        book.worksheets[0]["H7"] = "soita 131052-308T"

    told = refusal(filled(tmp_path / "a.xlsx", "hate_crimes", HATE, change=change))
    assert "kaava, jolla ei ole laskettua arvoa" in told and "Luvut!H7: solussa on henkilötunnus" in told
    assert "308T" not in told


def test_a_template_of_another_form_or_area_and_a_strange_table_are_told(tmp_path):
    path = filled(tmp_path / "a.xlsx", "hate_crimes", HATE, area="Orivesi")
    assert "pohja on tehty alueelle 562, ei alueelle 211" in refusal(path)
    assert "pohja on lomakkeen hate_crimes, ei lomakkeen staff_training" in refusal(path, "staff_training")
    book = openpyxl.Workbook()
    book.active.append(["jotain", "muuta"])
    book.save(tmp_path / "b.xlsx")
    told = refusal(tmp_path / "b.xlsx", told=AGREED)
    assert "Sarakkeita ei löydy: Vuosi, Vaikutin, Rikosilmoituksia, Epäiltyjä rikoksia. Luetut taulukot: Sheet." in told


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_table_of_text_with_the_same_headers_is_brought(tmp_path, separator, encoding):
    rows = [
        ["Kunta", "År", "Motiv", "Brottsanmälningar", "Misstänkta brott"],
        ["Kangasala", "2024", "annat motiv", "30", "31"],
    ]
    path = tmp_path / "a.csv"
    path.write_text("\n".join(separator.join(row) for row in rows), encoding=encoding)
    assert bring(path, "hate_crimes", told=AGREED).figures == 2
    path.write_text(path.read_text(encoding=encoding).replace("30", "x"), encoding=encoding)
    assert "D2: ”x” ei ole luku" in refusal(path, told=AGREED)


# --- hostile files


def zipped(path, parts: dict[str, bytes]):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_part(tmp_path, name: str, content) -> object:
    """The form's own template with one part more, or another in its place."""
    source = filled(tmp_path / "a.xlsx", "hate_crimes", HATE)
    with zipfile.ZipFile(source) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = content(parts.get(name, b"")) if callable(content) else content
    return zipped(tmp_path / "b.xlsx", parts)


SHEET = "xl/worksheets/sheet1.xml"
HOSTILE = {
    "old form or password": (
        lambda folder: folder / "a.xlsx",
        b"\xd0\xcf\x11\xe0" + b"x" * 600,
        "salasanalla tai vanhaa",
    ),
    "not a workbook": (lambda folder: folder / "a.xlsx", b"PK\x03\x04 rikki", "ei ole ehjä Excel-työkirja"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_open_workbook_is_refused(tmp_path, name):
    place, content, told = HOSTILE[name]
    path = place(tmp_path)
    path.write_bytes(content)
    assert told in refusal(path)


def million_rows(xml: bytes) -> bytes:
    row = b'<row r="1048576"><c r="A1048576" t="n"><v>1</v></c></row>'
    return xml.replace(b"</sheetData>", row + b"</sheetData>")


def range_over_everything(tag: str):
    """A worksheet with an element whose range is the whole sheet."""
    stretched = f'<{tag}s><{tag} ref="A100:XFD1048576" location="a"/></{tag}s>'.encode()
    return lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + stretched)


def in_another_encoding(xml: bytes) -> bytes:
    """The texts in UTF-16, in which a search for bytes finds nothing."""
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]>' + xml.decode().partition("?>")[2]
    return text.encode("utf-16")


PREFIXED = b"<x:worksheet>" + b'<x:row r="1"><x:c r="A1"/></x:row>' * 51_000


@pytest.mark.parametrize(
    ("part", "content", "told"),
    [
        ("xl/vbaProject.bin", b"macro", "on makroja"),
        (
            "xl/sharedStrings.xml",
            lambda xml: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + xml,
            "vieras XML",
        ),
        (SHEET, million_rows, "on liian suuri"),
        (SHEET, lambda _: b"<worksheet>" + b'<row r="1"><c r="A1"/></row>' * 650_000, "on liian suuri"),
        ("xl/media/bomb.xml", b"0" * 70_000_000, "on liian suuri"),
        ("xl/sharedStrings.xml", in_another_encoding, "vieras XML"),
        (SHEET, range_over_everything("mergeCell"), "on liian suuri"),
        (SHEET, range_over_everything("hyperlink"), "on liian suuri"),
        (SHEET, lambda _: PREFIXED, "on liian suuri"),
        ("xl/styles.xml", lambda _: b"<styleSheet>" + b"<a/>" * 400_001, "on liian suuri"),
    ],
    ids=[
        *("macros", "entity", "a million rows", "endless cells", "bomb", "another encoding", "merged sheet"),
        *("linked sheet", "prefixed rows", "endless styles"),
    ],
)
def test_what_is_hostile_is_refused_within_a_second_and_200_megabytes(tmp_path, part, content, told):
    path = with_part(tmp_path, part, content)
    del content
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(StoreDamaged) as refused:
        refuse_hostile(path)
    assert told in refused.value.tell()
    assert time.process_time() - started < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_an_endless_list_of_parts_is_refused_before_it_is_read(tmp_path):
    path = zipped(tmp_path / "a.xlsx", {f"{number:020}": b"" for number in range(16_000)})
    with pytest.raises(StoreDamaged, match="on liian suuri"):
        refuse_hostile(path)


def test_a_cell_far_away_does_not_make_those_between(tmp_path):
    far = b'<row r="49000"><c r="XFD49000"><v>1</v></c></row></sheetData>'
    path = with_part(tmp_path, SHEET, lambda xml: xml.replace(b"</sheetData>", far))
    started = time.process_time()
    assert grid.read(path).grids[0].at(49_000, 16_384).value == 1 and time.process_time() - started < 1


@pytest.mark.parametrize("name", ["a.csv", "a.px"])
def test_a_text_file_larger_than_any_answer_is_refused(tmp_path, name):
    with (tmp_path / name).open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(StoreDamaged, match="on liian suuri"):
        bring(tmp_path / name, "commissioned_table")


# --- what a disk or a stop in the middle leaves


def test_a_full_disk_leaves_nothing_brought(tmp_path, own, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing, "_parquet", full)
    with pytest.raises(InTheWay, match=r"deliveries ei voi kirjoittaa \(levy on täynnä\)"):
        bring(filled(tmp_path / "a.xlsx", "hate_crimes", HATE), "hate_crimes")
    assert not list((own / "211-kangasala" / "deliveries").iterdir())


def test_what_a_stopped_import_left_is_not_seen_and_goes_with_the_next(tmp_path, own):
    left = own / "211-kangasala" / "deliveries" / ".2026-11-23T101530_hate_crimes.part"
    left.mkdir(parents=True)
    assert deliveries.newest(areas.get("Kangasala"), "hate_crimes") is None
    bring(filled(tmp_path / "a.xlsx", "hate_crimes", HATE), "hate_crimes")
    assert [path.name for path in left.parent.iterdir()] == ["2026-11-24T101530_hate_crimes"]


def test_a_later_file_of_the_form_tells_which_delivery_it_takes_the_place_of(tmp_path, own, capsys):
    bring(filled(tmp_path / "a.xlsx", "hate_crimes", HATE), "hate_crimes")
    path = filled(tmp_path / "b.xlsx", "hate_crimes", HATE[3:])
    assert cli.main(["import", str(path), "--form", "hate_crimes", "--area", "Kangasala"]) == 0
    assert "Aiempi, tuotu 24.11.2026 (luvut: 2024–2025), jää talteen" in capsys.readouterr().out


def test_the_example_row_is_not_read_and_the_template_asks_for_the_terms(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(blank.blank(deliveries.form("group_figures"), areas.get("Kangasala"), "fi", date(2026, 11, 24)))
    told = refusal(path, "group_figures")
    assert "ei ole yhtään lukua" in told
    for term in (
        "Toimittaja",
        "Toimituspäivä",
        "Lisenssi tai lupa",
        "Vuoden aikana vai vuoden lopussa",
        "Mitä luvut ovat",
    ):
        assert f"Puuttuu: {term}" in told
