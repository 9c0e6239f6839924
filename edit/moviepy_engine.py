"""The film made the plain way, with MoviePy: every frame decoded, mixed and encoded again, nothing kept.

It shares no code with the smart master but the sequence, so that tests can hold one against the other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from numpy.typing import NDArray

from edit.effects import check_moviepy
from edit.layers import draw_card
from edit.sequence import Clip, Sequence
from edit.transitions import Transition
from renderers.media.fit import rgb_frame
from shots.recipe import PictureFormat

if TYPE_CHECKING:
    from moviepy import VideoClip

Picture = NDArray[np.uint8]
"""[height, width, 3]: red, green, blue."""


def moviepy_frames(sequence: Sequence, root: Path, picture: PictureFormat) -> Iterator[av.VideoFrame]:
    """The film's frames in order at a size, as the film has them. Badges and effects are left out.

    Raises MissingExtraError without MoviePy, MediaError when a card cannot be drawn.
    """
    check_moviepy()
    from moviepy import concatenate_videoclips

    with contextlib.ExitStack() as opened:
        pieces = list(_Pieces(sequence, root, picture, opened).all())
        film = concatenate_videoclips(pieces, method="chain")
        for number in range(sequence.frames):
            yield rgb_frame(np.asarray(film.get_frame(float(_middle(number, picture))), np.uint8))


def _middle(frame: int, picture: PictureFormat) -> Fraction:
    """Seconds of the middle of a frame, so that rounding never gives its neighbour."""
    return (frame + Fraction(1, 2)) / picture.rate.fps


class _Pieces:
    """The film as clips to be put one after the other: what is seen of each shot alone, and each transition."""

    def __init__(self, sequence: Sequence, root: Path, picture: PictureFormat, opened: contextlib.ExitStack) -> None:
        self._sequence, self._root, self._picture, self._opened = sequence, root, picture, opened
        self._fps = picture.rate.fps

    def all(self) -> Iterator[VideoClip]:
        around = {each.at: each for each in self._sequence.transitions}
        clips = self._sequence.clips
        before: Clip | None = None
        for clip in clips:
            change = around.get(clip.start)
            if change is not None:
                yield self._transition(change, before, clip)
            after = around.get(clip.end)
            first, end = clip.start + (change.after if change else 0), clip.end - (after.before if after else 0)
            if first < end:
                yield self._seen(clip, first, end)
            before = clip
        last = around.get(self._sequence.frames)
        if last is not None:
            yield self._transition(last, before, None)

    def _seen(self, clip: Clip, first: int, end: int) -> VideoClip:
        """Frames `first` to the one before `end` of the film, as they are seen of one shot."""
        from moviepy import VideoClip, VideoFileClip

        draw_card(clip, self._root, self._sequence.picture)
        media = VideoFileClip(str(self._root / clip.file), audio=False)
        self._opened.callback(media.close)
        media = self._fitted(media)

        def shown(seconds: float) -> Picture:
            number = clip.shows(first + int(seconds * float(self._fps)))
            return np.asarray(media.get_frame(float(_middle(number, self._picture))), np.uint8)

        return VideoClip(shown, duration=float((end - first) / self._fps))

    def _fitted(self, media: VideoClip) -> VideoClip:
        width, height = self._picture.width, self._picture.height
        if media.size == (width, height) or list(media.size) == [width, height]:
            return media
        scale = min(width / media.w, height / media.h)
        inner = media.resized(new_size=(round(media.w * scale), round(media.h * scale)))
        return inner if inner.size == (width, height) else inner.with_background_color((width, height), (0, 0, 0))

    def _transition(self, transition: Transition, goes: Clip | None, comes: Clip | None) -> VideoClip:
        from moviepy import VideoClip

        low, high = transition.first, transition.end
        one = self._seen(goes, low, high if transition.shows_both else transition.at) if goes else None
        begins = low if transition.shows_both else transition.at
        other = self._seen(comes, begins, high) if comes and begins < high else None
        colour = np.array([int(transition.colour[at : at + 2], 16) for at in (1, 3, 5)], float)

        def mixed(seconds: float) -> Picture:
            number = low + int(seconds * float(self._fps))
            share = transition.share(number)
            going = (
                one.get_frame(seconds)
                if one is not None and (transition.shows_both or number < transition.at)
                else None
            )
            late = seconds - (begins - low) / float(self._fps)
            coming = other.get_frame(late) if other is not None and number >= begins else None
            if transition.shows_both:
                assert going is not None and coming is not None
                weight = self._wipe(transition, share) if transition.kind == "wipe" else share
                return _whole(going * (1.0 - weight) + coming * weight)
            seen = going if going is not None else coming
            plain = np.broadcast_to(colour, (self._picture.height, self._picture.width, 3))
            return _whole(plain if seen is None else plain * (1 - share) + seen * share)

        return VideoClip(mixed, duration=float(transition.frames / self._fps))

    def _wipe(self, transition: Transition, share: float) -> NDArray[np.float64]:
        """1 where the picture that comes is seen, 0 where the one that goes is: a hard edge."""
        rows, columns = np.mgrid[0 : self._picture.height, 0 : self._picture.width]
        x, y = (columns + 0.5) / self._picture.width, (rows + 0.5) / self._picture.height
        reach = {"right": x, "left": 1 - x, "down": y, "up": 1 - y}.get(transition.pattern)
        if reach is None:
            wide, high = (x - 0.5) * self._picture.width, (y - 0.5) * self._picture.height
            reach = np.hypot(wide, high) / (np.hypot(self._picture.width, self._picture.height) / 2)
        return np.asarray(reach < share, np.float64)[:, :, None]


def _whole(picture: NDArray[np.float64]) -> Picture:
    return np.asarray(np.clip(np.rint(picture), 0, 255), np.uint8)
