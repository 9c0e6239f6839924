"""Covering what is said: over shoulders and alone, tighter as it goes on, wide again when something changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from bible.entries import Bible
from bible.script import Line
from shots.actors import Cast
from shots.beat import Beat
from shots.draft import SceneDraft, Voice
from shots.reading_time import spoken_seconds
from shots.sentences import split_speech
from shots.shot import Framing, Move, Size, Span

_LONGEST, _WANTED = Fraction(9), Fraction(13, 2)
"""Seconds of a speech that stay in one shot, and of the pieces of a longer one."""
_EVERY = 3
"""Of how many pieces of a long speech one is seen on somebody who listens."""
_QUICK = Fraction(9, 5)
"""Seconds of a speech that is over before a cut would pay."""
_QUICK_RUN = (3, 4)
"""How many quick speeches, at least and at most, one shot of two people holds."""
_TOO_LONG_CLOSE = 8
"""Shots after which the place is seen again."""
_CLOSEST = 3
_ENDING = (2, 4, 6)
"""The last speeches that are closer; how many a scene needs for that, and for faces."""
_SIZES = (Size.MLS, Size.MS, Size.MCU, Size.CU)
"""By how close the scene has come: together, over shoulders, alone, face."""
_HOT = re.compile(
    r"\b(shout|scream|yell|cry|crying|sob|whisper|angr|furious|rage|plead|beg|desperate|terrified|afraid|breaking|snap|"
    r"through tears|hiss|urgent)", re.I,
)  # fmt: skip


class Speeches:
    """Chooses the shots of what is said in one scene, and remembers how close it has come."""

    def __init__(self, draft: SceneDraft, bible: Bible, cast: Cast, count: int) -> None:
        """`count` is the number of speeches in the scene: the last ones are the closest."""
        self._draft = draft
        self._count = count
        self._done = 0
        self._bible = bible
        self._cast = cast
        self._level = 1
        self._heard: set[str] = set()
        self._recent: list[str] = []
        self.wide_due = True
        """People have to be seen together before the next speech."""

    def seen_together(self) -> None:
        """The people were just seen wide: the next speeches begin from there."""
        self.wide_due = False
        self._level, self._heard = 1, set()

    def loosen(self) -> None:
        """Somebody did something: the camera gives a step of room."""
        self._level, self._heard = max(1, self._level - 1), set()

    def size_for(self, speaker: str) -> Size:
        """The size at which somebody would be seen who spoke next."""
        if self.wide_due:
            return _SIZES[0]
        closer = self._level + 1 if self._level < _CLOSEST else _CLOSEST - 1
        return _SIZES[closer if speaker in self._heard else max(self._level, self._at_least() * (not self._heard))]

    def cover(self, beats: Sequence[Beat]) -> int:
        """Cover the speech beat at the head of `beats`; returns how many beats were covered with it."""
        beat = beats[0]
        visible = [line for line in beat.lines if self._is_seen(line, beat)]
        if len(beat.lines) > 1 or not beat.lines[0].is_voice_over:
            self.flush(beat.present)
        quick = self._quick_run(beats)
        if len(beat.lines) > 1:
            self._side_by_side(beat, visible)
        elif not visible:
            self._unseen(beat)
        elif quick:
            self._in_one(beats[:quick])
        else:
            self._seen(beat, beats[1:])
        covered = max(1, quick) if visible and len(beat.lines) == 1 else 1
        self._done += covered
        return covered

    def flush(self, present: Sequence[str]) -> None:
        """Give every voice that still waits for a picture one of its own."""
        turn = 0
        while self._draft.voices:
            speaker = self._draft.voices[0].speaker
            if speaker in present and turn % 2 == 0:
                self._draft.add(Framing.REACTION, Size.MCU, (speaker,), reason="their own voice over their face")
            elif present and turn % 3 != 2:
                self._draft.add(
                    Framing.REACTION, Size.MS, (present[turn % len(present)],), reason="a voice over a face"
                )
            else:
                self._draft.add(Framing.MASTER, Size.WS, present, reason="a voice over the place")
            turn += 1

    def _speaker(self, line: Line) -> str:
        return self._bible.named(line.cue).token

    def _is_seen(self, line: Line, beat: Beat) -> bool:
        return not line.is_voice_over and not line.is_off_screen and self._speaker(line) in beat.present

    # Several at once

    def _side_by_side(self, beat: Beat, visible: list[Line]) -> None:
        """Speeches at the same time share one shot of all who speak."""
        people = tuple(dict.fromkeys(self._speaker(line) for line in visible))
        spans = tuple(_whole(line, lips=line in visible) for line in beat.lines)
        if len(people) == 1:
            self._draft.add(Framing.SINGLE, Size.MCU, people, spans=spans, reason="two voices at once, one face")
        else:
            framing = Framing.TWO_SHOT if len(people) == 2 else Framing.MASTER
            seen = people or beat.present
            self._draft.add(framing, Size.MS, seen, spans=spans, reason="they speak at the same time")
            self.seen_together()
        self._recent += people

    def _quick_run(self, beats: Sequence[Beat]) -> int:
        """How many of the next speeches are so short that two people share a shot of all of them; else 0."""
        run: list[str] = []
        for beat in beats[: _QUICK_RUN[1]]:
            line = beat.lines[0] if beat.kind == "speech" and len(beat.lines) == 1 else None
            if line is None or not self._is_seen(line, beat) or spoken_seconds(line.words) > _QUICK:
                break
            if len({*run, self._speaker(line)}) > 2 or beat.intercut:
                break
            run.append(self._speaker(line))
        due = self.wide_due or self._draft.since_wide > 1
        return len(run) if due and len(run) >= _QUICK_RUN[0] and len(set(run)) == 2 else 0

    def _in_one(self, beats: Sequence[Beat]) -> None:
        lines = [beat.lines[0] for beat in beats]
        people = tuple(dict.fromkeys(self._speaker(line) for line in lines))
        spans = tuple(_whole(line, lips=True) for line in lines)
        self._draft.add(Framing.TWO_SHOT, Size.MLS, people, spans=spans, reason="quick words stay in one shot")
        self.seen_together()
        self._recent += [self._speaker(line) for line in lines]

    # Somebody out of frame

    def _unseen(self, beat: Beat) -> None:
        line = beat.lines[0]
        speaker = self._speaker(line)
        pieces = split_speech(line.words, _LONGEST, _WANTED)
        voices = [Voice(span=_span(line, *piece), speaker=speaker) for piece in pieces]
        if line.is_voice_over:
            self._draft.lay_over(voices)
            return
        voices = voices[self._many(line, voices[0], beat) :]
        listeners = self._listeners(speaker, beat.present)
        last = self._draft.last
        again = bool(last and listeners and last.subjects and last.subjects[0].token == listeners[0])
        for place, voice in enumerate(voices):
            if listeners:
                listener = listeners[(place + again) % len(listeners)]
                size = _SIZES[max(1, self._level)]
                reason = "a voice out of frame: somebody listens"
                self._draft.add(Framing.REACTION, size, (listener,), spans=(voice.span,), reason=reason)
            else:
                self._draft.add(Framing.MASTER, Size.WS, spans=(voice.span,), reason="a voice in an empty place")
        self._recent.append(speaker)

    def _many(self, line: Line, voice: Voice, beat: Beat) -> bool:
        """See those wide who speak together, a crowd or two by name; returns whether that is done."""
        group = self._bible.character(voice.speaker)
        if group.kind != "group" or line.is_off_screen:
            return False
        people = [token for token in group.members if token in beat.present] or beat.present
        framing, size = (
            (Framing.TWO_SHOT, Size.MLS) if len(people) == 2 and group.members else (Framing.MASTER, Size.WS)
        )
        self._draft.add(framing, size, people, spans=(voice.span,), wider=True, reason="many speak at once")
        return True

    def _listeners(self, speaker: str, present: Sequence[str]) -> tuple[str, ...]:
        """Those who hear a speech, whoever spoke last first."""
        others = [token for token in present if token != speaker]
        return tuple(sorted(others, key=lambda token: -_last_place(self._recent, token)))

    def _across(self, speaker: str, present: Sequence[str]) -> tuple[str, ...]:
        """Those who hear a speech and look the other way than its speaker, so that the two meet over a cut."""
        side = self._draft.staging.side(speaker)
        listeners = self._listeners(speaker, present)
        return tuple(each for each in listeners if side == "centre" or self._draft.staging.side(each) != side)

    # Somebody in frame

    def _seen(self, beat: Beat, after: Sequence[Beat]) -> None:
        line = beat.lines[0]
        speaker = self._speaker(line)
        partner = self._partner(line, speaker, beat, after)
        tightened = self._come_closer(speaker, line, alone=partner is None, intercut=beat.intercut)
        pieces = split_speech(line.words, _LONGEST, _WANTED)
        listeners = () if beat.intercut else self._across(speaker, beat.present)
        for place, piece in enumerate(pieces):
            spans = (_span(line, *piece, lips=True),)
            if place == 0:
                self._first_piece(speaker, partner, beat, spans, tightened)
            elif listeners and place % _EVERY == 1 and place < len(pieces) - 1:
                heard = (_span(line, *piece),)
                listener = listeners[place // _EVERY % len(listeners)]
                size = _SIZES[max(2, self._level)]
                self._draft.add(
                    Framing.REACTION, size, (listener,), spans=heard, reason="a long speech: somebody listens"
                )
            else:
                # The nearer its end, the closer.
                closer = _SIZES[min(_CLOSEST, max(1, self._level) + 1 + (2 * place > len(pieces)))]
                self._draft.add(
                    Framing.SINGLE, closer, (speaker,), spans=spans,
                    move=Move.PUSH_IN if place == len(pieces) - 1 else Move.STATIC, reason="a long speech: closer",
                )  # fmt: skip
        self._heard.add(speaker)
        self._recent.append(speaker)

    def _first_piece(
        self, speaker: str, partner: str | None, beat: Beat, spans: tuple[Span, ...], tightened: bool
    ) -> None:
        size = _SIZES[self._level]
        if self._level == 0 and partner is not None:
            together = len(beat.present) > 2
            framing = Framing.MASTER if together else Framing.TWO_SHOT
            people = (
                (speaker, *(token for token in beat.present if token != speaker)) if together else (speaker, partner)
            )
            reason = "seen together again" if self._draft.shots and not self.wide_due else "seen together first"
            self._draft.add(framing, Size.WS if together else size, people, spans=spans, wider=True, reason=reason)
            self.seen_together()
        elif partner is not None and not beat.intercut and self._draft.looks_past(speaker, partner):
            # Alone they would look the same way: they are seen side by side.
            reason = "side by side, not face to face"
            self._draft.add(Framing.TWO_SHOT, size, (speaker, partner), spans=spans, reason=reason)
            self.seen_together()
        elif (
            self._level == 1
            and partner is not None
            and self._draft.staging.face(speaker, partner)
            and not beat.intercut
        ):
            reason = "over the shoulder of the one who listens"
            self._draft.add(Framing.OVER_SHOULDER, size, (speaker, partner), spans=spans, reason=reason)
        else:
            move = Move.PUSH_IN if tightened else Move.STATIC
            reason = "as close as it gets" if tightened else "the speaker alone"
            self._draft.add(Framing.SINGLE, size, (speaker,), spans=spans, move=move, reason=reason)

    def _come_closer(self, speaker: str, line: Line, *, alone: bool, intercut: bool) -> bool:
        """Choose how close the next speech is; returns whether it is the moment at which the scene is closest."""
        before = self._level
        together = not alone and not intercut
        if together and (self.wide_due or self._draft.since_wide >= _TOO_LONG_CLOSE):
            self._level, self._heard = 0, set()
        elif speaker in self._heard:
            self._level = self._level + 1 if self._level < _CLOSEST else _CLOSEST - 1
            self._heard = set()
        elif not self._heard and self._level < _CLOSEST:
            self._level = max(self._level + _is_hot(line), self._at_least())
        if alone:
            self.wide_due = False
        return self._level == _CLOSEST and before < _CLOSEST

    def _at_least(self) -> int:
        """How close a pair of speeches is by its place in the scene: the last ones of a long scene are faces."""
        left = self._count - self._done
        if left > _ENDING[0] or self._count < _ENDING[1]:
            return 1
        return _CLOSEST if self._count >= _ENDING[2] else _CLOSEST - 1

    def _partner(self, line: Line, speaker: str, beat: Beat, after: Sequence[Beat]) -> str | None:
        """Whom a speech is said to: named in brackets, else who spoke before, else who answers, else anybody there."""
        there = [token for token in beat.present if token != speaker]
        if not there:
            return None
        said_to = (match for each in line.parentheticals if (match := re.match(r"to (.+)", each.text, re.I)))
        named = [token for match in said_to for token in self._cast.named(match[1]) if token in there]
        before = [token for token in reversed(self._recent[-4:]) if token in there]
        answers = [self._speaker(each.lines[0]) for each in after[:2] if each.kind == "speech"]
        return next(iter([*named, *before, *(token for token in answers if token in there), *there]))


def _is_hot(line: Line) -> bool:
    return line.text.rstrip("\"'”’»").endswith("!") or any(_HOT.search(each.text) for each in line.parentheticals)


def _whole(line: Line, *, lips: bool) -> Span:
    return _span(line, 0, len(line.words) - 1, lips=lips)


def _span(line: Line, first: int, last: int, *, lips: bool = False) -> Span:
    return Span(line=line.id, first_word=first, last_word=last, lips=lips)


def _last_place(tokens: Sequence[str], token: str) -> int:
    return max((place for place, each in enumerate(tokens) if each == token), default=-1)
