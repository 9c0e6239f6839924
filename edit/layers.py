"""What is seen of a clip and of a transition, frame by frame, as the film has its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as List
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
import skia

from edit.sequence import Clip, Effect, Sequence, media_file
from edit.transitions import Transition
from renderers.burn_in import badge
from renderers.credits import draw_credits
from renderers.kept import made_once
from renderers.media.blend import dissolved, faded, plain, wiped
from renderers.media.retime import frames_by_number
from renderers.media.write import TakeWriter
from shots.recipe import PictureFormat, digest

LAYER_VERSION = 1
"""Changes whenever the same clips and transitions would give other pictures."""


def clip_frames(clip: Clip, first: int, end: int, root: Path, picture: PictureFormat) -> Iterator[av.VideoFrame]:
    """What is seen of a clip from frame `first` of the film to the one before `end`; its handles may be reached into.

    Raises MediaError when its file cannot be read or ends before.
    """
    numbers = [clip.shows(frame) for frame in range(first, end)]
    frames = frames_by_number(media_file(root, clip.file), picture, numbers)
    if not clip.badge:
        yield from frames
        return
    over = badge(clip.badge, picture.width, picture.height)
    for frame in frames:
        yield over.over(frame)


def transition_frames(
    transition: Transition, goes: Clip | None, comes: Clip | None, root: Path, picture: PictureFormat
) -> Iterator[av.VideoFrame]:
    """The pictures of a transition between two clips; there is none before the film's first and after its last."""
    within = range(transition.first, transition.end)
    if transition.shows_both:
        assert goes is not None and comes is not None
        both = (clip_frames(clip, within.start, within.stop, root, picture) for clip in (goes, comes))
        for number, one, other in zip(within, *both, strict=True):
            share = transition.share(number)
            if transition.kind == "wipe":
                yield wiped(one, other, share, transition.pattern)
            else:
                yield dissolved(one, other, share)
        return
    for clip, first, end in ((goes, within.start, transition.at), (comes, transition.at, within.stop)):
        frames = clip_frames(clip, first, end, root, picture) if clip else _nothing(end - first, transition, picture)
        for number, frame in zip(range(first, end), frames, strict=True):
            yield faded(frame, transition.colour, transition.share(number))


def _nothing(frames: int, transition: Transition, picture: PictureFormat) -> Iterator[av.VideoFrame]:
    for _ in range(frames):
        yield plain(picture.width, picture.height, transition.colour)


class Unit(NamedTuple):
    """A stretch of the film made in one way: of one clip, by a transition, or by an effect."""

    first: int
    """Frame of the film at which it begins."""
    end: int
    """Frame after its last."""
    goes: Clip | None = None
    """For a transition: the clip that goes."""
    comes: Clip | None = None
    """The clip that is seen, or that comes."""
    transition: Transition | None = None
    effect: Effect | None = None


def units(sequence: Sequence) -> tuple[Unit, ...]:
    """The film in stretches, in order, together all its frames."""
    whole: list[Unit] = []
    plain = list(plain_units(sequence))
    for effect in sequence.effects:
        touched = [each for each in plain if each.transition and each.first < effect.end and effect.start < each.end]
        first = max(min([effect.start, *(each.first for each in touched)]), whole[-1].end if whole else 0)
        end = max([effect.end, *(each.end for each in touched)])
        whole += _between(plain, whole[-1].end if whole else 0, first)
        whole.append(Unit(first, min(end, sequence.frames), effect=effect))
    whole += _between(plain, whole[-1].end if whole else 0, sequence.frames)
    return tuple(whole)


def plain_units(sequence: Sequence) -> Iterator[Unit]:
    """The same without effects."""
    around = {each.at: each for each in sequence.transitions}
    for goes, comes in pairwise((None, *sequence.clips, None)):
        change = around.get(comes.start if comes else sequence.frames)
        if change is not None:
            yield Unit(change.first, change.end, goes, comes, change)
        if comes is not None:
            after = around.get(comes.end)
            first, end = comes.start + (change.after if change else 0), comes.end - (after.before if after else 0)
            if first < end:
                yield Unit(first, end, comes=comes)


def _between(plain: List[Unit], first: int, end: int) -> list[Unit]:
    """The part of units that lies in a stretch of the film; clips are cut off at its ends."""
    inside = (each for each in plain if each.first < end and first < each.end)
    return [each._replace(first=max(each.first, first), end=min(each.end, end)) for each in inside]


def plain_frames(
    sequence: Sequence, first: int, end: int, root: Path, picture: PictureFormat
) -> Iterator[av.VideoFrame]:
    """Frames `first` to the one before `end` of the film, from its media, without effects."""
    for unit in plain_units(sequence):
        if unit.first < end and first < unit.end:
            low, high = max(unit.first, first), min(unit.end, end)
            if unit.transition is None:
                yield from unit_frames(unit._replace(first=low, end=high), root, picture, sequence.picture)
            else:
                whole = unit_frames(unit, root, picture, sequence.picture)
                yield from islice(whole, low - unit.first, high - unit.first)


def unit_frames(unit: Unit, root: Path, picture: PictureFormat, film: PictureFormat) -> Iterator[av.VideoFrame]:
    """What is seen of a clip or a transition at a size; cards are drawn at the film's own."""
    for clip in (unit.goes, unit.comes):
        if clip is not None:
            draw_card(clip, root, film)
    if unit.transition is not None:
        return transition_frames(unit.transition, unit.goes, unit.comes, root, picture)
    assert unit.comes is not None
    return clip_frames(unit.comes, unit.first, unit.end, root, picture)


def layer_digest(clip: Clip, first: int, end: int) -> str:
    """What tells the frames of a clip from any others."""
    position = clip.first + (first - clip.start) * clip.speed
    return digest([LAYER_VERSION, clip.sha256, str(position), str(clip.speed), end - first, clip.badge])


def transition_digest(transition: Transition, goes: Clip | None, comes: Clip | None) -> str:
    """What tells the frames of a transition from any others; where it lies in the film makes no difference."""
    shape = transition.model_dump(mode="json", exclude={"at"})
    reach = (transition.first, transition.end)
    going, coming = (reach, reach) if transition.shows_both else ((reach[0], transition.at), (transition.at, reach[1]))
    return digest(
        {
            "version": LAYER_VERSION, "transition": shape,
            "goes": layer_digest(goes, *going) if goes else None,
            "comes": layer_digest(comes, *coming) if comes else None,
        }
    )  # fmt: skip


def draw_card(clip: Clip, root: Path, picture: PictureFormat) -> None:
    """Draw the file of a card, unless it is there."""
    if clip.card is not None:
        made_once(root / clip.file, lambda to: _draw_pages(clip, to, picture))


def _draw_pages(clip: Clip, to: Path, picture: PictureFormat) -> None:
    assert clip.card is not None
    pages = clip.card.pages
    pixels = np.zeros((picture.height, picture.width, 4), np.uint8)
    pixels[:, :, 3] = 255
    canvas = skia.Surface.MakeRasterDirect(skia.ImageInfo.MakeN32Premul(*pixels.shape[1::-1]), pixels).getCanvas()
    turns = {
        (clip.first + clip.frames * number // len(pages) if number else 0): page for number, page in enumerate(pages)
    }
    with TakeWriter(to, picture, (clip.first, clip.first + clip.frames), drawn=True) as writer:
        for frame in range(clip.media_frames):
            if frame in turns:
                page = turns[frame]
                draw_credits(canvas, picture.width, picture.height, page.heading, page.rows, page.title)
            if frame in turns or not frame:
                writer.write(pixels)
            else:
                writer.hold()


def unit_digest(unit: Unit) -> str:
    """What tells the frames of a clip or a transition from any others."""
    if unit.transition is not None:
        return transition_digest(unit.transition, unit.goes, unit.comes)
    assert unit.comes is not None
    return layer_digest(unit.comes, unit.first, unit.end)
