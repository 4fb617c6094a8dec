"""An IPython shell that writes what cells show into a notebook's outputs, as a kernel and its client would together;
knows IPython and the notebook format, not papermill and not our figures."""

import io
import json

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from jupyter_client.jsonutil import json_default
from nbformat.notebooknode import NotebookNode, from_dict
from traitlets import Any, Type
from traitlets.config import Config


class Recorder:
    """Where the outputs of the running cell go.

    Display ids hold across cells, so that a later cell can update what an earlier one showed.
    """

    def __init__(self) -> None:
        self._cell: NotebookNode | None = None
        self._clear_before_next = False
        self._shown: dict[str, list[NotebookNode]] = {}

    def begin(self, cell: NotebookNode) -> None:
        """From now on everything goes to this cell."""
        cell.outputs = []
        self._cell = cell
        self._clear_before_next = False

    def stream(self, name: str, text: str) -> None:
        """Text on ``stdout`` or ``stderr``; what follows at once on the same one joins it."""
        outputs = self._outputs()
        if outputs and outputs[-1].output_type == "stream" and outputs[-1].name == name:
            outputs[-1].text += text
        else:
            outputs.append(NotebookNode(output_type="stream", name=name, text=text))

    def show(self, data: dict, metadata: dict | None, display_id: str | None) -> None:
        """A display, with every form that the object gave of itself."""
        output = _node(output_type="display_data", data=data, metadata=metadata or {})
        self._outputs().append(output)
        if display_id:
            self._shown.setdefault(display_id, []).append(output)

    def update(self, data: dict, metadata: dict | None, display_id: str | None) -> None:
        """Show otherwise what was shown under this display id, wherever it stands."""
        for output in self._shown.get(display_id or "", []):
            output.update(_node(data=data, metadata=metadata or {}))

    def result(self, data: dict, metadata: dict | None, count: int) -> None:
        """The value of the cell's last expression."""
        output = _node(output_type="execute_result", execution_count=count, data=data, metadata=metadata or {})
        self._outputs().append(output)

    def error(self, name: str, value: str, traceback: list[str]) -> None:
        """An error, as it is shown."""
        self._outputs().append(_node(output_type="error", ename=name, evalue=value, traceback=traceback))

    def clear(self, wait: bool) -> None:
        """Empty the cell's outputs, now or when the next one comes."""
        self._clear_before_next = wait
        if not wait and self._cell is not None:
            self._cell.outputs.clear()

    def _outputs(self) -> list[NotebookNode]:
        if self._cell is None:  # between cells, as when a shell begins
            return []
        if self._clear_before_next:
            self.clear(wait=False)
        return self._cell.outputs


def _node(**content: object) -> NotebookNode:
    # Through JSON and back, as a message from a kernel: tuples become lists, dates become text, pictures base64.
    return from_dict(json.loads(json.dumps(content, default=json_default)))


class _Stream(io.TextIOBase):
    """A standard stream whose text goes to the recorder."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, recorder: Recorder, name: str) -> None:
        self._recorder = recorder
        self.name = name

    def write(self, text: str) -> int:
        if text:
            self._recorder.stream(self.name, text)
        return len(text)

    def writable(self) -> bool:
        return True


class _Publisher(DisplayPublisher):
    recorder = Any()

    def publish(self, data, metadata=None, *, transient=None, update=False, **_) -> None:
        self._validate_data(data, metadata)
        keep = self.recorder.update if update else self.recorder.show
        keep(data, metadata, (transient or {}).get("display_id"))

    def clear_output(self, wait=False) -> None:
        self.recorder.clear(wait)


class _Results(DisplayHook):
    recorder = Any()
    running = False

    def start_displayhook(self) -> None:
        self.running = True

    def write_output_prompt(self) -> None:
        """A notebook has none."""

    def write_format_data(self, format_dict, md_dict=None) -> None:
        self.recorder.result(format_dict, md_dict, self.prompt_count)

    def finish_displayhook(self) -> None:
        self.running = False


class RecordingShell(InteractiveShell):
    """A shell with a namespace of its own and no memory of earlier sessions.

    Attributes
    ----------
    recorder
        Takes the outputs.
    failed_while_showing
        Whether the last cell's value could not be shown.
    """

    displayhook_class = Type(_Results)
    display_pub_class = Type(_Publisher)
    recorder = Any()
    failed_while_showing = False

    @classmethod
    def fresh(cls, recorder: Recorder) -> "RecordingShell":
        """A new shell, the one that ``get_ipython()`` finds."""
        InteractiveShell.clear_instance()
        quiet = Config({"HistoryManager": {"enabled": False}, "InteractiveShell": {"colors": "nocolor"}})
        shell = cls.instance(config=quiet)
        shell.recorder = recorder
        shell.displayhook.recorder = shell.display_pub.recorder = recorder
        return shell

    def init_virtualenv(self) -> None:
        """A kernel does not look for another environment either."""

    def enable_gui(self, gui=None) -> None:
        """There is no window to wait for; figures are shown in the notebook."""

    def streams(self) -> tuple[_Stream, _Stream]:
        """``stdout`` and ``stderr`` of the cells."""
        return _Stream(self.recorder, "stdout"), _Stream(self.recorder, "stderr")

    def _showtraceback(self, etype, evalue, stb) -> None:
        if self.displayhook.running:
            self.failed_while_showing = True
        self.recorder.error(etype.__name__, str(evalue), list(stb))
