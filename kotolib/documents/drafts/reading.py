"""A draft's file by what it holds, whatever its name: read, or refused with a word of what to do; knows no rule."""

from pathlib import Path

from kotolib.documents.drafts import html, markdown, word
from kotolib.errors import N_, WrongWords
from kotolib.programme.lint.draft import Draft

LARGEST = 50_000_000
"""No draft of text and pictures has more bytes than this."""
LARGEST_TEXT = 5_000_000
"""No draft in Markdown, which has no pictures in it, has more letters than this: a thousand pages have fewer."""
_OLE = b"\xd0\xcf\x11\xe0"
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_HTML = (".html", ".htm", ".xhtml")
_MARKDOWN = (".md", ".markdown", ".txt")


def read(path: Path) -> Draft:
    """The draft that a file holds.

    Parameters
    ----------
    path
        `.docx`, `.html` or `.md`.

    Raises
    ------
    WrongWords
        There is no such file, it is empty, too large, locked with a password or of another kind; the message says what
        to do.

    Examples
    --------
    >>> read(Path("luonnos.docx")).sections[0].title  # doctest: +SKIP
    'Johdanto'
    """
    content = _content(path)
    _refuse_other_kinds(path, content)
    if content[:4] == b"PK\x03\x04":
        return word.read(content, path.name)
    text, guessed = _decoded(content)
    if "\0" in text[:10_000]:
        raise _other(path)
    start = text[:200].lstrip().lower()
    if path.suffix.lower() in _HTML or start.startswith(("<!doctype html", "<html")):
        return html.read(text, path.name, guessed)
    if path.suffix.lower() in _MARKDOWN:
        if len(text) > LARGEST_TEXT:
            raise _too_large(path, len(content))
        return markdown.read(text, path.name, guessed)
    raise _other(path)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise _too_large(path, size)
        content = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise WrongWords(N_("Tiedostoa {file} ei ole. Tarkista nimi ja kansio."), file=path) from None
    except OSError:
        raise WrongWords(
            N_("Tiedostoa {file} ei voi lukea. Sulje se muissa ohjelmissa ja tarkista oikeudet."), file=path
        ) from None
    if not content.strip():
        raise WrongWords(N_("{file} on tyhjä. Tarkista, että annoit oikean tiedoston."), file=path.name)
    return content


def _too_large(path: Path, size: int) -> WrongWords:
    return WrongWords(
        N_("{file} on liian suuri ({size} Mt). Poista kuvia ja liitteitä ja yritä uudelleen."),
        file=path.name,
        size=size // 1_000_000,
    )


def _refuse_other_kinds(path: Path, content: bytes) -> None:
    if content.startswith(b"%PDF"):
        raise WrongWords(
            N_("{file} on PDF, jota ei voi tarkistaa. Anna se Word-asiakirja tai sivu, josta PDF on tehty."),
            file=path.name,
        )
    if content.startswith(_OLE):
        if _PASSWORD in content:
            raise WrongWords(
                N_("{file} on suojattu salasanalla. Poista salasana Wordissa ja tallenna."), file=path.name
            )
        raise WrongWords(
            N_("{file} on vanhaa .doc-muotoa. Tallenna se Wordissa muodossa Word-asiakirja (.docx)."), file=path.name
        )
    if content.startswith(b"{\\rtf") or _is_open_document(content):
        raise WrongWords(
            N_("{file} ei ole Word-asiakirja. Avaa se ja tallenna muodossa Word-asiakirja (.docx)."), file=path.name
        )


def _is_open_document(content: bytes) -> bool:
    return content.startswith(b"PK") and content[30:100].startswith(b"mimetypeapplication/vnd.oasis")


def _other(path: Path) -> WrongWords:
    return WrongWords(
        N_(
            "{file} ei ole Word-asiakirja (.docx), verkkosivu (.html) eikä Markdown (.md). Tallenna se jossakin niistä."
        ),
        file=path.name,
    )


def _decoded(content: bytes) -> tuple[str, bool]:
    """The text, and whether its letters had to be guessed: what is not UTF-8 was mostly written on Windows."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), False
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), True
