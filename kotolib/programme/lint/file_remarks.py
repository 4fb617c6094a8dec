"""What the file itself is remarked on: headings, changes that wait, comments, letters; knows no content."""

from collections.abc import Iterator

from kotolib.errors import N_, Message
from kotolib.programme.lint.context import Context
from kotolib.programme.lint.draft import HEADING, Draft
from kotolib.programme.lint.length import of_draft
from kotolib.programme.lint.remarks import MAY, SHOULD, WHOLE, Remark

_SHORT = 300
"""A text of fewer words needs no headings."""


def remarks(draft: Draft, context: Context) -> Iterator[Remark]:
    """One remark of each kind, about the whole draft."""
    has_headings = any(one.kind == HEADING for one in draft.passages)
    if draft.made_up_headings:
        yield _remark(
            SHOULD,
            Message(N_("Otsikot on vain lihavoitu, joten niitä ei löydä sisällysluettelosta eikä ruudunlukijalla.")),
            Message(N_("Merkitse otsikot Wordin otsikkotyyleillä (Otsikko 1, Otsikko 2).")),
        )
    elif not has_headings and of_draft(draft) > _SHORT:
        yield _remark(
            SHOULD,
            Message(N_("Asiakirjassa ei ole otsikoita.")),
            Message(N_("Jaa teksti osiin ja merkitse otsikot otsikkotyyleillä.")),
        )
    if draft.pending or draft.comments:
        yield _remark(
            SHOULD,
            Message(
                N_("Hyväksymättömiä muutoksia on {changes} ja kommentteja {comments}."),
                changes=draft.pending,
                comments=draft.comments,
            ),
            Message(N_("Hyväksy tai hylkää muutokset ja poista kommentit. Tarkistus luki muutokset hyväksyttyinä.")),
        )
    if draft.guessed_encoding:
        yield _remark(
            MAY,
            Message(N_("Tiedosto ei ole UTF-8-muotoa. Ääkköset luettiin Windowsin vanhan merkistön mukaan.")),
            Message(N_("Tallenna tiedosto UTF-8-muodossa.")),
        )


def _remark(strength: str, why: Message, remedy: Message) -> Remark:
    return Remark("file", "", strength, WHOLE, why, remedy)
