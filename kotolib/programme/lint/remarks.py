"""What a remark is: where, why, what to do and how weighty; knows no rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kotolib.errors import Message

MUST, SHOULD, MAY = "must", "should", "may"
STRENGTHS = (MUST, SHOULD, MAY)
LONGEST_QUOTE = 90


@dataclass(frozen=True)
class Place:
    """Where a remark points.

    Attributes
    ----------
    heading
        The heading above; empty before the first one and of the whole draft.
    paragraph
        Which paragraph or item below the heading, from 1; 0 where it is none.
    table, row
        Which table of the draft and which row below its header, from 1; 0 where it is none.
    quote
        The words; empty of the whole draft.
    more
        In how many other places the same is.
    order
        The passage's number in the draft, by which remarks are sorted; -1 of the whole draft.
    """

    heading: str = ""
    paragraph: int = 0
    table: int = 0
    row: int = 0
    quote: str = ""
    more: int = 0
    order: int = -1

    def as_json(self) -> dict:
        """For other programs."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "order"}


WHOLE = Place()
"""The whole draft."""


@dataclass(frozen=True)
class Remark:
    """One remark.

    Attributes
    ----------
    rule
        Which rule remarks.
    item
        The item of the checklist that it is about; empty where none.
    strength
        `must`, `should` or `may`.
    place
        Where.
    why, remedy
        Told in any language when shown.
    """

    rule: str
    item: str
    strength: str
    place: Place
    why: Message
    remedy: Message

    def as_json(self, translate: Callable[[str], str] = str) -> dict:
        """All of it for other programs."""
        return {
            "rule": self.rule,
            "item": self.item,
            "strength": self.strength,
            "place": self.place.as_json(),
            "why": self.why.tell(translate),
            "remedy": self.remedy.tell(translate),
        }


class Listing(Message):
    """Messages one after another, told in the language of the whole: *mittari, lähde, määräaika*."""

    def __init__(self, parts: Iterable[Message]) -> None:
        super().__init__("")
        self.parts = tuple(parts)

    def tell(self, translate: Callable[[str], str] = str) -> str:
        """The words with commas between them."""
        return ", ".join(part.tell(translate) for part in self.parts)


def quoted(texts: Iterable[str], most: int = 3) -> str:
    """The beginnings of some texts in quotation marks: *”Kunta…”, ”Kirjasto…”*."""
    return ", ".join(f"”{short(text, 60)}”" for text in list(texts)[:most])


def short(text: str, longest: int = LONGEST_QUOTE) -> str:
    """The beginning of a text, cut between words.

    Examples
    --------
    >>> short("Kunta järjestää kursseja", 18)
    'Kunta järjestää…'
    """
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–|") + "…"
