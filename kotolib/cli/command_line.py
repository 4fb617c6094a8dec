"""From the words of the command line to an exit code; knows the commands and how faults end, not what commands do."""

import os
import sys
from itertools import pairwise

import typer

from kotolib.cli import (
    areas,
    batch,
    bench,
    deliveries,
    doctor,
    faults,
    fetch,
    lab,
    lint,
    messages,
    options,
    programme,
    requests,
    run,
    sources,
    test,
)
from kotolib.cli.help_pages import Group
from kotolib.errors import N_, KotoError
from kotolib.language import LANGUAGES, Texts, texts

PROGRAMME = "py koto.py" if os.name == "nt" else "python3 koto.py"
INTERRUPTED = 130

app = typer.Typer(
    cls=Group,
    name="koto",
    help=N_("Kunnan kotoutumisen edistämisen suunnittelu: tilannekuva muistikirjoina ja sivuina."),
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
_GROUPS = (areas, programme, lint, requests, deliveries, run, batch, fetch, doctor, sources, lab, test, bench, messages)
for group in _GROUPS:
    group.register(app)


def _show_version(wanted: bool) -> None:
    if wanted:
        import kotolib

        print(f"kotolib {kotolib.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help=N_("Näytä versio ja lopeta.")
    ),
    language: options.Spoken = "fi",
) -> None:
    """What all commands share."""


def main(words: list[str]) -> int:
    """Run one command line and tell every fault in one sentence.

    Parameters
    ----------
    words
        What the user wrote after the programme's name; nothing means ``--help``.

    Returns
    -------
    int
        The exit code: 0 all made, 1 something failed, 2 wrong words, 3 damaged store, 4 in the way, 5 set-up,
        130 interrupted.
    """
    _ = texts("fi")
    try:
        _ = texts(spoken_language(words))
        code = _carry_out(words or ["--help"], _)
        if code == INTERRUPTED:
            # Typer catches Ctrl-C itself and says nothing.
            raise KeyboardInterrupt
        sys.stdout.flush()
        return code
    except KotoError as fault:
        faults.tell(fault.tell(_.plain))
        return fault.exit_code
    except typer.TyperException as fault:
        faults.tell(faults.wrong_usage(fault, PROGRAMME, _))
        return fault.exit_code
    except (KeyboardInterrupt, typer.Abort):
        faults.tell(_("Keskeytetty."))
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_has_enough()
    except SystemExit as end:
        # Typer turns a broken pipe into an exit of its own.
        return _reader_has_enough() if isinstance(end.__context__, BrokenPipeError) else int(end.code or 0)
    except Exception as fault:
        faults.tell_unexpected(fault, words, _)
        return 1


def _reader_has_enough() -> int:
    """The reader (`head`, `less`) has closed the pipe: no fault, and Python must not complain when it flushes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return 0


def _carry_out(words: list[str], _: Texts) -> int:
    command = typer.main.get_command(app)
    code = command.main(words, prog_name=PROGRAMME, standalone_mode=False, windows_expand_args=False, obj=_)
    return code if isinstance(code, int) else 0


def spoken_language(words: list[str]) -> str:
    """The language of the command line's own sentences: the first that ``--language`` names, else Finnish."""
    for word, following in pairwise([*words, ""]):
        if word == "--language" or word.startswith("--language="):
            chosen = following if word == "--language" else word.partition("=")[2]
            return next((language for language in chosen.split(",") if language in LANGUAGES), "fi")
    return "fi"
