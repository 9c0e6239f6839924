"""From an editor's cut to the film: every frame where it belongs, whatever takes and recordings there are now."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import opentimelineio as otio
import pytest
from conform_film import HANDLES, LENGTHS, come_back, film, known_of, now_of, pieces_of, takes, timeline, trim
from edit_film import beeping_film, picture, read_barcode, shot_of
from hypothesis import given, settings
from hypothesis import strategies as st

from bible.errors import MediaError
from edit.assembly import CutPiece, heard_words
from edit.conform import EditorsCut, PlacedClip, cut_of
from edit.conform_assemble import Footage, Spoken, assemble_conformed
from edit.conform_match import Known, match
from edit.cut_list_read import read_cut_list
from edit.frames import sequence_frames
from edit.layers import units
from edit.master import make_cut
from edit.sequence import SAMPLE_RATE
from edit.sound import mix
from edit.timeline import build_timeline
from renderers.media.read import read_sound
from renderers.media.wav import write_wav
from shots.recipe import Utterance
from shots.recording import Recording, WordTime
from shots.take import Take

SPEEDS = (Fraction(1), Fraction(1), Fraction(1, 2), Fraction(2), Fraction(-1), Fraction(0))


def spoken(line: str, digest: str, words: tuple[tuple[int, int], ...], samples: int) -> Recording:
    return Recording(
        line=line, text="what is said", content=digest, phones=(), engine="tones", voice="v",
        samples=samples, sample_rate=SAMPLE_RATE,
        words=tuple(WordTime(word=f"w{number}", start=start, end=end) for number, (start, end) in enumerate(words)),
    )  # fmt: skip


@st.composite
def cuts(draw: st.DrawFn) -> EditorsCut:
    """Any cut of the film: clips of any stretch of its shots, in any order, at any speed, with black between."""
    at, clips = 0, []
    for number in draw(st.lists(st.integers(1, 5), max_size=8)):
        at += draw(st.sampled_from((0, 0, 7)))
        frames = draw(st.integers(1, 90))
        clips.append(
            PlacedClip(
                start=at, frames=frames, first=draw(st.integers(-12, 80)), shot=f"sh{number:04d}", slate=f"1{number}",
                take=draw(st.integers(1, 2)), pinned=draw(st.booleans()),
                speed=draw(st.sampled_from(SPEEDS)),
            )
        )  # fmt: skip
        at += frames
    return EditorsCut(frames=at + draw(st.integers(0 if clips else 1, 9)), clips=tuple(clips))


@given(cuts())
@settings(max_examples=150, deadline=None)
def test_any_cut_becomes_a_film_without_gaps_in_which_no_take_is_asked_for_frames_it_lacks(cut: EditorsCut) -> None:
    sequence = film()
    footage = Footage(pieces=pieces_of(sequence), takes=takes(sequence))
    made = assemble_conformed("film", "The Film", sequence.picture, cut, footage)
    assert made.frames == cut.frames
    at = 0
    for clip in made.clips:
        assert clip.start == at and clip.frames > 0
        assert 0 <= clip.shows(clip.start) < clip.media_frames
        assert 0 <= clip.shows(clip.end - 1) < clip.media_frames
        at = clip.end
    shown = {frame: clip for clip in made.clips if clip.shot for frame in range(clip.start, clip.end)}
    for placed in cut.clips:
        if placed.speed == 1 and placed.shot in {clip.shot for clip in sequence.clips}:
            for frame in (placed.start, placed.end - 1):
                wanted = placed.first + frame - placed.start + HANDLES
                if frame in shown:
                    assert shown[frame].shows(frame) == wanted
                else:
                    assert not 0 <= wanted < LENGTHS[int(placed.shot[-1]) - 1] + 2 * HANDLES


def test_a_cut_with_other_clips_knows_them_and_not_those_before() -> None:
    cut = now_of(film())
    assert cut.uses("sh0002") and not cut.left_out("sh0002")
    other = cut.model_copy(update={"clips": cut.clips[:1]})
    assert not other.uses("sh0002") and other.left_out("sh0002")
    assert other != cut and other == EditorsCut.model_validate_json(other.model_dump_json(exclude_defaults=True))


def test_an_untouched_cut_is_the_very_film_with_the_takes_there_are_now() -> None:
    sequence = film()
    cut = now_of(sequence).model_copy(update={"sounds": ()})
    longer = {take.shot: take.model_copy(update={"handles": 3}) for take in takes(sequence, 2)}
    pieces = tuple(piece.model_copy(update={"take": longer[piece.shot.id]}) for piece in pieces_of(sequence))
    made = assemble_conformed("film", "The Film", sequence.picture, cut, Footage(pieces=pieces))
    assert [(clip.start, clip.frames, clip.take) for clip in made.clips] == [
        (clip.start, clip.frames, clip.take.replace("-1", "-2")) for clip in sequence.clips
    ]
    assert {clip.first for clip in made.clips} == {3}


def test_a_new_recording_takes_the_place_of_the_older_word_by_word() -> None:
    sequence = film()
    sound = sequence.sounds[0].model_copy(update={"source_start": 1000, "samples": 1500})
    cut = now_of(sequence).model_copy(update={"sounds": (sound,)})
    before = spoken("L0001", "r1", ((0, 1000), (1000, 2500), (2600, 4000)), 4000)
    after = spoken("L0001", "r9", ((50, 3000), (3000, 6000), (6200, 9000)), 9100)
    footage = Footage(
        pieces=pieces_of(sequence),
        spoken={"L0001": Spoken(file="sound/new.wav", recording=after)},
        earlier={"r1": before},
    )
    (heard,) = assemble_conformed("film", "The Film", sequence.picture, cut, footage).sounds
    assert (heard.file, heard.recording, heard.start) == ("sound/new.wav", "r9", sound.start)
    assert (heard.source_start, heard.samples) == (3000, 3000)


def test_a_line_with_more_words_is_still_said_to_its_end() -> None:
    """The older recording was cut off behind its last word; so is the newer one, and no word is lost."""
    sequence = film()
    sound = sequence.sounds[0].model_copy(update={"source_start": 1000, "samples": 1900})
    cut = now_of(sequence).model_copy(update={"sounds": (sound,)})
    before = spoken("L0001", "r1", ((1000, 1800), (1900, 2900)), 4000)
    after = spoken("L0001", "r9", ((4000, 5000), (5000, 6000), (6000, 21_000)), 22_000)
    footage = Footage(
        pieces=pieces_of(sequence), spoken={"L0001": Spoken(file="sound/new.wav", recording=after)},
        earlier={"r1": before},
    )  # fmt: skip
    (said,) = assemble_conformed("film", "The Film", sequence.picture, cut, footage).sounds
    assert (said.source_start, said.source_start + said.samples) == (4000, 21_000)
    assert [word.word for each in heard_words((said,), {"L0001": after.words}) for word in each.words] == [
        "w0", "w1", "w2",
    ]  # fmt: skip


def test_new_shots_are_offered_where_they_would_come(tmp_path: Path) -> None:
    sequence = film()
    cut = now_of(sequence).model_copy(update={"sounds": (), "shots": ("sh0001", "sh0003")})
    cut = cut.model_copy(update={"clips": tuple(clip for clip in cut.clips if clip.shot in cut.shots)})
    made = assemble_conformed("film", "The Film", sequence.picture, cut, Footage(pieces=pieces_of(sequence)))
    assert [(clip.slate, clip.start) for clip in made.offered] == [("1B", LENGTHS[0] + LENGTHS[1]), ("1D", cut.frames)]
    track = build_timeline(made, {}).video_tracks()[1]
    offered = [item for item in track if isinstance(item, otio.schema.Clip)]
    assert [(item.name, item.enabled) for item in offered] == [("film_001B_t01", False), ("film_001D_t01", False)]
    # The editor turns one on: it is in the cut, and new no more.
    edited = build_timeline(made, {})
    edited.video_tracks()[1][-1].enabled = True
    back = come_back(edited, made, tmp_path, known_of(sequence)).cut
    assert [clip.slate for clip in back.clips] == ["1A", "1C", "1D"]
    assert back.frames == cut.frames + LENGTHS[3]
    assert not back.is_new("sh0004")


def test_the_cut_that_came_back_is_the_film_that_is_made(tmp_path: Path) -> None:
    sequence = beeping_film(tmp_path, picture(), LENGTHS, HANDLES)
    known_takes = tuple(
        Take(
            shot=clip.shot, slate=clip.slate, number=1, file=clip.file, sha256=clip.sha256, frames=clip.frames,
            handles=HANDLES, content="c", renderer="test", revision="1",
        )
        for clip in sequence.clips
    )  # fmt: skip
    edited = build_timeline(sequence, {sound.file: 3 * SAMPLE_RATE for sound in sequence.sounds})
    video = edited.video_tracks()[0]
    trim(video[0], -3, 20)
    video.insert(1, video[3].clone())
    length = otio.opentime.TimeRange(otio.opentime.RationalTime(0, 24), otio.opentime.RationalTime(10, 24))
    video.insert(2, otio.schema.Gap(source_range=length))
    del video[3]
    file = tmp_path / "cut.otio"
    otio.adapters.write_to_file(edited, str(file))
    shots = tuple(clip.shot for clip in sequence.clips)
    now = cut_of(sequence, known_takes, shots, ())
    known = Known(takes=known_takes, picks=dict.fromkeys(shots, 1), shots=shots)
    cut = match(read_cut_list(file, sequence.rate), sequence, now, known).cut
    pieces = tuple(
        CutPiece(shot=shot_of(number), scene_number="1", frames=take.frames, take=take)
        for number, take in enumerate(known_takes, 1)
    )
    made = assemble_conformed("film", "The Film", sequence.picture, cut, Footage(pieces=pieces, takes=known_takes))
    (tmp_path / "aside").mkdir()
    make_cut(made, tmp_path, tmp_path / "aside")
    with av.open(str(tmp_path / "aside" / "film.mp4")) as container:
        seen = [read_barcode(frame)[:2] for frame in container.decode(video=0)]
    expected = [(1, frame) for frame in range(HANDLES - 3, HANDLES + 28)]
    expected += [(4, frame) for frame in range(HANDLES, HANDLES + 30)]
    expected += [(0, 0)] * 10
    expected += [(3, frame) for frame in range(HANDLES, HANDLES + 60)]
    expected += [(4, frame) for frame in range(HANDLES, HANDLES + 30)]
    # The sound was left as long as it was: the film lasts as long as that.
    expected += [(0, 0)] * (sum(LENGTHS) - len(expected))
    assert seen == expected


@pytest.mark.parametrize("rate", ["23.976", "25", "29.97df"])
def test_a_picture_without_sound_takes_what_is_said_along(tmp_path: Path, rate: str) -> None:
    sequence = beeping_film(tmp_path, picture(rate), (70, 45, 61), HANDLES)
    pieces, said = [], {}
    for number, (clip, sound) in enumerate(zip(sequence.clips, sequence.sounds, strict=True), 1):
        take = Take(
            shot=clip.shot, slate=clip.slate, number=1, file=clip.file, sha256=clip.sha256, frames=clip.frames,
            handles=HANDLES, content="c", renderer="test", revision="1",
        )  # fmt: skip
        words = Utterance(
            line=sound.line, speaker="@NORA", text="Hello Tom.", lips=True, start=0, samples=sound.samples,
            sample_rate=sound.sample_rate, recording=sound.recording,
        )  # fmt: skip
        pieces.append(
            CutPiece(shot=shot_of(number), scene_number="1", frames=clip.frames, take=take, utterances=(words,))
        )
        recording = spoken(sound.line, sound.recording, ((0, 100), (100, 200)), sound.samples)
        said[sound.line] = Spoken(file=sound.file, recording=recording)
    placed = [("3", 0, 61, 0), ("1", 61, 60, 5), ("2", 121, 45, 0), ("1", 170, 30, 20)]
    clips = tuple(
        PlacedClip(start=start, frames=frames, first=first, shot=f"sh000{slate}", slate=slate, take=1)
        for slate, start, frames, first in placed
    )
    footage = Footage(pieces=tuple(pieces), spoken=said)
    made = assemble_conformed("film", "The Film", sequence.picture, EditorsCut(frames=210, clips=clips), footage)
    (tmp_path / "aside").mkdir()
    make_cut(made, tmp_path, tmp_path / "aside")
    with av.open(str(tmp_path / "aside" / "film.mp4")) as container:
        flashes = [number for number, frame in enumerate(container.decode(video=0)) if read_barcode(frame)[2]]
    loud = np.flatnonzero(np.abs(read_sound(tmp_path / "aside" / "film.mp4")[:, 0]) > 0.05)
    beeps = loud[np.diff(loud, prepend=-SAMPLE_RATE) > SAMPLE_RATE // 10]
    assert len(beeps) == len(flashes) >= 7
    for beep, flash in zip(beeps, flashes, strict=True):
        assert abs(beep / SAMPLE_RATE - float(made.rate.seconds(flash))) < 0.006


def test_transitions_at_both_ends_of_a_short_clip_share_its_frames(tmp_path: Path) -> None:
    sequence = film()
    edited = timeline(sequence)
    video = edited.video_tracks()[0]
    trim(video[1], 0, 31)
    long = otio.opentime.RationalTime(6, 24)
    for place in (2, 1):
        video.insert(place, otio.schema.Transition(in_offset=long, out_offset=long))
    cut = come_back(edited, sequence, tmp_path).cut
    made = assemble_conformed("film", "The Film", sequence.picture, cut, Footage(pieces=pieces_of(sequence)))
    assert [(each.at, each.before, each.after) for each in made.transitions] == [(48, 6, 2), (53, 3, 6)]
    stretches = units(made)
    assert [unit.first for unit in stretches] == [0, *(unit.end for unit in stretches[:-1])]
    assert stretches[-1].end == made.frames


def test_a_sound_of_the_editors_that_is_not_here_is_not_looked_for(tmp_path: Path) -> None:
    sequence = film()
    edited = timeline(sequence)
    for number, name in enumerate(("Door slam / close", "../outside.wav"), 3):
        track = otio.schema.Track(name=f"A{number}", kind="Audio")
        track.append(otio.schema.Clip(name=name, source_range=edited.video_tracks()[0][0].source_range))
        edited.tracks.append(track)
    matched = come_back(edited, sequence, tmp_path)
    assert {sound.file for sound in matched.cut.extra} == {"close", "outside.wav"}
    made = assemble_conformed("film", "The Film", sequence.picture, matched.cut, Footage(pieces=pieces_of(sequence)))
    assert not made.beds


def test_nothing_outside_the_production_is_heard_or_seen(tmp_path: Path) -> None:
    write_wav(tmp_path / "outside.wav", np.zeros(SAMPLE_RATE, np.float32))
    root = tmp_path / "film"
    root.mkdir()
    sequence = film()
    sound = sequence.sounds[0].model_copy(update={"file": "../outside.wav"})
    with pytest.raises(MediaError, match="outside the production"):
        list(mix(sequence.model_copy(update={"sounds": (sound,)}), root))
    (tmp_path / "outside.mp4").touch()
    clip = sequence.clips[0].model_copy(update={"file": str(tmp_path / "outside.mp4")})
    with pytest.raises(MediaError, match="outside the production"):
        list(sequence_frames(sequence.model_copy(update={"clips": (clip,)}), root, sequence.picture))
