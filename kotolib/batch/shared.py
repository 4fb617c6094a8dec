"""What every child would read first, read once before the fork so that all share it; knows what is read, not by whom.

Everything that is read here finds itself by its path and stamp: a child whose folders are others reads its own.
"""

import contextlib
import multiprocessing
import sys
from importlib import import_module

import nbformat

from kotolib import areas, sources
from kotolib.comparison import likeness
from kotolib.deliveries.forms import forms
from kotolib.display.figures import DRAWINGS, lettering, tokens
from kotolib.documents import html, markdown
from kotolib.documents.programme import orders
from kotolib.errors import KotoError
from kotolib.indicators import stored
from kotolib.language import texts
from kotolib.programme import checklist, joint, sheets
from kotolib.projection import edition
from kotolib.sources import questions

LETTERS = "aäåbcdefghijklmnoöpqrsštuvwxyzž0123456789 ,.:;–−()%/ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"


def hold() -> None:
    """Read it. What cannot be read is left for the child that needs it, who tells of it.

    Each is read in this thread, since a process with more than one must not be forked.
    """
    for read in (_declarations, _areas, _figures, _drawings, _pages, _programmes):
        with contextlib.suppress(KotoError, OSError):
            read()


def _declarations() -> None:
    sources.load()
    questions.questions()
    forms()
    sheets.declared()
    checklist.items()
    orders.declared()
    texts("fi")


def _areas() -> None:
    areas.municipalities()
    areas.regions()
    areas.boundaries()


def _figures() -> None:
    # What an edition has not computed yet is computed elsewhere: that starts threads, and takes memory for good.
    making = multiprocessing.get_context("fork").Process(target=_ensure)
    making.start()
    making.join()
    if making.exitcode == 0:
        stored.rows(())
        likeness.likeness()
        edition.read()


def _ensure() -> None:
    try:
        for kept in (stored, likeness, edition):
            kept.ensure()
    except Exception:
        # Whatever it is, the section that needs the figures meets it too, and tells it on its page.
        sys.exit(1)


def _drawings() -> None:
    for drawing in DRAWINGS:
        import_module(f"kotolib.display.figures.{drawing}")
    for face in (tokens.REGULAR, tokens.SEMIBOLD, tokens.BOLD, tokens.ITALIC):
        lettering.shaped(LETTERS, face)


def _pages() -> None:
    # Templates, the patterns of Markdown and the checker of the notebook format are compiled when first used.
    html.compile_templates()
    markdown.Prose(markdown.Anchors()).render("*kunta*")
    nbformat.validate(nbformat.v4.new_notebook())


def _programmes() -> None:
    # Every municipality asks whether it plans together with others.
    list(joint.planning_together())
