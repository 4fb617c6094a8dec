"""Tables of genuine figures in a real Chromium: none is wider than its column, at any width, in any language."""

import pytest

from kotolib import comparison, situation
from kotolib.display import funnels, outputs, trends
from kotolib.documents.exporters import KotoHTMLExporter
from tests.conftest import AS_OF
from tests.executed_notebook import code, notebook, prose, shown

pytestmark = pytest.mark.browser

AGAINST = ("similar", "region", "country")
# Area, language, indicator: six columns with long names, a reason instead of a number, two long words beside numbers.
WIDE = (
    ("211", "fi", "unemployed.share"),
    ("211+562+635", "fi", "unemployed.share"),
    ("766", "fi", "foreign_language.share"),
    ("545", "sv", "unemployed.share"),
    ("211", "en", "foreign_language.share"),
)
TOO_WIDE = """() => {
  const column = document.querySelector("main").getBoundingClientRect()
  document.querySelectorAll("details").forEach(each => { each.open = true })
  const own = each => each.closest("[role=region][tabindex='0'][aria-label]")
  return [...document.querySelectorAll("main table")]
    .filter(each => each.getBoundingClientRect().right > column.right + 0.5 && !own(each))
    .map(each => each.caption.textContent)
}"""


def table(area: str, language: str, indicator: str) -> outputs.Table:
    here = situation.begin(area, language, "latest", AS_OF)
    values = comparison.values(here, indicator, against=AGAINST)
    return trends.trend(here, values).table


def funnel(area: str, language: str) -> outputs.Table:
    here = situation.begin(area, language, "latest", AS_OF)
    return funnels.funnel(here, comparison.values(here, "election_turnout.share", against=AGAINST)).table


@pytest.fixture(scope="module")
def tables_page(tmp_path_factory):
    shown_tables = [code(shown(each)) for each in (*(table(*one) for one in WIDE), funnel("545", "sv"))]
    nb = notebook(prose("# Taulukot"), *shown_tables)
    path = tmp_path_factory.mktemp("wide") / "tables.html"
    path.write_text(KotoHTMLExporter().from_notebook_node(nb, {"metadata": {"name": "tables"}})[0], encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", [320, 360, 641, 700, 800, 1280])
def test_no_table_is_wider_than_its_column(page, tables_page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(tables_page)
    assert page.locator("main table").count() == len(WIDE) + 1
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_table_that_is_too_wide_is_found(page, tables_page):
    page.goto(tables_page)
    page.add_style_tag(content="table { width: 200%; }")
    assert len(page.evaluate(TOO_WIDE)) == len(WIDE) + 1
