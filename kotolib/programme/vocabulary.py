"""The words that a workbook may use for indicators and members; knows declarations and areas, no cells."""

from collections.abc import Sequence

from kotolib import areas, sources
from kotolib.errors import KotoError
from kotolib.programme import sheets
from kotolib.programme.cells import Vocabulary


def vocabulary(language: str, members: Sequence[str] = ()) -> Vocabulary:
    """What words mean in a workbook: names of indicators in Finnish, Swedish and English, or their ids.

    Parameters
    ----------
    language
        `fi` or `sv`: the language in which choices, indicators and municipalities are shown.
    members
        Codes of the municipalities that plan together.
    """
    declared = sources.load().indicators
    meanings: dict[str, str] = {}
    for indicator in declared.values():
        for spoken in ("en", "sv", "fi"):
            meanings[sheets.fold(indicator.name.in_language(spoken))] = indicator.id
        meanings[sheets.fold(indicator.id)] = indicator.id
    names = {each: indicator.name.in_language(language) for each, indicator in declared.items()}
    found = [areas.get(code) for code in members]
    spelled = {sheets.fold(word): one.code for one in found for word in (one.code, *one.names.values())}
    return Vocabulary(language, names, meanings, {one.code: one.name_in(language) for one in found}, spelled)


def members_of(word: str) -> tuple[str, ...]:
    """The members of the area that a workbook was made for; none where it does not say."""
    try:
        return areas.get(word).members if word else ()
    except KotoError:
        return ()
