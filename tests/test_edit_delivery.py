"""Deliveries: every frame in its place in every codec and at every rate, at its loudness; stems add up."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from edit_film import beeping_film, picture, read_barcode
from test_edit_loudness import bs1770, true_peak

from bible.errors import MediaError, SettingsError
from edit.captions import Caption
from edit.delivery import write_delivery
from edit.presets import PRESETS, preset
from edit.sequence import Sequence, Sound, Track
from edit.shaping import inner_picture
from edit.stems import ROLES, write_stems
from edit.transitions import Transition
from renderers.media.read import read_sound
from renderers.media.wav import write_wav
from shots.timecode import first_frame, timecode


def test_captions_are_burnt_in_while_they_are_read_and_at_no_other_time(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (40, 30))
    said = (
        Caption(start=5, end=20, rows=("你好，我在这里",), lines=("L1",)),
        Caption(start=50, end=60, rows=("مرحبا", "أنا هنا."), lines=("L2",)),
    )
    film = film.model_copy(update={"captions": said})
    shown: list[list[npt.NDArray[np.uint8]]] = []
    for burnt in (False, True):
        to = tmp_path / f"{burnt}.mov"
        write_delivery(film, tmp_path, preset("prores"), to, burnt=burnt)
        with av.open(str(to)) as container:
            shown.append([frame.to_ndarray(format="gray") for frame in container.decode(video=0)])
    foot = slice(110, 172)
    for number, (bare, worded) in enumerate(zip(*shown, strict=True)):
        read = any(each.start <= number < each.end for each in said)
        changed = np.abs(bare.astype(int) - worded) > 40
        assert changed[foot].any() == read, number
        assert not changed[:100].any()
    write_delivery(film, tmp_path, preset("hevc"), tmp_path / "burnt.mp4", burnt=True)
    with av.open(str(tmp_path / "burnt.mp4")) as container:
        assert not container.streams.subtitles, "nobody reads them twice"


RATES = ("23.976", "24", "25", "29.97", "29.97df", "30", "50", "60")


def _shown(file: Path) -> list[tuple[int, int]]:
    with av.open(str(file)) as container:
        return [read_barcode(frame)[:2] for frame in container.decode(video=0)]


def _expected(film: Sequence) -> list[tuple[int, int]]:
    return [(int(clip.slate), clip.first + number) for clip in film.clips for number in range(clip.frames)]


def _deliver(film: Sequence, root: Path, name: str, **changes: object) -> Path:
    wanted = preset(name).model_copy(update=changes)
    to = root / f"{name}.{wanted.form}"
    write_delivery(film, root, wanted, to)
    assert [file.name for file in root.iterdir() if file.name.startswith(".")] == []
    return to


@pytest.mark.parametrize("name", PRESETS)
def test_every_frame_is_in_its_place_in_every_codec(tmp_path: Path, name: str) -> None:
    film = beeping_film(tmp_path, picture(), (31, 20))
    codecs = {"libx264": "h264", "libx265": "hevc", "libsvtav1": "av1", "prores_ks": "prores", "dnxhd": "dnxhd"}
    size = {"4k": (640, 360), "vertical": (180, 320), "square": (240, 240)}.get(name, (320, 180))
    file = _deliver(film, tmp_path, name, size=size)
    with av.open(str(file)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert video.codec_context.name.removeprefix("libdav1d") in (codecs[PRESETS[name].encoder], "")
        assert (video.width, video.height) == size
        assert (video.start_time, audio.start_time) == (0, 0)
        assert video.codec_context.pix_fmt == PRESETS[name].pixels
        assert audio.codec_context.name == ("pcm_s24le" if PRESETS[name].whole_sound else "aac")
        assert video.average_rate == 24
    if name not in ("vertical", "square"):
        assert _shown(file) == _expected(film)


@pytest.mark.parametrize("rate", RATES)
def test_every_rate_is_exact_and_has_its_timecode(tmp_path: Path, rate: str) -> None:
    film = beeping_film(tmp_path, picture(rate, 256, 144), (31, 20))
    file = _deliver(film, tmp_path, "dnxhr")
    assert _shown(file) == _expected(film)
    with av.open(str(file)) as container:
        video = container.streams.video[0]
        assert video.average_rate == film.rate.fps
        assert [packet.pts * packet.time_base for packet in container.demux(video) if packet.size] == [
            film.rate.seconds(number) for number in range(film.frames)
        ]
        said = [stream.metadata.get("timecode") for stream in container.streams]
        assert timecode(0, film.rate, first_frame(film.rate)) in said


@pytest.mark.parametrize(("name", "loudness"), [("web", -14.0), ("hevc", -16.0), ("prores", -23.0), ("web", -23.0)])
def test_a_delivery_has_its_loudness_and_no_peak_above_its_ceiling(tmp_path: Path, name: str, loudness: float) -> None:
    film = beeping_film(tmp_path, picture(width=128, height=72), (96, 96))
    form = preset(name, loudness).form
    to = tmp_path / f"out.{form}"
    write_delivery(film, tmp_path, preset(name, loudness).model_copy(update={"size": (128, 72)}), to)
    heard = read_sound(to)
    assert bs1770(heard) == pytest.approx(loudness, abs=0.5)
    assert true_peak(heard) <= preset(name).ceiling + 0.3


def test_a_film_of_another_shape_stands_whole_before_a_blurred_one(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (12, 12))
    file = _deliver(film, tmp_path, "vertical", size=(180, 320))
    inner = inner_picture(
        film.picture, preset("vertical").model_copy(update={"size": (180, 320)}).picture(film.picture)
    )
    assert (inner.width, inner.height) == (180, 102)
    with av.open(str(file)) as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    top = (320 - 102) // 2 & ~1
    inside = frames[3][top + 4 : top + 24].astype(float)
    assert inside.max() - inside.min() > 150
    outside = frames[3][: top - 4].astype(float)
    assert 5 < outside.mean() < 110
    assert np.abs(np.diff(outside, axis=1)).max() < 40


def test_transitions_are_in_a_delivery(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (20, 20))
    film = film.model_copy(update={"transitions": (Transition(at=20, kind="dip", before=4, after=4),)})
    with av.open(str(_deliver(film, tmp_path, "web", size=(320, 180)))) as container:
        light = [float(frame.to_ndarray(format="gray").mean()) for frame in container.decode(video=0)]
    assert len(light) == 40
    assert light[19] < light[17] < light[10]
    assert light[20] < light[22] < light[30]


def test_what_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no preset 'imax'"):
        preset("imax")
    with pytest.raises(SettingsError, match="no loudness"):
        preset("web", 14.0)
    film = beeping_film(tmp_path, picture(), (12, 12))
    (tmp_path / film.clips[1].file).unlink()
    with pytest.raises(MediaError, match="gone"):
        write_delivery(film, tmp_path, preset("web"), tmp_path / "web.mp4")
    assert not (tmp_path / "web.mp4").exists()


def test_stems_add_up_to_the_mix_and_are_as_long_as_the_film(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture("23.976"), (96, 70))
    noise = np.random.default_rng(2).standard_normal(film.samples).astype(np.float32) * 0.2
    write_wav(tmp_path / "sound/score.wav", noise)
    bed = Sound(
        file="sound/score.wav", recording="s", start=0, source_start=0, samples=len(noise), sample_rate=48000
    )  # fmt: skip
    film = film.model_copy(update={"beds": (Track(name="score", role="music", sounds=(bed,), level=-6, duck=9),)})
    folder = tmp_path / "stems"
    folder.mkdir()
    files = write_stems(film, tmp_path, folder, target=-16.0)
    assert [file.name for file in files] == [f"film_{name}.wav" for name in (*ROLES, "mix")]
    heard = [read_sound(file).astype(np.float64) for file in files]
    assert {len(each) for each in heard} == {film.samples}
    assert np.abs(sum(heard[:-1]) - heard[-1]).max() < 3 / (1 << 23)
    assert not heard[2].any()
    assert bs1770(heard[-1].astype(np.float32)) == pytest.approx(-16, abs=0.5)
    assert true_peak(heard[-1].astype(np.float32)) <= -0.9
    with av.open(str(files[0])) as container:
        stream = container.streams.audio[0]
        assert (stream.codec_context.name, stream.rate) == ("pcm_s24le", 48000)
        assert Fraction(stream.duration or 0) * (stream.time_base or 0) == Fraction(film.samples, 48000)


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from bible.errors import StudioError
from edit.delivery import write_delivery
from edit.presets import preset
from edit.sequence import Sequence
root = Path({root!r})
film = Sequence.model_validate_json((root / "film.json").read_text())
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    write_delivery(film, root, preset("dnxhr"), root / "dnxhr.mov")
except StudioError as error:
    print(type(error).__name__, error)
"""


def test_a_full_disk_leaves_the_last_delivery_whole(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(width=256, height=144), (20, 12))
    file = _deliver(film, tmp_path, "dnxhr")
    held = file.read_bytes()
    (tmp_path / "film.json").write_text(film.model_dump_json())
    run = _FULL_DISK.format(tests=str(Path(__file__).parent), root=str(tmp_path), limit=len(held) // 2)
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("FolderError")
    assert "free some disk space" in done.stdout
    assert file.read_bytes() == held
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []
