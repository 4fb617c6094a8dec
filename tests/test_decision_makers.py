"""The decision-makers' page: short enough for two minutes, light enough to send, and on one sheet of paper."""

import io

import pikepdf
import pytest

from kotolib import house
from kotolib.display.decision_makers import count_words
from kotolib.documents.blocks import Markdown, Table
from kotolib.documents.html import section_page
from kotolib.documents.pdf.writer import section_pdf
from tests.odd_municipalities import IN_FIGURES
from tests.residents_page import document as executed

EXAMPLE = house.EXAMPLE
STEM = "70_for_decision_makers"
MOST_WORDS, MOST_BYTES = 400, 500_000


def document(area: str, language: str = "fi"):
    return executed(area, language, STEM)


def texts(area: str, language: str = "fi") -> list[str]:
    told = []
    for block in document(area, language).blocks:
        if isinstance(block, Markdown):
            told.append(block.text)
        elif isinstance(block, Table):
            rows = (cell["text"] for row in block.json["rows"] for cell in row)
            told += [block.json["caption"], *block.json["columns"], *rows, *block.json["notes"], block.json["source"]]
    return told


@pytest.mark.parametrize("area", [*IN_FIGURES, "599", EXAMPLE, "211", "211+562"])
def test_the_page_has_at_most_four_hundred_words(area):
    assert 30 < count_words(texts(area)) <= MOST_WORDS


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_example_is_as_short_in_other_languages(language):
    assert count_words(texts(EXAMPLE, language)) <= MOST_WORDS


@pytest.mark.parametrize(("area", "sheets"), [(EXAMPLE, 2), ("545", 1)])
def test_the_page_is_light_and_one_sheet_of_paper_or_two_where_there_are_eight_goals(area, sheets):
    assert len(section_page(document(area)).encode("utf-8")) < MOST_BYTES
    with pikepdf.open(io.BytesIO(section_pdf(document(area)))) as pdf:
        assert len(pdf.pages) <= sheets


def test_goals_stand_in_the_order_of_attention_with_sign_and_word():
    (table,) = [b.json for b in document(EXAMPLE).blocks if isinstance(b, Table) and b.json["key"] == "goals-in-short"]
    signs = [row[3]["text"].split()[0] for row in table["rows"]]
    assert len(signs) == 8 and signs == sorted(signs, key="■◆▶✓○".index)


def test_what_is_decided_next_comes_from_the_timetable_and_reporting_in_order_of_days():
    told = "\n".join(texts(EXAMPLE))
    assert told.index("10.2.2027") < told.index("15.3.2027") < told.index("15.4.2027")
    assert "15.6.2026" not in told  # the programme was approved then
    assert "Tulevia päätöksiä ei ole kirjattu." in "\n".join(texts("766"))


def test_what_people_wrote_says_its_language_on_a_page_of_another():
    tables = {block.json["key"]: block.json for block in document(EXAMPLE, "en").blocks if isinstance(block, Table)}
    for key, column in (("decided-next", 1), ("challenges-heard", 0)):
        assert {row[column]["language"] for row in tables[key]["rows"]} == {"fi"}


def test_a_hidden_number_is_not_on_the_page():
    assert "Vieraskielisten määrästä ei esitetä laskelmaa" in "\n".join(texts("766"))


@pytest.mark.browser
@pytest.mark.parametrize(("language", "width"), [("fi", 1280), ("sv", 360), ("en", 320)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(chromium, tmp_path, language, width):
    from axe_playwright_python.sync_playwright import Axe

    place = tmp_path / "page.html"
    place.write_text(section_page(document(EXAMPLE, language)), encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
    page.goto(place.as_uri())
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
