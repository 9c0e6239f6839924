"""Which lines are owed by a hosted voice, and who speaks them there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from bible.entries import Saying
from bible.script import Line
from renderers.interface import Speech, Voice
from renderers.voices.language import script_language
from studio.casting import is_own, pronunciations_for, spoken_content, voice_of
from studio.ordered import is_hosted
from studio.plugins import engine_names, load_engine
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

    A person's own recording is not replaced, and one that was paid for only when it says something else than is asked
    for now. What was called off, or is gone although it was paid for, is asked for when a person says so: `again`.
    """
    if not model or not any(each.isalnum() for each in line.text):
        return False
    if sound is not None and (is_own(sound) or spoken_for_money(sound)):
        return False
    gone = any(spoken_for_money(each) and each.recording.content == content for each in production.sounds_of(line.id))
    return again or not (gone or ("recording", line.id, content) in production.called_off)


class OrderedVoices:
    """What lines of one production are ordered as. What they have in common is found out once."""

    def __init__(self, production: Production) -> None:
        self.production = production
        self._cast: dict[str, Mapping[str, str]] = {}

    def of(self, line: Line, model: str) -> OrderedVoice:
        """A line as it is ordered: its words, its speaker's voice, and by which other voice its words can be found."""
        from studio.ledger.ordered_voice import OrderedVoice

        bible = self.production.bible
        assert bible is not None
        if model not in self._cast:
            self._cast[model] = self._voices(model)
        speaker = bible.named(line.cue).token
        content = spoken_content(line, speaker)
        scratch = self._scratch(line, content)
        return OrderedVoice(
            speech=Speech(
                line=line.id, text=line.text, voice=self._cast[model][speaker],
                manner=tuple(each.text for each in line.parentheticals),
                pronunciations=pronunciations_for(self._sayings, line), language=self._language,
            ),
            content=content,
            scratch=scratch.recording if scratch else None,
            scratch_file=scratch.file if scratch else "",
        )  # fmt: skip

    def _scratch(self, line: Line, content: str) -> SoundFile | None:
        """The recording of the same words by another voice whose words are timed, where there is one."""
        fitting = (
            each
            for each in self.production.sounds_of(line.id)
            if each.recording.content == content and each.file not in self.production.lost
        )
        best = max(
            fitting, key=lambda each: (each.recording.engine.split(" ")[0] != "tones", each.number), default=None
        )
        return best if best is not None and not best.recording.estimated else None

    def _voices(self, model: str) -> Mapping[str, str]:
        """A voice of a model for each speaker; one that none here has is its own name for it."""
        from renderers.hosted.voices import VOICES

        assert self.production.bible is not None
        named = (each for each in self.production.bible.characters if each.voice and each.voice not in self._local)
        own = (Voice(name=each.voice, sex=each.look.sex) for each in named)
        return voice_of(self.production, model, (*VOICES.get(model.partition("/")[0], ()), *own))

    @cached_property
    def _local(self) -> frozenset[str]:
        """The names of the voices here."""
        return frozenset(voice.name for name in engine_names() for voice in load_engine(name).voices())

    @cached_property
    def _language(self) -> str:
        assert self.production.script is not None
        return script_language(self.production.script)

    @cached_property
    def _sayings(self) -> tuple[Saying, ...]:
        assert self.production.bible is not None
        return self.production.bible.pronounced()
