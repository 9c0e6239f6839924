"""Size, rate and length: whether the film is what was ordered."""

from __future__ import annotations

from renderers.interface import Asked, Film, Finding, Inspector, Watch
from shots.recipe import Recipe

_FRAMES_OFF = 2
"""Frames by which providers' lengths vary without anybody caring."""


class Shape(Inspector):
    """Notices another size, rate or length than was ordered. Too short for its cut is a fault, all else is mended."""

    name = "shape"
    revision = "1"

    def watch(self, recipe: Recipe, asked: Asked) -> Watch:
        """Begin to look."""
        return _ShapeWatch(recipe, asked)


class _ShapeWatch(Watch):
    def __init__(self, recipe: Recipe, asked: Asked) -> None:
        self._recipe, self._asked = recipe, asked

    def end(self, film: Film) -> tuple[Finding, ...]:
        """All that differs."""
        asked, said = self._asked, []
        if asked.width and asked.height and (film.width, film.height) != (asked.width, asked.height):
            said.append(f"{film.width}x{film.height} instead of {asked.width}x{asked.height}")
        if not film.even:
            said.append("its frames are not equally long")
        elif asked.fps and film.fps != asked.fps:
            rate = f"{float(film.fps):.6g}" if film.fps else "an unknown number of"
            said.append(f"{rate} frames a second instead of {float(asked.fps):.6g}")
        if asked.frames and abs(film.frames - asked.frames) > _FRAMES_OFF:
            said.append(f"{film.frames} frames instead of {asked.frames}")
        if asked.sound and film.sound_seconds is None:
            said.append("without the sound that was asked for")
        found = [Finding(inspector=Shape.name, what=words, fault=False) for words in said]
        short = self._too_short(film)
        return (*found, Finding(inspector=Shape.name, what=short, fault=True)) if short else tuple(found)

    def _too_short(self, film: Film) -> str:
        if not film.fps:
            return ""
        have = int(film.frames * self._recipe.picture.rate.fps / film.fps)
        needed = self._recipe.frames
        return f"too short: {have} frames at the film's rate, the cut needs {needed}" if have < needed - 1 else ""
