"""A form draws what its controls say: the newest choice wins, a fault is one sentence, every control has a label."""

import asyncio
import re
import threading
import time
from functools import partial

import pytest

import kotolib as koto
from kotolib.display.prose import Paragraph, Sentence
from kotolib.display.widgets import forms, showing
from kotolib.errors import WrongWords


@pytest.fixture
def form(here):
    """Two places, the second of which is drawn after the first."""
    size, calls = forms.number("Koko", 1, (0, 99)), []

    def draw():
        calls.append(size.value)
        if size.value == 13:
            raise WrongWords("Luku {size} ei kelpaa.", size=13)
        yield "first", f"<p>{size.value:.0f}</p>"
        yield "second", f"<p>{size.value * 2:.0f}</p>"

    made = forms.Form(here(), {"size": size}, {"first": "1rem", "second": "1rem"}, draw)
    made.calls = calls
    return made


def seen(form) -> tuple[str, str]:
    return form.places["first"].value, form.places["second"].value


def test_a_form_is_drawn_when_it_is_made_and_when_a_control_changes(form):
    assert seen(form) == ("<p>1</p>", "<p>2</p>")
    form.controls["size"].value = 4
    assert seen(form) == ("<p>4</p>", "<p>8</p>")


def test_of_many_fast_events_the_last_is_drawn_and_no_older_one_after_it(form):
    async def click():
        for size in range(2, 40):
            form.controls["size"].value = size
        while seen(form)[1] != "<p>78</p>":
            await asyncio.sleep(forms.PAUSE)

    asyncio.run(asyncio.wait_for(click(), 5))
    assert form.calls == [1, 39] and seen(form) == ("<p>39</p>", "<p>78</p>")


def test_an_event_between_two_places_leaves_the_rest_of_the_older_drawing_undone(form):
    drawn = []
    form.places["second"].observe(lambda change: drawn.append(change["new"]), "value")

    async def click():
        form.controls["size"].value = 5
        while seen(form)[0] != "<p>5</p>":
            await asyncio.sleep(forms.PAUSE / 10)
        form.controls["size"].value = 6
        while seen(form)[1] != "<p>12</p>":
            await asyncio.sleep(forms.PAUSE)

    asyncio.run(asyncio.wait_for(click(), 5))
    assert drawn == ["<p>12</p>"]


def test_a_newer_event_does_not_wait_for_what_is_drawn_beside_and_the_older_drawing_is_not_shown(here):
    size, may_end, drawn = forms.number("Koko", 1, (0, 9)), threading.Event(), []

    def slow(value: float) -> str:
        drawn.append(value)
        may_end.wait(5)
        return f"<p>{value:.0f}</p>"

    def draw():
        yield "quick", f"<p>{size.value:.0f}</p>"
        yield "slow", partial(slow, size.value)

    may_end.set()
    form = forms.Form(here(), {"size": size}, {"quick": "1rem", "slow": "1rem"}, draw)
    may_end.clear()

    async def click():
        size.value = 2
        while drawn != [1, 2]:
            await asyncio.sleep(forms.BETWEEN)
        size.value = 3
        while form.places["quick"].value != "<p>3</p>":
            await asyncio.sleep(forms.BETWEEN)
        assert form.places["slow"].value == "<p>1</p>"
        may_end.set()
        while form.places["slow"].value == "<p>1</p>":
            await asyncio.sleep(forms.BETWEEN)

    asyncio.run(asyncio.wait_for(click(), 10))
    assert form.places["slow"].value == "<p>3</p>"


def test_a_fault_is_told_in_a_sentence_and_what_was_drawn_stays(form):
    form.controls["size"].value = 13
    assert form.status.value == '<p role="status">Luku 13 ei kelpaa.</p>' and seen(form) == ("<p>1</p>", "<p>2</p>")
    form.controls["size"].value = 7
    assert form.status.value == "" and seen(form)[0] == "<p>7</p>"


def test_what_takes_long_says_that_it_is_under_way_and_then_nothing(form, monkeypatch):
    monkeypatch.setattr(forms, "PATIENCE", 0.01)
    told = []
    form.status.observe(lambda change: told.append(change["new"]), "value")
    with form.telling_of_delay():
        while not told:
            time.sleep(0.001)
    assert told == ['<p role="status">Lasketaan…</p>', ""]
    with form.telling_of_delay():
        form.say("Valmis.")
    assert form.status.value == '<p role="status">Valmis.</p>'


def test_buttons_that_follow_one_another_stand_side_by_side_as_wide_as_their_words(here):
    controls = {name: forms.button(name, lambda: None) for name in ("Tallenna", "Kumoa")}
    line, *_rest = forms.Form(here(), controls, {}, lambda: ()).box.children
    assert line.children == (*controls.values(),) and {one.layout.width for one in line.children} == {"auto"}


def test_every_control_has_its_label():
    made = (
        forms.typed("Kunta", "x"), forms.choice("Mittari", 1, [("a", 1)]), forms.several("Alueet", (), [("a", 1)]),
        forms.number("Luku", 1, (0, 2)), forms.cell("Taso", 7.5), forms.tick("Kyllä", False),
        forms.button("Vie", lambda: None),
    )  # fmt: skip
    assert [one.description for one in made] == ["Kunta", "Mittari", "Alueet", "Luku", "Taso", "Kyllä", "Vie"]


def test_a_picture_in_a_form_has_a_name_and_ids_of_its_own(here):
    v = koto.values(here(), "foreign_language.share", against=("country",))
    figure = koto.trend(here(), v)
    one, other = (showing.html(figure, prefix) for prefix in ("one", "other"))
    ids = [set(re.findall(r'\bid="([^"]+)"', html)) for html in (one, other)]
    assert ids[0] and not ids[0] & ids[1]
    assert set(re.findall(r'href="#([^"]+)"', one)) <= ids[0]
    assert 'role="img" aria-label="Viivakuvio: ' in one


def test_words_of_an_output_are_text_and_never_mark_up():
    assert showing.html(Paragraph((Sentence("<b>1 & 2</b>"),)), "a") == "<p>&lt;b&gt;1 &amp; 2&lt;/b&gt;</p>"
