"""``test``: pytest on the project's tests; knows which are run, not what they test."""

import os
from typing import Annotated

import typer

from kotolib import house
from kotolib.cli.help_pages import Command
from kotolib.errors import N_, SetupFailed

# pytest's codes: 1 failed, 2 interrupted, 3 internal, 4 usage, 5 nothing collected. Ours: 5 is a failed set-up.
EXIT_CODES = {0: 0, 1: 1, 2: 130, 3: 1, 4: 2, 5: 2}

ON_EVERY_PROCESSOR = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    settings = {"ignore_unknown_options": True}
    text = N_("Aja testit; muut sanat menevät pytestille, esimerkiksi test -k areas.")
    app.command("test", cls=Command, context_settings=settings, help=text)(command)


def command(
    slow: Annotated[bool, typer.Option("--slow", help=N_("Myös minuutteja kestävät testit."))] = False,
    words: Annotated[list[str] | None, typer.Argument(metavar="[SANA…]", help=N_("pytestin omat sanat."))] = None,
) -> int:
    """Run the tests in this process."""
    try:
        import pytest
    except ImportError:
        raise SetupFailed(
            N_("Testikirjastot puuttuvat. Asenna ne: python -m pip install -c constraints.txt -e .[test]")
        ) from None
    os.chdir(house.home())
    return EXIT_CODES.get(int(pytest.main(pytest_words(slow, words or []))), 1)


def pytest_words(slow: bool, words: list[str]) -> list[str]:
    """What pytest is called with: slow tests only when asked for, or when the user chooses by marks himself.

    Everything is run on every processor, the tests of a file together; what the user chose, in this one process.
    """
    chosen_by_mark = any(word == "-m" or word.startswith("-m=") for word in words)
    marks = [] if slow or chosen_by_mark else ["-m", "not slow"]
    return [*marks, *(words or ON_EVERY_PROCESSOR)]
