"""``python -m calculators``."""

import sys

from calculators.command_line import main

if __name__ == "__main__":
    sys.exit(main())
