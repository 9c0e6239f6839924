"""Puts the sound a model made beside the picture of its take."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

_BITS_PER_SECOND = 192_000


def add_sound(take: Path, samples: npt.NDArray[np.float32], rate: int) -> None:
    """Add sound ([channels, samples], from -1 to 1) to a take, whose picture is carried over packet by packet."""
    aside = take.with_name(f"{take.stem}.sound{take.suffix}")
    layout = "mono" if samples.shape[0] == 1 else "stereo"
    with av.open(str(take)) as silent, av.open(str(aside), "w", format="mp4") as sounding:
        picture = silent.streams.video[0]
        carried = sounding.add_stream_from_template(picture)
        voice = sounding.add_stream("aac", rate=rate, layout=layout)
        voice.bit_rate = _BITS_PER_SECOND
        for packet in silent.demux(picture):
            if packet.dts is not None:
                packet.stream = carried
                sounding.mux(packet)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[:2]), format="fltp", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
        for packet in (*voice.encode(frame), *voice.encode(None)):
            sounding.mux(packet)
    aside.replace(take)
