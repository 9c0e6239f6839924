"""The mix: every recording at its sample, no click at an edit, and the film's sound encoded once."""

from __future__ import annotations

import tracemalloc
import wave
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest

from bible.errors import MediaError
from edit.loudness import CEILING, TARGET, measure
from edit.sequence import Clip, Role, Sequence, Sound, Track
from edit.sound import CHUNK, encode_sound, mix
from renderers.media.wav import write_wav
from shots.rate import read_rate
from shots.recipe import PictureFormat

RATE = 48000


def _clip(frames: int) -> Clip:
    return Clip(
        shot="sh0001", slate="1", take="1-1", scene_number="1", file="t.mp4", sha256="0", start=0, frames=frames,
        first=0, media_frames=frames, size="MS", renderer="test",
    )  # fmt: skip


def _sound(file: str, start: int, samples: int, source: int = 0) -> Sound:
    return Sound(
        line="L0001", speaker="@NORA", cue="NORA", file=file, recording=file, start=start, source_start=source,
        samples=samples, sample_rate=RATE, on_screen=True,
    )  # fmt: skip


def _film(seconds: int, *sounds: Sound, rate: str = "24") -> Sequence:
    picture = PictureFormat(rate=read_rate(rate))
    frames = round(seconds * picture.rate.fps)
    return Sequence(name="film", title="Film", picture=picture, clips=(_clip(frames),), sounds=sounds)


def _with_bed(film: Sequence, *sounds: Sound, level: float = 0.0, duck: float = 0.0) -> Sequence:
    bed = Track(name="score", role="music", sounds=sounds, level=level, duck=duck)
    return film.model_copy(update={"beds": (bed,)})


def _tone(root: Path, name: str, seconds: float, level: float = 0.25, pitch: float = 440.0) -> npt.NDArray[np.float32]:
    samples = (level * np.sin(2 * np.pi * pitch * np.arange(round(seconds * RATE)) / RATE)).astype(np.float32)
    write_wav(root / name, samples)
    return samples


def _mixed(film: Sequence, root: Path) -> npt.NDArray[np.float32]:
    return np.concatenate(list(mix(film, root)))


def test_a_sound_is_heard_at_its_sample_and_nowhere_else(tmp_path: Path) -> None:
    tone = _tone(tmp_path, "a.wav", 1.0)
    start = CHUNK - 12_345
    out = _mixed(_film(12, _sound("a.wav", start, RATE)), tmp_path)
    assert len(out) == 12 * RATE
    heard = out[start : start + RATE]
    assert np.allclose(heard[300:-300, 0], tone[300:-300], atol=1e-3)
    assert np.array_equal(heard[:, 0], heard[:, 1])
    assert not out[:start].any()
    assert not out[start + RATE :].any()


def test_a_part_of_a_recording_comes_and_goes_without_a_click(tmp_path: Path) -> None:
    _tone(tmp_path, "a.wav", 2.0)
    out = _mixed(_film(2, _sound("a.wav", 0, RATE, source=RATE // 3)), tmp_path)[:, 0]
    steps = np.abs(np.diff(out))
    assert steps.max() <= 0.25 * 2 * np.pi * 440 / RATE * 1.1
    assert out[0] == 0.0


def test_sounds_at_once_are_heard_together(tmp_path: Path) -> None:
    one, other = _tone(tmp_path, "a.wav", 1.0), _tone(tmp_path, "b.wav", 1.0, pitch=700.0)
    out = _mixed(_film(2, _sound("a.wav", 0, RATE), _sound("b.wav", RATE // 2, RATE)), tmp_path)[:, 0]
    both = slice(RATE // 2 + 300, RATE - 300)
    assert np.allclose(out[both], one[both] + other[300 : RATE // 2 - 300], atol=2e-3)


def test_stems_add_up_to_the_mix(tmp_path: Path) -> None:
    _tone(tmp_path, "a.wav", 1.0)
    _tone(tmp_path, "b.wav", 2.0, pitch=120.0)
    film = _with_bed(_film(2, _sound("a.wav", 100, RATE)), _sound("b.wav", 0, 2 * RATE), level=-3.0, duck=9.0)
    roles: tuple[Role, ...] = ("dialogue", "effects", "music")
    stems = [np.concatenate(list(mix(film, tmp_path, role))) for role in roles]
    assert not stems[1].any()
    assert np.allclose(sum(stems), _mixed(film, tmp_path), atol=1e-6)


def test_a_bed_makes_room_while_somebody_speaks_and_comes_back(tmp_path: Path) -> None:
    write_wav(tmp_path / "quiet.wav", np.zeros(2 * RATE, np.float32))
    _tone(tmp_path, "bed.wav", 8.0, level=0.5)
    spoken = (_sound("quiet.wav", 2 * RATE, RATE), _sound("quiet.wav", 3 * RATE + RATE // 2, RATE))
    film = _with_bed(_film(8, *spoken), _sound("bed.wav", 0, 8 * RATE), level=-6.0, duck=12.0)
    out = np.abs(_mixed(film, tmp_path)[:, 0])

    def peak(second: float) -> float:
        return float(out[round(second * RATE) : round((second + 0.1) * RATE)].max())

    assert peak(1.0) == pytest.approx(0.5 * 10 ** (-6 / 20), rel=0.01)
    assert peak(7.0) == pytest.approx(peak(1.0), rel=0.01)
    for second in (2.0, 3.2, 4.3):
        assert peak(second) == pytest.approx(0.5 * 10 ** (-18 / 20), rel=0.01)
    assert peak(4.3) < peak(4.8) < peak(5.3)


def test_sounds_that_fade_into_one_another_keep_their_power(tmp_path: Path) -> None:
    noise = np.random.default_rng(3).standard_normal((2, 3 * RATE)).astype(np.float32) * 0.1
    for name, samples in zip(("a.wav", "b.wav"), noise, strict=True):
        write_wav(tmp_path / name, samples)
    goes = _sound("a.wav", 0, 2 * RATE).model_copy(update={"fade_out": RATE})
    comes = _sound("b.wav", RATE, 2 * RATE).model_copy(update={"fade_in": RATE})
    out = _mixed(_film(3, goes, comes), tmp_path)[:, 0]
    power = [
        float(np.sqrt((out[at : at + RATE // 8] ** 2).mean())) for at in range(RATE // 8, 11 * RATE // 4, RATE // 8)
    ]
    assert max(power) / min(power) < 1.1


def test_a_sound_is_heard_at_its_level(tmp_path: Path) -> None:
    tone = _tone(tmp_path, "a.wav", 1.0)
    out = _mixed(_film(1, _sound("a.wav", 0, RATE).model_copy(update={"level": -20.0})), tmp_path)
    assert np.allclose(out[300:-300, 0], tone[300:-300] / 10, atol=1e-3)


def test_a_long_sound_is_never_held_whole(tmp_path: Path) -> None:
    """Three minutes of music at 8 kHz, 69 MB when resampled, from its middle on, with long fades."""
    seconds = 180
    tone = (0.2 * np.sin(np.arange(8000 * seconds) / 9) * 32767).astype("<i2")
    with wave.open(str(tmp_path / "music.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(tone.tobytes())
    playing = _sound("music.wav", 48000, 48000 * 165, 48000 * 10).model_copy(
        update={"fade_in": 48000 * 2, "fade_out": 48000 * 4}
    )
    film = _with_bed(_film(seconds), playing)
    levels = []
    tracemalloc.start()
    for chunk in mix(film, tmp_path):
        levels.append(float(np.abs(chunk).max()))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 40 * 2**20
    assert levels[9] == pytest.approx(0.2, rel=0.02)
    assert levels[-1] == 0, "it ended 14 seconds before the film"


def test_a_missing_recording_is_named(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"gone\.wav"):
        _mixed(_film(1, _sound("gone.wav", 0, RATE)), tmp_path)


@pytest.mark.parametrize("rate", ["24", "29.97", "23.976"])
def test_the_films_sound_is_as_long_as_its_picture_and_at_its_loudness(tmp_path: Path, rate: str) -> None:
    _tone(tmp_path, "a.wav", 9.0, level=0.03)
    film = _film(11, _sound("a.wav", RATE, 9 * RATE), rate=rate)
    with av.open(str(encode_sound(film, tmp_path))) as container:
        stream = container.streams.audio[0]
        assert stream.start_time == 0
        assert stream.duration == film.samples
        decoded = [frame.to_ndarray().T for frame in container.decode(stream)]
    read = measure(decoded)
    assert read.integrated == pytest.approx(TARGET, abs=0.3)
    assert read.true_peak <= CEILING


def test_the_sound_is_encoded_once_and_again_when_it_changes(tmp_path: Path) -> None:
    _tone(tmp_path, "a.wav", 1.0)
    film = _film(1, _sound("a.wav", 0, RATE))
    first = encode_sound(film, tmp_path)
    made = first.stat().st_mtime_ns
    assert encode_sound(film.model_copy(update={"title": "Other"}), tmp_path).stat().st_mtime_ns == made
    assert encode_sound(_film(1, _sound("a.wav", 1, RATE)), tmp_path) != first
    assert {file.name for file in first.parent.glob("[!.]*") if file.suffix != ".m4a"} == {"coded"}
    assert len(list(first.parent.glob("[!.]*.m4a"))) == 2


def test_what_is_muted_is_no_reason_to_mix_anew(tmp_path: Path) -> None:
    _tone(tmp_path, "a.wav", 1)
    film = _film(1, _sound("a.wav", 0, RATE))

    def encoded(role: Role, take: str) -> str:
        muted = _sound("a.wav", 0, RATE).model_copy(update={"recording": take})
        bed = Track(name="muted", role=role, sounds=(muted,), muted=True)
        return encode_sound(film.model_copy(update={"beds": (bed,)}), tmp_path).name

    assert encoded("effects", "1") == encoded("effects", "2") == encode_sound(film, tmp_path).name
    assert encoded("dialogue", "1") != encoded("dialogue", "2"), "others make room for it"


def test_a_silent_film_has_silence(tmp_path: Path) -> None:
    with av.open(str(encode_sound(_film(2), tmp_path))) as container:
        decoded = np.concatenate([frame.to_ndarray().T for frame in container.decode(audio=0)])
    assert np.abs(decoded).max() < 1e-4


def _heard_as(root: Path, *extensions: str, manner: tuple[str, ...] = ()) -> npt.NDArray[np.float32]:
    sound = _sound("a.wav", RATE // 2, RATE).model_copy(update={"extensions": extensions, "manner": manner})
    return _mixed(_film(3, sound), root)[:, 0]


def _band(samples: npt.NDArray[np.float32], low: float, high: float) -> float:
    power = np.abs(np.fft.rfft(samples)) ** 2
    pitch = np.fft.rfftfreq(len(samples), 1 / RATE)
    return float(power[(pitch >= low) & (pitch < high)].sum() / power.sum())


def test_words_are_heard_through_what_the_line_names(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.random.default_rng(1).normal(0, 0.05, RATE).astype(np.float32))
    plain = _heard_as(tmp_path, "CONT'D")
    assert np.array_equal(plain, _heard_as(tmp_path))
    telephone = _heard_as(tmp_path, manner=("over the phone",))
    assert _band(telephone, 300, 3600) > 0.98
    assert _band(plain, 300, 3600) < 0.3
    assert np.array_equal(plain, _heard_as(tmp_path, manner=("into the phone",)))
    assert not plain[RATE * 3 // 2 + 10 :].any()
    away = _heard_as(tmp_path, "O.S.")
    assert np.abs(away[RATE * 3 // 2 + 10 : RATE * 3 // 2 + 9_600]).max() > 1e-4, "the room rings on"
