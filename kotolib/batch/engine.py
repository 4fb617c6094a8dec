"""Our papermill engine: executes a notebook's code cells in this very process, without a kernel; knows papermill's
side of it and nothing of areas. Meant for a process of its own (:mod:`kotolib.batch.server`)."""

import contextlib
import os
import sys
import tempfile

from papermill.engines import Engine, NBClientEngine, papermill_engines

from kotolib.batch.recording import Recorder, RecordingShell

SKIPPED_TAG = "skip-execution"
MAY_RAISE_TAG = "raises-exception"


class KotoEngine(Engine):
    """``papermill --engine koto``: the same outputs as with a kernel, in the process that asks for them.

    A segfault or an endless loop in a cell takes this process with it, so a run gives each notebook a process forked
    from a warm server. Text written to the file descriptors themselves, past ``sys.stdout``, is not an output.
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, kept=None, **_) -> None:
        """Execute the cells in order until one fails; ``kept`` gets the notebook, which papermill drops on an error."""
        _keep(nb_man.nb, kept)
        with _shell() as shell:
            for index, cell in enumerate(nb_man.nb.cells):
                nb_man.cell_start(cell, index)
                fine = _execute(shell, cell)
                if not fine:
                    nb_man.cell_exception(cell, cell_index=index)
                nb_man.cell_complete(cell, cell_index=index)
                if not fine:
                    break


class StockEngine(NBClientEngine):
    """Papermill's own engine over a kernel; where sockets in the file system exist, the kernel listens on no port."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, kept=None, **arguments):
        """Execute the notebook in a fresh Jupyter kernel."""
        from traitlets.config import Config

        _keep(nb_man.nb, kept)
        if os.name != "posix":
            return super().execute_managed_notebook(nb_man, kernel_name, **arguments)
        # Sockets in a folder of their own: two kernels begun in one folder at once would take the same names.
        with tempfile.TemporaryDirectory(prefix="koto-") as sockets:
            arguments["config"] = Config({"KernelManager": {"transport": "ipc", "ip": f"{sockets}/kernel"}})
            return super().execute_managed_notebook(nb_man, kernel_name, **arguments)


# By name as well as by entry point: a checkout on the path works as an installed package does.
papermill_engines.register("koto", KotoEngine)
papermill_engines.register("papermill", StockEngine)


def _keep(notebook, kept: list | None) -> None:
    if kept is not None:
        kept.append(notebook)


def _execute(shell: RecordingShell, cell) -> bool:
    """Run one cell; whether the notebook may go on."""
    tags = cell.metadata.get("tags", [])
    if cell.cell_type != "code" or not cell.source.strip() or SKIPPED_TAG in tags:
        return True
    shell.recorder.begin(cell)
    cell.execution_count = shell.execution_count
    shell.failed_while_showing = False
    result = shell.run_cell(cell.source, store_history=True)
    return (result.success and not shell.failed_while_showing) or MAY_RAISE_TAG in tags


@contextlib.contextmanager
def _shell():
    """A fresh shell; the process gets its own streams, main module and display hook back afterwards."""
    # As in a kernel: pyplot, if a cell imports it, shows its figures in the notebook.
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    main, display_hook, except_hook = sys.modules["__main__"], sys.displayhook, sys.excepthook
    shell = RecordingShell.fresh(Recorder())
    out, err = shell.streams()
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            yield shell
    finally:
        RecordingShell.clear_instance()
        sys.modules["__main__"], sys.displayhook, sys.excepthook = main, display_hook, except_hook
