"""Which voice speaks for whom: chosen once by age and sex, kept for good."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

from bible.entries import Bible, Character, Saying
from bible.script import Line
from renderers.interface import Pronunciation, Voice, cast_voices
from shots.recipe import digest
from studio.ordered import is_hosted
from studio.production import Production, SoundFile

STAND_IN = "tones"
"""The engine that only marks where words are."""
OWN_VOICE = "own"
"""What stands for an engine where a person brought the recording."""


def voice_of(production: Production, engine: str, voices: tuple[Voice, ...]) -> Mapping[str, str]:
    """A voice of this engine for everyone who speaks, by token; those heard in one scene get different ones.

    A voice that the bible names is spoken with, where the engine has it; whoever has spoken with the engine keeps that
    voice, unless it turned out that a woman has a man's, or a man a woman's.
    """
    assert production.script is not None and production.bible is not None, "casting before the bible"
    bible = production.bible
    known = {voice.name: voice.sex for voice in voices}
    kept = {
        token: name
        for token, name in _voices_heard(production, bible, engine).items()
        if name in known and not another_sex(bible.character(token), name, known)
    }
    kept |= {each.token: each.voice for each in bible.characters if each.voice in known}
    scenes = tuple(
        tuple(sorted({bible.named(line.cue).token for line in scene.lines})) for scene in production.script.scenes
    )
    speaking = {token for scene in scenes for token in scene}
    cast = tuple(each for each in bible.characters if each.token in speaking)
    return cast_voices(cast, voices, scenes, kept)


def another_sex(who: Character, voice: str, sexes: Mapping[str, str]) -> bool:
    """Whether a grown woman has another voice than a woman's, or a man than a man's, and there are such voices.

    `sexes` are those of the engine's voices. A voice that the bible names is right whatever it is.
    """
    sex = sexes.get(voice, "")
    grown = who.look.called in ("woman", "man") and who.voice != voice
    return grown and sex not in ("", who.look.sex) and who.look.sex in sexes.values()


def _voices_heard(production: Production, bible: Bible, engine: str) -> dict[str, str]:
    assert production.script is not None
    speakers = {line.id: bible.named(line.cue).token for line in production.script.lines()}
    heard: dict[str, str] = {}
    for sound in production.sounds:
        recording = sound.recording
        if recording.line in speakers and recording.engine.split(" ")[0] == engine:
            heard[speakers[recording.line]] = recording.voice
    return heard


def spoken_content(line: Line, speaker: str) -> str:
    """The digest of what a recording must hold: the words and who says them. Engine and voice are taste."""
    return _spoken(line.text, speaker)


@functools.lru_cache(16_384)
def _spoken(text: str, speaker: str) -> str:
    return digest({"version": 1, "text": text, "speaker": speaker})


def pronunciations_for(sayings: Iterable[Saying], line: Line) -> tuple[Pronunciation, ...]:
    """Those of the bible's `pronounced` that a line has a word of."""
    sayings = tuple(sayings)
    words = {_bare(word) for word in line.words} if sayings else set()
    return tuple(
        Pronunciation(word=each.word, said=each.said)
        for each in sayings
        if words & {_bare(word) for word in each.word.split()}
    )


def said_digest(pronunciations: Iterable[Pronunciation]) -> str:
    """The digest of how names are said; empty when nothing is said of any."""
    told = sorted((each.word.casefold(), each.said) for each in pronunciations)
    return digest({"version": 1, "said": [list(each) for each in told]}) if told else ""


def heard_digest(content: str, voice: str) -> str:
    """The digest mouths follow: the words, and whose voice it is (an engine, or a person's own file)."""
    return digest({"version": 1, "content": content, "voice": voice})


def _bare(word: str) -> str:
    """A word without case, the punctuation round it and a genitive."""
    return re.sub(r"^\W+|(['’]s|['’])?\W*$", "", word.casefold())


def recording_for(production: Production, line: Line, speaker: str) -> SoundFile | None:
    """The newest recording of a line that says its words: a person's own first, then what was paid for, tones last."""
    content = spoken_content(line, speaker)
    fitting = [
        sound
        for sound in production.sounds_of(line.id)
        if sound.recording.content == content and sound.file not in production.lost
    ]
    return max(fitting, key=_worth, default=None)


def _worth(sound: SoundFile) -> tuple[bool, bool, bool, int]:
    return is_own(sound), is_hosted(sound.recording.engine), not is_stand_in(sound), sound.number


def is_own(sound: SoundFile) -> bool:
    """Whether a person brought it."""
    return sound.recording.engine.split(" ")[0] == OWN_VOICE


def is_stand_in(sound: SoundFile) -> bool:
    """Whether only marked tones are heard."""
    return sound.recording.engine.split(" ")[0] == STAND_IN
