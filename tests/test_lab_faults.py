"""What goes wrong around a notebook in JupyterLab has a clear outcome, and nothing that was saved is lost."""

import json

import pytest

from tests.running_lab import choose, opened, run_all, run_cells, running, serving, small

pytestmark = pytest.mark.browser

DIALOG, ANSWERS = ".jp-Dialog", ".jp-OutputArea-output"
TREND = 'v = koto.values(here, "foreign_language.share")\nkoto.trend(here, v)'
DIES = (
    "import os\nfrom kotolib.display import figures\nfigures.draw = lambda *_, **__: os.kill(os.getpid(), 9)\n" + TREND
)


def saved(lab, name: str) -> list[str]:
    """The code cells as they are on the disk."""
    cells = json.loads((lab[0] / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def save(page) -> None:
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !document.querySelector('.lm-TabBar-tab.jp-mod-dirty')", timeout=10_000)


def close_dialogs(page) -> None:
    """One waits behind another."""
    page.wait_for_selector(DIALOG, timeout=30_000)
    while page.locator(DIALOG).count():
        page.keyboard.press("Escape")
        page.wait_for_timeout(500)


def write_at_the_end(page, text: str) -> None:
    page.locator(".jp-CodeCell .cm-content").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def test_a_kernel_killed_while_a_figure_is_drawn_is_told_and_all_runs_again(lab, chromium):
    page = opened(lab, chromium, small(lab, "killed.ipynb", TREND, DIES))
    choose(page, 3, "runmenu:run-all")
    page.wait_for_selector(f"{DIALOG}:has-text('killed.ipynb')", timeout=30_000)
    page.locator(f"{DIALOG} .jp-mod-accept").click()
    assert page.locator(f"{ANSWERS} figure img").count() == 1 and saved(lab, "killed.ipynb")[2] == DIES
    page.locator(".jp-CodeCell .cm-content").last.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("koto.trend(here)")
    run_cells(page, 3)
    assert page.locator(f"{ANSWERS} figure img").count() == 1
    # A wrong call is one sentence, and no traceback.
    assert (
        page.locator(ANSWERS).last.inner_text() == "Kutsusta koto.trend puuttuu argumentti. Oikein: koto.trend(here, v)"
    )
    page.close()


@pytest.mark.slow
def test_a_second_tab_asks_before_it_writes_over_what_the_first_saved(lab, chromium):
    name = small(lab, "twice.ipynb", 'koto.say(here, koto.values(here, "population"))')
    first, second = run_all(lab, chromium, name), opened(lab, chromium, name)
    write_at_the_end(first, "  # ensimmäinen")
    save(first)
    write_at_the_end(second, "  # toinen")
    second.keyboard.press("Control+s")
    second.wait_for_selector(f"{DIALOG}:has-text('twice.ipynb')", timeout=10_000)
    assert second.locator(f"{DIALOG} button").count() == 3  # cancel, take the saved one, write over
    assert saved(lab, name)[1].endswith("# ensimmäinen")
    first.close()
    second.close()


def test_a_notebook_that_may_only_be_read_runs_and_says_that_it_is_not_saved(lab, chromium):
    (lab[0] / "notebooks" / "locked").mkdir()
    name = small(lab, "locked/only_read.ipynb", TREND)
    path = lab[0] / "notebooks" / name
    path.chmod(0o444)
    path.parent.chmod(0o555)
    page = run_all(lab, chromium, name)
    write_at_the_end(page, "  # muutos")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".Toastify__toast:has-text('only_read.ipynb')", timeout=10_000)
    assert page.locator(f"{ANSWERS} figure img").count() == 1 and saved(lab, name)[1] == TREND
    page.close()


@pytest.mark.slow
def test_after_a_restart_in_the_middle_all_is_run_again_from_the_beginning(lab, chromium):
    name = small(lab, "restarted.ipynb", TREND, "import time; time.sleep(60)", "koto.say(here, v)")
    page = opened(lab, chromium, name, told := [])
    choose(page, 3, "runmenu:run-all")
    page.wait_for_selector(f"{ANSWERS} figure img", timeout=60_000)
    choose(page, 4, "kernelmenu:restart")
    page.locator(f"{DIALOG} .jp-mod-accept").click()
    page.wait_for_function("() => document.querySelectorAll('.jp-InputPrompt')[2].textContent.trim() === '[ ]:'")
    page.locator(".jp-CodeCell .cm-content").nth(2).click()
    page.keyboard.press("Control+a")
    page.keyboard.type("koto.table(here, v)")
    run_cells(page, 4)
    assert "Vieraskielisten osuus" in page.locator(ANSWERS).last.inner_text() and told == []
    page.close()


@pytest.mark.slow
def test_an_expired_token_keeps_the_edit_on_the_screen_until_the_new_address_is_opened(tmp_path, chromium):
    with running(tmp_path) as lab:
        name = small(lab, "expired.ipynb", 'koto.say(here, koto.values(here, "population"))')
        page = run_all(lab, chromium, name)
        save(page)
        before = saved(lab, name)
        write_at_the_end(page, "  # uusi")
    with serving(tmp_path, int(lab[1].rpartition(":")[2]), token="toinen"):
        page.context.clear_cookies()
        close_dialogs(page)  # the server cannot be reached
        page.keyboard.press("Control+s")
        page.wait_for_selector(f"{DIALOG}[aria-label*='expired.ipynb']", timeout=30_000)
        assert saved(lab, name) == before
        page.evaluate("address => fetch(address)", f"{lab[1]}/lab?token=toinen")  # as another tab would
        close_dialogs(page)
        save(page)
        assert saved(lab, name)[1].endswith("# uusi")
    page.close()
