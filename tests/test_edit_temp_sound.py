"""Temp sound: every place is heard from cut to cut, effects where the action names them, music that ends."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bible.entries import Hour, Weather
from edit.made_sound import BED_SECONDS, TEMP, made_effect, temp_file
from edit.sequence import Clip, Sequence, Sound, Track
from edit.sound import make_files, mix
from edit.temp_sound import LEVELS, LONGEST_CUE, OwnSound, Surroundings, TempWanted, temp_tracks
from renderers.media.read import read_sound
from renderers.media.wav import write_wav
from shots.rate import read_rate
from shots.recipe import PictureFormat

RATE = 48_000
ALL = TempWanted()


def _film(*seconds: float, said: tuple[Sound, ...] = ()) -> Sequence:
    """A film of one clip for each length, shots 1, 2, 3 ..."""
    picture = PictureFormat(rate=read_rate("24"))
    clips, at = [], 0
    for number, each in enumerate(seconds, 1):
        frames = round(each * 24)
        clips.append(
            Clip(
                shot=f"sh{number:04d}", slate=f"{number}A", take="", scene_number="1", file="t.mp4", sha256="0",
                start=at, frames=frames, first=0, media_frames=frames, size="MS", renderer="test",
            )
        )  # fmt: skip
        at += frames
    return Sequence(name="film", title="Film", picture=picture, clips=tuple(clips), sounds=said)


def _scene(number: int, *shots: int, action: str = "", place: str = "@HARBOUR", text: str = "") -> Surroundings:
    return Surroundings(
        scene=f"S{number:04d}", number=str(number), place=place, kind="harbour", inside=False, hour=Hour.DAY,
        weather=Weather.FOG, text=text, actions={f"sh{shot:04d}": action for shot in shots},
    )  # fmt: skip


def _track(tracks: tuple[Track, ...], name: str) -> Track:
    return next(track for track in tracks if track.name == name)


@settings(max_examples=40, deadline=None)
@given(lengths=st.lists(st.integers(1, 2_000), min_size=1, max_size=6), places=st.lists(st.booleans(), min_size=6))
def test_a_place_is_heard_at_every_moment_and_nothing_beyond_its_file(lengths: list[int], places: list[bool]) -> None:
    film = _film(*(frames / 24 for frames in lengths))
    scenes = [
        _scene(number, number, place="@A" if each else "@B")
        for number, each in zip(range(1, len(lengths) + 1), places, strict=False)
    ]
    ambience = _track(temp_tracks(film, scenes, ALL), "ambience")
    heard = 0
    for sound in ambience.sounds:
        assert sound.start <= heard
        assert sound.source_start >= 0
        assert sound.source_start + sound.samples <= BED_SECONDS * RATE
        heard = max(heard, sound.end)
    assert heard == film.samples
    files = {sound.file for sound in ambience.sounds}
    assert len(files) == len({scene.place for scene in scenes})


def test_a_place_dies_away_where_the_picture_goes_to_black() -> None:
    last = _track(temp_tracks(_film(6, 3), [_scene(1, 1)], ALL), "ambience").sounds[-1]
    assert (last.end, last.fade_out) == (7 * RATE, RATE)
    last = _track(temp_tracks(_film(6), [_scene(1, 1)], ALL), "ambience").sounds[-1]
    assert last.end == 6 * RATE
    assert last.fade_out < RATE / 2


def test_a_scene_that_gets_longer_needs_no_new_ambience() -> None:
    short, long = (temp_tracks(_film(each), [_scene(1, 1)], TempWanted(music=False)) for each in (6, 100))
    assert {sound.file for sound in short[0].sounds} == {sound.file for sound in long[0].sounds}
    assert len(long[0].sounds) > len(short[0].sounds)


def test_a_scene_in_two_places_is_heard_in_both_and_has_one_music() -> None:
    text = "She cries. A grave. Funeral. Tears."
    home = _scene(1, 1, 3, text=text)
    away = home.model_copy(
        update={"place": "@KITCHEN", "kind": "kitchen", "inside": True, "actions": {"sh0002": ""}, "hour": Hour.NIGHT}
    )
    tracks = temp_tracks(_film(10, 10, 10), [home, away], ALL)
    beds = _track(tracks, "ambience").sounds
    assert [each.cue for each in beds] == ["harbour", "kitchen", "harbour"]
    assert len({each.file for each in beds}) == 2
    # The harbour goes on where it would be by now.
    assert beds[2].source_start - beds[0].source_start == beds[2].start - beds[0].start
    assert [each.cue for each in _track(tracks, "music").sounds] == ["sad"]


def test_an_effect_stands_where_the_action_names_it_and_before_the_words() -> None:
    scene = _scene(1, 1, 2, action="She pulls the cord. The horn answers, low and long.")
    silent = _track(temp_tracks(_film(10, 10), [scene], ALL), "effects")
    assert [sound.cue for sound in silent.sounds] == ["horn"], "an action over two shots counts once"
    assert 3 * RATE < silent.sounds[0].start < 6 * RATE
    said = Sound(line="L1", file="a.wav", recording="", start=4 * RATE, source_start=0, samples=RATE, sample_rate=RATE)
    before = _track(temp_tracks(_film(10, 10, said=(said,)), [scene], ALL), "effects")
    assert before.sounds[0].start < 2 * RATE


def test_a_fire_burns_for_as_long_as_the_film_is_there() -> None:
    scenes = [_scene(1, 1, 2, action="Rain. A small fire burns."), _scene(2, 3, place="@ELSEWHERE")]
    fire = _track(temp_tracks(_film(6, 12, 9), scenes, ALL), "effects").sounds
    heard = fire[0].start
    assert 0 < heard < 3 * RATE
    for sound in fire:
        assert sound.cue == "fire"
        assert sound.start <= heard
        heard = sound.end
    assert heard == 18 * RATE


def test_music_is_a_cue_for_each_mood_and_comes_to_an_end() -> None:
    sad, glad = "She cries. A grave. Funeral. Tears.", "They laugh and dance. Laughter. They celebrate."
    scenes = [_scene(1, 1, text=sad), _scene(2, 2, text=sad), _scene(3, 3, text=glad), _scene(4, 4, text=glad)]
    music = _track(temp_tracks(_film(20, 20, 2, 150), scenes, ALL), "music")
    assert [(sound.cue, sound.start // RATE) for sound in music.sounds] == [("sad", 0), ("joyful", 40), ("joyful", 167)]
    assert [sound.samples // RATE for sound in music.sounds] == [40, LONGEST_CUE, 25]
    assert music.role == "music"
    assert music.duck > 0


def test_scenes_too_short_for_music_share_it_as_those_of_a_montage_do() -> None:
    texts = ("She cries. A grave.", "They laugh and dance.", "Stars glow. Wonder.", "They smile and hug.")
    scenes = [_scene(number, number, text=text) for number, text in enumerate(texts, 1)]
    (cue,) = _track(temp_tracks(_film(3, 4, 3, 3), scenes, ALL), "music").sounds
    assert (cue.start, cue.samples) == (0, 13 * RATE)
    own = OwnSound(file="sound/2 music.wav", sha256="0", samples=9 * RATE, loudness=-20, track="music", subject="2")
    heard = _track(temp_tracks(_film(3, 4, 3, 3), scenes, ALL, [own]), "music").sounds
    assert (heard[0].file, heard[0].start, heard[0].samples) == (own.file, 3 * RATE, 4 * RATE)


def test_each_kind_can_be_turned_off() -> None:
    scene = _scene(1, 1, action="A knock.")
    for wanted, names in (
        (ALL, ["ambience", "effects", "music"]), (TempWanted(ambience=False), ["effects", "music"]),
        (TempWanted(effects=False, music=False), ["ambience"]),
        (TempWanted(ambience=False, effects=False, music=False), []),
    ):  # fmt: skip
        assert [track.name for track in temp_tracks(_film(20), [scene], wanted)] == names


def test_a_persons_own_files_win_at_the_level_of_temp_sound() -> None:
    def own(track: str, subject: str, loudness: float = -20.0) -> OwnSound:
        return OwnSound.model_validate(
            {"file": f"sound/{track} {subject}.wav", "sha256": "1", "samples": 7 * RATE, "track": track,
             "subject": subject, "loudness": loudness}
        )  # fmt: skip

    scenes = [_scene(1, 1, action="A knock."), _scene(2, 2, action="A knock. Thunder.")]
    files = (own("ambience", "@HARBOUR"), own("ambience", "2"), own("effects", "knock"), own("effects", "2A"))
    tracks = temp_tracks(_film(20, 20), scenes, ALL, (*files, own("music", "", -12.0)))
    ambience, effects, music = (_track(tracks, name) for name in ("ambience", "effects", "music"))
    first, second = ({sound.file for sound in ambience.sounds if (sound.start > 19 * RATE) == late} for late in (0, 1))
    assert first == {"sound/ambience @HARBOUR.wav"}
    assert "sound/ambience 2.wav" in second
    assert {sound.cue: sound.made is None for sound in effects.sounds} == {"knock": True, "2A": True, "thunder": False}
    assert [(sound.file, sound.samples) for sound in music.sounds] == [("sound/music .wav", 7 * RATE)]
    assert music.sounds[0].level == LEVELS["music"] + 12.0


@pytest.mark.parametrize(("samples", "layings"), [(9600, 67), (480, 1)])
def test_a_short_file_is_laid_end_to_end_and_a_click_is_heard_once(samples: int, layings: int) -> None:
    own = OwnSound(file="sound/ambience.wav", sha256="1", samples=samples, track="ambience", subject="", loudness=-20.0)
    film = _film(10)
    sounds = _track(temp_tracks(film, [_scene(1, 1)], ALL, [own]), "ambience").sounds
    assert len(sounds) == layings
    assert all(one.end > other.start > one.start for one, other in pairwise(sounds))
    assert (sounds[-1].end == film.samples) == (layings > 1)


def test_files_are_named_by_what_is_in_them_and_made_once(tmp_path: Path) -> None:
    knock, other = made_effect("knock", 1), made_effect("knock", 2)
    files = [(temp_file("film", each), each) for each in (knock, other, knock)]
    assert files[0][0].startswith(f"{TEMP}/film_effect_knock_")
    assert files[0][0] != files[1][0]
    assert make_files(tmp_path, files) == 2
    made = read_sound(tmp_path / files[0][0])
    assert len(made) == round(knock.seconds * RATE)
    assert np.abs(made).max() > 0.05
    assert make_files(tmp_path, files) == 0
    (tmp_path / files[1][0]).unlink()
    assert make_files(tmp_path, files) == 1
    assert len(list((tmp_path / TEMP).glob("[!.]*"))) == 2


def test_temp_sound_goes_down_while_somebody_speaks(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.zeros(4 * RATE, np.float32))
    said = Sound(
        line="L1", file="a.wav", recording="", start=8 * RATE, source_start=0, samples=4 * RATE, sample_rate=RATE
    )
    film = _film(20, said=(said,))
    tracks = temp_tracks(film, [_scene(1, 1)], TempWanted(effects=False))
    make_files(tmp_path, ((each.file, each.made) for track in tracks for each in track.sounds if each.made))
    for track in tracks:
        loud, soft = (
            np.concatenate(list(mix(film.model_copy(update={"beds": (each,)}), tmp_path)))
            for each in (track.model_copy(update={"duck": 0.0}), track)
        )
        inside, outside = slice(8 * RATE, 12 * RATE), slice(2 * RATE, 6 * RATE)
        assert np.allclose(soft[inside], loud[inside] * 10 ** (-track.duck / 20), atol=1e-5)
        assert np.allclose(soft[outside], loud[outside], atol=1e-5)
