"""``koto.help()`` tells what can be called, by question, in the notebook's language; a wrong name is one sentence."""

import re
import sys

import pytest
import typer

import kotolib as koto
from kotolib.cli.command_line import app
from kotolib.documents import guide, notebooks
from kotolib.documents.offered import LINES


def test_every_name_that_a_notebook_calls_has_a_line_and_a_place(here):
    called = {
        name
        for section in notebooks.sections()
        for kind, source in notebooks.cells(section, here().texts)
        if kind == "code"
        for name, _example in guide.calls(source)
    }
    listed = [entry.name for part in koto.help(here=here()).parts for entry in part.entries]
    assert called - {"begin", "help"} <= set(listed) and set(listed) <= set(koto.__all__)
    assert len(listed) == len(set(listed)) and set(listed) == set(LINES)


def test_questions_and_lines_are_in_the_language_of_the_notebook(here, monkeypatch):
    monkeypatch.setattr(sys.modules["__main__"], "here", here("545", "sv"), raising=False)
    shown = koto.help()
    part = next(part for part in shown.parts if any(entry.name == "goal_tree" for entry in part.entries))
    assert part.title == "Vilken förändring vill man uppnå?" and part.notebook == "40_goals"
    assert "koto.goal_tree(here)\n      Ritar mål, indikatorer och åtgärder som ett träd." in repr(shown)
    assert "<h4" not in shown._repr_html_(), "the outline of the notebook is the notebook's own"
    assert '<div lang="sv">' in shown._repr_html_() and "<code>koto.trend(here, share)</code>" in shown._repr_html_()


def test_one_name_has_its_line_its_example_and_its_docstring():
    told = repr(koto.help("trend")).splitlines()
    assert told[:3] == [
        "koto.trend(here, v)",
        "Piirtää luvun kehityksen vuosittain.",
        "Esimerkki: koto.trend(here, share)",
    ]
    assert repr(koto.help(koto.trend)) == repr(koto.help("koto.trend")) and "Parameters" in told


def test_a_wrong_name_is_told_in_one_sentence_with_the_nearest_one(here, monkeypatch):
    with pytest.raises(koto.KotoError, match=r"Nimeä ”trnd” ei ole. Tarkoititko: trend\?"):
        koto.help("trnd")
    with pytest.raises(AttributeError) as fault:
        koto.goal_tre  # noqa: B018
    assert fault.value._render_traceback_()[0].startswith("Nimeä ”goal_tre” ei ole. Tarkoititko: goal_tree")
    monkeypatch.setattr(sys.modules["__main__"], "here", here("545", "sv"), raising=False)
    with pytest.raises(koto.KotoError) as fault:
        koto.values(here(), "hevoset")
    assert len(fault.value._render_traceback_()) == 1 and "Traceback" not in fault.value._render_traceback_()[0]
    assert fault.value._render_traceback_()[0] != str(fault.value)


def test_the_tour_lists_every_notebook_and_names_only_what_there_is(here):
    listed = koto.notebooks(here("545", "sv"))
    assert [row[0].text for row in listed.rows] == [section.stem for section in notebooks.sections()]
    questions = {row[0].text: row[2].text for row in listed.rows}
    assert questions["20_cooperation"].startswith("Vilka hör till samarbetsgruppen?") and not questions["50_programme"]
    assert guide.TOUR in questions and guide.TOUR in repr(koto.help())
    (tour,) = [section for section in notebooks.sections() if section.stem == guide.TOUR]
    told = "".join(source for kind, source in notebooks.cells(tour, here().texts) if kind == "markdown")
    assert set(re.findall(r"koto\.py (\w+)", told)) <= set(typer.main.get_command(app).commands)
    assert set(re.findall(r"`(\w+\.share)`", told)) <= set(koto.indicators())
    assert set(re.findall(r"koto\.(?!py)(\w+)", told)) <= set(koto.__all__)
    assert set(re.findall(r"`(\d\d_\w+)`", told)) <= set(questions)
