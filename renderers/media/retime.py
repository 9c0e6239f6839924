"""Frames of a media file in any order a change of speed asks for: faster, slower, standing still or backwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import av

from renderers.media.read import film_frames
from shots.recipe import PictureFormat

_AT_ONCE = 32
"""Frames held at the same time while a file is gone through backwards."""


def frames_by_number(file: Path, picture: PictureFormat, numbers: Sequence[int]) -> Iterator[av.VideoFrame]:
    """The frames with these numbers, one for each, as the film has them (see `film_frames`).

    Numbers never fall, or never rise. A frame is only read until the next is asked for. Raises MediaError when the
    file ends before.
    """
    if not numbers:
        return
    if numbers[0] <= numbers[-1]:
        yield from _forwards(file, picture, numbers)
        return
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        yield from reversed([_copy(frame) for frame in _forwards(file, picture, some[::-1])])


def _forwards(file: Path, picture: PictureFormat, numbers: Sequence[int]) -> Iterator[av.VideoFrame]:
    wanted = iter(numbers)
    number = next(wanted)
    first, last = numbers[0], numbers[-1]
    for at, frame in enumerate(film_frames(file, picture, first, last - first + 1), first):
        while at == number:
            yield frame
            following = next(wanted, None)
            if following is None:
                return
            number = following


def _copy(frame: av.VideoFrame) -> av.VideoFrame:
    return av.VideoFrame.from_ndarray(frame.to_ndarray(), format=frame.format.name)
