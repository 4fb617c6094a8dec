"""The floor: the cells of every notebook as plain code in one warm process, and the same pages and checks.

No papermill, no shell, no fork. Prints the CPU seconds that each area took as JSON.

Usage: python -m tests.benchmarks._floor FOLDER FORMAT,FORMAT AREA…
"""

import ast
import json
import sys
import time
from pathlib import Path

from kotolib.batch import (
    section,
    warm,
    whole,
)

DAY = "2026-11-24"


def main(folder: Path, formats: list[str], words: list[str]) -> list[float]:
    """CPU seconds of each area, warm imports and tables left out."""
    if warm.fault:
        raise SystemExit(warm.fault)
    section.execute = executed
    plans = [plan | {"formats": formats} for plan in section.plan(words, ["fi"], "latest", DAY)]
    return [cpu(plan, folder / plan["folder"]) for plan in plans]


def cpu(plan: dict, folder: Path) -> float:
    """CPU seconds of one area's pages, its whole document and numbers."""
    folder.mkdir(parents=True)
    began = time.process_time()
    for one in plan["sections"]:
        section._make(one, plan, folder / one["stem"], "")
    whole.write_all(plan, {}, folder)
    return time.process_time() - began


def executed(notebook, parameters: dict[str, str], _engine: str):
    """The notebook with its outputs: each cell is compiled and run, and its last expression asked what it shows."""
    import nbformat

    at = next(place for place, cell in enumerate(notebook.cells) if "parameters" in cell.metadata.get("tags", []))
    given = "\n".join(f'{name} = "{value}"' for name, value in parameters.items())
    cell = nbformat.v4.new_code_cell(given, metadata={"tags": ["injected-parameters"]})
    notebook.cells.insert(at + 1, cell)
    names: dict[str, object] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [nbformat.v4.new_output("display_data", shown) for shown in run(cell.source, names)]
    return section.steady(notebook)


def run(source: str, names: dict[str, object]) -> list[dict]:
    """What a cell shows."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if last is None:
        return []
    value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
    return [forms(one) for one in (value if isinstance(value, tuple) else [value]) if one is not None]


def forms(value: object) -> dict:
    """What a value shows of itself."""
    if hasattr(value, "_repr_mimebundle_"):
        return value._repr_mimebundle_()
    return {"text/markdown": value._repr_markdown_()}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2].split(","), sys.argv[3:])))
