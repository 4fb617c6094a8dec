"""What a run that went well leaves for later ones to tell the difference from; knows when, not what the difference is.

It stands beside the workbook, among what the municipality brings and writes, so that outputs may be deleted.
"""

import logging
from pathlib import Path

from kotolib import situation
from kotolib.errors import KotoError
from kotolib.programme import keeping, monitoring
from kotolib.programme.monitoring import editions
from kotolib.programme.written import written

logger = logging.getLogger("kotolib")


def remember(plan: dict) -> Path | None:
    """Keep how the goals of the plan's area stand on its day.

    Parameters
    ----------
    plan
        What :func:`kotolib.batch.section.plan` gave, of a run in which no section failed.

    Returns
    -------
    Path or None
        The file; None where there are no goals, nothing has changed, or it cannot be written: that is logged, and the
        pages that were made are none the worse. The worked example has no past: its pages are the same at every run.
    """
    here = situation.begin(**plan["parameters"])
    if here.area.example:
        return None
    programme = written(here.area).programme
    if not programme.goals:
        return None
    try:
        return editions.keep(monitoring.follow(here, programme).result, keeping.folder(here.area))
    except (KotoError, OSError) as fault:
        logger.warning("what the goals were is not kept: %s", fault)
        return None
