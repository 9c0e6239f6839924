"""The animatic as a renderer: every shot has a take from the first minute, on any machine."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

from bible.errors import RenderError
from renderers.interface import Progress, Readiness, Rendered, Renderer
from shots.recipe import Limits, Recipe


class Animatic(Renderer):
    """Draws takes as paper theatre: no key, no GPU, no download."""

    name = "animatic"
    revision = "6"

    def check(self) -> Readiness:
        """Always ready: it needs only what studio itself installs."""
        return Readiness(ready=True)

    def limits(self) -> Limits:
        """Any length, size and rate; lips follow the recordings; it takes no guides."""
        return Limits(speaks=True)

    def render(self, recipe: Recipe, to: Path, progress: Progress) -> Rendered:
        """Write the take. Frames that do not change are encoded again, not drawn again. Raises RenderError."""
        from renderers.animatic.footage import Footage, left_out
        from renderers.media.write import TakeWriter

        picture, first, total = recipe.picture, -recipe.handles, recipe.total_frames
        if recipe.frames < 1:
            raise RenderError("a take needs at least one frame", where=recipe.shot.slate)
        footage = Footage(recipe, picture.width, picture.height)
        drawn: Hashable = None
        with TakeWriter(to, picture, recipe.cuts, drawn=True) as take:
            for frame in range(first, first + total):
                key = footage.key(frame)
                if key == drawn:
                    take.hold()
                else:
                    take.write(footage.pixels, footage.draw(frame))
                    drawn = key
                progress(take.frames, total)
        return Rendered(frames=total, handles=recipe.handles, left_out=left_out(recipe))
