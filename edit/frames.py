"""Every frame of the film from its media, one after the other, with nothing taken from the cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av

from edit.effects import effect_frames
from edit.layers import unit_frames, units
from edit.sequence import Sequence
from shots.recipe import PictureFormat


def sequence_frames(sequence: Sequence, root: Path, picture: PictureFormat | None = None) -> Iterator[av.VideoFrame]:
    """The film's frames in order, yuv420p; `picture` is another size to have them in, at the film's rate.

    A frame is only read until the next is asked for. Raises MediaError when a media file is gone, broken or too short.
    """
    form = picture or sequence.picture
    for unit in units(sequence):
        if unit.effect is not None:
            yield from effect_frames(unit, sequence, root, form)
        else:
            yield from unit_frames(unit, root, form, sequence.picture)
