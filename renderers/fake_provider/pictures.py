"""What the fake provider draws: plain pictures with their order's number, which programs can read too."""

from __future__ import annotations

import colorsys
import io
from fractions import Fraction

import av
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Height, width, 3: red, green and blue, 0 to 255."""

_BITS = 12
_DIGITS = (
    "01110 10001 10011 10101 11001 10001 01110", "00100 01100 00100 00100 00100 00100 01110",
    "01110 10001 00001 00110 01000 10000 11111", "11110 00001 00001 01110 00001 00001 11110",
    "00010 00110 01010 10010 11111 00010 00010", "11111 10000 11110 00001 00001 10001 01110",
    "00110 01000 10000 11110 10001 10001 01110", "11111 00001 00010 00100 01000 01000 01000",
    "01110 10001 10001 01110 10001 10001 01110", "01110 10001 10001 01111 00001 00010 01100",
)  # fmt: skip


def ground(number: int, width: int, height: int, still: bytes = b"") -> Picture:
    """The picture behind it all: the still that was sent, filling the frame, or a field of the order's own colour."""
    if still:
        return fill(read_still(still), width, height)
    red, green, blue = colorsys.hsv_to_rgb((number * 0.381966) % 1.0, 0.55, 0.62)
    shade = np.linspace(1.15, 0.7, height, dtype=np.float32)[:, None, None]
    field = np.asarray([red, green, blue], dtype=np.float32)[None, None, :] * shade * 255
    return np.broadcast_to(np.clip(field, 0, 255).astype(np.uint8), (height, width, 3)).copy()


def mark(picture: Picture, number: int, frame: int) -> Picture:
    """Write order and frame as black and white cells along the top, and the order's number in large."""
    height, width = picture.shape[:2]
    strip = max(4, height // 24)
    cells = [(number >> bit) & 1 for bit in range(_BITS)] + [(frame >> bit) & 1 for bit in range(_BITS)]
    for place, cell in enumerate(cells):
        left, right = place * width // (2 * _BITS), (place + 1) * width // (2 * _BITS)
        picture[:strip, left:right] = 235 if cell else 16
    dot = max(1, height // 60)
    for place, digit in enumerate(str(number)):
        for row, dots in enumerate(_DIGITS[int(digit)].split()):
            for column, on in enumerate(dots):
                if on == "1":
                    top, left = height - dot * (10 - row), dot * (3 + 6 * place + column)
                    picture[top : top + dot, left : left + dot] = 240
    return picture


def marks_on(picture: Picture) -> tuple[int, int]:
    """The order's number and the frame's, as written along the top of a picture, whatever its size now."""
    height, width = picture.shape[:2]
    row = max(1, height // 48)
    bits = [int(picture[row, (2 * place + 1) * width // (4 * _BITS)].mean() > 125) for place in range(2 * _BITS)]
    return (
        sum(bit << place for place, bit in enumerate(bits[:_BITS])),
        sum(bit << place for place, bit in enumerate(bits[_BITS:])),
    )


def bar(picture: Picture, share: float) -> Picture:
    """Draw a bright bar that wanders over the picture, so that no two frames are the same. `share`: 0 left, 1 right."""
    height, width = picture.shape[:2]
    wide = max(2, width // 40)
    left = round(share * (width - wide))
    band = picture[height // 3 : height * 2 // 3, left : left + wide]
    band[:] = np.minimum(band.astype(np.int16) + 60, 235).astype(np.uint8)
    return picture


def push_in(picture: Picture, share: float) -> Picture:
    """A picture moved in on by up to a tenth. `share`: 0 at the start of the move, 1 at its end."""
    height, width = picture.shape[:2]
    left, top = round(width * share / 20), round(height * share / 20)
    return fill(picture[top : height - top, left : width - left], width, height)


def read_still(data: bytes) -> Picture:
    """A PNG or JPEG as a picture."""
    with av.open(io.BytesIO(data)) as container:
        frame = next(container.decode(video=0))
        return np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8)


def fill(picture: Picture, width: int, height: int) -> Picture:
    """A picture cropped and scaled so that it fills the frame."""
    tall, wide = picture.shape[:2]
    take_wide, take_tall = min(wide, round(tall * width / height)), min(tall, round(wide * height / width))
    left, top = (wide - take_wide) // 2, (tall - take_tall) // 2
    cut = np.ascontiguousarray(picture[top : top + take_tall, left : left + take_wide])
    frame = av.VideoFrame.from_ndarray(cut, format="rgb24").reformat(width=width, height=height, format="rgb24")
    return np.array(frame.to_ndarray(), dtype=np.uint8)


def write_still(picture: Picture, kind: str = "png") -> bytes:
    """A picture as the bytes of a PNG or JPEG."""
    height, width = picture.shape[:2]
    codec = av.CodecContext.create("mjpeg" if kind in ("jpeg", "jpg") else "png", "w")
    codec.width, codec.height = width, height
    codec.pix_fmt = "yuvj420p" if codec.name == "mjpeg" else "rgb24"
    codec.time_base = Fraction(1, 25)
    frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format=codec.pix_fmt)
    return b"".join(bytes(packet) for packet in [*codec.encode(frame), *codec.encode(None)])
