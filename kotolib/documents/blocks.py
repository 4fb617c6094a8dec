"""The one reading of an executed notebook: markdown, figures and tables in their order, for every writer.

Knows Jupyter's outputs and our two structured ones; not how a page, a paper or a workbook looks. Cells are never
addressed by their number: papermill inserts cells of its own.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from kotolib.display.outputs import FIGURE_MIME, TABLE_MIME
from kotolib.errors import N_, KotoError, SectionFailed

WIDGET_MIME = "application/vnd.jupyter.widget-view+json"
MARKDOWN_MIME = "text/markdown"
PARAMETERS = "parameters"
INJECTED = "injected-parameters"
CHAPTER = "chapter-"
"""A Markdown cell with a tag that begins so begins a chapter of the programme document."""

_FIGURE_TEXTS = ("key", "drawing", "title", "subtitle", "source", "language")
_TABLE_PARTS = ("key", "caption", "columns", "rows", "notes", "source", "own_rows", "style", "language")


@dataclass(frozen=True)
class Markdown:
    """Prose: a cell of the notebook, a sentence written by rule, or what people wrote.

    Attributes
    ----------
    text
        Markdown.
    chapter
        Name of the chapter that begins here, from the cell's tag ``chapter-<name>``; empty for all other prose.
    language
        Where it is not in the page's own language.
    """

    text: str
    chapter: str = ""
    language: str = ""


@dataclass(frozen=True)
class Figure:
    """A figure as its mime type carries it (:meth:`kotolib.display.outputs.Figure.as_json`)."""

    json: dict


@dataclass(frozen=True)
class Table:
    """A table as its mime type carries it (:meth:`kotolib.display.outputs.Table.as_json`)."""

    json: dict


Block = Markdown | Figure | Table


@dataclass(frozen=True)
class Document:
    """An executed notebook as its reader meets it.

    Attributes
    ----------
    name
        The notebook's name without ending: `31_residents`.
    title
        Its first heading of the first level, plain text.
    parameters
        What its parameter cells say, the injected ones last: `area`, `language`, `edition`, `as_of` and any others.
    blocks
        Markdown, figures and tables in their order.
    """

    name: str
    title: str
    parameters: dict
    blocks: tuple[Block, ...]

    @property
    def area(self) -> str:
        """Code or joint id; a whole number has got its zeros back."""
        area = self.parameters.get("area", "")
        return f"{area:03d}" if isinstance(area, int) else str(area)

    @property
    def language(self) -> str:
        return str(self.parameters.get("language") or "fi")

    @property
    def edition(self) -> str:
        return str(self.parameters.get("edition") or "latest")

    @property
    def as_of(self) -> str:
        """`YYYY-MM-DD`, or empty where the notebook was run by hand with no day given."""
        return str(self.parameters.get("as_of") or "")

    @property
    def tables(self) -> tuple[dict, ...]:
        """Every table of the document, those behind its figures included, in their order."""
        return tuple(b.json["table"] if isinstance(b, Figure) else b.json for b in self.blocks if _holds_table(b))


def _holds_table(block: Block) -> bool:
    return not isinstance(block, Markdown)


def read(nb: dict, name: str = "") -> Document:
    """Read an executed notebook.

    Parameters
    ----------
    nb
        The notebook, executed by papermill, nbclient or by hand.
    name
        Its name without ending, for messages.

    Returns
    -------
    Document
        Code, forms and streams are left out.

    Raises
    ------
    SectionFailed
        A cell failed or shows what no page can hold, a figure has no alt text, or the notebook was not run, has no
        cell tagged ``parameters`` or no heading; the message names the notebook and the place in it.
    """
    name = name or N_("muistikirja")
    parameters = _parameters(nb, name)
    _refuse_not_run(nb, name)
    blocks = tuple(_blocks(nb, name))
    title = next(filter(None, (_title(b.text) for b in blocks if isinstance(b, Markdown))), "")
    if not title:
        raise SectionFailed(N_("{notebook}: otsikko puuttuu. Aloita muistikirja rivillä ”# Otsikko”."), notebook=name)
    return Document(name, title, parameters, blocks)


def _parameters(nb: dict, name: str) -> dict:
    cells = [cell for tag in (PARAMETERS, INJECTED) for cell in nb["cells"] if tag in _tags(cell)]
    if not any(PARAMETERS in _tags(cell) for cell in cells):
        raise SectionFailed(
            N_("{notebook}: parametrisolu puuttuu. Merkitse ensimmäinen koodisolu tunnisteella ”parameters”."),
            notebook=name,
        )
    found: dict = {}
    for cell in cells:
        found.update(_assigned(_source(cell), name))
    return found


def _tags(cell: dict) -> list[str]:
    return cell.get("metadata", {}).get("tags", [])


def _source(cell: dict) -> str:
    source = cell.get("source", "")
    return "".join(source) if isinstance(source, list) else source


def _assigned(code: str, name: str) -> Iterator[tuple[str, object]]:
    try:
        statements = ast.parse(code).body
        pairs = [(target, s.value) for s in statements for target in _targets(s)]
        return iter([(target, ast.literal_eval(value)) for target, value in pairs])
    except (SyntaxError, ValueError):
        raise SectionFailed(
            N_("{notebook}: parametrisolussa saa olla vain muotoa nimi = arvo olevia rivejä. Korjaa solu."),
            notebook=name,
        ) from None


def _targets(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets = [statement.target]
    else:
        return []
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _refuse_not_run(nb: dict, name: str) -> None:
    code = [cell for cell in nb["cells"] if cell["cell_type"] == "code"]
    if not any(cell.get("execution_count") or cell.get("outputs") for cell in code):
        raise SectionFailed(
            N_("{notebook}: muistikirjaa ei ole ajettu. Aja kaikki solut, tallenna ja yritä uudelleen."), notebook=name
        )


def _blocks(nb: dict, name: str) -> Iterator[Block]:
    heading = ""
    for cell in nb["cells"]:
        if cell["cell_type"] == "markdown":
            text = _source(cell)
            heading = _last_heading(text) or heading
            yield Markdown(text, next((tag[len(CHAPTER) :] for tag in _tags(cell) if tag.startswith(CHAPTER)), ""))
        elif cell["cell_type"] == "code":
            place = {"notebook": name, "place": heading or _first_line(cell)}
            for output in cell.get("outputs", ()):
                yield from _block(output, place)


def _block(output: dict, place: dict) -> Iterator[Block]:
    kind = output["output_type"]
    if kind == "error":
        raise _failure(output, place)
    if kind == "stream":
        return
    shown = output.get("data", {})
    if WIDGET_MIME in shown:
        return
    if FIGURE_MIME in shown:
        yield Figure(_figure(shown[FIGURE_MIME], place))
    elif TABLE_MIME in shown:
        yield Table(_table(shown[TABLE_MIME], place))
    elif MARKDOWN_MIME in shown:
        text = shown[MARKDOWN_MIME]
        language = output.get("metadata", {}).get(MARKDOWN_MIME, {}).get("language", "")
        yield Markdown("".join(text) if isinstance(text, list) else text, language=language)
    elif shown:
        raise SectionFailed(
            N_(
                "{notebook}, kohta ”{place}”: tulostetta ({kind}) ei voi panna sivulle. "
                "Poista rivi, joka sen näyttää, ja aja muistikirja uudelleen."
            ),
            kind=", ".join(sorted(shown)),
            **place,
        )


def _failure(output: dict, place: dict) -> SectionFailed:
    reason = output.get("evalue", "")
    if output.get("ename") not in _own_errors(KotoError):
        reason = f"{output.get('ename', '')}: {reason}"
    return SectionFailed(N_("{notebook}, kohta ”{place}”: {reason}"), reason=reason, **place)


def _own_errors(kind: type) -> set[str]:
    return {kind.__name__}.union(*(_own_errors(child) for child in kind.__subclasses__()))


def _figure(json: dict, place: dict) -> dict:
    figure = dict(json)
    if figure.get("version") != 1 or not all(isinstance(figure.get(part), str) for part in _FIGURE_TEXTS):
        raise _from_elsewhere(place)
    if not str(figure.get("alt", "")).strip():
        raise SectionFailed(
            N_("{notebook}, kohta ”{place}”: kuviolta ”{title}” puuttuu tekstivastine. Anna sille alt-teksti."),
            title=figure["title"],
            **place,
        )
    figure["table"] = _table(figure.get("table", {}), place)
    return figure


def _table(json: dict, place: dict) -> dict:
    if json.get("version") != 1 or not all(part in json for part in _TABLE_PARTS):
        raise _from_elsewhere(place)
    return dict(json)


def _from_elsewhere(place: dict) -> SectionFailed:
    return SectionFailed(
        N_("{notebook}, kohta ”{place}”: kuvio tai taulukko on tehty toisella versiolla. Aja muistikirja uudelleen."),
        **place,
    )


def _headings(text: str, level: str) -> list[str]:
    fenced, found = False, []
    for line in text.splitlines():
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        if not fenced and line.startswith(level) and line.lstrip("#").startswith(" "):
            found.append(line.lstrip("#").strip().strip("#").replace("*", "").replace("`", "").strip())
    return found


def _title(text: str) -> str:
    return next((found for found in _headings(text, "# ") if found), "")


def _last_heading(text: str) -> str:
    return next(reversed(_headings(text, "#")), "")


def _first_line(cell: dict) -> str:
    return next(iter(_source(cell).strip().splitlines()), "")
