"""The words that a workbook of a language may use for indicators; knows the declared indicators, no cells."""

from kotolib import sources
from kotolib.programme import sheets
from kotolib.programme.cells import Vocabulary


def vocabulary(language: str) -> Vocabulary:
    """What words mean in a workbook: names of indicators in Finnish, Swedish and English, or their ids.

    Parameters
    ----------
    language
        `fi` or `sv`: the language in which choices and indicators are shown.
    """
    declared = sources.load().indicators
    meanings: dict[str, str] = {}
    for indicator in declared.values():
        for spoken in ("en", "sv", "fi"):
            meanings[sheets.fold(indicator.name.in_language(spoken))] = indicator.id
        meanings[sheets.fold(indicator.id)] = indicator.id
    names = {each: indicator.name.in_language(language) for each, indicator in declared.items()}
    return Vocabulary(language, names, meanings)
