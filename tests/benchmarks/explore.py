"""How soon the form of 00_explore shows a new figure after a change, in a real JupyterLab and Chromium; whether it
flickers, loses an event under fast clicking, or lets memory grow.

A change is timed in the page itself, from the event of the control to the figure that stands in its place. Every other
change is a typed municipality, every other an indicator chosen from its list.
"""

import itertools
import json
import shutil
import statistics
import tempfile
import urllib.request
from pathlib import Path

from kotolib import sources
from tests.running_lab import TOKEN, run_all, running

CHANGES, MEMORY_CHANGES, FAST = 100, 500, 30
MEDIAN_MS, SLOW_MS = 300, 600
"""What a change may take at the median and at the 95th percentile."""

NOTEBOOK = "00_explore.ipynb"
AREAS = ("Tampere", "Esbo", "Kangasala", "Vanda", "Oulu", "Jyväskylä", "Närpes", "Lahti", "Kuopio", "Rovaniemi")
INDICATORS = ("unemployed.share", "foreign_language.count", "tertiary_educated.share", "foreign_language.share")

_WATCH = """() => {
    const trend = document.querySelector('.koto-trend');
    window.watched = {begun: 0, took: [], empty: 0, heights: []};
    const figure = () => trend.querySelector('svg[role=img]')?.getAttribute('aria-label') || '';
    let last = figure();
    new MutationObserver(() => {
        const now = figure();
        if (!trend.textContent.trim()) watched.empty += 1;
        if (!now || now === last) return;
        last = now;
        if (watched.begun) watched.took.push(performance.now() - watched.begun);
        watched.begun = 0;
    }).observe(trend, {childList: true, subtree: true, characterData: true});
    document.addEventListener('change', () => { watched.begun ||= performance.now(); }, true);
    const frame = () => { watched.heights.push(trend.offsetHeight); requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
}"""


def main(argv: list[str] | None = None) -> dict:
    """Measure, and give milliseconds, frames without a figure, lost events and megabytes.

    Parameters
    ----------
    argv
        How many changes are timed, and after how many memory is looked at.
    """
    from playwright.sync_api import sync_playwright

    changes, long = (int(word) for word in argv) if argv else (CHANGES, MEMORY_CHANGES)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with (
        tempfile.TemporaryDirectory(prefix="koto-bench-") as folder,
        running(Path(folder)) as lab,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = run_all(lab, browser, NOTEBOOK, told := [])
        page.wait_for_selector(".koto-trend svg[role=img]")
        result = _timed(page, changes) | _fast(page) | _memory(page, long, lab[1])
        browser.close()
    return result | {"errors of the console": told, "may be": {"median ms": MEDIAN_MS, "95 % ms": SLOW_MS}}


def _changes():
    """Typed municipalities and chosen indicators by turns; no two of one kind alike in a row."""
    for area, name in zip(itertools.cycle(AREAS), itertools.cycle(_names()), strict=False):
        yield "Kunta tai alue", area
        yield "Mittari", name


def _names() -> list[str]:
    return [sources.load().indicators[one].name.in_language("fi") for one in INDICATORS]


def _change(page, label: str, value: str) -> None:
    control = page.get_by_label(label, exact=True)
    if label == "Mittari":
        control.select_option(value)
    else:
        control.fill(value)
        page.keyboard.press("Enter")


def _timed(page, changes: int) -> dict:
    ways = _changes()
    page.evaluate(_WATCH)
    for number in range(changes + 4):  # the first ones read figures from the disk
        _change(page, *next(ways))
        page.wait_for_function("number => watched.took.length > number", arg=number, timeout=20_000)
        page.wait_for_timeout(700)  # the other views are drawn before the next hand movement
    first, took = page.evaluate("[watched.took.slice(0, 4), watched.took.slice(4)]")
    took, heights = sorted(took), page.evaluate("watched.heights")
    return {
        "changes": len(took),
        "median ms": round(statistics.median(took)),
        "95 % ms": round(took[int(len(took) * 0.95) - 1]),
        "slowest ms": round(took[-1]),
        "first ones ms": [round(one) for one in first],
        "times without a figure": page.evaluate("watched.empty"),
        "frames": len(heights),
        "least and most height of the figure's place": [min(heights), max(heights)],
    }


def _fast(page) -> dict:
    """Many changes without a pause: in the end every view shows the last of them."""
    _change(page, "Mittari", _names()[0])
    for area in (*itertools.islice(itertools.cycle(AREAS), FAST), "Pori"):
        _change(page, "Kunta tai alue", area)
    page.wait_for_function(
        "document.querySelector('.widget-html.koto-table').textContent.includes('Pori')", timeout=30_000
    )
    page.wait_for_timeout(2000)
    views = {
        view: page.locator(f".widget-html.koto-{view}").inner_text()
        for view in ("sentence", "trend", "table", "compare")
    }
    return {
        "fast changes": FAST,
        "views that show the last one": [one for one, text in views.items() if "Pori" in text],
    }


def _memory(page, changes: int, address: str) -> dict:
    """Megabytes of the page and of the kernel after each hundred changes."""
    seen, kernel = [], _kernel(address)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    for number, area in enumerate(itertools.islice(itertools.cycle(AREAS), changes), 1):
        before = page.locator(".koto-sentence").inner_text()
        _change(page, "Kunta tai alue", area)
        page.wait_for_function(
            "before => document.querySelector('.koto-sentence').innerText !== before", arg=before, timeout=20_000
        )
        if number % max(changes // 5, 1) == 0:
            page.wait_for_timeout(1500)
            seen.append({"changes": number, **_page_memory(session), "kernel MB": _resident(kernel)})
    return {"memory": seen}


def _page_memory(session) -> dict:
    session.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return {"page MB": round(metrics["JSHeapUsedSize"] / 1e6, 1), "nodes": int(metrics["Nodes"])}


def _kernel(address: str) -> Path:
    """The folder in /proc of the process that runs the notebook's cells."""
    with urllib.request.urlopen(f"{address}/api/sessions?token={TOKEN}", timeout=10) as answer:
        kernels = {one["path"]: one["kernel"]["id"] for one in json.load(answer)}
    wanted = kernels[f"notebooks/{NOTEBOOK}"].encode()
    return next(one for one in Path("/proc").glob("[0-9]*") if wanted in (one / "cmdline").read_bytes())


def _resident(process: Path) -> float:
    lines = (process / "status").read_text(encoding="utf-8").splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1000, 1)


if __name__ == "__main__":
    print(json.dumps(main(), indent=2, ensure_ascii=False))
