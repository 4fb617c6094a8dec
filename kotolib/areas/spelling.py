"""How place names are spelt: folding, slugs and how far a typed word is from a name; knows no names."""

import re
import unicodedata

_JOINERS = re.compile(r"[\s\-‐-―−_/:.·]+")
# Letters that are easily typed for each other; one for the other is a slip, not a different word.
_ALIKE = {one + other for one, other in ("aä", "aå", "oå", "oö", "äå", "äe", "öå", "vw", "ck", "uy", "ij")}
_ALIKE |= {pair[::-1] for pair in _ALIKE}
_SLIP = 0.4
_ONE_FOR_ALIKE = str.maketrans("äåöowcyj", "aaaavkui")


def fold(word: str) -> str:
    """A name without what people vary: letter case, composed or not, spaces, hyphens, full stops.

    Examples
    --------
    >>> fold("Mänttä - vilppula") == fold("MÄNTTÄ-VILPPULA")
    True
    """
    composed = word if word.isascii() else unicodedata.normalize("NFKC", word)
    return _JOINERS.sub("", composed.casefold())


def tidy(word: str, longest: int = 60) -> str:
    """A typed word fit to be quoted in a message: one line, composed, printable, not too long."""
    line = " ".join(unicodedata.normalize("NFC", word).split())
    line = "".join(letter if letter.isprintable() else "\ufffd" for letter in line)
    return line if len(line) <= longest else line[:longest] + "…"


def slug(name: str) -> str:
    """The part of a file name: lower-case ASCII, hyphens between.

    Examples
    --------
    >>> slug("Pedersören kunta")
    'pedersoren-kunta'
    """
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


def distance(typed: str, name: str, limit: float) -> float:
    """How many letters two folded words are apart: missing, extra, other or swapped ones; ``inf`` beyond ``limit``.

    Letters that are easily confused (a and ä, å and o) cost less than a full letter; the start of a name costs
    little for what is still to be typed.

    Source: optimal string alignment (restricted Damerau–Levenshtein) distance.
    """
    if typed == name:
        return 0.0
    if len(typed) >= 3 and name.startswith(typed):
        return 0.5 + 0.15 * (len(name) - len(typed))
    if abs(len(typed) - len(name)) > limit:
        return float("inf")
    before, last = [], [float(column) for column in range(len(name) + 1)]
    for row, letter in enumerate(typed, 1):
        line = _next_line(row, letter, typed, name, (before, last))
        if min(line) > limit:
            return float("inf")
        before, last = last, line
    return last[-1] if last[-1] <= limit else float("inf")


def letters(folded: str) -> frozenset[str]:
    """The letters of a folded word, confusable ones as one: two words with many different ones are far apart."""
    return frozenset(folded.translate(_ONE_FOR_ALIKE))


def _next_line(row: int, letter: str, typed: str, name: str, lines: tuple[list, list]) -> list[float]:
    before, last = lines
    line = [float(row)]
    for column, other in enumerate(name, 1):
        if letter == other:
            line.append(last[column - 1])  # nothing can be nearer
            continue
        change = _SLIP if letter + other in _ALIKE else 1.0
        best = min(last[column] + 1, line[-1] + 1, last[column - 1] + change)
        if row > 1 and column > 1 and letter == name[column - 2] and typed[row - 2] == other:
            best = min(best, before[column - 2] + 1)
        line.append(best)
    return line
