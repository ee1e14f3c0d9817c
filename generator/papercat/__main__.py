"""Run the command line as `python -m papercat`."""

import sys

from papercat.cli import main

if __name__ == "__main__":
    sys.exit(main())
