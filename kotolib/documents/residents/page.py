"""The residents' page as HTML: its language, direction and review state, and the way to its other languages.

Knows the frame of this one page; not what stands on it.
"""

from datetime import date
from functools import cache
from importlib import resources

import jinja2
from markupsafe import Markup

from kotolib import areas
from kotolib.documents import blocks
from kotolib.documents.blocks import Document
from kotolib.documents.html import pictures
from kotolib.documents.markdown import Anchors, Prose
from kotolib.documents.residents.around import Around
from kotolib.language import dates, texts, tongues


def page(document: Document, around: Around) -> bytes:
    """The whole page.

    Parameters
    ----------
    document
        What was read from the executed notebook.
    around
        The other languages and the programme beside it.

    Returns
    -------
    bytes
        HTML that asks for nothing; the same document gives the same bytes.
    """
    area, language = areas.get(document.area), document.language
    written = (
        _templates()
        .get_template("page.html.j2")
        .render(
            document=document,
            area=area.name_in(language),
            example=area.example,
            body=_body(document),
            direction=tongues.direction(language),
            draft=tongues.unreviewed(language),
            finnish=texts("fi"),
            original=_original(area.language_status),
            languages=[_Other(one, one == language, document.name) for one in tongues.listed(around.languages)],
            home=_home(around, language),
            day=dates.day(date.fromisoformat(document.as_of), language) if document.as_of else "",
            style=_style(),
            _=texts(language),
        )
    )
    return written.encode("utf-8")


def _body(document: Document) -> Markup:
    prose = Prose(Anchors(("content",)))
    parts = [
        prose.render(block.text) if isinstance(block, blocks.Markdown) else _figure(block.json)
        for block in document.blocks
        if not isinstance(block, blocks.Table)
    ]
    return Markup("\n".join(parts))


def _figure(figure: dict) -> str:
    wide, narrow = pictures(figure)
    return _templates().get_template("figure.html.j2").render(figure=figure, wide=wide, narrow=narrow)


class _Other:
    """The page in one of its languages, as the list of languages has it."""

    def __init__(self, language: str, current: bool, stem: str) -> None:
        self.code, self.current = language, current
        self.name, self.direction = tongues.own_name(language), tongues.direction(language)
        self.address = f"../{language}/{stem}.html"


class _Home:
    """The programme's pages: their language and its name in the language of the page."""

    def __init__(self, language: str, page_language: str) -> None:
        self.code, self.name = language, tongues.name_in(language, page_language)


def _home(around: Around, language: str) -> _Home | None:
    return _Home(around.home, language) if around.home else None


def _original(language_status: str) -> str:
    """The language whose text holds where a translation says something else."""
    return "sv" if language_status.startswith("sv") else "fi"


@cache
def _templates() -> jinja2.Environment:
    places = jinja2.PackageLoader("kotolib.documents", "residents")
    strict = {"autoescape": True, "undefined": jinja2.StrictUndefined}
    return jinja2.Environment(loader=places, trim_blocks=True, lstrip_blocks=True, **strict)


@cache
def _style() -> Markup:
    return Markup((resources.files(__package__) / "page.css").read_text(encoding="utf-8"))
