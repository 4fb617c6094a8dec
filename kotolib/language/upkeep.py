"""Keeps the catalogues up with the messages of the sources: what is missing, stale or filled otherwise; knows no page.

A catalogue is one file a language, sorted by the Finnish text, without line numbers, so that two people can work on it.
Its header says ``X-Koto-Complete: yes`` once pages may be made in the language.
"""

import io
import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages import Catalog, pofile
from babel.messages.catalog import Message

from kotolib.language.catalogues import SOURCE, catalogue
from kotolib.language.messages import Said

Template = Mapping[tuple[str, str], Said]

_PLURALS = 2


def update(language: str, template: Template, folder: Path | None = None) -> bool:
    """Bring a catalogue up to date: new messages come in empty, stale ones go, translations and the header stay.

    Parameters
    ----------
    language
        Another than Finnish, whose catalogue holds only the forms of joint areas and is written by hand.
    template
        The messages of the sources, as :func:`kotolib.language.messages.template` gives them.
    folder
        Where the catalogues stand; the package's own unless told.

    Returns
    -------
    bool
        Whether the file was changed.
    """
    path = catalogue(language, folder)
    before = path.read_text(encoding="utf-8")
    after = updated(before, language, template)
    if after == before:
        return False
    beside = path.with_name(path.name + ".new")
    beside.write_text(after, encoding="utf-8", newline="\n")
    beside.replace(path)
    return True


def updated(text: str, language: str, template: Template) -> str:
    """The text of a catalogue with the messages of the template, no others."""
    header = text.lstrip().partition("\n\n")[0]
    old, new = _read(text, language), Catalog(locale=language)
    for said in template.values():
        found = old.get(said.message, said.context or None)
        new.add(_id(said), _translation(found, said), context=said.context or None, flags=_flags(found))
    body = io.BytesIO()
    pofile.write_po(body, new, width=0, no_location=True, omit_header=True, sort_output=True)
    return header + "\n\n" + body.getvalue().decode("utf-8").strip("\n") + "\n"


def _read(text: str, language: str) -> Catalog:
    return pofile.read_po(io.BytesIO(text.encode("utf-8")), locale=language)


def _id(said: Said) -> str | tuple[str, str]:
    return (said.message, said.plural) if said.plural else said.message


def _flags(found: Message | None) -> set[str]:
    return {"fuzzy"} if found and found.fuzzy else set()


def _translation(found: Message | None, said: Said) -> str | tuple[str, ...]:
    """What was said before, in the shape that the message has now."""
    if found is None:
        return ("",) * _PLURALS if said.plural else ""
    if isinstance(found.string, tuple | list):
        return tuple(found.string) if said.plural else found.string[0]
    return (found.string, "") if said.plural else found.string


def missing(language: str, template: Template, folder: Path | None = None) -> list[Said]:
    """Messages that a catalogue does not say yet: left out, empty, fuzzy, or with a plural too few."""
    known = _read(catalogue(language, folder).read_text(encoding="utf-8"), language)
    return [said for said in template.values() if not _is_said(known.get(said.message, said.context or None), said)]


def _is_said(found: Message | None, said: Said) -> bool:
    if found is None or found.fuzzy or bool(said.plural) != isinstance(found.string, tuple | list):
        return False
    return all(found.string) if said.plural else bool(found.string)


def stale(language: str, template: Template, folder: Path | None = None) -> list[str]:
    """Texts of a catalogue that no source says any more."""
    keys = {said.key for said in template.values()}
    return [one for one, context, _ in entries(language, folder) if (one, context) not in keys]


def filled_otherwise(language: str, folder: Path | None = None) -> list[str]:
    """Translations whose ``{fields}`` are not those of the Finnish message.

    A plural may leave its count out (*one municipality*), and a message may say a field twice.
    """
    return [
        f"{finnish[-1]} → {text}"
        for _, _, message in entries(language, folder)
        for finnish in [message.id if isinstance(message.id, tuple | list) else (message.id,)]
        for text in (message.string if isinstance(message.string, tuple | list) else (message.string,))
        if text and not _fits(fields(text), [fields(one) for one in finnish])
    ]


def _fits(given: set[str] | None, asked: list[set[str] | None]) -> bool:
    if None in asked:
        return True  # prose with braces of its own is not filled
    return given is not None and given <= set.union(*asked) and any(given >= one - {"n", "count"} for one in asked)


def fields(text: str) -> set[str] | None:
    """Names of the fields that a message is filled with; None of a text that is no pattern.

    Examples
    --------
    >>> sorted(fields("{where}: {n} / {{x}}")), fields("{")
    (['n', 'where'], None)
    """
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def against_terms(language: str, terms: list[dict[str, str]], folder: Path | None = None) -> list[str]:
    """Translations that call a thing by another name than the terms do.

    Parameters
    ----------
    language
        A column of the terms.
    terms
        Rows of ``locale/terms.csv``: stems of the Finnish term and of its names in the other languages, ``;`` between
        stems, ``…`` for an ending or for words between.
    folder
        Where the catalogues stand; the package's own unless told.
    """
    rules = [(row["id"], _stems(row["fi"]), _stems(row[language])) for row in terms]
    # Of a joint area Finnish says something else than the message that stands in the notebook.
    joint = {(one, context): message.string for one, context, message in entries(SOURCE, None)}
    return [
        f"{name}: {finnish} → {text}"
        for one, context, message in entries(language, folder)
        for finnish in [joint.get((one, context), one)]
        for text in [" ".join(message.string) if isinstance(message.string, tuple | list) else message.string]
        for name, asked, allowed in rules
        if text.strip() and asked.search(finnish) and not allowed.search(text)
    ]


def _stems(column: str) -> re.Pattern[str]:
    stems = [re.escape(stem.strip()).replace("…", r"\w*") for stem in column.split(";") if stem.strip()]
    return re.compile("|".join(rf"\b{stem}\b" for stem in stems), re.IGNORECASE)


def entries(language: str, folder: Path | None = None) -> Iterator[tuple[str, str, Message]]:
    """Every message of a catalogue: its Finnish (of a plural the singular), its context, and Babel's message."""
    text = catalogue(language, folder).read_text(encoding="utf-8")
    for message in _read(text, language):
        if message.id:
            one = message.id[0] if isinstance(message.id, tuple | list) else message.id
            yield one, message.context or "", message


def joint_forms(folder: Path | None = None) -> set[Said]:
    """What Finnish says otherwise of a joint area, and every other language too."""
    return {Said(one, context) for one, context, _ in entries(SOURCE, folder) if context}
