"""Goals that running text tells in a sentence of its own: *Tavoitteena on, että…*; knows sentences, no tables.

A purpose of a law, a service, a hearing or the document itself is no goal of the programme, whatever its words.
"""

import re
from collections.abc import Iterator

from kotolib.programme.lint.draft import Draft, Passage

_STARTS = re.compile(
    r"^(?:(?:kunnan|kaupungin|kuntamme|kaupunkimme|ohjelmakauden|kauden)\s+)?"
    r"tavoit(?:teenamme|teena|teemme)\s+(?:\w+\s+)?on\b[\s,]*(?!ollut\b)(?:että\s+)?(?=\w)"
    r"|^(?:vårt|kommunens|stadens|programperiodens)?\s*mål(?:et|sättningen)?\s+är\s+(?:att\s+)?(?=\w)",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\bohjelma(?!kau)|asiakir|\bkuulem|\bseuran|yhteistyöryhm|ohjausryhm|valmistelu|\blain\b|lain \d|\blag(?:en|ens)\b"
    r"|\bprogram(?!period)|dokument|samråd|uppföljning|beredning",
    re.IGNORECASE,
)


def told(draft: Draft) -> Iterator[tuple[str, Passage]]:
    """The sentences and where they stand.

    Examples
    --------
    >>> from kotolib.programme.lint.draft import PARAGRAPH
    >>> text = "Kirjasto on auki. Tavoitteena on, että yhä useampi saa työtä. Lain tavoitteena on hyvinvointi."
    >>> [words for words, _ in told(Draft("a", (Passage(PARAGRAPH, text, 0, ""),)))]
    ['Tavoitteena on, että yhä useampi saa työtä.']
    """
    for one in draft.passages:
        for sentence in one.sentences if one.is_prose else ():
            if _STARTS.search(sentence) and not _OF_SOMETHING_ELSE.search(sentence):
                yield sentence, one
