"""Timelines are read, tracks flattened, and hostile files refused before any reader sees them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import opentimelineio as otio
import pytest
from conform_film import come_back, film, timeline
from hypothesis import given
from hypothesis import strategies as st

from bible.errors import ConformError
from edit.cut_list import ListedClip, flattened
from edit.cut_list_read import read_cut_list
from shots.rate import read_rate


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 20), st.integers(0, 3)), max_size=8))
def test_at_every_frame_the_highest_track_is_seen(placed: list[tuple[int, int, int]]) -> None:
    free: dict[int, int] = {}
    clips = []
    for start, frames, layer in placed:
        at = max(start, free.get(layer, 0))
        free[layer] = at + frames
        clips.append(ListedClip(start=at, frames=frames, first=100, name=f"{layer}@{at}", layer=layer))
    seen = {frame: clip for clip in flattened(clips) for frame in range(clip.start, clip.end)}
    assert sum(clip.frames for clip in flattened(clips)) == len(seen)
    for frame in range(60):
        over = [clip for clip in clips if clip.start <= frame < clip.end]
        assert (frame in seen) == bool(over)
        if over:
            top = max(over, key=lambda clip: clip.layer)
            assert seen[frame].name == top.name
            assert seen[frame].first + frame - seen[frame].start == top.first + frame - top.start


HOSTILE = {
    "empty.otio": b"",
    "binary.otio": bytes(range(256)) * 40,
    "deep.otio": b"[" * 100_000 + b"]" * 100_000,
    "number.otio": b'{"OTIO_SCHEMA": "Timeline.1", "tracks": 7}',
    "nothing.otio": b'{"OTIO_SCHEMA": "Timeline.1", "name": "x", "tracks": {"OTIO_SCHEMA": "Stack.1", "children": []}}',
    "clip.otio": b'{"OTIO_SCHEMA": "Clip.2", "name": "alone"}',
    "entity.xml": b'<?xml version="1.0"?><!DOCTYPE xmeml [<!ENTITY a SYSTEM "file:///etc/passwd">]><xmeml>&a;</xmeml>',
    "bomb.xml": b'<!DOCTYPE xmeml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><xmeml>&b;</xmeml>',
    "deep.xml": b"<xmeml>" + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</xmeml>",
    "fcpx.xml": b'<?xml version="1.0"?><fcpxml version="1.10"></fcpxml>',
    "broken.xml": b"<xmeml><sequence>",
    "letter.edl": b"Dear editor,\nhere is the cut.\n",
    "bundle.otioz": b"PK\x03\x04 nothing",
    "film.mp4": b"\0\0\0\x18ftypisom",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_files_are_refused_in_one_line(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(HOSTILE[name])
    with pytest.raises(ConformError) as error:
        read_cut_list(file, read_rate("24"))
    assert "\n" not in str(error.value)
    assert name in error.value.where
    assert error.value.cure


def test_a_timeline_too_large_and_a_bundle_that_unpacks_without_end_are_refused(tmp_path: Path) -> None:
    huge = tmp_path / "huge.otio"
    with huge.open("wb") as opened:
        opened.truncate(200 << 20)
    bundle = tmp_path / "bomb.otioz"
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("content.otio", b"[" + b" " * (80 << 20))
    for file in (huge, bundle):
        with pytest.raises(ConformError, match="more than any timeline"):
            read_cut_list(file, read_rate("24"))


def test_a_cut_at_another_rate_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cut.otio"
    otio.adapters.write_to_file(timeline(film("25")), str(file))
    with pytest.raises(ConformError, match="25 frames a second, the film at 24"):
        read_cut_list(file, read_rate("24"))


def test_names_that_lead_elsewhere_are_names_only(tmp_path: Path) -> None:
    sequence = film()
    edited = timeline(sequence)
    item = edited.video_tracks()[0][0]
    item.name = item.media_reference.name = ""
    item.media_reference.target_url = "file:///..%2F..%2Fetc/passwd"
    clip = come_back(edited, sequence, tmp_path).cut.clips[0]
    assert (clip.shot, clip.name, clip.file) == ("sh0001", "", "")
    item.metadata.clear()
    clip = come_back(edited, sequence, tmp_path).cut.clips[0]
    assert (clip.shot, clip.name, clip.file) == ("", "passwd", "")
