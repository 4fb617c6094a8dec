"""A folder of delivered files: finds them, reads them as text and remembers what was read; knows no figures."""

import hashlib
import io
import json
import unicodedata
from pathlib import Path

import pandas as pd


class Fault(Exception):
    """Something in a delivered file that must not be guessed at; the message says where and what."""


class Delivery:
    """A delivered folder.

    Parameters
    ----------
    folder
        Where the files are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, str] = {}

    def begin_table(self) -> None:
        """Forget what was read for the table before."""
        self._read = {}

    def sources(self) -> tuple[dict[str, str], ...]:
        """Name and sha256 of each file read since the table began."""
        return tuple({"file": name, "sha256": digest} for name, digest in sorted(self._read.items()))

    def bytes(self, name: str) -> bytes:
        """Bytes of a file of the delivery; its name may be composed either way (NFC, NFD) on disk."""
        content = self._path(name).read_bytes()
        self._read[unicodedata.normalize("NFC", name)] = hashlib.sha256(content).hexdigest()
        return content

    def rows(self, name: str, encoding: str = "utf-8-sig", separator: str = ",") -> pd.DataFrame:
        """A delimited file as text, every cell as it is written; gzip by its name."""
        content = io.BytesIO(self.bytes(name))
        squeezed = "gzip" if name.endswith(".gz") else None
        try:
            return pd.read_csv(
                content, dtype="str", keep_default_na=False, encoding=encoding, sep=separator, compression=squeezed
            )
        except (ValueError, EOFError, OSError) as error:
            raise Fault(f"{name}: cannot be read as a table ({error})") from error

    def record(self, name: str) -> object:
        """A JSON file."""
        try:
            return json.loads(self.bytes(name))
        except ValueError as error:
            raise Fault(f"{name}: cannot be read as JSON ({error})") from error

    def _path(self, name: str) -> Path:
        path = self.folder
        for part in Path(name).parts:
            wanted = unicodedata.normalize("NFC", part)
            # One name may stand in either composition, and a file system may or may not tell them apart.
            matches = [child for child in path.iterdir() if unicodedata.normalize("NFC", child.name) == wanted]
            if len(matches) != 1:
                raise Fault(f"{name}: {len(matches)} files of that name in the delivered folder, one is needed")
            path = matches[0]
        return path
