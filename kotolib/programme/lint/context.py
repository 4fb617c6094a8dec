"""What rules judge a draft by besides its text: the day, the smallest count and the bodies of the area; no text."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Context:
    """What is known of the programme besides the draft.

    Attributes
    ----------
    day
        The programme's date: names of bodies are judged by it.
    smallest
        The smallest count of people that the municipality publishes.
    has_county
        Whether a wellbeing services county is among the partners; not in Helsinki and on Åland.
    mainland
        Whether the area is on the mainland, whose state bodies are not those of Åland.
    checklist
        `seed` or `koto24`: how strongly an element is asked for.
    """

    day: date
    smallest: int = 5
    has_county: bool = True
    mainland: bool = True
    checklist: str = "seed"
