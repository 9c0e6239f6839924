"""The film's picture: every clip as parts of files whose packets may follow one another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av

from bible.errors import MediaError
from bible.model import Frozen
from edit.sequence import Clip, Sequence
from renderers.media.join import PacketIndex, Parameters, Stretch, cached_index, copied_packets, delay_of, split
from renderers.media.normalise import NORMALISE_VERSION, normalise
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


def picture_parts(sequence: Sequence, root: Path, film: Parameters) -> tuple[Part, ...]:
    """The parts of the picture in order, together all frames of the film.

    What a take does not have in the film's parameters is encoded once into `cache/pieces`. Raises MediaError when a
    media file is gone, changed, broken or too short, or when a piece does not come out with the film's parameters.
    """
    parts: list[Part] = []
    for clip in sequence.clips:
        try:
            parts += _parts(clip, sequence.picture, root, film)
        except MediaError as error:
            where = f"{clip.slate} ({error.where or root / clip.file})"
            raise MediaError(error.what, where=where, cure=error.cure) from error
    return tuple(parts)


def _parts(clip: Clip, picture: PictureFormat, root: Path, film: Parameters) -> Iterator[Part]:
    file = root / clip.file
    index = cached_index(file, clip.sha256, root / "cache" / "index")
    for stretch in split(index, film, clip.first, clip.frames):
        base = clip.start + stretch.first - clip.first
        if stretch.copied:
            yield Part(file=file, index=index, stretch=stretch, base=base, shot=clip.shot)
        else:
            changes = () if index.parameters == film else differences(file, picture)
            piece, made = _encoded(file, clip.sha256, stretch, picture, root, film)
            whole = Stretch(first=0, frames=stretch.frames, copied=True)
            yield Part(file=piece, index=made, stretch=whole, base=base, shot=clip.shot, changes=changes)


def _encoded(
    file: Path, sha256: str, stretch: Stretch, picture: PictureFormat, root: Path, film: Parameters
) -> tuple[Path, PacketIndex]:
    """A stretch in the film's parameters: encoded now, or found in the cache."""
    name = digest(
        {
            "version": NORMALISE_VERSION, "file": sha256, "first": stretch.first, "frames": stretch.frames,
            "picture": picture.model_dump(mode="json"), "parameters": film.model_dump(mode="json"),
        }
    )  # fmt: skip
    piece = root / "cache" / "pieces" / f"{name}.mp4"
    if not piece.is_file():
        normalise(file, picture, stretch.first, stretch.frames, piece)
    made = cached_index(piece, name, root / "cache" / "index")
    if made.frames != stretch.frames or not all(each.copied for each in split(made, film, 0, stretch.frames)):
        raise MediaError("a piece did not come out with the film's parameters", where=str(piece), cure=f"rm {piece}")
    return piece, made


def picture_packets(parts: tuple[Part, ...]) -> Iterator[av.Packet]:
    """All packets of the picture in decoding order, times from the film's first frame on."""
    delay = max((delay_of(part.index, part.stretch) for part in parts), default=0)
    for part in parts:
        yield from copied_packets(part.file, part.index, part.stretch, part.base, delay)
