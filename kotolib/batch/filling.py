"""A run into a municipality's own Word template: what is checked first, what is written, and what never is.

Knows files and the order of things; not what stands in a template or a section.
"""

import hashlib
import json
from pathlib import Path

from kotolib.batch.files import write
from kotolib.errors import N_, InTheWay, WrongWords

ENDING = ".docx"
RECORD = "run.json"
_RESERVED = ("programme",)


def asked(path: Path, sections: list[dict]) -> dict:
    """What the plan says of a template, once all that can be wrong with it has been looked at.

    Parameters
    ----------
    path
        The template.
    sections
        What the plan says of each section.

    Returns
    -------
    dict
        `path`, `name` of the file that is made, `keys` of the sections that have a place.

    Raises
    ------
    WrongWords
        There is no such file, or its name is that of another file of the run.
    StoreDamaged
        It is no Word file, or its marks are not right: all of them are told.
    """
    from kotolib.documents.docx.slots import places_for

    name = path.stem + ENDING
    if not path.is_file():
        raise WrongWords(N_("Mallia {path} ei ole. Tarkista tiedoston nimi ja kansio."), path=path)
    if path.stem in (*_RESERVED, *(section["stem"] for section in sections)):
        raise WrongWords(N_("Ajo tekee itse tiedoston {name}. Anna mallille toinen nimi."), name=name)
    keys = places_for(path.read_bytes(), [section["key"] for section in sections], path.name)
    return {"path": str(path), "name": name, "keys": list(keys)}


def left_out(into: dict, sections: list[dict]) -> list[str]:
    """Titles of the sections that the template has no place for."""
    return [section["title"] for section in sections if section["key"] not in into["keys"]]


def refuse_to_write_over(into: dict, target: Path) -> None:
    """Refuse where people's own words would be lost.

    Raises
    ------
    InTheWay
        The template is the very file that would be written, or that file has been edited since it was made.
    """
    made = target / into["name"]
    if not made.exists():
        return
    if made.samefile(into["path"]):
        raise InTheWay(
            N_(
                "Malli {path} on tulosten kansiossa, ja ajo kirjoittaisi sen päälle. "
                "Siirrä se muualle ja aja uudelleen."
            ),
            path=into["path"],
        )
    if hashlib.sha256(made.read_bytes()).hexdigest() != _recorded(target / RECORD, into["name"]):
        raise InTheWay(
            N_(
                "Tiedostoa {path} on muokattu ajon jälkeen, eikä sen päälle kirjoiteta. Siirrä se muualle; "
                "voit antaa sen mallina valitsimella --into."
            ),
            path=made,
        )


def _recorded(record: Path, name: str) -> str:
    try:
        return json.loads(record.read_text(encoding="utf-8"))["files"][name]
    except (OSError, ValueError, KeyError):
        return ""


def fill(into: dict, documents: dict, folder: Path) -> bool:
    """Write the filled template, if all sections that it asks for were made; whether it was."""
    from kotolib.documents.docx import into as filled

    if not set(into["keys"]) <= set(documents):
        return False
    sections = {key: documents[key] for key in into["keys"]}
    write(folder / into["name"], filled(Path(into["path"]).read_bytes(), sections, into["name"]))
    return True
