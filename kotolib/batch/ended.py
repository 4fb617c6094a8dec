"""What became of one area's making, wherever it was done: plain enough to be sent from another machine."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from kotolib.batch.job import Job
from kotolib.errors import KotoError
from kotolib.language import LANGUAGES, texts


@dataclass(frozen=True)
class Ended:
    """A finished job.

    Attributes
    ----------
    plan
        What it was to make.
    fault
        Why it failed, in the language of its pages where it has words for it; empty where all was made.
    seconds
        How long its works took, added up.
    sums
        The sha256 of its files by name; none where nothing came to its place.
    """

    plan: dict
    fault: str = ""
    seconds: float = 0.0
    sums: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, job: Job) -> "Ended":
        """What a job of this process came to."""
        record = {name: _sha256(job.target / name) for name in job.last} if job.sums else {}
        return cls(
            job.plan,
            told(job.fault, job.plan),
            sum(outcome.seconds for outcome in job.outcomes.values()),
            job.sums | record,
        )


def told(fault: KotoError | None, plan: dict) -> str:
    """A fault in the language of an area's pages."""
    language = plan["parameters"]["language"]
    # Some languages have a page for residents, and no words for faults.
    return fault.tell(texts(language if language in LANGUAGES else "fi").plain) if fault else ""


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
