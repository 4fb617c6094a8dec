"""Pages of an earlier run in formats that the new run does not make: they would tell yesterday's figures as today's.

Knows what a run recorded of its files; takes away only what is still as the run left it.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from kotolib.batch.files import writing

RECORD = "run.json"


def stale(target: Path, sums: dict[str, str], names: Iterable[str]) -> dict[str, str]:
    """The files of the earlier run that the new one leaves behind.

    Parameters
    ----------
    target
        The folder of both, in which the record is still that of the earlier run.
    sums
        Files of the new run.
    names
        What runs call their pages: nothing else is looked at.

    Returns
    -------
    dict
        Name → the sha256 that the earlier run recorded.
    """
    try:
        recorded = json.loads((target / RECORD).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {name: recorded[name] for name in names if name in recorded and name not in sums}


def holds_whole(target: Path) -> bool:
    """Whether a run of all pages, not of the residents' page alone, left its record in the folder."""
    try:
        return not json.loads((target / RECORD).read_text(encoding="utf-8"))["alone"]
    except (OSError, ValueError, KeyError, TypeError):
        return False


def take_away(target: Path, found: dict[str, str]) -> list[str]:
    """Take the files away; gives the names of those that people have edited, which stay."""
    left = []
    for name, recorded in sorted(found.items()):
        path = target / name
        if not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() != recorded:
            left.append(name)
            continue
        with writing(path):
            path.unlink()
    return left
