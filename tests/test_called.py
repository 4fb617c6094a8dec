"""A wrong call in a notebook is told in one sentence that has the right one; a right call is the function's own."""

import inspect
import sys

import pytest

import kotolib as koto
from kotolib.display import trends

FUNCTIONS = [name for name in koto.__all__ if inspect.isfunction(getattr(koto, name))]


def told(wrong) -> str:
    """What a notebook shows: one line."""
    with pytest.raises(koto.KotoError) as fault:
        wrong()
    (line,) = fault.value._render_traceback_()
    return line


def test_a_function_keeps_its_signature_and_docstring_under_its_public_name():
    assert koto.trend is koto.trend and koto.trend.__doc__ == trends.trend.__doc__
    assert inspect.signature(koto.trend) == inspect.signature(trends.trend)
    assert [name for name in FUNCTIONS if not (getattr(koto, name).__doc__ or "").strip()] == []


def test_a_wrong_argument_is_told_with_the_right_call(here):
    here = here()
    people = koto.values(here, "population")
    right = "Oikein: koto.trend(here, v)"
    for wrong in (
        lambda: koto.trend(here, people, colour="red"),
        lambda: koto.trend(here),
        lambda: koto.trend(here, people, people),
        lambda: koto.trend("211", people),
        lambda: koto.trend(here, "population"),
    ):
        assert right in told(wrong)
    assert "”colour”" in told(lambda: koto.trend(here, people, colour="red"))
    assert 'v = koto.values(here, "population")' in told(lambda: koto.trend(here, "population"))
    assert "”values”" in told(lambda: koto.compare(here, people, "population"))
    assert "ilman lainausmerkkejä" in told(lambda: koto.table(here, people, first="2010"))
    assert "lainausmerkkeihin" in told(lambda: koto.values(here, "population", against=5))
    assert "Vaihtoehdot: residents, arrivals" in told(lambda: koto.section_lead(here, "jobs"))
    assert koto.key_numbers(here, people, people).rows


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"area": "Tamper"}, "Kommunen ”Tamper” finns inte. Närmast: Tampere (837)."),
        ({"as_of": "24.11.2026"}, "ÅÅÅÅ-MM-DD"),
        ({"edition": "2020"}, "Tillgängliga: latest"),
    ],
)
def test_a_wrong_parameter_is_told_in_the_language_of_the_notebook_that_has_no_situation_yet(wrong, said, monkeypatch):
    monkeypatch.delattr(sys.modules["__main__"], "here", raising=False)
    parameters = {"area": "211", "language": "sv", "edition": "latest", "as_of": ""}
    assert said in told(lambda: koto.begin(**parameters | wrong))
