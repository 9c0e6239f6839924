"""The timeline holds the sequence exactly, names media inside the folder, and survives the file and back."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pytest
from edit_film import beeping_film, picture

from edit.cards import Card
from edit.cut_list_read import read_cut_list
from edit.sequence import Sequence, Sound
from edit.timeline import audio_tracks, build_timeline
from edit.transitions import Transition
from shots.rate import read_rate
from shots.timecode import first_frame, frames_of

RATES = ("23.976", "24", "25", "29.97", "29.97df", "30", "50", "60")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Sequence:
    return beeping_film(tmp_path_factory.mktemp("film"), picture(), (40, 31, 50))


def _again(sequence: Sequence) -> otio.schema.Timeline:
    """The timeline written and read."""
    lengths = {sound.file: sound.samples + sound.source_start for sound in sequence.sounds}
    read = otio.adapters.read_from_string(build_timeline(sequence, lengths).to_json_string(), "otio_json")
    assert isinstance(read, otio.schema.Timeline)
    return read


def _at_rate(film: Sequence, name: str) -> Sequence:
    return film.model_copy(update={"picture": film.picture.model_copy(update={"rate": read_rate(name)})})


@pytest.mark.parametrize("name", RATES)
def test_every_clip_lies_at_its_frame_at_every_rate(film: Sequence, name: str) -> None:
    sequence = _at_rate(film, name)
    timeline = _again(sequence)
    fps = float(sequence.rate.fps)
    assert timeline.global_start_time == otio.opentime.RationalTime(first_frame(sequence.rate), fps)
    drop = sequence.rate.drop_frame
    assert frames_of(timeline.global_start_time.to_timecode(fps, drop), sequence.rate) == first_frame(sequence.rate)
    video = timeline.video_tracks()[0]
    for clip, placed in zip(sequence.clips, video, strict=True):
        within = placed.range_in_parent()
        assert (within.start_time.value, within.duration.value) == (clip.start, clip.frames)
        assert within.start_time.rate == fps
        assert placed.source_range.start_time.value == clip.first == 8
        assert placed.media_reference.available_range.duration.value == clip.media_frames == clip.frames + 16
    assert video.duration().value == sequence.frames


def test_media_are_named_from_the_folder_and_clips_as_their_files(film: Sequence) -> None:
    timeline = _again(film)
    clips = list(timeline.find_clips())
    assert len(clips) == 6
    for clip in clips:
        url = clip.media_reference.target_url
        assert not url.startswith((".", "/", "file:"))
        assert clip.name == Path(url).stem
        held, used = clip.media_reference.available_range, clip.source_range
        assert held.start_time <= used.start_time
        assert used.end_time_exclusive() <= held.end_time_exclusive()


def test_every_shot_has_a_marker_and_says_what_it_is(film: Sequence) -> None:
    stale = film.clips[1].model_copy(update={"stale": True})
    timeline = _again(film.model_copy(update={"clips": (film.clips[0], stale, film.clips[2])}))
    markers = timeline.tracks.markers
    assert [marker.name for marker in markers] == ["1 MCU", "2 MCU", "3 MCU"]
    assert [marker.marked_range.start_time.value for marker in markers] == [0, 40, 71]
    assert [marker.metadata["studio"]["state"] for marker in markers] == ["current", "stale", "current"]
    assert markers[0].comment == "Action 1."
    about = timeline.video_tracks()[0][1].metadata["studio"]
    assert (about["slate"], about["take"], about["shot"], list(about["lines"])) == ("2", "2-1", "sh0002", ["L0002"])


def test_sounds_lie_at_the_nearest_frame_and_keep_their_sample(film: Sequence) -> None:
    track = _again(film).audio_tracks()[0]
    clips = [each for each in track if isinstance(each, otio.schema.Clip)]
    for sound, clip in zip(film.sounds, clips, strict=True):
        start = clip.range_in_parent().start_time.value
        assert abs(start - sound.start * 24 / 48000) <= 0.5
        assert clip.metadata["studio"]["start_sample"] == sound.start


def test_sounds_at_once_lie_on_two_tracks(film: Sequence) -> None:
    first = film.sounds[0]
    late = first.model_copy(update={"start": first.start + 24000, "line": "L0009"})
    sequence = film.model_copy(update={"sounds": (first, late, film.sounds[2])})
    lines = [[placed.sound.line for placed in track] for track in audio_tracks(sequence)]
    assert lines == [["L0001", "L0003"], ["L0009"]]
    names = [track.name for track in _again(sequence).audio_tracks()]
    assert names == ["A1 dialogue", "A2 dialogue"]


def test_a_film_of_two_hours_does_not_drift(film: Sequence) -> None:
    clip = film.clips[0]
    clips = tuple(clip.model_copy(update={"start": 40 * number, "frames": 40}) for number in range(4316))
    sequence = _at_rate(film.model_copy(update={"clips": clips, "sounds": ()}), "23.976")
    timeline = _again(sequence)
    last = timeline.video_tracks()[0][-1].range_in_parent()
    assert last.end_time_exclusive().value == sequence.frames == 172_640


def test_an_empty_film_has_no_sound_tracks(film: Sequence) -> None:
    silent: tuple[Sound, ...] = ()
    assert len(_again(film.model_copy(update={"sounds": silent})).audio_tracks()) == 0


@pytest.mark.parametrize("name", RATES)
def test_transitions_lie_around_their_cuts_and_move_no_clip(film: Sequence, name: str) -> None:
    transitions = (
        Transition(at=0, kind="fade", after=8), Transition(at=40, kind="dissolve", before=5, after=7),
        Transition(at=71, kind="wipe", before=4, after=4, pattern="up"), Transition(at=121, kind="fade", before=9),
    )  # fmt: skip
    sequence = _at_rate(film.model_copy(update={"transitions": transitions}), name)
    video = _again(sequence).video_tracks()[0]
    placed = [each for each in video if isinstance(each, otio.schema.Transition)]
    said = [(each.name, each.in_offset.value, each.out_offset.value) for each in placed]
    assert said == [("fade", 0, 8), ("dissolve", 5, 7), ("wipe", 4, 4), ("fade", 9, 0)]
    assert [each.transition_type for each in placed].count("SMPTE_Dissolve") == 1
    assert placed[2].metadata["studio"]["pattern"] == "up"
    clips = [each for each in video if isinstance(each, otio.schema.Clip)]
    assert [clip.range_in_parent().start_time.value for clip in clips] == [0, 40, 71]
    assert video.duration().value == 121


def test_speeds_and_cards_are_told(film: Sequence) -> None:
    fast = film.clips[1].model_copy(update={"speed": Fraction(3, 2)})
    still = film.clips[2].model_copy(update={"speed": Fraction(0), "badge": "ANIMATIC"})
    black = film.clips[0].model_copy(update={"card": Card(kind="black"), "shot": "", "start": 121})
    timeline = _again(film.model_copy(update={"clips": (film.clips[0], fast, still, black)}))
    clips = list(timeline.video_tracks()[0])
    assert [[each.time_scalar for each in clip.effects] for clip in clips] == [[], [1.5], [0.0], []]
    assert clips[1].source_range.duration.value == 31
    about = [dict(clip.metadata["studio"]) for clip in clips]
    assert (about[1]["speed"], about[2]["badge"], about[3]["card"]) == ("3/2", "ANIMATIC", "black")
    assert len(timeline.tracks.markers) == 3


def test_transitions_come_back_from_the_file_as_they_were(film: Sequence, tmp_path: Path) -> None:
    transitions = (
        Transition(at=0, kind="fade", after=8, colour="#ffffff"), Transition(at=40, kind="dip", before=5, after=7),
        Transition(at=71, kind="wipe", before=4, after=4, pattern="iris"),
    )  # fmt: skip
    sequence = film.model_copy(update={"transitions": transitions})
    lengths = {sound.file: sound.samples for sound in sequence.sounds}
    (tmp_path / "cut.otio").write_text(build_timeline(sequence, lengths).to_json_string())
    read = read_cut_list(tmp_path / "cut.otio", sequence.rate)
    assert [Transition(**each.model_dump()) for each in read.transitions] == list(transitions)
    assert read.strange == ()
