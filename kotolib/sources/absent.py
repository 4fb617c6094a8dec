"""What the figures do not hold: declared in ``data_sources/absent/figures.yaml``, so that a page can say who has it.

Knows declarations only.
"""

import difflib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kotolib import house
from kotolib.errors import N_, Message, Messages, StoreDamaged, WrongWords
from kotolib.sources import faults, yaml_text
from kotolib.sources.declaration import Absent


def absent(key: str) -> Absent:
    """What is declared of a missing figure.

    Raises
    ------
    WrongWords
        Nothing is declared under the key; the message names the nearest.
    StoreDamaged
        The file of missing figures is not right; the message lists every fault.
    """
    known = _declared()
    if key not in known:
        near = difflib.get_close_matches(key, known, n=3, cutoff=0.3) or sorted(known)[:3]
        raise WrongWords(
            N_("Puuttuvaa tietoa ”{word}” ei ole kuvattu. Lähimmät: {nearest}."), word=key, nearest=", ".join(near)
        )
    return known[key]


def names() -> list[str]:
    """Keys of all declared missing figures."""
    return list(_declared())


def _declared() -> dict[str, Absent]:
    return _load(house.data_sources() / "absent" / "figures.yaml")


@cache
def _load(path: Path) -> dict[str, Absent]:
    found: list[Message] = []
    declared: dict[str, Absent] = {}
    text = yaml_text.text_of(path, found)
    content = None if text is None else yaml_text.read(text, path.name, found)
    try:
        declared = TypeAdapter(dict[str, Absent]).validate_python(content) if content is not None else {}
    except ValidationError as error:
        found += faults.of_form(path.name, error, Absent)
    if found:
        raise StoreDamaged(N_("Puuttuvien tietojen kuvauksissa on korjattavaa:\n{faults}"), faults=Messages(found))
    return declared
