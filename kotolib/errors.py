"""What can go wrong for a user, one class per thing the user can do about it; knows nothing of where it happens.

An error carries its Finnish source message and the fields that fill it, so that it can be told in any
language at the moment it is shown. The exit code of the command line belongs to the class.
"""

import errno
import sys
from collections.abc import Callable


def N_(message: str) -> str:
    """Mark a message for the catalogues where it is written; it is translated where it is shown."""
    return message


class Message:
    """A Finnish source message and its fields, told in any language when it is shown.

    A field may be a message itself, :class:`Messages` or a fault: it is told in the same language.

    Examples
    --------
    >>> Message("{where}: {why}", where="rivi 2", why=Message("puuttuu")).tell()
    'rivi 2: puuttuu'
    """

    def __init__(self, message: str, **fields: object) -> None:
        self.message = message
        self.fields = fields

    def tell(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of ``translate`` (a catalogue's ``gettext``)."""
        return translate(self.message).format(**_told(self.fields, translate))

    def __str__(self) -> str:
        return self.tell()


class Messages(tuple[Message, ...]):
    """Several messages or faults, each on a line of its own."""

    def tell(self, translate: Callable[[str], str] = str) -> str:
        """The lines in the language of ``translate``."""
        return "\n".join(one.tell(translate) for one in self)

    def __str__(self) -> str:
        return self.tell()


def _told(fields: dict[str, object], translate: Callable[[str], str]) -> dict[str, object]:
    inner = (Message, Messages, KotoError)
    return {name: field.tell(translate) if isinstance(field, inner) else field for name, field in fields.items()}


class KotoError(Exception):
    """A fault that is told in one sentence: where, what, what next.

    Parameters
    ----------
    message
        Finnish source message, a gettext key with ``{name}`` fields.
    **fields
        Values of the fields, already readable, or messages that are told in the language of the whole.

    Examples
    --------
    >>> str(WrongWords("Kuntaa ”{word}” ei löydy.", word="Tamper"))
    'Kuntaa ”Tamper” ei löydy.'
    """

    exit_code = 1
    spoken: Callable[[str], str] | None = None
    """A catalogue's ``gettext``, where the fault happened before the notebook had its ``here``."""

    def __init__(self, message: str, **fields: object) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields

    def tell(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of ``translate`` (a catalogue's ``gettext``)."""
        return Message(self.message, **self.fields).tell(translate)

    def __str__(self) -> str:
        return self.tell()

    def __reduce__(self):
        # Exceptions with keyword fields do not pickle by themselves, and children of the batch send them home.
        return _rebuild, (type(self), self.message, self.fields)

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in a notebook: the sentence in the language of its ``here``, never a traceback."""
        here = getattr(sys.modules.get("__main__"), "here", None)
        return [self.tell(self.spoken or getattr(getattr(here, "texts", None), "plain", str))]


def _rebuild(kind: type[KotoError], message: str, fields: dict) -> KotoError:
    return kind(message, **fields)


class SectionFailed(KotoError):
    """Something was made, but a section or an area failed."""

    exit_code = 1


class WrongWords(KotoError):
    """An area, language, indicator or option that does not exist: write it otherwise."""

    exit_code = 2


class StoreDamaged(KotoError):
    """The store, the snapshot, a declaration or a workbook cannot be trusted or read: mend it; nothing was written."""

    exit_code = 3


class InTheWay(KotoError):
    """Something would be overwritten, is open elsewhere or is locked by another run."""

    exit_code = 4


class SetupFailed(KotoError):
    """The machine lacks something that the tool needs."""

    exit_code = 5


_REFUSALS = {
    errno.ENOSPC: N_("levy on täynnä"),
    errno.EROFS: N_("levyä voi vain lukea"),
    errno.EACCES: N_("käyttöoikeudet eivät riitä"),
    errno.EPERM: N_("käyttöoikeudet eivät riitä"),
}


def why(fault: OSError) -> Message | str:
    """Why the system refused: in our own words where they are known, else in the system's.

    Examples
    --------
    >>> str(why(OSError(errno.ENOSPC, "No space left on device"))), why(OSError(errno.EXDEV, "Cross-device link"))
    ('levy on täynnä', 'Cross-device link')
    """
    if fault.errno in _REFUSALS:
        return Message(_REFUSALS[fault.errno])
    return fault.strerror or str(fault) or type(fault).__name__


def cannot_write(folder: object, fault: OSError) -> InTheWay:
    """That a folder cannot be written, and why."""
    message = N_("Kansioon {path} ei voi kirjoittaa ({why}). Tarkista kansio ja aja uudelleen.")
    return InTheWay(message, path=folder, why=why(fault))
