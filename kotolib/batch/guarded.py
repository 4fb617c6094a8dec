"""What the fork server does before anything else: it ends with the run that began it, and leaves Ctrl-C to that run.

To be imported by the server alone: whoever imports this is guarded.
"""

import os
import signal

from kotolib.batch import limits

SERVER = os.getpid()
"""The parent of every child."""

limits.end_with_parent(int(os.environ[limits.PARENT]))
# Ctrl-C reaches every process of the terminal, and the run ends the others. Children inherit this.
signal.signal(signal.SIGINT, signal.SIG_IGN)
