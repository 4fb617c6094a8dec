"""What many tests share: a situation of a fixed day, a real Chromium off the network, and no silent skip in CI."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest

from tests import shared_run

AS_OF = "2026-11-24"
"""The day that tests see pages from."""

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = "no Chromium on this machine, so no page was looked at: apt-get install chromium (the Debian package)"


def pytest_configure(config: pytest.Config) -> None:
    """What is costly is made once in a run, whichever of its processes needs it first."""
    if not hasattr(config, "workerinput"):
        shared_run.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    if not hasattr(config, "workerinput"):
        shared_run.end()


@pytest.fixture(scope="session")
def here() -> Callable:
    """Make situations: ``here()`` is Kangasala in Finnish, ``here("091", "fi")`` another; always of the same day."""
    from kotolib import situation

    def begin(area: str = "211", language: str = "fi", edition: str = "latest"):
        return situation.begin(area, language, edition, AS_OF)

    return begin


@pytest.fixture(scope="module")
def chromium() -> Iterator:
    """A headless Chromium of the machine's own; without one, a loud skip.

    Lives as long as a test module: Playwright's event loop would be in the way of the kernels of other modules.
    """
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        pytest.skip(NO_CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory) -> Iterator:
    """The folder and the address of a JupyterLab on copies of the notebooks, the figures and the worked example."""
    from tests.running_lab import running

    with running(tmp_path_factory.mktemp("lab")) as started:
        yield started


@pytest.fixture
def page(chromium) -> Iterator:
    """A desktop page that is off the network; ``page.asked`` collects every request that is not for a local file."""
    context = chromium.new_context(offline=True, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda request: _note(request.url, opened.asked))
    yield opened
    context.close()


def _note(url: str, asked: list[str]) -> None:
    if not url.startswith(("file:", "data:", "about:", "blob:")):
        asked.append(url)


LONGEST = tuple(
    f"test_{name}.py"
    for name in (
        *("sweep", "lab", "run", "batch", "comparison_figures", "display", "standing", "example_pages"),
        *("editions_page", "final", "decisions", "engine", "door", "pdf", "figures_more", "batch_faults"),
    )
)
"""Files that take minutes: begun first, so that no processor waits for the other at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, all others in their order."""
    items.sort(key=lambda item: LONGEST.index(item.path.name) if item.path.name in LONGEST else len(LONGEST))


def _skipped(session: pytest.Session) -> list:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    return reporter.stats.get("skipped", []) if reporter else []


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where CI runs, a test that was skipped is a test that failed."""
    if os.environ.get("CI") == "true" and _skipped(session) and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter) -> None:
    """Say after the run what was skipped, and that CI does not accept it."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped and os.environ.get("CI") == "true":
        terminalreporter.section("skipped tests fail this run (CI=true)", red=True)
    for report in skipped:
        terminalreporter.line(f"not run: {report.nodeid}")
