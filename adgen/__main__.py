"""`python -m adgen`: the command line."""

import sys

from adgen.cli import main

if __name__ == "__main__":
    sys.exit(main())
