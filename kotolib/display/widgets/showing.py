"""Figures, tables and sentences as HTML inside a form: named pictures that a screen reader finds; knows no widget."""

import re
from html import escape

from kotolib.display import figures, tables
from kotolib.display.absence import Missing
from kotolib.display.outputs import Figure, Table
from kotolib.display.prose import Paragraph, Points

_IDS = re.compile(r'(\bid="|href="#|url\(#)')


def html(output: object, prefix: str) -> str:
    """One output as the form shows it; nothing for None.

    Parameters
    ----------
    output
        A figure, table, paragraph or missing figure, or None.
    prefix
        A name that no other picture of the page has: pictures stand in the page itself, and share its ids.

    Examples
    --------
    >>> from kotolib.display.prose import Sentence
    >>> html(Paragraph((Sentence("2 < 3"),)), "a")
    '<p>2 &lt; 3</p>'
    """
    if isinstance(output, Figure):
        return _figure(output, prefix)
    if isinstance(output, Table):
        return tables.as_html(output.as_json())
    if isinstance(output, Missing):
        return f"<p><strong>{escape(output.what)}</strong> {escape(output.text.removeprefix(output.what).strip())}</p>"
    if isinstance(output, Points) and output.points:
        return _points(output)
    if isinstance(output, Paragraph):
        return f"<p>{escape(output.text)}</p>"
    return ""


def _points(output: Points) -> str:
    opening = output.sentences[: len(output.sentences) - sum(map(len, output.points))]
    told = [escape(" ".join(sentence.text for sentence in point)) for point in (opening, *output.points)]
    return f"<p>{told[0]}</p><ul>{''.join(f'<li>{one}</li>' for one in told[1:])}</ul>"


def _figure(figure: Figure, prefix: str) -> str:
    svg = figures.draw(figure.drawing, figure.data)
    named = svg.replace("<svg ", f'<svg role="img" aria-label="{escape(figure.alt)}" ', 1)
    picture = _IDS.sub(lambda found: f"{found[1]}{prefix}-", named)
    notes = "".join(f"<p>{escape(note)}</p>" for note in figure.notes)
    return (
        f'<figure lang="{escape(figure.language)}" style="margin:0">'
        f"<figcaption><strong>{escape(figure.title)}</strong><br>{escape(figure.subtitle)}</figcaption>"
        f"{picture}{notes}<p><small>{escape(figure.source)}</small></p></figure>"
    )
