"""The lines of the plan: which are spoken, by whom, and which must be spoken anew. Part of the plan: pure."""

from __future__ import annotations

from collections.abc import Mapping

from bible.entries import Character
from bible.script import Line
from studio.casting import (
    another_sex,
    is_own,
    is_stand_in,
    pronunciations_for,
    recording_for,
    said_digest,
    spoken_content,
)
from studio.editors_cut import omitted
from studio.hosted_voices import spoken_for_money, voice_owed
from studio.nodes import Node, State
from studio.offer import Offer
from studio.on_order import on_order, under_way
from studio.production import Production, SoundFile


def planned_lines(production: Production, offer: Offer) -> tuple[tuple[Node, ...], Mapping[str, SoundFile]]:
    """A node for each line, and the recording that is heard of each that was spoken, by line id."""
    assert production.script is not None and production.bible is not None
    nodes, sounds = [], {}
    sayings, orders = production.bible.pronounced(), on_order(production, "recording")
    for line in production.script.lines():
        character = production.bible.named(line.cue)
        sound = recording_for(production, line, character.token)
        if sound is not None:
            sounds[line.id] = sound
        said = said_digest(pronunciations_for(sayings, line))
        state, reason = _spoken(production, offer, line, character, sound, said)
        takes = (offer.engine_for(line.id),) if state != State.CURRENT else ()
        content, ask = spoken_content(line, character.token), False
        if line.id in orders:
            state, reason = under_way(orders[line.id])
        elif not omitted(production, line.id):
            ask = voice_owed(production, line, content, offer.voice, sound, again=offer.stale)
            reason = reason or (f"to be ordered from {offer.voice}" if ask else "")
        nodes.append(
            Node(
                kind="recording",
                subject=line.id,
                name=f"{line.cue} {line.id}",
                state=state,
                owed=bool(takes or ask),
                reason=reason,
                content=content,
                takes=takes,
                orders=(offer.voice,) if ask else (),
            )
        )
    return tuple(nodes), sounds


def _spoken(
    production: Production, offer: Offer, line: Line, character: Character, sound: SoundFile | None, said: str
) -> tuple[State, str]:
    """How a line stands by the recording that is heard of it, and why; `said` is how its names are said."""
    if omitted(production, line.id):
        return State.CURRENT, "omitted: it is not in the editor's cut"
    if sound is None:
        spoken = bool(production.sounds_of(line.id))
        why = "the words changed or the file is gone" if spoken else "not spoken yet"
        return State.STALE if spoken else State.MISSING, why
    if is_own(sound) or spoken_for_money(sound):
        return State.CURRENT, ""
    engine, wanted = sound.recording.engine.split(" ")[0], offer.engine_for(line.id)
    if engine != wanted and (offer.insisted or is_stand_in(sound)):
        return State.STALE, f"spoken by {engine}, {wanted} is ready"
    if character.voice in offer.voices and engine == offer.engine and sound.recording.voice != character.voice:
        return State.STALE, f"{character.title} has the voice {character.voice} now"
    if engine == offer.engine and another_sex(character, sound.recording.voice, offer.voices):
        theirs = offer.voices[sound.recording.voice]
        return State.STALE, f"{character.title} is a {character.look.sex}, {sound.recording.voice} a {theirs}'s voice"
    if sound.recording.said != said:
        return State.STALE, "a name in it is said otherwise now"
    return State.CURRENT, ""
