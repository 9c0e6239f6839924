"""Lines become recordings: which engine speaks here, with whose voice, and what stands in where none can."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bible.errors import StudioError
from renderers.interface import Speech
from renderers.voices.language import script_language
from studio.casting import STAND_IN, pronunciations_for, voice_of
from studio.engines import BEST_FIRST
from studio.folder import SETTINGS
from studio.names import sound_file
from studio.own_voices import take_in_own
from studio.plan import Node, plan
from studio.rendering import send_to_farm
from studio.worker import Job, RecordingJob

if TYPE_CHECKING:
    from studio.office import Office


def speak(office: Office, failed: list[str]) -> int:
    """Take in people's own recordings and record each line that is owed; returns how many there were.

    What fails is told and added to `failed`.
    """
    taken = take_in_own(office, failed)
    production = office.production()
    offer = office.offer(production)
    owed = tuple(node for node in plan(production, offer).owed("recording") if node.takes)
    if not owed:
        return taken
    assert production.script is not None and production.bible is not None
    bible, sayings = production.bible, production.bible.pronounced()
    engines = {offer.engine_for(node.subject) for node in owed}
    cast = {name: voice_of(production, name, office.engine(name).voices()) for name in sorted(engines)}
    _explain_others(office, offer.engine, [offer.engine_for(node.subject) for node in owed])
    language = script_language(production.script)
    lines = {node.subject: production.script.line(node.subject) for node in owed}
    speakers = {subject: bible.named(line.cue) for subject, line in lines.items()}

    def jobs() -> Iterator[Job]:
        for node in owed:
            token, engine = speakers[node.subject].token, offer.engine_for(node.subject)
            line = lines[node.subject]
            speech = Speech(
                line=line.id,
                text=line.text,
                voice=cast[engine][token],
                manner=tuple(each.text for each in line.parentheticals),
                pronunciations=pronunciations_for(sayings, line),
                language=language,
            )
            yield _recording_job(office, node, token, engine, speech)

    office.reporter.stage("voices", {node.name: 1 for node in owed})
    return taken + send_to_farm(office, jobs(), len(owed), owed, failed)


def _recording_job(office: Office, node: Node, speaker: str, engine: str, speech: Speech) -> RecordingJob:
    attempt = office.store.intend(
        "recording",
        node.subject,
        node.content,
        "",
        lambda number: (sound_file(office.folder.name, node.subject, speaker, number),),
    )
    to = office.store.aside_file(attempt, attempt.files[0])
    return RecordingJob(attempt=attempt, name=node.name, engine=engine, speech=speech, to=to)


def _explain_others(office: Office, engine: str, speaking: list[str]) -> None:
    """Say who speaks instead of the engine that would."""
    if engine == STAND_IN:
        if STAND_IN in speaking:
            office.reporter.say(f"Marked tones stand in for voices. To hear words: {_cure(office, BEST_FIRST[0])}")
        return
    for other in sorted(set(speaking) - {engine}):
        count = speaking.count(other)
        lines = f"{count} line{'s' * (count != 1)}"
        if other != STAND_IN:
            office.reporter.say(f"{engine} does not speak the language of {lines}: {other} does")
            continue
        cure = _cure(office, "espeak-ng")
        hint = f". For words: {cure}" if "install" in cure else ""
        office.reporter.say(f"{engine} has no sounds for {lines}: marked tones stand in{hint}")


def _cure(office: Office, name: str) -> str:
    """What to type to use a voice engine."""
    try:
        ready = office.engine(name).check()
    except StudioError as error:
        return error.cure
    return ready.cure or f'put voices = "{name}" into {SETTINGS}'
