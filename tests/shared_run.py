"""What one test process of a run makes and the others read: a pickle under a lock; knows no test and no content."""

import hashlib
import os
import pickle
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from filelock import FileLock

FOLDER = "TESTS_OF_ONE_RUN"
Made = TypeVar("Made")


def begin() -> None:
    """Make the folder of this run; the processes that are begun after this find it in their environment."""
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="koto-tests-")


def end() -> None:
    """Take the folder away."""
    shutil.rmtree(os.environ.pop(FOLDER, ""), ignore_errors=True)


def once(name: str, make: Callable[[], Made]) -> Made:
    """What ``make()`` gives: made by the process that needs it first, and read by those that need it after it."""
    if FOLDER not in os.environ:
        return make()
    path = Path(os.environ[FOLDER]) / hashlib.sha256(name.encode("utf-8")).hexdigest()
    with FileLock(f"{path}.lock"):
        if path.exists():
            return pickle.loads(path.read_bytes())
        made = make()
        path.write_bytes(pickle.dumps(made))
    return made
