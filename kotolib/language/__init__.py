"""Catalogues and numbers of one language at a time; knows words and how to write them, not what they are about.

There is no current language: a :class:`Texts` is handed to whoever writes, inside the ``Situation``.
"""

from kotolib.language.catalogues import LANGUAGES, OF_RESIDENTS, Texts, texts, told_in

__all__ = ["LANGUAGES", "OF_RESIDENTS", "Texts", "texts", "told_in"]
