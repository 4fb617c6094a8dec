"""Markdown of other people for the linter: made into HTML and read as such; knows Markdown, no rule."""

import re

import mistune

from kotolib.documents.drafts import html
from kotolib.programme.lint.draft import Draft

_FRONT_MATTER = re.compile(r"\A---\s*\n.*?\n(?:---|\.\.\.)\s*\n", re.DOTALL)
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*(.+?(?:\n(?:[ \t]{2,}.*))*)$", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)[•·▪◦‣][ \t]+", re.MULTILINE)
"""What a list has when it is pasted from elsewhere."""
_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


def read(text: str, name: str, guessed_encoding: bool = False) -> Draft:
    """The draft; a footnote stands where it is referred to.

    Examples
    --------
    >>> [one.kind for one in read("# Ohjelma\\n\\nKunta toimii.\\n", "luonnos.md").passages]
    ['heading', 'paragraph']
    """
    text = _with_notes_in_place(_FRONT_MATTER.sub("", text.replace("\r\n", "\n"), count=1))
    text = _BULLET.sub(r"\1- ", text)
    rendered = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])(text)
    return html.read(str(rendered), name, guessed_encoding)


def _with_notes_in_place(text: str) -> str:
    notes = {found[1]: " ".join(found[2].split()) for found in _NOTE.finditer(text)}
    return _REFERENCE.sub(lambda found: f" ({notes[found[1]]})" if found[1] in notes else found[0], _NOTE.sub("", text))
