"""The example's own pages in a real browser, by eye, keyboard and paper: kinds that no other file opens."""

from itertools import pairwise

import pytest

from kotolib import house
from kotolib.documents import formats
from kotolib.documents.assembly import Failed
from kotolib.documents.html import Link, section_page
from kotolib.documents.imprint import Imprint
from kotolib.documents.programme.assembly import assembled
from tests.residents_page import document
from tests.test_pages import RULES

pytestmark = pytest.mark.browser
PAGES = (
    ("50_programme", "sv"),
    ("55_communication", "en"),
    ("61_annual_report", "sv"),
    ("05_checklist", "fi"),
)
FOCUSED = """() => {
  const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one)
  return [one.tagName, box.width > 0 && box.height > 0 && box.left >= 0 && box.right <= innerWidth + 1,
          style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2]
}"""


def text(stem: str, language: str) -> str:
    made = document(house.EXAMPLE, language, stem)
    if stem != "50_programme":
        return section_page(made, parts=[Link("31", "31_residents.html"), Link(made.title, f"{stem}.html", True)])
    imprint = Imprint.of(made)
    parts = tuple(assembled(made, [("31_residents", Failed("31", "33_work"))], imprint, "goals"))
    return formats.WRITERS["html"].programme(parts, imprint).decode("utf-8")


@pytest.fixture(scope="module", params=PAGES, ids=[stem for stem, _ in PAGES])
def opened(request, chromium, tmp_path_factory):
    place = tmp_path_factory.mktemp("pages") / "page.html"
    place.write_text(text(*request.param), encoding="utf-8")
    page = chromium.new_page(viewport={"width": 1200, "height": 900}, bypass_csp=True)
    page.goto(place.as_uri())
    yield page
    page.close()


def test_axe_finds_nothing(opened):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(opened, options={"runOnly": RULES}).response
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found["violations"]] == []
    assert len(found["passes"]) > 15
    levels = opened.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => +each.tagName[1])")
    assert levels.count(1) == 1 and all(low - high <= 1 for high, low in pairwise(levels))


def test_a_narrow_phone_shows_it_without_scrolling_sideways(opened):
    opened.set_viewport_size({"width": 320, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= 320
    opened.set_viewport_size({"width": 1200, "height": 900})


def test_the_keyboard_walks_the_page_and_its_place_is_seen(opened):
    opened.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    stops = []
    for _ in range(40):
        opened.keyboard.press("Tab")
        stops.append(opened.evaluate(FOCUSED))
        if stops[-1][0] == "BODY":
            stops.pop()
            break
    assert len(stops) > 3 and all(seen and marked for _tag, seen, marked in stops), stops
    assert opened.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0


def test_forced_colours_and_paper_keep_figures_tables_and_headings(opened):
    opened.emulate_media(forced_colors="active")
    own = (
        "[...document.querySelectorAll('figure img, figure svg')].map(each => getComputedStyle(each).forcedColorAdjust)"
    )
    assert set(opened.evaluate(own)) <= {"none"}
    opened.emulate_media(forced_colors="none", media="print")
    shown = "[...document.querySelectorAll('h1, h2, main > table')].every(each => each.getClientRects().length)"
    assert opened.evaluate(shown)
    opened.emulate_media(media="screen")
