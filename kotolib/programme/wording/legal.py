"""Which sentences tell of law; knows the words by which Finnish and Swedish texts cite it, no law itself."""

import re

_FORMS = r"(?:laki|lain|lakia|lakiin|laissa|laista|lailla|laille|lait|lakien|laeissa|laeista|lakeja)"
_LAWS = (
    r"(?:kotoutumis|kotouttamis|kunta|kieli|kotikunta|ulkomaalais|tasa-arvo|yhdenvertaisuus|perusopetus|hallinto|perustus"
    r"|varhaiskasvatus|sosiaalihuolto|terveydenhuolto|digipalvelu|tietosuoja|oppivelvollisuus|lastensuojelu|nuoriso"
    r"|vammaispalvelu|järjestämis|saamen ?kieli|kansalaisuus|vastaanotto|puite|erityis|työsopimus|vuokra)"
)
_FINNISH = re.compile(
    rf"\b(?:{_LAWS})?{_FORMS}\b(?!-?\s*ja järjesty)|\blainsäädän\w+|\basetu(?:s|ksen|ksessa|ksella|kseen)\b"
    r"|\bpykälä\w*|\bmoment(?:ti|in|issa|tia)\b|\bsääde(?:tään|tty|tyt|tyn)\b|\bsäännök(?:sen|set|siä|sissä)\b"
    r"|\bdirektiiv\w+|§|(?<![./\d–-])\b(?!(?:19|20)\d\d/)\d{3,4}/(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_SWEDISH = re.compile(
    r"\b\w*(?:lagen|lagens|lagstiftning\w*)\b|\benligt lag\b|\blag om\b|\bparagraf\w*|\bmoment(?:et)?\b"
    r"|\bföreskriv(?:s|er|na)\b|\bförordning(?:en)?\b|\bstadgas\b",
    re.IGNORECASE,
)
_NO_LAW = re.compile(r"\b(?:anlagen|slagen|inslagen|underlagen|bolagen|förslagen|upplagen)\b", re.IGNORECASE)


def tells_law(sentence: str) -> bool:
    """Whether a sentence cites or tells of law.

    Examples
    --------
    >>> tells_law("Kotoutumislain 30 §:ssä säädetään suunnittelusta."), tells_law("Kunta palkkaa ohjaajan.")
    (True, False)
    """
    return bool(_FINNISH.search(sentence) or _SWEDISH.search(_NO_LAW.sub("", sentence)))
