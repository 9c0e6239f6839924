"""A turnover: the cut in a folder of its own, in the forms one editing program reads best, with all its media.

film.otio ─▶ timeline with timecode, reels, facts ─▶ .otio .otioz .xml .fcpxml .aaf .edl .mlt ─▶ read again ─▶ losses
takes, recordings, mix ─▶ media/scene_001/ ... media/sound/ stems/
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bible.errors import MediaError
from bible.model import Frozen
from edit.captions import srt, vtt
from edit.sequence import Sequence, media_file
from edit.turnover_aaf import check_aaf, read_aaf, write_aaf
from edit.turnover_avid import write_ale, write_markers
from edit.turnover_bundle import bundled, read_bundle, write_bundle
from edit.turnover_changes import change_list
from edit.turnover_edl import read_edl, write_edl
from edit.turnover_facts import LineFacts, TakeFacts
from edit.turnover_fcp7 import write_fcp7
from edit.turnover_fcp7_read import read_fcp7
from edit.turnover_fcpx import write_fcpx
from edit.turnover_fcpx_read import read_fcpx
from edit.turnover_losses import LossReport, compare
from edit.turnover_media import Begin, Step, files_of, write_media, write_stems
from edit.turnover_mlt import read_mlt, write_mlt
from edit.turnover_rows import Rows, rows_of
from edit.turnover_timeline import HandedOver, Heard, hand_over
from renderers.media.editing import Codec
from renderers.media.read import open_media, sound_length
from shots.timecode import timecode

if TYPE_CHECKING:
    from opentimelineio.schema import Timeline


class Program(StrEnum):
    """Whom a turnover is for."""

    RESOLVE = "resolve"
    PREMIERE = "premiere"
    AVID = "avid"
    FINALCUT = "finalcut"
    OTIO = "otio"
    EDL = "edl"


class Form(StrEnum):
    """A form in which a timeline is written."""

    OTIO = "OpenTimelineIO"
    OTIOZ = "OpenTimelineIO bundle"
    FCP7 = "Final Cut Pro 7 XML"
    FCPX = "FCPXML"
    AAF = "AAF"
    EDL = "EDL"
    MLT = "MLT XML"


FORMS: Mapping[Program, tuple[Form, ...]] = {
    Program.RESOLVE: (Form.OTIO, Form.FCP7),
    Program.PREMIERE: (Form.FCP7, Form.OTIO),
    Program.AVID: (Form.AAF, Form.EDL, Form.OTIO),
    Program.FINALCUT: (Form.FCPX, Form.OTIO),
    Program.OTIO: (Form.OTIO, Form.MLT),
    Program.EDL: (Form.EDL, Form.OTIO),
}
"""What is written for each program, the one to open first; the OpenTimelineIO file always, because it holds all."""
CODECS: Mapping[Program, Codec] = {
    Program.RESOLVE: Codec.DNXHR,
    Program.PREMIERE: Codec.DNXHR,
    Program.AVID: Codec.DNXHR,
    Program.FINALCUT: Codec.PRORES,
    Program.OTIO: Codec.AS_MADE,
    Program.EDL: Codec.DNXHR,
}
"""The codec each program edits best where nobody asks for another."""
_IMPORT = {
    Program.RESOLVE: "Set the project's timeline frame rate to {rate} first. File > Import > Timeline, {stem}.otio."
    " Where markers or bins matter more, import {stem}.xml instead.",
    Program.PREMIERE: "File > Import, {stem}.xml. Bins by scene and the sequence come with it.",
    Program.AVID: "Link to the media folder (Source Browser > Link), then File > Input > AAF, {stem}.aaf. {stem}.ale"
    " makes a bin with all columns; {stem}_markers.txt is brought in from the Markers window.",
    Program.FINALCUT: "File > Import > XML, {stem}.fcpxml.",
    Program.OTIO: "{stem}.otio opens in everything that reads OpenTimelineIO; {stem}.mlt in Shotcut and melt.",
    Program.EDL: "One list for each track; set the rate to {rate}{drop}. Reels are in the media files.",
}
_BUNDLE = (
    "Set the project's timeline frame rate to {rate} first. File > Import > Timeline, {stem}.otioz: media come with it."
)
_BESIDE = """media/scene_.../   every take of every scene: a bin for each scene when the folder is brought in
media/sound/       every recording as broadcast WAV, with its place in the film as time reference"""
_INSIDE = "inside the .otioz  every take and every recording (broadcast WAV, its place in the film as time reference)"


class Turnover(Frozen):
    """What is handed over."""

    program: Program
    version: int
    codec: Codec
    takes: tuple[TakeFacts, ...]
    """Every take of every shot in the cut, those that are no good too."""
    lines: tuple[LineFacts, ...]
    bundle: bool = False
    """Timeline and media in one OTIOZ, in place of the OpenTimelineIO file and the media folder."""

    @property
    def forms(self) -> tuple[Form, ...]:
        """What its timeline is written as."""
        return (Form.OTIOZ,) if self.bundle else FORMS[self.program]

    def stem(self, sequence: Sequence) -> str:
        """How its files are called: `ferry_v003`."""
        return f"{sequence.name}_v{self.version:03d}"


def write_turnover(
    turnover: Turnover,
    sequence: Sequence,
    root: Path,
    aside: Path,
    final: Path,
    before: Path | None,
    begin: Begin,
    step: Step,
) -> tuple[LossReport, ...]:
    """Write a turnover of the cut that `film.otio` in `root` holds into `aside`, and say what each form lost.

    `final` is where the folder will lie: some forms name media by their whole path. `before` is the OpenTimelineIO
    file of the turnover before it. Raises MediaError when something of it cannot be read or written, MissingExtraError
    when a form needs an extra.
    """
    laid = lay_out(turnover, sequence, root)
    stem = turnover.stem(sequence)
    begin(files_of(laid.handed, sequence, stem))
    if turnover.bundle:
        write_media(laid.handed, sequence, root, aside, turnover.codec, step)
    reports = write_forms(turnover, laid, aside, final, stem)
    _write_papers(turnover, sequence, laid, aside, stem, reports, before)
    if not turnover.bundle:
        write_media(laid.handed, sequence, root, aside, turnover.codec, step)
    write_stems(sequence, root, aside / "stems", stem, step)
    return reports


class LaidOut(NamedTuple):
    """A timeline as it is handed over."""

    timeline: Timeline
    rows: Rows
    """The same in rows."""
    handed: HandedOver
    """The media it names."""


def lay_out(turnover: Turnover, sequence: Sequence, root: Path) -> LaidOut:
    """The timeline of `film.otio` in `root` with the media of the export. Raises as `write_turnover` does."""
    if Form.AAF in turnover.forms:
        check_aaf()
    timeline = _read(root / "film.otio")
    files = {clip.media_reference.target_url for track in timeline.audio_tracks() for clip in track.find_clips()}
    places = {file: media_file(root, file) for file in files}
    heard = {file: Heard(samples=sound_length(at), channels=_channels(at)) for file, at in places.items()}
    out, handed = hand_over(timeline, sequence.rate, turnover.takes, turnover.lines, heard, turnover.codec.ending)
    out = bundled(out) if turnover.bundle else out
    return LaidOut(out, _rows(out, sequence), handed)


def _channels(file: Path) -> int:
    """How many channels a sound is handed over in: what has more than two is mixed down."""
    with open_media(file) as container:
        return 1 if container.streams.audio[0].channels == 1 else 2


def write_forms(turnover: Turnover, laid: LaidOut, aside: Path, final: Path, stem: str) -> tuple[LossReport, ...]:
    """Write the timeline in every form its program reads, read each again, and say what it lost.

    A bundle takes up the media that lie in `aside` already.
    """
    return tuple(_write_forms(turnover, laid.timeline, laid.rows, aside, final, stem))


def _read(file: Path) -> Timeline:
    import opentimelineio as otio

    if file.suffix == ".otioz":
        return read_bundle(file)
    try:
        timeline = otio.adapters.read_from_file(str(file), adapter_name="otio_json")
    except (OSError, otio.exceptions.OTIOError) as error:
        raise MediaError("this timeline cannot be read", where=str(file), cure="run studio produce again") from error
    assert isinstance(timeline, otio.schema.Timeline)
    return timeline


def _rows(timeline: Timeline, sequence: Sequence) -> Rows:
    return rows_of(timeline, sequence.rate, sequence.picture.width, sequence.picture.height)


def _write_forms(
    turnover: Turnover, timeline: Timeline, rows: Rows, aside: Path, final: Path, stem: str
) -> Iterator[LossReport]:
    """Write every form and read it again."""
    rate = rows.rate
    for form in turnover.forms:
        name = f"{stem}.{_ENDINGS[form]}"
        file = aside / name
        if form == Form.OTIO:
            file.write_text(timeline.to_json_string(indent=2), encoding="utf-8")
            read = rows_of(_read(file), rate, rows.width, rows.height)
        elif form == Form.OTIOZ:
            write_bundle(timeline, aside / "media", file)
            shutil.rmtree(aside / "media")
            read = rows_of(read_bundle(file), rate, rows.width, rows.height)
        elif form == Form.FCP7:
            file.write_text(write_fcp7(rows, final), encoding="utf-8")
            read = read_fcp7(file.read_text(encoding="utf-8"), rate, final)
        elif form == Form.FCPX:
            file.write_text(write_fcpx(rows, final), encoding="utf-8")
            read = read_fcpx(file.read_text(encoding="utf-8"), rate, final)
        elif form == Form.AAF:
            write_aaf(timeline, rows, final, file)
            read = read_aaf(file, rate, final)
        elif form == Form.MLT:
            file.write_text(write_mlt(rows), encoding="utf-8")
            read = read_mlt(file.read_text(encoding="utf-8"), rate)
        else:
            name, read = f"{stem}_*.edl", _write_edls(rows, aside, stem)
        yield compare(name, form.value, rows, read)


_ENDINGS = {
    Form.OTIO: "otio", Form.OTIOZ: "otioz", Form.FCP7: "xml", Form.FCPX: "fcpxml", Form.AAF: "aaf", Form.MLT: "mlt",
    Form.EDL: "edl",
}  # fmt: skip


def _write_edls(rows: Rows, aside: Path, stem: str) -> Rows:
    counts = {"video": 0, "audio": 0}
    files = []
    for track in rows.without_silent().tracks:
        counts[track.kind] += 1
        letter = track.kind[0].upper()
        file = aside / f"{stem}_{letter}{counts[track.kind]}.edl"
        file.write_text(write_edl(rows, track), encoding="utf-8")
        files.append((letter, file.read_text(encoding="utf-8")))
    return read_edl(files, rows.rate)


def _write_papers(
    turnover: Turnover, sequence: Sequence, laid: LaidOut, aside: Path, stem: str, reports: tuple[LossReport, ...],
    before: Path | None,
) -> None:  # fmt: skip
    """Captions, lists, what changed, what was lost, and how to bring it in."""
    rows = laid.rows
    papers = {
        f"{stem}.srt": srt(sequence.captions, sequence.rate),
        f"{stem}.vtt": vtt(sequence.captions, sequence.rate),
        "changes.txt": change_list(
            rows, _rows(_read(before), sequence) if before else None, before.stem if before else ""
        ),
        "losses.txt": _losses_text(reports, laid.handed.moved),
        "losses.json": json.dumps([report.model_dump(mode="json") for report in reports], indent=1, ensure_ascii=False),
        "README.txt": _readme(turnover, rows, stem),
    }
    if turnover.program == Program.AVID:
        papers |= {f"{stem}.ale": write_ale(rows), f"{stem}_markers.txt": write_markers(rows)}
    for name, text in papers.items():
        (aside / name).write_text(text, encoding="utf-8")


def _losses_text(reports: tuple[LossReport, ...], moved: tuple[str, ...]) -> str:
    head = (
        "Each file was read again after it was written and held against the timeline, field by field.\n"
        "What is listed is in the .otio and not in that file. losses.json has every field.\n\n"
    )
    near = "".join(f"{each}\n" for each in moved)
    tail = f"\nSounds that are heard more than once share one file:\n{near}" if near else ""
    return head + "\n".join(report.text for report in reports) + tail


def _readme(turnover: Turnover, rows: Rows, stem: str) -> str:
    drop = ", drop frame" if rows.rate.drop_frame else ""
    rate = rows.rate.name.removesuffix("df")
    how = (_BUNDLE if turnover.bundle else _IMPORT[turnover.program]).format(stem=stem, rate=rate, drop=drop)
    start, end = timecode(rows.start, rows.rate), timecode(rows.start + rows.frames, rows.rate)
    return f"""{rows.name}, cut v{turnover.version:03d}, for {turnover.program.value}

{rows.width}x{rows.height}, {rate} frames a second{drop}, {start} to {end}, {rows.frames} frames.

{how}

{_INSIDE if turnover.bundle else _BESIDE}
stems/             the mix, and in it what is said, effects and music: as loud as in the film, and as long
{stem}.srt, .vtt   captions
changes.txt        what is otherwise than in the turnover before
losses.txt         what each file could not carry

Timecode and reel are in every media file. Should media be offline, relink by file name.
"""
