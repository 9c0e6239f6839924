"""Temp sound: what a scene's place sounds like, the sounds its action names and music by its mood, placed in time.

scenes in the film ─▶ passages ─▶ ambience under each, one bed for a place laid as often as it takes
                               ├▶ spot effects where the action names them
                               └▶ cues of music, each with a beginning and an end
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from bible.entries import Hour, Weather
from bible.model import Frozen
from edit.made_sound import MadeSound, made_ambience, made_effect, made_score, temp_file
from edit.sequence import SAMPLE_RATE, Role, Sequence, Sound, Track
from renderers.sound.moods import mood_of
from renderers.sound.spots import LASTING, spot_effects

Bed = Literal["ambience", "effects", "music"]
"""The tracks of temp sound."""
LONGEST_CUE = 60
"""Seconds of music at one time: what goes on longer is no longer heard."""
SHORTEST_CUE = 5
"""Seconds of a scene that are too few for music."""
CLOSING_CUE = 25
"""Seconds of music at the end of a scene that is longer than its first cue by as much again."""
LEVELS: dict[Bed, float] = {"ambience": -44.0, "effects": -24.0, "music": -32.0}
"""What a person's own file is brought to, in dB below full scale while it sounds; speech is at -22."""

_DUCK: dict[Bed, float] = {"ambience": 3.0, "effects": 7.0, "music": 9.0}
"""Decibels by which a track makes room for speech."""
_ROLE: dict[Bed, Role] = {"ambience": "effects", "effects": "effects", "music": "music"}
_OVERLAP = SAMPLE_RATE // 4
"""Samples by which one laying of a bed reaches into the next, and a place into the one after the cut."""
_INTO_BLACK = SAMPLE_RATE
"""Samples in which a place dies away where the picture goes to black or to a card."""
_SHORTEST_BED = SAMPLE_RATE // 10
"""Samples of a file that may be laid end to end."""
_EFFECT_ROOM = 0.5
"""Seconds before the first word that make it worth putting an effect there."""


class TempWanted(Frozen):
    """Which temp sounds a person wants."""

    ambience: bool = True
    effects: bool = True
    music: bool = True


class Surroundings(Frozen):
    """What temp sound asks about a scene, or about those of its shots that play in another place or at another hour."""

    scene: str
    """The scene's id."""
    number: str
    """The writer's number."""
    place: str
    """A location's token."""
    kind: str
    """The kind of set: `harbour`."""
    inside: bool
    hour: Hour
    weather: Weather
    text: str = ""
    """Action and lines, for the mood."""
    actions: Mapping[str, str] = {}
    """What happens in each of its shots here, by the shot's id."""

    @property
    def stage(self) -> tuple[str, str, Hour, Weather]:
        """What is heard as one place: the scene and the place, with its hour and weather."""
        return self.scene, self.place, self.hour, self.weather


class OwnSound(Frozen):
    """A person's own file in `sound/` that takes the place of temp sound."""

    file: str
    """Path inside the production folder, with forward slashes."""
    sha256: str
    samples: int
    """Length at 48 kHz."""
    loudness: float
    """dB below full scale while it sounds."""
    track: Bed
    subject: str = ""
    """A scene's number, a location's token, a slate or an effect's name; empty for the whole film."""


class _Passage(NamedTuple):
    """A run of the film in one place, in samples at 48 kHz."""

    at: Surroundings
    start: int
    end: int


class _Source(NamedTuple):
    """A file with what is in it."""

    file: str
    mark: str
    samples: int
    made: MadeSound | None = None
    level: float = 0.0
    """Decibels by which it is turned up."""


def temp_tracks(
    sequence: Sequence, scenes: Iterable[Surroundings], wanted: TempWanted, own: Iterable[OwnSound] = ()
) -> tuple[Track, ...]:
    """The tracks of temp sound under a film's words, those that have nothing on them left out.

    Of a scene that plays in several places the first of `scenes` is its own: music goes by that.
    A person's own file wins over what would be made: that of a scene over that of its place, and that of the whole
    film last. The same film gives the same sounds; a scene that gets longer or shorter needs no new ambience.
    """
    scenes = tuple(scenes)
    shots = {shot: scene for scene in scenes for shot in scene.actions}
    homes = {scene.scene: scene for scene in reversed(scenes)}
    passages = _passages(sequence, shots)
    files = tuple(own)
    sounds: dict[Bed, list[Sound]] = {}
    if wanted.ambience:
        sounds["ambience"] = [each for passage in passages for each in _ambience(sequence, passage, passages, files)]
    if wanted.effects:
        sounds["effects"] = _effects(sequence, shots, passages, files)
    if wanted.music:
        sounds["music"] = _music(sequence, [each._replace(at=homes[each.at.scene]) for each in passages], files)
    return tuple(
        Track(name=bed, role=_ROLE[bed], duck=_DUCK[bed], sounds=tuple(sorted(each, key=lambda sound: sound.start)))
        for bed, each in sounds.items()
        if each
    )


def _passages(sequence: Sequence, shots: Mapping[str, Surroundings]) -> list[_Passage]:
    """Runs of clips of one scene in one place at one hour, in the order of the film."""
    passages: list[_Passage] = []
    for clip in sequence.clips:
        at = shots.get(clip.shot)
        if at is None:
            continue
        start, end = (sequence.rate.samples(frame, SAMPLE_RATE) for frame in (clip.start, clip.end))
        if passages and passages[-1].at.stage == at.stage and passages[-1].end == start:
            passages[-1] = passages[-1]._replace(end=end)
        else:
            passages.append(_Passage(at, start, end))
    return passages


def _ambience(
    sequence: Sequence, passage: _Passage, passages: list[_Passage], own: tuple[OwnSound, ...]
) -> Iterable[Sound]:
    """The sound of the place, from a little before the cut to a little after the next one.

    A file is laid end to end as often as it takes; one too short to be the sound of a place is heard once.
    """
    at = passage.at
    source = _own(own, "ambience", at.number, at.place, "")
    if source is None:
        made = made_ambience(at.kind, at.inside, at.weather, at.hour, _seed(at.place))
        source = _made(sequence, made)
    if source.samples < _SHORTEST_BED:
        yield _sound(source, at.kind or at.place, passage.start, 0, min(source.samples, passage.end - passage.start))
        return
    begun = min(each.start for each in passages if each.at.stage == at.stage)
    cut = any(each.start == passage.end for each in passages)
    start = max(0, passage.start - _OVERLAP // 2)
    end = min(sequence.samples, passage.end + (_OVERLAP // 2 if cut else _INTO_BLACK))
    # Each scene comes in somewhere else in the bed; an interrupted one goes on where it would be by now.
    step = source.samples - _overlap(source)
    into = (_seed(at.scene) % step + start - max(0, begun - _OVERLAP // 2)) % step if source.made else 0
    sounds = list(_laid(source, at.kind or at.place, start, into, end))
    yield from sounds[:-1]
    for last in sounds[-1:]:
        dies = end - passage.end if end > passage.end and not cut else last.fade_out
        yield last.model_copy(update={"fade_out": min(dies, last.samples)})


def _overlap(source: _Source) -> int:
    return min(_OVERLAP, source.samples // 4)


def _laid(source: _Source, name: str, start: int, into: int, end: int) -> Iterable[Sound]:
    """A file laid end to end from one moment of the film to another; `into` is where the first laying begins in it."""
    while start < end:
        length = min(source.samples - into, end - start)
        if length <= 0:
            return
        yield _sound(source, name, start, into, length, _overlap(source))
        if start + length >= end:
            return
        start, into = start + length - _overlap(source), 0


def _effects(
    sequence: Sequence, shots: Mapping[str, Surroundings], passages: list[_Passage], own: tuple[OwnSound, ...]
) -> list[Sound]:
    """The sounds that actions name, each where its clause stands in the shot; an action over two shots counts once."""
    sounds: list[Sound] = []
    heard: set[tuple[str, str]] = set()
    words = sorted(each.start for each in sequence.sounds)
    for clip in sequence.clips:
        at = shots.get(clip.shot)
        action = at.actions[clip.shot] if at else ""
        start, end = (sequence.rate.samples(frame, SAMPLE_RATE) for frame in (clip.start, clip.end))
        for each in own:
            if each.track == "effects" and each.subject == clip.slate:
                sounds.append(_whole(sequence, _brought(each), clip.slate, start))
        if at is None or not action or (at.scene, action) in heard:
            continue
        heard.add((at.scene, action))
        room = _before_words(words, start, end)
        for spot in spot_effects(action):
            chosen = _own(own, "effects", spot.effect) or _made(
                sequence, made_effect(spot.effect, _seed(f"{at.place} {spot.effect}"))
            )
            begins = start + round(spot.share * room)
            if spot.effect in LASTING and chosen.samples >= _SHORTEST_BED:
                leaves = next(each.end for each in passages if each.start <= start < each.end)
                sounds += _laid(chosen, spot.effect, begins, 0, leaves)
            else:
                sounds.append(_whole(sequence, chosen, spot.effect, begins))
    return sounds


def _before_words(words: list[int], start: int, end: int) -> int:
    """Samples of a shot in which its action happens: until somebody speaks, where that is not at once."""
    at = bisect_left(words, start)
    first = min(words[at], end) if at < len(words) else end
    return first - start if first - start > _EFFECT_ROOM * SAMPLE_RATE else end - start


def _music(sequence: Sequence, passages: list[_Passage], own: tuple[OwnSound, ...]) -> list[Sound]:
    """A cue for each scene, and for scenes on end that have one mood; a long scene is closed by another."""
    whole = _own(own, "music", "")
    if whole is not None:
        return [_whole(sequence, whole, "music", 0)]
    sounds: list[Sound] = []
    for start, end, mood, at in _moods(passages, own):
        mine = _own(own, "music", at.number, at.place)
        if mine is not None:
            sounds.append(_sound(mine, "music", start, 0, min(mine.samples, end - start), 2 * SAMPLE_RATE))
            continue
        seconds = (end - start) // SAMPLE_RATE
        if seconds < SHORTEST_CUE:
            continue
        cues = [(start, min(seconds, LONGEST_CUE))]
        if seconds - LONGEST_CUE >= 2 * CLOSING_CUE:
            cues.append((end - CLOSING_CUE * SAMPLE_RATE, CLOSING_CUE))
        for number, (begin, long) in enumerate(cues):
            source = _made(sequence, made_score(mood, float(long), _seed(f"{at.scene} {number}")))
            sounds.append(_sound(source, mood, begin, 0, source.samples))
    return sounds


class _Run(NamedTuple):
    """A run of the film with one mood, in samples at 48 kHz, and the scene it begins in."""

    start: int
    end: int
    mood: str
    at: Surroundings


def _moods(passages: list[_Passage], own: tuple[OwnSound, ...]) -> list[_Run]:
    """Runs of the film with one mood. A person's own music is by scene.

    A scene too short for music of its own, as those of a montage are, goes along with the one before it.
    """
    runs: list[_Run] = []
    for at, start, end in passages:
        before = runs[-1] if runs and runs[-1].end == start else None
        mood = mood_of(at.text, at.hour, at.weather)
        if before and (before.mood == mood or before.at.scene == at.scene):
            runs[-1] = before._replace(end=end)
        else:
            runs.append(_Run(start, end, mood, at))
    joined: list[_Run] = []
    for run in runs:
        before = joined[-1] if joined and joined[-1].end == run.start else None
        if before and _too_short(before, run, own):
            longer = max(before, run, key=lambda each: each.end - each.start)
            joined[-1] = before._replace(end=run.end, mood=longer.mood)
        else:
            joined.append(run)
    return joined


def _too_short(before: _Run, run: _Run, own: tuple[OwnSound, ...]) -> bool:
    """Whether one of two runs is too short for music, and neither has any of its own."""
    shortest = min(before.end - before.start, run.end - run.start)
    theirs = any(_own(own, "music", each.at.number, each.at.place) for each in (before, run))
    return shortest < SHORTEST_CUE * SAMPLE_RATE and not theirs


def _own(own: tuple[OwnSound, ...], track: Bed, *subjects: str) -> _Source | None:
    """A person's own file for the first of these that has one."""
    for subject in subjects:
        for each in own:
            if each.track == track and each.subject.casefold() == subject.casefold():
                return _brought(each)
    return None


def _brought(own: OwnSound) -> _Source:
    return _Source(own.file, own.sha256, own.samples, level=round(LEVELS[own.track] - own.loudness, 1))


def _made(sequence: Sequence, made: MadeSound) -> _Source:
    file = temp_file(sequence.name, made)
    return _Source(file, file.rpartition("_")[2].removesuffix(".wav"), round(made.seconds * SAMPLE_RATE), made)


def _whole(sequence: Sequence, source: _Source, name: str, start: int) -> Sound:
    """All of a file, up to the end of the film."""
    return _sound(source, name, start, 0, min(source.samples, sequence.samples - start))


def _sound(source: _Source, name: str, start: int, into: int, samples: int, fade: int = 0) -> Sound:
    return Sound(
        cue=name, file=source.file, recording=source.mark, start=start, source_start=into, samples=samples,
        sample_rate=SAMPLE_RATE, made=source.made, level=source.level, fade_in=fade, fade_out=fade,
    )  # fmt: skip


def _seed(what: str) -> int:
    return zlib.crc32(what.encode())
