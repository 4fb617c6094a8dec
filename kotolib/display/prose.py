"""What a sentence and a paragraph are: words, and the numbers that they used; knows no indicator and no rule."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """A number that a sentence used, as it stands in the values table."""

    indicator: str
    area: str
    year: int
    value: float
    group: str = ""


@dataclass(frozen=True)
class Sentence:
    """One sentence and the numbers behind it."""

    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """Sentences that a notebook shows as Markdown."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The sentences one after another."""
        return " ".join(one.text for one in self.sentences)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/markdown": escaped(self.text), "text/plain": self.text}


def escaped(text: str) -> str:
    """Text in which Markdown finds no mark-up.

    Examples
    --------
    >>> escaped("2024* ja [linkki]")
    '2024\\\\* ja \\\\[linkki\\\\]'
    """
    return "".join("\\" + sign if sign in "\\`*_[]<>#|" else sign for sign in text)


@dataclass(frozen=True)
class Points(Paragraph):
    """A short list: an opening sentence, and points of one or more sentences each.

    `sentences` are all of them in order; without points it is a paragraph like any other.
    """

    points: tuple[tuple[Sentence, ...], ...] = ()

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        if not self.points:
            return super()._repr_mimebundle_(include, exclude)
        opening = self.sentences[: len(self.sentences) - sum(map(len, self.points))]
        told = [" ".join(sentence.text for sentence in point) for point in (opening, *self.points)]
        lines = [escaped(told[0]), "", *(f"- {escaped(point)}" for point in told[1:])]
        return {"text/markdown": "\n".join(lines), "text/plain": "\n".join(told)}


@dataclass(frozen=True)
class Heading(Paragraph):
    """A heading whose words the data give; ``language`` where they are not in the page's own."""

    level: int = 3
    language: str = ""

    @staticmethod
    def of(text: str, level: int = 3, language: str = "") -> "Heading":
        """The heading of a text."""
        return Heading((Sentence(text),), level, language)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict | tuple[dict, dict]:
        shown = {"text/markdown": f"{'#' * self.level} {escaped(self.text)}", "text/plain": self.text}
        return (shown, {"text/markdown": {"language": self.language}}) if self.language else shown
