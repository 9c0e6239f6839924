"""The editor's cut comes back from OTIO, EDL and Final Cut Pro 7 XML: understood, reported, cut again."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pytest
from conform_film import HANDLES, LENGTHS, RATES, come_back, film, known_of, now_of, takes, timeline, told, trim

from edit.conform_match import match
from edit.conform_report import changes
from edit.cut_list_read import read_cut_list
from edit.sequence import SAMPLE_RATE, Sequence
from edit.transitions import Transition
from edit.turnover_aaf import write_aaf
from edit.turnover_edl import write_edl
from edit.turnover_fcp7 import write_fcp7
from edit.turnover_fcpx import write_fcpx
from edit.turnover_rows import rows_of


@pytest.mark.parametrize("form", ["otio", "xml"])
@pytest.mark.parametrize("rate", RATES)
def test_an_untouched_export_comes_back_as_no_change(rate: str, form: str, tmp_path: Path) -> None:
    sequence = film(rate)
    matched = come_back(timeline(sequence), sequence, tmp_path, form=form)
    assert changes(now_of(sequence), matched.cut, sequence.rate, {}) == ()
    assert matched.cut == now_of(sequence)
    assert matched.own_media == ()


@pytest.mark.parametrize("rate", RATES)
def test_an_untouched_edit_decision_list_changes_no_picture(rate: str, tmp_path: Path) -> None:
    sequence = film(rate)
    matched = come_back(timeline(sequence), sequence, tmp_path, form="edl")
    assert matched.cut.clips == now_of(sequence).clips
    assert matched.cut.sounds is None
    assert told(matched, sequence) == set()


def _with_transitions(sequence: Sequence) -> Sequence:
    """The film with every kind of transition, each well inside its shots."""
    placed = (
        Transition(at=0, kind="fade", after=10),
        Transition(at=48, kind="dissolve", before=8, after=6),
        Transition(at=84, kind="wipe", before=5, after=7, pattern="iris"),
        Transition(at=144, kind="dip", before=6, after=6, colour="#ffffff"),
        Transition(at=174, kind="fade", before=12, colour="#ffffff"),
    )
    return sequence.model_copy(update={"transitions": placed})


@pytest.mark.parametrize("rate", ["25", "29.97df"])
@pytest.mark.parametrize("form", ["xml", "fcpxml", "edl", "aaf"])
def test_transitions_come_back_as_they_were_from_forms_that_carry_less_of_them(
    form: str, rate: str, tmp_path: Path
) -> None:
    """A list does not say where in a dissolve the cut lies, none of them knows an iris or a white dip."""
    sequence = _with_transitions(film(rate))
    rows = rows_of(timeline(sequence), sequence.rate, 320, 180)
    file = tmp_path / f"film.{form}"
    if form == "aaf":
        write_aaf(timeline(sequence), rows, tmp_path, file)
    elif form == "edl":
        file.write_text(write_edl(rows, rows.tracks[0]), encoding="utf-8")
    else:
        write = write_fcp7 if form == "xml" else write_fcpx
        file.write_text(write(rows, tmp_path), encoding="utf-8")
    listed = read_cut_list(file, sequence.rate)
    matched = match(listed, sequence, now_of(sequence), known_of(sequence))
    assert matched.cut.transitions == sequence.transitions
    assert matched.cut.clips == now_of(sequence).clips


@pytest.mark.parametrize("rate", ["24", "29.97df"])
@pytest.mark.parametrize("form", ["xml", "fcpxml", "otio", "edl"])
def test_clips_at_other_speeds_come_back_as_they_were(form: str, rate: str, tmp_path: Path) -> None:
    """Fast, slow, standing still and backwards, each from a frame in the middle of its media."""
    sequence = film(rate)
    paces = zip(sequence.clips, (Fraction(2), Fraction(1, 2), Fraction(0), Fraction(-1)), strict=True)
    clips = tuple(
        clip.model_copy(update={"speed": speed, "first": 12 if speed >= 0 else 40, "frames": min(clip.frames, 20)})
        for clip, speed in paces
    )
    clips = tuple(clip.model_copy(update={"start": 20 * number}) for number, clip in enumerate(clips))
    sequence = sequence.model_copy(update={"clips": clips, "sounds": ()})
    rows = rows_of(timeline(sequence), sequence.rate, 320, 180)
    file = tmp_path / f"film.{form}"
    if form == "otio":
        otio.adapters.write_to_file(timeline(sequence), str(file), adapter_name="otio_json")
    elif form == "edl":
        file.write_text(write_edl(rows, rows.tracks[0]), encoding="utf-8")
    else:
        write = write_fcp7 if form == "xml" else write_fcpx
        file.write_text(write(rows, tmp_path), encoding="utf-8")
    listed = read_cut_list(file, sequence.rate)
    assert [clip.speed for clip in listed.picture] == [clip.speed for clip in clips]
    matched = match(listed, sequence, now_of(sequence), known_of(sequence))
    assert matched.cut.clips == now_of(sequence).clips
    assert matched.strange == ()


def test_a_dissolve_that_the_editor_made_longer_in_a_list_is_the_editors(tmp_path: Path) -> None:
    sequence = _with_transitions(film("25"))
    edited = sequence.transitions[1].model_copy(update={"before": 8, "after": 8})
    longer = sequence.model_copy(update={"transitions": (sequence.transitions[0], edited, *sequence.transitions[2:])})
    file = tmp_path / "film.edl"
    rows = rows_of(timeline(longer), sequence.rate, 320, 180)
    file.write_text(write_edl(rows, rows.tracks[0]), encoding="utf-8")
    matched = match(read_cut_list(file, sequence.rate), sequence, now_of(sequence), known_of(sequence))
    assert [(each.at, each.before, each.after) for each in matched.cut.transitions][1:3] == [(40, 0, 16), (84, 5, 7)]


def test_trims_order_drops_and_repeats_are_understood(tmp_path: Path) -> None:
    sequence = film()
    edited = timeline(sequence)
    video = edited.video_tracks()[0]
    trim(video[0], 10, 5)
    del video[1]
    first = video[-1].clone()
    del video[-1]
    video.insert(0, first)
    video.append(first.clone())
    matched = come_back(edited, sequence, tmp_path)
    assert [(clip.slate, clip.start, clip.first, clip.frames) for clip in matched.cut.clips] == [
        ("1D", 0, 0, 30),
        ("1A", 30, 10, 33),
        ("1C", 63, 0, 60),
        ("1D", 123, 0, 30),
    ]
    assert told(matched, sequence) == {
        ("left out", "1B"),
        ("moved", "1D"),
        ("repeated", "1D"),
        ("trimmed", "1A"),
        ("length", "film"),
    }
    assert matched.cut.left_out("sh0002")
    assert not matched.cut.left_out("sh0001")


@pytest.mark.parametrize("form", ["xml", "edl"])
def test_the_same_trims_come_in_by_other_forms(form: str, tmp_path: Path) -> None:
    sequence = film("25")
    edited = timeline(sequence)
    video = edited.video_tracks()[0]
    trim(video[2], 4, -6)
    del video[0]
    matched = come_back(edited, sequence, tmp_path, form=form)
    assert [(clip.slate, clip.start, clip.first, clip.frames) for clip in matched.cut.clips] == [
        ("1B", 0, 0, 36),
        ("1C", 36, 4, 62),
        ("1D", 98, 0, 30),
    ]


def test_sounds_that_stayed_keep_their_sample_and_others_move_by_whole_frames(tmp_path: Path) -> None:
    sequence = film("23.976")
    edited = timeline(sequence)
    audio = edited.audio_tracks()[0]
    heard = [item for item in audio if isinstance(item, otio.schema.Clip)]
    trim(heard[1], 3, 0)
    gap = audio[list(audio).index(heard[1]) - 1]
    trim(gap, 0, -3)
    heard[2].metadata["studio"]["level"] = -6.0
    del audio[-1]
    sounds = come_back(edited, sequence, tmp_path).cut.sounds
    assert sounds is not None
    assert sounds[0] == sequence.sounds[0]
    step = sequence.rate.samples(3, SAMPLE_RATE)
    before = sequence.sounds[1]
    assert (sounds[1].start, sounds[1].source_start) == (before.start + step, before.source_start + step)
    assert abs(sounds[1].end - before.end) <= 1
    assert sounds[2] == sequence.sounds[2].model_copy(update={"level": -6.0})
    assert len(sounds) == 3
    assert {("omitted", "L0004"), ("level", "film_L0003_NORA_t01")} <= told(
        come_back(edited, sequence, tmp_path), sequence
    )


@pytest.mark.parametrize("form", ["otio", "xml"])
def test_sounds_cross_fade_where_the_editor_laid_one_into_the_other(form: str, tmp_path: Path) -> None:
    sequence = film("25")
    edited = timeline(sequence)
    audio = edited.audio_tracks()[0]
    heard = [item for item in audio if isinstance(item, otio.schema.Clip)]
    gap = audio[list(audio).index(heard[1]) - 1]
    closed = round(gap.duration().value)
    audio.remove(gap)
    trim(heard[1], 5, 0)

    def fade(before: int, after: int) -> otio.schema.Transition:
        times = (otio.opentime.RationalTime(each, 25) for each in (before, after))
        return otio.schema.Transition("", otio.schema.TransitionTypes.SMPTE_Dissolve, *times)

    audio.insert(list(audio).index(heard[1]), fade(3, 4))
    audio.insert(list(audio).index(heard[2]) + 1, fade(5, 0))
    matched = come_back(edited, sequence, tmp_path, form=form)
    sounds, samples = matched.cut.sounds, sequence.rate.samples
    assert sounds is not None
    first, second, third = sounds[:3]
    before = sequence.sounds
    assert (first.fade_in, first.fade_out) == (0, samples(7, SAMPLE_RATE))
    assert abs(first.end - before[0].end - samples(4, SAMPLE_RATE)) <= 1
    assert (second.fade_in, second.fade_out) == (samples(7, SAMPLE_RATE), 0)
    assert second.start == before[1].start - samples(closed + 3, SAMPLE_RATE)
    assert second.source_start == before[1].source_start + samples(2, SAMPLE_RATE)
    assert (third.fade_in, third.fade_out, third.length) == (0, samples(5, SAMPLE_RATE), before[2].length)
    remarks = changes(now_of(sequence), matched.cut, sequence.rate, {})
    assert [each.what for each in remarks if "fades" in each.what] == [
        "fades out in 0.28 s", "fades in in 0.28 s", "fades out in 0.20 s",
    ]  # fmt: skip


def test_markers_are_the_editors_alone(tmp_path: Path) -> None:
    sequence = film()
    edited = timeline(sequence)
    at = otio.opentime.TimeRange(otio.opentime.RationalTime(50, 24), otio.opentime.RationalTime(1, 24))
    edited.tracks.markers.append(otio.schema.Marker(name="hand", comment="look again", marked_range=at))
    at = otio.opentime.TimeRange(otio.opentime.RationalTime(HANDLES + 6, 24), otio.opentime.RationalTime(1, 24))
    edited.video_tracks()[0][2].markers.append(otio.schema.Marker(name="on the clip", marked_range=at))
    markers = come_back(edited, sequence, tmp_path).cut.markers
    assert [(each.at, each.name, each.comment) for each in markers] == [
        (50, "hand", "look again"),
        (90, "on the clip", ""),
    ]


def test_levels_of_final_cut_pro_7_are_decibels(tmp_path: Path) -> None:
    sequence = film()
    file = tmp_path / "cut.xml"
    otio.adapters.write_to_file(timeline(sequence), str(file), adapter_name="fcp_xml")
    text = file.read_text()
    items = text.split("<clipitem ")
    number = next(number for number, item in enumerate(items) if "<name>film_L0001_NORA_t01</name>" in item)
    level = (
        "<filter><effect><name>Audio Levels</name><effectid>audiolevels</effectid><mediatype>audio</mediatype>"
        "<parameter><parameterid>level</parameterid><name>Level</name><value>0.501187</value></parameter></effect></filter>"
    )
    items[number] = items[number].replace("</clipitem>", f"{level}</clipitem>")
    file.write_text("<clipitem ".join(items))
    matched = match(read_cut_list(file, sequence.rate), sequence, now_of(sequence), known_of(sequence))
    assert matched.cut.sounds is not None
    assert [sound.level for sound in matched.cut.sounds] == [-6.0, 0.0, 0.0, 0.0]


def test_an_alternate_take_is_chosen_one_that_came_later_is_not_unchosen(tmp_path: Path) -> None:
    sequence = film()
    edited = timeline(sequence)
    known = known_of(sequence, *takes(sequence, 2, "2026-11-02")[:1], *takes(sequence, 2, "2026-11-09")[1:2])
    now = now_of(sequence)
    # The program shows 1A's second take, which is the pick; of 1B, the second came after everything it has seen.
    swapped = edited.video_tracks()[0][0]
    swapped.name = "film_001A_t02"
    swapped.media_reference.target_url = "takes/001/film_001A_t02.mp4"
    matched = come_back(edited, sequence, tmp_path, known)
    assert [(clip.slate, clip.take, clip.pinned) for clip in matched.cut.clips][:2] == [
        ("1A", 2, False),
        ("1B", 2, False),
    ]
    # Both takes of one shot, side by side: the one that is not the pick stays where it stands.
    swapped.media_reference.target_url = "takes/001/film_001A_t01.mp4"
    other = swapped.clone()
    other.media_reference.target_url = "takes/001/film_001A_t02.mp4"
    edited.video_tracks()[0].append(other)
    matched = come_back(edited, sequence, tmp_path, known)
    seen = [(clip.take, clip.pinned) for clip in matched.cut.clips if clip.slate == "1A"]
    assert seen == [(1, True), (2, False)]
    assert now.clips[0].take == 1


def test_several_picture_tracks_become_one_and_what_is_turned_off_is_not_seen(tmp_path: Path) -> None:
    sequence = film()
    edited = timeline(sequence)
    over = edited.video_tracks()[0][3].clone()
    trim(over, 0, 10)
    track = otio.schema.Track(name="V2", kind=otio.schema.TrackKind.Video)
    at = otio.opentime.TimeRange(otio.opentime.RationalTime(0, 24), otio.opentime.RationalTime(20, 24))
    track.append(otio.schema.Gap(source_range=at))
    track.append(over)
    edited.tracks.insert(1, track)
    matched = come_back(edited, sequence, tmp_path)
    assert [(clip.slate, clip.start, clip.first, clip.frames) for clip in matched.cut.clips][:3] == [
        ("1A", 0, 0, 20),
        ("1D", 20, 0, 20),
        ("1A", 40, 40, 8),
    ]
    assert any("became one" in words for words in matched.strange)
    over.enabled = False
    edited.tracks[1][1].enabled = False
    assert come_back(edited, sequence, tmp_path).cut.clips == now_of(sequence).clips


def test_own_media_titles_and_effects_are_told(tmp_path: Path) -> None:
    sequence = film()
    edited = timeline(sequence)
    video = edited.video_tracks()[0]
    length = otio.opentime.TimeRange(otio.opentime.RationalTime(0, 24), otio.opentime.RationalTime(24, 24))
    stock = otio.schema.ExternalReference("file:///Users/ed/My%20Media/stock%20shot.mov", available_range=length)
    video.append(otio.schema.Clip(name="stock", media_reference=stock, source_range=length))
    title = otio.schema.GeneratorReference(generator_kind="Text", available_range=length)
    video.append(otio.schema.Clip(name="Lower third", media_reference=title, source_range=length))
    video[0].effects.append(otio.schema.Effect(name="Gaussian Blur", effect_name="blur"))
    video[1].effects.append(otio.schema.LinearTimeWarp(time_scalar=0.5))
    nested = otio.schema.Stack(name="Compound 1", source_range=length)
    video.append(nested)
    matched = come_back(edited, sequence, tmp_path)
    assert matched.own_media == ("stock shot.mov",)
    assert matched.cut.clips[1].speed == Fraction(1, 2)
    assert matched.cut.frames == sum(LENGTHS) + 24
    words = " ".join(matched.strange)
    assert all(each in words for each in ("Lower third", "Gaussian Blur", "Compound 1"))
    assert ("speed", "1B") in told(matched, sequence)


def test_dissolves_are_understood(tmp_path: Path) -> None:
    sequence = film()
    edited = timeline(sequence)
    half = otio.opentime.RationalTime(6, 24)
    edited.video_tracks()[0].insert(
        1, otio.schema.Transition(transition_type="SMPTE_Dissolve", in_offset=half, out_offset=half)
    )
    cut = come_back(edited, sequence, tmp_path).cut
    assert [(each.at, each.kind, each.before, each.after) for each in cut.transitions] == [(48, "dissolve", 6, 6)]
    assert cut.clips == now_of(sequence).clips


EDL = """TITLE: The Film
FCM: NON-DROP FRAME

001  1BT1     V     C        01:01:00:12 01:01:01:08 01:00:00:00 01:00:00:20
* FROM CLIP NAME: film_001B_t01
* LOC: 01:00:00:00 GREEN   1B MCU - Does 2.; take 1B-1, in the cut
002  1AT1     V     C        01:00:00:08 01:00:02:08 01:00:00:20 01:00:02:20
* LOC: 01:00:01:00 RED     1A MCU - Does 1.; take 1A-1, in the cut; she blinks
* LOC: 01:00:02:00 RED     hand - look again
"""


def test_an_edit_decision_list_is_read_by_timecode_and_reel(tmp_path: Path) -> None:
    sequence = film()
    file = tmp_path / "cut.edl"
    file.write_text(EDL)
    names = [Path(clip.file).stem for clip in sequence.clips]
    known = known_of(sequence).model_copy(
        update={
            "starts": {name: 86400 + 1440 * number for number, name in enumerate(names)},
            "reels": {"1AT1": names[0], "1BT1": names[1]},
        }
    )
    cut = match(read_cut_list(file, sequence.rate), sequence, now_of(sequence), known).cut
    assert [(clip.slate, clip.start, clip.first, clip.frames) for clip in cut.clips] == [
        ("1B", 0, 4, 20),
        ("1A", 20, 0, 48),
    ]
    assert cut.sounds is None
    assert [note.name for note in cut.markers] == ["hand - look again"]


def test_what_an_export_adds_to_its_markers_is_not_the_editors(tmp_path: Path) -> None:
    sequence = film()
    edited = timeline(sequence)
    for marker in edited.tracks.markers:
        marker.comment += "; take 1A-1, in the cut; circled by ann: hold the look"
    assert come_back(edited, sequence, tmp_path).cut.markers == ()
    edited.tracks.markers[1].comment = "too long"
    assert [note.comment for note in come_back(edited, sequence, tmp_path).cut.markers] == ["too long"]


def test_a_cut_from_before_a_shot_was_made_does_not_leave_it_out(tmp_path: Path) -> None:
    sequence = film()
    known = known_of(sequence)
    late = tuple(take.model_copy(update={"made_at": "2026-11-20"}) for take in known.takes[3:])
    known = known.model_copy(
        update={"takes": (*known.takes[:3], *late), "over": {"L0003": ("sh0003",), "L0004": ("sh0004",)}}
    )
    edited = timeline(sequence)
    del edited.video_tracks()[0][2:]
    cut = come_back(edited, sequence, tmp_path, known).cut
    assert cut.left_out("sh0003") and not cut.left_out("sh0004")
    assert cut.is_new("sh0004")
    assert "L0003" in cut.lines and "L0004" not in cut.lines


def test_a_shot_the_film_had_is_left_out_though_its_take_was_made_last(tmp_path: Path) -> None:
    sequence = film("24")
    *early, last = (take.model_copy(update={"made_at": "2026-11-01"}) for take in takes(sequence))
    everything = (*early, last.model_copy(update={"made_at": "2026-11-02"}))
    known = known_of(sequence).model_copy(update={"takes": everything, "cuts": ("2026-11-03", "2026-11-05")})
    edited = timeline(sequence)
    del edited.video_tracks()[0][-1]
    cut = come_back(edited, sequence, tmp_path, known).cut
    assert cut.left_out(last.shot)


def test_a_sound_that_outlasted_the_film_ends_where_the_editor_lets_it_end(tmp_path: Path) -> None:
    sequence = film()
    late = sequence.sounds[-1].model_copy(update={"samples": 3 * SAMPLE_RATE})
    sequence = sequence.model_copy(update={"sounds": (*sequence.sounds[:-1], late)})
    edited = timeline(sequence)
    last = [item for item in edited.audio_tracks()[0] if isinstance(item, otio.schema.Clip)][-1]
    trim(last, 0, 5)
    sounds = come_back(edited, sequence, tmp_path).cut.sounds
    assert sounds is not None
    end = round(last.range_in_parent().end_time_exclusive().value)
    assert abs(sounds[-1].end - sequence.rate.samples(end, SAMPLE_RATE)) <= 1
    assert come_back(timeline(sequence), sequence, tmp_path).cut.sounds == sequence.sounds
