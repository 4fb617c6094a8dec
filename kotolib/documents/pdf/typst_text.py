"""Typst expressions built so that no text can be mark-up: every text is a string literal, only call names are ours.

Knows how Typst's code is written; not what a document holds.
"""

import re
from collections.abc import Iterable

_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_LONG_WORD = re.compile(r"([^\W\d_]{14,})")
_LONG_IN_A_HEAD = re.compile(r"([^\W\d_]{9,})")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})

NOTHING = "none"


def string(text: str) -> str:
    """The text as a string literal; characters that no paper can bear (controls, half surrogates) are left out.

    Examples
    --------
    >>> print(string('a "b" #c \\\\ $d'))
    "a \\"b\\" #c \\\\ $d"
    """
    return f'"{_UNPRINTED.sub("", text).translate(_ESCAPES)}"'


def call(function: str, *positional: str, **named: str) -> str:
    """A call of ours with arguments that are expressions already.

    Examples
    --------
    >>> call("heading", string("Asukkaat"), level="1")
    'heading("Asukkaat", level: 1)'
    """
    arguments = [*positional, *(f"{name.replace('_', '-')}: {value}" for name, value in named.items())]
    return f"{function}({', '.join(arguments)})"


def joined(expressions: Iterable[str]) -> str:
    """The expressions one after another, as one."""
    parts = list(expressions)
    if len(parts) == 1:
        return parts[0]
    return f"{{ {'; '.join(parts)} }}" if parts else NOTHING


def hyphenated(text: str) -> str:
    """The text as an expression in which only long words may be cut: Finnish has many, and short ones are better whole.

    Examples
    --------
    >>> hyphenated("hyvä kotoutumisohjelma")
    '{ "hyvä "; long("kotoutumisohjelma") }'
    """
    return _cut(text, _LONG_WORD)


def head(text: str) -> str:
    """The text of a column's head as an expression: columns are narrow, and shorter words may be cut in them."""
    return _cut(text, _LONG_IN_A_HEAD)


def _cut(text: str, long: re.Pattern) -> str:
    parts = [part for part in long.split(text) if part]
    return joined(call("long", string(part)) if long.fullmatch(part) else string(part) for part in parts or [""])


def array(expressions: Iterable[str]) -> str:
    """An array; it may be empty or hold one."""
    parts = list(expressions)
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"


def yes_or_no(value: bool) -> str:
    """A truth value."""
    return "true" if value else "false"


def body(expressions: Iterable[str]) -> str:
    """The expressions as the body of a file, one on a line."""
    return "".join(f"#{expression};\n" for expression in expressions)
