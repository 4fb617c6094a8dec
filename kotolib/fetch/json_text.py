"""Reads JSON as services send it, or tells what came instead; knows nothing of what it means."""

import json

from kotolib.errors import N_
from kotolib.fetch.faults import Unreadable, refuse_other_kinds, shown


def read_json(source: object) -> object:
    """The JSON of bytes or text; anything else as it is.

    Raises
    ------
    Unreadable
        It is no JSON, or it is cut in the middle: the line and column are told.
    """
    if not isinstance(source, bytes | bytearray | memoryview | str):
        return source
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else bytes(source)
    try:
        # By itself json.loads refuses the mark of UTF-8 in text and guesses UTF-16 and UTF-32 in bytes.
        return json.loads(raw[3:] if raw.startswith(b"\xef\xbb\xbf") else raw)
    except json.JSONDecodeError as fault:
        refuse_other_kinds(raw)
        raise _not_json(fault) from None
    except UnicodeDecodeError as fault:
        refuse_other_kinds(raw)
        message = N_("se ei ole UTF-8-merkistöä, lähellä ”{near}”. Sen pitää olla UTF-8-muodossa.")
        near = shown(raw[max(fault.start - 15, 0) : fault.start + 5])
        raise Unreadable(message, str(fault.start), near=near) from None
    except RecursionError:
        raise Unreadable(N_("siinä on liian monta sisäkkäistä tasoa.")) from None


def _not_json(fault: json.JSONDecodeError) -> Unreadable:
    text = fault.doc.rstrip()
    # A text that is never closed is told at its beginning.
    if fault.pos >= len(text) - 1 or fault.msg.startswith("Unterminated string"):
        return Unreadable(N_("se katkeaa kesken, viimeksi ”{near}”. Hae se uudelleen."), near=shown(text[-40:]))
    near = shown(text[max(fault.pos - 20, 0) : fault.pos + 20])
    place = f"{fault.lineno}:{fault.colno}"
    return Unreadable(N_("se ei ole JSON-muotoa, lähellä ”{near}”. Hae se uudelleen."), place, near=near)
