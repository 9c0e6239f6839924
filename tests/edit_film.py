"""Films made for the tests of the edit: takes whose every frame says which it is, and recordings that beep."""

from __future__ import annotations

from collections.abc import Sequence as List
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from edit.assembly import CutPiece, assemble
from edit.sequence import Sequence
from renderers.media.wav import write_wav
from renderers.media.write import TakeWriter
from shots.rate import read_rate
from shots.recipe import PictureFormat, Utterance
from shots.recording import WordTime
from shots.shot import Framing, Shot, Size, Span, Subject
from shots.take import Take
from studio.files import sha256_of

RATE = 48000
BITS = 16
FLASH = 24
"""Rows at the foot of the picture that are white for the first frame of each second of a shot."""


def picture(rate: str = "24", width: int = 320, height: int = 180) -> PictureFormat:
    return PictureFormat(width=width, height=height, rate=read_rate(rate))


def barcode(shot: int, frame: int, width: int, height: int, flash: bool = False) -> npt.NDArray[np.uint8]:
    """A picture, blue first, with the shot's number and the frame's in eight bars each, over a texture."""
    pixels = np.full((height, width, 4), 90, np.uint8)
    pixels[:, :, 3] = 255
    pixels[height // 3 : 2 * height // 3, :, :3] += ((np.arange(width) + 3 * frame) % 64).astype(np.uint8)[
        None, :, None
    ]
    for bit in range(BITS):
        lit = (shot << 8 | frame) >> bit & 1
        left = bit * width // BITS
        pixels[: height // 3, left : left + width // BITS, :3] = 235 if lit else 20
    pixels[-FLASH:, :, :3] = 235 if flash else 20
    return pixels


def read_barcode(frame: av.VideoFrame) -> tuple[int, int, bool]:
    """The shot, the frame and whether the flash is lit, as read from a picture."""
    grey = frame.to_ndarray(format="gray")
    height, width = grey.shape
    value = 0
    for bit in range(BITS):
        middle = bit * width // BITS + width // BITS // 2
        value |= int(grey[height // 6 - 4 : height // 6 + 4, middle - 2 : middle + 2].mean() > 128) << bit
    return value >> 8, value & 255, bool(grey[-FLASH // 2 :, :].mean() > 128)


def write_take(
    root: Path, shot: int, frames: int, handles: int, form: PictureFormat, joins: tuple[int, ...] = ()
) -> Take:
    """A take as renderers write them; frame numbers in the picture count from the first of the file."""
    file = f"takes/{shot:03d}/film_{shot:03d}_t01.mp4"
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    with TakeWriter(root / file, form, cuts=(handles, *(handles + each for each in joins), handles + frames)) as writer:
        for number in range(frames + 2 * handles):
            flash = (number - handles) % form.rate.nominal == 0
            writer.write(barcode(shot, number, form.width, form.height, flash))
    return take_of(root, shot, file, frames, handles)


def take_of(root: Path, shot: int, file: str, frames: int, handles: int) -> Take:
    return Take(
        shot=f"sh{shot:04d}", slate=str(shot), number=1, file=file, sha256=sha256_of(root / file), frames=frames,
        handles=handles, content="c", renderer="test", revision="1",
    )  # fmt: skip


def shot_of(number: int, speakers: tuple[str, ...] = ("@NORA",)) -> Shot:
    return Shot(
        id=f"sh{number:04d}", slate=str(number), scene="S0001", framing=Framing.SINGLE, size=Size.MCU,
        subjects=tuple(Subject(token=token, side="left") for token in speakers),
        spans=(Span(line=f"L{number:04d}", first_word=0, last_word=1, lips=True),), action=f"Action {number}.",
    )  # fmt: skip


def beeps(seconds: float, every: int = RATE) -> npt.NDArray[np.float32]:
    """A sound that is silent but for a beep of 40 ms at every second, beginning with the first sample."""
    samples = np.zeros(round(seconds * RATE), np.float32)
    tone = 0.4 * np.sin(2 * np.pi * 1000 * np.arange(RATE // 25) / RATE)
    for start in range(0, len(samples), every):
        end = min(start + len(tone), len(samples))
        samples[start:end] = tone[: end - start]
    return samples


def beeping_film(
    root: Path, form: PictureFormat, lengths: tuple[int, ...], handles: int = 8, joins: tuple[int, ...] = ()
) -> Sequence:
    """A film of one shot for each length in frames; each flashes and beeps on its first frame and every second.

    `joins` are the frames of each cut at which decoding can start, besides its ends.
    """
    pieces, files, words = [], {}, {}
    for number, frames in enumerate(lengths, 1):
        line = f"L{number:04d}"
        samples = beeps(float(form.rate.seconds(frames)), form.rate.samples(form.rate.nominal, RATE))
        files[line] = f"sound/film_{line}_NORA_t01.wav"
        (root / "sound").mkdir(exist_ok=True)
        write_wav(root / files[line], samples)
        middle = len(samples) // 2
        words[line] = (
            WordTime(word="Hello", start=0, end=middle),
            WordTime(word="Tom.", start=middle, end=len(samples)),
        )
        spoken = Utterance(
            line=line, speaker="@NORA", text="Hello Tom.", lips=True, start=0, samples=len(samples), sample_rate=RATE,
            recording=sha256_of(root / files[line]),
        )  # fmt: skip
        take = write_take(root, number, frames, handles, form, joins)
        pieces.append(
            CutPiece(
                shot=shot_of(number), scene_number="1", frames=frames, utterances=(spoken,), take=take, stale=False
            )
        )
    return assemble("film", "The Film", form, pieces, files, words)


def write_foreign(
    to: Path,
    frames: int,
    *,
    codec: str = "libx264",
    size: tuple[int, int] = (320, 180),
    rate: Fraction | int = 24,
    pixels: str = "yuv420p",
    times: List[int] | None = None,
    rotation: int = 0,
    pixel_aspect: Fraction | None = None,
) -> Path:
    """A media file as others make them, barcoded as shot 7; `times` are in frames at `rate` for a variable one."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(to), "w") as container:
        stream = container.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = *size, pixels
        if pixel_aspect:
            stream.codec_context.sample_aspect_ratio = pixel_aspect
        if rotation:
            stream.set_display_rotation(rotation)
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(barcode(7, number, *size), format="bgra").reformat(format=pixels)
            frame.pts, frame.time_base = times[number] if times else number, 1 / Fraction(rate)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return to
