"""Where a frame comes from: the line, the tokens, the prompt, the model, the seed, the take and its price."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from bible.errors import MediaError, SelectorError
from bible.model import Frozen
from edit.cut_list import CutList, ListedClip
from edit.cut_list_read import read_cut_list
from edit.provenance import CutFacts, read_signed
from renderers.diffusion.prompt import compile_prompt
from shots.rate import Rate
from shots.shot import Shot
from shots.take import Take
from shots.timecode import first_frame, frames_of, timecode
from studio.asked import Asked, asked_for
from studio.cutting import FILM_FILES
from studio.files import sha256_of
from studio.office import Office
from studio.pick import rulings_on
from studio.production import Production
from studio.store import Store
from studio.tables import TakeRow


class Heard(Frozen):
    """What is said while a frame is seen."""

    line: str
    """The line's id."""
    speaker: str
    text: str
    rows: str
    """Where it stands in the script: `12-13`."""


class Explained(Frozen):
    """Everything a frame, or a take, comes from."""

    at: str = ""
    """Timecode in the film; empty where a take alone was asked for."""
    version: int | None = None
    """The version of the film."""
    slate: str
    scene: str = ""
    heading: str = ""
    """The scene's heading, as written."""
    size: str = ""
    action: str = ""
    heard: tuple[Heard, ...] = ()
    tokens: tuple[str, ...] = ()
    """What the bible lent it."""
    take: str
    file: str
    frame: int | None = None
    """The frame of the file, counted from 0."""
    renderer: str
    revision: str
    seed: int
    prompt: str = ""
    """The words a model was given; empty where none were."""
    in_words: str = ""
    """What a model would have been told, where nobody was asked in words; exports have it in the prompt's place."""
    guides: tuple[str, ...] = ()
    """Pictures and films that steered it: `keyframe takes/...png`."""
    note: str = ""
    """What was noticed, and what could not be done of what was asked."""
    lane: str = ""
    remote: str = ""
    """The provider's name for the job."""
    cost_micro_usd: int
    made_at: str
    circled: bool = False
    content: str
    """Digest of what it shows."""
    recipe: str
    """Digest of everything that fixes it."""
    sha256: str


def explain_take(office: Office, take: Take) -> Explained:
    """Where a take comes from."""
    production = office.production()
    asked = asked_for(office.store, attempt_of_take(office.store, take))
    recipe = asked.recipe
    shot = recipe.shot if recipe is not None else _shot(production, take)
    scenes = production.script.scenes if production.script else ()
    scene = next((each for each in scenes if shot is not None and each.id == shot.scene), None)
    tokens = [subject.token for subject in shot.subjects] if shot else []
    tokens += [recipe.location.token] if recipe is not None else []
    return Explained(
        slate=take.slate, scene=scene.number if scene else "", heading=scene.heading.text if scene else "",
        size=shot.size.value if shot else "", action=(shot.action or shot.thing) if shot else "",
        tokens=tuple(dict.fromkeys(tokens)), take=take.name, file=take.file, renderer=take.renderer,
        revision=take.revision, seed=take.seed, prompt=asked.prompt, in_words=_in_words(asked), guides=_guides(asked),
        note=asked.note, lane=asked.lane, remote=asked.remote, cost_micro_usd=take.cost_micro_usd, made_at=take.made_at,
        circled=rulings_on(production, take.shot).circled == take.number, content=take.content, recipe=asked.digest,
        sha256=take.sha256,
    )  # fmt: skip


def _in_words(asked: Asked) -> str:
    return compile_prompt(asked.recipe) if asked.recipe is not None and not asked.prompt else ""


def explain_frame(office: Office, film: Path, at: str) -> Explained:
    """Where a frame of a film of this production comes from; `at` is a timecode, from 0 or from 01:00:00:00.

    Raises SettingsError for what is no timecode, SelectorError for one beyond the film, MediaError for another film.
    """
    production = office.production()
    rate = production.picture.rate
    frame = frame_at(at, rate)
    version, listed = _cut_of(office, production, film)
    if not 0 <= frame < listed.frames:
        last = timecode(listed.frames - 1, rate, first_frame(rate))
        raise SelectorError(f"the film has no frame at {at}", where=str(film), cure=f"its last is {last}")
    placed = next((clip for clip in listed.picture if clip.start <= frame < clip.end), None)
    take = _take_in(production, placed.media) if placed is not None else None
    if placed is None or take is None:
        name = placed.name if placed is not None and placed.media else "black"
        raise SelectorError(f"at {at} no take is seen: {name}", where=str(film), cure="ask for another frame")
    return explain_take(office, take).model_copy(
        update={
            "at": timecode(frame, rate, first_frame(rate)), "version": version,
            "frame": placed.first + int((frame - placed.start) * placed.speed),
            "heard": _heard(production, listed, frame),
        }
    )  # fmt: skip


def _take_in(production: Production, media: str) -> Take | None:
    """The take a file of this name holds, or a version of it."""
    takes = {Path(take.file).stem: take for take in production.takes}
    of_version = {Path(each.file).stem: (each.shot, each.take) for each in production.versions}
    if media in of_version:
        return next((take for take in production.takes if (take.shot, take.number) == of_version[media]), None)
    return takes.get(media)


def frame_at(text: str, rate: Rate) -> int:
    """The frame of the film a timecode names: from 01:00:00:00 where films start, or from 0 below that."""
    frame = frames_of(text, rate)
    start = first_frame(rate)
    return frame - start if frame >= start else frame


def attempt_of_take(store: Store, take: Take) -> int:
    """The number of the attempt that made a take."""
    with store.reading() as session:
        return session.scalars(select(TakeRow.attempt).where(TakeRow.file == take.file)).one()


def _cut_of(office: Office, production: Production, film: Path) -> tuple[int | None, CutList]:
    """The version of a film and what it shows when, from the timeline that was made with it or its credentials."""
    if not film.is_file():
        raise MediaError("there is no such film", where=str(film), cure="check the name")
    known, rate = sha256_of(film), production.picture.rate
    timeline = office.folder.path(FILM_FILES[1])
    for cut in production.cuts[-1:]:
        files = {made.file: made.sha256 for made in cut.files}
        whole = timeline.is_file() and files.get(FILM_FILES[1]) == sha256_of(timeline)
        if files.get(FILM_FILES[0]) == known and whole:
            return cut.version, read_cut_list(timeline, rate)
    facts = read_signed(film).cut if film.suffix == ".mp4" else None
    if facts is None or facts.production != production.name:
        raise MediaError(
            "this is not the latest cut of this production, and nothing signed into it says what it shows",
            where=str(film), cure=f"explain {office.folder.path(FILM_FILES[0])}, or studio explain TAKE",
        )  # fmt: skip
    return facts.version, _listed(facts, rate)


def _listed(facts: CutFacts, rate: Rate) -> CutList:
    """What signed facts say of a film, as a cut list; what is said is not among them."""
    start = first_frame(rate)
    clips = tuple(
        ListedClip(
            start=frames_of(clip.at, rate) - start, frames=clip.frames, first=clip.first, name=clip.take,
            media=Path(clip.file).stem, speed=clip.speed,
        )
        for clip in facts.clips
    )  # fmt: skip
    return CutList(form="otio", title=facts.title, frames=max((clip.end for clip in clips), default=0), picture=clips)


def _heard(production: Production, listed: CutList, frame: int) -> tuple[Heard, ...]:
    recorded = {Path(sound.file).stem: sound.recording.line for sound in production.sounds}
    names = [sound.media for sound in listed.sounds or () if sound.start <= frame < sound.end]
    lines = {line.id: line for line in production.script.lines()} if production.script else {}
    found = dict.fromkeys(recorded[name] for name in names if name in recorded)
    return tuple(
        Heard(
            line=each, speaker=lines[each].cue, text=lines[each].text,
            rows=f"{lines[each].rows.first}-{lines[each].rows.last}",
        )
        for each in found
        if each in lines
    )  # fmt: skip


def _guides(asked: Asked) -> tuple[str, ...]:
    return tuple(f"{guide.kind} {guide.file}" for guide in asked.recipe.guides) if asked.recipe is not None else ()


def _shot(production: Production, take: Take) -> Shot | None:
    shots = production.shots.shots if production.shots else ()
    return next((shot for shot in shots if shot.id == take.shot), None)
