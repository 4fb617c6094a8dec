"""Projection of the foreign-language population: point, intervals from earlier misses, and the record beside them.

Counts come in as pandas matrices, numbers go out; knows no files, no words and no figures' drawing. Method and
constants are those that did best when every year from 1995 was forecast with what was known at the time.
"""

from kotolib.projection.calibration import Calibration, Overall, calibrate
from kotolib.projection.project import SMALLEST_ORIGIN, Assumptions, Outlook, outlook, project
from kotolib.projection.record import Coverage, RecordRow
from kotolib.projection.segments import Segments, build

__all__ = [
    "SMALLEST_ORIGIN",
    "Assumptions",
    "Calibration",
    "Coverage",
    "Outlook",
    "Overall",
    "RecordRow",
    "Segments",
    "build",
    "calibrate",
    "outlook",
    "project",
]
