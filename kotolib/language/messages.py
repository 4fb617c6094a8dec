"""Which messages the sources hold, read from the sources themselves; knows Python, not what the messages are about.

A message is a literal handed to ``N_``, to ``_`` or to the texts of a situation (``here.texts``), or to their
``plural``, ``context`` and ``plain``. A message put together while the programme runs cannot be found, and is refused.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kotolib import house

_MARKS = ("N_", "_")
_TEXTS = ("texts", "_texts", "_words")
_IN_TEMPLATE = re.compile(r"""\b_\("([^"]+)"[,)]""")


@dataclass(frozen=True, order=True)
class Said:
    """One message as it is written.

    Attributes
    ----------
    message
        The Finnish text; of a plural its singular.
    context
        gettext context, or empty.
    plural
        The Finnish plural, or empty.
    """

    message: str
    context: str = ""
    plural: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What tells messages of a catalogue apart: the text and its context."""
        return self.message, self.context


def of_package(folder: Path | None = None) -> set[Said]:
    """The messages of all modules below a folder; the package's own unless told.

    Raises
    ------
    ValueError
        A message is put together while the programme runs; the error names the line.
    """
    folder = folder or house.home() / "kotolib"
    return {
        said
        for path in sorted(folder.rglob("*.py"))
        for said in of_module(path.read_text(encoding="utf-8"), path.relative_to(folder).as_posix())
    }


def of_templates(folder: Path | None = None) -> set[Said]:
    """The messages of all Jinja templates below a folder; the package's own unless told."""
    folder = folder or house.home() / "kotolib"
    found = (_IN_TEMPLATE.findall(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.j2")))
    return {Said(text) for texts in found for text in texts}


def of_module(source: str, name: str = "") -> Iterator[Said]:
    """The messages of one module.

    Examples
    --------
    >>> list(of_module("_('Vuosi'); _.plural('{n} kunta', '{n} kuntaa', n)"))
    [Said(message='Vuosi', context='', plural=''), Said(message='{n} kunta', context='', plural='{n} kuntaa')]
    """
    for node in ast.walk(ast.parse(source, name)):
        if isinstance(node, ast.Call) and node.args:
            yield from _of_call(node, name)


def _of_call(call: ast.Call, name: str) -> Iterator[Said]:
    function = call.func
    words = [node.value for node in call.args if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    if (isinstance(function, ast.Name) and function.id in _MARKS) or _is_texts(function):
        if isinstance(call.args[0], ast.JoinedStr | ast.BinOp):
            raise ValueError(f"{name}:{call.lineno}: a message must be one literal: {ast.unparse(call)[:80]}")
        # The texts of a PX file are asked by keywords: VALUES.
        yield from (Said(text) for text in _literals(call.args[0]) if not (_is_texts(function) and text.isupper()))
    elif isinstance(function, ast.Attribute) and _speaks(function.value):
        if function.attr == "plural" and len(words) > 1:
            yield Said(words[0], plural=words[1])
        elif function.attr == "context" and len(words) > 1:
            yield Said(words[1], context=words[0])
        elif function.attr == "plain":
            yield from (Said(text) for text in _literals(call.args[0]))


def _literals(argument: ast.expr) -> list[str]:
    """The text, or both of ``one if … else other``."""
    chosen = [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]
    return [node.value for node in chosen if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def _is_texts(function: ast.expr) -> bool:
    return isinstance(function, ast.Attribute) and function.attr in _TEXTS


def _speaks(receiver: ast.expr) -> bool:
    """``_`` or ``here.texts``: a style of the Word writer is called ``plain`` too."""
    return (isinstance(receiver, ast.Name) and receiver.id == "_") or _is_texts(receiver)


def template(found: Iterable[Said]) -> dict[tuple[str, str], Said]:
    """The messages by key; where the same text is also a plural's singular, the plural stands."""
    known: dict[tuple[str, str], Said] = {}
    for said in sorted(found):
        if said.message:
            known[said.key] = said if said.plural or said.key not in known else known[said.key]
    return known
