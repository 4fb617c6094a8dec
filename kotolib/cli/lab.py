"""``lab``: JupyterLab of this environment on the notebooks; knows how it is started, not what notebooks hold."""

import contextlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from kotolib import house
from kotolib.cli import faults, options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_, KotoError
from kotolib.language import Texts, texts

SETTINGS = Path(__file__).with_name("lab_settings")
"""JupyterLab's defaults by the language of its interface; in none of them does it ask whether to fetch news."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("lab", cls=Command, help=N_("Avaa muistikirjat JupyterLabiin, halutessa valmiiksi alueen omina."))(
        command
    )


def command(
    ctx: typer.Context,
    word: Annotated[
        str, typer.Argument(metavar="[ALUE]", help=N_("Alue, jonka omat muistikirjat tehdään ja avataan."))
    ] = "",
    language: options.Language = "fi",
    no_browser: Annotated[bool, typer.Option("--no-browser", help=N_("Älä avaa selainta."))] = False,
    port: Annotated[str, typer.Option("--port", metavar="PORTTI", help=N_("Palvelimen portti."))] = "",
    verbose: options.Verbose = False,
) -> int:
    """Open the notebooks; those of an area are copies that begin with its parameters, for anybody to edit."""
    texts(language)
    folder = _own(word, language, ctx.obj) if word else house.notebooks()
    if not (SETTINGS / language).is_dir():
        faults.tell(ctx.obj(N_("JupyterLabia ei ole ruotsiksi: sen omat valikot ovat englanniksi.")))
    if language != "fi" and not word:
        faults.tell(ctx.obj(N_("Muistikirjat ovat valitulla kielellä, kun komentoon kirjoittaa myös alueen.")))
    _compute(ctx.obj)
    return _become(lab_command(folder, language, no_browser, port))


def _own(word: str, language: str, _: Texts) -> Path:
    """The folder of the area's own copies, made or brought up to date; what the user should know of them is told."""
    from kotolib import areas
    from kotolib.documents import working_copies

    area = areas.get(word)
    if area.remark:
        faults.tell(area.remark.tell(_.plain))
    behind = working_copies.make(area, language)
    folder = working_copies.folder(area, language)
    faults.tell(_(N_("Alueen omat muistikirjat: {folder}"), folder=folder))
    if behind:
        names = ", ".join(path.name for path in behind)
        message = N_(
            "Olet muokannut näitä, ja niistä on uudempi versio: {names}. Saat sen, kun nimeät omasi uudelleen."
        )
        faults.tell(_(message, names=names))
    return folder


def _compute(_: Texts) -> None:
    """Compute what the newest figures keep, so that the first figure of a notebook need not wait for it."""
    from kotolib.comparison import likeness
    from kotolib.indicators import stored
    from kotolib.projection import edition

    faults.tell(_(N_("Valmistellaan lukuja: ensimmäinen kerta kestää hetken.")))
    # What is wrong with the figures is told by the notebook that needs them.
    with contextlib.suppress(KotoError, OSError):
        for kept in (stored, likeness, edition):
            kept.ensure()


def lab_command(folder: Path, language: str, no_browser: bool, port: str) -> list[str]:
    """The command that starts JupyterLab with the project as its root and the folder of notebooks open."""
    below = folder.relative_to(house.notebooks()).parts
    # Each folder has its own workspace: the tabs of one area are not opened for another.
    place = f"/workspaces/{'-'.join(below)}" if below else ""
    settings = SETTINGS / language if (SETTINGS / language).is_dir() else SETTINGS / "en"
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={house.home()}"]
    command += [f"--LabApp.default_url=/lab{place}/tree/{'/'.join((house.notebooks().name, *below))}"]
    command += [f"--LabApp.app_settings_dir={settings}", "--ServerApp.ip=127.0.0.1"]
    if no_browser:
        command.append("--no-browser")
    if port:
        # A taken port is an error then: Lab would silently take the next one.
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return command


def _become(command: list[str]) -> int:
    # The kernel of this environment goes before one of the same name that the user has elsewhere.
    os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
    if os.name == "nt":
        return subprocess.call(command, cwd=house.home())
    os.chdir(house.home())
    os.execv(command[0], command)
