"""The film's sound as AAC: the same samples give the same file however it was reached, and no stretch is heard."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from edit.coded_sound import write_aac
from renderers.media.read import FILM_SAMPLE_RATE as RATE
from renderers.media.read import read_sound

Sound = npt.NDArray[np.float32]


def noise(seconds: float, seed: int = 1) -> Sound:
    """Bursts and sharp beginnings: what changes how a coder cuts its windows."""
    random = np.random.default_rng(seed)
    sound = random.standard_normal((round(seconds * RATE), 2)) * 0.02
    for at in random.integers(0, len(sound), round(8 * seconds)):
        sound[at : at + 700] += random.standard_normal((len(sound[at : at + 700]), 2)) * 0.3
    return np.clip(sound, -1, 1).astype(np.float32)


def coded(sound: Sound, folder: Path, cache: Path, size: int = RATE * 3) -> bytes:
    to = folder / "sound.m4a"
    write_aac((sound[at : at + size] for at in range(0, len(sound), size)), to, cache)
    return to.read_bytes()


def by_one_coder(sound: Sound, to: Path) -> None:
    with av.open(str(to), "w", format="mp4") as container:
        options = {"aac_coder": "fast", "aac_tns": "0", "aac_pns": "0", "aac_is": "0"}
        stream = container.add_stream("aac", rate=RATE, layout="stereo", options=options)
        stream.bit_rate = 192_000
        frame = av.AudioFrame.from_ndarray(sound.reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate, frame.pts = RATE, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


@settings(max_examples=12, deadline=None)
@given(
    seconds=some.floats(0.01, 24.0),
    changes=some.lists(some.tuples(some.floats(0, 24), some.floats(0, 3)), max_size=3),
    size=some.sampled_from([1_777, RATE * 4, RATE * 30]),
)
def test_the_same_samples_give_the_same_file_however_they_were_reached(
    seconds: float, changes: list[tuple[float, float]], size: int
) -> None:
    """Changed here and there, and longer or shorter by then: what was kept on the way makes no difference."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sound = noise(seconds)
        coded(sound, folder, folder / "kept")
        for at, longer in changes:
            first = round(at * RATE)
            sound = np.concatenate([sound[:first], noise(longer, 7), sound[first:]])
            reached = coded(sound, folder, folder / "kept", size)
        reached = coded(sound, folder, folder / "kept", size)
        assert reached == coded(sound, folder, folder / "fresh")


def test_only_what_changed_is_coded_again(tmp_path: Path) -> None:
    sound, kept = noise(35), tmp_path / "kept"
    coded(sound, tmp_path, kept)
    before = set(kept.glob("[!.]*"))
    assert len(before) == 4
    sound[15 * RATE : 15 * RATE + 99] = 0
    coded(sound, tmp_path, kept)
    assert len(set(kept.glob("[!.]*")) - before) == 1


def _packets(file: Path) -> Iterator[tuple[int | None, int | None]]:
    with av.open(str(file)) as container:
        for packet in container.demux(audio=0):
            if packet.size:
                yield packet.pts, packet.duration


@pytest.mark.parametrize("seconds", [0.01, 10.3, 31.0])
def test_it_is_heard_as_if_one_coder_had_made_it(tmp_path: Path, seconds: float) -> None:
    """As near to what went in as that is, also where stretches meet, and as long to the sample."""
    sound = noise(seconds, 3)
    coded(sound, tmp_path, tmp_path / "kept")
    by_one_coder(sound, tmp_path / "one.m4a")
    assert list(_packets(tmp_path / "sound.m4a")) == list(_packets(tmp_path / "one.m4a"))
    here, there = (read_sound(tmp_path / name)[: len(sound)] for name in ("sound.m4a", "one.m4a"))
    assert len(here) == len(there) == len(sound)
    for meets in range(470 * 1024, len(sound), 470 * 1024):
        around = slice(meets - 2048, meets + 2048)
        off, usual = (float(((each - sound)[around] ** 2).mean()) for each in (here, there))
        assert off < 1.3 * usual
    with av.open(str(tmp_path / "sound.m4a")) as container:
        assert (container.streams.audio[0].start_time, container.streams.audio[0].duration) == (0, len(sound))


def test_a_torn_stretch_is_coded_again(tmp_path: Path) -> None:
    sound, kept = noise(12), tmp_path / "kept"
    whole = coded(sound, tmp_path, kept)
    for file in kept.glob("[!.]*"):
        file.write_bytes(file.read_bytes()[:1_000])
    assert coded(sound, tmp_path, kept) == whole
