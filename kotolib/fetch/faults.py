"""What can be wrong with an answer or a delivered file, said with the place in it; knows no format by itself."""

import re

from kotolib.errors import N_, KotoError, Message, StoreDamaged

_SHOWN = 60


class Unreadable(StoreDamaged):
    """A file or an answer is not what it claims to be, or is broken: get it again; nothing was kept.

    Parameters
    ----------
    message
        Finnish source message of what is wrong.
    place
        Where in the material, in its own words: ``value[17]``, ``CODES("Alue")``, ``rivi 12``.
    **fields
        Fields of the message.
    """

    def __init__(self, message: str, place: str = "", **fields: object) -> None:
        fault = Message(message, **fields)
        if place:
            super().__init__(N_("Aineistoa ei voi lukea, kohta {place}: {fault}"), place=place, fault=fault)
        else:
            super().__init__(N_("Aineistoa ei voi lukea: {fault}"), fault=fault)

    def __reduce__(self):
        return _again, (self.message, self.fields)


def _again(message: str, fields: dict) -> Unreadable:
    fault = Unreadable.__new__(Unreadable)
    StoreDamaged.__init__(fault, message, **fields)
    return fault


# What material starts with when it is something else than was asked for.
_BEGINNINGS = (
    (b"PK\x03\x04", N_("se on pakattu tiedosto tai Office-asiakirja, esimerkiksi Excel: tuo se Excel-tiedostona.")),
    (b"\xd0\xcf\x11\xe0", N_("se on vanha Office-asiakirja: tallenna se muodossa .xlsx.")),
    (b"\x1f\x8b", N_("se on gzip-pakattu: pura se ensin tai hae uudelleen.")),
    (b"%PDF", N_("se on PDF-asiakirja.")),
    (b"\x89PNG", N_("se on kuva.")),
    (b"PAR1", N_("se on parquet-tiedosto.")),
)


def refuse_other_kinds(source: bytes) -> None:
    """Tell what the bytes really are when they plainly are no text of statistics.

    Raises
    ------
    Unreadable
        The material is empty, a web page, an archive, a document or a picture: fetch or deliver the right file.
    """
    start = source[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        raise Unreadable(N_("se on tyhjä. Hae tai pyydä se uudelleen."))
    for beginning, what in _BEGINNINGS:
        if start.startswith(beginning):
            raise Unreadable(what)
    if re.match(rb"(?i)<(!doctype html|html|head|body)", start):
        raise Unreadable(
            N_("se on verkkosivu eikä tilasto: ”{title}”. Avaa osoite selaimessa ja katso, mitä palvelu vastaa."),
            title=page_title(source),
        )
    if start.startswith(b"<"):
        raise Unreadable(N_("se on XML- tai HTML-tiedosto: ”{start}”."), start=shown(start))


def page_title(page: bytes) -> str:
    """What a page calls itself, or how it begins."""
    found = re.search(rb"(?is)<(title|h1)[^>]*>(.*?)</\1", page[:20_000])
    return shown(found[2] if found else re.sub(rb"<[^>]*>", b" ", page[:2_000]))


def shown(text: bytes | str) -> str:
    """The beginning of foreign text on one line, short enough for a sentence."""
    if isinstance(text, bytes):
        text = text[:400].decode("utf-8", "replace")
    line = " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


class NotReachable(KotoError):
    """A service does not answer, or refuses: what was fetched earlier stays as it was.

    Parameters
    ----------
    message
        Finnish source message of what the service did and what to do.
    address
        What was asked.
    status
        The HTTP status, when there was an answer.
    **fields
        Fields of the message.
    """

    exit_code = 6

    def __init__(self, message: str, address: str, status: int | None = None, **fields: object) -> None:
        super().__init__(N_("{address}: {fault}"), address=address, fault=Message(message, **fields))
        self.status = status

    def __reduce__(self):
        return _unreached, (self.message, self.fields, self.status)


def _unreached(message: str, fields: dict, status: int | None) -> NotReachable:
    fault = NotReachable.__new__(NotReachable)
    KotoError.__init__(fault, message, **fields)
    fault.status = status
    return fault
