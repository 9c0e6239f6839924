"""The textless version: the same cut without words on the picture, for films that are to speak another language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bible.model import Frozen
from edit.cards import Card, card_digest, card_file
from edit.sequence import Clip, Sequence


class Redrawn(Frozen):
    """A drawn take drawn once more in another way, frame for frame as long."""

    stands_for: str
    """The take's own file."""
    file: str
    """Path inside the production folder, with forward slashes."""
    sha256: str


def textless(sequence: Sequence, bare: Iterable[Redrawn]) -> Sequence:
    """The sequence with bare takes in the place of those with lettering, black for credits, no badges and no captions.

    Its length, sounds and transitions stay.
    """
    known = {each.stands_for: each for each in bare}
    clips = tuple(_bare(sequence, clip, known) for clip in sequence.clips)
    return sequence.model_copy(update={"clips": clips, "captions": ()})


def _bare(sequence: Sequence, clip: Clip, bare: Mapping[str, Redrawn]) -> Clip:
    if clip.card is not None:
        black = Card(kind="black")
        known = card_digest(black, sequence.picture, clip.media_frames)
        return clip.model_copy(
            update={"card": black, "sha256": known, "file": card_file(sequence.name, "black", known)}
        )  # fmt: skip
    changes: dict[str, str] = {"badge": ""}
    if clip.file in bare:
        changes |= {"file": bare[clip.file].file, "sha256": bare[clip.file].sha256}
    return clip.model_copy(update=changes)
