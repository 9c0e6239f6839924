"""The film's picture: every clip and transition as parts of files whose packets may follow one another.

clips ─▶ what can be copied ────────────┐
      └▶ other kinds, speeds, badges ─┐ ├─▶ parts, in order ─▶ packets
transitions ──────────────────────────┴─▶ encoded once
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av

from bible.errors import MediaError
from bible.model import Frozen
from edit.effects import effect_digest, effect_frames
from edit.layers import Unit, draw_card, unit_digest, unit_frames, units
from edit.sequence import Sequence, media_file
from renderers.kept import made_once
from renderers.media.join import (
    PacketIndex,
    Parameters,
    Stretch,
    cached_differences,
    cached_index,
    copied_packets,
    delay_of,
    forget_index,
    split,
)
from renderers.media.normalise import NORMALISE_VERSION, write_frames
from renderers.media.read import count_decoded
from shots.recipe import digest


class Part(Frozen):
    """Packets of one file, placed in the film."""

    file: Path
    index: PacketIndex
    stretch: Stretch
    base: int
    """Frame of the film at which they are seen first."""
    shot: str
    """The shot's internal id."""
    changes: tuple[str, ...] = ()
    """In words, what was done to a file that did not have the film's parameters."""
    encoded: bool = False
    """It was made for the cut; otherwise packets of the take itself are copied."""


def picture_parts(sequence: Sequence, root: Path, film: Parameters) -> tuple[Part, ...]:
    """The parts of the picture in order, together all frames of the film.

    What a take does not have in the film's parameters is encoded once into `cache/pieces`, and so are transitions and
    clips with a badge or a speed of their own. Raises MediaError when a media file is gone, changed, broken or too
    short, or when a piece does not come out with the film's parameters.
    """
    maker = _Maker(sequence, root, film)
    parts: list[Part] = []
    for unit in units(sequence):
        clip = unit.comes or unit.goes
        try:
            parts += maker.parts(unit)
        except MediaError as error:
            named = (clip.slate or clip.renderer) if clip else ""
            where = f"{named} ({error.where or root / clip.file})" if clip else error.where
            raise MediaError(error.what, where=where, cure=error.cure) from error
    return tuple(parts)


class _Maker:
    """Makes the parts of one film."""

    def __init__(self, sequence: Sequence, root: Path, film: Parameters) -> None:
        self._sequence, self._root, self._film = sequence, root, film
        self._picture = sequence.picture

    def parts(self, unit: Unit) -> Iterator[Part]:
        """The parts of a unit: all of it encoded, or what can be copied of a clip."""
        clip = unit.comes
        if clip is None or unit.transition is not None:
            yield self._whole(unit)
            return
        draw_card(clip, self._root, self._picture)
        file = media_file(self._root, clip.file)
        cache = self._root / "cache" / "index"
        index = cached_index(file, clip.sha256, cache)
        known = index.parameters == self._film
        changes = () if known else cached_differences(file, clip.sha256, self._picture, cache)
        if clip.badge or clip.speed != 1:
            yield self._whole(unit, changes)
            return
        for stretch in split(index, self._film, clip.shows(unit.first), unit.end - unit.first):
            base = clip.start + stretch.first - clip.first
            if stretch.copied:
                yield Part(file=file, index=index, stretch=stretch, base=base, shot=clip.shot)
            else:
                yield self._whole(unit._replace(first=base, end=base + stretch.frames), changes)

    def _whole(self, unit: Unit, changes: tuple[str, ...] = ()) -> Part:
        shot = next((clip.shot for clip in (unit.comes, unit.goes) if clip is not None), "")
        sequence, root = self._sequence, self._root
        if unit.effect is not None:
            layer = effect_digest(unit, sequence)
            frames = effect_frames(unit, sequence, root, self._picture)
        else:
            layer, frames = unit_digest(unit), unit_frames(unit, root, self._picture, self._picture)
        return self._encoded(layer, frames, unit.end - unit.first, unit.first, shot, changes)

    def _encoded(
        self, layer: str, frames: Iterator[av.VideoFrame], count: int, base: int, shot: str,
        changes: tuple[str, ...],
    ) -> Part:  # fmt: skip
        """Frames in the film's parameters: encoded now, or found in the cache."""
        name = digest(
            {
                "version": NORMALISE_VERSION, "layer": layer, "picture": self._picture.model_dump(mode="json"),
                "parameters": self._film.model_dump(mode="json"),
            }
        )  # fmt: skip
        piece, cache = self._root / "cache" / "pieces" / f"{name}.mp4", self._root / "cache" / "index"

        def make(to: Path) -> None:
            forget_index(name, cache)
            write_frames(frames, self._picture, to)
            if count_decoded(to) != count:
                raise MediaError("a piece did not come out whole", where=str(piece), cure="run studio produce again")

        made_once(piece, make)
        made = cached_index(piece, name, cache)
        if made.frames != count or not all(each.copied for each in split(made, self._film, 0, count)):
            raise MediaError(
                "a piece did not come out with the film's parameters", where=str(piece), cure=f"rm {piece}"
            )
        whole = Stretch(first=0, frames=count, copied=True)
        return Part(file=piece, index=made, stretch=whole, base=base, shot=shot, changes=changes, encoded=True)


def picture_packets(parts: tuple[Part, ...]) -> Iterator[av.Packet]:
    """All packets of the picture in decoding order, times from the film's first frame on."""
    delay = max((delay_of(part.index, part.stretch) for part in parts), default=0)
    for part in parts:
        yield from copied_packets(part.file, part.index, part.stretch, part.base, delay)
