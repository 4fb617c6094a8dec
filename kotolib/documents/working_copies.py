"""An analyst's own copies of the notebooks, for one area and language: knows who changed a copy, not what it says.

The parameters cell of a copy is the area's, and stays the only truth. A copy in which a person has changed a cell is
never written over; one that is as it was made follows the project's notebook.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from kotolib import house, office_files
from kotolib.areas.area import Area
from kotolib.documents import notebooks
from kotolib.errors import cannot_write
from kotolib.language import texts

if TYPE_CHECKING:
    from nbformat import NotebookNode

FOLDER = "own"
"""Below the notebooks: a folder for each area, and in it one for each language."""
_MADE = "made"
_PARAMETER = re.compile(r'^(area|language): str = "[^"]*"', re.MULTILINE)


def folder(area: Area, language: str) -> Path:
    """Where the copies stand: ``notebooks/own/837-tampere/fi``."""
    return house.notebooks() / FOLDER / area.folder / language


def make(area: Area, language: str) -> list[Path]:
    """Make the copies that are not there, and bring those that nobody has changed up to date.

    Parameters
    ----------
    area
        One municipality or several.
    language
        `fi`, `sv` or `en`: of the parameter and of the notebooks' own text.

    Returns
    -------
    list
        Copies that a person has changed and whose notebook has since changed in the project: they stay as they are.

    Raises
    ------
    NotebookBroken
        A notebook of the project cannot be read, or has no translation.
    InTheWay
        The folder cannot be written.
    """
    where = folder(area, language)
    try:
        where.mkdir(parents=True, exist_ok=True)
        return [path for section in notebooks.sections() if (path := _copy(section, where, area, language))]
    except OSError as fault:
        raise cannot_write(where, fault) from None


def _copy(section: notebooks.Section, where: Path, area: Area, language: str) -> Path | None:
    """Write one copy unless that would lose a change; the path of one that is therefore behind."""
    import nbformat

    target, new = where / section.path.name, _filled(section, area, language)
    made = _digest(new)
    if target.exists():
        kept = _parsed(target)
        known = kept.get("metadata", {}).get("koto", {}).get(_MADE)
        if known == made:
            return None
        if known != _digest(kept):
            return target
    new["metadata"].setdefault("koto", {})[_MADE] = made
    office_files.move_into_place((nbformat.writes(new) + "\n").encode("utf-8"), target)
    return None


def _filled(section: notebooks.Section, area: Area, language: str) -> "NotebookNode":
    """The notebook in the language, its parameters those of the area."""
    written = notebooks.read(section.path)
    copy = notebooks.translate(written, texts(language), joint=len(area.members) > 1, name=section.stem)
    values = {"area": area.word or area.id, "language": language}
    for cell in copy.cells:
        if "parameters" in cell.metadata.get("tags", []):
            cell.source = _PARAMETER.sub(lambda found: f'{found[1]}: str = "{values[found[1]]}"', cell.source)
    return copy


def _parsed(path: Path) -> dict:
    """The copy; one that cannot be read is a person's own, and nothing matches it."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return kept if isinstance(kept, dict) else {}
    except ValueError:
        return {}


def _digest(notebook: dict) -> str:
    """What the cells say, without what they gave when they were run."""
    said = [(cell["cell_type"], "".join(cell["source"])) for cell in notebook.get("cells", [])]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8")).hexdigest()
