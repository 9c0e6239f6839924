"""Finished pictures: the same each time, full of paint, moving where something moves and still where nothing does."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import av
import numpy as np
import pytest

from bible.entries import Character, Hour, Location, Look, Weather
from bible.errors import RenderError
from bible.script import Setting
from renderers.animatic.footage import Footage, left_out
from renderers.animatic.renderer import Animatic
from renderers.media.write import Pixels
from shots.rate import Rate, read_rate
from shots.recipe import Guide, Lettering, PictureFormat, Recipe, Utterance
from shots.recording import PhoneTime
from shots.shot import Angle, Framing, Move, Shot, Size, Subject

WIDTH, HEIGHT = 192, 108
NORA = Character(
    token="@NORA", name="NORA",
    look=Look(age=64, sex="woman", height_cm=167, hair="braid", hair_colour="#C9C4BA", outfit="raincoat",
              outfit_colour="#EC7A2E"),
)  # fmt: skip
IKE = Character(
    token="@IKE", name="IKE",
    look=Look(age=11, sex="man", height_cm=140, skin="tan", hat="beanie", hat_colour="#C8352F", outfit="jumper",
              outfit_colour="#3F7F6A", pack=True),
)  # fmt: skip
HARBOUR = Location(token="@HARBOUR", name="HARBOUR", setting=Setting.EXT, kind="harbour")
WHEELHOUSE = Location(token="@WHEELHOUSE", name="WHEELHOUSE", setting=Setting.INT, kind="wheelhouse")
SEA = Location(token="@SEA", name="OPEN SEA", setting=Setting.EXT, kind="sea")
TITLE = Lettering(kind="title", first="The Last Ferry", second="written by A. Writer")
SLUG = Lettering(kind="slug", first="HARBOUR", second="dawn · fog")
BOTH = (Subject(token="@NORA", side="left"), Subject(token="@IKE", side="right"))


def say(token: str, seconds: float = 1.0) -> Utterance:
    phones = tuple(
        PhoneTime(phone=phone, start=12000 + i * 6000, end=18000 + i * 6000)
        for i, phone in enumerate(("AA", "M", "OW", "S", "IY", "AA", "F", "UW"))
    )
    return Utterance(
        line="l1", speaker=token, text="Ahoy there.", lips=True, start=12000, samples=round(48000 * seconds),
        sample_rate=48000, phones=phones,
    )  # fmt: skip


def recipe(
    framing: Framing = Framing.SINGLE, size: Size = Size.MS, subjects: tuple[Subject, ...] = BOTH[:1], *,
    location: Location = HARBOUR, hour: Hour = Hour.DAWN, weather: Weather = Weather.CLEAR, move: Move = Move.STATIC,
    angle: Angle = Angle.EYE, thing: str = "", action: str = "", utterances: tuple[Utterance, ...] = (),
    lettering: Lettering | None = None, frames: int = 48, view: int = 0, width: int = WIDTH, height: int = HEIGHT,
    rate: Rate | None = None, guides: tuple[Guide, ...] = (),
    tense: Literal["present", "past", "dream"] = "present",
) -> Recipe:  # fmt: skip
    return Recipe(
        shot=Shot(id="sh0001", slate="1A", scene="s1", framing=framing, size=size, angle=angle, move=move,
                  subjects=subjects, thing=thing, action=action, view=view, tense=tense),
        cast=(NORA, IKE), location=location, hour=hour, weather=weather, utterances=utterances, lettering=lettering,
        picture=PictureFormat(width=width, height=height, rate=rate or Rate(numerator=24)), frames=frames, handles=8,
        seed=7, renderer="animatic", revision="1", take=1, guides=guides,
    )  # fmt: skip


def drawn(of: Recipe, frame: int = 20) -> Pixels:
    footage = Footage(of, of.picture.width, of.picture.height)
    footage.draw(frame)
    return footage.pixels.copy()


GALLERY = {
    "establishing": recipe(Framing.ESTABLISHING, Size.EWS, (), weather=Weather.FOG, lettering=SLUG),
    "master": recipe(Framing.MASTER, Size.WS, BOTH),
    "running": recipe(Framing.SINGLE, Size.FS, BOTH[1:], action="IKE runs along the quay."),
    "medium": recipe(action="NORA loops the rope."),
    "shoulder": recipe(Framing.OVER_SHOULDER, Size.MCU, BOTH, utterances=(say("@NORA"),)),
    "reverse": recipe(Framing.OVER_SHOULDER, Size.MCU, (BOTH[1], BOTH[0]), view=1),
    "close": recipe(Framing.REACTION, Size.CU, BOTH[1:], hour=Hour.NIGHT),
    "closest": recipe(Framing.SINGLE, Size.ECU, move=Move.PUSH_IN),
    "two": recipe(Framing.TWO_SHOT, Size.MLS, BOTH, location=WHEELHOUSE),
    "insert": recipe(Framing.INSERT, Size.CU, (), location=WHEELHOUSE, thing="barometer"),
    "title": recipe(Framing.TITLE, Size.WS, (), lettering=TITLE),
    "storm": recipe(Framing.ESTABLISHING, Size.EWS, (), location=SEA, weather=Weather.STORM),
    "dutch": recipe(angle=Angle.DUTCH, location=SEA, weather=Weather.STORM),
    "remembered": recipe(Framing.TWO_SHOT, Size.MS, BOTH, tense="past"),
    "dreamed": recipe(Framing.SINGLE, Size.MCU, BOTH[1:], tense="dream"),
    "seen": recipe(Framing.POINT_OF_VIEW, Size.CU, BOTH[:1], view=1),
    "card": recipe(Framing.TITLE, Size.WS, (), thing="Three weeks later"),
    "tall": recipe(Framing.MASTER, Size.WS, BOTH, width=108, height=192, hour=Hour.SUNSET),
}

GOLDEN: dict[str, str] = {
    "establishing": "B59C98C2A9A3BDA6A3B59F9CCBB29ECFB09BD1B7A3D4B6A0847E838D858A8D868C807677",
    "master": "C9A694D1AB9BCBAC9FC7A6979D918DB28D769E9082A5968E998F8D9789898D888A948C8F",
    "running": "B29988BBA48EBE9982BDA69485808690888C607066848389948C8F999194847E83938B8F",
    "medium": "D3B39BE1BF9EE4C5A7D9BBA26C6268B3765673686F7A78817E7B7FCD733F988F8E888589",
    "shoulder": "C3A595D7B498CEB6A0966F76A89785C692719F9083793C4481584AE77433746872615858",
    "reverse": "897E7D9C7565B06F5A97726192756C8E6A5D8562509A7B658E63539D705F46655B616E60",
    "close": "939A9B99A2A6924F5233445F4E66824E66836F594C5F75862F2D40383C4C2F595C345153",
    "closest": "BA927CE4B087EAA778A68E82CAA78DC78D6FD0956FC7A78EC293718D574CDF986FBDA48D",
    "two": "736C6F8C80807D6E727F7A807E624FA66B4972604E64675D6751447A53404E4C47535149",
    "insert": "583F33916C4C906F524E3830674938BC9876DCB88D523B326B4C38785B478C6C514E3830",
    "title": "5668845A6D8A5A6D8B566884948E9C968F9CA69FA59F99A3C29E8AC6A28FC7A38FD4AC94",
    "storm": "6272745C6C715A6A6F5A6A6E7C8B8A83908B79878681908E31464F3E525B344852324750",
    "dutch": "7A8885999B92A2ACA19CA69C66797D8A7158485E66546970535E5C995C2A5B646059615C",
    "remembered": "AE9174CCA882CDA583B49679956D52BB825B917765847969926A4EC07E50797C68656652",
    "dreamed": "E5D7C9E8D2B9D19A8CE2D6CF96888A8C7A7A7E766991928EA6ABB78F949F5D80779AA6A6",
    "seen": "9B775FB88D72AF7A649C68568F6D55AB7D659F856AAC7E607B5A46CA82599F6C47926655",
    "card": "5668845A6D8A5A6D8B56688497919E9A929FAAA2A89F99A3C7A28DCBA692D6AE98D4AC94",
    "tall": "E38E4AEE944DE9914EE59757CB7B4BC07F5AB9805DAA865AC47746D6804AD7824BC37746",
}
"""Mean colours (red, green, blue in hexadecimal) of 4 x 3 fields of frame 20, row by row. A change here is a change of
the picture: it needs a new revision of the animatic."""


def fields(pixels: Pixels) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    rows = np.array_split(pixels[..., 2::-1].astype(np.float64), 3)
    return np.array([field.mean((0, 1)) for row in rows for field in np.array_split(row, 4, axis=1)])


@pytest.mark.parametrize("name", GALLERY)
def test_pictures_stay_as_they_are(name: str) -> None:
    found = fields(drawn(GALLERY[name]))
    written = "".join(f"{round(level):02X}" for level in found.ravel())
    wanted = np.array(list(bytes.fromhex(GOLDEN[name])), np.float64).reshape(found.shape)
    assert np.abs(found - wanted).max() < 2.5, f"{name} is now {written}"


@pytest.mark.parametrize("name", GALLERY)
def test_the_same_recipe_gives_the_same_frames_in_any_order(name: str) -> None:
    of = GALLERY[name]
    forward = Footage(of, of.picture.width, of.picture.height)
    shots: dict[int, Pixels] = {}
    for frame in (-8, 0, 19, 20, 47, 55):
        forward.draw(frame)
        shots[frame] = forward.pixels.copy()
    for frame in (47, 20, -8):
        assert (drawn(of, frame) == shots[frame]).all()


@pytest.mark.parametrize("name", GALLERY)
def test_equal_keys_are_equal_pictures(name: str) -> None:
    of = GALLERY[name]
    footage = Footage(of, of.picture.width, of.picture.height)
    seen: dict[object, Pixels] = {}
    for frame in range(-2, 20):
        footage.draw(frame)
        known = seen.setdefault(footage.key(frame), footage.pixels.copy())
        assert (known == footage.pixels).all(), frame


@pytest.mark.parametrize("name", GALLERY)
def test_frames_are_opaque_and_have_more_than_one_colour(name: str) -> None:
    pixels = drawn(GALLERY[name])
    assert pixels[..., 3].min() == 255
    assert len(np.unique(pixels.reshape(-1, 4), axis=0)) > 50


def test_a_held_shot_is_drawn_on_twos_and_a_moving_one_on_ones() -> None:
    held, moving = Footage(recipe(), WIDTH, HEIGHT), Footage(recipe(move=Move.PUSH_IN), WIDTH, HEIGHT)
    assert len({held.key(frame) for frame in range(24)}) <= 12
    assert len({moving.key(frame) for frame in range(10, 34)}) == 24


def test_lips_move_while_the_words_are_heard() -> None:
    of = recipe(Framing.SINGLE, Size.CU, utterances=(say("@NORA"),), width=640, height=360)
    footage = Footage(of, 640, 360)
    keys = [footage.key(frame) for frame in range(6, 24)]
    assert len(set(keys)) > 9


def test_each_side_of_a_place_has_its_own_background() -> None:
    here, there = (drawn(recipe(Framing.SINGLE, Size.CU, view=view)) for view in (0, 1))
    changed = (here != there).any(-1)
    assert changed[:20].mean() > 0.5
    middle = slice(WIDTH // 3, WIDTH // 3 + 12)
    assert changed[HEIGHT // 2 : HEIGHT // 2 + 12, middle].mean() < 0.1


def test_the_slug_stands_for_two_seconds() -> None:
    named, bare = (
        recipe(Framing.ESTABLISHING, Size.EWS, (), lettering=lettering, frames=96) for lettering in (SLUG, None)
    )
    assert (drawn(named, 12) != drawn(bare, 12)).any()
    assert (drawn(named, 60) == drawn(bare, 60)).all()


@pytest.mark.parametrize("move", list(Move))
def test_every_move_changes_the_picture_and_leaves_no_hole(move: Move) -> None:
    of = recipe(Framing.SINGLE, Size.MCU, move=move)
    assert drawn(of, 24)[..., 3].min() == 255
    assert fields(drawn(of, 47)).min() > 4
    assert ((drawn(of, 0) != drawn(of, 40)).any(-1).mean() > 0.3) == (move != Move.STATIC)


def test_what_cannot_be_shown_is_said() -> None:
    assert left_out(recipe(lettering=TITLE)) == ()
    strange = Lettering(kind="title", first="𓀀𓀁 of Ra")
    guide = Guide(kind="depth", file="d.mp4", sha256="0" * 64)
    said = left_out(recipe(angle=Angle.OVERHEAD, lettering=strange, guides=(guide,)))
    assert [word in " ".join(said) for word in ("overhead", "𓀀𓀁", "guides")] == [True, True, True]


def test_a_stranger_to_the_cast_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="@PIA"):
        Animatic().render(recipe(subjects=(Subject(token="@PIA", side="left"),)), tmp_path / "t.mp4", lambda *_: None)
    assert not (tmp_path / "t.mp4").exists()


@pytest.mark.parametrize("rate", ["23.976", "25", "60"])
def test_takes_are_written_at_any_rate(rate: str, tmp_path: Path) -> None:
    of = recipe(Framing.MASTER, Size.WS, BOTH, frames=10, rate=read_rate(rate))
    rendered = Animatic().render(of, tmp_path / "take.mp4", lambda *_: None)
    with av.open(str(tmp_path / "take.mp4")) as film:
        frames = [frame.to_ndarray(format="bgra") for frame in film.decode(video=0)]
    assert len(frames) == rendered.frames == 26
    assert np.abs(fields(frames[18]) - fields(drawn(of, 10))).max() < 6


Kind = Literal["title", "slug"]


@pytest.mark.parametrize("kind", ["title", "slug"])
def test_long_names_stay_inside_the_frame(kind: Kind) -> None:
    words = "THE UNREASONABLY LONG NAME OF A HARBOUR AT THE END OF A WORLD WITHOUT HARBOURS"
    framing = Framing.TITLE if kind == "title" else Framing.ESTABLISHING
    for width, height in ((WIDTH, HEIGHT), (108, 192)):
        long, bare = (
            recipe(framing, Size.EWS, (), lettering=lettering, width=width, height=height)
            for lettering in (Lettering(kind=kind, first=words, second=words), None)
        )
        changed = (drawn(long, 45) != drawn(bare, 45)).any(-1)
        assert changed.any()
        assert not changed[:, -4:].any()
