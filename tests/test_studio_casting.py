"""Who speaks with which voice in a production."""

from __future__ import annotations

from bible.breakdown import break_down
from bible.fountain import read_fountain
from renderers.interface import Voice
from shots.rate import Rate
from shots.recipe import PictureFormat
from shots.recording import Recording
from studio.casting import voice_of
from studio.production import Production, SoundFile

SCRIPT = """EXT. QUAY - DAY

A CROWD waits. ANNA, 30, sits beside BELLA, 31.

ANNA
One.

INT. CABIN - DAY

BELLA and CARLA, 32, look up.

BELLA
Two.

CARLA
Three.

INT. HALL - DAY

CARLA
Four.

ANNA
Five.
"""
VOICES = (Voice(name="first", sex="woman"), Voice(name="second", sex="woman"), Voice(name="third", sex="woman"))


def production(*sounds: tuple[str, str]) -> Production:
    """The script's production, in which lines have been spoken, each by a voice."""
    script = read_fountain(SCRIPT, "quay")
    recordings = tuple(
        SoundFile(
            recording=Recording(
                line=line, engine="any 1", voice=voice, text="", sample_rate=48_000, samples=1, words=(), phones=()
            ),
            number=1,
            file=f"sound/{line}.wav",
            sha256="",
        )
        for line, voice in sounds
    )
    return Production(
        name="quay",
        picture=PictureFormat(width=192, height=108, rate=Rate(numerator=24)),
        handles=0,
        script=script,
        bible=break_down(script),
        sounds=recordings,
    )


def test_whoever_is_heard_in_one_scene_has_another_voice() -> None:
    cast = voice_of(production(), "any", VOICES[:2])
    assert set(cast) == {"@ANNA", "@BELLA", "@CARLA"}
    assert cast["@BELLA"] != cast["@CARLA"]
    cast = voice_of(production(), "any", VOICES)
    assert len(set(cast.values())) == 3


def test_whoever_has_spoken_keeps_the_voice_and_nobody_beside_them_gets_it() -> None:
    made = production()
    assert made.script is not None
    third_line = list(made.script.lines())[2].id
    cast = voice_of(production((third_line, "first")), "any", VOICES[:2])
    assert cast["@CARLA"] == "first"
    assert cast["@ANNA"] == cast["@BELLA"] == "second"


def test_who_turned_out_to_be_a_woman_speaks_with_a_womans_voice_from_then_on() -> None:
    made = production()
    assert made.script is not None and made.bible is not None
    first_line = next(iter(made.script.lines()))
    anna = made.bible.named(first_line.cue)
    voices = (*VOICES, Voice(name="his", sex="man"))
    spoken = production((first_line.id, "his"))
    assert anna.look.called == "woman"
    assert voice_of(spoken, "any", voices)[anna.token] != "his"
    assert voice_of(spoken, "any", voices[-1:])[anna.token] == "his"
    theirs = made.bible.with_character(anna.model_copy(update={"voice": "his"}))
    assert voice_of(spoken.model_copy(update={"bible": theirs}), "any", voices)[anna.token] == "his"


def test_another_engines_voices_do_not_count() -> None:
    made = production()
    assert made.script is not None
    first_line = next(iter(made.script.lines())).id
    assert voice_of(production((first_line, "nobody's")), "any", VOICES) == voice_of(made, "any", VOICES)
