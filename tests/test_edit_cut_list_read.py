"""Timelines are read, tracks flattened, and hostile files refused before any reader sees them."""

from __future__ import annotations

import zipfile
from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pytest
from conform_film import come_back, film, timeline
from hypothesis import given
from hypothesis import strategies as st

from bible.errors import ConformError
from edit.cut_list import CutList, ListedClip, flattened
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
    "null.otio": b'{"OTIO_SCHEMA": "Timeline.1", "tracks": null}',
    "null-child.otio": b'{"OTIO_SCHEMA": "Timeline.1", "tracks": {"OTIO_SCHEMA": "Stack.1", "children": [null]}}',
    "nothing.otio": b'{"OTIO_SCHEMA": "Timeline.1", "name": "x", "tracks": {"OTIO_SCHEMA": "Stack.1", "children": []}}',
    "clip.otio": b'{"OTIO_SCHEMA": "Clip.2", "name": "alone"}',
    "entity.xml": b'<?xml version="1.0"?><!DOCTYPE xmeml [<!ENTITY a SYSTEM "file:///etc/passwd">]><xmeml>&a;</xmeml>',
    "bomb.xml": b'<!DOCTYPE xmeml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><xmeml>&b;</xmeml>',
    "deep.xml": b"<xmeml>" + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</xmeml>",
    "fcpx.xml": b'<?xml version="1.0"?><fcpxml version="1.10"></fcpxml>',
    "broken.fcpxml": b"<fcpxml><resources>",
    "entity.fcpxml": b'<!DOCTYPE fcpxml [<!ENTITY a SYSTEM "file:///etc/passwd">]><fcpxml>&a;</fcpxml>',
    "letter.aaf": b"Dear editor,",
    "broken.aaf": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4000),
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


FCPXML = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE fcpxml>
<fcpxml version="1.10"><resources>
<format id="r1" frameDuration="1001/24000s" width="320" height="180"/>
<asset id="a1" name="film_001A_t01" start="86486400/24000s" duration="64064/24000s" hasVideo="1" format="r1">
<media-rep kind="original-media" src="file:///Users/ed/../media/film_001A_t01.mov"/></asset>
</resources><library><event><project name="Cut"><sequence format="r1" duration="60060/24000s" tcStart="86486400/24000s">
<spine>
<asset-clip ref="a1" name="film_001A_t01" offset="86486400/24000s" start="86498412/24000s" duration="30030/24000s">
<marker start="86503417/24000s" duration="1001/24000s" value="blink" note="keep it"/></asset-clip>
<gap offset="86516430/24000s" duration="10010/24000s"/>
<ref-clip ref="r9" name="Compound" offset="86526440/24000s" duration="10010/24000s"/>
<asset-clip ref="a1" name="film_001A_t01" offset="86536450/24000s" start="86486400/24000s" duration="10010/24000s"/>
</spine></sequence></project></event></library></fcpxml>
"""


def test_final_cut_pro_is_read_by_clips_gaps_and_markers(tmp_path: Path) -> None:
    file = tmp_path / "cut.fcpxml"
    file.write_text(FCPXML)
    listed = read_cut_list(file, read_rate("23.976"))
    assert [(clip.media, clip.start, clip.first, clip.frames) for clip in listed.picture] == [
        ("film_001A_t01", 0, 12, 30),
        ("film_001A_t01", 50, 0, 10),
    ]
    assert [(each.at, each.name, each.comment) for each in listed.markers] == [(5, "blink", "keep it")]
    assert listed.strange == ("1 ref-clip of Final Cut Pro: black",)
    with pytest.raises(ConformError, match="the film at 24"):
        read_cut_list(file, read_rate("24"))


def _spine(tmp_path: Path, elements: str) -> CutList:
    begin, end = FCPXML.index("<spine>") + len("<spine>"), FCPXML.index("</spine>")
    file = tmp_path / "cut.fcpxml"
    file.write_text(FCPXML[:begin] + elements + FCPXML[end:])
    return read_cut_list(file, read_rate("23.976"))


SECOND = 'start="86486400/24000s" duration="24024/24000s"'


def test_what_names_no_place_in_final_cut_pro_comes_after_what_is_before_it(tmp_path: Path) -> None:
    clip = f'<asset-clip ref="a1" {SECOND}/>'
    transition = '<transition duration="10010/24000s"/><transition offset="0s" duration="-5s"/>'
    listed = _spine(tmp_path, clip + transition + clip)
    assert [(clip.start, clip.frames) for clip in listed.picture] == [(0, 24), (24, 24)]
    assert (listed.transitions[0].at, listed.transitions[0].before, listed.transitions[0].after) == (24, 5, 5)
    assert listed.transitions[1].before + listed.transitions[1].after == 0


@pytest.mark.parametrize(
    ("points", "begins", "first", "speed", "said"),
    [
        (((0, 0), (64, 64)), 12, 12, Fraction(1), ()),
        (((0, 0), (128, 64)), 24, 12, Fraction(1, 2), ()),
        # Backwards it shows what its media has at the other end.
        (((0, 64), (64, 0)), 23, 40, Fraction(-1), ()),
        (((0, 64), (32, 0)), 1, 61, Fraction(-2), ()),
        (((0, 20), (30, 20)), 5, 20, Fraction(0), ()),
        # A picture held within a clip: this cut begins before it, in it, and after it.
        (((0, 0), (30, 30), (60, 30), (90, 60)), 12, 12, Fraction(1), ("the speed of Held changes",)),
        (((0, 0), (30, 30), (60, 30), (90, 60)), 35, 30, Fraction(0), ()),
        (((0, 0), (30, 30), (60, 30), (90, 60)), 62, 32, Fraction(1), ()),
    ],
)
def test_final_cut_pro_counts_a_clip_at_its_own_pace(
    tmp_path: Path, points: tuple[tuple[int, int], ...], begins: int, first: int, speed: Fraction, said: tuple[str, ...]
) -> None:
    def at(frame: int) -> str:
        return f"{86486400 + 1001 * frame}/24000s"

    told = "".join(f'<timept time="{at(time)}" value="{at(value)}" interp="linear"/>' for time, value in points)
    listed = _spine(
        tmp_path,
        f'<asset-clip ref="a1" name="Held" offset="{at(0)}" start="{at(begins)}" duration="{20 * 1001}/24000s">'
        f"<timeMap>{told}</timeMap></asset-clip>",
    )
    (clip,) = listed.picture
    assert (clip.first, clip.speed, clip.frames) == (first, speed, 20)
    assert tuple(each.partition(":")[0] for each in listed.strange) == said


@pytest.mark.parametrize(
    ("clip", "said"),
    [
        (f'<asset-clip ref="a1" offset="0s" {SECOND}/>', "before the first frame"),
        ('<asset-clip ref="a1" duration="99999999999s"/>', "longer than any film"),
        (
            f'<asset-clip ref="a1" {SECOND}><timeMap><timept time="0s" value="0s"/>'
            '<timept time="1/1000000s" value="1000s"/></timeMap></asset-clip>',
            "1000 times as fast",
        ),
    ],
)
def test_final_cut_pro_may_ask_for_no_more_than_a_film_can_have(clip: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ConformError, match=said):
        _spine(tmp_path, clip)


def test_a_transition_of_less_than_nothing_takes_nothing(tmp_path: Path) -> None:
    sequence = film()
    edited = timeline(sequence)
    length = otio.opentime.RationalTime(5, 24)
    edited.video_tracks()[0].insert(1, otio.schema.Transition(in_offset=-length, out_offset=length))
    (transition,) = come_back(edited, sequence, tmp_path).cut.transitions
    assert (transition.at, transition.before, transition.after) == (48, 0, 5)
