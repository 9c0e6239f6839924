"""The page of all commands, written from the commands: `python -m studio.commands.manual > docs/commands.md`."""

from __future__ import annotations

import re
import sys

import typer

_HEAD = """# All commands

Inside a production folder, or with `-C DIR`. Progress goes to stderr, results to stdout; every reading command takes
`--json` ([for programs](json.md)). Exit codes: 0 done; 1 a clear error you can mend; 2 usage; 3 finished with shots
that failed or wait for a person, the film made all the same.

SHOTS is a selector everywhere: `12A`, `12A-12F`, `scene:4`, `@NORA`, `state:stale`, `all`; parts joined by commas.
Where `12A-13` names a take too, `12A..13` is the range.
TAKE is `12A-3`, a still `12A-k2`, or `@NORA-2`.
"""


def manual() -> str:
    """The page, as Markdown."""
    from studio.cli import app

    group = typer.main.get_group(app)
    blocks = [_HEAD]
    for name, command in group.commands.items():
        context = command.make_context(f"studio {name}", [], resilient_parsing=True, terminal_width=100)
        help_text = command.get_help(context)
        plain = re.sub(r"[ \t]+$", "", help_text, flags=re.M)
        blocks.append(f"## studio {name}\n\n```\n{plain}\n```\n")
    return "\n".join(blocks)


if __name__ == "__main__":
    sys.stdout.write(manual())
