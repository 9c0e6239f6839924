"""A person's own recordings of lines: files in `sound/` named by a line, or brought with `studio add`."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bible.errors import MediaError, StudioError
from bible.script import Line
from renderers.interface import Speech
from renderers.media.wav import read_recording
from renderers.voices.own import QUICKEST, SLOWEST, Scratch, paced, take_in
from studio.casting import OWN_VOICE, STAND_IN, heard_digest, is_own, is_stand_in, spoken_content
from studio.files import sha256_of
from studio.folder import ProductionFolder
from studio.names import sound_file
from studio.own_sounds import SOUNDS
from studio.production import Production, SoundFile

if TYPE_CHECKING:
    from studio.office import Office


def line_named(stem: str, production: Production) -> Line | None:
    """The line a file's name begins with: `L0042`, `l42 second try`."""
    found = re.match(r"l0*(\d+)(?![^\W_])", stem, re.IGNORECASE)
    lines = production.script.lines() if production.script else ()
    return next((line for line in lines if found and int(line.id[1:]) == int(found[1])), None)


def take_in_own(office: Office, failed: list[str]) -> int:
    """Take in the files of `sound/` that are named by lines; returns how many. What cannot be used is told.

    A file is taken in once, and again when what was made of it is gone. When the line's words change afterwards it says
    other words, so a voice speaks them.
    """
    production = office.production()
    place = office.folder.path("sound")
    if production.script is None or not place.is_dir():
        return 0
    known, count = office.store.known_files(), 0
    files = sorted(
        (each for each in place.iterdir() if each.is_file() and each.suffix.lower() in SOUNDS),
        key=lambda each: (each.stat().st_mtime_ns, each.name),
    )
    for file in files:
        line = line_named(file.stem, production)
        if line is None or not line.words or f"sound/{file.name}" in known:
            continue
        before = _taken(production, line, sha256_of(file))
        outdated = before is not None and _is_outdated(production, line, before)
        if outdated:
            office.reporter.say(
                f"{line.cue} {line.id}: {file.name} says words the line no longer has; a voice speaks it. "
                f"If it fits all the same: studio add {line.id} sound/{file.name}"
            )
        if outdated or (before is not None and before.file not in production.lost):
            continue
        try:
            bring(office, line, file)
            count += 1
        except StudioError as error:
            office.reporter.say(str(error))
            failed.append(file.name)
    return count


def bring(office: Office, line: Line, source: Path) -> str:
    """Take one recording of a line into the production; returns its file. Raises VoiceError or MediaError."""
    production = office.production()
    assert production.bible is not None
    speaker = production.bible.named(line.cue).token
    content, mark = spoken_content(line, speaker), sha256_of(source)
    scratch = _scratch(office, production, line, content)
    attempt = office.store.intend(
        "recording",
        line.id,
        content,
        f"{OWN_VOICE} {mark}",
        lambda number: (sound_file(office.folder.name, line.id, speaker, number),),
    )
    to = office.store.aside_file(attempt, attempt.files[0])
    to.unlink(missing_ok=True)
    speech = Speech(
        line=line.id, text=line.text, voice=OWN_VOICE, manner=tuple(each.text for each in line.parentheticals)
    )
    try:
        made = take_in(speech, source, f"{OWN_VOICE} {mark[:12]}", to, scratch)
    except StudioError as error:
        office.store.fail(attempt, str(error))
        raise
    stamps = {"content": content, "heard": heard_digest(content, f"{OWN_VOICE} {mark}")}
    recording = made.model_copy(update=stamps)
    office.store.made(attempt, SoundFile(recording=recording, number=attempt.number, file=attempt.files[0], sha256=""))
    office.store.publish(attempt)
    how = "its words shared out by length" if made.estimated else "its words found in it"
    office.reporter.say(f"{line.cue} {line.id}: {source.name} is heard, {how}")
    if not QUICKEST <= paced(recording) <= SLOWEST:
        much = "much longer" if paced(recording) > 1 else "much shorter"
        office.reporter.say(
            f"{line.cue} {line.id}: {source.name} lasts {much} than these words do: {line.text!r} "
            f"If it says others, bring the right one: studio add {line.id} FILE"
        )
    return attempt.files[0]


def own_recording(office: Office, what: str, media: Path) -> tuple[Line, Path] | None:
    """The line and file that `studio add L0042 FILE` means; None when `what` names no line.

    Raises MediaError when the file is no sound.
    """
    production = office.production()
    line = line_named(what, production) if re.fullmatch(r"l\d+", what, re.IGNORECASE) else None
    if line is None:
        return None
    if not media.is_file():
        raise MediaError("no such file", where=str(media), cure="name a recording of the line")
    if media.suffix.lower() not in SOUNDS:
        raise MediaError("is no sound", where=str(media), cure=f"sounds are {', '.join(SOUNDS)}")
    return line, media.resolve()


def own_files(folder: ProductionFolder, production: Production) -> frozenset[str]:
    """Paths in `sound/` that a person put there and the film uses: lines, ambience, music, effects."""
    place = folder.path("sound")
    files = place.iterdir() if place.is_dir() else ()
    lines = {f"sound/{each.name}" for each in files if line_named(each.stem, production)}
    return frozenset(lines | {each.file for each in production.own_sounds})


def _taken(production: Production, line: Line, sha256: str) -> SoundFile | None:
    """The latest recording a file became."""
    engine = f"{OWN_VOICE} {sha256[:12]}"
    mine = [each for each in production.sounds if (each.recording.line, each.recording.engine) == (line.id, engine)]
    return max(mine, key=lambda each: each.number, default=None)


def _is_outdated(production: Production, line: Line, taken: SoundFile) -> bool:
    """Whether a line has other words by now than a recording says."""
    assert production.bible is not None
    return taken.recording.content != spoken_content(line, production.bible.named(line.cue).token)


def _scratch(office: Office, production: Production, line: Line, content: str) -> Scratch | None:
    """A voice that said the same words: one that is there, else one that says them now."""
    spoken = [
        each
        for each in production.sounds
        if each.recording.line == line.id and each.recording.content == content
        and not is_own(each) and not is_stand_in(each) and each.file not in production.lost
    ]  # fmt: skip
    if spoken:
        newest = max(spoken, key=lambda each: each.number)
        return Scratch(newest.recording, read_recording(office.folder.path(newest.file)))
    offer = office.offer(production)
    name = offer.engine_for(line.id)
    if name == STAND_IN or is_remote(name):
        return None
    engine = office.engine(name)
    speech = Speech(line=line.id, text=line.text, voice=engine.voices()[0].name)
    with tempfile.TemporaryDirectory() as folder:
        to = Path(folder) / "scratch.wav"
        try:
            return Scratch(engine.speak(speech, to), read_recording(to))
        except StudioError as error:
            office.reporter.say(
                f"{line.cue} {line.id}: {name} cannot say this line to find its words by ({error.what})"
            )
            return None


def is_remote(engine: str) -> bool:
    """Whether a voice is ordered from others: `elevenlabs/eleven_multilingual_v2`."""
    return "/" in engine
