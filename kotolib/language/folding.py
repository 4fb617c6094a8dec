"""How written words are compared: letter case, spaces and closing points aside; knows no word."""

import unicodedata


def fold(text: str) -> str:
    """A word as it is compared: letter case, spaces and closing points aside.

    Examples
    --------
    >>> fold("  Ei  Aloitettu. ")
    'ei aloitettu'
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).rstrip(".:*")
