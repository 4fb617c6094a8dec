"""A JupyterLab as ``koto.py lab`` starts it, on copies of the notebooks and figures, and a page with all cells run."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kotolib import house

TOKEN = "koe"


@contextmanager
def running(home: Path) -> Iterator[tuple[Path, str]]:
    """The folder and the address of a JupyterLab: running all must not touch the project."""
    for folder in ("notebooks", "data_sources"):
        shutil.copytree(house.home() / folder, home / folder, ignore=shutil.ignore_patterns("own", "__pycache__"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"KOTO_HOME": str(home), "JUPYTER_TOKEN": TOKEN, "PYTHONPATH": str(house.home())}
    settings |= {name: str(home / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    command = [sys.executable, "-m", "kotolib", "lab", "--no-browser", "--port", str(port)]
    with open(home / "lab.log", "wb") as log:
        server = subprocess.Popen(command, env=os.environ | settings, stdout=log, stderr=log, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/api/status?token={TOKEN}", server, home / "lab.log")
        yield home, address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(address: str, server: subprocess.Popen, log) -> None:
    for _ in range(300):
        assert server.poll() is None, log.read_text(encoding="utf-8")
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8"))


def _wait_for_kernel(page, sessions: str, name: str) -> None:
    """Running all before the kernel is there would ask which kernel is meant."""
    page.wait_for_selector(".jp-Toolbar-kernelName:has-text('Python 3')", timeout=60_000)
    for _ in range(300):
        with urllib.request.urlopen(sessions, timeout=10) as answer:
            states = {session["name"]: session["kernel"]["execution_state"] for session in json.load(answer)}
        if states.get(name) == "idle":
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"no kernel for {name}: {states}")


def run_all(lab: tuple[Path, str], chromium, name: str):
    """The page of a notebook whose cells have all been run without an error."""
    home, address = lab
    page = chromium.new_page()
    page.goto(f"{address}/lab/tree/notebooks/{name}?token={TOKEN}&reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    _wait_for_kernel(page, f"{address}/api/sessions?token={TOKEN}", name)
    # Menus by their place: their words depend on the language of the interface.
    page.locator(".lm-MenuBar-item").nth(3).click()
    page.locator("[data-command='runmenu:run-all']").click()
    cells = json.loads((home / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
    last = sum(cell["cell_type"] == "code" for cell in cells)
    page.wait_for_function(
        """last => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
                   .some(prompt => prompt.textContent.includes(`[${last}]`))""",
        arg=last,
        timeout=90_000,
    )
    page.wait_for_timeout(300)
    faults = page.locator(".jp-RenderedText:is([data-mime-type$='stderr'], [data-mime-type$='error'])")
    assert faults.all_inner_texts() == []
    return page
