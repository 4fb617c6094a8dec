"""Where the sentences of a Finnish or Swedish text begin and end; knows nothing of what they say."""

import re

# What ends in a point and ends no sentence: abbreviations, ordinals, days of the calendar, initials.
_SHORT = re.compile(
    r"(?:\b(?:esim|ks|mm|ym|yms|jne|ns|n|s|v|nro|puh|klo|ent|eli|ao|ko|tms|huom|vrt|t\.ex|bl\.a|s\.k|osv|m\.m|jfr|nr|kl"
    r"|ca|dvs|enl|prof|tri|milj|mrd|noin|kpl|luku|art|kap|mom)|\b[A-ZÅÄÖ]|\d)\.$",
    re.IGNORECASE,
)
_LONGEST = 20
"""No abbreviation has so many letters: only the end of what is read so far is looked at."""
_END = re.compile(r"(?<=[.!?…])[”\"’)\]]*\s+(?=[”\"’(\[]*[A-ZÅÄÖ0-9])")


def of(text: str) -> list[str]:
    """The sentences of a text, in order, without the white space between them.

    Parameters
    ----------
    text
        A paragraph; line breaks are spaces.

    Examples
    --------
    >>> of("Ryhmä kokoontui 12.3.2026 klo 17. Paikalla oli esim. nuoria. Entä muut?")
    ['Ryhmä kokoontui 12.3.2026 klo 17.', 'Paikalla oli esim. nuoria.', 'Entä muut?']
    """
    found: list[str] = []
    for piece in _END.split(" ".join(text.split())):
        # A number with a point is an ordinal before a small letter or a month; before a capital it ends a sentence.
        end = found[-1][-_LONGEST:] if found else ""
        if _SHORT.search(end) and not (re.search(r"\d\.$", end) and piece[:1].isupper()):
            found[-1] += " " + piece
        else:
            found.append(piece)
    return [piece for piece in found if piece]
