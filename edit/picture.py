"""The film's picture: every clip and transition as parts of files whose packets may follow one another.

clips ─▶ what can be copied ────────────┐
      └▶ other kinds, speeds, badges ─┐ ├─▶ parts, in order ─▶ packets
transitions ──────────────────────────┴─▶ encoded once
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import av

from bible.errors import MediaError
from bible.model import Frozen
from edit.layers import clip_frames, draw_card, layer_digest, transition_digest, transition_frames
from edit.sequence import Clip, Sequence
from edit.transitions import Transition
from renderers.media.join import PacketIndex, Parameters, Stretch, cached_index, copied_packets, delay_of, split
from renderers.media.normalise import NORMALISE_VERSION, write_frames
from renderers.media.read import differences
from shots.recipe import PictureFormat, digest


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
    maker = _Maker(sequence.picture, root, film)
    around = {each.at: each for each in sequence.transitions}
    parts: list[Part] = []
    for goes, comes in pairwise((None, *sequence.clips, None)):
        clip = comes or goes
        assert clip is not None
        try:
            change = around.get(comes.start if comes else clip.end)
            if change is not None:
                parts.append(maker.transition(change, goes, comes))
            if comes is not None:
                first = comes.start + (change.after if change else 0)
                after = around.get(comes.end)
                parts += maker.clip(comes, first, comes.end - (after.before if after else 0))
        except MediaError as error:
            where = f"{clip.slate or clip.renderer} ({error.where or root / clip.file})"
            raise MediaError(error.what, where=where, cure=error.cure) from error
    return tuple(parts)


class _Maker:
    """Makes the parts of one film."""

    def __init__(self, picture: PictureFormat, root: Path, film: Parameters) -> None:
        self._picture, self._root, self._film = picture, root, film

    def clip(self, clip: Clip, first: int, end: int) -> Iterator[Part]:
        """The parts of a clip from frame `first` of the film to the one before `end`."""
        if end <= first:
            return
        draw_card(clip, self._root, self._picture)
        file = self._root / clip.file
        index = cached_index(file, clip.sha256, self._root / "cache" / "index")
        if clip.badge or clip.speed != 1:
            yield self._of_clip(clip, first, end, index)
            return
        for stretch in split(index, self._film, clip.shows(first), end - first):
            base = clip.start + stretch.first - clip.first
            if stretch.copied:
                yield Part(file=file, index=index, stretch=stretch, base=base, shot=clip.shot)
            else:
                yield self._of_clip(clip, base, base + stretch.frames, index)

    def _of_clip(self, clip: Clip, first: int, end: int, index: PacketIndex) -> Part:
        changes = () if index.parameters == self._film else differences(self._root / clip.file, self._picture)
        if not clip.badge and clip.speed == 1:
            layer: object = {"file": clip.sha256, "first": clip.shows(first), "frames": end - first}
        else:
            layer = layer_digest(clip, first, end)
        frames = lambda: clip_frames(clip, first, end, self._root, self._picture)  # noqa: E731
        return self._encoded(layer, frames, end - first, first, clip.shot, changes)

    def transition(self, transition: Transition, goes: Clip | None, comes: Clip | None) -> Part:
        """A transition, whole."""
        for clip in (goes, comes):
            if clip is not None:
                draw_card(clip, self._root, self._picture)
        return self._encoded(
            transition_digest(transition, goes, comes),
            lambda: transition_frames(transition, goes, comes, self._root, self._picture),
            transition.frames, transition.first, comes.shot if comes else goes.shot if goes else "", (),
        )  # fmt: skip

    def _encoded(
        self, layer: object, frames: Callable[[], Iterator[av.VideoFrame]], count: int, base: int, shot: str,
        changes: tuple[str, ...],
    ) -> Part:  # fmt: skip
        """Frames in the film's parameters: encoded now, or found in the cache."""
        name = digest(
            {
                "version": NORMALISE_VERSION, "layer": layer, "picture": self._picture.model_dump(mode="json"),
                "parameters": self._film.model_dump(mode="json"),
            }
        )  # fmt: skip
        piece = self._root / "cache" / "pieces" / f"{name}.mp4"
        if not piece.is_file():
            write_frames(frames(), self._picture, piece)
        made = cached_index(piece, name, self._root / "cache" / "index")
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
