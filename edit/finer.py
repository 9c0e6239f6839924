"""The film at a finer size: drawn takes and cards in their own lines, everything else made larger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from edit.cards import card_digest, card_file
from edit.sequence import Clip, Sequence
from edit.textless import Redrawn
from shots.recipe import PictureFormat


def finer(sequence: Sequence, picture: PictureFormat, drawn: Iterable[Redrawn]) -> Sequence:
    """The sequence at another size, with takes that were drawn for it in the place of those they stand for.

    Its length, sounds and transitions stay.
    """
    known = {each.stands_for: each for each in drawn}
    clips = tuple(_finer(sequence, clip, picture, known) for clip in sequence.clips)
    return sequence.model_copy(update={"clips": clips, "picture": picture})


def _finer(sequence: Sequence, clip: Clip, picture: PictureFormat, drawn: Mapping[str, Redrawn]) -> Clip:
    if clip.card is not None:
        known = card_digest(clip.card, picture, clip.media_frames)
        return clip.model_copy(
            update={"sha256": known, "file": card_file(sequence.name, clip.card.kind, known)}
        )  # fmt: skip
    if clip.file in drawn:
        return clip.model_copy(update={"file": drawn[clip.file].file, "sha256": drawn[clip.file].sha256})
    return clip
