"""Where a long word may be divided: soft hyphens at the borders of syllables and of the parts of a compound.

Knows letters and how some parts of compounds begin, not what the words say. No browser divides Finnish, and few
divide Swedish.
"""

import re
from functools import lru_cache
from itertools import pairwise

SOFT = "\u00ad"
KEPT = 4
"""So many letters stay together at either end of a word, and beside the border of a compound."""

_WORD = re.compile(r"(?<!\S)[(”]?[^\W\d_]+(?:-[^\W\d_]+)*[.,;:!?)”*]*(?!\S)")
_LETTERS = re.compile(r"[^\W\d_]+")
# A consonant before a vowel begins a syllable; no division inside signs of one sound.
_SYLLABLE = re.compile(r"(?<=[a-zåäöé])(?<!c(?=k))(?<!n(?=g))(?<!s(?=j))(?=[bcdfghjklmnpqrstvwxzšž][aeiouyåäöé])", re.I)
# Those that begin with a vowel would otherwise lose the consonant before it, those with three consonants two of theirs.
_LATTER_PARTS = {
    "fi": (
        "aluee aluei alueh alue arvioin asema asiak asiant asukk asumis edust ihmis ilmoit indikaat itsen ohjau ohjelm "
        "oikeu omais opetu opiske opisto oppil organis osaam osallis osasto osuu ulkopuol yhdist yhteis yksik yrity "
        "otett otto ottam ottav strateg ympärist"
    ),
    "sv": (
        "aktör ansvar arbet asyl indikator institut integration invånar omsorg område ordning organis uppfölj uppgift "
        "program skydd språk strateg utbild utveckl ålder åtgärd ämbet"
    ),
}
_BORDERS = {
    language: re.compile("|".join(sorted(parts.split(), key=len, reverse=True)), re.I)
    for language, parts in _LATTER_PARTS.items()
}


def divided(text: str, language: str, longer_than: int) -> str:
    """The text with soft hyphens in its long words; addresses, numbers and signs stay whole.

    Parameters
    ----------
    text
        Plain text.
    language
        Of the text; words of others than Finnish and Swedish are left alone.
    longer_than
        Words of at most so many letters are left alone.

    Examples
    --------
    >>> divided("Kansalaisopisto ja kaupunginhallitus", "fi", 12).replace(SOFT, "|")
    'Kansa|lais|opisto ja kaupungin|hal|litus'
    """
    if language not in _BORDERS:
        return text
    return _WORD.sub(lambda found: _in_word(found[0], language, longer_than), text)


def _in_word(word: str, language: str, longer_than: int) -> str:
    return _LETTERS.sub(lambda part: _divided(part[0], language) if len(part[0]) > longer_than else part[0], word)


@lru_cache(maxsize=4096)
def _divided(word: str, language: str) -> str:
    parts = [found.span() for found in _BORDERS[language].finditer(word)]
    syllables = {found.start() for found in _SYLLABLE.finditer(word)}
    free = {at for at in syllables if all(at <= start - KEPT or at >= max(end, start + KEPT) for start, end in parts)}
    places = free | {start for start, _end in parts}
    ends = [0, *sorted(place for place in places if KEPT <= place <= len(word) - KEPT), len(word)]
    return SOFT.join(word[start:end] for start, end in pairwise(ends))
