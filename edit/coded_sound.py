"""The film's sound as AAC: coded in stretches, each once, whose packets follow one another as those of one coder.

samples ─▶ stretches, each with what is heard around it ─▶ packets, kept by the samples they are made of ─▶ MP4
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from av.audio.codeccontext import AudioCodecContext

from edit.loudness import audio_frame
from edit.sequence import SAMPLE_RATE
from renderers.kept import drop_unused, made_once
from renderers.media.read import Stereo

_FRAME = 1024
"""Samples a packet of AAC goes on by."""
_STRETCH = 470 * _FRAME
"""Ten seconds."""
_AROUND = 12 * _FRAME
"""Samples before and after a stretch that are coded with it and left out. A packet is made with an eye to its
neighbours: how they are cut into windows has to fit, and does, because the coder looks two packets far."""
_BIT_RATE = 192_000
_CODER = {"aac_coder": "fast", "aac_tns": "0", "aac_pns": "0", "aac_is": "0"}
"""At such a bit rate FFmpeg's own manual calls this coder both better and faster; what only saves bits is left out."""
_VERSION = f"1 {av.library_versions['libavcodec']} {_BIT_RATE} {sorted(_CODER.items())}"
"""Changes whenever the same samples would give other packets."""
_ROW = struct.Struct(">qII")
"""Before each packet in a kept stretch: its time, its length in samples and in bytes."""


class _Stretch(NamedTuple):
    first: int
    """Sample of the film at which it begins; packets before it are those of the stretch before."""
    last: int | None
    """The sample after it; None for the last one, which is coded to its end."""
    start: int
    """Sample of the film at which `samples` begin."""
    samples: Stereo


def write_aac(chunks: Iterable[Stereo], to: Path, cache: Path) -> None:
    """Code a sound into the MP4 `to`. Stretches that were coded before are taken from the folder `cache`.

    The same samples give the same file, whatever was kept; what neither this sound nor the one before it needs is
    taken away. Raises OSError.
    """
    used: list[Path] = []
    with av.open(str(to), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo", options=_CODER)
        stream.bit_rate = _BIT_RATE
        stream.codec_context.open()
        for stretch in _stretches(chunks):
            used.append(_kept(stretch, cache))
            for packet in _read(used[-1], stretch.first):
                packet.stream = stream
                container.mux(packet)
    drop_unused(cache, used)


def _stretches(chunks: Iterable[Stereo]) -> Iterator[_Stretch]:
    """The sound in stretches, however it comes."""
    held: Stereo = np.zeros((0, 2), np.float32)
    start = first = 0
    for chunk in chunks:
        held = np.concatenate([held, chunk])
        while start + len(held) > first + _STRETCH + _AROUND:
            last = first + _STRETCH
            yield _Stretch(first, last, start, held[: last + _AROUND - start])
            held = held[last - _AROUND - start :]
            start, first = last - _AROUND, last
    yield _Stretch(first, None, start, held)


def _kept(stretch: _Stretch, cache: Path) -> Path:
    """Where the packets of a stretch are kept, coded now if they were not."""
    known = hashlib.sha256(f"{_VERSION} {stretch.first == 0} {stretch.last is None} ".encode())
    known.update(np.ascontiguousarray(stretch.samples, np.float32).tobytes())
    to = cache / f"{known.hexdigest()}.aac"
    made_once(to, lambda aside: _write(stretch, aside))
    return to


def _write(stretch: _Stretch, to: Path) -> None:
    with to.open("wb") as file:
        for packet in _coded(stretch.samples):
            time = packet.pts - (stretch.first - stretch.start)
            if (stretch.first == 0 or time >= 0) and (stretch.last is None or time < stretch.last - stretch.first):
                file.write(_ROW.pack(time, packet.duration, packet.size) + bytes(packet))


def _coded(samples: Stereo) -> Iterator[av.Packet]:
    """The packets of one coder, times counted from its first sample."""
    context = av.CodecContext.create("aac", "w")
    assert isinstance(context, AudioCodecContext)
    context.sample_rate, context.layout, context.format = SAMPLE_RATE, "stereo", "fltp"
    context.time_base, context.bit_rate, context.options = Fraction(1, SAMPLE_RATE), _BIT_RATE, _CODER
    yield from context.encode(audio_frame(samples, 0))
    yield from context.encode(None)


def _read(kept: Path, first: int) -> Iterator[av.Packet]:
    """The packets of a kept stretch that begins at sample `first` of the film."""
    held = memoryview(kept.read_bytes())
    while held:
        time, duration, size = _ROW.unpack(held[: _ROW.size])
        packet = av.Packet(held[_ROW.size : _ROW.size + size])
        packet.time_base = Fraction(1, SAMPLE_RATE)
        packet.pts = packet.dts = first + time
        packet.duration, packet.is_keyframe = duration, True
        yield packet
        held = held[_ROW.size + size :]
