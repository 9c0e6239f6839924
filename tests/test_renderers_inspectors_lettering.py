"""Burnt-in words: subtitles are noticed, rails and windows are not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
import skia
from test_renderers_inspectors_take import recipe

import renderers
from renderers.fake_provider.media import write_film
from renderers.fake_provider.pictures import Picture
from renderers.inspectors.lettering import BurntIn, line_of_letters, lower_part
from renderers.inspectors.take import inspect_take
from renderers.interface import Asked, Finding
from shots.recipe import Lettering

FONT = Path(renderers.__file__).parent / "fonts" / "HankenGrotesk-SemiBold.ttf"
WIDTH, HEIGHT = 640, 360


def scenery(number: int) -> Picture:
    """A picture with something that moves."""
    picture = np.full((HEIGHT, WIDTH, 3), 90, np.uint8)
    picture[40:300, 20 + 3 * number : 120 + 3 * number] = (150, 80, 60)
    picture[200:, :] = picture[200:, :] // 2 + 30
    return picture


def with_words(picture: Picture, words: str, height: float = 0.9, size: int = 24, left: float | None = None) -> Picture:
    pixels = np.ascontiguousarray(np.dstack([picture, np.full((HEIGHT, WIDTH, 1), 255, np.uint8)]))
    info = skia.ImageInfo.Make(WIDTH, HEIGHT, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
    canvas = skia.Surface.MakeRasterDirect(info, pixels).getCanvas()
    font = skia.Font(skia.Typeface.MakeFromFile(str(FONT)), size)
    start = (WIDTH - font.measureText(words)) / 2 if left is None else left
    outline = skia.Paint(Color=skia.ColorBLACK, Style=skia.Paint.kStroke_Style, StrokeWidth=4, AntiAlias=True)
    for paint in (outline, skia.Paint(Color=skia.ColorWHITE, AntiAlias=True)):
        canvas.drawString(words, start, HEIGHT * height, font, paint)
    return np.ascontiguousarray(pixels[..., :3])


def findings(tmp_path: Path, frames: list[Picture], lettering: Lettering | None = None) -> tuple[Finding, ...]:
    film = tmp_path / "take.mp4"
    film.write_bytes(write_film(iter(frames), WIDTH, HEIGHT, Fraction(24), None))
    made_by = recipe().model_copy(update={"lettering": lettering})
    return inspect_take(film, made_by, [BurntIn()], Asked()).findings


def test_subtitles_are_noticed_with_the_frames_on_which_they_stand(tmp_path: Path) -> None:
    frames = [scenery(n) for n in range(60)]
    frames[16:48] = [with_words(frame, "We are late, Nora. She won't wait.") for frame in frames[16:48]]
    (finding,) = findings(tmp_path, frames)
    assert not finding.fault
    assert (finding.first, finding.last) == (16, 40)


@pytest.mark.parametrize("words", ["You're late.", "I never said that I would stay here all winter", "НЕ УХОДИ, НОРА"])
@pytest.mark.parametrize("height", [0.8, 0.93])
def test_lines_of_any_length_have_strokes(words: str, height: float) -> None:
    assert line_of_letters(lower_part(with_words(scenery(3), words, height))) is not None


def test_a_shot_that_is_to_hold_lettering_is_let_be(tmp_path: Path) -> None:
    frames = [with_words(scenery(n), "THE FIRST FERRY, a film by Ada") for n in range(40)]
    assert findings(tmp_path, frames)
    assert not findings(tmp_path, frames, Lettering(kind="title", first="THE FIRST FERRY"))


def test_rails_windows_and_noise_are_no_words(tmp_path: Path) -> None:
    rails = np.full((HEIGHT, WIDTH, 3), 60, np.uint8)
    rails[220:, ::12] = 220
    windows = np.full((HEIGHT, WIDTH, 3), 60, np.uint8)
    for top in range(230, 350, 24):
        windows[top : top + 12, 40:600:20] = 230
    noise = np.random.default_rng(5).integers(0, 255, (HEIGHT, WIDTH, 3), dtype=np.uint8)
    for picture in (rails, windows, noise, scenery(2)):
        assert line_of_letters(lower_part(picture)) is None


def test_words_that_do_not_stand_and_signs_at_the_side_are_let_be(tmp_path: Path) -> None:
    passing = [scenery(n) for n in range(40)]
    passing[16] = with_words(passing[16], "We are late, Nora. She won't wait.")
    assert not findings(tmp_path, passing)
    assert line_of_letters(lower_part(with_words(scenery(3), "FERRY TICKETS", left=10))) is None
