"""What the children of a run do: plan it, make one section, make the whole document; knows notebooks and documents,
not processes. Everything here is called by name in a child (:mod:`kotolib.batch.server`)."""

import contextlib
import hashlib
import importlib.metadata
import logging
import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kotolib import areas, house, situation
from kotolib.areas.area import JOINT, MUNICIPALITY, Area
from kotolib.batch.files import CannotWrite, write, writing
from kotolib.documents import notebooks
from kotolib.documents.residents import around
from kotolib.documents.residents import tongues as residents
from kotolib.errors import N_, KotoError, SectionFailed, WrongWords
from kotolib.language import LANGUAGES, Texts, catalogues, texts, told_in, tongues

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from kotolib.documents.blocks import Document

ERROR_MARKER = "papermill-error-cell-tag"
INJECTED = "injected-parameters"
VERSIONS_OF = ("papermill", "nbconvert", "pandas", "matplotlib")

logger = logging.getLogger("kotolib")


def plan(words: list[str], languages: list[str], edition: str, as_of: str, into: str = "") -> list[dict]:
    """Everything that is asked, checked before anything is written: one entry an area and language.

    Raises
    ------
    WrongWords
        An area, language, edition or day does not exist.
    StoreDamaged
        A file of the store is not what its card says, or the template's marks are not right.
    NotebookBroken
        There is no notebook that can be read.
    """
    written = [section for section in notebooks.sections() if not section.by_hand]
    plans = []
    for area in areas.get_many(words):
        remarks = [one.tell(told_in(languages[0] if languages else "fi").plain) for one in area.remark]
        whole, alone = _languages(area, languages, written, remarks, edition)
        for language in (*whole, *alone):
            plan = _plan(area, language, edition, as_of)
            kept = [section for section in written if language in whole or section.key == around.KEY]
            plan["sections"] = [_as_json(section, texts(language), plan["joint"]) for section in kept]
            plan["alone"] = language not in whole
            plan["residents"] = {"languages": [*whole, *alone], "home": whole[0] if whole else ""}
            plan["into"] = None if plan["alone"] else _template(into, plan, remarks)
            plans.append(plan | {"remarks": remarks})
            remarks = []
    return plans


def _template(path: str, plan: dict, remarks: list[str]) -> dict | None:
    if not path:
        return None
    from kotolib.batch import filling

    sections = [section for section in plan["sections"] if not section["working"]]
    into = filling.asked(Path(path), sections)
    left = filling.left_out(into, [one for one in sections if one["chapter"] and not one["programme"]])
    if left:
        told = N_("{area}: mallissa {file} ei ole paikkaa osille: {sections}.")
        remarks.append(texts("fi")(told, area=plan["name"], file=Path(path).name, sections=", ".join(left)))
    return into


@cache
def _as_json(section: notebooks.Section, language: Texts, joint: bool) -> dict:
    """Asked once of all areas: a child plans them all, and notebooks stay as they are that long."""
    try:
        title = notebooks.title_in(section, language, joint=joint)
    except KotoError:
        # The section itself will tell of it; its place in the contents needs some name.
        title = section.title
    told = {"key": section.key, "stem": section.stem, "title": title, "path": str(section.path)}
    return told | {"working": section.is_working, "chapter": section.is_chapter, "programme": section.is_programme}


def _plan(area: Area, language: str, edition: str, as_of: str) -> dict:
    here = situation.begin(area.word, language, edition, as_of)
    return {
        "name": area.name_in(language),
        "folder": area.folder,
        "joint": len(area.members) > 1,
        "parameters": {
            # Never the word that was typed.
            "area": area.word,
            "language": language,
            "edition": here.edition,
            "as_of": here.as_of.isoformat(),
        },
        "versions": _versions(),
    }


def _languages(
    area: Area, asked: list[str], written: list[notebooks.Section], remarks: list[str], edition: str
) -> tuple[list[str], list[str]]:
    """Languages of all pages, and those of the residents' page alone.

    Those that were asked for, else the area's own, the majority's first (`fi_sv` is Finnish and Swedish), and the
    residents' page of municipalities in English and in the languages that most of their residents speak.
    """
    ready = _ready(area, asked or area.language_status.split("_"), remarks)
    whole = [language for language in ready if language in LANGUAGES]
    alone = [language for language in ready if language not in LANGUAGES]
    has_page = any(section.key == around.KEY for section in written)
    if alone and not has_page:
        raise WrongWords(N_("Kielillä {languages} tehdään vain asukkaiden sivu, ja sen muistikirja puuttuu."),
                         languages=", ".join(alone))  # fmt: skip
    if alone:
        told = N_("{area}: kielillä {languages} tehdään vain asukkaiden sivu.")
        remarks.append(texts("fi")(told, area=area.name, languages=", ".join(alone)))
    elif not asked and has_page and area.kind in (MUNICIPALITY, JOINT):
        alone = [language for language in ("en", *residents.chosen(area, edition)) if language not in whole]
        remarks += _lacking(area, edition)
    return whole, alone


def _lacking(area: Area, edition: str) -> Iterator[str]:
    """That many residents speak a language in which there is no page for them."""
    lacking = [tongues.name_in(one, "fi") for one in residents.lacking(area, edition)]
    if lacking:
        told = N_(
            "{area}: asukkaiden viiden suurimman vieraan kielen joukossa on kieliä, joilla asukkaiden sivua ei vielä "
            "ole: {languages}."
        )
        yield texts("fi")(told, area=area.name, languages=", ".join(lacking))


def _ready(area: Area, wished: list[str], remarks: list[str]) -> list[str]:
    """Those of the wished languages whose texts are ready, each once; Finnish in the place of others."""
    ready: list[str] = []
    for language in wished:
        texts(language)  # refuses a language that there is not
        if not catalogues.is_complete(language):
            remarks.append(_not_ready(area, language))
            language = "fi"
        if language not in ready:
            ready.append(language)
    return ready


def _not_ready(area: Area, language: str) -> str:
    said = {
        "sv": N_("{area}: ruotsinkieliset tekstit eivät ole vielä valmiit, joten sivut tehdään suomeksi."),
        "en": N_("{area}: englanninkieliset tekstit eivät ole vielä valmiit, joten sivut tehdään suomeksi."),
    }
    return texts("fi")(said[language], area=area.name)


@cache
def _versions() -> dict[str, str]:
    from kotolib.documents import imprint

    found = {"kotolib": imprint.version(), "python": ".".join(map(str, sys.version_info[:3]))}
    return found | {name: importlib.metadata.version(name) for name in VERSIONS_OF}


def make(section: dict, plan: dict, folder: str, engine: str) -> str:
    """Execute one notebook and write its page; gives the sentence of what went wrong, or nothing.

    Writes ``<stem>.ipynb`` always, the page in every format of the plan where all went well, and ``<stem>.log``.

    Raises
    ------
    CannotWrite
        The folder cannot be written.
    """
    beside = Path(folder) / section["stem"]
    with _logged(beside.with_suffix(".log")):
        try:
            return _make(section, plan, beside, engine)
        except CannotWrite:
            raise
        except KotoError as fault:
            logger.error("%s", fault)
            return fault.tell(told_in(plan["parameters"]["language"]).plain)


def _make(section: dict, plan: dict, beside: Path, engine: str) -> str:
    name, parameters = section["stem"], plan["parameters"]
    notebook = notebooks.read(Path(section["path"]))
    notebooks.check_parameters(notebook, parameters, name)
    notebook = notebooks.translate(notebook, texts(parameters["language"]), joint=plan["joint"], name=name)
    # Should the process be lost, this is what stays: a notebook that nobody takes for an executed one.
    _write_notebook(notebook, beside)
    executed = execute(notebook, parameters, engine)
    _write_notebook(executed, beside)
    _log_streams(executed)
    _refuse_left(executed, name)
    _write_pages(executed, section, plan, beside)
    return ""


def execute(notebook: "NotebookNode", parameters: dict[str, str], engine: str) -> "NotebookNode":
    """The notebook executed by papermill, errors and all, without anything that another run would write otherwise."""
    import papermill

    kept: list = []
    with contextlib.suppress(papermill.PapermillExecutionError):
        papermill.execute_notebook(
            notebook,
            None,
            parameters,
            engine_name=engine,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            cwd=str(house.home()),
            kept=kept,
        )
    return steady(kept[0])


def steady(notebook: "NotebookNode") -> "NotebookNode":
    """Take away what differs from run to run: times, run metadata, chance ids, papermill's own marks of an error."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("language_info", None)
    notebook.cells = [cell for cell in notebook.cells if ERROR_MARKER not in cell.metadata.get("tags", [])]
    for cell in notebook.cells:
        for name in ("papermill", "execution"):
            cell.metadata.pop(name, None)
        if INJECTED in cell.metadata.get("tags", []):
            cell.id = INJECTED
        if not cell.metadata.get("tags", True):
            del cell.metadata["tags"]
    return notebook


def _write_notebook(notebook, beside: Path) -> None:
    import nbformat

    write(beside.with_suffix(".ipynb"), (nbformat.writes(notebook) + "\n").encode("utf-8"))


def _write_pages(notebook, section: dict, plan: dict, beside: Path) -> None:
    from kotolib.documents import blocks

    document = blocks.read(notebook, beside.name)
    for name in plan["formats"] if not section["programme"] else ():
        content = _written(name, document, plan)
        if content is not None:
            write(beside.with_suffix(f".{name}"), content)


def _written(name: str, document: "Document", plan: dict) -> bytes | None:
    """The document in a format; None where the residents' page is not made in it."""
    from kotolib.batch import whole
    from kotolib.documents import formats
    from kotolib.documents.imprint import Imprint
    from kotolib.documents.residents import writers

    if not around.is_residents(document):
        imprint = replace(Imprint.of(document), final=plan.get("final", False))
        return formats.WRITERS[name].section(document, imprint, whole.links(plan, document.name))
    write_page = writers.writer(name, document.language)
    beside = around.Around(tuple(plan["residents"]["languages"]), plan["residents"]["home"])
    return write_page(document, beside) if write_page else None


def _refuse_left(notebook, name: str) -> None:
    """``sys.exit(0)`` in a cell is no error to papermill, but the rest of the page is missing."""
    for number, cell in enumerate(notebook.cells, start=1):
        if any(output.get("ename") == "SystemExit" for output in cell.get("outputs", [])):
            raise SectionFailed(
                N_("{notebook}: solu {cell} lopetti muistikirjan kesken (sys.exit). Poista se rivi."),
                notebook=name,
                cell=number,
            )


def _log_streams(notebook) -> None:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                logger.info("%s: %s", output.name, output.text.rstrip())
            elif output.output_type == "error":
                logger.error("%s", "\n".join(output.traceback))


def assemble(plan: dict, faults: dict[str, str], folder: str) -> dict[str, str]:
    """The pages of failed sections, the whole document and the numbers; gives the sha256 of every file by its name.

    Parameters
    ----------
    plan
        What :func:`plan` gave.
    faults
        By section's stem: what went wrong.
    folder
        Where the sections were written.
    """
    from kotolib.batch import remembering, whole

    beside = Path(folder)
    with _logged(beside / "programme.log"):
        whole.write_all(plan, faults, beside)
        if not faults and not plan["alone"]:
            remembering.remember(plan)
    endings = ("ipynb", *plan["formats"])
    names = [f"{section['stem']}.{ending}" for section in plan["sections"] for ending in endings]
    names += whole.files(plan)
    return {name: _sha256(beside / name) for name in names if (beside / name).exists()}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextlib.contextmanager
def _logged(path: Path) -> Iterator[None]:
    """Everything that is logged, warned of or written past Python goes to this file, nothing to the screen."""
    with writing(path), path.open("ab", buffering=0) as file:
        for descriptor in (1, 2):
            os.dup2(file.fileno(), descriptor)
    handler = logging.StreamHandler(open(2, "w", encoding="utf-8", errors="replace", closefd=False))  # noqa: SIM115
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.captureWarnings(True)
    # matplotlib tells of every font it looks at.
    logging.getLogger("matplotlib").setLevel(logging.WARNING)
    yield
