"""Captions: the words of the lines as they are heard, in rows short enough to read, exact to the frame.

words with times ─▶ pieces of at most two rows ─▶ shown from the first word until a little after the last
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable
from fractions import Fraction

from bible.model import Frozen
from shots.rate import Rate
from shots.recording import WordTime

ROW = 42
"""Columns a row holds; ideographs and kana take two."""
ROWS = 2
COLUMNS_A_SECOND = 20
"""The fastest reading that is asked for where there is room to leave the words on the screen."""
SAMPLE_RATE = 48000
_LEAST, _LINGER, _GAP = Fraction(1), Fraction(1, 2), Fraction(1, 12)
"""Seconds: the least a caption stays where there is room, how long it stays after the words, the gap to the next."""
_LONGEST_PAUSE = Fraction(3, 2)
"""Seconds of silence inside a line after which its words go into a new caption."""
_ENDS_SENTENCE = frozenset(".!?…。！？؟।")
_ENDS_PART = frozenset(",;:—–、，；：،")
_NEVER_FIRST = frozenset("、。，．！？；：）」』】〕〉》’”…‥ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々")
_NEVER_LAST = frozenset("（「『【〔〈《‘“")


class Heard(Frozen):
    """Words of one line as the film has them."""

    line: str
    speaker: str
    """A character's token."""
    named: bool
    """The speaker cannot be seen, so that the caption says who speaks."""
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


class _Unit(Frozen):
    """What is never broken: a word, an ideograph with the marks that stick to it."""

    text: str
    start: int
    end: int
    spaced: bool
    """A space stands before it."""


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
    pieces: list[_Piece] = []
    for each in everything:
        pieces += _pieces(each, ROW - 2 if each.line in together else ROW, 1 if each.line in together else ROWS)
    paired = _paired(sorted(pieces, key=lambda piece: (piece.start, piece.end)))
    return _timed(paired, rate, frames)


def columns(text: str) -> int:
    """How wide a text is: wide letters count two, marks set above or below others none."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


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


def _units(heard: Heard, row: int) -> list[_Unit]:
    name = f"{heard.speaker.lstrip('@').replace('_', ' ')}: " if heard.named else ""
    units: list[_Unit] = []
    for number, word in enumerate(heard.words):
        parts = _parts(word.word, row)
        if number == 0 and name:
            parts[0] = name + parts[0] if columns(name + parts[0]) <= row else parts[0]
        length = sum(len(part) for part in parts)
        done = 0
        for position, part in enumerate(parts):
            start = word.start + (word.end - word.start) * done // length
            done += len(part)
            end = word.start + (word.end - word.start) * done // length
            units.append(_Unit(text=part, start=start, end=end, spaced=position == 0 and number > 0))
    return units


def _parts(word: str, row: int) -> list[str]:
    """A word where a row may break: before most ideographs, and anywhere in a word too long for a row."""
    parts: list[str] = []
    for letter in word:
        last = parts[-1] if parts else ""
        wide = unicodedata.east_asian_width(letter) in "WF" or (last and unicodedata.east_asian_width(last[-1]) in "WF")
        sticks = not last or not wide or letter in _NEVER_FIRST or last[-1] in _NEVER_LAST
        if sticks and columns(last + letter) <= row and parts:
            parts[-1] += letter
        else:
            parts.append(letter)
    return parts


def _joined(units: list[_Unit]) -> str:
    return "".join((" " if each.spaced and at else "") + each.text for at, each in enumerate(units))


def _rows(units: list[_Unit], row: int, most: int) -> tuple[str, ...] | None:
    """The units in the fewest rows, evenly filled, broken at a mark if there is one; None when they are too many."""
    text = _joined(units)
    if columns(text) <= row:
        return (text,)
    if most == 1 or columns(text) > 2 * row + 1:
        return None
    best: tuple[float, tuple[str, ...]] | None = None
    for at in range(1, len(units)):
        top, bottom = _joined(units[:at]), _joined(units[at:])
        if columns(top) <= row and columns(bottom) <= row:
            cost = abs(columns(bottom) - columns(top) - 2) + _break_cost(units[at - 1])
            if best is None or cost < best[0]:
                best = (cost, (top, bottom))
    return best[1] if best else None


def _break_cost(before: _Unit) -> float:
    if before.text[-1:] in _ENDS_SENTENCE:
        return -14.0
    return -8.0 if before.text[-1:] in _ENDS_PART else 0.0


def _pieces(heard: Heard, row: int, most: int) -> list[_Piece]:
    """One line in captions: the fewest that hold it, broken at the ends of sentences and at pauses if they can be."""
    units = _units(heard, row)
    costs: list[float] = [0.0, *(float("inf") for _ in units)]
    cuts: list[int] = [0] * (len(units) + 1)
    for end in range(1, len(units) + 1):
        for start in range(end - 1, -1, -1):
            rows = _rows(units[start:end], row, most)
            if rows is None and end - start > 1:
                break
            cost = costs[start] + 60.0 + _piece_cost(units, start, end, row * most)
            if cost < costs[end]:
                costs[end], cuts[end] = cost, start
    pieces: list[_Piece] = []
    end = len(units)
    while end:
        start = cuts[end]
        rows = _rows(units[start:end], row, most) or (_joined(units[start:end]),)
        pieces.append(_Piece(rows=rows, line=heard.line, start=units[start].start, end=units[end - 1].end))
        end = start
    return pieces[::-1]


def _piece_cost(units: list[_Unit], start: int, end: int, room: int) -> float:
    inside = units[start:end]
    pauses = [after.start - before.end for before, after in itertools.pairwise(inside)]
    cost = 200.0 * sum(pause > _LONGEST_PAUSE * SAMPLE_RATE for pause in pauses)
    if end < len(units):
        cost += 20.0 + _break_cost(units[end - 1])
    emptiness = 1 - columns(_joined(inside)) / room
    return cost + 20.0 * emptiness * emptiness


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
        if end > limit - rate.frames_in(_GAP):
            end = max(min(spoken, limit), limit - rate.frames_in(_GAP))
        end = min(end, limit, frames)
        if end > start:
            captions.append(Caption(start=start, end=end, rows=rows, lines=tuple(piece.line for piece in pair)))
    return tuple(captions)


def _frame(sample: int, rate: Rate) -> int:
    """The frame that is on the screen when a sample is heard."""
    return int(Fraction(sample, SAMPLE_RATE) * rate.fps)
