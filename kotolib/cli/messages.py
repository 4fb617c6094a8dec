"""``messages``: brings the catalogues up to date with the messages of the sources; knows where messages are, not their
meaning."""

from typing import Annotated

import typer

from kotolib.cli.help_pages import Command
from kotolib.errors import N_, WrongWords
from kotolib.language import LANGUAGES, OF_RESIDENTS


def register(app: typer.Typer) -> None:
    """Add the command."""
    text = N_("Kokoa käännettävät viestit kieliluetteloihin ja kerro, montako on kääntämättä.")
    app.command("messages", cls=Command, help=text)(command)


def command(
    ctx: typer.Context,
    language: Annotated[
        str, typer.Option("--language", metavar="KIELI", help=N_("Luettelon kieli, esimerkiksi sv. Oletus kaikki."))
    ] = "",
    check: Annotated[bool, typer.Option("--check", help=N_("Älä muuta luetteloita, kerro vain."))] = False,
) -> int:
    """Update the catalogues; with ``--check`` the exit code is 1 where one is behind."""
    from kotolib.language import messages, upkeep

    translated = (*LANGUAGES[1:], *OF_RESIDENTS)
    if language and language not in translated:
        raise WrongWords(
            N_("Kieliluetteloa ”{language}” ei ole. Luettelot: {languages}."),
            language=language,
            languages=", ".join(translated),
        )
    behind = 0
    for each in [language] if language else translated:
        template = messages.template(all_messages() if each in LANGUAGES else residents_messages())
        if not check:
            upkeep.update(each, template)
        left, gone = upkeep.missing(each, template), upkeep.stale(each, template)
        behind += len(left) + len(gone)
        told = N_("{language}: viestejä {all}, kääntämättä {missing}, poistuneita {stale}.")
        print(ctx.obj(told, language=each, all=len(template), missing=len(left), stale=len(gone)))
        if check:
            print(*(f"  {said.message}" for said in left), sep="\n")
    return int(check and behind > 0)


RESIDENTS = ("display/residents", "documents/residents")
"""The rooms of the residents' page below the package: what they say is said in all its languages."""


def residents_messages() -> set:
    """The messages of the residents' page: those of its rooms, its notebook, and the word between names."""
    from kotolib import house
    from kotolib.documents import notebooks
    from kotolib.documents.residents import around
    from kotolib.language import catalogues, messages, upkeep

    written = [section.path for section in notebooks.sections() if section.key == around.KEY]
    rooms = [house.home() / "kotolib" / room for room in RESIDENTS]
    found = {messages.Said(catalogues.LISTING)} | {said for path in written for said in notebooks.messages(path)}
    for room in rooms:
        found |= messages.of_package(room) | messages.of_templates(room)
    plain = {said.message for said in found}
    return found | {said for said in upkeep.joint_forms() if said.message in plain}


def all_messages() -> set:
    """The messages of modules, templates and the notebooks' Markdown, and what is said otherwise of joint areas."""
    from kotolib.documents import notebooks
    from kotolib.language import messages, upkeep

    of_notebooks = {said for section in notebooks.sections() for said in notebooks.messages(section.path)}
    return messages.of_package() | messages.of_templates() | of_notebooks | upkeep.joint_forms()
