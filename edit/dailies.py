"""The dailies reel: takes one after the other, each with its name, timecode and what was said of it burnt in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import av

from edit.layers import clip_frames
from edit.presets import Preset
from edit.sequence import Sequence
from renderers.burn_in import strip
from shots.recipe import PictureFormat
from shots.timecode import first_frame, timecode

REEL = Preset(
    name="dailies", about="takes to be looked at", encoder="libx264", pixels="yuv420p",
    options=(("preset", "veryfast"), ("crf", "23"), ("x264-params", "open-gop=0:keyint=48")), loudness=-16.0,
)  # fmt: skip


def dailies_frames(
    sequence: Sequence, root: Path, picture: PictureFormat, notes: Mapping[str, str]
) -> Iterator[av.VideoFrame]:
    """The frames of a reel: at the left the take, in the middle the reel's timecode, at the right its note.

    `notes` are by take: `circled`, `no good: hands`. Raises MediaError when a take's file cannot be read.
    """
    start = first_frame(sequence.rate)
    for clip in sequence.clips:
        frames = clip_frames(clip, clip.start, clip.end, root, picture)
        for number, frame in enumerate(frames, clip.start):
            at = timecode(number, sequence.rate, start)
            over = strip(f"{clip.take}  {clip.size}", at, notes.get(clip.take, ""), picture.width, picture.height)
            yield over.over(frame)
