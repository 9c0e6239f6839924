"""Packets: which frames of a file can be copied as they are, and that copies decode to the very same frames."""

from __future__ import annotations

from pathlib import Path

import av
import pytest
from edit_film import picture, read_barcode, write_foreign, write_take
from hypothesis import given, settings
from hypothesis import strategies as st

from bible.errors import MediaError
from renderers.media.join import (
    PacketIndex,
    Stretch,
    cached_differences,
    cached_index,
    copied_packets,
    delay_of,
    index_packets,
    split,
)
from renderers.media.normalise import normalise, write_black

FILM = picture()
FRAMES, HANDLES = 60, 9


@pytest.fixture(scope="module")
def take(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("take")
    return root / write_take(root, 5, FRAMES, HANDLES, FILM).file


@pytest.fixture(scope="module")
def index(take: Path) -> PacketIndex:
    return index_packets(take)


def _stretches(index: PacketIndex, first: int, frames: int) -> list[tuple[int, int, bool]]:
    found = split(index, index.parameters, first, frames)
    return [(stretch.first, stretch.frames, stretch.copied) for stretch in found]


def test_the_index_knows_every_frame_once(index: PacketIndex) -> None:
    assert sorted(index.shown) == list(range(FRAMES + 2 * HANDLES))
    assert [shown for shown, key in zip(index.shown, index.keys, strict=True) if key] == [0, HANDLES, HANDLES + FRAMES]
    assert index.parameters.plain
    assert index.parameters.step > 0


def test_the_frames_between_the_handles_are_copied_whole(index: PacketIndex) -> None:
    assert _stretches(index, HANDLES, FRAMES) == [(HANDLES, FRAMES, True)]
    assert _stretches(index, 0, FRAMES + 2 * HANDLES) == [(0, FRAMES + 2 * HANDLES, True)]


def test_frames_before_a_key_frame_and_after_the_last_closed_one_are_encoded(index: PacketIndex) -> None:
    begun = _stretches(index, HANDLES - 4, FRAMES)
    assert begun[0] == (HANDLES - 4, 4, False)
    assert begun[1][0] == HANDLES
    assert begun[1][2]
    assert sum(frames for _, frames, copied in begun if not copied) <= 4 + 2
    assert _stretches(index, HANDLES + 1, 20) == [(HANDLES + 1, 20, False)]


def test_frames_the_file_does_not_have_are_refused(index: PacketIndex) -> None:
    with pytest.raises(MediaError, match="frames 70 to 79 are asked of a file of 78"):
        split(index, index.parameters, 70, 10)


def _decoded(parts: list[tuple[Path, PacketIndex, Stretch]], to: Path) -> list[int]:
    """The frames of copied stretches, one after the other, as a decoder shows them."""
    delay = max(delay_of(index, stretch) for _, index, stretch in parts)
    with av.open(str(parts[0][0])) as like, av.open(str(to), "w", format="mp4") as film:
        stream = film.add_stream_from_template(like.streams.video[0])
        base = 0
        for file, index, stretch in parts:
            for packet in copied_packets(file, index, stretch, base, delay):
                packet.stream = stream
                film.mux(packet)
            base += stretch.frames
    with av.open(str(to)) as film:
        frames = list(film.decode(video=0))
        step = frames[1].pts - frames[0].pts if len(frames) > 1 else 1
        assert [frame.pts for frame in frames] == [number * step for number in range(base)]
        return [read_barcode(frame)[1] for frame in frames]


@settings(max_examples=25, deadline=None)
@given(
    cuts=st.lists(
        st.tuples(st.integers(0, 77), st.integers(1, 78)).filter(lambda cut: cut[0] + cut[1] <= 78),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_is_asked_for_comes_out_frame_by_frame(
    take: Path, index: PacketIndex, tmp_path_factory: pytest.TempPathFactory, cuts: list[tuple[int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    parts: list[tuple[Path, PacketIndex, Stretch]] = []
    for number, (first, frames) in enumerate(cuts):
        for stretch in split(index, index.parameters, first, frames):
            if stretch.copied:
                parts.append((take, index, stretch))
                continue
            piece = folder / f"{number}_{stretch.first}.mp4"
            normalise(take, FILM, stretch.first, stretch.frames, piece)
            made = index_packets(piece)
            (whole,) = split(made, index.parameters, 0, stretch.frames)
            assert whole.copied
            parts.append((piece, made, whole))
    wanted = [number for first, frames in cuts for number in range(first, first + frames)]
    assert _decoded(parts, folder / "film.mp4") == wanted


def test_a_black_frame_has_the_parameters_of_takes(tmp_path: Path, index: PacketIndex) -> None:
    write_black(tmp_path / "black.mp4", FILM)
    assert index_packets(tmp_path / "black.mp4").parameters == index.parameters


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("a.mp4", {}),
        ("a.mkv", {}),
        ("a.mp4", {"size": (322, 180)}),
        ("a.mp4", {"rate": 25}),
        ("a.mp4", {"times": [0, 1, 2, 4, 5, 6, 7, 8]}),
        ("a.mp4", {"rotation": 180}),
        ("a.mp4", {"pixels": "yuv444p"}),
    ],
)
def test_what_others_encoded_is_never_copied(
    tmp_path: Path, index: PacketIndex, name: str, changes: dict[str, object]
) -> None:
    foreign = index_packets(write_foreign(tmp_path / name, 8, **changes))  # type: ignore[arg-type]
    assert [stretch.copied for stretch in split(foreign, index.parameters, 0, 8)] == [False]


def test_an_index_is_kept_and_read_again(tmp_path: Path, take: Path, index: PacketIndex) -> None:
    cache = tmp_path / "index"
    assert cached_index(take, "abc", cache) == index
    (kept,) = cache.iterdir()
    before = kept.stat().st_mtime_ns
    assert cached_index(take, "abc", cache) == index
    assert kept.stat().st_mtime_ns == before
    kept.write_bytes(kept.read_bytes()[:100])
    assert cached_index(take, "abc", cache) == index


def test_what_a_file_differs_in_is_found_once(tmp_path: Path) -> None:
    cache, file = tmp_path / "index", write_foreign(tmp_path / "a.mp4", 8, size=(160, 90), rate=25)
    found = cached_differences(file, "abc", FILM, cache)
    assert found == ("160x90 fitted into 320x180", "25 frames a second brought to 24")
    file.unlink()
    assert cached_differences(file, "abc", FILM, cache) == found
    with pytest.raises(MediaError, match="is gone"):
        cached_differences(file, "abc", picture("25"), cache)
    (kept,) = cache.iterdir()
    kept.write_bytes(b"[1")
    with pytest.raises(MediaError, match="is gone"):
        cached_differences(file, "abc", FILM, cache)


def test_a_file_that_was_changed_or_is_gone_is_noticed(tmp_path: Path, take: Path) -> None:
    copy = tmp_path / "take.mp4"
    copy.write_bytes(take.read_bytes())
    cached_index(copy, "abc", tmp_path / "index")
    copy.write_bytes(take.read_bytes()[:-1])
    with pytest.raises(MediaError, match="was changed"):
        cached_index(copy, "abc", tmp_path / "index")
    copy.unlink()
    with pytest.raises(MediaError, match="is gone"):
        cached_index(copy, "abc", tmp_path / "index")


def test_a_file_cut_short_is_noticed_when_it_is_read(tmp_path: Path, take: Path, index: PacketIndex) -> None:
    short = tmp_path / "take.mp4"
    short.write_bytes(take.read_bytes()[: index.places[20]])
    with pytest.raises(MediaError, match="breaks off"):
        list(copied_packets(short, index, Stretch(first=HANDLES, frames=FRAMES, copied=True), 0, 1))
    with pytest.raises(MediaError, match=r"take\.mp4"):
        index_packets(short)
