"""Captions: the words of the lines as they are heard, in rows short enough to read, exact to the frame.

words with times ─▶ pieces of at most two rows ─▶ shown from the first word until a little after the last
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from bible.model import Frozen
from edit.caption_rows import columns, in_rows
from shots.rate import SOUND_RATE, Rate
from shots.recording import WordTime

COLUMNS_A_SECOND = 20
"""The fastest reading that is asked for where there is room to leave the words on the screen."""
SAMPLE_RATE = SOUND_RATE
_LEAST, _LINGER, _GAP = Fraction(1), Fraction(1, 2), Fraction(1, 12)
"""Seconds: the least a caption stays where there is room, how long it stays after the words, the gap to the next."""


class Heard(Frozen):
    """Words of one line as the film has them."""

    line: str
    """The line's id."""
    name: str = ""
    """The speaker's name where the caption says it, because the speaker cannot be seen."""
    words: tuple[WordTime, ...]
    """Times in samples of the film at 48 kHz."""


class Caption(Frozen):
    """Words on the screen from frame `start` up to frame `end`, which is the first without them."""

    start: int
    end: int
    rows: tuple[str, ...]
    """One or two, top first."""
    lines: tuple[str, ...]
    """Ids of the lines they belong to: two where people speak at once."""

    @property
    def text(self) -> str:
        """The rows, one below the other."""
        return "\n".join(self.rows)


class _Piece(Frozen):
    rows: tuple[str, ...]
    line: str
    start: int
    end: int


def make_captions(heard: Iterable[Heard], rate: Rate, frames: int) -> tuple[Caption, ...]:
    """Captions for all that is heard, in order and without overlaps; none is seen after frame `frames`.

    Lines spoken at once share captions, one row each, begun with a dash.
    """
    everything = sorted(heard, key=lambda each: each.words[0].start)
    together = _spoken_at_once(everything)
    pieces = [
        _Piece(rows=rows, line=each.line, start=start, end=end)
        for each in everything
        for rows, start, end in in_rows(each.words, each.name, alone=each.line not in together)
    ]
    paired = _paired(sorted(pieces, key=lambda piece: (piece.start, piece.end)))
    return _timed(paired, rate, frames)


def srt(captions: Iterable[Caption], rate: Rate) -> str:
    """The captions as SubRip."""
    blocks = [
        f"{number}\n{_clock(each.start, rate, ',')} --> {_clock(each.end, rate, ',')}\n{each.text}\n"
        for number, each in enumerate(captions, 1)
    ]
    return "\n".join(blocks)


def vtt(captions: Iterable[Caption], rate: Rate) -> str:
    """The captions as WebVTT."""
    blocks = [
        f"{_clock(each.start, rate, '.')} --> {_clock(each.end, rate, '.')}\n{_escaped(each.text)}\n"
        for each in captions
    ]
    return "\n".join(["WEBVTT\n", *blocks])


def _clock(frame: int, rate: Rate, mark: str) -> str:
    """When a frame is seen, in whole milliseconds; rounded down, so that a caption never misses its frame."""
    milliseconds = int(rate.seconds(frame) * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}{mark}{rest % 1000:03d}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _spoken_at_once(heard: list[Heard]) -> frozenset[str]:
    """Lines of which a good part is spoken while another line is."""
    found: set[str] = set()
    for at, one in enumerate(heard):
        for other in heard[at + 1 :]:
            if other.words[0].start >= one.words[-1].end:
                break
            common = min(one.words[-1].end, other.words[-1].end) - other.words[0].start
            if other.line != one.line and common > SAMPLE_RATE // 4:
                found |= {one.line, other.line}
    return frozenset(found)


def _paired(pieces: list[_Piece]) -> list[tuple[_Piece, ...]]:
    """Pieces that are heard at once, two by two."""
    paired: list[tuple[_Piece, ...]] = []
    for piece in pieces:
        before = paired[-1] if paired else ()
        if len(before) == 1 and _at_once(before[0], piece):
            paired[-1] = (before[0], piece)
        else:
            paired.append((piece,))
    return paired


def _at_once(one: _Piece, other: _Piece) -> bool:
    common = min(one.end, other.end) - max(one.start, other.start)
    return one.line != other.line and len(one.rows) == len(other.rows) == 1 and common > SAMPLE_RATE // 8


def _timed(paired: list[tuple[_Piece, ...]], rate: Rate, frames: int) -> tuple[Caption, ...]:
    """From samples to frames, with time to read where the next caption leaves it."""
    starts = [_frame(min(piece.start for piece in pair), rate) for pair in paired]
    captions: list[Caption] = []
    for at, pair in enumerate(paired):
        start = max(starts[at], captions[-1].end if captions else 0)
        limit = max(starts[at + 1], start + 1) if at + 1 < len(paired) else frames
        spoken = _frame(max(piece.end for piece in pair), rate) + 1
        rows = tuple(f"- {piece.rows[0]}" for piece in pair) if len(pair) > 1 else pair[0].rows
        reading = max(_LEAST, Fraction(sum(columns(row) for row in rows), COLUMNS_A_SECOND))
        end = max(spoken + rate.frames_in(_LINGER), start + rate.frames_in(reading))
        if at + 1 < len(paired) and end > limit - rate.frames_in(_GAP):
            end = max(min(spoken, limit), limit - rate.frames_in(_GAP))
        end = min(end, limit, frames)
        if end > start:
            captions.append(Caption(start=start, end=end, rows=rows, lines=tuple(piece.line for piece in pair)))
    return tuple(captions)


def _frame(sample: int, rate: Rate) -> int:
    """The frame that is on the screen when a sample is heard."""
    return int(Fraction(sample, SAMPLE_RATE) * rate.fps)
