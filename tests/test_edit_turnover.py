"""Turnovers: every form holds the cut at every rate, media carry timecode and reel, and what is lost is told."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import numpy as np
import opentimelineio as otio
import pytest
from edit_film import beeping_film, picture, read_barcode
from golden_turnovers import GOLDEN, cut, written

from bible.errors import MediaError
from edit.conform import cut_of
from edit.conform_match import Known, match
from edit.cut_list_read import read_cut_list
from edit.sequence import Sequence, Sound, Track
from edit.timeline import build_timeline
from edit.transitions import Transition
from edit.turnover import FORMS, Form, Program, Turnover, lay_out, write_forms, write_turnover
from edit.turnover_bundle import read_bundle
from edit.turnover_facts import LineFacts, TakeFacts, reel_of
from edit.turnover_fcp7 import write_fcp7
from edit.turnover_fcp7_read import read_fcp7
from edit.turnover_fcpx import write_fcpx
from edit.turnover_fcpx_read import read_fcpx
from edit.turnover_losses import LossReport, compare
from edit.turnover_mlt import read_mlt, write_mlt
from edit.turnover_rows import ClipRow, MarkerRow, rows_of
from renderers.media.bwf import read_note
from renderers.media.editing import Codec, read_slate
from renderers.media.read import read_sound, sound_length
from renderers.media.wav import write_stereo
from shots.timecode import first_frame, timecode

RATES = ("23.976", "24", "25", "29.97", "29.97df", "30", "50", "60")
LENGTHS = (120, 91, 100)
SHORT = (40, 31, 50)


def facts(film: Sequence, root: Path) -> tuple[TakeFacts, ...]:
    """What is known of the takes of a film: the first has an alternate, the second a note."""
    takes = [
        TakeFacts(
            name=clip.take, order=number, file=clip.file, shot=clip.shot, slate=clip.slate, scene=clip.scene_number,
            frames=clip.media_frames, handles=clip.first, status="circled", seed=7, cost_micro_usd=120_000,
            model="maker/model 2", prompt='A <wide> shot & a "quiet" sea', notes=("circled by ann: hold the look",),
        )
        for number, clip in enumerate(film.clips)
    ]  # fmt: skip
    other = takes[0].model_copy(
        update={"name": "1-2", "order": 9, "file": "takes/001/film_001_t02.mp4", "status": "", "notes": ()}
    )
    shutil.copy(root / takes[0].file, root / other.file)
    return (*takes, other)


def with_transitions(film: Sequence) -> Sequence:
    """The film with a dissolve over its first cut and a fade at its end."""
    end = film.frames
    return film.model_copy(
        update={
            "transitions": (
                Transition(at=film.clips[1].start, kind="dissolve", before=4, after=4),
                Transition(at=end, kind="fade", before=10),
            )
        }
    )


def with_a_bed(film: Sequence, root: Path) -> Sequence:
    """The film with an ambience of two channels under its first second."""
    rng = np.random.default_rng(3)
    write_stereo(root / "sound" / "film_ambience.wav", rng.uniform(-0.01, 0.01, (48000, 2)).astype(np.float32))
    heard = Sound(
        file="sound/film_ambience.wav", recording="a", start=0, source_start=0, samples=48000, sample_rate=48000
    )
    return film.model_copy(update={"beds": (Track(name="ambience", role="effects", sounds=(heard,)),)})


def three_minutes(film: Sequence) -> Sequence:
    """The film's shots over and over, for three minutes."""
    clips, sounds = list(film.clips[:0]), list(film.sounds[:0])
    while len(clips) * film.frames < 3 * 60 * film.rate.fps * len(film.clips):
        at = len(clips) // len(film.clips) * film.frames
        first = film.rate.samples(at, 48000)
        clips += [clip.model_copy(update={"start": clip.start + at}) for clip in film.clips]
        sounds += [sound.model_copy(update={"start": sound.start + first}) for sound in film.sounds]
    return film.model_copy(update={"clips": tuple(clips), "sounds": tuple(sounds)})


def hand(film: Sequence, root: Path, program: Program, codec: Codec = Codec.AS_MADE) -> tuple[Path, list[LossReport]]:
    """The folder of a turnover of a film that `root` holds."""
    order = ready(film, root, program, codec)
    folder = root / f"exports {program.value}"
    folder.mkdir()
    reports = write_turnover(order, film, root, folder, folder, None, lambda files: None, lambda name: None)
    return folder, list(reports)


def ready(film: Sequence, root: Path, program: Program, codec: Codec = Codec.AS_MADE) -> Turnover:
    """What is to be handed over of a film that `root` holds."""
    if not (root / "film.otio").exists():
        sounds = [sound for track in film.tracks for sound in track.sounds]
        lengths = {sound.file: sound_length(root / sound.file) for sound in sounds}
        (root / "film.otio").write_text(build_timeline(film, lengths).to_json_string())
    return Turnover(
        program=program, version=3, codec=codec, takes=facts(film, root),
        lines=(LineFacts(id="L0001", character="NORA", text="Hello Tom."),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    """The timeline of three minutes at every rate in every form, each made when it is asked for first."""

    @cache
    def of(rate: str) -> tuple[Sequence, dict[Program, tuple[Path, list[LossReport]]]]:
        root = tmp_path_factory.mktemp("film")
        film = with_a_bed(with_transitions(three_minutes(beeping_film(root, picture(rate), LENGTHS))), root)
        made = {}
        for program in (Program.RESOLVE, Program.FINALCUT, Program.OTIO, Program.EDL, Program.AVID):
            order = ready(film, root, program)
            folder = root / program.value
            folder.mkdir()
            made[program] = folder, list(write_forms(order, lay_out(order, film, root), folder, folder, "film_v003"))
        return film, made

    return of


def lost(reports: list[LossReport], form: Form) -> set[str]:
    """The fields a form lost anything of."""
    report = next(each for each in reports if each.format == form.value)
    return {loss.field for loss in report.losses}


NEVER_LOST = {
    Form.OTIO: {"*"},
    Form.FCP7: {
        "start", "rate", "size", "name", "clip name", "starts at", "frames", "source", "media name", "media file",
        "media reel", "media start", "media frames", "media channels", "transition", "transition at",
        "transition frames", "marker", "marker comment", "marker colour", "alternate file", "about scene",
        "about take", "about prompt", "about seed", "about cost", "about model", "about said", "about status",
        "about script",
    },
    Form.FCPX: {
        "start", "rate", "size", "name", "clip name", "starts at", "frames", "source", "media name", "media file",
        "media reel", "media start", "media frames", "media channels", "transition at", "transition frames", "marker",
        "marker comment",
        "alternate file", "about scene", "about take", "about prompt", "about seed", "about cost", "about model",
    },
    Form.AAF: {
        "start", "rate", "name", "clip name", "starts at", "frames", "source", "media name", "media file",
        "media reel", "media start", "media frames", "marker", "marker comment", "marker colour", "about scene",
        "about take", "about prompt", "about seed", "about cost", "about model", "about status",
    },
    Form.EDL: {"start", "rate", "clip name", "media name", "media reel", "marker", "marker comment", "marker colour"},
    Form.MLT: {"size", "name", "clip name", "starts at", "frames", "source", "media file", "media reel", "media start",
               "transition", "transition at", "transition frames", "track name"},
}  # fmt: skip
"""What each form carries at every rate."""


@pytest.mark.parametrize("rate", RATES)
def test_every_form_holds_the_cut_at_every_rate(films, rate: str) -> None:  # type: ignore[no-untyped-def]
    film, made = films(rate)
    assert film.frames >= 3 * 60 * film.rate.fps
    for program, (_, reports) in made.items():
        for form in FORMS[program]:
            found = lost(reports, form)
            if form == Form.OTIO:
                assert not found
            assert not found & NEVER_LOST[form], (program, form, found & NEVER_LOST[form])
    aaf = made[Program.AVID][1][0]
    transitions = [loss.where for loss in aaf.losses if loss.field == "transition"]
    assert transitions == ["V1 transition 2"], "the dissolve is there, the fade became a cut"


def test_the_pan_that_every_sound_of_an_aaf_has_is_no_loss(tmp_path: Path) -> None:
    film = with_a_bed(beeping_film(tmp_path, picture("25", 160, 90), (20, 20)), tmp_path)
    order = ready(film, tmp_path, Program.AVID)
    write_forms(order, lay_out(order, film, tmp_path), tmp_path, tmp_path, "film_v003")
    assert read_cut_list(tmp_path / "film_v003.aaf", film.rate).strange == ()


def test_an_aaf_goes_out_with_its_media(tmp_path: Path) -> None:
    film = with_transitions(beeping_film(tmp_path, picture("29.97df"), SHORT))
    folder, reports = hand(film, tmp_path, Program.AVID)
    assert not lost(reports, Form.AAF) & NEVER_LOST[Form.AAF]
    assert all((folder / f"media/scene_001/film_00{number}_t01.mov").is_file() for number in (1, 2, 3))


@pytest.mark.parametrize("rate", RATES)
def test_other_readers_find_every_clip_where_it_lies(films, rate: str) -> None:  # type: ignore[no-untyped-def]
    """Read by the readers of others, as `studio conform` does: no reader of ours is in between."""
    film, made = films(rate)
    for program, ending in ((Program.OTIO, "otio"), (Program.RESOLVE, "xml")):
        listed = read_cut_list(made[program][0] / f"film_v003.{ending}", film.rate)
        seen = [(clip.media, clip.start, clip.frames, clip.first) for clip in listed.picture]
        assert seen == [(clip.name, clip.start, clip.frames, clip.first) for clip in film.clips], ending
        assert listed.sounds is not None
        # A sound of two channels lies there once for each.
        ambience = [sound for sound in listed.sounds if sound.media == "film_ambience"]
        assert len(ambience) == (2 if ending == "xml" else 1)
        heard = [(sound.media, sound.start, sound.frames) for sound in listed.sounds if sound not in ambience]
        assert heard == [
            (sound.name, clip.start, clip.frames) for sound, clip in zip(film.sounds, film.clips, strict=True)
        ]
        assert (listed.transitions[0].at, listed.transitions[0].before, listed.transitions[0].after) == (120, 4, 4)


@pytest.mark.parametrize("program", [Program.RESOLVE, Program.FINALCUT, Program.AVID])
def test_new_shots_that_are_turned_off_come_back_turned_off(tmp_path: Path, program: Program) -> None:
    """They lie over the cut on a second track, and are not seen in it."""
    film = beeping_film(tmp_path, picture(), SHORT)
    film = film.model_copy(update={"offered": (film.clips[2].model_copy(update={"start": 20}),)})
    order = ready(film, tmp_path, program)
    reports = write_forms(order, lay_out(order, film, tmp_path), tmp_path, tmp_path, "film_v003")
    for report in reports:
        if report.format != Form.EDL.value:
            listed = read_cut_list(tmp_path / report.file, film.rate)
            assert [(clip.media, clip.start) for clip in listed.picture] == [
                (clip.name, clip.start) for clip in film.clips
            ], report.format


def test_a_reader_of_others_finds_the_clips_of_a_list(tmp_path: Path) -> None:
    """Fades at both ends, and one in the middle to black and out of it."""
    film = beeping_film(tmp_path, picture("29.97df"), SHORT)
    fades = [(0, 0, 8), (40, 6, 0), (71, 5, 5), (121, 9, 0)]
    film = film.model_copy(
        update={
            "transitions": tuple(
                Transition(at=at, kind="dip" if before and after else "fade", before=before, after=after)
                for at, before, after in fades
            )
        }
    )
    folder, _ = hand(film, tmp_path, Program.EDL)
    listed = read_cut_list(folder / "film_v003_V1.edl", film.rate)
    assert [(clip.name, clip.start, clip.frames) for clip in listed.picture] == [
        (clip.name, clip.start, clip.frames) for clip in film.clips
    ]


@pytest.mark.parametrize("rate", ["24", "25", "50"])
def test_a_reader_of_others_finds_the_clips_of_an_fcpxml(films, rate: str) -> None:  # type: ignore[no-untyped-def]
    """OpenTimelineIO's adapter reads no FCPXML of 23.976 or 29.97: it is asked at whole rates."""
    film, made = films(rate)
    read = otio.adapters.read_from_file(str(made[Program.FINALCUT][0] / "film_v003.fcpxml"), adapter_name="fcpx_xml")
    timeline = next(each for each in read.find_children(descended_from_type=otio.schema.Timeline))
    clips = [each for each in timeline.video_tracks()[0] if isinstance(each, otio.schema.Clip)]
    assert [clip.name for clip in clips] == [clip.name for clip in film.clips]
    assert [round(clip.duration().rescaled_to(int(rate)).value) for clip in clips] == [
        clip.frames for clip in film.clips
    ]


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("codec", [Codec.AS_MADE, Codec.DNXHR, Codec.DNXHR_MXF])
def test_media_are_whole_with_timecode_and_reel(tmp_path: Path, rate: str, codec: Codec) -> None:
    film = beeping_film(tmp_path, picture(rate), (12, 9), handles=4)
    folder, _ = hand(film, tmp_path, Program.OTIO, codec)
    timeline = otio.adapters.read_from_file(str(folder / "film_v003.otio"))
    reels = set()
    for number, clip in enumerate(timeline.video_tracks()[0]):
        media = clip.media_reference
        file = folder / media.target_url
        assert not media.target_url.startswith((".", "/"))
        assert file.suffix == codec.ending
        slate = read_slate(file)
        assert slate.timecode == timecode(round(media.available_range.start_time.value), film.rate)
        assert slate.reel == media.metadata["studio"]["reel"]
        reels.add(slate.reel)
        with av.open(str(file)) as container:
            assert container.streams.video[0].average_rate == film.rate.fps
            seen = [read_barcode(frame)[:2] for frame in container.decode(video=0)]
        assert seen == [(number + 1, frame) for frame in range(film.clips[number].media_frames)]
    assert len(reels) == 2


@pytest.mark.parametrize("rate", RATES)
def test_sounds_lie_on_their_sample(tmp_path: Path, rate: str) -> None:
    """A recording that begins between two frames is heard on its very sample, counted from its time reference."""
    film = beeping_film(tmp_path, picture(rate), (41, 37))
    late = film.sounds[1].model_copy(update={"start": film.sounds[1].start + 311})
    film = film.model_copy(update={"sounds": (film.sounds[0], late)})
    folder, _ = hand(film, tmp_path, Program.OTIO)
    hour = film.rate.samples(first_frame(film.rate), 48000)
    for sound in film.sounds:
        file = folder / "media" / "sound" / f"{sound.name}.wav"
        begin = read_note(file).time_reference - hour
        heard = np.abs(read_sound(file)[:, 0])
        # The beep is a sine: its first sample is silent.
        assert begin + int(np.argmax(heard > 0.01)) == pytest.approx(sound.start + 1, abs=2)
        assert len(heard) > sound.length


def test_stems_are_the_mix(tmp_path: Path) -> None:
    film = with_a_bed(beeping_film(tmp_path, picture(), (41, 37)), tmp_path)
    folder, _ = hand(film, tmp_path, Program.OTIO)
    stems = {stem.stem.removeprefix("film_v003_"): read_sound(stem) for stem in (folder / "stems").iterdir()}
    assert set(stems) == {"dialogue", "effects", "mix"}
    assert all(len(stem) == film.samples for stem in stems.values())
    assert np.allclose(stems["dialogue"] + stems["effects"], stems["mix"], atol=1e-6)
    with av.open(str(folder / "media" / "sound" / "film_ambience.wav")) as container:
        assert container.streams.audio[0].channels == 2
    assert read_note(folder / "stems" / "film_v003_mix.wav").time_reference == 3600 * 48000


@pytest.mark.skipif(not shutil.which("melt"), reason="MLT is not installed: apt install melt")
@pytest.mark.parametrize("rate", RATES)
def test_melt_plays_every_frame_right(rate: str, tmp_path: Path) -> None:
    film = with_transitions(beeping_film(tmp_path, picture(rate), SHORT))
    folder, _ = hand(film, tmp_path, Program.OTIO)
    out = tmp_path / "out.mkv"
    command = [
        "melt",
        "film_v003.mlt",
        "-consumer",
        f"avformat:{out}",
        "vcodec=ffv1",
        "acodec=pcm_s16le",
        "real_time=-1",
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    with av.open(str(out)) as container:
        assert abs(Fraction(container.streams.video[0].average_rate) - film.rate.fps) < Fraction(1, 100)
        seen = [read_barcode(frame)[:2] for frame in container.decode(video=0)]
    wanted = [(int(clip.slate), clip.first + frame) for clip in film.clips for frame in range(clip.frames)]
    mixed = range(film.clips[1].start - 4, film.clips[1].start + 4)
    faded = range(film.frames - 10, film.frames)
    assert len(seen) == len(wanted)
    assert [pair for at, pair in enumerate(seen) if at not in mixed and at not in faded] == [
        pair for at, pair in enumerate(wanted) if at not in mixed and at not in faded
    ]


def test_a_loss_is_found_wherever_a_field_differs(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), SHORT)
    folder, _ = hand(film, tmp_path, Program.OTIO)
    rows = rows_of(otio.adapters.read_from_file(str(folder / "film_v003.otio")), film.rate, 320, 180)
    assert compare("a", "x", rows, rows).losses == ()
    track = rows.tracks[0]
    moved = track.clips[1].model_copy(update={"source": track.clips[1].source + 1, "about": ()})
    worse = rows.model_copy(
        update={
            "markers": rows.markers[:-1],
            "tracks": (track.model_copy(update={"clips": (track.clips[0], moved, track.clips[2])}), *rows.tracks[1:]),
        }
    )
    found = {(loss.where, loss.field) for loss in compare("a", "x", rows, worse).losses}
    assert ("V1 clip 2", "source") in found and ("V1 clip 2", "about prompt") in found
    assert any(where.startswith("marker at 71") for where, _ in found)
    assert not any(where == "V1 clip 1" for where, _ in found)


def test_reels_are_short_and_told_apart() -> None:
    assert [reel_of(name) for name in ("12A-3", "1-1", "A12B-10")] == ["12AT3", "1T1", "A12BT10"]
    long = [f"A123BC-{number}" for number in range(200)] + [f"ferry_L{number:04d}_NORA_t01" for number in range(200)]
    reels = [reel_of(name) for name in long]
    assert len(set(reels)) == len(long)
    assert all(len(reel) <= 8 and reel.isalnum() for reel in reels)


@pytest.mark.parametrize("rate", ["24", "29.97df"])
def test_a_bundle_holds_the_timeline_and_all_its_media(tmp_path: Path, rate: str) -> None:
    """Unpacked by OpenTimelineIO's own reader, every file that is named is there, whole."""
    film = with_a_bed(with_transitions(beeping_film(tmp_path, picture(rate), SHORT)), tmp_path)
    order = ready(film, tmp_path, Program.OTIO).model_copy(update={"bundle": True})
    folder, out = tmp_path / "bundled", tmp_path / "unpacked"
    folder.mkdir()
    out.mkdir()
    (report,) = write_turnover(order, film, tmp_path, folder, folder, None, lambda files: None, lambda name: None)
    assert (report.file, report.losses) == ("film_v003.otioz", ())
    assert not (folder / "media").exists() and (folder / "stems" / "film_v003_mix.wav").is_file()
    timeline = otio.adapters.read_from_file(str(folder / "film_v003.otioz"), extract_to_directory=str(out))
    clips = list(timeline.video_tracks()[0].find_clips())
    for number, clip in enumerate(clips):
        for reference in clip.media_references().values():
            assert (out / reference.target_url).is_file()
        with av.open(str(out / clip.media_reference.target_url)) as container:
            seen = [read_barcode(frame)[:2] for frame in container.decode(video=0)]
        assert seen == [(number + 1, frame) for frame in range(film.clips[number].media_frames)]
    listed = read_cut_list(folder / "film_v003.otioz", film.rate)
    assert [(clip.media, clip.start, clip.first) for clip in listed.picture] == [
        (clip.name, clip.start, clip.first) for clip in film.clips
    ]
    with zipfile.ZipFile(folder / "film_v003.otioz") as whole, zipfile.ZipFile(folder / "less.otioz", "w") as less:
        for name in [each for each in whole.namelist() if not each.endswith("film_003_t01.mov")]:
            less.writestr(name, whole.read(name))
    with pytest.raises(MediaError, match=r"film_003_t01\.mov is not in the bundle"):
        read_bundle(folder / "less.otioz")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "cannot be read"), (b"{", "cannot be read"),
        (otio.schema.Stack().to_json_string().encode(), "holds no timeline"),
    ],
    ids=["no text", "no JSON", "no timeline"],
)  # fmt: skip
def test_what_is_no_bundle_of_ours_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    with zipfile.ZipFile(tmp_path / "other.otioz", "w") as other:
        other.writestr("content.otio", content)
    with pytest.raises(MediaError, match=said):
        read_bundle(tmp_path / "other.otioz")


def test_dnxhr_says_when_a_picture_is_too_small(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(width=192, height=108), (8,))
    with pytest.raises(MediaError, match="DNxHR does not go as small as 192x108"):
        hand(film, tmp_path, Program.OTIO, Codec.DNXHR)


def test_the_change_list_says_what_an_editor_has_to_do(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), SHORT)
    folder, _ = hand(film, tmp_path, Program.OTIO)
    clips = film.clips
    shorter = clips[1].model_copy(update={"frames": 20, "first": 10})
    later = film.model_copy(update={"clips": (clips[0], shorter), "sounds": film.sounds[:1]})
    (tmp_path / "film.otio").unlink()
    order = Turnover(program=Program.EDL, version=4, codec=Codec.AS_MADE, takes=facts(film, tmp_path), lines=())
    out = tmp_path / "v004"
    out.mkdir()
    lengths = {sound.file: sound_length(tmp_path / sound.file) for sound in later.sounds}
    (tmp_path / "film.otio").write_text(build_timeline(later, lengths).to_json_string())
    write_turnover(order, later, tmp_path, out, out, folder / "film_v003.otio", lambda files: None, lambda name: None)
    said = (out / "changes.txt").read_text()
    assert "01:00:01:16  2: starts 2 frames later in it, 20 frames instead of 31" in said
    assert "3: left out, 50 frames" in said
    assert "  1:" not in said


@pytest.mark.parametrize("rate", RATES)
def test_forms_are_as_they_were(rate: str) -> None:
    """Golden files: what was looked at once does not change unseen."""
    for ending, text in written(rate).items():
        golden = (GOLDEN / f"turnover_{rate}.{ending}").read_text(encoding="utf-8")
        assert text == golden, f"if it is to change: python tests/golden_turnovers.py ({ending})"


def test_sounds_of_one_name_are_handed_over_as_two_and_come_back_as_themselves(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), SHORT)
    files = ("sound/12A effect.wav", "sound/12a effect.WAV")
    for number, file in enumerate(files):
        write_stereo(tmp_path / file, np.full((24_000, 2), 0.1 * number, np.float32))
    sounds = tuple(
        Sound(file=file, recording=file, start=12_000 * at, source_start=0, samples=24_000, sample_rate=48_000)
        for at, file in enumerate(files)
    )
    film = film.model_copy(update={"beds": (Track(name="effects", role="effects", sounds=sounds),)})
    order = ready(film, tmp_path, Program.OTIO)
    laid = lay_out(order, film, tmp_path)
    own = [each for each in laid.handed.sounds if each.source in files]
    assert len({each.to.casefold() for each in own}) == len({each.reel for each in own}) == 2
    write_forms(order, laid, tmp_path, tmp_path, "film_v003")
    listed = read_cut_list(tmp_path / "film_v003.otio", film.rate)
    now = cut_of(film, (), (), ())
    back = match(listed, film, now, Known(takes=(), picks={}))
    assert back.cut.beds is None
    assert not back.cut.extra


@pytest.mark.parametrize("form", ["xml", "fcpxml", "mlt"])
def test_signs_no_xml_can_hold_are_left_out(form: str, tmp_path: Path) -> None:
    rows = cut("24")
    bell = rows.markers[0].model_dump() | {"comment": "A \x07bell \ud800rings.", "name": "b\x00ell"}
    clip = rows.tracks[0].clips[0].model_dump() | {"about": (("slate", "1\x1f"), ("scene", "1"), ("prompt", "a\x08b"))}
    tracks = (rows.tracks[0].model_copy(update={"clips": (ClipRow.model_validate(clip), *rows.tracks[0].clips[1:])}),)
    rows = rows.model_copy(update={"tracks": tracks, "markers": (MarkerRow.model_validate(bell),)})
    if form == "mlt":
        read_mlt(write_mlt(rows), rows.rate)
        return
    write, read = (write_fcp7, read_fcp7) if form == "xml" else (write_fcpx, read_fcpx)
    text = write(rows, tmp_path)
    text.encode()
    assert [(each.name, each.comment) for each in read(text, rows.rate, tmp_path).markers] == [
        ("bell", "A bell rings.")
    ]
