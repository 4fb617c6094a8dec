"""A commissioned PC-Axis file is brought with the file's own numbers, for the area's municipalities only."""

from pathlib import Path

import pytest

from kotolib import areas, deliveries, frame
from kotolib.errors import StoreDamaged
from kotolib.fetch import px
from kotolib.programme.receiving.terms import Terms
from tests.test_deliveries import bring, own

__all__ = ["own"]  # a fixture

FILE = """CHARSET="ANSI";AXIS-VERSION="2013";CODEPAGE="utf-8";LANGUAGE="fi";DECIMALS=1;SHOWDECIMALS=1;
TITLE="Lapset kielen mukaan";CONTENTS="Lapset";UNITS="henkilöä";SOURCE="Tilastokeskus";LAST-UPDATED="20261012 08:00";
STUB="Alue","Kieli";HEADING="Vuosi";
VALUES("Alue")="KOKO MAA","Kangasala","Orivesi";CODES("Alue")="SSS","KU211","KU562";
VALUES("Kieli")="suomi","ukraina";CODES("Kieli")="fi","uk";
VALUES("Vuosi")="2023","2024";TIMEVAL("Vuosi")=TLIST(A1),"2023","2024";
DATA=
1000.5 1001.5
90 91
100 101
12 "..."
50 51
7 "..";
"""
NATIONAL = (Path(__file__).parent / "fixtures/wire/px/statfin_vaerak_pxt_11rc.px").read_text(encoding="iso-8859-15")
TOLD = Terms(licence="Tilaus 17/2026", measure="stock", unit="persons")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "tilaus.px"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_the_numbers_are_those_of_the_file_and_other_areas_are_left_out(table, here):
    brought = bring(table, "commissioned_table", told=TOLD)
    assert (brought.figures, brought.left_out, brought.years) == (4, 2, (2023, 2024))
    rows = deliveries.newest(areas.get("Kangasala"), "commissioned_table").rows()
    cells = px.decode(FILE.encode()).frame
    theirs = cells[cells["Alue"] == "KU211"]
    assert rows.sort_values(["group", "time"])["value"].tolist() == pytest.approx(theirs["value"].tolist(), nan_ok=True)
    assert rows.sort_values(["group", "time"])["status"].tolist() == theirs["status"].tolist()
    assert set(rows["group"]) == {"suomi", "ukraina"}


def test_the_file_tells_who_and_when_itself(table):
    card = bring(table, "commissioned_table", told=TOLD).delivery.card
    assert (card.publisher["fi"], card.updated) == ("Tilastokeskus", "2026-10-12")


def test_what_the_source_keeps_secret_is_told_as_secret(table, here):
    import kotolib as koto

    bring(table, "commissioned_table", told=TOLD)
    rows = koto.values(here(), "commissioned_table.value").of("211", "ukraina").set_index("year")
    assert rows.loc[2023, "value"] == 12 and rows.loc[2024, "status"] == frame.SUPPRESSED_BY_SOURCE


@pytest.mark.parametrize(
    ("change", "form", "told"),
    [
        (lambda text: text, "hate_crimes", "Px-tiedosto tuodaan lomakkeella"),
        (lambda text: text.replace("STUB", "STOB"), "commissioned_table", "Px-tiedostoa ei voi lukea"),
        (lambda text: text.replace("KU211", "KU111").replace("Kangasala", "Lahti"), "group_figures", "ei ole alueen"),
        (lambda _: NATIONAL, "group_figures", "ei tiedetä, minkä alueen"),
        (lambda text: text.replace("2023", "2023M01").replace("2024", "2024M01").replace("A1", "M1"),
         "commissioned_table", "Vain vuosittaiset"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_told_apart_is_refused(table, own, change, form, told):
    table.write_text(change(FILE), encoding="utf-8")
    with pytest.raises(StoreDamaged, match=told):
        bring(table, form, told=TOLD)
    assert not (own / "211-kangasala" / "deliveries").exists()


def test_a_px_file_without_a_licence_is_told_which_option_tells_it(table):
    with pytest.raises(StoreDamaged, match=r"Puuttuu: Lisenssi tai lupa\. .* --licence"):
        bring(table, "commissioned_table", told=Terms(measure="stock", unit="persons"))
