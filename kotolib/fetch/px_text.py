"""Reads a PC-Axis file into keywords and data: code pages, quotes, continued texts; knows what no keyword means."""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kotolib.errors import N_
from kotolib.fetch.faults import Unreadable, refuse_other_kinds, shown

Key = tuple[str, str | None, tuple[str, ...]]
"""Keyword, language (``None`` the file's own), names in parentheses."""

_KEY = re.compile(r"([A-Za-z][\w-]*)\s*(?:\[\s*([^\]]*?)\s*\])?\s*(?:\(([^()\"]*(?:\"[^\"]*\"[^()\"]*)*)\))?\s*=")
_VALUE = re.compile(r"(?:[^\";]|\"[^\"]*\")*")
_TOKEN = re.compile(r"\"([^\"]*)\"|([^\",]+)|(,)")
_BREAK = re.compile(r"\s*[\r\n]+\s*")
_DATA = re.compile(rb"(?:^|[;\r\n])[ \t]*DATA[ \t]*=", re.I)
_CONTROLS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
"""Windows writes letters where ISO 8859 has control characters; many files that claim ISO hold them."""
_NEARLY_WINDOWS = {"iso8859-1", "iso8859-15", "cp1252", "ascii"}


@dataclass(frozen=True)
class PxText:
    """A PC-Axis file, read but not understood.

    Attributes
    ----------
    keywords
        Key → its texts, in the order of the file.
    raw
        Key → its value as written.
    language, languages
        The file's own language and all that it has.
    data
        Bytes of the cells, without the last semicolon.
    encoding
        The code page that the texts were read with.
    """

    keywords: Mapping[Key, tuple[str, ...]]
    raw: Mapping[Key, str]
    language: str
    languages: tuple[str, ...]
    data: bytes
    encoding: str

    def texts(self, keyword: str, *names: str, language: str | None = None) -> tuple[str, ...]:
        """Texts of a keyword, in a language if it has them there, else in the file's own."""
        own = self.keywords.get((keyword, None, names), ())
        return self.keywords.get((keyword, language, names), own) if language else own

    def text(self, keyword: str, *names: str, language: str | None = None) -> str:
        """The first text of a keyword, or ``""``."""
        return next(iter(self.texts(keyword, *names, language=language)), "")

    def named(self, keyword: str, language: str | None = None) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """Names in parentheses and texts of every entry of a keyword in one language."""
        for (word, spoken, names), texts in self.keywords.items():
            if word == keyword and spoken == language:
                yield names, texts


def read(source: bytes) -> PxText:
    """Keywords and data of a PC-Axis file.

    Raises
    ------
    Unreadable
        It is no such file, its end is missing, its code page is unknown, or a line breaks the form.
    """
    source = _as_single_bytes(bytes(source))
    start = _start_of_data(source)
    encoding = _encoding(source[: start.start()])
    keywords, raw = _keywords(_decoded(source[: start.start() + 1], encoding))
    language = next(iter(keywords.get(("LANGUAGE", None, ()), ())), "")
    languages = keywords.get(("LANGUAGES", None, ())) or ((language,) if language else ())
    # What names the file's own language is the same as what names none.
    keywords = {
        (word, None if spoken == language else spoken, names): v for (word, spoken, names), v in keywords.items()
    }
    return PxText(keywords, raw, language, languages, _data(source, start.end()), encoding)


def _as_single_bytes(source: bytes) -> bytes:
    if source[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        source = source.decode("utf-16", "replace").encode("utf-8")
    return source.removeprefix(codecs.BOM_UTF8)


def _start_of_data(source: bytes) -> re.Match[bytes]:
    for found in _DATA.finditer(source):
        # A semicolon, a line feed and DATA= may also stand inside a quoted text.
        if source.count(b'"', 0, found.start()) % 2 == 0:
            return found
    refuse_other_kinds(source)
    if re.search(rb"(?i)\b(CHARSET|AXIS-VERSION|MATRIX|STUB|VALUES)\b", source[:4000]):
        raise Unreadable(N_("se katkeaa ennen lukuja: sanaa DATA ei ole. Hae tai pyydä se uudelleen."))
    raise Unreadable(N_("se ei ole PC-Axis-tiedosto: sen alku on ”{start}”."), start=shown(source))


def _data(source: bytes, start: int) -> bytes:
    end = len(source)
    while end > start and source[end - 1 : end] in (b" ", b"\t", b"\r", b"\n", b"\x1a", b"\x00"):
        end -= 1
    if source[end - 1 : end] != b";":
        message = N_("se katkeaa kesken: lopusta puuttuu puolipiste. Viimeksi ”{near}”. Hae tai pyydä se uudelleen.")
        raise Unreadable(message, "DATA", near=shown(source[max(end - 30, start) : end]))
    return source[start : end - 1]


# --- code pages


def _encoding(head: bytes) -> str:
    has_letters = any(byte > 0x7F for byte in head)
    claimed = _claimed(head, b"CODEPAGE")
    name = _codec(claimed) if claimed else ""
    if has_letters and name != "utf-8" and _is_utf8(head):
        return "utf-8"  # No sentence of a single-byte code page is UTF-8 by chance.
    if name:
        return name
    if _claimed(head, b"CHARSET").upper() == "ANSI" or not has_letters:
        return "cp1252"
    # Before Windows the files were written in the code page of DOS: å ä ö Å Ä Ö stand below 0xA6 there.
    dos = sum(head.count(byte) for byte in b"\x84\x94\x86\x8e\x99\x8f")
    windows = sum(head.count(byte) for byte in b"\xe4\xf6\xe5\xc4\xd6\xc5")
    return "cp850" if dos > windows else "cp1252"


def _claimed(head: bytes, keyword: bytes) -> str:
    found = re.search(rb"(?:^|[;\r\n])\s*" + keyword + rb'\s*=\s*"?([^";]*)"?', head, re.I)
    return found[1].decode("ascii", "replace").strip() if found else ""


def _codec(name: str) -> str:
    for form in (name, f"cp{name}", name.lower().replace("windows", "cp").replace("-", "")):
        try:
            return codecs.lookup(form).name
        except (LookupError, ValueError):
            continue
    raise Unreadable(N_("merkistöä ”{name}” ei tunneta."), "CODEPAGE", name=shown(name))


def _is_utf8(head: bytes) -> bool:
    try:
        head.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(head: bytes, encoding: str) -> str:
    if encoding in _NEARLY_WINDOWS:
        exact = "latin-1" if encoding != "iso8859-15" else encoding
        return head.decode(exact).translate(_CONTROLS)
    try:
        return head.decode(encoding)
    except UnicodeDecodeError as fault:
        line = head.count(b"\n", 0, fault.start) + 1
        message = N_(
            "rivin {line} merkit eivät ole merkistöä {name}, jota tiedosto sanoo olevansa. Tallenna se uudelleen."
        )
        raise Unreadable(message, "CODEPAGE", line=line, name=encoding) from None


# --- keywords


def _keywords(text: str) -> tuple[dict[Key, tuple[str, ...]], dict[Key, str]]:
    keywords: dict[Key, tuple[str, ...]] = {}
    raw: dict[Key, str] = {}
    at = _past_blanks(text, 0)
    while at < len(text):
        found = _KEY.match(text, at)
        if not found:
            raise _broken(text, at)
        value = _VALUE.match(text, found.end())
        end = value.end()
        if end >= len(text) or text[end] != ";":
            raise _broken(text, at, found[1])
        key = (found[1].upper(), found[2], tuple(re.findall(r'"([^"]*)"', found[3] or "")))
        texts = _texts(value[0])
        # Notes may come several times for one thing; of anything else the last one holds.
        keywords[key] = (*keywords.get(key, ()), *texts) if "NOTE" in key[0] else texts
        raw[key] = value[0].strip()
        at = _past_blanks(text, end + 1)
    return keywords, raw


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and (text[at].isspace() or text[at] in ";\ufeff"):
        at += 1
    return at


def _broken(text: str, at: int, keyword: str = "") -> Unreadable:
    line = text.count("\n", 0, at) + 1
    if keyword:
        message = N_("sanan {keyword} lainausmerkki tai puolipiste puuttuu. Se alkaa riviltä {line}.")
        return Unreadable(message, keyword, keyword=keyword, line=line)
    return Unreadable(N_("rivi {line} ei ole PC-Axis-muotoa: ”{near}”."), "", line=line, near=shown(text[at : at + 60]))


def _texts(value: str) -> tuple[str, ...]:
    """Items between commas; a text that goes on in new quotes is one text."""
    items: list[str] = []
    current: str | None = None
    for quoted, bare, comma in _TOKEN.findall(value):
        if comma:
            items.append(current or "")
            current = None
        elif bare:
            current = (current or "") + bare.strip() if bare.strip() else current
        else:
            current = (current or "") + _BREAK.sub(" ", quoted)
    return (*items, current) if current is not None else tuple(items)
