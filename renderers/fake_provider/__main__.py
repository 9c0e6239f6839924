"""`python -m renderers.fake_provider [PORT]`: the fake provider as a program, on loopback."""

from __future__ import annotations

import sys

from bible.errors import StudioError
from renderers.fake_provider import main


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(port=int(sys.argv[1]) if len(sys.argv) > 1 else 8001, say=_say)
    except (StudioError, ValueError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(0)
