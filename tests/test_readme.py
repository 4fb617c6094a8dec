"""What README shows is true: its examples run, its files exist, its commands are commands."""

import contextlib
import io
import re
import shutil

import pytest

from kotolib import house, sources
from tests import declared_project

README = (house.home() / "README.md").read_text(encoding="utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_the_python_example_prints_a_sentence_about_its_area():
    (example,) = fenced("python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example, "README.md", "exec"), {})
    assert printed.getvalue().startswith("Vieraskielisten osuus väestöstä oli Närpiössä 22,5\u00a0% vuonna 2025.")


def test_the_indicator_example_is_a_whole_declaration(tmp_path):
    (example,) = fenced("yaml")
    folder = declared_project.declarations(tmp_path / "declared")
    shutil.copy(house.data_sources() / "12w7.yaml", folder)
    shipped = (house.data_sources() / "11ae.yaml").read_text(encoding="utf-8")
    added = "".join(f"  {line}" for line in example.splitlines(keepends=True))
    (folder / "11ae.yaml").write_text(shipped.rstrip() + "\n\n" + added, encoding="utf-8")
    assert sources.load(folder).indicators["divorces.count"].name.fi == "Avioerot"


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_what_readme_links_to_is_there(target):
    assert (house.home() / target).exists()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"python3 koto\.py (\w+)", README))))
def test_what_readme_calls_a_command_is_one(command):
    from kotolib.cli.command_line import app

    assert command in {known.name for known in app.registered_commands}
