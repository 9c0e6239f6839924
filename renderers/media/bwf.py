"""Broadcast WAV (EBU Tech 3285): sound that knows its place in the film to the sample, and what it is."""

from __future__ import annotations

import struct
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import numpy.typing as npt

from bible.errors import MediaError
from bible.model import Frozen
from shots.rate import SOUND_RATE

RATE = SOUND_RATE
"""Samples a second."""
_BITS = 24
_FULL_SCALE = 1 << (_BITS - 1)
_PCM = 1
_BEXT = "<256s32s32s10s8sIIH254s"
"""Description, originator, its reference, date, time, time reference (low, high), version, reserved."""
_LARGEST = 0xFFFFFFFF - 4096


class BroadcastNote(Frozen):
    """What a broadcast WAV says of itself besides its sound."""

    time_reference: int
    """Samples from midnight to the file's first, at 48 kHz."""
    description: str = ""
    project: str = ""
    scene: str = ""
    take: str = ""
    tape: str = ""
    """The reel."""
    note: str = ""
    timecode_rate: str = "24/1"
    """Frames a second as a fraction, and whether timecode drops numbers."""
    drop_frame: bool = False


class BwfWriter:
    """Writes a broadcast WAV chunk by chunk: 48 kHz, 24 bit; the same sound and note, the same bytes.

    What is louder than full scale is clipped. Use it in a `with`: its lengths are filled in at the end.
    """

    def __init__(self, to: Path, channels: int, note: BroadcastNote) -> None:
        """Open the file."""
        self._to = to
        self._file = to.open("wb")
        self._file.write(_head(channels, note))
        self._begin = self._file.tell()

    def write(self, chunk: npt.NDArray[np.float32]) -> None:
        """Add samples, [samples, channels] from -1 to 1. Raises MediaError when they do not fit into a WAV file."""
        self._file.write(_packed(chunk))
        if self._file.tell() > _LARGEST:
            raise MediaError("the sound is too long for a WAV file", where=str(self._to))

    def __enter__(self) -> BwfWriter:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            size = self._file.tell() - self._begin
            self._file.write(b"\0" * (size % 2))
            end = self._file.tell()
            self._file.seek(self._begin - 4)
            self._file.write(struct.pack("<I", size))
            self._file.seek(4)
            self._file.write(struct.pack("<I", end - 8))
        finally:
            self._file.close()


def read_note(file: Path) -> BroadcastNote:
    """The time reference and description of a broadcast WAV. Raises MediaError when it is none."""
    held = file.read_bytes()
    at = 12
    while held[:4] == b"RIFF" and at + 8 <= len(held):
        name, size = held[at : at + 4], struct.unpack_from("<I", held, at + 4)[0]
        if name == b"bext":
            fields = struct.unpack_from(_BEXT, held, at + 8)
            return BroadcastNote(
                time_reference=fields[5] | fields[6] << 32,
                description=fields[0].rstrip(b"\0").decode("ascii", "replace"),
                tape=fields[2].rstrip(b"\0").decode("ascii", "replace"),
            )
        at += 8 + size + size % 2
    raise MediaError("this is no broadcast WAV: it has no bext chunk", where=str(file))


def _packed(block: npt.NDArray[np.float32]) -> bytes:
    # 24 bits are what the fraction of a float32 holds.
    levels = np.clip(np.rint(block * np.float32(_FULL_SCALE)), -_FULL_SCALE, _FULL_SCALE - 1).astype("<i4")
    return np.ascontiguousarray(levels).view(np.uint8).reshape(-1, 4)[:, :3].tobytes()


def _head(channels: int, note: BroadcastNote) -> bytes:
    """Everything before the sound; the two lengths are filled in at the end."""
    wide = channels * _BITS // 8
    form = struct.pack("<HHIIHH", _PCM, channels, RATE, RATE * wide, wide, _BITS)
    chunks = _chunk(b"bext", _bext(note)) + _chunk(b"iXML", _ixml(note).encode()) + _chunk(b"fmt ", form)
    return b"RIFF\0\0\0\0WAVE" + chunks + b"data\0\0\0\0"


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _bext(note: BroadcastNote) -> bytes:
    low, high = note.time_reference & 0xFFFFFFFF, note.time_reference >> 32
    about = note.description.encode("ascii", "replace")
    history = f"A=PCM,F={RATE},W={_BITS},T=studio\r\n".encode()
    packed = struct.pack(
        _BEXT, about[:256], b"studio", note.tape.encode("ascii", "replace")[:32], b"", b"", low, high, 1, b""
    )
    return packed + history


def _ixml(note: BroadcastNote) -> str:
    """What recorders write and editing programs show: scene, take, tape, note, and where the file lies."""
    flag = "DF" if note.drop_frame else "NDF"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<BWFXML><IXML_VERSION>1.5</IXML_VERSION>'
        f"<PROJECT>{escape(note.project)}</PROJECT><SCENE>{escape(note.scene)}</SCENE>"
        f"<TAKE>{escape(note.take)}</TAKE><TAPE>{escape(note.tape)}</TAPE><NOTE>{escape(note.note)}</NOTE>"
        f"<SPEED><TIMECODE_RATE>{note.timecode_rate}</TIMECODE_RATE><TIMECODE_FLAG>{flag}</TIMECODE_FLAG>"
        f"<FILE_SAMPLE_RATE>{RATE}</FILE_SAMPLE_RATE>"
        f"<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>{note.time_reference >> 32}</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI>"
        f"<TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>{note.time_reference & 0xFFFFFFFF}</TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO>"
        f"<TIMESTAMP_SAMPLE_RATE>{RATE}</TIMESTAMP_SAMPLE_RATE></SPEED></BWFXML>"
    )
