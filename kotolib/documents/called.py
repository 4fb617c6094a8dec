"""How a public function receives a call: what is wrong in it is told in a sentence; knows kinds of arguments alone.

Python's own answer to a wrong call is a traceback, which tells an analyst nothing of what to write instead.
"""

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Literal, get_args, get_origin

from kotolib.errors import N_, WrongWords
from kotolib.indicators.reading import Values
from kotolib.situation import Situation


@functools.cache
def received(name: str, function: Callable) -> Callable:
    """The function under its public name, with its own signature and docstring, whose calls are looked at first.

    Parameters
    ----------
    name
        What notebooks call it: `trend`.
    function
        One whose arguments are annotated.

    Raises
    ------
    WrongWords
        When it is called: an argument is unknown, missing or of another kind. The message has the right ones.

    Examples
    --------
    >>> def trend(here: Situation, v: Values): ...
    >>> received("trend", trend)(colour="red")
    Traceback (most recent call last):
    ...
    kotolib.errors.WrongWords: Kutsussa koto.trend on tuntematon argumentti ”colour”. Oikein: koto.trend(here, v)
    """
    signature = inspect.signature(function)
    right = f"koto.{name}{bare(signature)}"

    @functools.wraps(function)
    def called(*given: object, **named: object) -> object:
        try:
            arguments = signature.bind(*given, **named).arguments
        except TypeError:
            raise _wrong(name, right, signature, given, named) from None
        for argument, value in arguments.items():
            _refuse_other_kind(right, signature.parameters[argument], value)
        return function(*given, **named)

    return called


def bare(signature: inspect.Signature) -> inspect.Signature:
    """The parameters without their types, which the docstring tells in words."""
    plain = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in signature.parameters.values()]
    return signature.replace(parameters=plain, return_annotation=inspect.Signature.empty)


def _wrong(name: str, right: str, signature: inspect.Signature, given: tuple, named: dict) -> WrongWords:
    known = signature.parameters
    if unknown := [argument for argument in named if argument not in known]:
        return WrongWords(
            N_("Kutsussa koto.{name} on tuntematon argumentti ”{argument}”. Oikein: {right}"),
            name=name,
            argument=unknown[0],
            right=right,
        )
    if len(given) + len(named) > len(known):
        return WrongWords(N_("Kutsussa koto.{name} on liikaa argumentteja. Oikein: {right}"), name=name, right=right)
    return WrongWords(N_("Kutsusta koto.{name} puuttuu argumentti. Oikein: {right}"), name=name, right=right)


_HERE = N_("Kutsun ensimmäinen argumentti on aina here, jonka koto.begin antoi. Oikein: {right}")
_VALUES = N_(
    "Kutsussa tarvitaan mittarin luvut argumenttina ”{argument}”: hae ne ensin, esimerkiksi {example}. Oikein: {right}"
)
_QUOTED = N_("Kutsun argumentti ”{argument}” kirjoitetaan lainausmerkkeihin. Oikein: {right}")
_BARE = N_("Kutsun argumentti ”{argument}” on luku, joka kirjoitetaan ilman lainausmerkkejä. Oikein: {right}")
_KINDS = {
    Situation: (_HERE, lambda one: isinstance(one, Situation)),
    Values: (_VALUES, lambda one: isinstance(one, Values)),
    str: (_QUOTED, lambda one: isinstance(one, str)),
    int | None: (_BARE, lambda one: one is None or isinstance(one, int)),
    tuple[str, ...]: (_QUOTED, lambda one: _are_words(one)),
    Iterable[str]: (_QUOTED, lambda one: _are_words(one)),
}
"""Kind of argument → what is said of another, and what is of this kind."""


def _are_words(one: object) -> bool:
    return isinstance(one, Iterable) and all(isinstance(word, str) for word in one)


def _refuse_other_kind(right: str, parameter: inspect.Parameter, value: object) -> None:
    for one in value if parameter.kind is parameter.VAR_POSITIONAL else (value,):
        if get_origin(parameter.annotation) is Literal:
            _refuse_other_word(parameter, one)
        elif parameter.annotation in _KINDS and not _KINDS[parameter.annotation][1](one):
            example = f'{parameter.name} = koto.values(here, "population")'
            message = _KINDS[parameter.annotation][0]
            raise WrongWords(message, argument=parameter.name, example=example, right=right)


def _refuse_other_word(parameter: inspect.Parameter, one: object) -> None:
    known = get_args(parameter.annotation)
    if one not in known:
        message = N_("Argumentti ”{argument}” ei voi olla ”{word}”. Vaihtoehdot: {words}.")
        raise WrongWords(message, argument=parameter.name, word=one, words=", ".join(filter(None, known)))
