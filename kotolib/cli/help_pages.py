"""What ``--help`` shows, in the language of the command line; knows how a command is described, not what it does."""

from typer.core import TyperCommand, TyperGroup

from kotolib.cli.options import placeholder
from kotolib.errors import N_
from kotolib.language import Texts

HELP_OPTION = N_("Näytä tämä ohje ja lopeta.")


class Command(TyperCommand):
    """A command whose help is written by :func:`write`."""

    def format_help(self, ctx, formatter) -> None:
        """Write the help page."""
        write(self, ctx, formatter)


class Group(TyperGroup):
    """The command line itself; its help lists the commands."""

    def format_help(self, ctx, formatter) -> None:
        """Write the help page with the commands."""
        write(self, ctx, formatter)


def write(command: TyperCommand | TyperGroup, ctx, formatter) -> None:
    """Usage, what the command does, then its words, options and commands."""
    _: Texts = ctx.obj
    parameters = command.get_params(ctx)
    arguments = [item for item in parameters if item.param_type_name == "argument"]
    options = [item for item in parameters if item.param_type_name == "option"]
    commands = [(name, command.get_command(ctx, name)) for name in getattr(command, "commands", {})]
    words = [placeholder(item.metavar, _) for item in arguments] + ([_("KOMENTO …")] if commands else [])
    formatter.write_text(" ".join([_("Käyttö:"), ctx.command_path, *words, _("[valitsimet]")]))
    formatter.write_paragraph()
    formatter.write_text(_.plain(command.help or ""))
    _section(formatter, _("Sanat"), [(placeholder(item.metavar, _), _.plain(item.help or "")) for item in arguments])
    _section(formatter, _("Komennot"), [(name, _.plain(item.help or "")) for name, item in commands])
    _section(formatter, _("Valitsimet"), [(_option(item, _), _option_help(item, _)) for item in options])


def _section(formatter, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)


def _option(item, _: Texts) -> str:
    names = ", ".join(sorted((*item.opts, *item.secondary_opts), key=len))
    return names if item.is_flag else f"{names} {placeholder(item.metavar, _)}"


def _option_help(item, _: Texts) -> str:
    return _.plain(HELP_OPTION if item.name == "help" else item.help or "")
