"""``batch.jsonl``: what has been made in a folder and of what, one line for each finished job; knows no page.

A line is written when its job's files are in their places, and is on the disk before the next one is begun. Each line
carries its own checksum: one that was torn or changed is not believed, and its job is done again.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kotolib.batch.files import writing

FILE = "batch.jsonl"
MADE, FAILED = "made", "failed"
_CHECK = "check"


@dataclass(frozen=True)
class Output:
    """One file as it was left: its bytes, and by what it is seen without reading that it is still so."""

    sha256: str
    size: int
    changed: int

    @classmethod
    def of(cls, path: Path, sha256: str) -> "Output":
        """The file as it is now."""
        status = path.stat()
        return cls(sha256, status.st_size, status.st_mtime_ns)

    def stands(self, path: Path) -> bool:
        """Whether the file is what it was; its bytes are read only where it has been touched."""
        try:
            status = path.stat()
            if status.st_size != self.size:
                return False
            # Equal, not older: a clock may go backwards.
            return status.st_mtime_ns == self.changed or _sha256(path) == self.sha256
        except OSError:
            return False


@dataclass(frozen=True)
class Entry:
    """One finished job.

    Attributes
    ----------
    folder, language
        Where its pages are: `211-kangasala`, `fi`; together with `alone` they name the job.
    area, name
        The word that `run` takes, and the area's name in that language.
    state
        `made` or `failed`.
    fault
        Why it failed, in the language of the pages; empty where it did not.
    inputs
        What decided the pages (:func:`kotolib.batch.inputs.of`).
    seconds
        How long its works took, added up.
    warnings
        What was told of it, though it was made.
    outputs
        Its files by name.
    ended
        When, `YYYY-MM-DDTHH:MM:SS`.
    alone
        Whether the residents' page alone was made.
    """

    folder: str
    language: str
    area: str
    name: str
    state: str
    fault: str
    inputs: dict[str, str]
    seconds: float
    warnings: list[str]
    outputs: dict[str, Output]
    ended: str
    alone: bool = False

    @property
    def job(self) -> tuple[str, str, bool]:
        """What names the job."""
        return self.folder, self.language, self.alone

    def changed(self, inputs: dict[str, str]) -> list[str]:
        """Kinds of inputs that are not what they were."""
        return [kind for kind in sorted({*self.inputs, *inputs}) if self.inputs.get(kind) != inputs.get(kind)]

    def missing(self, output: Path) -> list[str]:
        """Names of its files that are not there any more as they were left."""
        folder = output / self.folder / self.language
        return [name for name, kept in self.outputs.items() if not kept.stands(folder / name)]


@dataclass
class Manifest:
    """The manifest of one output folder; the folder is held by whoever writes it.

    Attributes
    ----------
    entries
        The last one of each job.
    damaged
        Numbers of the lines that are not believed.
    lines
        How many there are.
    """

    path: Path
    entries: dict[tuple[str, str, bool], Entry] = field(default_factory=dict)
    damaged: list[int] = field(default_factory=list)
    lines: int = 0
    is_torn: bool = False

    @classmethod
    def read(cls, output: Path) -> "Manifest":
        """What stands in a folder's manifest; one that is not there is empty.

        A last line without its end was torn when a batch was killed: that is no damage, and its job is done again.
        """
        found = cls(output / FILE)
        with writing(found.path), contextlib.suppress(FileNotFoundError):
            *lines, torn = found.path.read_bytes().split(b"\n")
            for number, line in enumerate(lines, 1):
                found._take(number, line)
            found.lines, found.is_torn = len(lines), bool(torn)
        return found

    def _take(self, number: int, line: bytes) -> None:
        entry = _entry(line)
        if entry is None:
            self.damaged.append(number)
        else:
            self.entries[entry.job] = entry

    def add(self, entry: Entry) -> None:
        """Write a job's line at the end, and wait until it is on the disk.

        Raises
        ------
        CannotWrite
            The manifest cannot be written.
        """
        with writing(self.path), self.path.open("ab") as file:
            file.write(_line(entry))
            file.flush()
            os.fsync(file.fileno())
        self.entries[entry.job] = entry

    def mend(self) -> None:
        """Write the file anew with the last line of each job, if it holds a torn or damaged line or much history.

        Raises
        ------
        CannotWrite
            The manifest cannot be written.
        """
        if self.is_torn or self.damaged or self.lines > 2 * len(self.entries) + 10:
            with writing(self.path):
                _rewrite(self.path, self.entries.values())


def _rewrite(path: Path, entries: Iterable[Entry]) -> None:
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.writelines(map(_line, entries))
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)


def _line(entry: Entry) -> bytes:
    said = asdict(entry)
    return json.dumps(said | {_CHECK: _check(said)}, ensure_ascii=False).encode("utf-8") + b"\n"


def _entry(line: bytes) -> Entry | None:
    try:
        said = json.loads(line)
        if said.pop(_CHECK) != _check(said):
            return None
        outputs = {name: Output(**kept) for name, kept in said["outputs"].items()}
        return Entry(**said | {"outputs": outputs})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _check(said: dict) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()[:16]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
