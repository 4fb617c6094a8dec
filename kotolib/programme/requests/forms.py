"""The forms that are asked of somebody by letter: those of the deliveries that have an addressee; writes nothing."""

from kotolib import deliveries
from kotolib.deliveries.forms import Class, Figure, Form, found
from kotolib.errors import N_

__all__ = ["Class", "Figure", "Form", "form", "form_for", "forms"]


def forms() -> dict[str, Form]:
    """The forms by their id.

    Examples
    --------
    >>> list(forms())[0]
    'residence_grounds'
    """
    return {name: each for name, each in deliveries.forms().items() if each.to}


def form(word: str) -> Form:
    """The form of an id or a name in any language.

    Raises
    ------
    WrongWords
        There is no such form; the message names the nearest.

    Examples
    --------
    >>> form("Oppimistulokset").id
    'learning_results'
    """
    return found(word, forms(), N_("Tietopyyntöä ”{word}” ei ole. Lähimmät: {nearest}."))


def form_for(absent: str) -> Form | None:
    """The form that fetches a missing figure, so that an empty section can name it.

    Examples
    --------
    >>> form_for("reasons_of_arrival").id, form_for("relations")
    ('residence_grounds', None)
    """
    return next((each for each in forms().values() if absent in each.absent), None)
