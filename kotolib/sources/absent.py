"""What the figures do not hold: declared in ``data_sources/absent/figures.yaml``, so that a page can say who has it.

Knows declarations only.
"""

import difflib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from kotolib import house
from kotolib.errors import N_, StoreDamaged, WrongWords
from kotolib.sources import yaml_text
from kotolib.sources.declaration import Absent


def absent(key: str) -> Absent:
    """What is declared of a missing figure.

    Raises
    ------
    WrongWords
        Nothing is declared under the key; the message names the nearest.
    """
    known = _load(house.data_sources() / "absent" / "figures.yaml")
    if key not in known:
        near = difflib.get_close_matches(key, known, n=3, cutoff=0.3) or sorted(known)[:3]
        raise WrongWords(
            N_("Puuttuvaa tietoa ”{word}” ei ole kuvattu. Lähimmät: {nearest}."), word=key, nearest=", ".join(near)
        )
    return known[key]


@cache
def _load(path: Path) -> dict[str, Absent]:
    try:
        return TypeAdapter(dict[str, Absent]).validate_python(yaml_text.read(path.read_text(encoding="utf-8")))
    except (OSError, ValidationError, yaml_text.Fault) as error:
        raise StoreDamaged(N_("Tiedostoa {file} ei voi lukea: {why}"), file=path.name, why=str(error)) from None
