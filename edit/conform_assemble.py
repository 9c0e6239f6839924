"""From an editor's cut to the sequence: its order and lengths, with the takes and recordings there are now."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, pairwise

from bible.model import Frozen
from bible.script import Line
from edit.assembly import CardPiece, CutPiece, card_clip, heard_words, in_one_breath, placed_words, shot_clip
from edit.captions import make_captions
from edit.cards import Card, card_digest, card_file
from edit.conform import EXTRA, EditorsCut, PlacedClip
from edit.sequence import SAMPLE_RATE, Absent, Clip, Sequence, Sound, Track
from edit.transitions import Transition
from shots.recipe import PictureFormat
from shots.recording import Recording, WordTime
from shots.take import Take

OWN = "own"
"""The renderer of films that people bring."""


class Spoken(Frozen):
    """A recording with the file it lies in."""

    file: str
    recording: Recording


class Footage(Frozen):
    """What there is to show and to hear."""

    pieces: tuple[CutPiece, ...]
    """Every shot that has a take, in the order of the shot list, as long as it is in its own cut."""
    takes: tuple[Take, ...] = ()
    """All takes that can be shown: places that are pinned find theirs here."""
    spoken: Mapping[str, Spoken] = {}
    """The recording of each line, by line id."""
    earlier: Mapping[str, Recording] = {}
    """All recordings there ever were, by content digest."""
    lines: tuple[Line, ...] = ()


def assemble_conformed(name: str, title: str, picture: PictureFormat, cut: EditorsCut, footage: Footage) -> Sequence:
    """The film as the editor cut it.

    Where nothing lies, or a take does not reach, it is black. New recordings of a line take the place of older ones,
    word by word. Shots the editor has not seen yet are offered where they would come.
    """
    maker = _Maker(name, picture, cut, footage)
    clips = maker.clips()
    sounds = maker.sounds()
    words = {line: each.recording.words for line, each in footage.spoken.items()}
    extra = tuple(each for each in cut.extra if each.recording)
    beds = cut.beds or ()
    return Sequence(
        name=name, title=title, picture=picture, clips=clips, sounds=sounds,
        captions=make_captions(heard_words(sounds, words), picture.rate, cut.frames),
        transitions=tuple(_fitting(cut.transitions, clips)),
        beds=(*beds, Track(name=EXTRA, role="effects", sounds=extra)) if extra else beds,
        offered=maker.offered(), notes=cut.markers,
    )  # fmt: skip


class _Maker:
    def __init__(self, name: str, picture: PictureFormat, cut: EditorsCut, footage: Footage) -> None:
        self._name = name
        self._picture = picture
        self._cut = cut
        self._footage = footage
        self._pieces = {piece.shot.id: piece for piece in footage.pieces}
        self._takes = {(take.shot, take.number): take for take in footage.takes}
        self._scene = footage.pieces[0].scene_number if footage.pieces else ""

    def clips(self) -> tuple[Clip, ...]:
        """Every frame of the film, black where nothing lies."""
        made: list[Clip] = []
        at = 0
        for placed in self._cut.clips:
            made += self._black(at, placed.start)
            made += self._shown(placed)
            at = placed.end
        made += self._black(at, self._cut.frames)
        return tuple(made)

    def _shown(self, placed: PlacedClip) -> Iterator[Clip]:
        clip = self._card(placed) if placed.card else self._shot(placed) if placed.shot else self._own(placed)
        if clip is None:
            absent = None if placed.shot else Absent(name=placed.name, first=placed.first)
            for black in self._black(placed.start, placed.end):
                yield black.model_copy(update={"absent": absent})
            return
        first, frames = _held(clip)
        begin = clip.start + first
        yield from self._black(clip.start, begin)
        if frames:
            yield clip.model_copy(update={"start": begin, "frames": frames, "first": clip.shows(begin)})
        yield from self._black(begin + frames, clip.end)

    def _shot(self, placed: PlacedClip) -> Clip | None:
        piece = self._pieces.get(placed.shot)
        own = self._takes.get((placed.shot, placed.take))
        if piece is not None:
            self._scene = piece.scene_number
        if piece is not None and placed.pinned and own is not None:
            piece = piece.model_copy(update={"take": own, "stale": False, "badge": ""})
        if piece is None and own is None:
            return None
        if piece is None:
            assert own is not None
            # The shot left the script; the editor still shows it.
            return _bare(own, placed, self._scene)
        clip = shot_clip(piece, placed.start)
        return clip.model_copy(
            update={"frames": placed.frames, "first": clip.first + placed.first, "speed": placed.speed}
        )

    def _own(self, placed: PlacedClip) -> Clip | None:
        if not placed.file:
            return None
        return Clip(
            shot="", slate="", take="", scene_number=self._scene, file=placed.file, sha256=placed.sha256,
            start=placed.start, frames=placed.frames, first=placed.first, media_frames=placed.media_frames, size="",
            renderer=OWN, speed=placed.speed,
        )  # fmt: skip

    def _card(self, placed: PlacedClip) -> Clip:
        assert placed.card is not None
        known = card_digest(placed.card, self._picture, placed.media_frames)
        return Clip(
            shot="", slate="", take="", scene_number=self._scene,
            file=card_file(self._name, placed.card.kind, known), sha256=known, start=placed.start,
            frames=placed.frames, first=placed.first, media_frames=placed.media_frames, size="", renderer="card",
            speed=placed.speed, card=placed.card,
        )  # fmt: skip

    def _black(self, start: int, end: int) -> Iterator[Clip]:
        if end > start:
            piece = CardPiece(card=Card(kind="black"), scene_number=self._scene, frames=end - start)
            yield card_clip(self._name, piece, self._picture, start)

    def sounds(self) -> tuple[Sound, ...]:
        """What is said, with the recordings there are now."""
        if self._cut.sounds is None:
            return in_one_breath(sorted(self._following(self._cut.clips), key=lambda sound: (sound.start, sound.line)))
        spoken = [placed for placed in self._cut.clips if placed.shot in self._cut.spoken]
        if not spoken:
            return tuple(self._newest(sound) for sound in self._cut.sounds)
        said = [*map(self._newest, self._cut.sounds), *self._following(spoken)]
        return tuple(sorted(said, key=lambda sound: (sound.start, sound.line)))

    def _newest(self, sound: Sound) -> Sound:
        spoken = self._footage.spoken.get(sound.line)
        if spoken is None or spoken.file == sound.file:
            return sound
        now, before = spoken.recording, self._footage.earlier.get(sound.recording)
        if before is None or now.content == before.content:
            return sound.model_copy(update={"file": spoken.file})
        first = _same_place(sound.source_start, before, now)
        last = _same_place(sound.source_start + sound.samples, before, now)
        return sound.model_copy(
            update={
                "file": spoken.file, "recording": now.content, "source_start": first,
                "samples": max(1, last - first), "sample_rate": now.sample_rate,
            }
        )  # fmt: skip

    def _following(self, clips: Iterable[PlacedClip]) -> Iterator[Sound]:
        """What is said over shots, where each stands now, no longer than it is seen."""
        written = {line.id: line for line in self._footage.lines}
        for placed in clips:
            piece = self._pieces.get(placed.shot)
            if piece is None or placed.speed != 1:
                continue
            offset = self._picture.rate.samples(placed.start - placed.first, SAMPLE_RATE)
            for each in piece.utterances:
                spoken = self._footage.spoken.get(each.line)
                if spoken is not None:
                    sound = placed_words(each, piece.shot, offset, spoken.file, written.get(each.line))
                    yield from self._inside(sound, placed, piece.frames)

    def _inside(self, sound: Sound, placed: PlacedClip, frames: int) -> Iterator[Sound]:
        """The part of a sound that lies under its clip; ends that the editor did not trim are left alone."""
        rate = self._picture.rate
        start = rate.samples(placed.start, SAMPLE_RATE) if placed.first > 0 else sound.start
        end = rate.samples(placed.end, SAMPLE_RATE) if placed.first + placed.frames < frames else sound.end
        begin, over = max(start, sound.start), min(end, sound.end)
        if over <= begin:
            return
        if (begin, over) == (sound.start, sound.end):
            yield sound
            return
        scale = sound.sample_rate / SAMPLE_RATE
        yield sound.model_copy(
            update={
                "start": begin, "source_start": sound.source_start + round((begin - sound.start) * scale),
                "samples": max(1, round((over - begin) * scale)),
            }
        )  # fmt: skip

    def offered(self) -> tuple[Clip, ...]:
        """New shots, each before the shot it comes before in the shot list, one after the other."""
        made: list[Clip] = []
        waiting: list[CutPiece] = []
        free = 0
        for piece in (*self._footage.pieces, None):
            if piece is not None and self._cut.is_new(piece.shot.id):
                waiting.append(piece)
                continue
            uses = self._cut.uses(piece.shot.id) if piece is not None else ()
            if waiting and (uses or piece is None):
                at = max(free, uses[0].start if uses else self._cut.frames)
                for each in waiting:
                    made.append(shot_clip(each, at))
                    at = free = made[-1].end
                waiting = []
        return tuple(made)


def _bare(take: Take, placed: PlacedClip, scene: str) -> Clip:
    """The clip of a take whose shot is in the shot list no more."""
    return Clip(
        shot=take.shot, slate=take.slate, take=take.name, scene_number=scene, file=take.file, sha256=take.sha256,
        start=placed.start, frames=placed.frames, first=take.handles + placed.first,
        media_frames=take.frames + 2 * take.handles, size="", renderer=take.renderer, stale=True, speed=placed.speed,
    )  # fmt: skip


def _held(clip: Clip) -> tuple[int, int]:
    """The first of a clip's frames that its file has, and how many it has from there on."""

    def has(frame: int) -> bool:
        return 0 <= clip.shows(clip.start + frame) < clip.media_frames

    if has(0) and has(clip.frames - 1):
        return 0, clip.frames
    inside = [frame for frame in range(clip.frames) if has(frame)]
    return (inside[0], len(inside)) if inside else (0, 0)


def _same_place(sample: int, before: Recording, now: Recording) -> int:
    """The sample of a newer recording at which the same is said.

    Where it has more words, or fewer, the first still begins and the last still ends where that was.
    """
    old, new = _marks(before.words, before.samples), _marks(now.words, now.samples)
    if len(old) != len(new):
        old, new = ([*marks[:2], *marks[-2:]] if before.words and now.words else [0, marks[-1]] for marks in (old, new))
    at = min(max(bisect.bisect_right(old, sample) - 1, 0), len(old) - 2)
    length = old[at + 1] - old[at]
    part = (sample - old[at]) / length if length else 0
    return max(0, min(now.samples, new[at] + round(part * (new[at + 1] - new[at]))))


def _marks(words: tuple[WordTime, ...], samples: int) -> list[int]:
    return [0, *chain.from_iterable((word.start, word.end) for word in words), samples]


def _fitting(transitions: Iterable[Transition], clips: tuple[Clip, ...]) -> Iterator[Transition]:
    """The transitions, made shorter where the takes there are now have fewer frames around the cut.

    Two at the ends of one clip share its frames, so that none begins before the other has ended.
    """
    around: dict[int, tuple[Clip | None, Clip | None]] = {}
    for goes, comes in pairwise((None, *clips, None)):
        around[comes.start if comes else goes.end if goes else 0] = (goes, comes)
    asked = {each.at: each for each in transitions if each.at in around}
    for at, each in sorted(asked.items()):
        goes, comes = around[at]
        before = _ends_of(goes, asked)[1] if goes else 0
        after = _ends_of(comes, asked)[0] if comes else 0
        if each.shows_both:
            before = min(before, comes.head if comes else 0)
            after = min(after, goes.tail if goes else 0)
        if before + after:
            yield each.model_copy(update={"before": before, "after": after})


def _ends_of(clip: Clip, asked: Mapping[int, Transition]) -> tuple[int, int]:
    """The frames of a clip for the transition at its beginning and the one at its end, by what they ask for."""
    comes = asked[clip.start].after if clip.start in asked else 0
    goes = asked[clip.end].before if clip.end in asked else 0
    if comes + goes <= clip.frames:
        return comes, goes
    first = clip.frames * comes // (comes + goes)
    return first, clip.frames - first
