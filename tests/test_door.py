"""The door: every test runs the real ``koto.py`` in a small project whose package needs no network."""

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from kotolib import house

DOOR = house.home() / "koto.py"
BIN = "Scripts" if os.name == "nt" else "bin"

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "kotolib"
version = "1"
"""

# Builds the editable wheel of the small project by hand: no setuptools, so no network.
BACKEND = """
import os, time, zipfile

METADATA = "Metadata-Version: 2.1\\nName: kotolib\\nVersion: 1\\nProvides-Extra: test\\n"
METADATA += "Requires-Dist: koto-probe; extra == 'test'\\n"

def build_editable(folder, config_settings=None, metadata_directory=None):
    time.sleep(float(os.environ.get("SLOW_BUILD", "0")))
    with zipfile.ZipFile(os.path.join(folder, "kotolib-1-py3-none-any.whl"), "w") as wheel:
        wheel.writestr("kotolib.pth", os.path.dirname(os.path.abspath(__file__)))
        wheel.writestr("kotolib-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("kotolib-1.dist-info/RECORD", "")
        wheel.writestr("kotolib-1.dist-info/METADATA", METADATA + os.environ.get("NEEDS", ""))
    return "kotolib-1-py3-none-any.whl"
"""

# The command line of the small project tells what it was given.
COMMAND_LINE = """
import importlib.util, json, os, sys
print(json.dumps({
    "words": sys.argv[1:], "python": sys.executable, "probe": importlib.util.find_spec("koto_probe") is not None,
    "misled": sorted(set(os.environ) & {"PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET"}),
    "kept": os.environ.get("HTTPS_PROXY"), "utf8": os.environ.get("PYTHONUTF8"),
}))
"""


class Project:
    """A folder with the door and a small package behind it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "kotolib").mkdir(parents=True)
        shutil.copy(DOOR, folder)
        for name, text in (
            ("pyproject.toml", PYPROJECT),
            ("backend.py", BACKEND),
            ("constraints.txt", ""),
            ("kotolib/__init__.py", ""),
            ("kotolib/__main__.py", COMMAND_LINE),
        ):
            (folder / name).write_text(text, encoding="utf-8")
        self.wheels = folder.parent / "wheels"
        self.wheels.mkdir()
        with zipfile.ZipFile(self.wheels / "koto_probe-1-py3-none-any.whl", "w") as wheel:
            wheel.writestr("koto_probe.py", "")
            wheel.writestr("koto_probe-1.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            wheel.writestr("koto_probe-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: koto-probe\nVersion: 1\n")
            wheel.writestr("koto_probe-1.dist-info/RECORD", "")

    @property
    def venv(self) -> Path:
        return self.folder / ".venv"

    def start(self, *words: str, python: str = sys.executable, **environment: str) -> subprocess.Popen:
        settings = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "CONDA_"))}
        settings |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels), "PIP_RETRIES": "0"} | environment
        return subprocess.Popen(
            [python, str(self.folder / "koto.py"), *words],
            env=settings,
            cwd=self.folder.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )

    def run(self, *words: str, **settings: str) -> tuple[int, dict, str]:
        """Exit code, what the command line told, and what stood on the screen."""
        process = self.start(*words, **settings)
        told, screen = process.communicate(timeout=120)
        return process.returncode, json.loads(told) if told else {}, screen

    def left_behind(self) -> set[str]:
        return {path.name for path in self.folder.iterdir() if path.name.startswith(".venv")}


@pytest.fixture
def project(tmp_path) -> Project:
    return Project(tmp_path / "hanke ä")


@pytest.fixture(scope="module")
def ready(tmp_path_factory) -> Project:
    """A project whose environment is whole: made once by the plain way, for the tests that leave it as it was."""
    made = Project(tmp_path_factory.mktemp("valmis") / "hanke")
    code, _, screen = made.run("areas")
    assert code == 0, screen
    return made


@pytest.fixture(scope="module")
def without_ensurepip(tmp_path_factory) -> str:
    """A Python with pip that cannot put pip into a new environment, as Debian's is without python3-venv."""
    return _python(tmp_path_factory.mktemp("debian"), "ensurepip")


@pytest.fixture(scope="module")
def without_pip(tmp_path_factory) -> str:
    """A Python that has no pip at all."""
    return _python(tmp_path_factory.mktemp("paljas"), "ensurepip", "pip")


def _python(folder: Path, *lacks: str) -> str:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    python = folder / BIN / ("python.exe" if os.name == "nt" else "python")
    find = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.check_output(find, encoding="utf-8").strip())
    hidden = "; ".join(f"sys.modules[{name!r}] = None" for name in lacks)
    (site / "lacks.pth").write_text(f"import sys; {hidden}\n", encoding="utf-8")
    if "pip" not in lacks:
        import pip

        shutil.copytree(Path(pip.__file__).parent, site / "pip")
    return str(python)


def test_the_door_can_be_read_by_old_pythons():
    tree = ast.parse(DOOR.read_text(encoding="utf-8"))
    new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.AsyncFunctionDef, ast.Nonlocal, ast.Starred)
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, new)]
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        assert not function.args.kwonlyargs and not function.args.posonlyargs and function.returns is None
        assert all(argument.annotation is None for argument in function.args.args)
    assert not [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Raise) and node.cause]


def test_the_door_needs_only_the_standard_library():
    tree = ast.parse(DOOR.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_an_old_python_is_told_in_one_sentence(project):
    script = "import sys, runpy; sys.version_info = (3, 9, 18); sys.argv = ['koto.py', 'areas']; "
    script += "runpy.run_path(r'{}', run_name='__main__')".format(project.folder / "koto.py")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8")
    assert done.returncode == 5
    assert "3.11" in done.stderr and "3.9.18" in done.stderr and done.stderr.count("\n") == 1
    assert not project.left_behind()


def test_first_use_makes_the_environment_and_hands_the_words_over(ready):
    code, told, screen = ready.run("run", "Koski Tl", "Närpiö", "--as-of=2026-11-24")
    assert (code, screen) == (0, "")
    assert told["words"] == ["run", "Koski Tl", "Närpiö", "--as-of=2026-11-24"]
    assert Path(told["python"]).is_relative_to(ready.venv) and told["utf8"] == "1" and not told["probe"]


def test_set_up_says_one_line_leaves_the_rest_in_the_log_and_its_pip_is_not_misled(
    project, without_ensurepip, tmp_path
):
    code, _, screen = project.run("areas", python=without_ensurepip, PIP_TARGET=str(tmp_path / "muualle"), PIP_USER="1")
    assert code == 0 and screen.count("\n") == 1 and "valmis" in screen
    assert "Successfully installed kotolib" in (project.folder / ".venv-setup.log").read_text(encoding="utf-8")
    assert project.left_behind() == {".venv", ".venv-setup.log"}
    assert not (tmp_path / "muualle").exists()


def test_variables_that_would_mislead_are_left_out_and_the_proxy_is_kept(ready, tmp_path):
    (tmp_path / "kotolib").mkdir()
    (tmp_path / "kotolib" / "__main__.py").write_text("print('[]')", encoding="utf-8")
    settings = {"PYTHONPATH": str(tmp_path), "PIP_TARGET": str(tmp_path), "PIP_USER": "1", "HTTPS_PROXY": "proxy:1"}
    code, told, _ = ready.run("areas", PYTHONHOME=sys.base_prefix, **settings)
    assert (code, told["misled"], told["kept"]) == (0, [], "proxy:1")


def test_a_kotolib_in_the_users_folder_is_not_taken(ready):
    (ready.folder.parent / "kotolib.py").write_text("raise SystemExit('väärä')", encoding="utf-8")
    try:
        assert ready.run("areas")[0] == 0
    finally:
        (ready.folder.parent / "kotolib.py").unlink()


def test_the_test_command_brings_the_test_libraries_into_the_same_environment(project):
    assert project.run("areas")[1]["probe"] is False
    marker = project.venv / "marker"
    marker.touch()
    code, told, screen = project.run("test", "-k", "x")
    assert code == 0 and told["probe"] is True and told["words"] == ["test", "-k", "x"]
    assert "valmis" in screen and marker.exists(), "the environment is brought up to date, not made anew"
    assert project.run("run", "Kangasala")[2] == "", "an environment with the test libraries also runs"
    (project.folder / "constraints.txt").write_text("# uusi\n", encoding="utf-8")
    assert "valmis" in project.run("run", "Kangasala")[2], "changed pins are installed"
    assert project.run("test")[2] == "", "and the test libraries stay"


def test_an_environment_without_a_pip_of_its_own_is_brought_up_to_date_too(project, without_ensurepip):
    assert project.run("areas", python=without_ensurepip)[0] == 0
    (project.venv / "marker").touch()
    code, told, _ = project.run("test", python=without_ensurepip)
    assert code == 0 and told["probe"] and (project.venv / "marker").exists()


def test_without_network_the_sentence_names_the_log_and_a_whole_environment_stays_usable(ready):
    settings = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_FIND_LINKS": ""}
    settings["PIP_CONFIG_FILE"] = os.devnull
    code, told, screen = ready.run("test", **settings)
    assert code == 5 and not told
    assert "verkko" in screen and str(ready.folder / ".venv-setup.log") in screen and "Traceback" not in screen
    assert ready.run("areas")[::2] == (0, "")


def test_without_network_a_first_set_up_leaves_no_half_environment(project, without_ensurepip):
    settings = {"PIP_NO_INDEX": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_FIND_LINKS": ""}
    settings["PIP_CONFIG_FILE"] = os.devnull
    code, _, screen = project.run("test", python=without_ensurepip, **settings)
    assert code == 5 and "verkko" in screen
    assert project.left_behind() == {".venv-setup.log"}


def test_a_failing_installation_is_told_with_its_log(project, without_ensurepip):
    code, _, screen = project.run("areas", python=without_ensurepip, NEEDS="Requires-Dist: koto-probe>=2\n")
    assert code == 5 and ".venv-setup.log" in screen and "verkko" not in screen
    assert project.left_behind() == {".venv-setup.log"}


def test_half_an_environment_is_made_anew_and_a_moved_folder_gets_its_own(project, without_ensurepip):
    (project.venv / BIN).mkdir(parents=True)
    (project.venv / BIN / "python").write_text("rikki", encoding="utf-8")
    assert project.run("areas", python=without_ensurepip)[0] == 0
    project.folder = project.folder.rename(project.folder.with_name("muutettu"))
    code, told, _ = project.run("areas", python=without_ensurepip)
    assert code == 0 and Path(told["python"]).is_relative_to(project.venv)


def test_without_pip_of_any_kind_the_remedy_is_told_and_nothing_is_left(project, without_pip):
    code, _, screen = project.run("areas", python=without_pip)
    assert code == 5 and "sudo apt install python3-venv" in screen and "Traceback" not in screen
    assert project.left_behind() == {".venv-setup.log"}


def test_a_folder_that_cannot_be_written_is_told(project):
    (project.folder / ".venv.lock").mkdir()  # stands for a read-only folder, which the superuser could write
    code, _, screen = project.run("areas")
    assert code == 5 and str(project.folder) in screen and screen.count("\n") == 1


def test_of_two_at_once_the_second_waits_and_finds_the_work_done(project, without_ensurepip):
    first = project.start("areas", python=without_ensurepip, SLOW_BUILD="3")
    for _ in range(300):
        if (project.folder / ".venv-setup.log").exists():
            break
        time.sleep(0.02)
    second = project.start("areas", python=without_ensurepip)
    screens = [process.communicate(timeout=120)[1] for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0), screens
    assert "valmis" in screens[0] and "odotetaan" in screens[1] and "Valmistellaan" not in screens[1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal to send here")
def test_ctrl_c_during_set_up_ends_with_130_and_leaves_no_half_environment(project, without_ensurepip):
    process = project.start("areas", python=without_ensurepip, SLOW_BUILD="30")
    log = project.folder / ".venv-setup.log"
    for _ in range(500):
        if log.exists() and "Preparing" in log.read_text(encoding="utf-8"):
            break
        time.sleep(0.02)
    time.sleep(0.3)
    os.killpg(process.pid, signal.SIGINT)
    screen = process.communicate(timeout=30)[1]
    assert process.returncode == 130, screen
    assert "Keskeytetty" in screen and "Traceback" not in screen
    assert project.left_behind() == {".venv-setup.log"}


def test_an_activated_conda_environment_that_holds_this_kotolib_is_used(ready, project, without_ensurepip):
    settings = {"CONDA_PREFIX": str(ready.venv)}
    assert ready.run("areas", **settings)[2] == ""
    shutil.move(ready.venv / "koto-stamp.json", ready.folder / "talteen")
    try:
        assert ready.run("test", **settings)[::2] == (0, ""), "its own stamp is not needed"
    finally:
        shutil.move(ready.folder / "talteen", ready.venv / "koto-stamp.json")
    screen = project.run("areas", python=without_ensurepip, **settings)[2]
    assert "Valmistellaan" in screen, "another folder's kotolib is not this one"


def test_the_pins_name_versions_only():
    lines = (house.home() / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 100
    assert not [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][^\s;]*( ; .+)?", line)]
    assert not [line for line in pins if re.match(r"nvidia|torch|pypandoc|geopandas", line)]
