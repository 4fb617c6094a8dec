"""Open answers of a survey, in a file of their own: the text, its theme, and whether it may be quoted.

Knows the file; reads no export. What could tell of a person was masked before it came here. Nothing says whose an
answer is: the answers of a question stand in the order of their letters.
"""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from kotolib import office_files
from kotolib.errors import N_, InTheWay, StoreDamaged, cannot_write

FILE = "open_answers.json"
LONGEST_THEME = 80


@dataclass(frozen=True)
class OpenAnswer:
    """One answer.

    Attributes
    ----------
    question
        The question, as it was asked.
    text
        The answer; what could tell of a person is masked.
    found
        What was masked: `identity_code`, `email`, `phone`. Such an answer is withheld and never quoted.
    theme, quotable
        What a person has marked.
    marked_by, marked_on
        Who, and when (`2026-11-24`).
    """

    question: str
    text: str
    found: tuple[str, ...] = ()
    theme: str = ""
    quotable: bool = False
    marked_by: str = ""
    marked_on: str = ""

    @property
    def is_withheld(self) -> bool:
        """Whether something in it could have told of a person."""
        return bool(self.found)

    @property
    def may_be_quoted(self) -> bool:
        """Whether a person has marked it, and nothing in it was masked."""
        return self.quotable and bool(self.marked_by) and not self.is_withheld

    @property
    def is_coded(self) -> bool:
        """Whether a person has given it a theme."""
        return bool(self.theme)


class OpenAnswers:
    """The file of one survey's open answers."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def read(self) -> tuple[OpenAnswer, ...]:
        """Every answer in the order of the file; none where there is no file.

        Raises
        ------
        StoreDamaged
            The file is not what was written.
        """
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            return tuple(OpenAnswer(**one | {"found": tuple(one["found"])}) for one in kept)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError, KeyError) as fault:
            raise StoreDamaged(
                N_(
                    "Avointen vastausten tiedostoa {path} ei voi lukea. Palauta se varmuuskopiosta tai poista se ja "
                    "tuo kysely uudelleen."
                ),
                path=self.path,
            ) from fault

    def bring(self, answers: list[OpenAnswer]) -> None:
        """Keep the answers of an import; what people have marked of the same answers earlier stays."""
        with self._alone():
            marked = {(one.question, one.text): one for one in self.read()}
            kept = [
                replace(
                    one, theme=before.theme, quotable=before.quotable and not one.found,
                    marked_by=before.marked_by, marked_on=before.marked_on,
                )
                if (before := marked.get((one.question, one.text)))
                else one
                for one in sorted(answers, key=lambda one: (one.question, one.text))
            ]  # fmt: skip
            self._write(kept)

    def mark(self, number: int, before: OpenAnswer, marks: OpenAnswer) -> OpenAnswer:
        """Write what a person marks of one answer, at once.

        Parameters
        ----------
        number
            Its place in the file.
        before
            The answer as the person saw it.
        marks
            The same with theme, quotable, by whom and when.

        Returns
        -------
        OpenAnswer
            As it now stands in the file; an answer in which something was masked cannot be quoted.

        Raises
        ------
        InTheWay
            The file has changed meanwhile, or is being written by another: open the answers again.
        """
        with self._alone():
            kept = list(self.read())
            if number >= len(kept) or kept[number] != before:
                raise InTheWay(
                    N_("Vastauksia on muutettu muualla. Avaa luokittelu uudelleen, niin näet ne."),
                )
            kept[number] = replace(
                before,
                theme=" ".join(marks.theme.split())[:LONGEST_THEME],
                quotable=marks.quotable and not before.is_withheld,
                marked_by=" ".join(marks.marked_by.split())[:LONGEST_THEME],
                marked_on=marks.marked_on,
            )
            self._write(kept)
        return kept[number]

    def _write(self, answers: list[OpenAnswer]) -> None:
        told = json.dumps([asdict(one) for one in answers], ensure_ascii=False, indent=1) + "\n"
        office_files.move_into_place(told.encode("utf-8"), self.path)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            with FileLock(self.path.parent / f".{FILE}.lock", timeout=5):
                yield
        except Timeout:
            raise InTheWay(N_("Toinen ajo kirjoittaa juuri avoimia vastauksia. Odota ja yritä uudelleen.")) from None
        except OSError as fault:
            raise cannot_write(self.path.parent, fault) from None
