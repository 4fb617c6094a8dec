"""Titles and sentences of the situational picture beyond its residents, read by eye over the odd municipalities."""

from collections.abc import Iterator
from pathlib import Path

from kotolib.display.outputs import Figure
from kotolib.display.prose import Paragraph
from tests import walked
from tests.walked import begin

GOLDEN = Path(__file__).parent / "golden" / "sections.txt"
READ = {
    "30_in_short": ("211", "091", "545", "766", "507", walked.JOINT),
    "33_work": ("211", "766", "545"),
    "34_education_and_children": ("545", "507", "766"),
    "35_wellbeing_and_relations": ("091", "766"),
    "36_participation": ("211", "507", "MK06"),
}
"""Which areas' sentences were read in which section."""


def golden_lines() -> Iterator[str]:
    """A title or a paragraph a line, under the name of its section and area."""
    for notebook, areas in READ.items():
        for area in areas:
            yield f"## {notebook}: {begin(area).area.name}"
            for shown in walked.walked(area, (notebook,)):
                if isinstance(shown.output, Figure):
                    yield f"[{plain(shown.output.title)}]"
                elif isinstance(shown.output, Paragraph):
                    yield plain(shown.output.text)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u2060", "")


def test_sentences_of_the_sections_are_those_that_were_read():
    """Written anew by ``python -m tests.test_golden_sections``, and then read again."""
    assert GOLDEN.read_text(encoding="utf-8").splitlines() == list(golden_lines())


def test_a_lead_and_the_section_below_it_share_no_sentence():
    for notebook, areas in READ.items():
        for area in areas:
            lead, *below = [
                each.output for each in walked.walked(area, (notebook,)) if isinstance(each.output, Paragraph)
            ]
            said = {sentence.text for each in below for sentence in each.sentences if sentence.facts}
            assert not said & {sentence.text for sentence in lead.sentences}, (notebook, area)


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(golden_lines()) + "\n", encoding="utf-8")
