"""The editor's cut comes back: read, understood, recorded; from then on it owns order and lengths."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from bible.errors import ConformError, MediaError
from bible.model import Frozen
from bible.script import Line
from edit.conform import EditorsCut, PlacedClip, cut_of
from edit.conform_match import Known, match
from edit.conform_report import Remark, changes
from edit.cut_list import Form
from edit.cut_list_files import BUNDLE, unpack_media
from edit.cut_list_read import read_cut_list
from edit.sequence import SAMPLE_RATE, Sequence, Sound
from renderers.media.read import count_film_frames, sound_length
from shots.rate import Rate
from shots.timecode import first_frame, timecode
from studio.files import publish_new, sha256_of, sync_file
from studio.handing_over import take_facts
from studio.names import safe_name
from studio.office import Office
from studio.plan import Plan
from studio.production import Conformed, Production, Ruling, SoundFile, Verdict
from studio.steps import reached
from studio.store import Store
from studio.tables import EditorsCutRow

_OWN = "media"
"""The folder of the editor's own media inside the production."""
_CURE_LOCK = "studio lock --release lets another cut in"


class Report(Frozen):
    """What was understood of a cut that came back, and what not."""

    file: str
    form: str
    changed: bool
    """Whether anything in it differs from the film as it stands."""
    remarks: tuple[Remark, ...] = ()
    """What differs."""
    strange: tuple[str, ...] = ()
    """What was not understood or cannot be carried over."""
    not_here: tuple[str, ...] = ()
    """Media of the editor's own that were not found; black stands in their place."""
    circled: tuple[str, ...] = ()
    """Takes the editor chose instead of those the film showed."""


def conform(office: Office, file: Path, media: Path | None = None) -> Report:
    """Take in a cut. Its file is read only; media of the editor's own are copied from beside it or from `media`.

    Raises ConformError when the file is no cut of this film, or the picture is locked.
    """
    production, planned = office.standing()
    if production.conformed is not None and production.conformed.locked:
        since = production.conformed.at[:16].replace("T", " ")
        raise ConformError(f"the picture is locked since {since}", where=str(file), cure=_CURE_LOCK)
    sequence = _film(planned)
    listed = read_cut_list(file, sequence.rate)
    now = _now(production, planned, sequence)
    matched = match(listed, sequence, now, known_of(production, planned))
    if not any(clip.shot for clip in matched.cut.clips):
        raise ConformError("no shot of this production is in it", where=str(file), cure=_cure(listed.form, production))
    cut, not_here = _with_own_media(office, matched.cut, file, media)
    cut = _as_before(cut, now)
    told = changes(now, cut, sequence.rate, speakers_of(production)) + _too_short(production, cut, sequence.rate)
    strange = (*matched.strange, *_no_sound(cut, now))
    report = Report(
        file=file.name, form=listed.form, changed=bool(told), remarks=told, strange=strange, not_here=not_here
    )
    if not told:
        return report
    _record(office.store, cut, file.name, sha256_of(file), locked=False)
    return report.model_copy(update={"circled": _choose(office, production, planned, cut)})


def _cure(form: Form, production: Production) -> str:
    """What to do with a cut in which no shot was found."""
    if form == "edl":
        return (
            "a list tells takes by reel and clip name: make it from the timeline and media of a turnover, or send OTIO"
            " or XML"
        )
    return f"export from {production.name}'s own timeline, with the names of its takes"


def lock(office: Office) -> Conformed:
    """Freeze order and lengths as they are: the editor's cut, or studio's own. Raises ConformError when they are."""
    production, planned = office.standing()
    before = production.conformed
    if before is not None and before.locked:
        raise ConformError("the picture is locked already", cure=_CURE_LOCK)
    cut = before.cut if before is not None else _now(production, planned, _film(planned))
    _record(office.store, cut, before.file if before is not None else "", "", locked=True)
    standing = office.production().conformed
    assert standing is not None
    return standing


def release(office: Office, *, give_back: bool = False) -> None:
    """Take the lock off; where studio's own cut was locked, or with `give_back`, studio cuts again.

    Raises ConformError when there is nothing to release.
    """
    before = office.production().conformed
    if before is None or not (before.locked or give_back):
        what = "no picture is locked" if not give_back else "studio's own cut holds already"
        raise ConformError(what, cure="studio conform FILE takes in an editor's cut, studio lock locks the picture")
    if give_back and before.locked:
        raise ConformError("the picture is locked", cure=_CURE_LOCK)
    cut = None if give_back or not before.file else before.cut
    _record(office.store, cut, before.file, "", locked=False)


def known_of(production: Production, planned: Plan) -> Known:
    """What a cut may show."""
    script = production.script
    picks = _picks(planned)
    lines = tuple(script.lines()) if script else ()
    written = {line.id: line for line in lines}
    recordings = tuple(
        _whole(production, written[each.recording.line], each)
        for each in production.sounds
        if each.file not in production.lost and each.recording.line in written
    )
    rate = production.picture.rate
    handed = take_facts(production, planned, {})
    shots = production.shots.shots if production.shots else ()
    return Known(
        takes=production.takes, picks=picks,
        starts={PurePosixPath(each.file).stem: each.start(rate) for each in handed},
        reels={each.reel: PurePosixPath(each.file).stem for each in handed}, recordings=recordings,
        shots=_shot_ids(production), lines=tuple(written), over=_over(production),
        written={f"{shot.slate} {shot.size.value}": shot.action for shot in shots},
        cuts=tuple(cut.made_at for cut in production.cuts),
    )  # fmt: skip


def _over(production: Production) -> dict[str, tuple[str, ...]]:
    """The shots each line is heard over."""
    over: dict[str, tuple[str, ...]] = {}
    for shot in production.shots.shots if production.shots else ():
        for span in shot.spans:
            over[span.line] = (*over.get(span.line, ()), shot.id)
    return over


def _whole(production: Production, line: Line, sound: SoundFile) -> Sound:
    """A whole recording, placed at the film's first sample."""
    assert production.bible is not None
    speaker = production.bible.named(line.cue).token
    return Sound(
        line=line.id, speaker=speaker, cue=line.cue, extensions=line.extensions,
        manner=tuple(each.text for each in line.parentheticals), file=sound.file, recording=sound.recording.content,
        start=0, source_start=0, samples=sound.recording.samples, sample_rate=sound.recording.sample_rate,
        on_screen=any(subject.token == speaker for shot in production.shots_over(line.id) for subject in shot.subjects),
    )  # fmt: skip


def speakers_of(production: Production) -> Mapping[str, str]:
    """How people call each line: `NORA L0042`."""
    script = production.script
    return {line.id: f"{line.cue} {line.id}" for line in script.lines()} if script else {}


def _film(planned: Plan) -> Sequence:
    if planned.sequence is None or not planned.sequence.clips:
        raise ConformError("there is no film yet that a cut could be of", cure="studio produce SCRIPT")
    return planned.sequence


def _now(production: Production, planned: Plan, sequence: Sequence) -> EditorsCut:
    """The film as it stands, as an editor's cut."""
    lines = tuple(line.id for line in production.script.lines()) if production.script else ()
    now = cut_of(sequence, production.takes, _shot_ids(production), lines)
    before = production.conformed.cut if production.conformed else None
    if before is None:
        return now
    picks = _picks(planned)
    clips = tuple(
        clip if clip.pinned else clip.model_copy(update={"take": picks.get(clip.shot, clip.take)})
        for clip in before.clips
    )
    kept = {name: getattr(before, name) for name in ("beds", "extra", "frames", "shots", "lines")}
    return now.model_copy(update={**kept, "clips": clips})


def _picks(planned: Plan) -> dict[str, int]:
    """The number of the take each shot is shown by, by shot id."""
    return {node.subject: node.pick.take.number for node in planned.nodes if node.kind == "clip" and node.pick}


def _shot_ids(production: Production) -> tuple[str, ...]:
    return tuple(shot.id for shot in production.shots.shots) if production.shots else ()


def _as_before(cut: EditorsCut, now: EditorsCut) -> EditorsCut:
    """What a form of cut does not carry stays as it is: without a change, a picture alone leaves the sound alone."""
    if cut.sounds is None and cut.clips == now.clips:
        return cut.model_copy(update={"sounds": now.sounds, "beds": now.beds, "extra": now.extra})
    return cut


def _no_sound(cut: EditorsCut, now: EditorsCut) -> tuple[str, ...]:
    if cut.sounds is not None or now.sounds is None:
        return ()
    return ("there is no sound in it: what is said follows the picture",)


def _too_short(production: Production, cut: EditorsCut, rate: Rate) -> tuple[Remark, ...]:
    """Shots of which more is seen than any take has."""
    told = []
    for clip in cut.clips:
        reach = max((take.frames + take.handles for take in production.takes_of(clip.shot)), default=clip.reach[1])
        if clip.shot and clip.reach[1] > reach:
            at = timecode(clip.start, rate, first_frame(rate))
            what = f"{clip.reach[1] - reach} frames more than its takes have: a longer one is owed"
            told.append(Remark(kind="longer", at=at, subject=clip.slate, what=what))
    return tuple(told)


def _record(store: Store, cut: EditorsCut | None, file: str, sha256: str, *, locked: bool) -> None:
    with store.writing() as session, session.begin():
        session.add(
            EditorsCutRow(
                content=cut.model_dump_json(exclude_defaults=True) if cut is not None else "", locked=locked,
                file=file, sha256=sha256, by=store.by, at=store.now(),
            )
        )  # fmt: skip
    reached("verdict recorded")


def _choose(office: Office, production: Production, planned: Plan, cut: EditorsCut) -> tuple[str, ...]:
    """Circle the takes an editor put in place of those the film showed."""
    picks = _picks(planned)
    chosen = {
        clip.shot: f"{clip.slate}-{clip.take}"
        for clip in cut.clips
        if clip.shot in picks and clip.take != picks[clip.shot] and not clip.pinned
    }
    there = {take.name: take for take in production.takes if take.file not in production.lost}
    names = tuple(sorted(set(chosen.values()) & there.keys()))
    # As the shots ask now that the cut holds.
    asked = office.plan() if names else planned
    office.store.rule(
        *(
            Verdict(
                subject=there[name].shot, of="take", number=there[name].number, ruling=Ruling.CIRCLED,
                content=asked.of_shot(there[name].shot).content, note="the editor's cut shows it",
            )
            for name in names
        )
    )  # fmt: skip
    return names


def _with_own_media(
    office: Office, cut: EditorsCut, file: Path, media: Path | None
) -> tuple[EditorsCut, tuple[str, ...]]:
    """The cut with the editor's own media copied into the production, and the names of those that are not there."""
    places = [file.resolve().parent, *([media.resolve()] if media else [])]
    shelf = _Shelf(office, places, file if file.suffix.lower() == BUNDLE else None, office.production())
    clips = tuple(shelf.clip(clip) if not clip.shot and clip.card is None else clip for clip in cut.clips)
    extra = tuple(shelf.sound(sound) for sound in cut.extra)
    return cut.model_copy(update={"clips": clips, "extra": extra}), tuple(dict.fromkeys(shelf.not_here))


class _Shelf:
    """Where the editor's own media may lie, and where they go."""

    def __init__(self, office: Office, places: Iterable[Path], bundle: Path | None, production: Production) -> None:
        self._root = office.folder.root
        self._picture = production.picture
        self._places = list(places)
        self._bundle = bundle
        self.not_here: list[str] = []

    def clip(self, clip: PlacedClip) -> PlacedClip:
        """A clip with its file, or without one where it is not there or shows nothing."""
        file = self._brought(clip.name)
        if file is None:
            return clip
        try:
            frames = count_film_frames(self._root / file, self._picture)
        except MediaError:
            self.not_here.append(f"{clip.name} (no picture)")
            return clip
        return clip.model_copy(update={"file": file, "sha256": sha256_of(self._root / file), "media_frames": frames})

    def sound(self, sound: Sound) -> Sound:
        """A sound with its file; one that is not there keeps its bare name and is not heard."""
        file = self._brought(sound.file)
        if file is None:
            return sound
        try:
            length = sound_length(self._root / file)
        except MediaError:
            self.not_here.append(f"{sound.file} (no sound)")
            return sound
        samples = max(1, min(sound.samples, length - sound.source_start))
        known = sha256_of(self._root / file)
        return sound.model_copy(
            update={"file": file, "recording": known, "samples": samples, "sample_rate": SAMPLE_RATE}
        )

    def _brought(self, name: str) -> str | None:
        """The path inside the production of a file by this name, copied there when it is new."""
        found = self._find(name)
        if found is not None and found.is_relative_to(self._root):
            return found.relative_to(self._root).as_posix()
        aside = self._root / "cache" / f"own-{os.getpid()}{Path(name).suffix.lower()}"
        aside.parent.mkdir(parents=True, exist_ok=True)
        try:
            if found is not None:
                shutil.copyfile(found, aside)
            elif self._bundle is None or not unpack_media(self._bundle, name, aside):
                self.not_here.append(name)
                return None
            sync_file(aside)
            digest = sha256_of(aside)
            to = f"{_OWN}/{safe_name(Path(name).stem, 'media')}_{digest[:8]}{aside.suffix}"
            if not (self._root / to).is_file():
                publish_new(aside, self._root / to, digest)
        finally:
            aside.unlink(missing_ok=True)
        return to

    def _find(self, name: str) -> Path | None:
        """A plain file of this name beside the cut or in the folder that was named; links out of there do not count."""
        if not name or name != Path(name).name or name in (".", "..") or "\0" in name:
            return None
        for place in self._places:
            for found in (place / name, *sorted(place.glob(f"*/{glob.escape(name)}"))):
                real = found.resolve()
                if found.is_file() and real.is_relative_to(place):
                    return real
        return None
