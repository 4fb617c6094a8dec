"""The rules of the house, read from the sources themselves: floors, homes of libraries, clocks, lengths, notebooks."""

import ast
import functools
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import nbformat
import pytest

from kotolib import errors, frame, house
from kotolib.sources.declaration import POPULATIONS

HOME = house.home()
PACKAGE = HOME / "kotolib"

# Lowest first. A room imports its own floor and those below it.
FLOORS = (
    {"errors", "house", "language", "frame", "office_files"},
    {"areas"},
    {"sources", "fetch"},
    {"store"},
    {"situation"},
    {"disclosure", "uncertainty"},
    {"deliveries"},
    {"indicators"},
    {"comparison", "projection", "retrieval"},
    {"programme"},
    {"display"},
    {"documents"},
    {"batch"},
    {"cli"},
    {"__main__"},
)

# Third-party library → the rooms or modules that may import it. What is not named here has no home yet.
HOMES = {
    "pandas": ("",),  # everywhere
    "numpy": ("",),
    "babel": ("language.",),
    "yaml": ("sources.", "programme."),
    "pydantic": ("sources.", "deliveries.", "programme."),
    "pyarrow": ("store.", "indicators.stored."),
    "filelock": ("store.", "batch.", "programme.", "deliveries.surveys."),
    "requests": ("fetch.",),
    "urllib3": ("fetch.",),
    "truststore": ("fetch.",),
    "tenacity": ("fetch.",),
    "openpyxl": (
        "areas.lists.",
        "programme.",
        "documents.numbers_workbook.",
        "documents.number_sheets.",
    ),
    "matplotlib": ("display.figures.",),
    "ipywidgets": ("display.widgets.",),
    "jinja2": ("documents.",),
    "markupsafe": ("documents.",),
    "docx": ("documents.docx.",),
    "lxml": ("documents.docx.",),
    "typst": ("documents.pdf.", "documents.pictures."),
    "mistune": ("documents.",),
    "icalendar": ("documents.calendar.",),
    "nh3": ("documents.",),
    "pikepdf": ("documents.pdf.",),
    "nbconvert": ("documents.", "batch."),
    "nbclient": ("documents.", "batch."),
    "nbformat": ("documents.", "batch."),
    "papermill": ("documents.", "batch."),
    "traitlets": ("documents.", "batch."),
    "IPython": ("batch.", "display.outputs."),
    "distributed": ("batch.distributed.",),
    "jupyter_client": ("batch.",),
    "typer": ("cli.",),
    "rich": ("cli.",),
    "pytest": ("cli.test.",),
}
# Libraries that come with one that is declared, and keep its promises.
COME_WITH = {
    "markupsafe": "Jinja2",
    "traitlets": "nbconvert",
    "IPython": "ipykernel",
    "jupyter_client": "nbclient",
    "urllib3": "requests",
    "distributed": "dask",
}
DISTRIBUTIONS = {"yaml": "PyYAML", "jinja2": "Jinja2", "docx": "python-docx"}

# An output shows itself, and only then needs what draws it: both stay inside display.
READS_THE_CLOCK = ("situation", "batch", "cli")
MODULE_LINES = 400
FUNCTION_LINES = 60
PARAMETERS = 5
# Function → why it needs more than five parameters. A command of the command line is its options: cli is not counted.
MANY_PARAMETERS = {
    "batch.run.run_areas": "what the options of `run` say, all by name",
}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "core", "base", "common", "misc"}
# Written in pieces, so that this file does not find itself.
FOREIGN = [
    re.compile("|".join(["/ro" + "ot/", "/ho" + "me/[a-z]", "/wo" + "rk/", r"C:\\\\Us" + "ers", r"\.\./sha" + "red"])),
    re.compile(
        "|".join(
            [
                "pypi" + r"\.org",
                "pythonhos" + "ted",
                "npm" + r"js\.(org|com)",
                "deb" + r"\.debian",
                "conda.ana" + "conda",
            ]
        )
    ),
]


@functools.cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its name below ``kotolib``; a room's own name is its ``__init__``."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def in_package() -> list[str]:
    return [name for name in modules() if name]


def room(name: str) -> str:
    return name.partition(".")[0]


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if room(name) in rooms)


@functools.cache
def imports(name: str) -> frozenset[str]:
    """Full names of what a module imports anywhere in it, its functions included."""
    found = set()
    for node in ast.walk(modules()[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name} imports relatively: write the whole name"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                inside = whole.removeprefix("kotolib.")
                found.add(whole if whole.startswith("kotolib.") and inside in modules() else node.module)
    return frozenset(found)


def of_the_house(name: str) -> set[str]:
    return {other.removeprefix("kotolib.") for other in imports(name) if other.startswith("kotolib.")}


def third_party(name: str) -> set[str]:
    tops = {other.partition(".")[0] for other in imports(name)}
    return tops - set(sys.stdlib_module_names) - {"kotolib"}


def functions(name: str) -> list[tuple[str, ast.FunctionDef]]:
    """Every function of a module with its name, methods as ``Class.method``."""
    found = []

    def walk(node: ast.AST, path: str) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                found.append((path + child.name, child))
                walk(child, f"{path}{child.name}.")
            elif isinstance(child, ast.ClassDef):
                walk(child, f"{path}{child.name}.")
            else:
                walk(child, path)

    walk(modules()[name], "")
    return found


def calls(tree: ast.AST) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def called(call: ast.Call) -> str:
    return ast.unparse(call.func)


# --- rooms, floors and libraries


def test_every_room_stands_on_a_floor():
    rooms = {room(name) for name in in_package()}
    assert rooms <= set().union(*FLOORS), "a new room: give it its floor"


def test_no_module_imports_from_a_higher_floor():
    assert not [
        f"{name} imports {other}" for name in in_package() for other in of_the_house(name) if floor(other) > floor(name)
    ]


def test_imports_make_no_circle():
    edges = {name: of_the_house(name) - {name} for name in in_package()}
    while edges:
        free = {name for name, needs in edges.items() if not needs & set(edges)}
        assert free, f"these import each other: {sorted(edges)}"
        edges = {name: needs for name, needs in edges.items() if name not in free}


def test_each_library_is_imported_in_its_home():
    assert not [
        f"{name} imports {library}, whose home is {HOMES.get(library, 'not yet named in HOMES')}"
        for name in in_package()
        for library in third_party(name)
        if not any(f"{name}.".startswith(home) for home in HOMES.get(library, ()))
    ]


def test_every_imported_library_is_declared():
    project = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + project["optional-dependencies"]["test"]
    declared = {re.split(r"[<>=\[]", line)[0].lower() for line in lines}
    used = set().union(*(third_party(name) for name in in_package()))
    names = {COME_WITH.get(library) or DISTRIBUTIONS.get(library, library) for library in used}
    assert {name.lower() for name in names} - declared == set()


def test_only_fetch_reaches_the_network():
    network = {"requests", "urllib.request", "http.client", "httpx", "aiohttp", "ftplib", "smtplib"}
    assert not [name for name in in_package() if room(name) != "fetch" and network & imports(name)]


def test_public_names_have_their_homes():
    import kotolib

    for public in kotolib.__all__:
        assert callable(getattr(kotolib, public)), public


def test_importing_kotolib_is_light():
    script = "import sys, kotolib; sys.exit(bool({'pandas', 'babel', 'typer', 'matplotlib'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], cwd=HOME).returncode == 0


# --- modules and functions


def test_no_module_has_a_name_that_says_nothing():
    assert not [name for name in in_package() if set(name.split(".")) & FORBIDDEN_NAMES]


def test_module_opens_with_what_it_knows():
    assert not [name for name, tree in modules().items() if not ast.get_docstring(tree)]


def public(name: str) -> list[ast.FunctionDef | ast.ClassDef]:
    """The public functions and classes of a module."""
    kinds = ast.FunctionDef | ast.ClassDef
    return [node for node in modules()[name].body if isinstance(node, kinds) and not node.name.startswith("_")]


def test_public_functions_and_classes_say_what_they_give():
    assert not [f"{name}.{node.name}" for name in in_package() for node in public(name) if not ast.get_docstring(node)]


def test_public_functions_are_annotated():
    assert not [
        f"{name}.{node.name}"
        for name in in_package()
        for node in public(name)
        if isinstance(node, ast.FunctionDef) and not node.returns
    ]


def test_modules_are_short():
    lengths = {
        str(path.relative_to(HOME)): len(path.read_text(encoding="utf-8").splitlines())
        for path in PACKAGE.rglob("*.py")
    }
    assert not {name: lines for name, lines in lengths.items() if lines > MODULE_LINES}


def test_functions_are_short():
    assert not {
        f"{name}.{path}": _lines(node)
        for name in in_package()
        for path, node in functions(name)
        if _lines(node) > FUNCTION_LINES
    }


def _lines(function: ast.FunctionDef) -> int:
    """Lines of the body, the docstring not counted: documentation may be as long as it needs."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def test_functions_have_few_parameters():
    many = {
        f"{name}.{path}": _parameters(node)
        for name in below_the_command_line()
        for path, node in functions(name)
        if len(_parameters(node)) > PARAMETERS
    }
    assert set(many) - set(MANY_PARAMETERS) == set(), many
    assert set(MANY_PARAMETERS) <= set(many), "an exception that nobody needs"


def _parameters(function: ast.FunctionDef) -> list[str]:
    """Names of the parameters, keyword-only ones too; self, cls and the stars do not count."""
    arguments = function.args.posonlyargs + function.args.args + function.args.kwonlyargs
    return [argument.arg for argument in arguments if argument.arg not in ("self", "cls")]


def below_the_command_line() -> list[str]:
    return [name for name in in_package() if room(name) != "cli"]


def test_only_the_command_line_prints():
    assert not [name for name in below_the_command_line() if "print" in map(called, calls(modules()[name]))]


def test_nothing_else_reads_the_clock():
    assert not [
        f"{name}: {ast.unparse(call)}"
        for name in in_package()
        if room(name) not in READS_THE_CLOCK
        for call in calls(modules()[name])
        if _reads_the_clock(call)
    ]


def test_the_situation_reads_the_clock_in_one_place():
    where = [path for path, node in functions("situation") for call in calls(node) if _reads_the_clock(call)]
    assert where == ["_day"]


def _reads_the_clock(call: ast.Call) -> bool:
    clocks = r"(.*\.)?(today|now|utcnow)|time\.(time|time_ns|localtime|gmtime|ctime|strftime)"
    return bool(re.fullmatch(clocks, called(call)))


# --- the whole tree


def python_files() -> list[Path]:
    folders = (PACKAGE, HOME / "tests", HOME / "data_sources")
    return [HOME / "koto.py", *(path for folder in folders for path in sorted(folder.rglob("*.py")))]


def test_every_open_names_its_encoding():
    assert not [
        f"{path.relative_to(HOME)}:{call.lineno}: {ast.unparse(call)[:100]}"
        for path in python_files()
        for call in calls(ast.parse(path.read_text(encoding="utf-8")))
        if _guesses_encoding(call)
    ]


def _guesses_encoding(call: ast.Call) -> bool:
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    if "encoding" in keywords or None in keywords:
        return False
    name = called(call)
    if name.endswith(".read_text"):
        return not call.args
    if name.endswith(".write_text"):
        return len(call.args) < 2 and not name.startswith("formatter.")  # a help page's formatter, not a file
    if name.startswith("subprocess."):
        return bool({"text", "universal_newlines"} & set(keywords))
    if name == "open" or name.endswith(".open"):
        modes = [*call.args[1 if name == "open" else 0 :], *([keywords["mode"]] if "mode" in keywords else [])]
        texts = [node.value for node in modes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        modes = [text for text in texts if re.fullmatch(r"[rwxab+t]{1,3}", text)]
        binary = any("b" in mode for mode in modes)
        return not binary and (name == "open" or bool(modes) or not call.args) and name not in ("os.open", "self.open")
    return False


def text_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOME, capture_output=True, check=True).stdout
    paths = [HOME / name for name in listed.decode("utf-8").split("\0") if name]
    binary = (".png", ".ttf", ".parquet", ".xlsx", ".gz", ".px")
    return [path for path in paths if path.is_file() and path.suffix not in binary]


@pytest.mark.parametrize("pattern", FOREIGN, ids=["machines", "registries"])
def test_the_tree_names_no_machine_and_no_registry(pattern):
    found = []
    for path in text_files():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if match := pattern.search(line):
                found.append(f"{path.relative_to(HOME)}:{number}: {match[0]}")
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize("words", [("check",), ("format", "--check")], ids=["lint", "format"])
def test_ruff_has_nothing_to_say(words):
    done = subprocess.run([sys.executable, "-m", "ruff", *words, "."], cwd=HOME, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr


def test_a_wheel_holds_the_package_data_and_can_be_imported(tmp_path):
    tree = tmp_path / "tree"
    package = {path.relative_to(HOME) for path in text_files_and_others() if path.is_relative_to(PACKAGE)}
    for name in {Path("pyproject.toml"), Path("README.md"), Path("LICENSE"), Path("NOTICE.md"), *package}:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes((HOME / name).read_bytes())
    build = "import setuptools.build_meta as backend; print(backend.build_wheel('.'))"
    done = subprocess.run([sys.executable, "-c", build], cwd=tree, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    with zipfile.ZipFile(next(tree.glob("*.whl"))) as wheel:
        missing = {name.as_posix() for name in package} - set(wheel.namelist())
        assert not missing, "package-data of pyproject.toml leaves these out"
        wheel.extractall(tmp_path / "installed")
    script = "import kotolib, kotolib.cli; print(kotolib.__file__)"
    answer = subprocess.check_output([sys.executable, "-c", script], cwd=tmp_path / "installed", encoding="utf-8")
    assert str(tmp_path / "installed") in answer


def text_files_and_others() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOME, capture_output=True, check=True).stdout
    return [HOME / name for name in listed.decode("utf-8").split("\0") if name and (HOME / name).is_file()]


# --- papers that could drift


def paper(name: str) -> str:
    return (HOME / name).read_text(encoding="utf-8")


def test_the_page_of_commands_lists_every_exit_code_with_its_class():
    listed = {
        name: int(code) for code, name in re.findall(r"^\| (\d+) \|.*\| `(\w+)` \|$", paper("docs/commands.md"), re.M)
    }
    kinds = [kind for kind in errors.KotoError.__subclasses__() if kind.__module__ == errors.__name__]
    assert listed == {kind.__name__: kind.exit_code for kind in kinds}


def test_contributing_draws_the_floors_that_are_held():
    rows = re.findall(r"^\| \d+ \| (`.+`) \| .+ \|$", paper("CONTRIBUTING.md"), re.M)
    drawn = [set(re.findall(r"`(\w+)`", row)) for row in reversed(rows)]
    ground, above = drawn[1] | drawn[0], drawn[2:]
    assert [ground, *above] == list(FLOORS[:-1])


def test_the_glossary_knows_every_status_and_population():
    terms = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\|([^|]+)\|", paper("GLOSSARY.md"), re.M))))
    assert set(frame.STATUSES) | set(POPULATIONS) <= terms


# --- notebooks


def notebooks() -> list[Path]:
    return sorted(house.notebooks().glob("*.ipynb"))


def cells(path: Path, kind: str) -> list:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


each_notebook = pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)

PARAMETERS_CELL = {"area": "211", "language": "fi", "edition": "latest", "as_of": ""}


def test_the_notebooks_of_the_situational_picture_are_here():
    assert {"31_residents", "32_arrivals_and_outlook"} <= {path.stem for path in notebooks()}


@each_notebook
def test_notebook_is_valid_and_committed_without_outputs(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert all(cell.get("id") for cell in notebook.cells)
    assert len({cell.id for cell in notebook.cells}) == len(notebook.cells)
    for cell in cells(path, "code"):
        assert not cell.outputs and cell.execution_count is None, cell.source


@each_notebook
def test_notebook_begins_with_the_same_typed_parameters(path):
    first = cells(path, "code")[0]
    assert first.metadata.get("tags") == ["parameters"]
    assigned = [node for node in ast.parse(first.source).body if isinstance(node, ast.AnnAssign)]
    assert {node.target.id: node.value.value for node in assigned} == PARAMETERS_CELL
    assert {node.annotation.id for node in assigned} == {"str"}
    assert all("#" in line for line in first.source.splitlines() if ": str" in line), "each parameter has its help"


@each_notebook
def test_second_cell_begins_the_situation(path):
    last = ast.parse(cells(path, "code")[1].source).body[-1]
    assert ast.unparse(last) == "here = koto.begin(area, language, edition, as_of)"


@each_notebook
def test_sections_are_short_cells_of_calls_below_a_heading(path):
    for cell in cells(path, "code")[2:]:
        assert len(cell.source.splitlines()) <= 5, cell.source
        for node in ast.walk(ast.parse(cell.source)):
            forbidden = ast.FunctionDef | ast.ClassDef | ast.For | ast.While | ast.If | ast.Import | ast.ImportFrom
            forbidden |= ast.With | ast.Try | ast.Lambda | ast.ListComp | ast.DictComp | ast.GeneratorExp
            assert not isinstance(node, forbidden), cell.source
            typed_number = isinstance(node, ast.Constant) and isinstance(node.value, int | float | complex)
            assert not typed_number or isinstance(node.value, bool), cell.source


@each_notebook
def test_notebook_has_one_title_and_its_code_stands_below_headings(path):
    notebook = nbformat.read(path, as_version=4)
    markdown = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert markdown[0].startswith("# ") and sum(text.startswith("# ") for text in markdown) == 1
    kinds = ["heading" if re.match("##+ ", cell.source) else cell.cell_type for cell in notebook.cells]
    above = kinds[: kinds.index("heading")].count("code")
    assert above <= 4, "above the first section: parameters, the situation, and at most two cells of the page's lead"
