"""Commands that choose: circle, keep, nogood, add, and the page on which to choose."""

from __future__ import annotations

import os
import sys
from contextvars import copy_context
from enum import StrEnum
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from bible.errors import MediaError
from studio.commands.terminal import (
    AsJson,
    Inside,
    Note,
    Shots,
    finish,
    held_office,
    plainly,
    print_text,
    say,
    typed,
)

Choice = Annotated[str, typer.Argument(metavar="TAKE", help="12A-3, a still 12A-k2, or @NORA-2.")]


class AddAs(StrEnum):
    """What one's own media is to be."""

    TAKE = "take"
    KEYFRAME = "keyframe"
    LAST = "last"
    REFERENCE = "reference"
    POSE = "pose"
    DEPTH = "depth"
    LINE = "line"
    DRIVE = "drive"
    MASK = "mask"


class SoundUse(StrEnum):
    """What becomes of a take's own sound."""

    HEARD = "heard"
    SPEAKS = "speaks"
    MUTED = "muted"


OwnSound = Annotated[
    SoundUse | None,
    typer.Option("--sound", help="A take's own sound: heard; speaks (its lines' recordings are not heard); or muted."),
]


@plainly
def circle(
    names: Annotated[list[str], typer.Argument(metavar="TAKE...", help="12A-3, stills 12A-k2, or @NORA-2.")],
    sound: OwnSound = None,
    note: Note = "",
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Choose takes or stills for the cut, and cut them in."""
    from studio.choosing import circle as choose

    with held_office(inside, "studio circle") as office:
        for name in names:
            choose(office, name, note, sound.value if sound else None)
        finish(office, office.make(), as_json)


@plainly
def nogood(
    name: Choice,
    why: Annotated[str, typer.Option(help="identity, motion, hands, continuity, text, other.")] = "other",
    note: Note = "",
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Refuse a take or a still; the cut shows the next best."""
    from studio.choosing import reason_from, refuse

    reason = reason_from(why)
    with held_office(inside, "studio nogood") as office:
        refuse(office, name, reason, note)
        finish(office, office.make(), as_json)


@plainly
def keep(
    selector: Shots,
    release: Annotated[bool, typer.Option("--release", help="Take the protection back.")] = False,
    note: Note = "",
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Protect shots: nothing is made for them any more."""
    from studio.choosing import keep as protect

    with held_office(inside, "studio keep") as office:
        slates = protect(office, selector, note, release=release)
        say(f"{'released' if release else 'kept'}: {', '.join(slates)}")
        finish(office, office.make(), as_json)


@plainly
def add(
    what: Annotated[str, typer.Argument(metavar="SHOT|LINE|FOLDER", help="A slate, line, folder or .storyboarder.")],
    media: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="The film, picture or sound for it.")] = None,
    use: Annotated[
        AddAs | None,
        typer.Option("--as", help="Films are takes and pictures keyframes by default; others steer takes."),
    ] = None,
    at: Annotated[
        int | None,
        typer.Option(metavar="FRAME", help="The frame of the shot a keyframe stands on, counted from 0."),
    ] = None,
    sound: OwnSound = None,
    note: Note = "",
    inside: Inside = Path("."),
    as_json: AsJson = False,
) -> None:
    """Bring your own films, pictures and recordings. For one shot or line, or a folder of them named by slate."""
    from studio.adding import add_media, media_for
    from studio.own_guides import bring_guides
    from studio.own_voices import bring, own_recording

    if at is not None and use != AddAs.KEYFRAME:
        raise typer.BadParameter("--at belongs to `studio add ... --as keyframe`")
    if sound is not None and use not in (None, AddAs.TAKE):
        raise typer.BadParameter("--sound belongs to films that are added as takes")
    with held_office(inside, "studio add") as office:
        spoken = own_recording(office, what, media) if media is not None else None
        if spoken is not None:
            _keeps_no_note(note, "recordings")
            if sound is not None:
                raise MediaError("a recording is the sound itself", where=str(media), cure="leave --sound out")
            say(bring(office, *spoken))
            finish(office, office.make(), as_json)
            return
        steers = use is not None and (use not in (AddAs.TAKE, AddAs.KEYFRAME) or bool(at))
        if steers:
            _keeps_no_note(note, "guides")
        found = media_for(*office.standing(), what, media, use.value if use and not steers else "")
        brought = (
            bring_guides(office, found, use.value, at)
            if use and steers
            else add_media(office, found, note, sound.value if sound else None)
        )
        for row in brought:
            say(row)
        for missed in found.unmatched:
            say(f"left alone: {missed} names no shot")
        finish(office, office.make(), as_json)


def _keeps_no_note(note: str, what: str) -> None:
    if note:
        raise typer.BadParameter(f"--note is kept of takes and keyframes, not of {what}")


@plainly
def dailies(
    inside: Inside = Path("."),
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where to listen; 0: where there is room.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Open no browser.")] = False,
) -> None:
    """Look at takes and choose them in a browser. Ctrl-C ends it."""
    import webbrowser

    from studio.dailies.server import Dailies
    from studio.folder import ProductionFolder
    from studio.office import look_into

    folder = ProductionFolder.open(inside)
    with look_into(folder) as office:
        # What is wrong with the production is told here, not in the browser.
        office.standing()
    # Requests are answered in threads of their own, which do not know where the person is.
    here = copy_context()
    with Dailies(folder, port, lambda words: here.copy().run(typed, words)) as page:
        print_text(page.address)
        sys.stdout.flush()
        say("studio: whoever has this address may choose takes; Ctrl-C ends it")
        if not no_open and _has_screen():
            # Some browsers are waited for.
            Thread(target=webbrowser.open, args=(page.address_once(),), daemon=True).start()
        try:
            page.serve_forever()
        except KeyboardInterrupt:
            say("")
        with page.ruling:
            say("studio: the dailies page is closed")


def _has_screen() -> bool:
    """Whether a browser would have a window of its own: one in the terminal would take it away."""
    return sys.platform == "darwin" or any(os.environ.get(each) for each in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
