"""Encoding: exact times, key frames where takes are cut, and packets of one take that can follow another's."""

from __future__ import annotations

import resource
import signal
import tempfile
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bible.errors import MediaError
from renderers.media.write import Patch, Pixels, TakeWriter
from shots.rate import Rate, read_rate
from shots.recipe import PictureFormat

RATES = ("23.976", "24", "25", "29.97df", "30", "60")


def picture(width: int = 64, height: int = 36, rate: Rate | None = None) -> PictureFormat:
    return PictureFormat(width=width, height=height, rate=rate or Rate(numerator=24))


def grey(level: int, form: PictureFormat) -> Pixels:
    pixels = np.full((form.height, form.width, 4), level, np.uint8)
    pixels[..., 3] = 255
    return pixels


def write(to: Path, form: PictureFormat, frames: int, cuts: tuple[int, ...] = ()) -> Path:
    with TakeWriter(to, form, cuts) as take:
        for n in range(frames):
            take.write(grey(40 + n * 5, form))
    return to


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize(("width", "height"), [(64, 36), (36, 64), (50, 50)])
def test_every_rate_and_shape_has_exact_times(rate: str, width: int, height: int, tmp_path: Path) -> None:
    form = picture(width, height, read_rate(rate))
    with av.open(str(write(tmp_path / "take.mp4", form, 11))) as film:
        stream = film.streams.video[0]
        assert (stream.width, stream.height, stream.pix_fmt) == (width, height, "yuv420p")
        assert stream.average_rate == form.rate.fps
        assert stream.start_time == 0
        assert [Fraction(frame.pts) * stream.time_base for frame in film.decode(stream)] == [
            n / form.rate.fps for n in range(11)
        ]


def test_colours_come_back_and_are_marked_as_bt709(tmp_path: Path) -> None:
    form = picture()
    orange = grey(0, form)
    orange[..., :3] = (46, 122, 236)
    with TakeWriter(tmp_path / "take.mp4", form) as take:
        take.write(orange)
    with av.open(str(tmp_path / "take.mp4")) as film:
        frame = next(film.decode(video=0))
        assert (frame.colorspace, frame.color_range) == (1, 1)
        assert np.abs(frame.to_ndarray(format="bgr24").astype(int) - [46, 122, 236]).max() <= 6


def keys(path: Path) -> list[int]:
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        marked = [packet.pts for packet in film.demux(stream) if packet.pts is not None and packet.is_keyframe]
        return sorted(round(pts * stream.time_base * stream.average_rate) for pts in marked)


def test_key_frames_stand_where_the_take_is_cut_and_nowhere_else(tmp_path: Path) -> None:
    assert keys(write(tmp_path / "take.mp4", picture(), 40, (8, 31))) == [0, 8, 31]


def test_takes_share_parameter_sets_and_delay_whatever_they_show(tmp_path: Path) -> None:
    form = picture()
    write(tmp_path / "plain.mp4", form, 20, (4,))
    dice = np.random.default_rng(5)
    with TakeWriter(tmp_path / "noise.mp4", form, (9, 12)) as take:
        for _ in range(31):
            take.write(dice.integers(0, 255, (form.height, form.width, 4), np.uint8))
    facts = []
    for name in ("plain.mp4", "noise.mp4"):
        with av.open(str(tmp_path / name)) as film:
            stream = film.streams.video[0]
            first = next(packet for packet in film.demux(stream))
            facts.append((bytes(stream.codec_context.extradata), stream.time_base, first.pts - first.dts))
    assert facts[0] == facts[1]


def test_packets_of_two_takes_join_into_one_film(tmp_path: Path) -> None:
    form = picture()
    parts = [write(tmp_path / f"{n}.mp4", form, 14, (3, 10)) for n in range(2)]
    with av.open(str(tmp_path / "film.mp4"), "w") as film:
        stream, base = None, 0
        for part in parts:
            with av.open(str(part)) as take:
                source = take.streams.video[0]
                stream = stream or film.add_stream_from_template(source)
                tick = round(1 / source.average_rate / source.time_base)
                packets = [each for each in take.demux(source) if each.pts is not None and 3 <= each.pts // tick < 10]
                lead = packets[0].pts - packets[0].dts
                for n, packet in enumerate(packets):
                    packet.pts += (base - 3) * tick
                    packet.dts = (base + n) * tick - lead
                    packet.stream = stream
                    film.mux(packet)
            base += 7
    with av.open(str(tmp_path / "film.mp4")) as film:
        levels = [frame.to_ndarray(format="bgr24").mean() for frame in film.decode(video=0)]
    assert levels == pytest.approx([40 + n * 5 for n in range(3, 10)] * 2, abs=3)


def test_a_held_frame_is_the_same_picture_again(tmp_path: Path) -> None:
    form = picture()
    with TakeWriter(tmp_path / "take.mp4", form) as take:
        take.write(grey(90, form))
        take.hold()
        take.write(grey(200, form))
        take.hold()
        assert take.frames == 4
    with av.open(str(tmp_path / "take.mp4")) as film:
        levels = [frame.to_ndarray(format="bgr24").mean() for frame in film.decode(video=0)]
    assert levels == pytest.approx([90, 90, 200, 200], abs=3)


def test_the_drawing_may_change_after_it_was_written(tmp_path: Path) -> None:
    form = picture()
    pixels = grey(60, form)
    with TakeWriter(tmp_path / "take.mp4", form) as take:
        take.write(pixels)
        pixels[:] = 255
        take.hold()
    with av.open(str(tmp_path / "take.mp4")) as film:
        levels = [frame.to_ndarray(format="bgr24").mean() for frame in film.decode(video=0)]
    assert levels == pytest.approx([60, 60], abs=3)


def fail_halfway(to: Path) -> None:
    with TakeWriter(to, picture()) as take:
        take.write(grey(9, picture()))
        raise ZeroDivisionError


def test_nothing_is_overwritten_and_a_failed_take_leaves_no_file(tmp_path: Path) -> None:
    there = tmp_path / "there.mp4"
    there.write_bytes(b"x")
    with pytest.raises(MediaError, match="there already"):
        TakeWriter(there, picture())
    with pytest.raises(ZeroDivisionError):
        fail_halfway(tmp_path / "new.mp4")
    assert [each.name for each in tmp_path.iterdir()] == ["there.mp4"]


def test_wrong_frames_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="even"):
        TakeWriter(tmp_path / "odd.mp4", picture(63, 36))
    with pytest.raises(MediaError, match="shape"), TakeWriter(tmp_path / "a.mp4", picture()) as take:
        take.write(grey(1, picture(32, 36)))
    with pytest.raises(MediaError, match="hold"), TakeWriter(tmp_path / "b.mp4", picture()) as take:
        take.hold()
    assert list(tmp_path.iterdir()) == []


def extradata(path: Path) -> bytes | None:
    with av.open(str(path)) as film:
        return film.streams.video[0].codec_context.extradata


def test_drawings_and_films_can_follow_each_other(tmp_path: Path) -> None:
    for name, drawn in (("drawn.mp4", True), ("filmed.mp4", False)):
        with TakeWriter(tmp_path / name, picture(), drawn=drawn) as take:
            for level in range(40, 120, 10):
                take.write(grey(level, picture()))
    assert extradata(tmp_path / "drawn.mp4") == extradata(tmp_path / "filmed.mp4")
    with av.open(str(tmp_path / "drawn.mp4")) as film:
        packets = [packet for packet in film.demux(video=0) if packet.pts is not None]
        assert [packet.dts for packet in packets] == [packet.pts for packet in packets]


@given(
    patches=st.lists(
        st.builds(
            lambda x, y, w, h: Patch(x, y, x + w, y + h),
            st.integers(-9, 130), st.integers(-9, 80), st.integers(0, 90), st.integers(0, 60),
        ),
        max_size=4,
    ),
    seed=st.integers(0, 9),
)  # fmt: skip
def test_what_changed_is_all_that_must_be_told(patches: list[Patch], seed: int) -> None:
    form = picture(128, 72)
    dice = np.random.default_rng(seed)
    first, second = (dice.integers(0, 256, (72, 128, 4), np.uint8) for _ in range(2))
    changed = first.copy()
    for left, top, right, bottom in patches:
        rows, columns = slice(max(0, top), max(0, bottom)), slice(max(0, left), max(0, right))
        changed[rows, columns] = second[rows, columns]
    with tempfile.TemporaryDirectory() as scratch:
        files = []
        for told in (None, patches):
            to = Path(scratch) / f"{told is None}.mp4"
            with TakeWriter(to, form, drawn=True) as take:
                take.write(first)
                take.write(changed, told)
            files.append(to.read_bytes())
    assert files[0] == files[1]


@pytest.mark.parametrize("limit", [100, 3_000, 40_000])
def test_a_disk_that_takes_only_a_part_is_noticed_and_nothing_is_left(limit: int, tmp_path: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    to, form = tmp_path / "take.mp4", picture(320, 180)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            _noise(to, form, 4)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not to.exists()


def _noise(to: Path, form: PictureFormat, frames: int) -> None:
    dice = np.random.default_rng(frames)
    with TakeWriter(to, form) as take:
        for _ in range(frames):
            take.write(dice.integers(0, 256, (form.height, form.width, 4), np.uint8))
