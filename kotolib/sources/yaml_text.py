"""Reading YAML so that nothing is guessed: every scalar stays text, a key that stands twice is a fault.

Knows YAML, not what is declared in it.
"""

import yaml


class Fault(Exception):
    """One thing wrong at one place, in words; `line` counts from 1."""

    def __init__(self, text: str, line: int) -> None:
        super().__init__(text)
        self.line = line


class _TextLoader(yaml.BaseLoader):
    """PyYAML's safe loader makes `no` False and `005` 5, and keeps the last of two equal keys."""

    def construct_mapping(self, node, deep=False):
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise Fault(f"”{key}”", key_node.start_mark.line + 1)
            seen.add(key)
        return super().construct_mapping(node, deep)


_TextLoader.add_constructor(
    yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, lambda loader, node: loader.construct_mapping(node, deep=True)
)


def read(text: str) -> object:
    """Mappings, lists and text.

    Raises
    ------
    Fault
        A key stands twice in one mapping (the message is the key).
    yaml.YAMLError
        The text is not YAML.

    Examples
    --------
    >>> read("area: 005\\nlanguage: no")
    {'area': '005', 'language': 'no'}
    """
    return yaml.load(text, Loader=_TextLoader)
