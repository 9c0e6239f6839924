"""Effects: a person's own recipe in Python, with MoviePy, makes a stretch of the film over.

A recipe is a file with a function `film(span)`. It gets the stretch as MoviePy clips and gives back one as long.
"""

from __future__ import annotations

import runpy
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np

from bible.errors import MediaError, MissingExtraError
from bible.installing import install_extra
from edit.layers import Unit, clip_frames, draw_card, plain_frames, plain_units, unit_digest
from edit.sequence import Clip, Sequence
from renderers.media.fit import rgb_frame
from renderers.media.normalise import write_frames
from shots.recipe import PictureFormat, digest

if TYPE_CHECKING:
    from moviepy import VideoClip

EFFECT_VERSION = 1
"""Changes whenever the same recipe would be given other clips."""
FUNCTION = "film"
EXTRA = "effects"


class Span:
    """The stretch of the film a recipe works on, as it is given to it."""

    def __init__(self, sequence: Sequence, unit: Unit, root: Path, picture: PictureFormat, scratch: Path) -> None:
        self._sequence, self._unit, self._root, self._picture, self._scratch = sequence, unit, root, picture, scratch
        self._opened: list[VideoClip] = []
        self.width: int = picture.width
        """Pixels of the film's picture."""
        self.height: int = picture.height
        self.fps: float = float(picture.rate.fps)
        """Frames a second."""
        self.frames: int = unit.end - unit.first
        """Length of what is to be given back."""
        self.seconds: float = self.frames / self.fps
        """The same in seconds."""

    @property
    def clip(self) -> VideoClip:
        """The whole stretch as it would be without the recipe, transitions included."""
        unit = self._unit
        return self._open("whole", plain_frames(self._sequence, unit.first, unit.end, self._root, self._picture))

    @property
    def clips(self) -> list[VideoClip]:
        """Its shots one by one, each from its first frame in the film to its last."""
        return [
            self._open(str(number), clip_frames(clip, clip.start, clip.end, self._root, self._picture))
            for number, clip in enumerate(self._shots())
        ]

    def _shots(self) -> Iterator[Clip]:
        for clip in self._sequence.clips:
            if clip.start < self._unit.end and self._unit.first < clip.end:
                draw_card(clip, self._root, self._sequence.picture)
                yield clip

    def _open(self, name: str, frames: Iterator[av.VideoFrame]) -> VideoClip:
        from moviepy import VideoFileClip

        file = self._scratch / f"{name}.mp4"
        if not file.exists():
            write_frames(frames, self._picture, file)
        opened = VideoFileClip(str(file), audio=False)
        self._opened.append(opened)
        return opened

    def close(self) -> None:
        """End the programs that read the clips."""
        for clip in self._opened:
            clip.close()


def check_moviepy() -> None:
    """See that MoviePy is there. Raises MissingExtraError with the line to type."""
    try:
        import moviepy  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("effects need MoviePy, which is not installed", cure=install_extra(EXTRA)) from error


def effect_frames(unit: Unit, sequence: Sequence, root: Path, picture: PictureFormat) -> Iterator[av.VideoFrame]:
    """The frames a recipe makes of its stretch, as the film has them.

    Raises MissingExtraError without MoviePy, MediaError when the recipe fails or gives something else than asked.
    """
    assert unit.effect is not None
    check_moviepy()
    file = root / unit.effect.file
    with tempfile.TemporaryDirectory(prefix="studio-effect-") as scratch:
        span = Span(sequence, unit, root, picture, Path(scratch))
        try:
            yield from _made(file, span)
        finally:
            span.close()


def _made(file: Path, span: Span) -> Iterator[av.VideoFrame]:
    try:
        made = runpy.run_path(str(file), run_name="studio_effect")[FUNCTION](span)
        for number in range(span.frames):
            # The middle of a frame, so that rounding never gives its neighbour.
            pixels = np.asarray(made.get_frame((number + 0.5) / span.fps))
            _check(pixels, made, span, file)
            yield rgb_frame(pixels[:, :, :3].astype(np.uint8))
    except (MediaError, GeneratorExit):
        raise
    except KeyError as error:
        if error.args == (FUNCTION,):
            raise MediaError(
                f"it has no function {FUNCTION}(span)", where=str(file), cure="see docs/cutting.md"
            ) from error
        raise _failed(file, error) from error
    except (Exception, SystemExit) as error:  # a person's own program may raise anything, or leave
        raise _failed(file, error) from error


def _failed(file: Path, error: BaseException) -> MediaError:
    rows = [each.lineno for each in traceback.extract_tb(error.__traceback__) if each.filename == str(file)]
    row = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else (rows or [None])[-1]
    return MediaError(
        f"the recipe failed: {type(error).__name__}: {error}", where=f"{file}:{row}" if row else str(file),
        cure="mend it, or move it out of effects/",
    )  # fmt: skip


def _check(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], made: VideoClip, span: Span, file: Path) -> None:
    if made.duration is not None and made.duration < span.seconds - 0.5 / span.fps:
        raise MediaError(
            f"it gives {made.duration:.3f} s where the stretch has {span.seconds:.3f} s", where=str(file),
            cure="give a clip as long as span.seconds",
        )  # fmt: skip
    if pixels.shape[:2] != (span.height, span.width) or pixels.ndim != 3:
        height, width = pixels.shape[:2]
        raise MediaError(
            f"it gives pictures of {width}x{height}, the film has {span.width}x{span.height}", where=str(file),
            cure="give a clip of span.width by span.height",
        )  # fmt: skip


def effect_digest(unit: Unit, sequence: Sequence) -> str:
    """What tells the frames of an effect from any others: the recipe and all it may see."""
    assert unit.effect is not None
    seen = [each for each in plain_units(sequence) if each.first < unit.end and unit.first < each.end]
    shots = [clip for clip in sequence.clips if clip.start < unit.end and unit.first < clip.end]
    return digest(
        {
            "version": EFFECT_VERSION, "recipe": unit.effect.sha256, "frames": unit.end - unit.first,
            "begins": unit.first - seen[0].first if seen else 0,
            "seen": [unit_digest(each) for each in seen],
            "shots": [unit_digest(Unit(clip.start, clip.end, comes=clip)) for clip in shots],
        }
    )  # fmt: skip
