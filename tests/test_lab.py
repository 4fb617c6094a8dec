"""JupyterLab as ``koto.py lab`` starts it: the notebooks open in a real browser and run from top to bottom."""

import nbformat
import pytest

from kotolib import house
from tests.running_lab import OWN, TOKEN, run_all

NOTEBOOKS = [path.name for path in sorted(house.notebooks().glob("3*.ipynb"))]
QUICK = "31_residents.ipynb"
DECIDED = ("10_responsibility", "20_cooperation", "37_services_and_needs", "40_goals")

pytestmark = pytest.mark.browser


def test_lab_of_an_area_begins_with_its_own_notebooks_in_finnish(lab, chromium):
    """The address that the browser is given leads to the copies, and one of them runs without a word being set."""
    page = chromium.new_page()
    page.goto(f"{lab[1]}/?token={TOKEN}")
    page.wait_for_selector(".jp-DirListing-item[title*='10_responsibility.ipynb']", timeout=60_000)
    assert page.url == f"{lab[1]}/lab/workspaces/{OWN.replace('/', '-')}/tree/notebooks/{OWN}"
    assert page.locator("html").get_attribute("lang") == "fi-FI"
    page.close()
    page = run_all(lab, chromium, f"{OWN}/{QUICK}", told := [])
    assert page.get_by_role("img", name="Lahdessa").count() >= 1 and told == []
    page.keyboard.press("Control+Shift+k")
    page.wait_for_selector(".jp-TableOfContents-content .jp-tocItem-content >> nth=2")
    outline = page.locator(".jp-TableOfContents-content .jp-tocItem-content").all_inner_texts()
    assert outline[:2] == ["Asukkaat", "Paljonko kunnassa asuu maahanmuuttaneita?"]
    page.close()


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.slow) for name in NOTEBOOKS])
def test_run_all_shows_every_output_without_an_error(lab, chromium, name):
    page = run_all(lab, chromium, name)
    # Without a workbook the sections of decisions tell in sentences what is missing.
    assert page.locator(".jp-OutputArea-output :is(figure img[alt], table, p)").count() >= 1
    page.close()


def test_a_full_workbook_shows_its_tables_and_figures(lab, chromium):
    """The sections of decisions one after another, so that one kernel is enough."""
    home, _address = lab
    whole = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    for name in DECIDED:
        cells = nbformat.read(house.notebooks() / f"{name}.ipynb", as_version=4).cells
        # Comparing all indicators for candidate themes has its own test, and takes its time.
        whole.cells += [cell for cell in cells if "candidate_themes" not in cell.source]
    for number, cell in enumerate(whole.cells):
        cell.id = f"cell-{number}"
        cell.source = cell.source.replace('area: str = "211"', f'area: str = "{house.EXAMPLE}"')
        cell.source = cell.source.replace('as_of: str = ""', 'as_of: str = "2026-11-24"')
    nbformat.write(whole, home / "notebooks" / "decided.ipynb")

    page = run_all(lab, chromium, "decided.ipynb")
    shown = ".jp-OutputArea-output"
    assert page.locator(f"{shown} table").count() >= 25
    assert page.locator(f"{shown} figure img[alt]").count() >= 8
    assert page.locator(f"{shown} h4").count() == 8  # a card for each goal
    page.close()
