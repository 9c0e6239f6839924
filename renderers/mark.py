"""A visible mark: says on the picture itself that a model made it. The last of the passes on a take."""

from __future__ import annotations

from pathlib import Path

import av

from bible.errors import MediaError, RenderError, SettingsError
from renderers.burn_in import badge
from renderers.interface import Options, Pass, Progress, Readiness, Rendered
from renderers.kept import written_whole
from renderers.media.read import film_frames
from renderers.media.write import add_film_stream
from shots.recipe import Recipe

_WORDS = "AI-generated"
_LONGEST = 60


class Mark(Pass):
    """Burns a few words into the right upper corner of every frame."""

    name = "mark"
    revision = "1"

    def __init__(self) -> None:
        self._words = _WORDS

    def set_up(self, options: Options) -> None:
        """Take the words. Raises SettingsError."""
        values = dict(options)
        unknown = sorted(set(values) - {"words"})
        if unknown:
            raise SettingsError(
                f"{unknown[0]} is no setting of the mark", where="[passes.mark] in studio.toml", cure="set words"
            )
        words = values.get("words", _WORDS).strip()
        if not words or len(words) > _LONGEST:
            raise SettingsError(
                f"a mark has 1 to {_LONGEST} letters", where="[passes.mark] in studio.toml", cure=f'words = "{_WORDS}"'
            )
        self._words = words

    def check(self) -> Readiness:
        """Always ready."""
        return Readiness(ready=True)

    def apply(self, film: Path, recipe: Recipe, to: Path, progress: Progress) -> Rendered:
        """Write the marked version. Raises RenderError, MediaError when the take cannot be read to its end."""
        if to.exists():
            raise RenderError("a file is there already", where=str(to), cure="make the version under another name")
        picture, total = recipe.picture, recipe.total_frames
        over = badge(self._words, picture.width, picture.height)
        cuts = {0, recipe.handles, recipe.handles + recipe.frames}
        try:
            with written_whole(to) as aside, av.open(str(aside), "w", format="mp4") as container:
                stream = add_film_stream(container, picture)
                for number, frame in enumerate(film_frames(film, picture, 0, total)):
                    marked = over.over(frame)
                    marked.pts, marked.time_base = number, 1 / picture.rate.fps
                    marked.pict_type = (
                        av.video.frame.PictureType.I if number in cuts else av.video.frame.PictureType.NONE
                    )
                    container.mux(stream.encode(marked))
                    progress(number + 1, total)
                container.mux(stream.encode(None))
        except MediaError as error:
            raise MediaError(error.what, where=recipe.shot.slate, cure=error.cure) from error
        return Rendered(frames=total, handles=recipe.handles)
