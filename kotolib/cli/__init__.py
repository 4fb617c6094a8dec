"""The command line: words in, sentences and an exit code out; knows how to ask and tell, not how anything is made."""

from kotolib.cli.command_line import main

__all__ = ["main"]
