"""Films of many shots of many kinds, and long ones: nothing drifts, and timecode stays exact."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from edit_film import RATE, barcode, picture, read_barcode, write_take
from test_edit_master import _cut

from edit.picture import picture_packets, picture_parts
from edit.sequence import Clip, Sequence, Sound, Track
from edit.timeline import build_timeline
from edit.turnover_edl import read_edl, write_edl
from edit.turnover_fcp7 import write_fcp7
from edit.turnover_fcp7_read import read_fcp7
from edit.turnover_rows import rows_of
from renderers.media.join import index_packets
from renderers.media.normalise import write_black
from renderers.media.read import probe, read_sound
from shots.timecode import first_frame, frames_of, timecode
from studio.files import sha256_of

FIRST, FRAMES, BEEP = 5, 10, 4
"""Of each shot: the first frame that is used, how many are, and on which of them it beeps."""


def _write_kind(
    to: Path, shot: int, form: Fraction, codec: str, rate: Fraction, size: tuple[int, int], pixels: str,
    sound: tuple[str, int, str, float] | None,
) -> Path:  # fmt: skip
    """A media file of one kind, with a beep; `sound` is codec, samples a second, channels and seconds it comes late."""
    length = (FIRST + FRAMES + 4) / form
    with av.open(str(to), "w") as container:
        video = container.add_stream(codec, rate=rate)
        video.width, video.height, video.pix_fmt = *size, pixels
        audio = None
        if sound is not None:
            audio = container.add_stream(sound[0], rate=sound[1], layout=sound[2])
        for number in range(int(length * rate) + 2):
            frame = av.VideoFrame.from_ndarray(barcode(shot, number, *size), format="bgra").reformat(format=pixels)
            frame.pts, frame.time_base = number, 1 / rate
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        if audio is not None and sound is not None:
            _, samples, layout, late = sound
            heard = np.zeros(round(length * samples), np.float32)
            begins = round((FIRST + BEEP) / form * samples)
            beep = 0.4 * np.sin(2 * np.pi * 1000 * np.arange(samples // 50) / samples)
            heard[begins : begins + len(beep)] = beep
            channels = 1 if layout == "mono" else 2
            from_start = round(late * samples)
            levels = np.repeat((heard[from_start:, None] * 32767).astype(np.int16), channels, axis=1)
            for at in range(0, len(levels), 1024):
                piece = np.ascontiguousarray(levels[at : at + 1024])
                block = av.AudioFrame.from_ndarray(piece.reshape(1, -1), format="s16", layout=layout)
                block.sample_rate, block.pts, block.time_base = samples, at + from_start, Fraction(1, samples)
                container.mux(audio.encode(block))
            container.mux(audio.encode(None))
    return to


def _kinds(root: Path, film: Fraction) -> list[Path]:
    """Media of every kind a shot may come in."""
    made = [
        ("a.mov", "mjpeg", Fraction(30), (160, 90), "yuvj420p", ("pcm_s16le", 44100, "mono", 0.0)),
        ("b.mp4", "libx264", Fraction(25), (240, 136), "yuv420p", ("aac", 48000, "stereo", 0.0)),
        ("c.mov", "libx264", Fraction(60), (128, 72), "yuv420p", ("pcm_s16le", 48000, "stereo", 0.15)),
        ("d.mkv", "libx264", Fraction(30000, 1001), (160, 90), "yuv444p", ("pcm_s16le", 32000, "stereo", 0.0)),
        ("e.mp4", "mpeg4", Fraction(24), (192, 108), "yuv420p", None),
        ("f.mov", "prores_ks", Fraction(50), (160, 90), "yuv422p10le", ("pcm_s16le", 44100, "stereo", 0.2)),
        ("g.mp4", "libx264", Fraction(12), (160, 90), "yuv420p", ("aac", 44100, "mono", 0.0)),
    ]  # fmt: skip
    return [
        _write_kind(root / name, number, film, codec, rate, size, pixels, sound)
        for number, (name, codec, rate, size, pixels, sound) in enumerate(made, 1)
    ]


def test_two_hundred_shots_of_every_kind_make_a_film_without_drift(tmp_path: Path) -> None:
    form = picture("23.976", 160, 90)
    fps = form.rate.fps
    files = _kinds(tmp_path, fps)
    own = write_take(tmp_path, 8, FRAMES, FIRST, form)
    files.append(tmp_path / own.file)
    clips, sounds = [], []
    for number in range(200):
        file = files[number % len(files)]
        clip = Clip(
            shot=f"sh{number:04d}", slate=str(number), take=f"{number}-1", scene_number="1",
            file=file.relative_to(tmp_path).as_posix(), sha256=sha256_of(file), start=FRAMES * number, frames=FRAMES,
            first=FIRST, media_frames=FIRST + FRAMES + 4, size="MS", renderer="own",
        )  # fmt: skip
        clips.append(clip)
        if probe(file).sound is not None:
            length = form.rate.samples(FRAMES, RATE)
            sounds.append(
                Sound(
                    file=clip.file, recording=clip.sha256, start=form.rate.samples(clip.start, RATE),
                    source_start=form.rate.samples(FIRST, RATE), samples=length, sample_rate=RATE,
                )
            )  # fmt: skip
    track = Track(name="production sound", role="effects", sounds=tuple(sounds))
    film = Sequence(name="film", title="Film", picture=form, clips=tuple(clips), beds=(track,))
    made = _cut(film, tmp_path) / "film.mp4"
    with av.open(str(made)) as container:
        shown = [read_barcode(frame)[:2] for frame in container.decode(video=0)]
    rates = {number: probe(file).rate or Fraction(1) for number, file in enumerate(files, 1)}
    expected = [
        (kind, int((FIRST + each + Fraction(1, 2)) * rates[kind] / fps))
        for kind in (number % len(files) + 1 for number in range(200))
        for each in range(FRAMES)
    ]
    assert len(shown) == 2000
    assert [pair for pair in zip(shown, expected, strict=True) if pair[0] != pair[1]] == []
    _check_beeps(read_sound(made)[:, 0], [sound.start + form.rate.samples(BEEP, RATE) for sound in sounds])


def _check_beeps(heard: np.ndarray[tuple[int, ...], np.dtype[np.float32]], meant: list[int]) -> None:
    loud = np.flatnonzero(np.abs(heard) > 0.25 * np.abs(heard).max())
    starts = loud[np.diff(loud, prepend=-RATE) > RATE // 10]
    assert len(starts) == len(meant) == 150
    late = np.array(starts) - np.array(meant)
    assert np.abs(late).max() < RATE // 200
    assert abs(late[-25:].mean() - late[:25].mean()) < RATE // 1000


def test_two_hours_of_drop_frame_keep_exact_timecode(tmp_path: Path) -> None:
    form = picture("29.97df", 128, 72)
    rate = form.rate
    take = write_take(tmp_path, 1, 222, 4, form)
    hours = frames_of("02:00:00;00", rate)
    assert hours == 215_784 == 222 * 972
    clip = Clip(
        shot="sh1", slate="1", take="1-1", scene_number="1", file=take.file, sha256=take.sha256, start=0, frames=222,
        first=4, media_frames=230, size="MS", renderer="test",
    )  # fmt: skip
    clips = tuple(clip.model_copy(update={"start": 222 * number}) for number in range(972))
    film = Sequence(name="film", title="Film", picture=form, clips=clips)
    timeline = build_timeline(film, {})
    fps = float(rate.fps)
    begin = timeline.global_start_time
    placed = [each.range_in_parent().start_time + begin for each in timeline.video_tracks()[0]]
    said = [each.to_timecode(fps, True) for each in placed]
    assert said == [timecode(each.start, rate, first_frame(rate)) for each in clips]
    assert said[0] == "01:00:00;00"
    assert (timeline.duration() + begin).to_timecode(fps, True) == "03:00:00;00"
    rows = rows_of(timeline, rate, 128, 72)
    text = write_edl(rows, rows.tracks[0])
    assert f" {said[-1]} 03:00:00;00" in text
    wanted = [(each.start, each.frames, each.source) for each in rows.tracks[0].clips]
    placed_in = Path("/films/v001")
    for read in (read_edl([("V", text)], rate), read_fcp7(write_fcp7(rows, placed_in), rate, placed_in)):
        assert [(each.start, each.frames, each.source) for each in read.tracks[0].clips] == wanted
    write_black(tmp_path / "pattern.mp4", form)
    parts = picture_parts(film, tmp_path, index_packets(tmp_path / "pattern.mp4").parameters)
    times = sorted(packet.pts * packet.time_base for packet in picture_packets(parts))
    assert len(times) == hours
    assert times[-1] == rate.seconds(hours - 1)
    assert all(times[number] == rate.seconds(number) for number in range(0, hours, 997))
