"""How a fault is told: one sentence to the screen, the traceback to a log; knows no command."""

import logging
import sys
import tempfile
import traceback
from pathlib import Path

import typer

from kotolib import house
from kotolib.cli import options
from kotolib.language import Texts

logger = logging.getLogger("kotolib")


def tell(sentence: str) -> None:
    """The sentence on the screen's error stream."""
    print(sentence, file=sys.stderr, flush=True)


def wrong_usage(fault: typer.TyperException, programme: str, _: Texts) -> str:
    """What was wrong with the words themselves, and where the right ones are told."""
    context = getattr(fault, "ctx", None)
    path = context.command_path if context else programme
    return f"{_what_was_wrong(fault, _)} {_('Ohje: {command} --help', command=path)}"


def _what_was_wrong(fault: typer.TyperException, _: Texts) -> str:
    # Typer keeps its usage errors in a private module: they are told apart by what they carry.
    option, parameter = getattr(fault, "option_name", None), getattr(fault, "param", None)
    kind = type(fault).__name__
    if kind == "NoSuchOption":
        near = ", ".join(getattr(fault, "possibilities", None) or ())
        tail = " " + _("Lähimmät: {near}.", near=near) if near else ""
        return _("Valitsinta ”{option}” ei ole.", option=option) + tail
    if kind == "MissingParameter" and parameter is not None:
        return _("Komennosta puuttuu {what}.", what=_name(parameter, _))
    if parameter is not None:
        return _("Valitsimen ”{what}” arvo ei käy ({why}).", what=_name(parameter), why=fault.message)
    if option is not None:
        return _("Valitsin ”{option}” tarvitsee arvon.", option=option)
    if fault.message.startswith("Missing command"):
        return _("Komennosta puuttuu {what}.", what=_("KOMENTO …").strip(" …"))
    if fault.message.startswith("No such command"):
        return _("Komentoa ”{word}” ei ole.", word=fault.message.split("'")[1])
    if fault.message.startswith("Got unexpected extra"):
        extra = fault.message[fault.message.rindex("(") + 1 : -1]
        return _("Komennossa on ylimääräistä: {extra}.", extra=extra)
    return fault.message


def _name(parameter: object, _: Texts) -> str:
    if parameter.param_type_name == "argument":
        return options.placeholder(parameter.metavar.strip("[]…"), _)
    return max(parameter.opts, key=len)


def tell_unexpected(fault: Exception, words: list[str], _: Texts) -> None:
    """A fault of the programme itself: a sentence with the log's path; the traceback is in the log."""
    path = _log_file()
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    try:
        logger.error("koto %s", " ".join(words), exc_info=fault)
    finally:
        logger.removeHandler(handler)
        handler.close()
    what = f"{type(fault).__name__}: {fault}".splitlines()[0]
    tell(_("Odottamaton virhe ({what}). Tarkemmin: {path}", what=what, path=path))
    if "--verbose" in words:
        traceback.print_exception(fault)


def _log_file() -> Path:
    folder = house.outputs()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "koto.log"
        path.open("a", encoding="utf-8").close()
    except OSError:
        return Path(tempfile.gettempdir()) / "koto.log"
    return path
