"""Which lines are owed by a hosted voice, and who speaks them there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bible.script import Line
from renderers.interface import Speech, Voice
from studio.casting import is_own, pronunciations_for, spoken_content, voice_of
from studio.ordered import is_hosted
from studio.production import Production, SoundFile

if TYPE_CHECKING:
    from studio.ledger.ordered_voice import OrderedVoice


def spoken_for_money(sound: SoundFile | None) -> bool:
    """Whether a recording was ordered: it is never made again unasked."""
    return sound is not None and is_hosted(sound.recording.engine)


def voice_owed(
    production: Production, line: Line, content: str, model: str, sound: SoundFile | None, *, again: bool
) -> bool:
    """Whether a line is to be ordered from `model`. Pure.

    A person's own recording is not replaced, and one that was paid for only when a person says so (`again`) and it
    says something else than is asked for now. What was called off is not asked for either.
    """
    if not model or not any(each.isalnum() for each in line.text):
        return False
    if sound is not None and (is_own(sound) or spoken_for_money(sound)):
        return False
    return again or ("recording", line.id, content) not in production.called_off


def ordered_voice(production: Production, line: Line, model: str, local: Sequence[str], language: str) -> OrderedVoice:
    """What a line is ordered as: its words, its speaker's voice, and by which other voice its words can be found.

    `local` are the names of voices here: a voice of the bible that is none of them is the provider's own name for one.
    """
    from renderers.hosted.voices import VOICES
    from studio.ledger.ordered_voice import OrderedVoice

    bible = production.bible
    assert bible is not None
    speaker = bible.named(line.cue).token
    named = [
        Voice(name=each.voice, sex=each.look.sex) for each in bible.characters if each.voice and each.voice not in local
    ]
    voices = (*VOICES.get(model.partition("/")[0], ()), *named)
    content = spoken_content(line, speaker)
    scratch = max(
        (
            each
            for each in production.sounds
            if (each.recording.line, each.recording.content) == (line.id, content) and each.file not in production.lost
        ),
        key=lambda each: (each.recording.engine.split(" ")[0] != "tones", each.number),
        default=None,
    )
    return OrderedVoice(
        speech=Speech(
            line=line.id, text=line.text, voice=voice_of(production, model, voices)[speaker],
            manner=tuple(each.text for each in line.parentheticals),
            pronunciations=pronunciations_for(bible.pronounced(), line), language=language,
        ),
        content=content,
        scratch=scratch.recording if scratch and not scratch.recording.estimated else None,
        scratch_file=scratch.file if scratch and not scratch.recording.estimated else "",
    )  # fmt: skip
