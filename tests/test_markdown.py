"""Markdown as HTML that a page can trust."""

import re

import pytest

from kotolib.documents.markdown import Anchors, Prose, slug


def render(*texts: str, **how) -> str:
    prose = Prose(Anchors(), **how)
    return "\n".join(prose.render(text) for text in texts)


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        'teksti "><img src=x onerror=alert(1)>',
        "[linkki](javascript:alert(1))",
        "[linkki](data:text/html,<script>alert(1)</script>)",
        "![kuva](https://example.org/seuranta.png)",
        "<iframe src='https://example.org'></iframe>",
        "# <svg onload=alert(1)>",
        '[a](https://example.org "\\" onmouseover=alert(1)")',
        '<https://example.org/"onmouseover=alert(1)>',
    ],
)
def test_nothing_that_runs_or_calls_home_gets_through(evil):
    text = render(evil)
    # What is left of it is text or an ordinary address.
    elements = re.findall(r"<[^>]+>", text)
    assert all(
        re.fullmatch(r'</?(p|a|h1|h1 id="[a-z0-9-]+"|a href="https://[^"<>]*"|p class="lead")>', e) for e in elements
    )


def test_raw_html_is_shown_as_it_was_written():
    assert "&lt;b&gt;lihavoitu&lt;/b&gt;" in render("<b>lihavoitu</b>")


def test_headings_have_anchors_that_do_not_depend_on_their_neighbours():
    text = render("# Työ", "## Mistä syistä he ovat tulleet?")
    assert '<h1 id="tyo">' in text and '<h2 id="mista-syista-he-ovat-tulleet">' in text


def test_anchors_are_unique():
    assert re.findall(r'id="([^"]+)"', render("# A", "## Ikä\n\n## Ikä", "## !")) == ["a", "ika", "ika-2", "osa"]


def test_there_is_one_title_and_no_level_is_jumped_over():
    assert re.findall(r"<(h\d)", render("### A", "# B", "#### C", "## D")) == ["h1", "h2", "h3", "h2"]


def test_under_a_programme_headings_stand_one_level_lower_and_carry_a_prefix():
    text = render("# Työ", "## Ikä", shift=1, prefix="tyo")
    assert re.findall(r'<(h\d) id="([^"]+)"', text) == [("h2", "tyo"), ("h3", "tyo-ika")]


@pytest.mark.parametrize("texts", [("# A\n\nJohdanto.\n\nToinen.",), ("# A", "Johdanto.\n\nToinen.")])
def test_the_first_paragraph_after_the_title_is_the_lead(texts):
    assert re.findall(r'<p class="lead">(.*?)</p>', render(*texts)) == ["Johdanto."]


@pytest.mark.parametrize("after", ["## Kysymys\n\nTeksti.", "> **Ei tietoa.** Teksti.", "- kohta\n\nTeksti."])
def test_there_is_no_lead_where_something_else_comes_first(after):
    assert "lead" not in render("# A", after)


def test_a_figure_between_them_ends_the_lead():
    prose = Prose(Anchors())
    prose.render("# A")
    prose.interrupt()
    assert "lead" not in prose.render("Teksti.")


def test_a_quotation_is_a_quotation():
    assert re.sub(r"\s", "", render("> **Ei tietoa.** Syy.")) == (
        "<blockquote><p><strong>Eitietoa.</strong>Syy.</p></blockquote>"
    )


def test_a_slug_is_plain_ascii():
    assert slug("Hyvinvointi & väestösuhteet – Åbo?") == "hyvinvointi-vaestosuhteet-abo"
