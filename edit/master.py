"""The master: writes the files of a cut, by copying packets wherever nothing has to be encoded again.

clips ─▶ parts ─▶ packets ─┐
sounds ─▶ mix ─▶ AAC ──────┼─▶ film.mp4 ─▶ read again and checked
captions ─▶ mov_text ──────┘   film.otio, film.srt, film.vtt
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path, PurePosixPath

import av
from av.container import OutputContainer

from bible.errors import FolderError, MediaError
from edit.captions import srt, vtt
from edit.made_sound import TEMP
from edit.picture import Part, picture_packets, picture_parts
from edit.sequence import Sequence, media_file
from edit.sound import encode_sound, make_files
from edit.timeline import build_timeline
from renderers.kept import drop_unused
from renderers.media.join import cached_sound_length, forget_index, index_packets
from renderers.media.normalise import write_black
from renderers.media.read import open_media

FILM, TIMELINE, SRT, VTT = "film.mp4", "film.otio", "film.srt", "film.vtt"
"""The names of the files of a cut."""
_TICKS = 240_000
"""Units a second in which the lengths of the film and its streams are written: exact at every rate and for sound."""
_HEADER = 4096
"""Bytes kept free at the start of the film for what does not grow with its length."""


def make_cut(sequence: Sequence, root: Path, aside: Path) -> None:
    """Write film.mp4, film.otio, film.srt and film.vtt into `aside`.

    `root` is the production folder: media are found from there, the timeline names them from there, and what can be
    used again is kept in its `cache` and, temp sounds, in its `sound/temp`. Raises MediaError when a media file cannot
    be used or the film does not come out as it should, FolderError when the disk does not take it; `aside` is left as
    it is then.
    """
    if not sequence.clips:
        raise MediaError("there is no take to cut yet", cure="run studio produce")
    try:
        pattern = aside / "pattern.mp4"
        write_black(pattern, sequence.picture)
        parts = picture_parts(sequence, root, index_packets(pattern).parameters)
        sound = make_sound(sequence, root)
        _write_film(sequence, parts, pattern, sound, aside / FILM)
        pattern.unlink()
        check_film(aside / FILM, sequence)
        _write_papers(sequence, parts, root, aside)
        _forget_unused(sequence, parts, sound, root)
    except OSError as error:
        raise FolderError(
            f"the film cannot be written ({error.strerror or error})", where=str(aside),
            cure="free some disk space and run studio produce again",
        ) from error  # fmt: skip
    except av.FFmpegError as error:
        raise MediaError(
            f"the film cannot be put together ({error.strerror})", where=str(aside), cure="run studio produce again"
        ) from error


def _forget_unused(sequence: Sequence, parts: tuple[Part, ...], sound: Path, root: Path) -> None:
    """Take away the pieces, mixes and temp sounds that neither this cut nor the one before it has."""
    pieces = root / "cache" / "pieces"
    for name in drop_unused(pieces, (part.file for part in parts if part.encoded)):
        forget_index(PurePosixPath(name).stem, root / "cache" / "index")
    drop_unused(sound.parent, (sound,))
    drop_unused(root / TEMP, (Path(each.file) for track in sequence.tracks for each in track.sounds))


def make_sound(sequence: Sequence, root: Path) -> Path:
    """The film's sound, encoded into the cache of the production folder, the temp sounds in it made where they lack.

    It hangs on no picture, so that it can be made while takes still are. Raises MediaError.
    """
    make_files(root, ((each.file, each.made) for bed in sequence.beds for each in bed.sounds if each.made))
    return encode_sound(sequence, root)


def _write_papers(sequence: Sequence, parts: tuple[Part, ...], root: Path, aside: Path) -> None:
    """The files that are text: captions and timeline."""
    (aside / SRT).write_text(srt(sequence.captions, sequence.rate), encoding="utf-8")
    (aside / VTT).write_text(vtt(sequence.captions, sequence.rate), encoding="utf-8")
    files = {sound.file: sound.recording for track in sequence.tracks for sound in track.sounds}
    cache = root / "cache" / "index"
    lengths = {file: cached_sound_length(media_file(root, file), known, cache) for file, known in files.items()}
    changes = {part.shot: part.changes for part in parts if part.changes}
    timeline = build_timeline(sequence, lengths, changes)
    (aside / TIMELINE).write_text(timeline.to_json_string(indent=2), encoding="utf-8")


def _write_film(sequence: Sequence, parts: tuple[Part, ...], pattern: Path, sound: Path, to: Path) -> None:
    """Put picture, sound, captions and chapters into one MP4 that plays while it loads."""
    options = {"moov_size": str(_room_for_index(sequence)), "movie_timescale": str(_TICKS)}
    with (
        open_media(pattern) as picture_like, open_media(sound) as sound_file,
        av.open(str(to), "w", format="mp4", container_options=options) as film,
    ):  # fmt: skip
        picture = film.add_stream_from_template(picture_like.streams.video[0])
        heard = film.add_stream_from_template(sound_file.streams.audio[0])
        read = film.add_mux_stream("mov_text", time_base=1 / sequence.rate.fps) if sequence.captions else None
        film.metadata["title"] = sequence.title
        add_chapters(film, sequence)
        streams = [
            _placed(picture_packets(parts), picture),
            _placed((packet for packet in sound_file.demux(audio=0) if packet.size), heard),
        ]
        if read is not None:
            streams.append(_placed(caption_packets(sequence), read))
        for _, _, packet in heapq.merge(*streams, key=lambda each: each[:2]):
            film.mux(packet)


def _placed(packets: Iterator[av.Packet], stream: av.stream.Stream) -> Iterator[tuple[float, int, av.Packet]]:
    """Packets with the second at which they are decoded, for their place in the file."""
    unit, index = 0.0, stream.index
    for packet in packets:
        unit = unit or float(packet.time_base)
        packet.stream = stream
        yield packet.dts * unit, index, packet


def caption_packets(sequence: Sequence) -> Iterator[av.Packet]:
    """Captions as mov_text has them: length in two bytes, then UTF-8; an empty one where nothing is to be read."""
    at = 0
    for caption in sequence.captions:
        if caption.start > at:
            yield _text_packet("", at, caption.start, sequence)
        yield _text_packet(caption.text, caption.start, caption.end, sequence)
        at = caption.end
    if at < sequence.frames:
        yield _text_packet("", at, sequence.frames, sequence)


def _text_packet(text: str, start: int, end: int, sequence: Sequence) -> av.Packet:
    encoded = text.encode()
    packet = av.Packet(len(encoded).to_bytes(2, "big") + encoded)
    packet.time_base = 1 / sequence.rate.fps
    packet.pts = packet.dts = start
    packet.duration = end - start
    return packet


def add_chapters(film: OutputContainer, sequence: Sequence) -> None:
    """A chapter for each run of shots of one scene."""
    starts = [
        clip
        for at, clip in enumerate(sequence.clips)
        if at == 0 or clip.scene_number != sequence.clips[at - 1].scene_number
    ]
    ends = [clip.start for clip in starts[1:]] + [sequence.frames]
    film.set_chapters(
        [
            {
                "id": number, "start": clip.start, "end": end, "time_base": 1 / sequence.rate.fps,
                "metadata": {"title": f"Scene {clip.scene_number}"},
            }
            for number, (clip, end) in enumerate(zip(starts, ends, strict=True))
        ]
    )  # fmt: skip


def _room_for_index(sequence: Sequence) -> int:
    """Bytes the film's index takes at most, kept free before the picture so that nothing has to be moved afterwards."""
    packets = sequence.samples // 1024 + 2
    chapters = len({clip.scene_number for clip in sequence.clips})
    texts = 2 * len(sequence.captions) + 1
    return _HEADER + 40 * sequence.frames + 32 * packets + 40 * (chapters + texts) + 512 * chapters


def check_film(film: Path, sequence: Sequence) -> None:
    """Read a finished film again: every frame in its place, sound of the same length, nothing cut off.

    Raises MediaError saying what is wrong.
    """
    with open_media(film) as container:
        pictures, sounds = container.streams.video[0], container.streams.audio[0]
        unit, heard_unit = Fraction(pictures.time_base or 0), Fraction(sounds.time_base or 0)
        shown: list[int] = []
        heard = 0
        for packet in container.demux(pictures, sounds):
            if not packet.size or packet.pts is None:
                continue
            if packet.stream_index == pictures.index:
                shown.append(packet.pts)
            else:
                heard = max(heard, packet.pts + (packet.duration or 0))
        step = sequence.rate.seconds(1) / unit
        if step.denominator != 1 or sorted(shown) != [frame * step.numerator for frame in range(sequence.frames)]:
            raise _wrong(film, f"{len(shown)} frames stand where {sequence.frames} belong")
        if pictures.start_time != 0 or sounds.start_time != 0:
            raise _wrong(film, "picture and sound do not start together")
        length = heard * heard_unit
        if abs(length - sequence.rate.seconds(sequence.frames)) > sequence.rate.seconds(1):
            raise _wrong(film, f"its sound lasts {float(length):.3f} s")


def _wrong(film: Path, what: str) -> MediaError:
    return MediaError(f"the film did not come out whole: {what}", where=str(film), cure="run studio produce again")
