"""Where the command line begins, as `studio` or `python -m studio`: what it needs is loaded where Ctrl-C is heard."""

from __future__ import annotations

import sys

INTERRUPTED = 130
"""The exit code of what was stopped by Ctrl-C or SIGTERM."""
STOPPED = "\nstudio: stopped; the same command goes on where it stopped\n"


def start() -> None:
    """Run the command line; the console script."""
    try:
        from studio.cli import main
    except KeyboardInterrupt:
        sys.stderr.write(STOPPED)
        sys.exit(INTERRUPTED)
    main()


if __name__ == "__main__":
    start()
