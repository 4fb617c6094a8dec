"""Exports of surveys as they come: a mapping is proposed, edited by a person, and followed whole or not at all."""

from kotolib.programme.receiving.surveys.bringing import BroughtSurvey, Export, Proposed, bring, write_guide

__all__ = ["BroughtSurvey", "Export", "Proposed", "bring", "write_guide"]
