"""A JupyterLab as ``koto.py lab Nastola`` starts it, on copies of the notebooks and figures, and pages of it."""

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

import nbformat

from kotolib import house
from tests.test_batch_faults import obey_permissions

TOKEN = "koe"
OWN = "own/398-lahti/fi"
"""Where the copies of the area stand: Nastola is an old name of a part of Lahti."""


@contextmanager
def running(home: Path) -> Iterator[tuple[Path, str]]:
    """The folder and the address of a JupyterLab: running all must not touch the project."""
    for folder in ("notebooks", "data_sources"):
        shutil.copytree(house.home() / folder, home / folder, ignore=shutil.ignore_patterns("own", "__pycache__"))
    shutil.copytree(house.example(), home / "data_sources" / "own" / house.EXAMPLE)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with serving(home, port):
        yield home, f"http://127.0.0.1:{port}"


@contextmanager
def serving(home: Path, port: int, token: str = TOKEN, language: str = "fi") -> Iterator[subprocess.Popen]:
    """The server alone, on a folder that is there."""
    # A kernel of the same name that the user has elsewhere must not be taken.
    other = home / "JUPYTER_DATA_DIR" / "kernels" / "python3" / "kernel.json"
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_text(
        json.dumps({"argv": ["false"], "display_name": "Python 3", "language": "python"}), encoding="utf-8"
    )
    settings = {
        "JUPYTER_PREFER_ENV_PATH": "0",
        "KOTO_HOME": str(home),
        "JUPYTER_TOKEN": token,
        "PYTHONPATH": str(house.home()),
    }
    settings |= {name: str(home / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR")}
    command = [sys.executable, "-m", "kotolib", "lab", "Nastola", "--language", language]
    command += ["--no-browser", "--port", str(port)]
    with open(home / "lab.log", "ab") as log:
        server = subprocess.Popen(
            command,
            env=os.environ | settings,
            stdout=log,
            stderr=log,
            preexec_fn=obey_permissions,
            start_new_session=True,
        )
    try:
        _wait(f"http://127.0.0.1:{port}/api/status?token={token}", server, home / "lab.log")
        yield server
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


def _wait_for_kernel(page, sessions: str, path: str) -> None:
    """Running all before the kernel is there would ask which kernel is meant."""
    page.wait_for_selector(".jp-Toolbar-kernelName:has-text('Python 3')", timeout=60_000)
    for _ in range(300):
        with urllib.request.urlopen(sessions, timeout=10) as answer:
            states = {session["path"]: session["kernel"]["execution_state"] for session in json.load(answer)}
        if states.get(path) == "idle":
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"no kernel for {path}: {states}")


def opened(lab: tuple[Path, str], chromium, name: str, faults: list | None = None):
    """The page of a notebook, its kernel ready; ``faults`` gets what the console of the page complains of."""
    _home, address = lab
    page = chromium.new_page()
    if faults is not None:
        page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{address}/lab/tree/notebooks/{name}?token={TOKEN}&reset")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    _wait_for_kernel(page, f"{address}/api/sessions?token={TOKEN}", f"notebooks/{name}")
    return page


def choose(page, menu: int, command: str) -> None:
    """A menu by its place: its words depend on the language of the interface."""
    page.locator(".lm-MenuBar-item").nth(menu).click()
    page.locator(f"[data-command='{command}']").click()


def run_cells(page, count: int) -> None:
    """Run all and wait until the last code cell has been run."""
    choose(page, 3, "runmenu:run-all")
    page.wait_for_function(
        """last => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
                   .some(prompt => prompt.textContent.includes(`[${last}]`))""",
        arg=count,
        timeout=90_000,
    )
    page.wait_for_timeout(300)


def run_all(lab: tuple[Path, str], chromium, name: str, faults: list | None = None):
    """The page of a notebook whose cells have all been run without an error."""
    page = opened(lab, chromium, name, faults)
    cells = json.loads((lab[0] / "notebooks" / name).read_text(encoding="utf-8"))["cells"]
    run_cells(page, sum(cell["cell_type"] == "code" for cell in cells))
    told = page.locator(".jp-RenderedText:is([data-mime-type$='stderr'], [data-mime-type$='error'])")
    assert told.all_inner_texts() == []
    return page


def small(lab: tuple[Path, str], name: str, *cells: str, area: str = house.EXAMPLE) -> str:
    """A notebook of a few code cells below the one that begins the situation; gives its name back."""
    begin = f'import kotolib as koto\n\nhere = koto.begin("{area}", "fi", as_of="2026-11-24")'
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in (begin, *cells)]
    nbformat.write(notebook, lab[0] / "notebooks" / name)
    return name
