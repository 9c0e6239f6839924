"""What an editor's cut changes, in words and with timecodes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Literal

from bible.model import Frozen
from edit.conform import EditorsCut, PlacedClip
from edit.sequence import SAMPLE_RATE, Sound, Track
from shots.rate import Rate
from shots.timecode import first_frame, timecode

Kind = Literal[
    "trimmed", "moved", "left out", "added", "repeated", "take", "speed", "longer", "sound", "omitted", "level",
    "transition", "marker", "own media", "length",
]  # fmt: skip
"""What a remark is about."""
_AUDIBLE = SAMPLE_RATE // 100
"""Samples, 10 ms: what begins or ends no more than this elsewhere is not told."""


class Remark(Frozen):
    """One thing that is not as it was."""

    kind: Kind
    at: str
    """Timecode in the editor's cut; empty for what is not in it."""
    subject: str
    """A slate, a line's id or a file's name."""
    what: str


def changes(before: EditorsCut, after: EditorsCut, rate: Rate, speakers: Mapping[str, str]) -> tuple[Remark, ...]:
    """Everything in which a cut differs from the one before; nothing where it came back untouched.

    `speakers` are how people call each line: `NORA L0042`.
    """
    teller = _Teller(rate, speakers)
    told = [*teller.order(before, after), *teller.trims(before, after)]
    if after.sounds is not None and before.sounds is not None:
        told += teller.sounds(before.sounds, after.sounds)
    if after.beds is not None:
        told += teller.beds(before.beds or (), after.beds)
    told += [teller.remark("own media", each.start, each.file, "a sound of yours") for each in after.extra]
    told += teller.around(before, after)
    if before.frames != after.frames:
        length = f"{timecode(before.frames, rate)} → {timecode(after.frames, rate)}"
        told.append(Remark(kind="length", at="", subject="film", what=length))
    return tuple(told)


class _Teller:
    def __init__(self, rate: Rate, speakers: Mapping[str, str]) -> None:
        self._rate = rate
        self._speakers = speakers

    def remark(self, kind: Kind, sample: int, subject: str, what: str) -> Remark:
        """A remark on something at a sample of the film."""
        return self._at(kind, round(sample * self._rate.fps / SAMPLE_RATE), subject, what)

    def _at(self, kind: Kind, frame: int, subject: str, what: str) -> Remark:
        return Remark(kind=kind, at=timecode(frame, self._rate, first_frame(self._rate)), subject=subject, what=what)

    def order(self, before: EditorsCut, after: EditorsCut) -> Iterator[Remark]:
        """What left, came, stands elsewhere or is seen more often."""
        old, new = [_key(clip) for clip in before.clips], [_key(clip) for clip in after.clips]
        had, has = Counter(old), Counter(new)
        for clip in before.clips:
            if not has[_key(clip)]:
                yield Remark(kind="left out", at="", subject=_name(clip), what=f"{clip.frames} frames")
                has[_key(clip)] = -1
        kept = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        in_place = {block.b + number for block in kept for number in range(block.size)}
        seen: Counter[str] = Counter()
        for number, clip in enumerate(after.clips):
            key = _key(clip)
            seen[key] += 1
            if not had[key]:
                kind: Kind = "added" if clip.shot or clip.card else "own media"
                yield self._at(kind, clip.start, _name(clip), f"{clip.frames} frames")
            elif seen[key] > had[key]:
                yield self._at("repeated", clip.start, _name(clip), "seen once more")
            elif number not in in_place:
                yield self._at("moved", clip.start, _name(clip), "stands elsewhere in the order")

    def trims(self, before: EditorsCut, after: EditorsCut) -> Iterator[Remark]:
        """Clips that begin or end at another of their frames, show another take or run at another speed."""
        waiting: dict[str, list[PlacedClip]] = {}
        for clip in before.clips:
            waiting.setdefault(_key(clip), []).append(clip)
        for clip in after.clips:
            was = waiting.get(_key(clip))
            if not was:
                continue
            old = was.pop(0)
            if (old.take, old.pinned) != (clip.take, clip.pinned):
                yield self._at("take", clip.start, _name(clip), f"take {old.take} → {clip.take}")
            if old.speed != clip.speed:
                yield self._at("speed", clip.start, _name(clip), f"{float(old.speed):g} → {float(clip.speed):g} times")
            head, tail = clip.first - old.first, (clip.first + clip.frames) - (old.first + old.frames)
            if clip.speed == 1 and (head or tail):
                ends = [f"begins {abs(head)} {'later' if head > 0 else 'earlier'}"] if head else []
                ends += [f"ends {abs(tail)} {'later' if tail > 0 else 'earlier'}"] if tail else []
                what = f"{', '.join(ends)}: {old.frames} → {clip.frames} frames"
                yield self._at("trimmed", clip.start, _name(clip), what)

    def sounds(self, before: tuple[Sound, ...], after: tuple[Sound, ...]) -> Iterator[Remark]:
        """Lines that are heard elsewhere, shorter, louder, or no more."""
        waiting: dict[str, list[Sound]] = {}
        for sound in before:
            waiting.setdefault(sound.name, []).append(sound)
        heard = {sound.line for sound in after}
        for sound in after:
            was = waiting.get(sound.name)
            name = self._speakers.get(sound.line, sound.name)
            if not was:
                yield self.remark("sound", sound.start, name, "heard once more")
                continue
            old = was.pop(0)
            if old.level != sound.level:
                yield self.remark("level", sound.start, name, f"{old.level:+.1f} → {sound.level:+.1f} dB")
            yield from self._shifted(old, sound, name)
            yield from self._fading(old, sound, name)
        for line in dict.fromkeys(sound.line for sound in before):
            if line not in heard:
                yield Remark(kind="omitted", at="", subject=self._speakers.get(line, line), what="not heard any more")

    def _shifted(self, old: Sound, new: Sound, name: str) -> Iterator[Remark]:
        edges = (
            ("begins", new.source_start - old.source_start),
            ("ends", new.source_start + new.samples - old.source_start - old.samples),
        )
        for edge, samples in edges:
            if abs(samples) > _AUDIBLE:
                seconds = samples / new.sample_rate
                yield self.remark("sound", new.start, name, f"{edge} {seconds:+.2f} s into what is said")

    def _fading(self, old: Sound, new: Sound, name: str) -> Iterator[Remark]:
        for words, was, now in (("in", old.fade_in, new.fade_in), ("out", old.fade_out, new.fade_out)):
            if was != now:
                yield self.remark("sound", new.start, name, f"fades {words} in {now / SAMPLE_RATE:.2f} s")

    def beds(self, before: tuple[Track, ...], after: tuple[Track, ...]) -> Iterator[Remark]:
        """Tracks under what is said that are not as they were made."""
        old = {bed.name: bed for bed in before}
        for bed in after:
            if bed != old.get(bed.name):
                yield Remark(kind="sound", at="", subject=bed.name, what="as you laid it from now on")

    def around(self, before: EditorsCut, after: EditorsCut) -> Iterator[Remark]:
        """Transitions and markers."""
        for each in after.transitions:
            if (each.kind, each.frames) not in {(old.kind, old.frames) for old in before.transitions}:
                yield self._at("transition", each.at, each.kind, f"{each.frames} frames")
        gone = len(before.transitions) - len(after.transitions)
        if gone > 0:
            yield Remark(kind="transition", at="", subject="film", what=f"{gone} fewer")
        for note in after.markers:
            if note not in before.markers:
                text = ": ".join(each for each in (note.name, note.comment) if each)
                yield self._at("marker", note.at, self._over(after, note.at), text)

        for note in before.markers:
            if note not in after.markers:
                yield Remark(kind="marker", at="", subject=note.name, what="taken off")

    def _over(self, cut: EditorsCut, frame: int) -> str:
        return next((_name(clip) for clip in cut.clips if clip.start <= frame < clip.end), "black")


def _key(clip: PlacedClip) -> str:
    return clip.shot or (f"card {clip.card.kind}" if clip.card else clip.name)


def _name(clip: PlacedClip) -> str:
    return clip.slate or (clip.card.kind if clip.card else clip.name)
