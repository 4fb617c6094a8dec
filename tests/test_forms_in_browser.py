"""Forms in a real JupyterLab, by labels and keys as a hand or a screen reader finds them, and looked at by axe."""

import pytest

from kotolib import house
from kotolib.programme import reading
from tests.running_lab import run_all, run_cells, small

pytestmark = pytest.mark.browser


def test_the_form_of_exploring_shows_what_is_typed(lab, chromium):
    """A Finnish, a Swedish and an old name by keyboard: sentence, figure and table change, and nothing goes wrong."""
    page = run_all(lab, chromium, "00_explore.ipynb", faults := [])
    for typed, place in (("Tampere", "Tampereella"), ("Esbo", "Espoossa"), ("Nastola", "Lahdessa")):
        page.get_by_label("Kunta tai alue").fill(typed)
        page.keyboard.press("Enter")
        said(page, ".koto-sentence", place)
    page.wait_for_selector(".koto-trend svg[role=img][aria-label*='Lahdessa']")
    said(page, ".widget-html.koto-table", "Lahti")
    assert "Nykyinen kunta on Lahti" in page.locator("p[role=status]").inner_text()
    walked = tab_through(page, "Kunta tai alue", 5)
    assert walked == ["Väestö", "Mittari", "Muut mittarit", "Mihin verrataan", "Vie tiedostoiksi"]
    assert faults == [] and axe(page, ".koto-sentence") == []
    page.close()


def test_a_goal_is_made_saved_found_after_a_reload_and_taken_back_and_its_state_is_tried_out(lab, chromium):
    name = small(lab, "make_a_goal.ipynb", "koto.goal_form(here)", "koto.what_if(here)")
    book = lab[0] / "data_sources" / "own" / house.EXAMPLE / "programme.xlsx"
    before = reading.read(book).programme.goals
    page = run_all(lab, chromium, name, faults := [])
    page.get_by_label("Mitä halutaan").fill("Yhä harvempi on työttömänä.")
    page.get_by_label("Teema").select_option("työllisyys")
    page.get_by_label("Mittari").select_option("Työttömien osuus työvoimasta")
    page.locator(".koto-path").get_by_role("img", name="Tavoitekuvio").wait_for()
    page.get_by_label("Tavoitetaso").fill("7,4")
    page.keyboard.press("Tab")
    said(page, ".koto-path", "muutos vuodessa −0,2")
    page.get_by_role("button", name="Tallenna työkirjaan").press("Enter")
    said(page, "p[role=status]", "on tallennettu")
    (made,) = set(reading.read(book).programme.goals) - set(before)
    assert (made.target, made.baseline, made.text) == (7.4, 8.4, "Yhä harvempi on työttömänä.")

    page.reload()
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.wait_for_selector(".jp-Toolbar-kernelName:has-text('Python 3')")
    run_cells(page, 6)  # the kernel lives on, and goes on counting
    form = page.locator(".koto-form:has(.koto-facts)")
    form.get_by_label("Tavoite", exact=True).select_option(f"{made.id} {made.text}")
    page.wait_for_function(
        "text => [...document.querySelectorAll('input')].some(one => one.value === text)", arg=made.text
    )
    form.get_by_label("Vastuutaho").fill("Elinvoima")
    page.keyboard.press("Tab")
    form.get_by_role("button", name="Tallenna työkirjaan").press("Enter")
    said(page, "p[role=status]", "on tallennettu")
    form.get_by_role("button", name="Kumoa tallennus").press("Enter")
    said(page, "p[role=status]", "tallennus on kumottu")
    assert set(reading.read(book).programme.goals) == {*before, made}

    said(page, ".koto-trial", "Ei etene")
    page.get_by_label("Luku kokeilussa").fill("75,5")
    page.keyboard.press("Enter")
    said(page, ".koto-trial", "Saavutettu")
    walked = tab_through(page, "Luku kokeilussa", 3)
    assert walked == ["Tavoite kokeilussa", "Palauta nykyiset luvut", "Vertaa aiempaan"]
    assert axe(page, ".koto-form") == [] and faults == []
    page.close()


def said(page, place: str, text: str) -> None:
    """Wait until the first place of a kind tells something."""
    page.locator(place, has_text=text).first.wait_for()


def tab_through(page, label: str, count: int) -> list[str]:
    """Names of the controls that the tab key comes to after one; each of them shows that it has the focus."""
    page.get_by_label(label).focus()
    names = []
    for _ in range(count):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "[document.activeElement.labels?.[0]?.textContent || document.activeElement.textContent,"
            " getComputedStyle(document.activeElement).outline]"
        )
        assert outline == "rgb(26, 31, 36) solid 3px", name
        names.append(name)
    return names


def axe(page, inside: str) -> list[str]:
    """What axe has to say of the cells of forms; Lab's own frame is not ours."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=f".jp-OutputArea-output:has({inside})").response
    assert found["passes"], "the form was not looked at"
    return [f"{one['id']}: {node['html'][:90]}" for one in found["violations"] for node in one["nodes"]]
