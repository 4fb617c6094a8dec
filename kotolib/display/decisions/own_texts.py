"""The municipality's own text of a document element, marked as its own; knows what its Markdown may do on a page.

The text is a quotation: whatever is left open in it, a fence of code or a note, ends where the quotation ends. Its
headings become strong lines, for the outline of a document is the document's own.
"""

import re
from dataclasses import dataclass

from kotolib.display.decisions import words
from kotolib.display.prose import escaped
from kotolib.errors import N_
from kotolib.programme.written import written
from kotolib.situation import Situation

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_LABELS = (N_("Kunnan oma teksti"), N_("Kuntien oma teksti"))


@dataclass(frozen=True)
class OwnText:
    """A text that people wrote.

    Attributes
    ----------
    label
        Whose it is, in the language of the page.
    text
        Markdown, as it was written.
    language
        In which the workbook was written.
    """

    label: str
    text: str
    language: str

    @property
    def markdown(self) -> str:
        """The label and the text as one quotation."""
        lines = [f"**{escaped(self.label)}**", "", *_without_headings(self.text)]
        return "\n".join(f"> {line}".rstrip() for line in lines)

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        plain = f"{self.label}\n\n{self.text}"
        return {"text/markdown": self.markdown, "text/plain": plain}, {"text/markdown": {"language": self.language}}


def own_text(here: Situation, element: str) -> OwnText | None:
    """What the municipality has written for an element of the programme document; None where nothing.

    Parameters
    ----------
    here
        The situation.
    element
        `5.1` … `5.10`.

    Examples
    --------
    >>> import kotolib as koto
    >>> koto.own_text(koto.begin("766", as_of="2026-11-24"), "5.1") is None
    True
    """
    found = {row.id: row.text for row in words.programme(here).texts if (row.text or "").strip()}
    if element not in found:
        return None
    label = here.texts(_LABELS[len(here.area.members) > 1])
    return OwnText(label, found[element].strip(), written(here.area).reading.language)


def _without_headings(text: str) -> list[str]:
    fenced, lines = False, []
    for line in text.splitlines():
        fenced ^= bool(_FENCE.match(line))
        heading = None if fenced else _HEADING.match(line)
        if heading:
            lines += [f"**{heading[1]}**", ""]
        elif not fenced and _UNDERLINE.match(line) and lines and lines[-1].strip():
            # A line drawn below a line makes it a heading too.
            lines.append("")
        else:
            lines.append(line)
    return lines
