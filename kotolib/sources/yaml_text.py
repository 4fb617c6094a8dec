"""Reading YAML so that nothing is guessed: every scalar stays text, a key that stands twice is a fault.

Knows YAML and what can be wrong in a file; not what is declared in it.
"""

from pathlib import Path

import yaml

from kotolib.errors import N_, Message


class _TextLoader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
    """PyYAML's safe loader makes `no` False and `005` 5, and keeps the last of two equal keys."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.doubles: list[tuple[str, int]] = []

    def construct_mapping(self, node, deep=False):
        seen: set[str] = set()
        for key_node, _ in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key is text", key_node.start_mark)
            if key_node.value in seen:
                self.doubles.append((key_node.value, key_node.start_mark.line + 1))
            seen.add(key_node.value)
        return super().construct_mapping(node, deep)


_TextLoader.add_constructor(
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, lambda loader, node: loader.construct_mapping(node, deep=True)
)


def read(text: str, file: str = "", faults: list[Message] | None = None) -> object:
    """Mappings, lists and text; what is wrong with the text is added to the faults.

    Parameters
    ----------
    text
        The YAML.
    file
        Its name, for the faults.
    faults
        Where each key that stands twice, or the first place that is not YAML, is told with its line.

    Returns
    -------
    object
        The content; of two equal keys the last. None where the text is empty or not YAML.

    Examples
    --------
    >>> read("area: 005\\nlanguage: no")
    {'area': '005', 'language': 'no'}
    >>> faults = []
    >>> read("unit: persons\\nunit: moves", "a.yaml", faults), faults[0].tell()
    ({'unit': 'moves'}, 'a.yaml, rivi 2: avain ”unit” on kahdesti')
    """
    faults = [] if faults is None else faults
    try:
        loader = _TextLoader(text)
        content = loader.get_single_data()
    except yaml.YAMLError as error:
        faults.append(_not_yaml(error, file))
        return None
    for key, line in loader.doubles:
        faults.append(Message(N_("{file}, rivi {line}: avain ”{key}” on kahdesti"), file=file, line=line, key=key))
    return content


def _not_yaml(error: yaml.YAMLError, file: str) -> Message:
    mark, why = getattr(error, "problem_mark", None), getattr(error, "problem", None) or str(error).splitlines()[0]
    if mark is None:
        return Message(N_("{file}: tiedosto ei ole YAML-muotoa ({why})"), file=file, why=why)
    return Message(
        N_("{file}, rivi {line}: tiedosto ei ole YAML-muotoa ({why})"), file=file, line=mark.line + 1, why=why
    )


def text_of(path: Path, faults: list[Message]) -> str | None:
    """The text of a file; None, and a fault more, where it cannot be read or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        faults.append(
            Message(
                N_("{file}, rivi {line}: tiedosto ei ole UTF-8-muotoa; tallenna se uudelleen UTF-8:na"),
                file=path.name,
                line=line,
            )
        )
    except OSError as error:
        why = error.strerror or type(error).__name__
        faults.append(Message(N_("{file}: tiedostoa ei voi lukea ({why})"), file=path.name, why=why))
    return None
