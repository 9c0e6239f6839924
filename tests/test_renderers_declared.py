"""What is seen and heard is declared, and nothing else is used."""

from __future__ import annotations

from renderers.declared import FONTS, declared
from studio.plugins import engine_names


def test_every_typeface_voice_and_sound_has_a_licence_and_a_source() -> None:
    found = declared()
    assert all(each.licence and each.source for each in found)
    named = {(each.kind, each.name) for each in found}
    assert len(named) == len(found)
    assert {file.stem for file in FONTS.glob("*.ttf")} == {name for kind, name in named if kind == "typeface"}
    assert {name for kind, name in named if kind == "voice"} >= set(engine_names())
    assert {name for kind, name in named if kind == "sound"} == {"ambience", "effects", "score"}


def test_the_licence_of_each_typeface_lies_beside_it() -> None:
    for each in declared():
        if each.kind == "typeface":
            assert each.source.startswith("Copyright"), each.name
