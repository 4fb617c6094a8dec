"""``bench``: runs a measured claim of ``tests/benchmarks``; knows how they are called, not what they measure."""

import ast
import importlib.util
import json
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Annotated

import typer

from kotolib import house
from kotolib.cli import options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_, InTheWay, WrongWords


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("bench", cls=Command, help=N_("Tee mittaus ja näytä tulos; ilman nimeä luettele mittaukset."))(command)


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NIMI]", help=N_("Mittauksen nimi."))] = "",
    file: Annotated[str, typer.Option("--json", metavar="TIEDOSTO", help=N_("Kirjoita tulos myös tiedostoon."))] = "",
    language: options.Spoken = "fi",
    verbose: options.Verbose = False,
) -> int:
    """Run a benchmark, or list them."""
    known = benchmarks()
    if not name:
        for title, path in known.items():
            print(f"{title:<16} {first_sentence(path)}")
        return 0
    if name not in known:
        raise WrongWords(N_("Mittausta ”{name}” ei ole. Mittaukset: {names}."), name=name, names=", ".join(known))
    result = json.dumps(load(known[name]).main(), indent=2, ensure_ascii=False)
    print(result)
    if file:
        _write(Path(file), result + "\n")
    return 0


def benchmarks() -> dict[str, Path]:
    """The benchmarks by name."""
    return {path.stem: path for path in sorted(house.benchmarks().glob("[a-z]*.py"))}


def first_sentence(path: Path) -> str:
    """The first line of a benchmark's docstring, read without running it."""
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]


def load(path: Path) -> ModuleType:
    """A benchmark as a module; its ``main()`` takes nothing and gives back what JSON can hold."""
    if str(house.home()) not in sys.path:
        sys.path.insert(0, str(house.home()))  # a benchmark may lean on the tests, which are not installed
    form = importlib.util.spec_from_file_location(f"koto_bench_{path.stem}", path)
    module = importlib.util.module_from_spec(form)
    form.loader.exec_module(module)
    return module


def _write(path: Path, text: str) -> None:
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise InTheWay(N_("Tiedostoa {path} ei voi kirjoittaa ({why})."), path=path, why=fault.strerror) from fault
