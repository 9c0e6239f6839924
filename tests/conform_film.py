"""A film of four shots and the way it goes out to an editing program and comes back, for tests of the editor's cut."""

from __future__ import annotations

from pathlib import Path

import opentimelineio as otio
from edit_film import picture, shot_of

from edit.assembly import CutPiece
from edit.conform import EditorsCut, cut_of
from edit.conform_match import Known, Matched, match
from edit.conform_report import changes
from edit.cut_list_read import read_cut_list
from edit.sequence import SAMPLE_RATE, Clip, Sequence, Sound
from edit.timeline import build_timeline
from shots.take import Take

RATES = ("23.976", "24", "25", "29.97", "29.97df", "30", "50", "60")
LENGTHS = (48, 36, 60, 30)
HANDLES = 8


def film(rate: str = "24") -> Sequence:
    """A film of four shots as the office would cut it; no media are needed to move it about."""
    form, at, clips, sounds = picture(rate), 0, [], []
    for number, frames in enumerate(LENGTHS, 1):
        clips.append(
            Clip(
                shot=f"sh{number:04d}", slate=f"1{chr(64 + number)}", take=f"1{chr(64 + number)}-1", scene_number="1",
                file=f"takes/00{number}/film_001{chr(64 + number)}_t01.mp4", sha256="0", start=at, frames=frames,
                first=HANDLES, media_frames=frames + 2 * HANDLES, size="MCU", action=f"Does {number}.",
                renderer="animatic",
            )
        )  # fmt: skip
        start = form.rate.samples(at, SAMPLE_RATE) + 1234
        sounds.append(
            Sound(
                line=f"L{number:04d}", speaker="@NORA", cue="NORA", file=f"sound/film_L{number:04d}_NORA_t01.wav",
                recording=f"r{number}", start=start, source_start=100, samples=form.rate.samples(20, SAMPLE_RATE) + 7,
                sample_rate=SAMPLE_RATE, on_screen=True,
            )
        )  # fmt: skip
        at += frames
    return Sequence(name="film", title="The Film", picture=form, clips=tuple(clips), sounds=tuple(sounds))


def takes(sequence: Sequence, number: int = 1, made_at: str = "2026-11-01", extra: int = 0) -> tuple[Take, ...]:
    return tuple(
        Take(
            shot=clip.shot, slate=clip.slate, number=number, file=clip.file.replace("_t01", f"_t{number:02d}"),
            sha256="0", frames=clip.media_frames - 2 * HANDLES + extra, handles=HANDLES, content="c",
            renderer="animatic", revision="1", made_at=made_at,
        )
        for clip in sequence.clips
    )  # fmt: skip


def known_of(sequence: Sequence, *more: Take) -> Known:
    everything = (*takes(sequence), *more)
    whole = tuple(
        each.model_copy(update={"start": 0, "source_start": 0, "samples": 2 * SAMPLE_RATE}) for each in sequence.sounds
    )
    picks: dict[str, int] = {}
    for take in everything:
        picks[take.shot] = max(take.number, picks.get(take.shot, 0))
    return Known(
        takes=everything, picks=picks, recordings=whole, shots=tuple(clip.shot for clip in sequence.clips),
        lines=tuple(sound.line for sound in sequence.sounds),
    )  # fmt: skip


def timeline(sequence: Sequence) -> otio.schema.Timeline:
    return build_timeline(sequence, {sound.file: 2 * SAMPLE_RATE for sound in sequence.sounds})


def now_of(sequence: Sequence) -> EditorsCut:
    known = known_of(sequence)
    return cut_of(sequence, known.takes, known.shots, known.lines)


def come_back(
    edited: otio.schema.Timeline, sequence: Sequence, tmp_path: Path, known: Known | None = None, form: str = "otio"
) -> Matched:
    """Write the timeline as an editing program would and take it in again."""
    file = tmp_path / f"cut.{form}"
    if form == "edl":
        del edited.tracks[1:]
    adapter = {"otio": "otio_json", "xml": "fcp_xml", "edl": "cmx_3600"}[form]
    options = {"rate": float(sequence.rate.fps)} if form == "edl" else {}
    otio.adapters.write_to_file(edited, str(file), adapter_name=adapter, **options)
    listed = read_cut_list(file, sequence.rate)
    return match(listed, sequence, now_of(sequence), known or known_of(sequence))


def told(matched: Matched, sequence: Sequence) -> set[tuple[str, str]]:
    return {(each.kind, each.subject) for each in changes(now_of(sequence), matched.cut, sequence.rate, {})}


def trim(item: otio.schema.Clip, head: int, tail: int) -> None:
    """Cut frames off an item's head and tail; below zero, let more be seen."""
    range_ = item.source_range
    rate = range_.start_time.rate
    item.source_range = otio.opentime.TimeRange(
        range_.start_time + otio.opentime.RationalTime(head, rate),
        range_.duration - otio.opentime.RationalTime(head + tail, rate),
    )


def pieces_of(sequence: Sequence, handles: int = HANDLES) -> tuple[CutPiece, ...]:
    by_shot = {take.shot: take for take in takes(sequence)}
    return tuple(
        CutPiece(
            shot=shot_of(number).model_copy(update={"slate": clip.slate}), scene_number="1", frames=clip.frames,
            take=by_shot[clip.shot],
        )
        for number, clip in enumerate(sequence.clips, 1)
    )  # fmt: skip
