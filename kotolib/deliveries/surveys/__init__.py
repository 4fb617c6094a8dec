"""Surveys that an area has made: what was asked, counts of answers, and open answers apart from all else.

Knows no export file and no page. Answers of one person are never kept together: only counts are.
"""

from kotolib.deliveries.surveys.declared import Question, Results, Survey
from kotolib.deliveries.surveys.held import all_newest, newest
from kotolib.deliveries.surveys.open_answers import OpenAnswer, OpenAnswers

__all__ = ["OpenAnswer", "OpenAnswers", "Question", "Results", "Survey", "all_newest", "newest"]
