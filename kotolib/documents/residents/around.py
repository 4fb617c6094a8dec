"""What the residents' page is made of and what stands beside it; knows neither HTML nor paper."""

from dataclasses import dataclass

from kotolib.documents.blocks import Document

KEY = "71"
"""Number of the notebook that the page is made of."""


@dataclass(frozen=True)
class Around:
    """What stands beside the page.

    Attributes
    ----------
    languages
        In which the page is made in the same run, its own among them.
    home
        Language of the whole programme's pages; empty where they are not made.
    """

    languages: tuple[str, ...] = ()
    home: str = ""


def is_residents(document: Document) -> bool:
    """Whether the document is the residents' page."""
    return document.name.startswith(f"{KEY}_")
