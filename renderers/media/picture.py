"""Opens and writes still pictures: PNG, JPEG, WebP, GIF, BMP; turned upright as their camera says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import skia

from bible.errors import MediaError
from renderers.media.write import Pixels
from shots.recipe import PictureFormat

ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp")
"""File endings of pictures, lower-case."""
_LARGEST = 16384
_JPEG_QUALITY = 82


def read_picture(file: Path) -> Pixels:
    """The picture as [height, width, 4] uint8 BGRA, premultiplied. Raises MediaError, also where a part is missing."""
    try:
        encoded = skia.Data.MakeWithCopy(file.read_bytes())
    except OSError as error:
        raise MediaError(f"cannot be read ({error.strerror})", where=str(file), cure="name another file") from error
    image = skia.Image.MakeFromEncoded(encoded)
    if image is None:
        raise MediaError("is no picture studio can open", where=str(file), cure=f"save it as {', '.join(ENDINGS)}")
    if max(image.width(), image.height()) > _LARGEST:
        raise MediaError(
            f"{image.width()}x{image.height()} is too large",
            where=str(file),
            cure=f"make it smaller than {_LARGEST} pixels",
        )
    if not _is_whole(encoded):
        raise MediaError(
            "is only a part of a picture: the rest is missing or damaged",
            where=str(file),
            cure="copy, download or save it again",
        )
    pixels = np.zeros((image.height(), image.width(), 4), dtype=np.uint8)
    surface = skia.Surface.MakeRasterDirect(skia.ImageInfo.MakeN32Premul(image.width(), image.height()), pixels)
    surface.getCanvas().drawImage(image, 0, 0)
    return pixels


def _is_whole(encoded: skia.Data) -> bool:
    """Whether all rows can be decoded: an image of Skia's leaves those empty that cannot, without a word."""
    codec = skia.Codec.MakeFromData(encoded)
    info = codec.getInfo().makeColorType(skia.ColorType.kN32_ColorType).makeAlphaType(skia.kPremul_AlphaType)
    rows = np.empty((info.height(), info.width(), 4), dtype=np.uint8)
    result = codec.getPixels(info, rows, info.width() * 4)
    return result not in (skia.Codec.Result.kIncompleteInput, skia.Codec.Result.kErrorInInput)


def write_picture(pixels: Pixels, to: Path) -> None:
    """Write [height, width, 4] uint8 BGRA as a PNG. Raises MediaError when the disk is full or the folder closed."""
    height, width = pixels.shape[:2]
    info = skia.ImageInfo.MakeN32Premul(width, height)
    image = skia.Image.MakeRasterCopy(skia.Pixmap(info, np.ascontiguousarray(pixels), width * 4))
    try:
        with to.open("xb") as file:
            file.write(bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100)))
    except OSError as error:
        raise MediaError(f"cannot be written ({error.strerror})", where=str(to), cure="free the disk") from error


def write_jpeg(pixels: npt.NDArray[np.uint8], picture: PictureFormat, to: Path) -> None:
    """Write [height, width, 3] uint8 RGB as a JPEG of the picture's size. Raises MediaError as `write_picture` does."""
    opaque = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
    image = skia.Image.fromarray(np.ascontiguousarray(opaque), skia.kRGBA_8888_ColorType)
    surface = skia.Surface.MakeRaster(skia.ImageInfo.MakeN32Premul(picture.width, picture.height))
    smooth = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
    surface.getCanvas().drawImageRect(image, skia.Rect.MakeWH(picture.width, picture.height), smooth)
    encoded = surface.makeImageSnapshot().encodeToData(skia.EncodedImageFormat.kJPEG, _JPEG_QUALITY)
    try:
        with to.open("xb") as file:
            file.write(bytes(encoded))
    except OSError as error:
        raise MediaError(f"cannot be written ({error.strerror})", where=str(to), cure="free the disk") from error
