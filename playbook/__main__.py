"""``python -m playbook``."""

import io
import sys

from playbook.cli import main

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that has no “ ” shall show the rest
    main(prog_name="playbook")
