"""Picture follows sound: how long each shot is in the cut, and what is heard where in it.

A shot that begins or ends with words gets room around them. Where a line runs on over a cut there is no room: the
cut falls between two words, and the recording plays on to the sample.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property

from bible.entries import Bible
from bible.errors import VoiceError
from bible.model import Frozen, Indexed
from bible.script import Line, Script
from shots.rate import SOUND_RATE, Rate
from shots.reading_time import is_interrupted, played_seconds, spoken_samples, spoken_seconds
from shots.recipe import Utterance
from shots.recording import PhoneTime, Recording
from shots.shot import Framing, Shot, ShotList, Span

_BEFORE, _AFTER = Fraction(1, 3), Fraction(1, 2)
"""Seconds before a shot's first word and after its last: 8 and 12 frames at 24."""
_BROKEN_OFF = Fraction(1, 12)
"""Seconds on either side of a cut when a line breaks off and the next speaker comes in."""
_BETWEEN = Fraction(1, 4)
"""Seconds between two speeches within one shot."""
_TITLE = Fraction(4)
_PLACE = (Fraction(3), Fraction(6))
"""Least and most seconds of a place seen wide."""
_LEAST = Fraction(2)
"""Seconds of a shot in which nobody speaks."""
_AROUND = 2
"""Seconds of mouth movement kept before and after a piece of a line, for the take's handles."""
_PAUSES = {"beat", "a beat", "pause", "a pause", "long pause", "then", "cont'd", "continuing", "more"}


class TimedShot(Frozen):
    """A shot with its length and what is heard over it."""

    shot: Shot
    frames: int
    """Length in the cut."""
    utterances: tuple[Utterance, ...] = ()
    """In the order of the shot's spans."""


class _Voice(Indexed):
    """A line in time: recorded, or as long as it would be."""

    line: Line
    speaker: str
    samples: int
    sample_rate: int
    recorded: tuple[tuple[int, int], ...] = ()
    """Of a recording: the first sample of each word, and the one after its last."""
    phones: tuple[PhoneTime, ...] = ()
    recording: str = ""

    @cached_property
    def words(self) -> tuple[tuple[int, int], ...]:
        """The first sample of each word and the one after its last, recorded or as it would be."""
        return self.recorded or spoken_samples(self.line.words, self.sample_rate)


class _Piece(Frozen):
    """Words of one line placed in a shot, in samples at the voice's rate."""

    span: Span
    start: int
    source: int
    end: int
    """Sample of the recording at which the words are over."""


class _Running(Frozen):
    """A line that goes on over cuts, counted from the shot it began in, so that rounding never adds up."""

    start: int
    source: int
    frames: int


def time_shots(
    shots: ShotList, script: Script, bible: Bible, recordings: Mapping[str, Recording], rate: Rate
) -> tuple[TimedShot, ...]:
    """Every shot with its length and its utterances, in cutting order.

    `recordings` are by line id; a line that has none is as long as its words would take. A length that a person asked
    for holds, but the words are always heard to their end. Raises VoiceError when a recording has other words than
    its line.
    """
    voices = {
        line.id: _voice(line, bible.named(line.cue).token, recordings.get(line.id))
        for line in script.lines()
        if line.words
    }
    timer = _Timer(voices, rate)
    following = [*shots.shots[1:], None]
    return tuple(timer.time(shot, after) for shot, after in zip(shots.shots, following, strict=True))


class _Timer:
    """Goes through the shots in cutting order and remembers which lines are running."""

    def __init__(self, voices: Mapping[str, _Voice], rate: Rate) -> None:
        self._voices = voices
        self._rate = rate
        self._running: dict[str, _Running] = {}
        self._broken_off = ""
        """The scene of the line that broke off at the end of the shot before, if one did."""

    def time(self, shot: Shot, after: Shot | None) -> TimedShot:
        """The next shot's length and utterances; `after` is the one that follows it."""
        goes_on = tuple(span for span in shot.spans if after is not None and _continues(span, after))
        runs_in = any(span.line in self._running for span in shot.spans)
        room = _BROKEN_OFF if self._broken_off == shot.scene else _BEFORE
        before = 0 if runs_in else self._rate.frames_in(room)
        least = shot.duration_frames or self._rate.frames_in(_wanted(shot))
        pieces = self._place(shot, before)
        frames = self._frames(shot, pieces, goes_on, least)
        if goes_on and not runs_in and frames < least:
            pieces = self._place(shot, before + least - frames)
            frames = least
        heard = [self._utterance(piece, piece.span in goes_on, frames) for piece in pieces]
        self._move_on(shot, pieces, goes_on, frames)
        return TimedShot(shot=shot, frames=frames, utterances=tuple(each for each in heard if each.samples > 0))

    def _place(self, shot: Shot, before: int) -> tuple[_Piece, ...]:
        """The shot's spans one after the other, those spoken at the same time side by side."""
        pieces: list[_Piece] = []
        start = end = self._rate.seconds(before)
        for number, span in enumerate(shot.spans):
            voice = self._voices[span.line]
            running = self._running.get(span.line)
            earlier = next((each for each in reversed(pieces) if each.span.line == span.line), None)
            if earlier is not None:
                at, source = earlier.start + earlier.end - earlier.source, earlier.end
            elif running is not None:
                at, source = 0, running.source + self._samples(running.frames, voice) - running.start
            else:
                if number and not voice.line.dual:
                    start = end + (_BROKEN_OFF if self._breaks_off(shot.spans[number - 1]) else _BETWEEN)
                at, source = round(start * voice.sample_rate), _border(voice, span.first_word)
            piece = _Piece(span=span, start=at, source=source, end=_border(voice, span.last_word + 1))
            end = max(end, Fraction(at + max(0, piece.end - source), voice.sample_rate))
            pieces.append(piece)
        return tuple(pieces)

    def _frames(self, shot: Shot, pieces: tuple[_Piece, ...], goes_on: tuple[Span, ...], least: int) -> int:
        if goes_on:
            piece = next(each for each in pieces if each.span == goes_on[0])
            voice = self._voices[piece.span.line]
            seconds = Fraction(piece.start + piece.end - piece.source, voice.sample_rate)
            return max(1, round(seconds * self._rate.fps))
        ends = [
            Fraction(each.start + each.end - each.source, self._voices[each.span.line].sample_rate) for each in pieces
        ]
        if not ends:
            return max(1, least)
        over = self._rate.frames_in(max(ends))
        room = _BROKEN_OFF if self._breaks_off(shot.spans[-1]) else _AFTER
        return max(1, over, least) if shot.duration_frames else max(least, over + self._rate.frames_in(room))

    def _utterance(self, piece: _Piece, goes_on: bool, frames: int) -> Utterance:
        span, voice = piece.span, self._voices[piece.span.line]
        source_end = piece.end
        if goes_on:
            source_end = min(voice.samples, self._source_after(piece, frames))
        shift = piece.start - piece.source
        around = _AROUND * voice.sample_rate
        phones = (
            each for each in voice.phones if piece.source - around < each.end and each.start < source_end + around
        )
        return Utterance(
            line=span.line,
            speaker=voice.speaker,
            text=" ".join(voice.line.words[span.first_word : span.last_word + 1]),
            manner=manner_of(voice.line, span.first_word, span.last_word),
            lips=span.lips,
            start=piece.start,
            source_start=piece.source,
            samples=source_end - piece.source,
            sample_rate=voice.sample_rate,
            phones=tuple(
                PhoneTime(phone=each.phone, start=each.start + shift, end=each.end + shift) for each in phones
            ),
            recording=voice.recording,
        )

    def _source_after(self, piece: _Piece, frames: int) -> int:
        """The sample of a running line at which the shot is over."""
        voice = self._voices[piece.span.line]
        running = self._running.get(piece.span.line) or _Running(start=piece.start, source=piece.source, frames=0)
        return running.source + self._samples(running.frames + frames, voice) - running.start

    def _move_on(self, shot: Shot, pieces: tuple[_Piece, ...], goes_on: tuple[Span, ...], frames: int) -> None:
        running = {}
        for piece in pieces:
            if piece.span in goes_on:
                begun = self._running.get(piece.span.line) or _Running(start=piece.start, source=piece.source, frames=0)
                running[piece.span.line] = begun.model_copy(update={"frames": begun.frames + frames})
        self._running = running
        self._broken_off = shot.scene if shot.spans and not goes_on and self._breaks_off(shot.spans[-1]) else ""

    def _breaks_off(self, span: Span) -> bool:
        words = self._voices[span.line].line.words
        return span.last_word == len(words) - 1 and is_interrupted(words)

    def _samples(self, frames: int, voice: _Voice) -> int:
        return self._rate.samples(frames, voice.sample_rate)


def manner_of(line: Line, first_word: int, last_word: int) -> tuple[str, ...]:
    """The parentheticals that hold for some words of a line: each holds until the next one, pauses left out."""
    manners = [each for each in line.parentheticals if each.text.strip().lower() not in _PAUSES]
    begun = max((each.before_word for each in manners if each.before_word <= first_word), default=-1)
    return tuple(each.text for each in manners if begun <= each.before_word <= last_word)


def _voice(line: Line, speaker: str, recording: Recording | None) -> _Voice:
    if recording is None:
        return _Voice(
            line=line,
            speaker=speaker,
            samples=round(spoken_seconds(line.words) * SOUND_RATE),
            sample_rate=SOUND_RATE,
        )
    if len(recording.words) != len(line.words):
        raise VoiceError(
            f"the recording of {line.cue}'s line has {len(recording.words)} words, the line has {len(line.words)}",
            where=line.id,
            cure="delete the recording's file and run studio produce again",
        )
    return _Voice(
        line=line,
        speaker=speaker,
        samples=recording.samples,
        sample_rate=recording.sample_rate,
        recorded=tuple((each.start, each.end) for each in recording.words),
        phones=recording.phones,
        recording=recording.heard or recording.content,
    )


def _border(voice: _Voice, word: int) -> int:
    """The sample between the word before and this one; the recording's ends at the line's ends."""
    if word <= 0:
        return 0
    if word >= len(voice.line.words):
        return voice.samples
    return max(0, min(voice.samples, (voice.words[word - 1][1] + voice.words[word][0]) // 2))


def _continues(span: Span, after: Shot) -> bool:
    return any(each.line == span.line and each.first_word == span.last_word + 1 for each in after.spans)


def _wanted(shot: Shot) -> Fraction:
    """Seconds that what is seen needs."""
    played = played_seconds(shot.action)
    if shot.framing == Framing.TITLE:
        return max(_TITLE, played_seconds(shot.thing))
    if shot.framing == Framing.ESTABLISHING and not shot.subjects:
        return min(max(played, _PLACE[0]), _PLACE[1])
    return played if shot.spans else max(played, _LEAST)


def total_frames(timed: Iterable[TimedShot]) -> int:
    """How long shots last together."""
    return sum(each.frames for each in timed)
