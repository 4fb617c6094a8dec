"""Drafts that people wrote elsewhere, read for the linter: Word, HTML and Markdown; knows files, no rules."""

from kotolib.documents.drafts.reading import read

__all__ = ["read"]
