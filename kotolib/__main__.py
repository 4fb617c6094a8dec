"""``python -m kotolib``: the command line that ``koto.py`` hands over to; knows nothing but where it is."""

import sys

from kotolib.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
