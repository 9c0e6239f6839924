"""One clause of a director's note: understood words are taken out of it, and each leaves a wish."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from bible.entries import Hour
from bible.hours import hour_of
from shots import note_words as words
from shots.note_deeds import People
from shots.rate import Rate
from shots.shot import LEAST_MOTION, MOST_MOTION, Angle, Move, Shot, Size

Value = Size | Move | Angle | Hour | int | float
"""What a field of a shot may become."""


class Wish(NamedTuple):
    """What some words of a note wish of one field."""

    field: str
    words: str
    value: Value | None
    """What the field becomes; None where it is only said what it is not to be."""
    weight: int
    """0 only tempers another wish, 1 is by and large, 2 is exact."""
    distance: Fraction = Fraction(0)
    """How far from what it is now, below 0 for wider, shorter and less."""

    @property
    def way(self) -> int:
        """-1, 0 or 1: less than now, as now, more than now."""
        return (self.distance > 0) - (self.distance < 0)


class Clause:
    """A clause while it is being read."""

    def __init__(self, text: str, shot: Shot, frames: int, rate: Rate, people: People) -> None:
        self.wishes: list[Wish] = []
        self.refused: list[str] = []
        self.hints: list[str] = []
        self.touched = False
        """Whether anything was understood."""
        self._whole = self._text = text
        self._shot, self._frames, self._rate, self._people = shot, frames, rate, people
        own = rf"|{people.seen}" if people.seen else ""
        self._whom = rf"(?:him|her|them|it|this|us{own})"
        self._whose = rf"(?:his|her|their|the{rf'|(?:{people.seen})' + chr(39) + 's' if own else ''})"
        self._negated_at = len(text)
        self._wished_at = 0

    def read(self) -> None:
        """Take out what is understood."""
        self._elsewhere()
        self._motion()
        self._hours()
        self._moves()
        self._angles()
        self._lengths()
        self._sizes()
        self._who()

    def left_over(self) -> str:
        """The words that nothing was made of, but for those that ask for nothing; all where a `no` may mean more."""
        if self._negated_at < self._wished_at:
            return self._whole
        names = self._people.seen
        left = re.sub(rf"(?<!\w)(?:{words.FILLER})(?!\w)", " ", self._text, flags=re.I)
        left = re.sub(r"(?<!\w)(?:\w+)?'(?:re|s|d|ll|m|ve)(?!\w)", " ", left, flags=re.I) if self.touched else left
        left = re.sub(rf"(?<!\w)(?:{names})(?:'s)?(?!\w)", " ", left, flags=re.I) if names else left
        thing = re.escape(self._shot.thing)
        left = re.sub(rf"(?<!\w)(?:{thing})(?!\w)", " ", left, flags=re.I) if thing else left
        left = " ".join(re.sub(r"[^\w'’%.-]", " ", left).split()).strip(" .-'")
        return left if self.touched or not left else self._whole

    def _take(self, pattern: str, *, denied: bool | None = None) -> re.Match[str] | None:
        """The first place where the words stand, taken out of the text; None when they do not.

        `denied` asks for those after a `no` alone, or for none of them.
        """
        spelt = pattern.replace("WHOSE", self._whose).replace("WHOM", self._whom)
        no = (
            rf"(?:(?P<no>{words.NO}) (?:{words.LINK} )*){'' if denied else '?'}"
            if denied is not False
            else "(?P<no>(?!))?"
        )
        match = re.search(rf"(?<!\w){no}(?:{spelt})(?!\w)", self._text, re.I)
        if match:
            self._text = f"{self._text[: match.start()]}{' ' * len(match[0])}{self._text[match.end() :]}"
            self.touched = True
            if match["no"] and not re.match(words.CONTRAST, match["no"], re.I):
                self._negated_at = min(self._negated_at, match.start())
            elif not match["no"]:
                self._wished_at = max(self._wished_at, match.start())
        return match

    def _wish(
        self, field: str, match: re.Match[str], value: Value | None, weight: int, distance: Fraction | int = 0
    ) -> None:
        said = " ".join(match[0].split())
        self.wishes.append(Wish(field, said, value, weight, Fraction(distance)))

    def _elsewhere(self) -> None:
        for pattern, cure in words.ELSEWHERE:
            while self._take(pattern):
                self.refused.append(cure)
        if self._people.seen and self._take(
            rf"(?:just|only|add|include|without|no|lose|remove|drop) (?:{self._people.seen})"
        ):
            self.refused.append(words.TABLE)
        self.hints += [
            cure for pattern, cure in words.HINTS if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", self._text, re.I)
        ]

    def _motion(self) -> None:
        for pattern, factor in words.MOTIONS:
            while match := self._take(pattern):
                now = self._shot.motion
                motion = min(max(round(now * float(factor), 2), LEAST_MOTION), MOST_MOTION)
                if not match["no"]:
                    self._wish("motion", match, motion, 1, factor - 1)

    def _hours(self) -> None:
        while match := self._take(words.HOUR):
            hour = hour_of(match["hour"])
            self._wish(
                "hour", match, hour if isinstance(hour, Hour) and not match["no"] else None, 0 if match["no"] else 2
            )

    def _moves(self) -> None:
        self._follow()
        while match := self._take(words.LESS_SHAKY):
            if self._shot.move == Move.HANDHELD:
                self._wish("move", match, Move.STATIC, 1)
        rows = [*((pattern, (move,)) for pattern, move in words.MOVES), *words.BARE_MOVES]
        for pattern, moves in rows:
            while match := self._take(pattern):
                self._move(match, moves)
        for pattern, moves in words.NAMED_MOVES:
            while match := self._take(pattern, denied=True):
                self._move(match, moves)

    def _move(self, match: re.Match[str], moves: tuple[Move, ...]) -> None:
        """A move that is wished, or not: without it a shot stands still, which a hand-held one has to be told."""
        now = self._shot.move
        if not match["no"]:
            self._wish("move", match, now if now in moves else moves[0], 2)
        elif Move.STATIC in moves:
            self.wishes.append(Wish("move", match[0], None, 0))
            self._negated_at, self._wished_at = 0, 1
        elif now in moves or not {Move.HANDHELD, Move.RACK_FOCUS} & {now, *moves}:
            self._wish("move", match, Move.STATIC, 0)

    def _follow(self) -> None:
        while match := self._take(words.FOLLOW):
            right = self._side(match["whom"] or match["after"]) != "right"
            pans = (match["how"] or "").lower() == "pan"
            if match["no"]:
                self._wish("move", match, Move.STATIC, 0)
            elif pans:
                self._wish("move", match, Move.PAN_RIGHT if right else Move.PAN_LEFT, 2)
            else:
                self._wish("move", match, Move.TRUCK_RIGHT if right else Move.TRUCK_LEFT, 2)
        while match := self._take(words.PAN_TO):
            self._wish("move", match, Move.PAN_RIGHT if self._side(match["whom"]) == "right" else Move.PAN_LEFT, 2)

    def _side(self, whom: str) -> str:
        """The side of the frame on which somebody is: the lead, where no other is named."""
        subjects = self._shot.subjects
        other = bool(self._people.others) and re.fullmatch(self._people.others, whom, re.I) is not None
        return subjects[-1 if other else 0].side if subjects else "left"

    def _angles(self) -> None:
        for pattern, angle in words.ANGLES:
            while match := self._take(pattern):
                if not match["no"]:
                    self._wish("angle", match, angle, 2)
                elif self._shot.angle == angle:
                    self._wish("angle", match, Angle.EYE, 0)
        for pattern, up in ((words.LOWER, -1), (words.HIGHER, 1)):
            while match := self._take(pattern):
                now = self._shot.angle if self._shot.angle in words.HEIGHTS else Angle.EYE
                at = words.HEIGHTS.index(now) + up
                if not match["no"]:
                    self._wish("angle", match, words.HEIGHTS[min(max(at, 0), len(words.HEIGHTS) - 1)], 1)

    def _lengths(self) -> None:
        if re.search(rf"(?<!\w)(?:{words.LATE_START})", self._text, re.I) and not re.search(
            r"\bout\b", self._text, re.I
        ):
            self.hints.append("where it begins cannot be chosen: say how much longer or shorter it is to be")
            return
        while self._counted():
            pass
        for pattern, factor in words.TIMES:
            while match := self._take(pattern):
                self._last(match, self._frames * factor, 2)
        while match := self._take(words.SHARE):
            part = Fraction(int(match["percent"]), 100) if match["percent"] else words.SHARES[match["share"].lower()]
            self._last(match, self._frames * (1 + part if match["longer"] else 1 - part), 2)
        while match := self._take(words.LOSE_BEAT):
            self._last(match, Fraction(self._frames - self._rate.frames_in(1)), 2)
        for pattern, factor, weight in words.PACES:
            while match := self._take(pattern):
                if not match["no"]:
                    self._last(match, self._frames * factor, weight)

    def _counted(self) -> bool:
        """Take out one counted length; returns whether there was one."""
        before = self._text, self._wished_at, self._negated_at, self.touched
        match = self._take(words.LENGTH, denied=False)
        if match is None:
            return False
        count, unit = match["count"].lower(), match["unit"].lower()
        beats = unit[0] in "bm"
        added = bool(match["add"] or match["more"] or match["longer"] or count == "another" or beats)
        taken = bool((match["lose"] and not match["longer"]) or match["shorter"])
        vague = count in ("a", "an") and not (added or taken or match["half"] or match["more_half"])
        if vague:
            self._text, self._wished_at, self._negated_at, self.touched = before
            return False
        amount = _number(count) + Fraction(1, 2) * bool(match["half"] or match["more_half"])
        frames = round(amount) if unit[0] == "f" else self._rate.frames_in(amount)
        if taken or added:
            self._last(match, Fraction(self._frames + (-frames if taken else frames)), 2)
        elif not (match["most"] and self._frames <= frames) and not (match["least"] and self._frames >= frames):
            self._last(match, Fraction(frames), 2, known=True)
        return True

    def _last(self, match: re.Match[str], frames: Fraction, weight: int, *, known: bool = False) -> None:
        if not (known or self._frames):
            self.refused.append("how much longer or shorter is not known: say it in seconds or frames")
        elif round(frames) < 1:
            whole = f"it is {self._frames} frames long" if self._frames else "a shot lasts a frame at least"
            self.refused.append(f"{' '.join(match[0].split())} would leave nothing: {whole}")
        else:
            self._wish("duration_frames", match, round(frames), weight, frames - self._frames)

    def _sizes(self) -> None:
        now, sizes = self._shot.size, list(Size)
        for pattern, size in words.SIZES:
            while match := self._take(pattern):
                if not match["no"]:
                    self._wish("size", match, size, 2, size.step - now.step)
                elif size == now:
                    # Not this size: the next one towards the middle.
                    other = sizes[now.step - 1 if now.step >= Size.MCU.step else now.step + 1]
                    self._wish("size", match, other, 0, other.step - now.step)
        moves = any(wish.field == "move" for wish in self.wishes)
        while match := self._take(words.FACE):
            if not (match["no"] or moves):
                self._wish("size", match, Size.CU, 1, Size.CU.step - now.step)
        for pattern, way, weight in words.STEPS:
            while match := self._take(pattern):
                found = match.groupdict()
                steps = way * (2 if found.get("two") or (found.get("much") and "one" not in match[0]) else 1)
                if not match["no"]:
                    self._wish("size", match, sizes[min(max(now.step + steps, 0), len(sizes) - 1)], weight, steps)

    def _who(self) -> None:
        """A size or a push towards somebody the shot is not about cannot be done by the camera alone."""
        toward = any(wish.field == "size" or wish.value in (Move.PUSH_IN, Move.RACK_FOCUS) for wish in self.wishes)
        for names, why in (
            (self._people.away, "{} is not in this shot"),
            (self._people.others, "{} is not whom it is about"),
        ):
            found = re.search(rf"(?<!\w)(?:{names})(?:'s)?(?!\w)", self._text, re.I) if names else None
            if found and (toward or names == self._people.away):
                self.refused.append(words.NOT_SEEN.format(why.format(found[0])))
                self._text = self._text.replace(found[0], " " * len(found[0]))
                self.wishes = []
                self.touched = True


def _number(text: str) -> Fraction:
    if text.startswith("half"):
        return Fraction(1, 2)
    return Fraction(words.NUMBERS.get(text, 0)) if not text[0].isdigit() else Fraction(text)
