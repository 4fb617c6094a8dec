"""What the fork server imports and reads once, so that every child has it: nothing here may start a thread or open a
figure.

An error here would end the server without a word, so it is kept in ``fault`` and told by the first child.
"""

import os
import sys

# Before numpy is imported: its threads neither pay off on small tables nor survive a fork.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Before pyarrow is imported: its allocator would start a thread, and a forked child of threads may hang.
os.environ.setdefault("JE_ARROW_MALLOC_CONF", "background_thread:false")
# As in a Jupyter kernel: pyplot, where a notebook imports it, shows its figures in the notebook.
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")

# Where JupyterLab is installed, jsonschema builds a grammar of international web addresses when it is imported: most
# of a second. The notebook format has no such address, so the checker does without.
sys.modules.setdefault("rfc3987_syntax", None)

MODULES = (
    # papermill first: it loads engine entry points while it is itself half imported.
    "papermill",
    "papermill.execute",
    "nbclient",
    "nbformat.v4",
    "IPython.core.interactiveshell",
    "IPython.core.application",
    "IPython.core.completer",
    "IPython.core.crashhandler",
    "IPython.core.magics",
    "IPython.core.oinspect",
    "pandas",
    "pandas.core.reshape.reshape",
    "pyarrow.parquet",
    "pyarrow.dataset",
    "pyarrow.pandas_compat",
    "matplotlib.textpath",
    "kotolib",
    "kotolib.batch.engine",
    "kotolib.batch.section",
    "kotolib.batch.whole",
    "kotolib.batch.indexes",
    "kotolib.batch.shared",
    "kotolib.documents.residents.writers",
    # A child that writes on paper would spend more on importing these than they cost the server.
    "kotolib.documents.pdf.writer",
    "kotolib.documents.docx.documents",
)
"""Imported in this order, and then the home of every public name of kotolib."""

fault = ""


def _all_ready() -> str:
    import importlib
    import traceback

    name = ""
    try:
        for name in MODULES:
            importlib.import_module(name)
        kotolib = sys.modules["kotolib"]
        for name in kotolib.__all__:
            getattr(kotolib, name)
        name = "kotolib.batch.shared"
        sys.modules[name].hold()
    except BaseException:  # whatever it is, the server must live to tell it
        return f"{name}\n{traceback.format_exc()}"
    return ""


def _ready() -> None:
    import gc

    global fault
    fault = _all_ready()
    # Shared pages stay shared: the children's collector must not touch what was made before the fork.
    gc.collect()
    gc.freeze()


_ready()
