"""Tables as they are read in a notebook and on a page."""

import re
from dataclasses import replace

import pytest

from kotolib.display import tables
from kotolib.display.outputs import Cell, Table
from tests.executed_notebook import key_numbers, shares_by_area, shares_by_year


def html(table, **how):
    return tables.as_html(table.as_json(), **how)


def test_headers_say_whether_they_head_a_column_or_a_row():
    text = html(shares_by_area())
    assert len(re.findall(r'<th role="columnheader" scope="col"', text)) == 4
    assert len(re.findall(r'<th role="rowheader" scope="row"', text)) == 4
    assert text.index("<caption") < text.index("<thead") < text.index("<tbody")


def test_every_part_keeps_its_role_when_a_phone_shows_rows_as_blocks():
    text = html(shares_by_area(), inline_styles=False)
    roles = re.findall(r'<(\w+) role="(\w+)"', text)
    assert set(roles) == {
        ("table", "table"),
        ("thead", "rowgroup"),
        ("tbody", "rowgroup"),
        ("tr", "row"),
        ("th", "columnheader"),
        ("th", "rowheader"),
        ("td", "cell"),
    }


def test_numbers_and_the_reasons_for_missing_ones_are_aligned_at_the_end():
    text = html(shares_by_area())
    assert re.search(r'class="number" style="text-align:right[^"]*">2,6<', text)
    assert re.search(r'class="number reason" style="text-align:right[^"]*">peitetty tietosuojan vuoksi<', text)


def test_a_column_of_words_is_aligned_at_the_start():
    rows = ((Cell("Kieli"), Cell("suomi")), (Cell("Bändi"), Cell("ruotsi")))
    text = html(replace(shares_by_year(), columns=("Mitä", "Arvo"), rows=rows))
    assert "text-align:right" not in text


def test_the_own_row_is_marked():
    text = html(shares_by_area(), inline_styles=False)
    assert re.findall(r'<tr role="row" class="own"><th[^>]*>([^<]*)<', text) == ["Kangasala"]


def test_notes_and_source_stand_under_the_table():
    text = html(shares_by_area())
    assert text.index("</table>") < text.index("* ennakkotieto") < text.index("Lähde: Tilastokeskus")


def test_everything_is_escaped_wherever_it_comes_from():
    evil = '"><img src=x onerror=alert(1)><script>alert(2)</script>'
    rows = ((Cell(evil), Cell(evil)),)
    table = replace(
        shares_by_year(), caption=evil, columns=(evil, evil), rows=rows, notes=(evil,), source=evil, language=evil
    )
    for inline_styles in (True, False):
        text = html(table, inline_styles=inline_styles)
        assert "<img" not in text and "<script" not in text and '"">' not in text
    assert "<img" not in html(replace(key_numbers(), rows=rows, caption=evil))


def test_only_the_text_of_a_cell_travels_never_its_number():
    rows = ((Cell("Kangasala"), Cell("noin 1 340", 1338.24)),)
    assert "1338" not in html(replace(shares_by_year(), columns=("Alue", "Määrä"), rows=rows))


@pytest.mark.parametrize("status", ["suppressed", "suppressed_by_source", "missing", "below_quality"])
def test_a_hidden_cell_that_carries_its_number_is_refused(status):
    rows = ((Cell("Sottunga"), Cell("peitetty tietosuojan vuoksi", 3, status)),)
    with pytest.raises(ValueError, match="carries a number"):
        html(replace(shares_by_year(), columns=("Alue", "Määrä"), rows=rows))


def test_key_numbers_are_a_list_read_number_first():
    text = html(key_numbers(), inline_styles=False)
    assert re.sub(r"<[^>]+>", "", text).startswith("3,9\xa0% asukkaista on vieraskielisiä")
    assert text.count("<li>") == 3 and 'role="list"' in text and "<table" not in text


def test_a_notebook_needs_no_style_sheet_and_a_page_gets_no_inline_style():
    assert "style=" in html(shares_by_area())
    assert "style=" not in html(shares_by_area(), inline_styles=False)


def test_a_star_hangs_outside_the_digits():
    assert '11,4<span class="hang">*</span>' in html(shares_by_area())


def words(*columns: str) -> str:
    table = Table("w", "Sanoja", columns, (tuple(map(Cell, columns)),), "fi")
    return tables.as_html(table.as_json(), inline_styles=False)


def test_long_words_that_do_not_fit_beside_each_other_give_rows_as_blocks_or_may_be_divided():
    long, short = "yhdenvertaisuussuunnitelma", "osuus"
    assert 'class="few"' in words(short, short, short) and "long" not in words(short, short, short)
    assert 'class="many"' in words(long, short, short)
    assert 'class="few wordy"' in words(short, long) and words(short, long).count("yhden\u00adver\u00adtai\u00ad") == 2
    assert 'class="many wordy"' in words(long, long, long, short)


def test_a_word_that_fits_is_whole_and_an_address_is_never_given_soft_hyphens():
    address = "kotoutumisen.edistaminen@kunta.example"
    assert "\u00ad" not in words("vieraskielisten", "osuus")
    shown = words("osuus", address)
    assert shown.replace("<wbr>", "").count(address) == 3 and shown.count('class="long"') == 2
    assert "<wbr>.edistaminen@<wbr>kunta<wbr>.example" in shown
    assert "\u00ad" not in tables.as_html(
        Table("w", "Sanoja", ("yhdenvertaisuussuunnitelma", "osuus"), ((Cell("a"), Cell("b")),), "fi").as_json()
    )
