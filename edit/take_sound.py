"""Takes' own sound: what is heard in their files, laid under the clips that show them.

clips ─▶ heard:  a track of its own, in the mix
      ├▶ speaks: the same; the recordings of its lines are muted meanwhile
      └▶ muted:  on a track that is turned off, for whoever wants it; at another speed, nowhere
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from bible.model import Frozen
from edit.paced_sound import PacedSound, has_sound_at
from edit.sequence import SAMPLE_RATE, Clip, Sequence, Sound, Track
from edit.transitions import Transition
from shots.rate import Rate

Use = Literal["heard", "speaks", "muted"]
"""What becomes of a take's own sound in the film."""
TAKES, SPEECH, MUTED, UNSAID = "takes", "takes speech", "takes muted", "dialogue muted"
"""The tracks: takes that are heard, takes that speak, takes that are muted, recordings that a take speaks itself."""
_SLIVER = SAMPLE_RATE // 100
"""A part of a recording that is shorter than this is not left over."""


class TakeSound(Frozen):
    """The sound of what a clip shows."""

    take: str
    """`12A-3`."""
    file: str
    """The take's own file, whatever version of it is seen."""
    sha256: str
    ahead: int = 0
    """Frames by which its file begins before the one that is seen."""
    handles: int
    """Of the take's own file."""
    frames: int
    """All frames of the take's own file, handles included."""
    use: Use


def with_take_sounds(sequence: Sequence, known: Mapping[str, TakeSound], *, laid: bool = False) -> Sequence:
    """The sequence with the own sound of its takes; `known` is by the file that a clip shows.

    The sound of a clip at another speed goes as fast as the picture, its pitch too; a picture that stands still has
    none, nor has one at a speed at which nobody hears anything. Sound runs on under dissolves and wipes and fades
    there. With `laid`, an editor has placed what is heard: it stays there, with the takes there are now, and only muted
    sound follows the picture.
    """
    shown = [(clip, known[clip.file]) for clip in sequence.clips if clip.file in known and has_sound_at(clip.speed)]
    around = {each.at: each for each in sequence.transitions if each.shows_both}
    placed: dict[str, list[Sound]] = {TAKES: [], SPEECH: [], MUTED: []}
    track_of: dict[Use, str] = {"heard": TAKES, "speaks": SPEECH, "muted": MUTED}
    for clip, own in shown:
        # A file for a speed that nobody hears is not worth making.
        if own.use == "muted" and clip.speed != 1:
            continue
        placed[track_of[own.use]].append(_under(sequence, clip, own, around))
    said, unsaid = _without_spoken(sequence, [clip for clip, own in shown if own.use == "speaks"])
    tracks = [
        Track(name=TAKES, role="effects", sounds=tuple(placed[TAKES])),
        Track(name=SPEECH, role="dialogue", sounds=tuple(placed[SPEECH])),
        Track(name=MUTED, role="effects", sounds=tuple(placed[MUTED]), muted=True),
        Track(name=UNSAID, role="dialogue", sounds=tuple(unsaid), muted=True),
    ]
    before = sequence.beds
    if laid:
        now = {_slate(own.take): own for _, own in shown}
        before = tuple(_as_laid(bed, now, sequence) for bed in sequence.beds)
        tracks = [track for track in tracks if track.muted]
    beds = (*before, *(track for track in tracks if track.sounds))
    if said == sequence.sounds and beds == sequence.beds:
        return sequence
    return sequence.model_copy(update={"sounds": said, "beds": beds})


def shots_that_speak(sequence: Sequence) -> tuple[str, ...]:
    """Ids of the shots whose takes say their lines themselves, in the order of the film."""
    takes = {sound.take for bed in sequence.beds if bed.name == SPEECH for sound in bed.sounds}
    return tuple(dict.fromkeys(clip.shot for clip in sequence.clips if clip.take in takes))


def _under(sequence: Sequence, clip: Clip, own: TakeSound, around: Mapping[int, Transition]) -> Sound:
    """The sound of a take, as long as it is seen."""
    comes, goes = around.get(clip.start), around.get(clip.end)
    first, end = clip.start - (comes.before if comes else 0), clip.end + (goes.after if goes else 0)
    rate = sequence.rate

    def samples(frames: int) -> int:
        return rate.samples(frames, SAMPLE_RATE)

    start = samples(first)
    sound = Sound(
        take=own.take, handles=own.handles, file=own.file, recording=own.sha256, start=start,
        source_start=samples(max(0, clip.shows(first) + own.ahead)), samples=samples(end) - start,
        sample_rate=SAMPLE_RATE, fade_in=samples(comes.frames) if comes else 0,
        fade_out=samples(goes.frames) if goes else 0,
    )  # fmt: skip
    if clip.speed == 1:
        return sound
    shown = clip.first + own.ahead + (first - clip.start) * clip.speed
    return at_pace(sound, _paced(own, clip.speed, rate), shown, rate)


def at_pace(sound: Sound, paced: PacedSound, frame: Fraction, rate: Rate) -> Sound:
    """A sound in which a take is heard at another speed from where the picture shows a frame of the take's own file."""
    # Backwards, a picture begins with the end of its frame.
    begun = (frame if paced.speed > 0 else frame + 1) / rate.fps * SAMPLE_RATE
    return sound.model_copy(
        update={"made": paced, "file": paced.file, "recording": paced.mark, "source_start": paced.heard_at(begun)}
    )  # fmt: skip


def _paced(own: TakeSound, speed: Fraction, rate: Rate) -> PacedSound:
    length = rate.samples(own.frames, SAMPLE_RATE)
    return PacedSound(source=own.file, sha256=own.sha256, samples=length, speed=speed)


def _without_spoken(sequence: Sequence, speaking: Iterable[Clip]) -> tuple[tuple[Sound, ...], list[Sound]]:
    """Recordings without what takes say themselves, and that alone."""
    said, unsaid = list(sequence.sounds), list[Sound]()
    for clip in speaking:
        first, end = (sequence.rate.samples(at, SAMPLE_RATE) for at in (clip.start, clip.end))
        left: list[Sound] = []
        for sound in said:
            if sound.line not in clip.lines or sound.end <= first or end <= sound.start:
                left.append(sound)
                continue
            low = first if first - sound.start >= _SLIVER else sound.start
            high = end if sound.end - end >= _SLIVER else sound.end
            left += _parts(sound, (sound.start, low), (high, sound.end))
            unsaid += _parts(sound, (low, high))
        said = left
    return tuple(said), sorted(unsaid, key=lambda sound: (sound.start, sound.line))


def _parts(sound: Sound, *stretches: tuple[int, int]) -> Iterator[Sound]:
    """The parts of a sound that lie in stretches of the film, in samples; empty ones are none."""
    scale = sound.sample_rate / SAMPLE_RATE
    for start, end in stretches:
        if (start, end) == (sound.start, sound.end):
            yield sound
        elif end > start:
            yield sound.model_copy(
                update={
                    "start": start, "source_start": sound.source_start + round((start - sound.start) * scale),
                    "samples": max(1, round((end - start) * scale)),
                }
            )  # fmt: skip


def _as_laid(bed: Track, now: Mapping[str, TakeSound], sequence: Sequence) -> Track:
    """A track an editor laid, with the takes there are now, by their slates: the same frames of each shot."""
    sounds = []
    for sound in bed.sounds:
        own = now.get(_slate(sound.take)) if sound.take else None
        if own is not None:
            sounds.append(_of_take(sound, own, sequence.rate))
        elif not sound.take:
            sounds.append(sound)
    return bed.model_copy(update={"sounds": tuple(sounds)})


def _of_take(sound: Sound, own: TakeSound, rate: Rate) -> Sound:
    """A sound an editor laid, of the take there is now."""
    now = sound.model_copy(update={"take": own.take, "handles": own.handles})
    more = own.handles - sound.handles
    if isinstance(sound.made, PacedSound):
        frame = sound.made.take_sample(sound.source_start) * rate.fps / SAMPLE_RATE + more
        speed = sound.made.speed
        return at_pace(now, _paced(own, speed, rate), frame if speed > 0 else frame - 1, rate)
    source = max(0, sound.source_start + rate.samples(more, SAMPLE_RATE))
    return now.model_copy(update={"file": own.file, "recording": own.sha256, "source_start": source})


def _slate(take: str) -> str:
    return take.rpartition("-")[0]
