"""Still pictures: what is whole is read, what is cut off or damaged is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import skia

from bible.errors import MediaError
from renderers.media.picture import read_picture, write_picture
from renderers.media.write import Pixels

FORMATS = {
    "png": skia.EncodedImageFormat.kPNG,
    "jpg": skia.EncodedImageFormat.kJPEG,
    "webp": skia.EncodedImageFormat.kWEBP,
}


def _noise(height: int, width: int) -> Pixels:
    pixels = np.random.default_rng(1).integers(0, 255, (height, width, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    return pixels


def test_a_picture_comes_back_as_it_was_written(tmp_path: Path) -> None:
    pixels = _noise(40, 60)
    write_picture(pixels, tmp_path / "a.png")
    assert np.array_equal(read_picture(tmp_path / "a.png"), pixels)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_part_of_a_picture_is_refused(tmp_path: Path, ending: str) -> None:
    image = skia.Image.fromarray(_noise(200, 160), skia.kBGRA_8888_ColorType)
    encoded = bytes(image.encodeToData(FORMATS[ending], 90))
    (tmp_path / f"whole.{ending}").write_bytes(encoded)
    assert read_picture(tmp_path / f"whole.{ending}").shape == (200, 160, 4)
    part = tmp_path / f"part.{ending}"
    for share in (0.3, 0.9):
        part.write_bytes(encoded[: round(len(encoded) * share)])
        with pytest.raises(MediaError) as caught:
            read_picture(part)
        assert str(caught.value.where) == str(part)
        assert caught.value.cure
