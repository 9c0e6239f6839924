"""A line ordered from a hosted speech model: the job, and the recording made of what comes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bible.errors import RenderError
from bible.model import Frozen
from renderers.hosted.catalogue import Row, price
from renderers.hosted.wire import Order
from renderers.interface import Speech
from renderers.media.wav import read_recording, write_wav
from renderers.voices.own import Scratch, take_in
from renderers.voices.saying import sayings
from shots.recording import Recording
from studio.casting import heard_digest, said_digest
from studio.ledger.job import Choice, PaidJob
from studio.names import sound_pattern

_FULL_SCALE = 32_768


class OrderedVoice(Frozen):
    """What a hosted recording is made from; it lies with its job, so that a later run can finish it."""

    speech: Speech
    content: str
    """Digest of the words and who says them."""
    scratch: Recording | None = None
    """A voice that said the same words: by it the words are found."""
    scratch_file: str = ""
    """An absolute path."""


def voice_job(
    production: str, speaker: str, name: str, ordered: OrderedVoice, row: Row, shots: Sequence[str]
) -> PaidJob:
    """One line as a job for one model; `shots` share its cost.

    Raises RenderError when the line is too long for the model, SettingsError when its price is not known.
    """
    speech = ordered.speech
    if len(speech.text) > row.prompt_max:
        raise RenderError(
            f"the line has {len(speech.text)} characters, {row.id} takes {row.prompt_max}", where=name,
            cure="divide the speech in the script",
        )  # fmt: skip
    order = Order(
        provider=row.provider, model=row.model, mode="speech", reference="", prompt=_read_aloud(speech),
        voice=speech.voice, manner=", ".join(speech.manner), seed=0 if row.seed else None,
    )  # fmt: skip
    cost = price(order, row)
    choice = Choice(
        lane=row.id, renderer=row.id, revision=row.model, order=order, estimate_micro_usd=cost, upper_micro_usd=cost
    )
    return PaidJob(
        kind="recording", subject=speech.line, name=name, content=ordered.content, choices=(choice,),
        asked=ordered.model_dump_json(exclude_defaults=True), files=(sound_pattern(production, speech.line, speaker),),
        shots=tuple(shots),
    )  # fmt: skip


def finish_voice(asked: str, model: str, fetched: Path, to: Path) -> Recording:
    """The recording of what came: what is said cut out, levelled, its words found in it. The same each time.

    Raises VoiceError when nothing is heard, MediaError when it is no sound.
    """
    ordered = OrderedVoice.model_validate_json(asked)
    file = Path(ordered.scratch_file) if ordered.scratch_file else None
    scratch = None
    if ordered.scratch is not None and file is not None and file.is_file():
        scratch = Scratch(ordered.scratch, read_recording(file))
    made = take_in(ordered.speech, _as_sound(fetched), model, to, scratch)
    stamps = {
        "content": ordered.content,
        "said": said_digest(ordered.speech.pronunciations),
        "heard": heard_digest(ordered.content, f"{model} {ordered.speech.voice}"),
    }
    return made.model_copy(update=stamps)


def _read_aloud(speech: Speech) -> str:
    """The words as they are sent: names respelt in plain letters where the bible says so; phones cannot be sent."""
    words = []
    for each in sayings(speech):
        core = re.sub(r"^[^\w&]+|[^\w&]+$", "", each.spelt)
        core = core[: len(core) - len(each.ending)]
        words.append(each.word.replace(core, each.respelt, 1) if each.respelt and core else each.word)
    return " ".join(words)


def _as_sound(fetched: Path) -> Path:
    """The file itself, or bare samples (48 kHz, 16 bit, one channel) with the head of a WAV file before them."""
    held = fetched.read_bytes()
    if held[:4] in (b"RIFF", b"fLaC", b"OggS") or held[:3] == b"ID3" or held[:2] in (b"\xff\xfb", b"\xff\xf3"):
        return fetched
    levels = np.frombuffer(held[: len(held) // 2 * 2], "<i2")
    to = fetched.with_name(f"{fetched.name}.wav")
    write_wav(to, (levels / _FULL_SCALE).astype(np.float32))
    return to
