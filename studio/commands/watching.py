"""The command that watches: produce again whenever the script is saved."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from studio.commands.drafts import say_draft
from studio.commands.terminal import AsJson, plainly, print_json, print_text, say, typed, what_was_made, work_in

if TYPE_CHECKING:
    from studio.watch import Round


@plainly
def watch(
    script: Annotated[Path, typer.Argument(help="The script that is watched.")],
    into: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The production folder; beside the script by default.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make what changed on every save of the script, and cut it. Ctrl-C ends it. Orders no still, voice or take."""
    from bible.read import read_script
    from studio.folder import ProductionFolder, folder_for
    from studio.progress import LiveReporter
    from studio.settings import Settings, settings_text
    from studio.watch import watch_script

    root = folder_for(script, into)
    work_in(root)
    if not root.exists():
        # A production is begun with a script that can be read; after that it may be broken for a while.
        read_script(script)
    folder = ProductionFolder.make(root, settings_text(Settings()))
    try:
        with LiveReporter() as reporter:
            for each in watch_script(folder, script, reporter, say_draft):
                _tell(each, folder.root / "film.mp4", as_json)
                say(f"studio: watching {script}; Ctrl-C ends it")
    except KeyboardInterrupt:
        say("")
    say(f"studio: {script} is no longer watched")


def _tell(each: Round, film: Path, as_json: bool) -> None:
    summary = each.summary
    if as_json:
        # One row a save, for programs that read along.
        changes = each.new.changes if each.new is not None else None
        print_json(
            {
                "summary": summary.model_dump(mode="json") if summary else None,
                "changes": changes.model_dump(mode="json") if changes else None,
                "error": each.error,
                "seconds": round(each.seconds, 3),
            },
            indent=None,
        )
        sys.stdout.flush()
        return
    if summary is None:
        say(f"studio: {typed(each.error)}")
        return
    made = what_was_made(summary)
    print_text(f"{made} in {each.seconds:.1f} s: {film}" if made else "nothing was owed")
    if summary.failed:
        say(f"studio: {len(summary.failed)} failed: {', '.join(summary.failed)}")
