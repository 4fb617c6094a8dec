"""What decides an area's pages, each kind as one checksum: when none has changed, neither would the pages.

Knows where these things are, not what they say. Called in a child, or on another machine.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import kotolib
from kotolib import areas, house, store
from kotolib.disclosure import LOG
from kotolib.programme import keeping
from kotolib.programme.monitoring import editions

CODE, NOTEBOOKS, DECLARATIONS, FIGURES, OWN, ASKED = (
    "code",
    "notebooks",
    "declarations",
    "figures",
    "own",
    "asked",
)
_NOT_CODE = (".pyc",)


def of(plan: dict) -> dict[str, str]:
    """The checksums that decide the pages of a plan, by kind.

    Parameters
    ----------
    plan
        What :func:`kotolib.batch.planning.planned` gives.

    Returns
    -------
    dict
        `code`: everything of the package, its texts and fonts too · `notebooks` · `declarations`: sources, questions,
        areas · `figures`: the edition of the store · `own`: what the municipality (or those that plan together, in
        a folder of their own) brings and writes, the workbook first · `asked`: area, language, day, formats, template.
    """
    parameters = plan["parameters"]
    return shared(parameters["edition"]) | {
        OWN: _own(keeping.folder(areas.get(parameters["area"])), parameters["as_of"]),
        ASKED: _asked(plan),
    }


@cache
def shared(edition: str) -> dict[str, str]:
    """The checksums that all areas have in common; computed once in a process."""
    declared = house.data_sources()
    return {
        CODE: _of_files(_code(), Path(kotolib.__file__).parent),
        NOTEBOOKS: _of_files(_below(house.notebooks(), "*.ipynb"), house.notebooks()),
        DECLARATIONS: _of_files(
            [path for pattern in ("*.yaml", "*/*.yaml", "areas/*") for path in _below(declared, pattern)], declared
        ),
        FIGURES: store.checksum(edition),
    }


def _code() -> list[Path]:
    package = Path(kotolib.__file__).parent
    return [path for path in _below(package, "**/*") if path.suffix not in _NOT_CODE]


def _own(folder: Path, day: str) -> str:
    """A workbook's copies beside it, logs, what a run leaves for those of later days and what another program keeps
    there while it is open decide nothing."""
    found = [path for path in _below(folder, "**/*") if not _decides_nothing(path)]
    earlier = hashlib.sha256("".join(_before(folder / editions.FILE, day)).encode()).hexdigest()
    return f"{_of_files(found, folder)} {earlier}"


def _decides_nothing(path: Path) -> bool:
    stem, ending = path.stem, path.suffix
    copy = ending == ".xlsx" and stem != "programme" and stem.startswith("programme.")
    return copy or path.name.startswith((".", "~$")) or path.name in (LOG, editions.FILE)


def _before(kept: Path, day: str) -> list[str]:
    """What runs of earlier days left."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return [line for line in kept.read_text(encoding="utf-8").splitlines() if _day(line) < day]
    return []


def _day(line: str) -> str:
    try:
        return str(json.loads(line)["day"])
    except (ValueError, KeyError, TypeError):
        return ""


def _asked(plan: dict) -> str:
    """Everything that the plan says, but where things are on this machine and what was told of the words."""
    template = plan["into"] and hashlib.sha256(Path(plan["into"]["path"]).read_bytes()).hexdigest()
    said = {name: value for name, value in plan.items() if name not in ("inputs", "into", "remarks", "sections")}
    said |= {"sections": [section["stem"] for section in plan["sections"]], "template": template}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _below(folder: Path, pattern: str) -> list[Path]:
    return [path for path in folder.glob(pattern) if path.is_file()]


def _of_files(files: Iterable[Path], folder: Path) -> str:
    """Over names and bytes, in the order of the names."""
    total = hashlib.sha256()
    for name, path in sorted({path.relative_to(folder).as_posix(): path for path in files}.items()):
        total.update(f"{name}\n".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
