"""``lab``: JupyterLab of this environment on the notebooks; knows how it is started, not what notebooks hold."""

import os
import subprocess
import sys
from typing import Annotated

import typer

from kotolib import house
from kotolib.cli import faults, options
from kotolib.cli.help_pages import Command
from kotolib.errors import N_


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("lab", cls=Command, help=N_("Avaa muistikirjat JupyterLabiin."))(command)


def command(
    ctx: typer.Context,
    word: Annotated[str, typer.Argument(metavar="[ALUE]", help=N_("Alue, jonka lukuja katsotaan."))] = "",
    language: options.Language = "fi",
    no_browser: Annotated[bool, typer.Option("--no-browser", help=N_("Älä avaa selainta."))] = False,
    port: Annotated[str, typer.Option("--port", metavar="PORTTI", help=N_("Palvelimen portti."))] = "",
    verbose: options.Verbose = False,
) -> int:
    """Open the notebooks; an area is not slipped in by stealth, the user is told where to write it."""
    if word:
        from kotolib import areas

        area = areas.get(word)
        parameters = f'area = "{area.code}", language = "{language}"'
        faults.tell(
            ctx.obj(N_("Kirjoita muistikirjan ensimmäiseen soluun: {parameters}"), parameters=parameters)
            + (f" ({area.remark.tell(ctx.obj.plain)})" if area.remark else "")
        )
    return _become(lab_command(no_browser, port))


def lab_command(no_browser: bool, port: str) -> list[str]:
    """The command that starts JupyterLab with the project as its root and the notebooks open."""
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={house.home()}"]
    command += ["--LabApp.default_url=/lab/tree/notebooks", "--ServerApp.ip=127.0.0.1"]
    if no_browser:
        command.append("--no-browser")
    if port:
        # A taken port is an error then: Lab would silently take the next one.
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    return command


def _become(command: list[str]) -> int:
    if os.name == "nt":
        return subprocess.call(command, cwd=house.home())
    os.chdir(house.home())
    os.execv(command[0], command)
