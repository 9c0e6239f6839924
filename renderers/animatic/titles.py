"""The title card: the first scene's sky rising band by band, its sun, and the film's name."""

from __future__ import annotations

import math
import re
from collections.abc import Hashable

import skia

from renderers.animatic.business import ease
from renderers.animatic.colour import palette_for
from renderers.animatic.lettering import unit
from renderers.animatic.paper import argb, blob, ink, oval, rect
from renderers.animatic.typefaces import fitting, set_line
from renderers.media.write import Patch
from shots.recipe import Recipe

_RISE = 0.9
"""Seconds each band takes to rise."""
_STAGGER = 0.12
_LETTERS_AT = 0.55


class TitleCard:
    """Lettering on bands of sky: the film's title, or the words of the shot. Frames count as Stage's."""

    def __init__(self, recipe: Recipe, width: int, height: int) -> None:
        """Read the title and the hour's colours; a recipe without lettering shows the sky alone."""
        self._recipe, self._width, self._height = recipe, width, height
        self._palette = palette_for(recipe.location.setting, recipe.hour, recipe.weather)
        self._fps = float(recipe.picture.rate.fps)

    def key(self, frame: int) -> Hashable:
        """Equal keys mean equal pictures."""
        still = _RISE + _STAGGER * len(self._palette.sky) + 0.6
        return min(frame, math.ceil(still * self._fps))

    def draw(self, canvas: skia.Canvas, frame: int, afresh: bool = True) -> tuple[Patch, ...]:
        """Paint a frame over the whole canvas, and say so."""
        seconds = frame / self._fps
        canvas.clear(argb(self._palette.sky[0]))
        self._bands(canvas, seconds)
        lettering = self._recipe.lettering
        if self._recipe.shot.thing:
            self._letters(canvas, seconds, self._recipe.shot.thing, "", 120)
        elif lettering:
            self._letters(canvas, seconds, lettering.first, lettering.second, 190)
        return (Patch(0, 0, self._width, self._height),)

    def _bands(self, canvas: skia.Canvas, seconds: float) -> None:
        width, height = self._width, self._height
        bands = self._palette.sky[1:]
        for i, colour in enumerate(bands):
            risen = ease((seconds + 0.35 - i * _STAGGER) / _RISE)
            y = height * (0.36 + 0.64 * (i / len(bands)) ** 1.05) + (1 - risen) * (height * 0.5 + 90 * i)
            edge = [(width * n / 8, y + math.sin(n * 0.8 + i * 1.7) * height * 0.022) for n in range(-1, 10)]
            path = blob(edge, 0.5, close=False)
            path.lineTo(width * 1.3, height * 1.2)
            path.lineTo(-width * 0.3, height * 1.2)
            path.close()
            canvas.drawPath(path, ink(argb(colour)))
            if i == 1:
                self._sun(canvas, seconds)

    def _sun(self, canvas: skia.Canvas, seconds: float) -> None:
        size = unit(self._width, self._height)
        risen = ease((seconds + 0.2) / (_RISE + 0.5))
        disc = oval(self._width * 0.735, self._height * (0.80 - 0.37 * risen), 118 * size)
        canvas.drawPath(disc, ink(argb(self._palette.sun)))

    def _letters(self, canvas: skia.Canvas, seconds: float, title: str, byline: str, tall: float) -> None:
        size = unit(self._width, self._height)
        left = 150 * size * min(1.0, self._width / self._height)
        room = self._width - 2 * left
        lines = _broken(title.upper(), tall * size, room)
        big = min(fitting(line, "title", tall * size, room, 0.05) for line in lines)
        colour = self._palette.ink if sum(self._palette.sky[-1]) > 1.2 else (0.98, 0.95, 0.88)
        shown = ease((seconds - _LETTERS_AT + 0.5) / 0.5)
        if shown <= 0:
            return
        step = big * 1.08
        below = 0.80 * self._height
        canvas.save()
        canvas.clipRect(skia.Rect(0, 0, self._width, below + 30 * size))  # letters rise out of the rule's slot
        for i, line in enumerate(lines):
            base = below - step * (len(lines) - 1 - i) + (1 - shown) * step * len(lines)
            set_line(line, "title", big, colour, big * 0.05).draw(canvas, left, base)
        canvas.restore()
        canvas.drawPath(rect(left, below + 38 * size, 170 * size * shown, 9 * size), ink(argb(self._palette.accent)))
        if shown == 1:
            small = fitting(byline, "text", 36 * size, room)
            set_line(byline, "text", small, colour).draw(canvas, left, below + 104 * size)


def _broken(title: str, size: float, room: float) -> list[str]:
    """The title in one line, or in two where it would have to shrink a lot."""
    words = title.split()
    if fitting(title, "title", size, room, 0.05) >= size * 0.8 or len(words) < 2:
        return [title]
    cut = min(range(1, len(words)), key=lambda i: abs(len(" ".join(words[:i])) - len(" ".join(words[i:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


_END = re.compile(r"\W*(the end|fin|ende|fine|fim|кінець)\W*", re.IGNORECASE)
_BLACK = re.compile(r"\W*((smash |hard )?(cut|fade)s? (out|to black)|black( screen)?)\W*", re.IGNORECASE)


def is_black(recipe: Recipe) -> bool:
    """Whether a shot is nothing but black: `CUT TO BLACK`, or `THE END`, which is lettered on it."""
    action = " ".join(recipe.shot.action.split())
    return not recipe.shot.subjects and bool(_END.fullmatch(action) or _BLACK.fullmatch(action))


class BlackCard:
    """A black frame, with THE END on it where the script says so."""

    def __init__(self, recipe: Recipe, width: int, height: int) -> None:
        """Set the words, if there are any."""
        action = " ".join(recipe.shot.action.split())
        self._words = action.strip(" .!-–—").upper() if _END.fullmatch(action) else ""
        self._fps, self._width, self._height = float(recipe.picture.rate.fps), width, height

    def key(self, frame: int) -> Hashable:
        """Equal keys mean equal pictures."""
        return min(max(frame, 0), math.ceil(self._fps)) if self._words else 0

    def draw(self, canvas: skia.Canvas, frame: int, afresh: bool = True) -> tuple[Patch, ...]:
        """Paint a frame over the whole canvas, and say so."""
        canvas.clear(skia.ColorBLACK)
        shown = ease(frame / self._fps - 0.2)
        if self._words and shown > 0:
            size = fitting(self._words, "title", 120 * unit(self._width, self._height), self._width * 0.8, 0.08)
            level = 0.92 * shown
            line = set_line(self._words, "title", size, (level, level * 0.97, level * 0.9), size * 0.08)
            line.draw(canvas, (self._width - line.width) / 2, self._height * 0.54)
        return (Patch(0, 0, self._width, self._height),)
