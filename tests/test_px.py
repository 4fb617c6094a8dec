"""PC-Axis files: genuine ones, made-up tables written and read back, code pages, and broken files."""

import re
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotolib.errors import KotoError
from kotolib.fetch import px
from kotolib.fetch.joining import joined
from tests.encoded_tables import PxForm, Table, Variable, as_px, cells_of, made_up, px_forms, tables

WIRE = Path(__file__).parent / "fixtures" / "wire" / "px"
# Letters that all the code pages of the tests have, and marks that break careless readers.
LETTERS = "abÅÄÖåäö;,=()[]#'.-*:/ 01"


def sample(name: str) -> bytes:
    return next(WIRE.glob(f"*{name}*.px")).read_bytes()


def counted(table) -> dict[str, int]:
    counts = table.frame["symbol"].value_counts()
    return {symbol: number for symbol, number in counts.items() if number}


def file(*lines: str, data: str = "1 2 3 4", encoding: str = "cp1252") -> bytes:
    """A small file of two areas and two years, with lines of its own before the data."""
    head = [
        'CHARSET="ANSI"', 'STUB="Alue"', 'HEADING="Vuosi"', 'VALUES("Alue")="Ähtäri","Äänekoski"',
        'VALUES("Vuosi")="2023","2024*"', 'TIMEVAL("Vuosi")=TLIST(A1),"2023","2024"', *lines,
    ]  # fmt: skip
    return (";\n".join(head) + f";\nDATA=\n{data};\n").encode(encoding)


# --- genuine files


@pytest.mark.parametrize("path", sorted(WIRE.glob("*.px")), ids=lambda path: path.name)
def test_the_numbers_of_a_genuine_file_are_its_own_in_its_order(path):
    data = path.read_bytes().rpartition(b"DATA=")[2].decode("ascii")
    written = re.findall(r'"[^"]*"|[^\s;]+', data)
    frame = px.decode(path.read_bytes()).frame
    assert len(frame) == len(written)
    for text, value, symbol in zip(written, frame["value"], frame["symbol"], strict=True):
        if text.startswith('"'):
            assert symbol == text.strip('"') and (value == 0 if symbol == "-" else pd.isna(value))
        else:
            assert value == float(text) and symbol == ""


def test_confidential_and_missing_cells_are_counted():
    assert counted(px.decode(sample("eckero"))) == {"": 192, "...": 61}
    assert set(px.decode(sample("eckero")).frame["status"]) == {"ok", "suppressed_by_source"}
    assert counted(px.decode(sample("TAB002"))) == {"..": 9921, "": 9879}


def test_a_dash_is_nought():
    table = px.decode(sample("BEXSTA"))
    assert table.frame[table.frame["symbol"] == "-"]["value"].eq(0).all() and set(table.frame["status"]) == {"ok"}


@pytest.mark.parametrize(("language", "label", "title"), [
    ("fi", "Yhteensä", "Väestö 31.12."), ("sv", "Totalt", "Befolkning 31.12."), ("en", "Total", "Population 31.12."),
])  # fmt: skip
def test_each_language_has_its_labels_and_the_same_codes(language, label, title):
    table = px.decode(sample("11rc"), language)
    assert table.dimensions[1].labels[0] == label and table.label.startswith(title)
    assert [one.id for one in table.dimensions] == ["Vuosi", "Sukupuoli", "Ikä", "Tiedot"]
    assert table.language == language and table.dimension("Sukupuoli").eliminated_by == "SSS"
    pd.testing.assert_frame_equal(table.frame, px.decode(sample("11rc")).frame)


def test_a_language_that_the_file_does_not_have_gives_its_own():
    assert px.decode(sample("11rc"), "de").language == "fi"


def test_letters_that_only_windows_has_are_read():
    greenland = px.decode(sample("BEXSTA"), "kl")
    assert greenland.notes[0].endswith("sinnaapput.”")
    labels = [label for one in px.decode(sample("eckero")).dimensions for label in one.labels]
    assert "Eckerö" in labels and not any("\x7f" < mark < "\xa0" for label in labels for mark in label)


def test_units_decimals_and_moments_of_contents():
    eckero = px.decode(sample("eckero"), "sv")
    assert eckero.unit_of("TYOTOSUUS").label == "procent" and eckero.unit_of("TYOTOSUUS").decimals == 1
    assert eckero.unit_of("TYOTTOMATULK").label == "stycke" and eckero.unit_of("TYOTTOMATULK").decimals == 0
    assert eckero.updated == datetime(2024, 12, 23, 8) and eckero.source.startswith("Arbets")
    assert eckero.notes[0].endswith("... = Uppgift är sekretessbelagd")
    lorries = px.decode(sample("CONTVARIABLE"))
    assert lorries.metric.category_notes["maara"][0].startswith("Tavaramäärä kuvaa")


def test_roles_are_those_that_the_file_tells():
    table = px.decode(sample("TAB002"))
    assert (table.time.id, table.geo.id, table.metric.id) == ("TIME", "REGION", "ContentsCode")
    assert table.time.scale == "A1" and table.dimension("AGE").eliminated_by == "TOTAL"
    assert px.decode(sample("pxmake-MAP")).dimension("region").role == "geo"


def test_without_codes_labels_are_codes_in_every_language():
    table = px.decode(sample("no_codes"), "kl")
    assert table.dimension("type").codes == ("a", "b", "c", "d")
    assert table.dimension("type").labels == ("a_kl", "b_kl", "c_kl", "d_kl")


# --- written and read back


@made_up
@given(tables(LETTERS, symbols_of_numbers=False, nameless_gaps=False), px_forms)
def test_what_is_written_is_read(table, form):
    whole = px.decode(as_px(named_apart(table), form))
    pd.testing.assert_frame_equal(cells_of(whole.frame), named_apart(table).frame())
    assert [one.labels for one in whole.dimensions] == [one.labels for one in named_apart(table).variables]
    assert whole.notes == ("DATA=1; 2",)


def named_apart(table: Table) -> Table:
    """PC-Axis tells variables apart by their labels, so these must differ."""
    variables = [Variable(one.id, f"{one.label}{n}", one.codes, one.labels) for n, one in enumerate(table.variables)]
    return Table(tuple(variables), table.numbers, table.symbols)


@made_up
@given(tables(LETTERS, symbols_of_numbers=False, nameless_gaps=False), px_forms, st.sampled_from(["CODES", "VALUES"]))
def test_rows_by_keys_are_read_and_left_out_rows_are_noughts(table, form, keys):
    table = with_different_labels(named_apart(table))
    form = PxForm(form.encoding, max(1, form.stub), form.broken_after, form.separator, form.line, keys=keys)
    pd.testing.assert_frame_equal(cells_of(px.decode(as_px(table, form)).frame), table.frame())


def with_different_labels(table: Table) -> Table:
    variables = [
        Variable(one.id, one.label, one.codes, tuple(f"{label}{n}" for n, label in enumerate(one.labels)))
        for one in table.variables
    ]
    return Table(tuple(variables), table.numbers, table.symbols)


@made_up
@given(tables(LETTERS, symbols_of_numbers=False, nameless_gaps=False), st.data())
def test_parts_joined_are_the_whole_and_variables_may_be_permuted(table, data):
    table = named_apart(table)
    axis = data.draw(st.integers(0, len(table.variables) - 1))
    codes = table.variables[axis].codes
    cut = data.draw(st.integers(0, len(codes)))
    order = data.draw(st.permutations(range(len(table.variables))))
    parts = [table.cells_where(axis, part) for part in (codes[:cut], codes[cut:]) if part]
    files = [as_px(parts[0]), *(as_px(part.permuted(order)) for part in parts[1:])]
    whole = px.decode(as_px(table)).frame
    pd.testing.assert_frame_equal(joined([px.decode(part) for part in files]).frame, whole)
    names = [one.id for one in table.variables]
    pd.testing.assert_frame_equal(px.decode(as_px(table.permuted(order))).arranged(names).frame, whole)


# --- forms


def test_periods_without_codes_lose_the_mark_and_keep_the_meaning():
    table = px.decode(file())
    assert table.dimension("Vuosi").codes == ("2023", "2024") and table.dimension("Vuosi").labels[1] == "2024*"
    assert table.frame["status"].tolist() == ["ok", "preliminary"] * 2


def test_labels_that_repeat_get_numbers_when_there_are_no_codes():
    table = px.decode(file('VALUES("Alue")="Muu","Muu"'))
    assert table.dimension("Alue").codes == ("Muu", "Muu [2]") and table.dimension("Alue").labels == ("Muu", "Muu")


@pytest.mark.parametrize(
    ("claimed", "encoding"),
    [
        ('CODEPAGE="iso-8859-1"', "latin-1"),
        ('CODEPAGE="1252"', "cp1252"),
        ('CODEPAGE="utf-8"', "utf-8"),
        ('CODEPAGE="iso-8859-15"', "utf-8"),  # claims one, is another
        ('MATRIX="X"', "cp1252"),
        ('MATRIX="X"', "utf-8-sig"),
        ('MATRIX="X"', "utf-16"),
    ],
)
def test_letters_are_read_by_what_the_file_is(claimed, encoding):
    assert px.decode(file(claimed, encoding=encoding)).dimension("Alue").labels == ("Ähtäri", "Äänekoski")


@pytest.mark.parametrize("encoding", ["cp850", "cp1252"])
def test_old_files_without_a_charset_are_of_dos_or_windows(encoding):
    old = file(encoding=encoding).replace(b'CHARSET="ANSI";\n', b"")
    assert px.decode(old).dimension("Alue").labels == ("Ähtäri", "Äänekoski")


def test_the_end_of_file_of_dos_and_commas_between_numbers_do_no_harm():
    assert px.decode(file(data="1,2,\t3 4") + b"\x1a").frame["value"].tolist() == [1, 2, 3, 4]
    assert px.decode(file(data='1 .. "." -')).frame["symbol"].tolist() == ["", "..", ".", "-"]


def test_hierarchies_and_notes_of_categories():
    table = px.decode(
        file(
            'CODES("Alue")="A","B"',
            'HIERARCHIES("Alue")="A","A":"B"',
            'VALUENOTE("Alue","Ähtäri")="Yksi;#kaksi"',
            'NOTEX("Alue")="Tärkeä"',
            'NOTE("Alue")="Muu"',
            'CELLNOTE("Ähtäri","2023")="Solu"',
        )
    )
    area = table.dimension("Alue")
    assert area.children == {"A": ("B",)} and area.category_notes == {"A": ("Yksi;\nkaksi",)}
    assert area.notes == ("Tärkeä", "Muu") and table.extension["CELLNOTE"] == ((("Ähtäri", "2023"), "Solu"),)


def test_keys_of_values_with_blanks_and_semicolons():
    keyed = file('VALUES("Alue")="Ähtäri; muu","Äänekoski"', 'KEYS("Alue")=VALUES', data='"Ähtäri; muu", 5 "..."\n')
    frame = px.decode(keyed).frame
    assert frame["symbol"].tolist() == ["", "...", "", ""] and frame["value"].iloc[[0, 2, 3]].tolist() == [5, 0, 0]


def test_a_line_that_ends_inside_a_text_is_a_blank():
    assert px.decode(file('NOTE="Yksi\r\nkaksi"')).notes == ("Yksi kaksi",)


def test_a_file_of_heading_only_or_stub_only_is_read():
    for word in ("STUB", "HEADING"):
        one = f'CHARSET="ANSI";{word}="Vuosi";VALUES("Vuosi")="2023","2024";DATA=1 2;'.encode()
        assert px.decode(one).frame["value"].tolist() == [1, 2]


def test_semicolons_at_the_ends_of_rows_are_separators():
    # The Spanish office ends every row with one.
    assert px.decode(file(data='1 "..";\n3 4')).frame["symbol"].tolist() == ["", "..", "", ""]
    with pytest.raises(KotoError, match="lukuja on 2"):
        px.decode(file(data='1 ".."'))


def test_periods_may_be_told_as_a_span():
    spanned = file('TIMEVAL("Vuosi")=TLIST(A1,"2023"-"2024")')
    assert px.decode(spanned).time.scale == "A1" and px.decode(spanned).time.codes == ("2023", "2024")


def test_own_symbols_of_a_source():
    frame = px.decode(file(data='1 "-" 3 4'), meanings={"-": "suppressed_by_source"}).frame
    assert frame["status"].iloc[1] == "suppressed_by_source" and pd.isna(frame["value"].iloc[1])


# --- what is no PC-Axis file


@pytest.mark.parametrize(
    ("source", "what"),
    [
        (b"", "tyhjä"),
        (b"Alue;Vuosi;Arvo\n1;2;3\n", "ei ole PC-Axis-tiedosto: sen alku on ”Alue;Vuosi"),
        (b"<html><h1>403 - Forbidden</h1></html>", "verkkosivu.*403 - Forbidden"),
        (b"PK\x03\x04xl/workbook.xml", "Excel"),
        (file().partition(b"DATA")[0], "katkeaa ennen lukuja"),
        (file()[:-3], "DATA: se katkeaa kesken"),
        (file(data="1 2 3"), "DATA: lukuja on 3, mutta.*4"),
        (file(data="1 2 3 4 5"), "DATA: lukuja on 5"),
        (file(data="1 2 3 x"), r"DATA\[3\]: arvo ”x”"),
        (file('CODES("Alue")="1"'), r'CODES\("Alue"\): koodeja on 1 ja luokkia 2'),
        (file('CODES("Alue")="1","1"'), "luokka ”1” on kahdesti"),
        (file('VALUES("Alue")='), r'VALUES\("Alue"\)'),
        (file('NOTE="avoin'), "NOTE: sanan NOTE lainausmerkki.*riviltä 7|katkeaa"),
        (file("tämä ei ole avainsana"), "rivi 7 ei ole PC-Axis-muotoa: ”tämä ei ole"),
        (file('CODEPAGE="klingon"'), "merkistöä ”klingon” ei tunneta"),
        (file('CODEPAGE="utf-8"', encoding="latin-1"), "rivin 4 merkit eivät ole merkistöä utf-8"),
        (file('KEYS("Alue")=VALUES', data='"Helsinki" 1 2'), "avainta ”Helsinki” ei ole"),
        (file('KEYS("Alue")=VALUES', data='"Ähtäri" 1 2 "Ähtäri" 3 4'), "samat avaimet"),
        (file('KEYS("Alue")=VALUES', data='"Ähtäri" 1'), "viimeinen rivi jää vajaaksi"),
        (file('HEADING="Alue"'), "sama muuttuja on kahdesti"),
        (file('VARIABLECODE("Alue")="x"', 'VARIABLECODE("Vuosi")="x"'), "sama tunnus ”x”"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(source, what):
    with pytest.raises(KotoError, match=what):
        px.decode(source)


@made_up
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=3))
def test_a_file_broken_anywhere_is_read_or_refused_in_a_sentence(place, junk):
    whole = sample("CONTVARIABLE")
    try:
        px.decode(whole[:place] + junk + whole[place + len(junk) :])
    except KotoError as fault:
        assert str(fault).startswith("Aineistoa ei voi lukea")


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99, 0.9999])
def test_a_file_cut_anywhere_is_refused(cut):
    whole = sample("eckero")
    with pytest.raises(KotoError, match=r"katkeaa|lainausmerkki"):
        px.decode(whole[: int(len(whole) * cut)])


def test_only_bytes_are_read():
    with pytest.raises(TypeError, match="bytes"):
        px.decode("CHARSET")
