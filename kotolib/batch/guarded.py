"""What the fork server does before anything else: it ends with the run that began it, and leaves Ctrl-C to that run.

To be imported by the server alone: whoever imports this is guarded.
"""

import signal

from kotolib.batch import limits

limits.end_with_parent()
# Ctrl-C reaches every process of the terminal, and the run ends the others. Children inherit this.
signal.signal(signal.SIGINT, signal.SIG_IGN)
