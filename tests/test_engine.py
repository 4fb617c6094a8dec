"""The engine gives what a kernel gives, and a lost process is one failed work."""

import functools
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from kotolib import house
from kotolib.batch.server import CAN_FORK, ChildFailed, Server, Work
from kotolib.errors import KotoError

FIXTURES = Path(__file__).parent / "fixtures" / "notebooks"
PARAMETERS = {"area": "211", "language": "fi", "edition": "latest", "as_of": "2026-11-24"}
ANSI = re.compile(r"\x1b\[[0-9;]*m")
CELL_FILE = re.compile(r"\(\S+, line")

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="this system cannot fork")


def executed(name: str, engine: str) -> nbformat.NotebookNode:
    """Runs in a child: the fixture executed by an engine."""
    from kotolib.batch.section import execute

    return execute(nbformat.read(FIXTURES / f"{name}.ipynb", as_version=4), PARAMETERS, engine)


def call(function: str, **arguments):
    with Server() as server:
        return server.one(Work("koe", f"{__name__}:{function}", arguments, seconds=120))


@functools.cache
def made(name: str, engine: str = "koto") -> nbformat.NotebookNode:
    """The fixture executed by an engine, once for all tests that look at it."""
    return call("executed", name=name, engine=engine)


def outputs(notebook) -> list:
    """The code cells' outputs, without what is the process's own: colours, file names, cuts in streams."""
    return [(cell.source, cell.execution_count, _joined(cell.outputs)) for cell in notebook.cells if "outputs" in cell]


def _joined(outputs: list) -> list:
    streams: dict[str, str] = {}
    others = []
    for output in outputs:
        if output.output_type == "stream":
            streams[output.name] = streams.get(output.name, "") + output.text
        elif output.output_type == "error":
            shown = output.traceback if len(output.traceback) == 1 else []
            others.append((output.ename, CELL_FILE.sub("(line", output.evalue), [ANSI.sub("", line) for line in shown]))
        else:
            others.append(dict(output))
    return [streams, others]


@pytest.mark.parametrize("name", ["every_output", "every_error"])
def test_both_engines_give_the_same_cells(name):
    ours, stock = made(name), made(name, "papermill")
    assert outputs(ours) == outputs(stock)
    assert ours.metadata == stock.metadata
    assert [cell.metadata for cell in ours.cells] == [cell.metadata for cell in stock.cells]


def test_outputs_are_what_the_cells_show():
    cells = [cell for cell in made("every_output").cells if cell.cell_type == "code"]
    streams, shown, updating, cleared, replaced, many, table, plot, *_ = (cell.outputs for cell in cells[2:])
    assert [(o.name, o.text) for o in streams] == [
        ("stdout", "eka\ntoka\n"),
        ("stderr", "virhe\n"),
        ("stdout", "kolmas"),
    ]
    assert [o.output_type for o in shown] == ["display_data", "display_data", "display_data", "execute_result"]
    assert shown[0].data["text/markdown"] == "**jälkeen**"
    assert shown[-1].data["text/plain"] == "'211'"
    assert [o.data for o in updating] == [{"application/json": {"a": [1, 2]}}]
    assert [o.data["text/plain"] for o in cleared] == ["'jää'"]
    assert [o.data["text/plain"] for o in replaced] == ["'korvaa'"]
    assert many[0].data["application/vnd.koto.table+json"] == {"n": 1.5, "rows": [[1, None]]}
    assert many[0].metadata == {"text/html": {"isolated": True}}
    assert "<table" in table[0].data["text/html"]
    assert [sorted(o.data) for o in plot] == [["image/png", "text/plain"]]


def test_a_failing_cell_is_the_last_one_executed():
    cells = [cell for cell in made("every_error").cells if cell.cell_type == "code"]
    *_, failing, after = cells
    assert [o.output_type for o in failing.outputs] == ["stream", "error"]
    assert after.execution_count is None and after.outputs == []


def test_an_error_of_ours_is_shown_as_its_sentence():
    cells = made("every_error").cells
    error = next(o for cell in cells for o in cell.get("outputs", []) if o.output_type == "error")
    assert error.traceback == ["Kuntaa ”Tamper” ei löydy."]


def test_the_same_notebook_gives_the_same_bytes():
    again = call("executed", name="every_output", engine="koto")
    assert nbformat.writes(made("every_output")) == nbformat.writes(again)


def random_numbers() -> list[float]:
    import random

    import numpy

    return [random.random(), float(numpy.random.random())]


def test_children_do_not_share_their_chance():
    first, second = call("random_numbers"), call("random_numbers")
    assert first[0] != second[0] and first[1] != second[1]


def drawing_state() -> list:
    import sys

    import matplotlib

    return [
        dict(matplotlib.rcParams) == dict(matplotlib.rcParamsDefault | {"backend": matplotlib.rcParams["backend"]}),
        "matplotlib.pyplot" in sys.modules,
    ]


def test_children_inherit_no_figure_and_no_setting():
    assert call("drawing_state") == [True, False]


def lost(way: str):
    import ctypes

    {"exit": lambda: os._exit(11), "segfault": lambda: ctypes.string_at(0), "leave": lambda: exit(3)}[way]()


@pytest.mark.parametrize(("way", "reason"), [("exit", "11"), ("segfault", "SIGSEGV"), ("leave", "3")])
def test_a_lost_process_is_a_sentence(way, reason):
    with pytest.raises(ChildFailed, match=f"^koe: suoritus katkesi kesken .*{reason}"):
        call("lost", way=way)


def endless():
    while True:
        pass


def pid_after(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def test_an_endless_work_ends_in_its_time_and_the_others_go_on():
    works = [Work("loputon", f"{__name__}:endless", seconds=1.0)]
    works += [Work(f"työ {n}", f"{__name__}:pid_after", {"seconds": 0.1}) for n in range(4)]
    began = time.monotonic()
    with Server(workers=2) as server:
        outcomes = {outcome.work.name: outcome for outcome in server.run(works)}
    assert time.monotonic() - began < 20
    assert "aikaraja 1 s ylittyi" in str(outcomes.pop("loputon").fault)
    assert len({outcome.value for outcome in outcomes.values()}) == 4


def hungry() -> int:
    return len(bytearray(2**34))


def test_a_work_that_would_take_the_machine_s_memory_is_one_failed_work():
    works = [Work("ahne", f"{__name__}:hungry"), Work("muu", f"{__name__}:pid_after", {"seconds": 0})]
    with Server(workers=1) as server:
        hungry_one, other = server.run(works)
    assert "MemoryError" in str(hungry_one.fault) and other.value


KILLED = """
import sys
from kotolib.batch.server import Server, Work
server = Server(workers=2)
works = [Work(f"työ {n}", "tests.test_engine:holding_on", {"path": sys.argv[1]}) for n in range(2)]
list(server.run(works))
"""


def holding_on(path: str) -> None:
    """Holds the interpreter itself, so that no thread of this process gets a turn."""
    with open(path, "a", encoding="utf-8") as file:
        file.write(f"{os.getpid()} {os.getppid()}\n")
    re.match(r"(a+)+$", "a" * 40 + "b")


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel ends children with their parent on Linux")
def test_nothing_outlives_a_killed_run_not_even_what_holds_the_interpreter(tmp_path):
    told = tmp_path / "pids"
    told.touch()
    run = subprocess.Popen([sys.executable, "-c", KILLED, str(told)], cwd=house.home())
    while len(told.read_text(encoding="utf-8").splitlines()) < 2:
        assert run.poll() is None
        time.sleep(0.05)
    processes = {int(pid) for line in told.read_text(encoding="utf-8").splitlines() for pid in line.split()}
    assert len(processes) == 3 and all(map(lives, processes))
    run.kill()
    run.wait()
    killed = time.monotonic()
    while any(map(lives, processes)) and time.monotonic() - killed < 2:
        time.sleep(0.02)
    assert not [pid for pid in processes if lives(pid)]


def lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def unsendable():
    return lambda: None


def test_a_value_that_cannot_be_sent_home_is_a_failed_work():
    with pytest.raises(ChildFailed):
        call("unsendable")


def telling(name: str):
    raise KotoError("Osa {name} puuttuu.", name=name)


def test_an_error_of_ours_comes_home_as_it_was():
    with pytest.raises(KotoError) as caught:
        call("telling", name="x")
    assert caught.value.message == "Osa {name} puuttuu." and caught.value.fields == {"name": "x"}


def folder_seen() -> str:
    from kotolib import house

    return str(house.home())


def test_children_see_the_folders_of_the_caller(monkeypatch, tmp_path):
    monkeypatch.setenv("KOTO_HOME", str(tmp_path))
    assert call("folder_seen") == str(tmp_path.resolve())


def in_a_process(code: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        timeout=120,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_what_is_imported_before_the_fork_starts_no_thread_and_no_pyplot():
    done = in_a_process(
        "import os, sys\nfrom kotolib.batch import warm\n"
        "print(warm.fault, len(os.listdir('/proc/self/task')), 'matplotlib.pyplot' in sys.modules)"
    )
    assert (done.stdout, done.stderr) == (" 1 False\n", "")


def test_a_fault_before_the_fork_is_told(tmp_path):
    (tmp_path / "papermill.py").write_text("raise RuntimeError('kesken')\n", encoding="utf-8")
    done = in_a_process(
        "from kotolib.batch.server import Server, Work\nfrom kotolib.errors import SetupFailed\n"
        "try:\n    Server().one(Work('koe', 'kotolib.house:home'))\n"
        "except SetupFailed as fault:\n    print(fault)",
        PYTHONPATH=os.pathsep.join([str(tmp_path), *sys.path]),
    )
    told = (
        "Ohjelman osaa papermill ei voitu ladata: RuntimeError: kesken. Korjaa asennus poistamalla kansio .venv, tai "
    )
    assert done.stdout == f"{told}yritä hitaammin valitsimella --engine papermill.\n", done.stderr


def test_without_warmth_a_child_does_what_it_can(tmp_path):
    (tmp_path / "rfc3987.py").write_text("", encoding="utf-8")
    (tmp_path / "nbclient.py").write_text("raise RuntimeError('kesken')\n", encoding="utf-8")
    done = in_a_process(
        "from kotolib.batch.server import Server, Work\n"
        "print(Server(needs_warmth=False).one(Work('koe', 'kotolib.house:home')))",
        PYTHONPATH=os.pathsep.join([str(tmp_path), *sys.path]),
    )
    assert done.stdout == f"{house.home()}\n", done.stderr


def poison() -> None:
    """Spoils what it can of its process."""
    import builtins
    import decimal
    import random
    import warnings

    import matplotlib
    import pandas

    matplotlib.rcParams["font.size"] = 99
    pandas.set_option("display.precision", 1)
    decimal.getcontext().prec = 2
    random.seed(1)
    warnings.simplefilter("error")
    builtins.len = lambda _: 7
    os.chdir("/")
    os.environ["LANGUAGE"] = "xx"
    sys.path.clear()
    sys.modules["kotolib"].values = None


def state_of_the_process() -> list:
    import decimal

    import matplotlib
    import pandas

    import kotolib

    settings = [matplotlib.rcParams["font.size"], pandas.get_option("display.precision"), decimal.getcontext().prec]
    return [*settings, os.getcwd(), os.environ.get("LANGUAGE"), len(sys.path), callable(kotolib.values), len("ab")]


def test_a_work_that_poisons_its_process_harms_no_other():
    with Server(workers=1) as server:
        before = server.one(Work("ennen", f"{__name__}:state_of_the_process"))
        list(server.run([Work("myrkky", f"{__name__}:poison")]))
        assert server.one(Work("jälkeen", f"{__name__}:state_of_the_process")) == before


def test_papermill_s_own_command_line_takes_the_engine(tmp_path):
    command = [str(Path(sys.executable).parent / "papermill"), "--engine", "koto", "-r", "area", "211"]
    command += [str(FIXTURES / "whole.ipynb"), str(tmp_path / "made.ipynb")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=house.home(), timeout=120)
    assert done.returncode == 0, done.stderr
    cells = nbformat.read(tmp_path / "made.ipynb", as_version=4).cells
    shown = [output.data["text/markdown"] for cell in cells for output in cell.get("outputs", []) if "data" in output
             and "text/markdown" in output.data]  # fmt: skip
    assert shown == ["Alue on 211."] and all(cell.execution_count for cell in cells if cell.cell_type == "code")


def executed_section(stem: str, engine: str) -> nbformat.NotebookNode:
    """Runs in a child: one of the project's notebooks executed by an engine."""
    from kotolib.batch.section import execute

    return execute(nbformat.read(house.notebooks() / f"{stem}.ipynb", as_version=4), PARAMETERS, engine)


@pytest.mark.slow
@pytest.mark.parametrize("stem", sorted(path.stem for path in house.notebooks().glob("[0-9]*.ipynb")))
def test_both_engines_give_the_same_cells_of_every_notebook(stem):
    ours, stock = (call("executed_section", stem=stem, engine=engine) for engine in ("koto", "papermill"))
    assert outputs(ours) == outputs(stock)
    assert [cell.metadata for cell in ours.cells] == [cell.metadata for cell in stock.cells]


WITHOUT_FORK = """
import sys
from kotolib.batch import server
server.CAN_FORK = False
from kotolib.batch import run
if __name__ == "__main__":
    sys.exit(run.run_areas(["211"], languages=["fi"], as_of="2026-11-24"))
"""


@pytest.mark.slow
def test_where_there_is_no_fork_the_stock_engine_makes_the_same_pages(tmp_path, monkeypatch):
    from tests.test_run import Workshop

    (tmp_path / "home").mkdir()
    monkeypatch.setenv("KOTO_HOME", str(tmp_path / "home"))
    workshop = Workshop(tmp_path / "home").notebooks("whole")
    workshop.run(languages=["fi"])
    forked = workshop.bytes()
    done = in_a_process(WITHOUT_FORK)
    assert done.returncode == 0, done.stderr
    assert {name: text for name, text in workshop.bytes().items() if name.endswith((".html", ".ipynb"))} == {
        name: text for name, text in forked.items() if name.endswith((".html", ".ipynb"))
    }
