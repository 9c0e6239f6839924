"""From picks and recordings to the sequence the edit works by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bible.script import Line, Script
from edit.assembly import CutPiece, assemble
from edit.sequence import Sequence
from edit.temp_sound import temp_tracks
from edit.written import bordered, credit_pages, with_credits
from shots.timing import TimedShot
from studio.editors_cut import conformed_sequence
from studio.own_effects import placed_effects
from studio.pick import Pick
from studio.production import Production, SoundFile
from studio.surroundings import surroundings
from studio.take_sounds import with_own_sound

FILM_FILES = ("film.mp4", "film.otio", "film.srt", "film.vtt")
"""The files of a cut, inside the production folder."""
DRAWN, BADGE = "animatic", "ANIMATIC"
"""The renderer whose takes are told apart in a film of mixed kinds, and the words that do it."""


def cut_sequence(
    production: Production, timed: tuple[TimedShot, ...], picks: Mapping[str, Pick], sounds: Mapping[str, SoundFile]
) -> Sequence:
    """All shots that have a take, in cutting order, what is heard over them, and what the script asks for between."""
    assert production.script is not None
    script, rate = production.script, production.picture.rate
    mixed = production.badge and any(pick.take.renderer != DRAWN for pick in picks.values())
    pieces = tuple(
        CutPiece(
            shot=each.shot,
            scene_number=script.scene(each.shot.scene).number,
            frames=each.frames,
            utterances=each.utterances,
            take=picks[each.shot.id].take,
            stale=picks[each.shot.id].stale,
            badge=BADGE if mixed and picks[each.shot.id].take.renderer == DRAWN else "",
        )
        for each in timed
        if each.shot.id in picks
    )
    conformed = production.conformed
    if conformed is not None:
        sequence = conformed_sequence(production, conformed.cut, pieces, sounds)
    else:
        film, going = bordered(pieces, script, rate)
        if production.credits and production.bible is not None:
            film, going = with_credits(film, going, credit_pages(script, production.bible), rate)
        sequence = assemble(
            production.name,
            script.title,
            production.picture,
            film,
            {line: sound.file for line, sound in sounds.items()},
            {line: sound.recording.words for line, sound in sounds.items()},
            _called(script, production),
            going,
        )
    sequence = sequence.model_copy(update={"effects": placed_effects(sequence.clips, production.own_effects)[0]})
    if conformed is None or conformed.cut.beds is None:
        beds = temp_tracks(sequence, surroundings(production), production.temp_sound, production.own_sounds)
        sequence = sequence.model_copy(update={"beds": (*beds, *sequence.beds)})
    return with_own_sound(production, sequence)


def _called(script: Script, production: Production) -> Iterator[Line]:
    """The script's lines with the names people read of those who speak."""
    for line in script.lines():
        name = production.bible.called(line.cue) if production.bible is not None else line.cue
        yield line if name == line.cue else line.model_copy(update={"cue": name})
