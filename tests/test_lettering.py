"""How letters are measured in processes that are forked from one that has measured before."""

import multiprocessing
import os

import pytest

from kotolib.display.figures import lettering


def fonts_held(answers) -> None:
    answers.put(lettering._font.cache_info().currsize)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")
def test_a_forked_process_opens_its_own_fonts():
    """An open font is read glyph by glyph: two processes would move each other's place in the file."""
    lettering.shaped("Kangasala", "Regular")
    assert lettering._font.cache_info().currsize
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    child = context.Process(target=fonts_held, args=(answers,))
    child.start()
    assert answers.get(timeout=30) == 0
    child.join()
