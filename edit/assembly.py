"""Assembly: what the cut shows and what is heard over it, put end to end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from bible.model import Frozen
from bible.script import Line
from edit.captions import Heard, make_captions
from edit.cards import Card, card_digest, card_file
from edit.sequence import SAMPLE_RATE, Clip, Sequence, Sound
from edit.transitions import Change, Transition
from shots.rate import Rate
from shots.recipe import PictureFormat, Utterance
from shots.recording import WordTime
from shots.shot import Shot
from shots.take import Take

_SAME_BREATH = SAMPLE_RATE // 250
"""Words that go on within so many samples are one sound: rounding to frames moves them by less than this."""


class CutPiece(Frozen):
    """What the cut shows of one shot, and what is heard over it."""

    shot: Shot
    scene_number: str
    """The writer's number of the shot's scene."""
    frames: int
    """Length in the cut."""
    utterances: tuple[Utterance, ...] = ()
    """Placed from the shot's first frame in the cut."""
    take: Take
    stale: bool = False
    """The take shows something else than the shot asks for now."""
    badge: str = ""
    """Words burnt into a corner of the picture: what is not final yet."""
    coming: Change | None = None
    """How it comes after what is before it; None: by a plain cut."""


class CardPiece(Frozen):
    """A card the cut shows between or after shots."""

    card: Card
    scene_number: str
    frames: int
    coming: Change | None = None


def assemble(
    name: str,
    title: str,
    picture: PictureFormat,
    pieces: Iterable[CutPiece | CardPiece],
    sound_files: Mapping[str, str],
    words: Mapping[str, tuple[WordTime, ...]],
    lines: Iterable[Line] = (),
    going: Change | None = None,
) -> Sequence:
    """Put the pieces one after the other.

    `sound_files` and `words` are by line id; a line that has no file is silent and captionless. `lines` tell how
    speakers are called and heard. Words that go on from one shot into the next are one sound, so that a cut in the
    picture is never heard. `going` is how the last piece goes. A transition that has too few frames around its cut
    is made shorter; one that has none is a plain cut.
    """
    written = {line.id: line for line in lines}
    clips: list[Clip] = []
    sounds: list[Sound] = []
    comings: list[Change | None] = []
    at = 0
    for piece in pieces:
        comings.append(piece.coming)
        if isinstance(piece, CardPiece):
            clips.append(card_clip(name, piece, picture, at))
            at += piece.frames
            continue
        clips.append(shot_clip(piece, at))
        offset = picture.rate.samples(at, SAMPLE_RATE)
        heard = (each for each in piece.utterances if each.line in sound_files)
        sounds += [
            placed_words(each, piece.shot, offset, sound_files[each.line], written.get(each.line)) for each in heard
        ]
        at += piece.frames
    whole = in_one_breath(sorted(sounds, key=lambda sound: (sound.start, sound.line)))
    captions = make_captions(heard_words(whole, words), picture.rate, at)
    return Sequence(
        name=name, title=title, picture=picture, clips=tuple(clips), sounds=whole, captions=captions,
        transitions=place_transitions(clips, [*comings, going], picture.rate),
    )  # fmt: skip


def place_transitions(clips: Iterable[Clip], changes: Iterable[Change | None], rate: Rate) -> tuple[Transition, ...]:
    """The transitions at the cuts: `changes` holds one for each clip's beginning, and one for the film's end."""
    around = pairwise((None, *clips, None))
    placed = []
    for (goes, comes), change in zip(around, changes, strict=True):
        if change is None:
            continue
        at = comes.start if comes else goes.end if goes else 0
        before, tail = (goes.frames, goes.tail) if goes else (0, 0)
        after, head = (comes.frames, comes.head) if comes else (0, 0)
        one = change.placed(at, rate.nominal, before, after, tail, head)
        placed += [one] if one else []
    return tuple(placed)


def shot_clip(piece: CutPiece, start: int) -> Clip:
    """The clip of a shot, seen first at frame `start` of the film."""
    shot, take = piece.shot, piece.take
    return Clip(
        shot=shot.id, slate=shot.slate, take=take.name, scene_number=piece.scene_number, file=take.file,
        sha256=take.sha256, start=start, frames=piece.frames, first=take.handles,
        media_frames=take.frames + 2 * take.handles, size=shot.size.value, action=shot.action,
        lines=tuple(dict.fromkeys(each.line for each in piece.utterances)), renderer=take.renderer, stale=piece.stale,
        badge=piece.badge,
    )  # fmt: skip


def card_clip(name: str, piece: CardPiece, picture: PictureFormat, start: int) -> Clip:
    """The clip of a card, seen first at frame `start` of the film; `name` is the production's."""
    handle = picture.rate.nominal
    media = piece.frames + 2 * handle
    known = card_digest(piece.card, picture, media)
    return Clip(
        shot="", slate="", take="", scene_number=piece.scene_number, file=card_file(name, piece.card.kind, known),
        sha256=known, start=start, frames=piece.frames, first=handle, media_frames=media, size="", renderer="card",
        card=piece.card,
    )  # fmt: skip


def placed_words(utterance: Utterance, shot: Shot, offset: int, file: str, line: Line | None) -> Sound:
    """Words heard over a shot, whose first sample in the film is `offset`."""
    return Sound(
        line=utterance.line, speaker=utterance.speaker,
        cue=line.cue if line else utterance.speaker.lstrip("@").replace("_", " "),
        extensions=line.extensions if line else (),
        manner=tuple(each.text for each in line.parentheticals) if line else (), file=file,
        recording=utterance.recording,
        start=offset + round(utterance.start * SAMPLE_RATE / utterance.sample_rate),
        source_start=utterance.source_start, samples=utterance.samples, sample_rate=utterance.sample_rate,
        on_screen=any(subject.token == utterance.speaker for subject in shot.subjects),
    )  # fmt: skip


def in_one_breath(sounds: list[Sound]) -> tuple[Sound, ...]:
    """Sounds that go on where another of the same line ends become one."""
    whole: list[Sound] = []
    latest: dict[str, int] = {}
    for sound in sounds:
        at = latest.get(sound.line)
        before = whole[at] if at is not None else None
        if at is not None and before is not None and _goes_on(before, sound):
            whole[at] = before.model_copy(
                update={
                    "samples": sound.source_start + sound.samples - before.source_start,
                    "on_screen": before.on_screen or sound.on_screen,
                }
            )
        else:
            latest[sound.line] = len(whole)
            whole.append(sound)
    return tuple(whole)


def _goes_on(before: Sound, sound: Sound) -> bool:
    """Whether playing on reaches the second sound at its time: the gap in the film is the gap in the recording."""
    in_recording = (sound.source_start - before.source_start - before.samples) * SAMPLE_RATE / sound.sample_rate
    in_film = sound.start - before.end
    return before.file == sound.file and in_recording >= -_SAME_BREATH and abs(in_film - in_recording) <= _SAME_BREATH


def heard_words(sounds: tuple[Sound, ...], words: Mapping[str, tuple[WordTime, ...]]) -> tuple[Heard, ...]:
    """The words of each sound with their times in the film, in samples at 48 kHz."""
    heard = []
    for sound in sounds:
        end = sound.source_start + sound.samples
        inside = [each for each in words.get(sound.line, ()) if sound.source_start <= (each.start + each.end) / 2 < end]
        placed = tuple(
            WordTime(word=each.word, start=_in_film(each.start, sound), end=_in_film(each.end, sound))
            for each in inside
        )
        if placed:
            heard.append(Heard(line=sound.line, name="" if _is_seen(sound) else sound.cue, words=placed))
    return tuple(heard)


def _in_film(sample: int, sound: Sound) -> int:
    """The sample of the film at which a sample of a recording is heard."""
    return sound.start + round((sample - sound.source_start) * SAMPLE_RATE / sound.sample_rate)


def _is_seen(sound: Sound) -> bool:
    """Whether the speaker can be seen to speak; who is heard from elsewhere is named in the captions."""
    elsewhere = any(extension.upper().replace("’", "'") != "CONT'D" for extension in sound.extensions)
    return sound.on_screen and not elsewhere
