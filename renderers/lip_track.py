"""The words that lips in a take are to follow, as one sound as long as the take."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from renderers.media.wav import RATE, read_recording, write_wav
from shots.recipe import Recipe


def write_lip_track(recipe: Recipe, recordings: Mapping[str, Path], to: Path) -> int:
    """Write what is said on the faces of a take as a WAV (mono, 48 kHz) and return its samples.

    It is as long as the whole take, handles included, to the sample; `recordings` holds the file of each line. Words
    of voices from elsewhere are left out: no mouth in the picture says them. Raises MediaError.
    """
    frame = RATE / recipe.picture.rate.fps
    track = np.zeros(round(recipe.total_frames * frame), dtype=np.float32)
    cut = round(recipe.handles * frame)
    for each in recipe.utterances:
        if not each.lips or each.line not in recordings:
            continue
        heard = read_recording(recordings[each.line])[each.source_start : each.source_start + each.samples]
        start = cut + each.start
        part = heard[max(0, -start) : max(0, len(track) - start)]
        track[max(0, start) : max(0, start) + len(part)] += part
    return write_wav(to, track)
