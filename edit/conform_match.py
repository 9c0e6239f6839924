"""Finds the production's shots, cards and recordings in a cut that came back from an editing program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import chain
from pathlib import PurePosixPath

from bible.model import Frozen
from edit.conform import EXTRA, EditorsCut, PlacedClip, is_black, placed_clip
from edit.conform_transitions import read_transitions, with_cuts_of
from edit.cut_list import CutList, Form, ListedClip, ListedMarker
from edit.paced_sound import PacedSound, has_sound_at
from edit.sequence import SAMPLE_RATE, Note, Sequence, Sound, Track, name_apart
from edit.take_sound import at_pace
from edit.timeline import PlacedSound, place
from shots.take import Take

_TEMP = ("ambience", "effect", "score")
"""What temp sound is called after the production's name."""


_STANDS = re.compile(r"take \S+-\d+, ")
"""What an export says of a take on its shot's marker."""


class Known(Frozen):
    """What the production has that a cut may show."""

    takes: tuple[Take, ...]
    starts: Mapping[str, int] = {}
    """The timecode each take's media start at where they were handed over, as a frame, by the name of its file."""
    reels: Mapping[str, str] = {}
    """The name of the file each reel stands for."""
    picks: Mapping[str, int]
    """The number of the take each shot is shown by now, by shot id."""
    recordings: tuple[Sound, ...] = ()
    """Every recording there is, whole, placed at the film's first sample."""
    shots: tuple[str, ...] = ()
    """Ids of the shots in the shot list."""
    lines: tuple[str, ...] = ()
    """Ids of the script's lines."""
    written: Mapping[str, str] = {}
    """What studio writes on the marker of each shot, by the marker's name."""
    over: Mapping[str, tuple[str, ...]] = {}
    """Ids of the shots each line is heard over, by its id."""
    cuts: tuple[str, ...] = ()
    """When each version of the film was cut, oldest first."""


class Matched(Frozen):
    """An editor's cut with what is to be said of how it was understood."""

    cut: EditorsCut
    own_media: tuple[str, ...] = ()
    """File names of pictures and sounds that are not the production's."""
    strange: tuple[str, ...] = ()
    """What could not be carried over, in words."""


def match(listed: CutList, sequence: Sequence, now: EditorsCut, known: Known) -> Matched:
    """The cut as the production understands it.

    `sequence` is the film as it stands and `now` the same as an editor's cut: what the program moved only by rounding
    to frames keeps its exact place. Markers that studio wrote itself are left out.
    """
    listed = with_cuts_of(listed, now.transitions)
    matcher = _Matcher(sequence, now, known, listed.form)
    shown = tuple(matcher.clip(each) for each in listed.picture)
    placed = [clip for clip in shown if not is_black(clip)]
    clips = _pinned(_replaced_since(placed, known), known.picks)
    seen = _seen(placed, known)
    sounds, beds, extra = matcher.sounds(listed.sounds)
    written = {**known.written, **{f"{clip.slate} {clip.size}": clip.action for clip in sequence.clips}}
    markers = tuple(
        Note(at=each.at, name=each.name, comment=each.comment) for each in listed.markers if not _is_ours(each, written)
    )
    cut = EditorsCut(
        frames=listed.frames, clips=clips, sounds=sounds, beds=beds, extra=extra,
        # A form that carries no markers takes none away.
        markers=markers if listed.markers else now.markers,
        transitions=read_transitions(listed, now.transitions, clips), shots=seen,
        lines=tuple(line for line in known.lines if _is_known(line, known, seen)), spoken=now.spoken,
    )  # fmt: skip
    own = [clip.name for clip in clips if not clip.shot and clip.card is None]
    own += [sound.file for sound in extra]
    return Matched(cut=cut, own_media=tuple(dict.fromkeys(own)), strange=(*listed.strange, *matcher.strange))


def _is_ours(marker: ListedMarker, written: Mapping[str, str]) -> bool:
    """Whether studio wrote a marker: its name is a slate and a size, and nobody added to what it says.

    Some forms put name and comment into one, some lose the comment; exports say how the take stands.
    """
    name, _, rest = marker.name.partition(" - ")
    if name in written:
        said = (marker.comment or rest).removeprefix(written[name]).lstrip("; ")
        return not said or _STANDS.match(said) is not None
    # Where a marker has no name of its own, what it says stands for it.
    actions = [action for action in written.values() if action and marker.name.startswith(action)]
    said = marker.name.removeprefix(max(actions, key=len, default="")).lstrip("; ")
    return not marker.comment and _STANDS.match(said) is not None


class _Matcher:
    def __init__(self, sequence: Sequence, now: EditorsCut, known: Known, form: Form) -> None:
        self._sequence = sequence
        self._now = now
        self._takes = {PurePosixPath(take.file).stem: take for take in known.takes}
        self._named = {(take.slate.upper(), take.number): take for take in known.takes}
        self._reels = known.reels
        self._starts = known.starts if form == "edl" else {}
        self._recordings = {sound.name: sound for sound in known.recordings}
        self._cards = {
            PurePosixPath(clip.file).stem: placed_clip(clip, 0) for clip in sequence.clips if clip.card is not None
        }
        self._own_media = {PurePosixPath(clip.file).stem: clip for clip in now.clips if clip.file}
        self.strange: list[str] = []

    def clip(self, listed: ListedClip) -> PlacedClip:
        """What a clip on a picture track shows."""
        where = {"start": listed.start, "frames": listed.frames, "speed": listed.speed}
        known = self._cards.get(listed.media) or self._own_media.get(listed.media)
        if known is not None:
            return known.model_copy(update={**where, "first": listed.first})
        take = self._take(listed)
        if take is None:
            name = listed.file or listed.name
            return PlacedClip.model_validate({**where, "first": listed.first, "name": name})
        first = listed.first
        start = self._starts.get(PurePosixPath(take.file).stem, 0)
        if first >= take.frames + 2 * take.handles and first >= start:
            # An edit decision list gives the media's own timecode and nowhere says where that begins.
            first -= start
        return PlacedClip.model_validate(
            {**where, "first": first - take.handles, "shot": take.shot, "slate": take.slate, "take": take.number}
        )

    def _take(self, listed: ListedClip) -> Take | None:
        """The take a clip shows: by its media's name, which is unique; by what studio wrote on it where that fails."""
        for name in (listed.media, PurePosixPath(listed.name).stem):
            if name in self._takes:
                return self._takes[name]
        if self._reels.get(listed.reel, "") in self._takes:
            return self._takes[self._reels[listed.reel]]
        # What a pass made of a take has the take's name with an ending: `ferry_012A_t03_sync`.
        begun = [stem for stem in self._takes if listed.media.startswith(f"{stem}_")]
        if begun:
            return self._takes[max(begun, key=len)]
        slate, dash, number = listed.take.partition(" ")[0].rpartition("-")
        return self._named.get((slate.upper(), int(number))) if dash and number.isdigit() else None

    def sounds(
        self, listed: tuple[ListedClip, ...] | None
    ) -> tuple[tuple[Sound, ...] | None, tuple[Track, ...] | None, tuple[Sound, ...]]:
        """What is said, the beds where they were changed, and sounds the editor brought."""
        if listed is None:
            return None, None, ()
        said, own, earlier = [], [], False
        made = tuple(bed for bed in self._sequence.beds if bed.name != EXTRA and not bed.muted)
        heard: dict[str, list[Sound]] = {bed.name: [] for bed in made}
        waiting = _Waiting(self._sequence)
        for each in _once(listed):
            bed, placed = waiting.take_out(each)
            follows = placed and _is_of_take(placed.sound) and (not each.speed or has_sound_at(each.speed))
            if each.speed != 1 and not follows:
                self.strange.append(f"the speed of {each.name} at frame {each.start}: it is heard at its own")
            whole = self._recordings.get(each.media)
            if placed is not None and bed == EXTRA:
                own.append(self._moved(placed, each))
            elif placed is not None and bed:
                heard[bed].append(self._moved(placed, each))
            elif placed is not None:
                said.append(self._moved(placed, each))
            elif whole is not None:
                said.append(self._fresh(whole, each))
            elif each.media.startswith(tuple(f"{self._sequence.name}_{kind}_" for kind in _TEMP)):
                earlier = True
            elif self._take(each) is not None:
                self.strange.append(f"the sound of {each.name} at frame {each.start} is a take's own: not carried over")
            else:
                own.append(self._own(each))
        beds = tuple(bed.model_copy(update={"sounds": tuple(sorted(heard[bed.name], key=_by_start))}) for bed in made)
        # Temp sound of an earlier cut is made anew for this one.
        changed = not earlier and any(bed.sounds != before.sounds for bed, before in zip(beds, made, strict=True))
        ordered = tuple(sorted(said, key=lambda sound: (sound.start, sound.line)))
        return ordered, beds if changed else None, tuple(sorted(own, key=_by_start))

    def _moved(self, placed: PlacedSound, listed: ListedClip) -> Sound:
        """A sound where the program has it now; an edge that stayed in its frame stays on its sample."""
        sound, rate = placed.sound, self._sequence.rate
        shift = listed.start - placed.start
        skipped = listed.first - placed.first
        grown = listed.end - placed.start - placed.frames
        level = sound.level if listed.level is None else listed.level
        fades = self._fades(listed)
        if not shift and not skipped and not grown and listed.speed == 1:
            return sound if level == sound.level and not fades else sound.model_copy(update={"level": level, **fades})
        start = sound.start + rate.samples(shift, SAMPLE_RATE)
        source = sound.source_start + rate.samples(skipped, sound.sample_rate)
        length = sound.length + rate.samples(grown - shift, SAMPLE_RATE)
        if sound.end > rate.samples(placed.start + placed.frames + 1, SAMPLE_RATE):
            # The film ended before the sound did: the program saw it end there, and says now where it ends.
            length = rate.samples(listed.end, SAMPLE_RATE) - start
        if source < 0:
            start, length, source = start - round(source * SAMPLE_RATE / sound.sample_rate), length + source, 0
        moved = sound.model_copy(
            update={
                "start": max(0, start), "source_start": source, "level": level,
                "samples": max(1, round(length * sound.sample_rate / SAMPLE_RATE)), **fades,
            }
        )  # fmt: skip
        paced = listed.speed != 1 and has_sound_at(listed.speed) and _is_of_take(sound)
        return self._paced(moved, listed.speed) if paced else moved

    def _paced(self, sound: Sound, speed: Fraction) -> Sound:
        """A take's own sound that the editor gave another speed."""
        slate, _, number = sound.take.rpartition("-")
        take, rate = self._named[slate.upper(), int(number)], self._sequence.rate
        length = rate.samples(take.frames + 2 * take.handles, SAMPLE_RATE)
        paced = PacedSound(source=sound.file, sha256=sound.recording, samples=length, speed=speed)
        return at_pace(sound, paced, Fraction(sound.source_start, SAMPLE_RATE) * rate.fps, rate)

    def _fades(self, listed: ListedClip) -> dict[str, int]:
        """The fades the editor gave a sound, in samples; what is not said stays as it is."""
        asked = {"fade_in": listed.fade_in, "fade_out": listed.fade_out}
        return {name: self._sequence.rate.samples(frames, SAMPLE_RATE) for name, frames in asked.items() if frames}

    def _fresh(self, whole: Sound, listed: ListedClip) -> Sound:
        """A recording that the film does not hold now, or once more."""
        rate = self._sequence.rate
        source = min(max(0, rate.samples(listed.first, whole.sample_rate)), whole.samples - 1)
        samples = min(rate.samples(listed.frames, whole.sample_rate), whole.samples - source)
        return whole.model_copy(
            update={
                "start": rate.samples(listed.start, SAMPLE_RATE), "source_start": source, "samples": max(1, samples),
                "level": listed.level or 0.0, **self._fades(listed),
            }
        )  # fmt: skip

    def _own(self, listed: ListedClip) -> Sound:
        rate = self._sequence.rate
        return Sound(
            file=listed.file or listed.name, recording="", start=rate.samples(listed.start, SAMPLE_RATE),
            source_start=max(0, rate.samples(listed.first, SAMPLE_RATE)), level=listed.level or 0.0,
            samples=rate.samples(listed.frames, SAMPLE_RATE), sample_rate=SAMPLE_RATE, **self._fades(listed),
        )  # fmt: skip


class _Waiting:
    """The sounds of the film, each to be found once."""

    def __init__(self, sequence: Sequence) -> None:
        self._left: dict[str, list[tuple[str, PlacedSound]]] = {}
        self._apart: dict[str, Sound] = {}
        said = (("", sound) for sound in sequence.sounds)
        under = ((track.name, sound) for track in sequence.beds if not track.muted for sound in track.sounds)
        for bed, sound in chain(said, under):
            self._left.setdefault(sound.name, []).append((bed, place(sequence, sound)))
            self._apart[name_apart(sound.name, sound.file)] = sound

    def take_out(self, listed: ListedClip) -> tuple[str, PlacedSound | None]:
        """The bed, empty for what is said, and the sound of the film that a clip most likely is; None for none."""
        apart = self._apart.get(listed.media)
        named = self._left.get(apart.name if apart else listed.media) or self._left.get(f"{listed.media}_sound")
        same = [each for each in named or () if apart is None or each[1].sound.file == apart.file]
        if not named or not same:
            return "", None
        nearest = min(same, key=lambda each: (abs(each[1].first - listed.first), abs(each[1].start - listed.start)))
        named.remove(nearest)
        return nearest


def _is_of_take(sound: Sound) -> bool:
    """Whether it is a take's own sound at its own speed."""
    return bool(sound.take) and sound.made is None


def _once(listed: Iterable[ListedClip]) -> tuple[ListedClip, ...]:
    """Each clip once: programs write the channels of one sound as clips of their own on several tracks."""
    found: dict[tuple[str, int, int, int], ListedClip] = {}
    for each in listed:
        found.setdefault((each.media, each.start, each.frames, each.first), each)
    return tuple(sorted(found.values(), key=lambda each: (each.start, each.media)))


def _by_start(sound: Sound) -> tuple[int, str]:
    return sound.start, sound.file


def _replaced_since(clips: list[PlacedClip], known: Known) -> tuple[PlacedClip, ...]:
    """Clips whose take was replaced after the editor had the film show the newer one.

    Whether a person chose an older take or never saw the newer is told by its time: what was made after the film that
    the cut came from, the editor cannot have had.
    """
    made = {(take.shot, take.number): take.made_at for take in known.takes}
    latest = _handed_over(clips, known)
    followed = []
    for clip in clips:
        newer = known.picks.get(clip.shot, clip.take)
        unseen = made.get((clip.shot, newer), "") > latest
        followed.append(clip.model_copy(update={"take": newer}) if clip.shot and unseen else clip)
    return tuple(followed)


def _handed_over(clips: Iterable[PlacedClip], known: Known) -> str:
    """When the film that a cut came from was cut at the earliest: the first version with all takes the cut shows."""
    made = {(take.shot, take.number): take.made_at for take in known.takes}
    latest = max((made.get((clip.shot, clip.take), "") for clip in clips if clip.shot), default="")
    return next((cut for cut in known.cuts if cut >= latest), latest)


def _seen(clips: Iterable[PlacedClip], known: Known) -> tuple[str, ...]:
    """The shots the editor knew: one whose first take came after the film that the cut came from is new to it."""
    shown = {clip.shot for clip in clips}
    latest = _handed_over(clips, known)
    first: dict[str, str] = {}
    for take in known.takes:
        first[take.shot] = min(first.get(take.shot, take.made_at), take.made_at)
    return tuple(shot for shot in known.shots if shot in shown or (shot in first and first[shot] <= latest))


def _is_known(line: str, known: Known, seen: tuple[str, ...]) -> bool:
    """Whether the editor knew a line: it is heard over a shot the editor knew, or over none."""
    over = known.over.get(line, ())
    return not over or any(shot in seen for shot in over)


def _pinned(clips: tuple[PlacedClip, ...], picks: Mapping[str, int]) -> tuple[PlacedClip, ...]:
    """A shot of which two takes are seen shows each at its place, whatever is circled later."""
    seen: dict[str, set[int]] = {}
    for clip in clips:
        seen.setdefault(clip.shot, set()).add(clip.take)
    return tuple(
        clip.model_copy(update={"pinned": True})
        if clip.shot and len(seen[clip.shot]) > 1 and clip.take != picks.get(clip.shot)
        else clip
        for clip in clips
    )
