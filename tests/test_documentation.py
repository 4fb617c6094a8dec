"""What README and the pages of docs/ show is true: examples, commands, links, and lists that could drift."""

import doctest
import functools
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import typer
from babel.messages import pofile

from kotolib import frame, house, sources
from kotolib.cli.command_line import app
from kotolib.display.wording import REASONS
from kotolib.documents import notebooks
from kotolib.language import texts
from kotolib.programme.sheets import sheets
from tests import declared_project

HOME = house.home()
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


@functools.cache
def papers() -> dict[str, str]:
    """Every Markdown page of the project by its path."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "*.md"], cwd=HOME, capture_output=True)
    names = [name for name in listed.stdout.decode("utf-8").splitlines() if not name.startswith("tests/")]
    return {name: (HOME / name).read_text(encoding="utf-8") for name in names}


def paper(name: str) -> str:
    return papers()[name]


def fenced(text: str, language: str = "") -> list[str]:
    """The blocks of code of a page that say their language so."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)
    return [block for said, block in blocks if said == language]


def rows(text: str) -> list[list[str]]:
    """Rows of a page's tables, cell by cell."""
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|---")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@functools.cache
def commands() -> dict:
    return typer.main.get_command(app).commands


# --- examples


def test_python_examples_give_what_they_show():
    examples = "\n".join(fenced(paper("docs/build_on_it.md"), "pycon"))
    test = doctest.DocTestParser().get_doctest(examples, {}, "build_on_it.md", "docs/build_on_it.md", 0)
    told = []
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=told.append)
    assert result.attempted >= 15
    assert not result.failed, "".join(told)


def test_the_indicator_example_is_a_whole_declaration(tmp_path):
    (example,) = fenced(paper("docs/build_on_it.md"), "yaml")
    folder = declared_project.declarations(tmp_path / "declared")
    shutil.copy(house.data_sources() / "12w7.yaml", folder)
    shipped = (house.data_sources() / "11ae.yaml").read_text(encoding="utf-8")
    added = "".join(f"  {line}" for line in example.splitlines(keepends=True))
    (folder / "11ae.yaml").write_text(shipped.rstrip() + "\n\n" + added, encoding="utf-8")
    assert sources.load(folder).indicators["divorces.count"].name.fi == "Avioerot"


def command_lines() -> list[str]:
    """What stands in blocks of code, a command a line, without its comment."""
    lines = [line for text in papers().values() for block in fenced(text) for line in block.splitlines()]
    return sorted({line.partition(" #")[0].strip() for line in lines if line.startswith("python3 koto.py ")})


@pytest.mark.parametrize("line", command_lines())
def test_a_command_that_is_shown_can_be_read(line):
    name, *words = shlex.split(line.removeprefix("python3 koto.py "))
    assert name in commands() or name == "COMMAND", "no such command"
    if name in commands() and "--help" not in words:
        commands()[name].make_context(name, words, obj=texts("fi"))


@pytest.mark.parametrize("page", sorted(papers()))
def test_what_a_page_calls_an_option_of_a_command_is_one(page):
    wrong = []
    for code in re.findall(r"`([^`\n]+)`", paper(page)):
        name, _, words = code.removeprefix("python3 koto.py ").partition(" ")
        if name in commands() and not code.startswith("import "):
            known = {option for item in commands()[name].params for option in item.opts} | {"--help"}
            wrong += [f"{code}: {option}" for option in OPTION.findall(words) if option not in known]
    assert not wrong


def test_the_finnish_guide_has_every_notebook():
    listed = {row[0].strip("`") for row in rows(paper("README.fi.md")) if re.match(r"`\d\d_\w+`$", row[0])}
    assert listed == {section.stem for section in notebooks.sections()}


def test_messages_that_the_finnish_guide_explains_are_said():
    catalogue = house.home() / "kotolib" / "locale" / "en" / "LC_MESSAGES" / "kotolib.po"
    with catalogue.open("rb") as file:
        known = [str(message.id) for message in pofile.read_po(file)]
    known.append((HOME / "koto.py").read_text(encoding="utf-8"))
    table = paper("README.fi.md").partition("| viesti |")[2].partition("\n\n")[0]
    explained = [row[0] for row in rows(table)]
    patterns = {said: r".*".join(map(re.escape, said.split("…"))) for said in explained}
    assert len(explained) >= 10
    assert not [said for said, pattern in patterns.items() if not any(re.search(pattern, each) for each in known)]


# --- links


def anchors(text: str) -> set[str]:
    """What headings of a page can be linked by, as GitHub makes it."""
    titles = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", sorted(papers()))
def test_links_lead_somewhere(page):
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", paper(page)):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        found = Path(page).parent / path if path else Path(page)
        name = str((HOME / found).resolve().relative_to(HOME))
        if not (HOME / name).exists() or (anchor and anchor not in anchors(paper(name))):
            dead.append(target)
    assert not dead


def test_every_page_of_docs_is_reached_from_the_readme():
    pages = {name for name in papers() if name.startswith("docs/")}
    linked = {
        str((HOME / page).parent.joinpath(target).resolve().relative_to(HOME))
        for page, text in papers().items()
        for target in re.findall(r"\]\(([^)#\s]+\.md)(?:#[^)]*)?\)", text)
        if "://" not in target and page in ("README.md", *pages)
    }
    assert pages <= linked


# --- lists that could drift


def test_the_page_of_commands_has_them_all():
    listed = [row[0].strip("`") for row in rows(paper("docs/commands.md").partition("\n## ")[0])[1:]]
    assert sorted(listed) == sorted(commands())


def test_the_page_of_the_workbook_has_every_sheet_with_its_items():
    told = {row[0]: row[2] for row in rows(paper("docs/workbook.md"))[1:]}
    assert told == {sheet.title[0]: ", ".join(sheet.items) for sheet in sheets().values()}


def test_the_page_of_figures_has_every_status_with_the_words_of_pages():
    told = {row[0].strip("`"): row[1] for row in rows(paper("docs/figures.md"))[1:] if row[0].startswith("`")}
    assert set(told) == set(frame.STATUSES)
    assert {status: told[status] for status in REASONS} == {status: f"*{words}*" for status, words in REASONS.items()}


def test_the_glossary_has_every_room():
    section = paper("GLOSSARY.md").partition("## Rooms")[2].partition("## Files")[0]
    told = {row[0].strip("`") for row in rows(section)[1:]}
    package = HOME / "kotolib"
    rooms = {path.stem for path in package.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert told == {name for name in rooms if not name.startswith("_")} | {"locale"}
