"""The residents' page of an area in a language, made without a kernel: its notebook's cells run here."""

from functools import cache

import nbformat

from kotolib import house
from kotolib.documents import blocks, notebooks
from kotolib.documents.blocks import Document
from kotolib.language import texts
from tests import walked
from tests.conftest import AS_OF


@cache
def document(area: str, language: str, stem: str = "71_for_residents") -> Document:
    """The executed notebook as writers read it."""
    return blocks.read(executed(area, language, stem), stem)


@cache
def executed(area: str, language: str, stem: str = "71_for_residents") -> nbformat.NotebookNode:
    """The notebook with its outputs."""
    source = nbformat.read(house.notebooks() / f"{stem}.ipynb", as_version=4)
    nb = notebooks.translate(source, texts(language), joint="+" in area, name=stem)
    names = {"area": area, "language": language, "edition": "latest", "as_of": AS_OF}
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        cell.execution_count = 1
        if "parameters" in cell.metadata.get("tags", ()):
            cell.source = "\n".join(f"{name} = {value!r}" for name, value in names.items())
            continue
        found = walked._run(cell.source, names)
        shown = found if isinstance(found, tuple) else () if found is None else (found,)
        cell.outputs = [_output(one._repr_mimebundle_()) for one in shown]
    return nb


def _output(bundle: dict | tuple[dict, dict]) -> nbformat.NotebookNode:
    data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
    return nbformat.v4.new_output("display_data", data=data, metadata=metadata)
