"""Takes' own sound: heard, spoken or muted, on its sample, in mix, stems, timeline and every form of turnover."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import opentimelineio as otio
import pytest
from edit_film import beeping_film, picture, take_of

from edit.conform import cut_of
from edit.conform_match import Known, match
from edit.conform_report import changes
from edit.cut_list_read import read_cut_list
from edit.master import make_cut
from edit.paced_sound import PacedSound
from edit.sequence import SAMPLE_RATE, Sequence
from edit.sound import make_files, mix
from edit.stems import write_stems
from edit.take_sound import MUTED, SPEECH, TAKES, UNSAID, TakeSound, Use, with_take_sounds
from edit.timeline import build_timeline
from edit.transitions import Transition
from edit.turnover import FORMS, Form, Program, Turnover, lay_out, write_forms, write_turnover
from edit.turnover_facts import TakeFacts
from renderers.media.editing import Codec
from renderers.media.join import index_packets
from renderers.media.normalise import heard_in, heard_in_turn, normalise, write_frames
from renderers.media.read import film_frames, read_sound, sound_length
from renderers.media.wav import write_stereo
from studio.files import sha256_of

LENGTHS, HANDLES = (36, 30, 48), 8
LOW, HIGH = 1000, 5000
"""Recordings beep low; the sound of the second take is high."""


@pytest.fixture
def film(tmp_path: Path) -> Sequence:
    """Three shots; the file of the second has a sound of its own from its first frame to its last."""
    film = beeping_film(tmp_path, picture("25", 160, 90), LENGTHS, HANDLES)
    clip = film.clips[1]
    silent = (tmp_path / clip.file).rename(tmp_path / "silent.mp4")
    length = film.rate.samples(clip.media_frames, SAMPLE_RATE)
    tone = 0.2 * np.sin(2 * np.pi * HIGH * np.arange(length) / SAMPLE_RATE)
    stereo = np.repeat(tone[:, None], 2, axis=1).astype(np.float32)
    write_frames(film_frames(silent, film.picture, 0, clip.media_frames), film.picture, tmp_path / clip.file, stereo)
    loud = clip.model_copy(update={"sha256": sha256_of(tmp_path / clip.file)})
    return film.model_copy(update={"clips": (film.clips[0], loud, film.clips[2])})


def known(film: Sequence, use: Use) -> Mapping[str, TakeSound]:
    clip = film.clips[1]
    return {
        clip.file: TakeSound(
            take=clip.take, file=clip.file, sha256=clip.sha256, handles=HANDLES, frames=clip.media_frames, use=use
        )
    }  # fmt: skip


def level(sound: npt.NDArray[np.float32], hertz: int) -> float:
    """How loud one tone is in a sound."""
    wave = np.exp(-2j * np.pi * hertz * np.arange(len(sound)) / SAMPLE_RATE)
    return float(2 * np.abs((sound[:, 0] * wave).mean()))


def shots(film: Sequence, root: Path, role: str | None = None) -> list[npt.NDArray[np.float32]]:
    """What is heard of the mix during each shot."""
    whole = np.concatenate(list(mix(film, root, role)))  # type: ignore[arg-type]
    ends = [film.rate.samples(clip.start, SAMPLE_RATE) for clip in film.clips] + [film.samples]
    return [whole[first:end] for first, end in pairwise(ends)]


def test_a_take_keeps_its_sound_to_the_sample_and_its_packets_still_join(film: Sequence, tmp_path: Path) -> None:
    one, other = (tmp_path / clip.file for clip in film.clips[:2])
    assert index_packets(one).parameters == index_packets(other).parameters
    whole = heard_in(other, film.picture, 0, film.clips[1].media_frames)
    assert whole is not None and whole.shape == (film.rate.samples(film.clips[1].media_frames, SAMPLE_RATE), 2)
    assert normalise(other, film.picture, 3, 10, tmp_path / "part.mp4", with_sound=True)
    part = read_sound(tmp_path / "part.mp4")
    first = film.rate.samples(3, SAMPLE_RATE)
    assert np.allclose(part, whole[first : first + len(part)], atol=1e-6)
    assert heard_in(one, film.picture, 0, 10) is None
    quiet = np.full((48000, 2), 1e-5, np.float32)
    write_frames(film_frames(one, film.picture, 0, 10), film.picture, tmp_path / "quiet.mp4", quiet)
    assert heard_in(tmp_path / "quiet.mp4", film.picture, 0, 10) is None


def test_parts_of_a_take_are_heard_in_their_turn(film: Sequence, tmp_path: Path) -> None:
    silent, loud = (tmp_path / clip.file for clip in film.clips[:2])
    form = picture("29.97", 160, 90)
    whole = heard_in_turn(((silent, 11), (loud, 7), (silent, 13), (loud, 9)), form)
    assert whole is not None and len(whole) == form.rate.samples(40, SAMPLE_RATE)
    edges = [form.rate.samples(at, SAMPLE_RATE) for at in (0, 11, 18, 31, 40)]
    parts = [whole[first:end] for first, end in pairwise(edges)]
    assert [level(part, HIGH) > 0.19 for part in parts] == [False, True, False, True]
    assert not parts[0].any() and not parts[2].any()
    assert heard_in_turn(((silent, 11), (silent, 3)), form) is None


def test_a_take_that_is_heard_is_heard_as_long_as_it_is_seen(film: Sequence, tmp_path: Path) -> None:
    heard = with_take_sounds(film, known(film, "heard"))
    first, second, third = shots(heard, tmp_path)
    assert level(second, HIGH) == pytest.approx(0.2, abs=0.01) and level(second, LOW) > 1e-3
    assert level(first, HIGH) < 1e-3 and level(third, HIGH) < 1e-3
    assert level(shots(heard, tmp_path, "effects")[1], HIGH) > 0.19
    assert level(shots(heard, tmp_path, "dialogue")[1], HIGH) < 1e-3


def test_a_take_that_speaks_takes_the_place_of_its_recordings(film: Sequence, tmp_path: Path) -> None:
    speaks = with_take_sounds(film, known(film, "speaks"))
    first, second, _ = shots(speaks, tmp_path, "dialogue")
    assert level(second, HIGH) > 0.19 and level(second, LOW) < 1e-3
    assert np.array_equal(first, shots(film, tmp_path, "dialogue")[0])
    assert speaks.captions == film.captions, "what is said can still be read"
    names = {bed.name: len(bed.sounds) for bed in speaks.beds}
    assert names == {SPEECH: 1, UNSAID: 1}


def test_a_muted_take_lies_on_the_timeline_and_is_not_heard(film: Sequence, tmp_path: Path) -> None:
    muted = with_take_sounds(film, known(film, "muted"))
    assert np.array_equal(np.concatenate(shots(muted, tmp_path)), np.concatenate(shots(film, tmp_path)))
    lengths = {sound.file: sound_length(tmp_path / sound.file) for bed in muted.tracks for sound in bed.sounds}
    tracks = build_timeline(muted, lengths).audio_tracks()
    (clip,) = (each for each in tracks[-1] if isinstance(each, otio.schema.Clip))
    assert tracks[-1].name.endswith(MUTED) and not clip.enabled
    assert clip.range_in_parent().start_time.value == film.clips[1].start
    assert clip.source_range.start_time.value == HANDLES


def test_sound_fades_under_a_dissolve(film: Sequence, tmp_path: Path) -> None:
    dissolve = Transition(at=film.clips[1].start, kind="dissolve", before=6, after=6)
    mixed = with_take_sounds(film.model_copy(update={"transitions": (dissolve,)}), known(film, "heard"))
    (sound,) = next(bed for bed in mixed.beds if bed.name == TAKES).sounds
    samples = film.rate.samples
    assert (sound.start, sound.fade_in, sound.fade_out) == (samples(30, 48000), samples(12, 48000), 0)
    assert sound.source_start == samples(HANDLES - 6, 48000)
    whole = np.concatenate(list(mix(mixed, tmp_path)))
    before, after = whole[samples(31, 48000) : samples(33, 48000)], whole[samples(39, 48000) : samples(41, 48000)]
    assert 0.02 < level(before, HIGH) < level(after, HIGH) < 0.2


def _chirping(film: Sequence, root: Path) -> Sequence:
    """The film with another sound in its second take: what is heard in frame n is 200 + 100 n hertz high."""
    clip = film.clips[1]
    frames = list(film_frames(root / clip.file, film.picture, 0, clip.media_frames))
    length = film.rate.samples(clip.media_frames, SAMPLE_RATE)
    pitch = 200 + 100 * (np.arange(length) * 25 // SAMPLE_RATE)
    tone = 0.2 * np.sin(2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE)
    write_frames(frames, film.picture, root / clip.file, np.repeat(tone[:, None], 2, axis=1).astype(np.float32))
    loud = clip.model_copy(update={"sha256": sha256_of(root / clip.file)})
    return film.model_copy(update={"clips": (film.clips[0], loud, film.clips[2]), "sounds": ()})


def _pitch(sound: npt.NDArray[np.float32]) -> float:
    """How high a tone is, by how often it crosses nought."""
    return float(np.diff(np.signbit(sound[:, 0])).sum()) / 2 / len(sound) * SAMPLE_RATE


@pytest.mark.parametrize(
    ("speed", "first"),
    [(Fraction(2), HANDLES), (Fraction(1, 2), HANDLES), (Fraction(-1), 40), (Fraction(-3, 2), 45)],
    ids=["fast", "slow", "backwards", "fast backwards"],
)
def test_a_clip_at_another_speed_is_heard_as_it_is_seen(
    film: Sequence, tmp_path: Path, speed: Fraction, first: int
) -> None:
    """Each frame's own tone sounds while that frame is seen, as much higher as it is faster."""
    film = _chirping(film, tmp_path)
    clip = film.clips[1].model_copy(update={"speed": speed, "first": first, "frames": 15})
    after = film.clips[2].model_copy(update={"start": clip.end})
    paced = film.model_copy(update={"clips": (film.clips[0], clip, after)})
    heard = with_take_sounds(paced, known(film, "heard"))
    make_files(tmp_path, ((each.file, each.made) for each in heard.beds[0].sounds if each.made))
    whole = np.concatenate(list(mix(heard, tmp_path)))
    for frame in range(2, 14, 3):
        at, end = (film.rate.samples(clip.start + each, SAMPLE_RATE) for each in (frame, frame + 1))
        tone = 200 + 100 * clip.shows(clip.start + frame)
        assert _pitch(whole[at:end]) == pytest.approx(float(tone * abs(speed)), abs=float(abs(speed)) * 60 + 20)
    stands = paced.model_copy(update={"clips": (film.clips[0], clip.model_copy(update={"speed": Fraction(0)}), after)})
    assert with_take_sounds(stands, known(film, "heard")) == stands


def test_a_take_that_speaks_at_another_speed_is_heard_on_both_sides(film: Sequence, tmp_path: Path) -> None:
    film = _chirping(film, tmp_path)
    clip = film.clips[1].model_copy(update={"speed": Fraction(1, 2)})
    slow = film.model_copy(update={"clips": (film.clips[0], clip, film.clips[2])})
    spoken = with_take_sounds(slow, known(slow, "speaks"))
    make_files(tmp_path, ((each.file, each.made) for bed in spoken.beds for each in bed.sounds if each.made))
    left = read_sound(tmp_path / spoken.beds[0].sounds[0].file)
    write_stereo(tmp_path / spoken.beds[0].sounds[0].file, left * np.array([1, -1], np.float32))
    assert np.abs(shots(spoken, tmp_path)[1]).max() > 0.1


@pytest.mark.parametrize("speed", [Fraction(1, 50), Fraction(-(10**9))])
def test_nothing_is_heard_of_a_take_that_hardly_moves_or_flies_by(film: Sequence, speed: Fraction) -> None:
    clip = film.clips[1].model_copy(update={"speed": speed})
    film = film.model_copy(update={"clips": (film.clips[0], clip, film.clips[2])})
    assert with_take_sounds(film, known(film, "heard")) == film


def test_nothing_is_made_of_a_muted_take_at_another_speed(film: Sequence) -> None:
    clip = film.clips[1].model_copy(update={"speed": Fraction(1, 2)})
    film = film.model_copy(update={"clips": (film.clips[0], clip, film.clips[2])})
    assert with_take_sounds(film, known(film, "muted")) == film


def test_sound_at_another_speed_is_handed_over_and_comes_back_as_it_was(film: Sequence, tmp_path: Path) -> None:
    clip = film.clips[1].model_copy(update={"speed": Fraction(1, 2)})
    slow = with_take_sounds(
        film.model_copy(update={"clips": (film.clips[0], clip, film.clips[2])}), known(film, "heard")
    )
    aside = tmp_path / "aside"
    aside.mkdir()
    make_cut(slow, tmp_path, aside)
    (sound,) = (each for each in slow.beds[0].sounds)
    assert sound.file.startswith("sound/temp/film_002_t01_at50_") and (tmp_path / sound.file).is_file()
    takes = tuple(take_of(tmp_path, int(each.slate), each.file, each.frames, HANDLES) for each in film.clips)
    now = cut_of(slow, takes, tuple(each.shot for each in slow.clips), ())
    listed = read_cut_list(aside / "film.otio", slow.rate)
    back = match(listed, slow, now, Known(takes=takes, picks={take.shot: 1 for take in takes}))
    assert back.strange == ()
    assert changes(now, back.cut, slow.rate, {}) == ()


def test_a_speed_that_an_editor_gave_a_sound_is_taken_in(film: Sequence, tmp_path: Path) -> None:
    """A take's own sound goes at it; a recording of a line stays at its own speed, and that is told."""
    heard = with_take_sounds(film, known(film, "heard"))
    aside = tmp_path / "aside"
    aside.mkdir()
    make_cut(heard, tmp_path, aside)
    timeline = otio.adapters.read_from_file(str(aside / "film.otio"))
    slowed = [clip for clip in timeline.find_clips() if clip.name in ("film_002_t01_sound", "film_L0001_NORA_t01")]
    for clip in slowed:
        clip.effects.append(otio.schema.LinearTimeWarp(time_scalar=0.5))
    assert len(slowed) == 2
    otio.adapters.write_to_file(timeline, str(aside / "back.otio"))
    takes = tuple(take_of(tmp_path, int(each.slate), each.file, each.frames, HANDLES) for each in film.clips)
    now = cut_of(heard, takes, tuple(each.shot for each in heard.clips), ())
    back = match(
        read_cut_list(aside / "back.otio", heard.rate),
        heard,
        now,
        Known(takes=takes, picks={each.shot: 1 for each in takes}),
    )
    assert back.strange == ("the speed of film_L0001_NORA_t01 at frame 0: it is heard at its own",)
    (bed,) = back.cut.beds or ()
    made = bed.sounds[0].made
    assert isinstance(made, PacedSound) and (made.source, made.speed) == (film.clips[1].file, Fraction(1, 2))
    assert bed.sounds[0].source_start == film.rate.samples(2 * HANDLES, SAMPLE_RATE)


@pytest.mark.parametrize("speed", [Fraction(2), Fraction(-1, 2)])
def test_what_was_laid_at_another_speed_keeps_its_frames_in_a_newer_take(film: Sequence, speed: Fraction) -> None:
    """A newer take with four frames more of handles: the same moment of the shot is heard, at the same speed."""
    clip = film.clips[1].model_copy(update={"speed": speed, "first": 20})
    paced = film.model_copy(update={"clips": (film.clips[0], clip, film.clips[2])})
    bed = with_take_sounds(paced, known(film, "heard")).beds[-1]
    newer = TakeSound(
        take="2-2", file="takes/002/new.mp4", sha256="n", handles=HANDLES + 4, frames=clip.media_frames + 8, use="heard"
    )
    shown = clip.model_copy(update={"file": newer.file, "take": "2-2"})
    laid = film.model_copy(update={"clips": (film.clips[0], shown, film.clips[2]), "beds": (bed,)})
    (sound,) = with_take_sounds(laid, {newer.file: newer}, laid=True).beds[0].sounds
    before = bed.sounds[0]
    assert isinstance(sound.made, PacedSound) and isinstance(before.made, PacedSound)
    assert (sound.made.source, sound.made.speed, sound.start) == (newer.file, speed, before.start)
    later = sound.made.take_sample(sound.source_start) - before.made.take_sample(before.source_start)
    assert later == pytest.approx(4 * SAMPLE_RATE / 25, abs=2)


def test_what_an_editor_laid_stays_with_a_newer_take_in_it(film: Sequence) -> None:
    heard = with_take_sounds(film, known(film, "heard"))
    moved = heard.beds[-1].sounds[0].model_copy(update={"start": 777})
    laid = film.model_copy(update={"beds": (heard.beds[-1].model_copy(update={"sounds": (moved,)}),)})
    newer = TakeSound(
        take="2-2",
        file="takes/002/new.mp4",
        sha256="n",
        handles=HANDLES + 4,
        frames=LENGTHS[1] + 2 * HANDLES + 8,
        use="heard",
    )
    clip = film.clips[1].model_copy(update={"file": newer.file, "take": "2-2"})
    again = laid.model_copy(update={"clips": (film.clips[0], clip, film.clips[2])})
    (sound,) = with_take_sounds(again, {newer.file: newer}, laid=True).beds[0].sounds
    assert (sound.start, sound.take, sound.file) == (777, "2-2", newer.file)
    assert sound.source_start == moved.source_start + film.rate.samples(4, SAMPLE_RATE)


def test_cutting_again_opens_no_take_for_its_sound(film: Sequence, tmp_path: Path) -> None:
    heard = with_take_sounds(film, known(film, "heard"))
    aside = tmp_path / "aside"
    aside.mkdir()
    make_cut(heard, tmp_path, aside)
    before = (aside / "film.otio").read_text()
    for kept in (tmp_path / "cache" / "index").glob("*.samples.json"):
        assert json.loads(kept.read_text())["samples"] == film.rate.samples(film.clips[1].media_frames, SAMPLE_RATE)
        kept.write_text('{"samples":12}')
    make_cut(heard, tmp_path, aside)
    assert (aside / "film.otio").read_text() != before, "what is known of it is read from the cache"


def test_the_film_and_its_stems_hold_it(film: Sequence, tmp_path: Path) -> None:
    heard = with_take_sounds(film, known(film, "heard"))
    aside = tmp_path / "aside"
    aside.mkdir()
    make_cut(heard, tmp_path, aside)
    first, end = (film.rate.samples(at, SAMPLE_RATE) for at in (film.clips[1].start, film.clips[1].end))
    assert level(read_sound(aside / "film.mp4")[first:end], HIGH) > 0.01
    stems = {file.stem: read_sound(file) for file in write_stems(heard, tmp_path, aside)}
    assert level(stems["film_effects"][first:end], HIGH) > 0.01
    assert level(stems["film_dialogue"][first:end], HIGH) < 1e-4


@pytest.mark.parametrize("use", ["heard", "speaks", "muted"])
@pytest.mark.parametrize("program", [Program.RESOLVE, Program.FINALCUT, Program.AVID])
def test_it_goes_out_in_every_form_and_comes_back_untouched(
    film: Sequence, tmp_path: Path, program: Program, use: Use
) -> None:
    cut = with_take_sounds(film, known(film, use))
    order = handed_over(cut, tmp_path, program)
    folder = tmp_path / program.value
    folder.mkdir()
    laid = lay_out(order, cut, tmp_path)
    reports = write_forms(order, laid, folder, folder, "film_v001")
    takes = tuple(take_of(tmp_path, int(clip.slate), clip.file, clip.frames, HANDLES) for clip in film.clips)
    now = cut_of(cut, takes, [clip.shot for clip in cut.clips], [f"L000{number}" for number in (1, 2, 3)])
    there = Known(
        takes=takes, picks={take.shot: 1 for take in takes}, shots=now.shots, lines=now.lines, recordings=film.sounds
    )
    for form, report in zip(FORMS[program], reports, strict=True):
        if form == Form.OTIO:
            assert not report.losses
        if form == Form.EDL:
            continue
        listed = read_cut_list(folder / report.file, cut.rate)
        back = match(listed, cut, now, there)
        assert changes(now, back.cut, cut.rate, {}) == (), form
        assert not any("take's own" in words for words in back.strange)


def test_an_editor_may_move_it(film: Sequence, tmp_path: Path) -> None:
    cut = with_take_sounds(film, known(film, "heard"))
    handed_over(cut, tmp_path, Program.OTIO)
    timeline = otio.adapters.read_from_file(str(tmp_path / "film.otio"))
    track = next(each for each in timeline.audio_tracks() if each.name.endswith(TAKES))
    later = otio.opentime.RationalTime(5, 25)
    track[0].source_range = otio.opentime.TimeRange(duration=track[0].source_range.duration + later)
    otio.adapters.write_to_file(timeline, str(tmp_path / "cut.otio"))
    takes = tuple(take_of(tmp_path, int(clip.slate), clip.file, clip.frames, HANDLES) for clip in film.clips)
    now = cut_of(cut, takes, [clip.shot for clip in cut.clips], [])
    there = Known(takes=takes, picks={take.shot: 1 for take in takes}, shots=now.shots, recordings=film.sounds)
    back = match(read_cut_list(tmp_path / "cut.otio", cut.rate), cut, now, there)
    assert [(each.kind, each.subject) for each in changes(now, back.cut, cut.rate, {})] == [("sound", TAKES)]
    assert back.cut.beds is not None
    (sound,) = back.cut.beds[0].sounds
    assert sound.start == cut.beds[0].sounds[0].start + film.rate.samples(5, SAMPLE_RATE)
    again = with_take_sounds(film.model_copy(update={"beds": back.cut.beds}), known(film, "heard"), laid=True)
    assert again.beds == back.cut.beds


def handed_over(cut: Sequence, root: Path, program: Program) -> Turnover:
    lengths = {sound.file: sound_length(root / sound.file) for bed in cut.tracks for sound in bed.sounds}
    (root / "film.otio").write_text(build_timeline(cut, lengths).to_json_string())
    facts = tuple(
        TakeFacts(
            name=clip.take, order=number, file=clip.file, shot=clip.shot, slate=clip.slate, scene=clip.scene_number,
            frames=clip.media_frames, handles=HANDLES, status="in the cut",
        )
        for number, clip in enumerate(cut.clips)
    )  # fmt: skip
    return Turnover(program=program, version=1, codec=Codec.AS_MADE, takes=facts, lines=())


def test_an_editor_gets_it_as_a_file_of_its_own(film: Sequence, tmp_path: Path) -> None:
    cut = with_take_sounds(film, known(film, "muted"))
    order = handed_over(cut, tmp_path, Program.OTIO)
    folder = tmp_path / "out"
    folder.mkdir()
    write_turnover(order, cut, tmp_path, folder, folder, None, lambda files: None, lambda name: None)
    media = folder / "media" / "sound" / "film_002_t01_sound.wav"
    assert level(read_sound(media)[: film.rate.samples(40, SAMPLE_RATE)], HIGH) > 0.19
    names = [file.stem for file in folder.rglob("*") if file.suffix in (".wav", ".mov")]
    assert len(set(names)) == len(names), "programs link by names"
    assert not (folder / "stems" / "film_v001_effects.wav").exists(), "nothing of it is in the mix"
