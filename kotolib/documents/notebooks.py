"""The notebooks as they are written: their order, parameters and language; knows nothing of running them."""

import ast
import copy
import json
import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kotolib import house
from kotolib.errors import N_, KotoError
from kotolib.language import Texts
from kotolib.language.messages import Said

if TYPE_CHECKING:
    from nbformat import NotebookNode

PARAMETERS = ("area", "language", "edition", "as_of")
"""What every notebook's ``parameters`` cell declares, and all that it may be given."""

JOINT_CONTEXT = "joint"
"""gettext context of what is said otherwise of an area of several municipalities."""

PROGRAMME = "50"
"""The number of the notebook that the programme document is made of."""

LAST_CHAPTER = 60
"""The greatest number of a chapter; the annual report, the decision-makers' and the residents' page stand alone."""

_NAME = re.compile(r"^(?P<key>[0-9]{2})_[a-z0-9_]+$")
_HEADING = re.compile(r"^#\s+(?P<title>.+?)\s*#*\s*$", re.MULTILINE)


class NotebookBroken(KotoError):
    """A notebook is not what a notebook of ours must be: mend the notebook."""


@dataclass(frozen=True)
class Section:
    """One notebook: a chapter of the programme, a page that stands alone, or a working page; its number tells which.

    Attributes
    ----------
    key
        Its number by the checklist's steps: `31`.
    stem
        Its file name without the ending: `31_residents`.
    title
        Its first heading, in Finnish.
    path
        Where it stands.
    by_hand
        Whether it is for a person at the screen alone, and no run makes a page of it (``"koto": {"by_hand": true}`` in
        the notebook's metadata).
    """

    key: str
    stem: str
    title: str
    path: Path
    by_hand: bool = False

    @property
    def is_working(self) -> bool:
        """Whether it is a working page, beside the programme and no part of it: those are numbered below ten."""
        return self.key.startswith("0")

    @property
    def is_programme(self) -> bool:
        """Whether the programme document is made of it: it has no page of its own beside the document."""
        return self.key == PROGRAMME

    @property
    def is_chapter(self) -> bool:
        """Whether the programme document and its numbers have it; those above sixty are documents of their own."""
        return not self.is_working and int(self.key) <= LAST_CHAPTER


def sections(folder: Path | None = None) -> list[Section]:
    """The notebooks in the order of their numbers.

    Parameters
    ----------
    folder
        Where the notebooks stand; :func:`kotolib.house.notebooks` unless told.

    Raises
    ------
    NotebookBroken
        There are none, or one of them is not a notebook: the message names it.

    Examples
    --------
    >>> [section.stem for section in sections()][:1]  # doctest: +SKIP
    ['31_residents']
    """
    folder = folder or house.notebooks()
    found = [_section(path) for path in sorted(folder.glob("*.ipynb")) if _NAME.match(path.stem)]
    if not found:
        raise NotebookBroken(N_("Kansiossa {folder} ei ole yhtään muistikirjaa."), folder=folder)
    return found


def _section(path: Path) -> Section:
    notebook = _parsed(path)
    by_hand = bool(notebook.get("metadata", {}).get("koto", {}).get("by_hand"))
    return Section(path.stem[:2], path.stem, title(notebook) or path.stem, path, by_hand)


def _parsed(path: Path) -> dict:
    # Plain JSON: the listing must not wait for nbformat's validator.
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = notebook["cells"]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise NotebookBroken(
            N_("Muistikirjaa {path} ei voi lukea ({fault}). Palauta se alkuperäisestä."), path=path, fault=fault
        ) from None
    for cell in cells:
        cell["source"] = "".join(cell["source"])
    return notebook


def title(notebook: dict) -> str:
    """The first level-1 heading among the Markdown cells, or nothing."""
    return _heading(_title_cell(notebook))


def title_in(section: Section, language: Texts, *, joint: bool = False) -> str:
    """The section's title in a language; the errors are those of :func:`translate`."""
    source = _title_cell(_parsed(section.path))
    return _heading(_translated_cell(source, language, joint, section.stem)) or section.title


def cells(section: Section, language: Texts) -> list[tuple[str, str]]:
    """Kind (`markdown`, `code`) and source of each cell, Markdown in the language; errors as of :func:`translate`."""
    return [
        (kind, _translated_cell(source, language, False, section.stem) if kind == "markdown" else source)
        for kind, source in ((cell["cell_type"], cell["source"]) for cell in _parsed(section.path)["cells"])
    ]


def _title_cell(notebook: dict) -> str:
    sources = (cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    return next((source for source in sources if _HEADING.search(source)), "")


def _heading(source: str) -> str:
    found = _HEADING.search(source)
    return found["title"] if found else ""


def read(path: Path) -> "NotebookNode":
    """The notebook as an ``nbformat`` node.

    Raises
    ------
    NotebookBroken
        The file is not a notebook.
    """
    import nbformat

    _parsed(path)
    try:
        return nbformat.read(path, as_version=4)
    except Exception as fault:
        raise NotebookBroken(
            N_("Muistikirjaa {path} ei voi lukea ({fault}). Palauta se alkuperäisestä."),
            path=path,
            fault=str(fault).splitlines()[0],
        ) from None


def translate(notebook: "NotebookNode", language: Texts, *, joint: bool = False, name: str = "") -> "NotebookNode":
    """A copy of the notebook with every Markdown cell in the language.

    A whole cell is one message. For an area of several municipalities the message is first looked up in the
    context ``joint``, in Finnish too.

    Parameters
    ----------
    notebook
        An ``nbformat`` node, written in Finnish.
    language
        The texts of the language.
    joint
        Whether the area has several municipalities.
    name
        What the notebook is called in the error.

    Raises
    ------
    NotebookBroken
        A cell with words has no translation: the message names the notebook and the cell. A page never mixes
        languages.
    """
    translated = copy.deepcopy(notebook)
    for number, cell in enumerate(translated.cells, start=1):
        if cell.cell_type == "markdown":
            cell.source = _translated_cell(cell.source, language, joint, f"{name}, {number}")
    return translated


def _translated_cell(source: str, language: Texts, joint: bool, where: str) -> str:
    if not source.strip():
        return source
    said = language.context(JOINT_CONTEXT, source) if joint else source
    if said == source:
        said = language.plain(source)
    if said == source and language.language != "fi" and any(letter.isalpha() for letter in source):
        raise NotebookBroken(
            N_("Muistikirjan solua ei ole käännetty kielelle {language}: {where}, ”{start}”."),
            language=language.language,
            where=where,
            start=source.strip().splitlines()[0][:60],
        )
    return said


def declared_parameters(notebook, name: str = "") -> list[str]:
    """Names that the notebook's ``parameters`` cell gives a value.

    Raises
    ------
    NotebookBroken
        There is no such cell, there are two, or it is not plain assignments.
    """
    cells = [c for c in notebook["cells"] if c["cell_type"] == "code" and "parameters" in c["metadata"].get("tags", [])]
    if len(cells) != 1:
        raise NotebookBroken(
            N_(
                "Muistikirjassa {name} pitää olla yksi koodisolu, jonka tunniste on ”parameters”; niitä on {count}. "
                "Lisää tunniste solulle, jossa parametrit ovat."
            ),
            name=name,
            count=len(cells),
        )
    try:
        statements = ast.parse(cells[0]["source"]).body
    except SyntaxError as fault:
        raise NotebookBroken(
            N_("Muistikirjan {name} parametrisolu ei ole Pythonia: rivi {line}."), name=name, line=fault.lineno
        ) from None
    return [name for statement in statements for name in _assigned(statement)]


def _assigned(statement: ast.stmt) -> Iterator[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    yield from (target.id for target in targets if isinstance(target, ast.Name))


def check_parameters(notebook, given: dict[str, str], name: str = "") -> None:
    """Refuse what the notebook cannot take, before a line of it is executed.

    Papermill only warns of an unknown parameter, writes a parameter's *name* into the cell as code, and turns
    values that are not plain text into other things; none of the three gets past this.

    Raises
    ------
    NotebookBroken
        The notebook has no ``parameters`` cell, or does not declare one of the given names.
    """
    declared = declared_parameters(notebook, name)
    for parameter, value in given.items():
        proper = parameter.isidentifier() and not keyword.iskeyword(parameter)
        if not proper or parameter not in declared or not isinstance(value, str):
            raise NotebookBroken(
                N_("Muistikirja {name} ei tunne parametria ”{parameter}”. Sen parametrit: {declared}."),
                name=name,
                parameter=parameter.splitlines()[0] if parameter else "",
                declared=", ".join(declared),
            )


def messages(path: Path) -> Iterator[Said]:
    """The messages of a notebook, for the catalogues: every Markdown cell with words is one.

    Raises
    ------
    NotebookBroken
        The file is not a notebook.
    """
    for cell in _parsed(path)["cells"]:
        if cell["cell_type"] == "markdown" and any(letter.isalpha() for letter in cell["source"]):
            yield Said(cell["source"])
