"""From picks and recordings to the sequence the edit works by."""

from __future__ import annotations

from collections.abc import Mapping

from edit.assembly import CutPiece, assemble
from edit.sequence import Sequence
from edit.temp_sound import temp_tracks
from shots.timing import TimedShot
from studio.editors_cut import conformed_sequence
from studio.pick import Pick
from studio.production import Production, SoundFile
from studio.surroundings import surroundings

FILM_FILES = ("film.mp4", "film.otio", "film.srt", "film.vtt")
"""The files of a cut, inside the production folder."""


def cut_sequence(
    production: Production, timed: tuple[TimedShot, ...], picks: Mapping[str, Pick], sounds: Mapping[str, SoundFile]
) -> Sequence:
    """All shots that have a take, in cutting order, with what is heard over them."""
    assert production.script is not None
    pieces = tuple(
        CutPiece(
            shot=each.shot,
            scene_number=production.script.scene(each.shot.scene).number,
            frames=each.frames,
            utterances=each.utterances,
            take=picks[each.shot.id].take,
            stale=picks[each.shot.id].stale,
        )
        for each in timed
        if each.shot.id in picks
    )
    conformed = production.conformed
    if conformed is not None:
        sequence = conformed_sequence(production, conformed.cut, pieces, sounds)
    else:
        sequence = assemble(
            production.name,
            production.script.title,
            production.picture,
            pieces,
            {line: sound.file for line, sound in sounds.items()},
            {line: sound.recording.words for line, sound in sounds.items()},
            production.script.lines(),
        )
    if conformed is not None and conformed.cut.beds is not None:
        return sequence
    beds = temp_tracks(sequence, surroundings(production), production.temp_sound, production.own_sounds)
    return sequence.model_copy(update={"beds": (*beds, *sequence.beds)})
