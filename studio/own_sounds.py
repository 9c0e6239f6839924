"""A person's own ambience, music and effects: files in `sound/` whose names say what they are for.

ambience.wav          under the whole film         music.mp3           for the whole film
HARBOUR ambience.wav  wherever that place is       3 music.wav         for scene 3
3 ambience.wav        for scene 3                  HARBOUR music.wav   wherever that place is
horn effect.wav       for every horn               12A effect.wav      from the start of shot 12A
"""

from __future__ import annotations

import contextlib
import re
from difflib import get_close_matches
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from bible.entries import Bible
from bible.errors import StudioError
from bible.model import Frozen
from bible.script import Script
from edit.temp_sound import Bed, OwnSound
from renderers.kept import written_whole
from renderers.sound.known import EFFECTS
from shots.shot import ShotList
from studio.files import sha256_of
from studio.folder import ProductionFolder

SOUNDS = (".wav", ".aif", ".aiff", ".flac", ".mp3", ".m4a", ".aac", ".ogg", ".opus", ".wma", ".caf")
"""Endings of files with sound, lower-case."""
_KINDS: dict[str, Bed] = {"ambience": "ambience", "music": "music", "effect": "effects", "effects": "effects"}
_FACTS = "cache/sound/own.json"
_WINDOW = 2_400
"""Samples over which loudness is taken: 50 ms."""


class OwnFound(Frozen):
    """What lies in `sound/` of a person's own, and what is named for nothing or cannot be read."""

    sounds: tuple[OwnSound, ...] = ()
    unused: tuple[tuple[str, str], ...] = ()
    """Path and why."""


class _Facts(Frozen):
    """What a file holds; kept so that it is read once."""

    bytes: int
    modified_ns: int
    sha256: str
    samples: int
    loudness: float


def find_own_sounds(folder: ProductionFolder, script: Script, bible: Bible, shots: ShotList) -> OwnFound:
    """The files with their places in the film, in order of their names."""
    place = folder.path("sound")
    if not place.is_dir():
        return OwnFound()
    files = sorted(each for each in place.iterdir() if each.is_file() and each.suffix.lower() in SOUNDS)
    told = [(file, _purpose(file.stem, script, bible, shots)) for file in files]
    known = _known(folder) if any(purpose for _, purpose in told) else {}
    kept: dict[str, _Facts] = {}
    sounds, unused = [], []
    for file, purpose in told:
        if purpose is None:
            continue
        name = f"sound/{file.name}"
        if isinstance(purpose, str):
            unused.append((name, purpose))
            continue
        try:
            kept[name] = _facts(file, known.get(name))
        except (StudioError, OSError) as error:
            unused.append((name, str(error)))
            continue
        facts, (track, subject) = kept[name], purpose
        sounds.append(
            OwnSound(
                file=name, sha256=facts.sha256, samples=facts.samples, loudness=facts.loudness, track=track,
                subject=subject,
            )
        )  # fmt: skip
    if kept != known and kept:
        _keep(folder, kept)
    return OwnFound(sounds=tuple(sounds), unused=tuple(unused))


def _purpose(stem: str, script: Script, bible: Bible, shots: ShotList) -> tuple[Bed, str] | str | None:
    """The track and subject a name speaks of; why it speaks of nothing here; None when it is no such name."""
    found = re.fullmatch(r"(?:(.*)[\s_.-]+)?(ambience|music|effects?)", stem, re.IGNORECASE)
    if not found:
        return None
    track, asked = _KINDS[found[2].casefold()], _key(found[1] or "")
    if track == "effects":
        names = {_key(each): each for each in (*(shot.slate for shot in shots.shots), *EFFECTS)}
        wanted = "an effect or a slate"
    else:
        places = {_key(each.name): each.token for each in bible.locations}
        places |= {_key(each.token): each.token for each in bible.locations}
        numbers = {_key(each.number): each.number for each in script.scenes}
        names = {"": "", **places, **numbers, **{f"scene{key}": each for key, each in numbers.items()}}
        wanted = "a scene's number or a place of the bible"
    if asked in names:
        return track, names[asked]
    near = [names[each] for each in get_close_matches(asked, names, cutoff=0.5)]
    return f"{found[1] or stem!r} is not {wanted}{' (perhaps ' + ' or '.join(near) + ')' if near else ''}"


def _key(name: str) -> str:
    """A name without case, spaces and marks."""
    return "".join(each for each in name.casefold() if each.isalnum())


def _facts(file: Path, before: _Facts | None) -> _Facts:
    about = file.stat()
    if before and (before.bytes, before.modified_ns) == (about.st_size, about.st_mtime_ns):
        return before
    import numpy as np

    from renderers.media.read import sound_pieces

    samples, powers, held = 0, [], np.zeros((0, 2), np.float32)
    for piece in sound_pieces(file):
        samples += len(piece)
        held = np.concatenate([held, piece])
        whole = len(held) // _WINDOW * _WINDOW
        powers.append((held[:whole].astype(np.float64) ** 2).reshape(-1, _WINDOW * 2).mean(axis=1))
        held = held[whole:]
    power = np.concatenate([np.zeros(0), *powers])
    loud = power[power > power.max(initial=0.0) * 1e-2]
    level = 10 * float(np.log10(loud.mean())) if len(loud) and loud.mean() > 0 else 0.0
    return _Facts(
        bytes=about.st_size, modified_ns=about.st_mtime_ns, sha256=sha256_of(file), samples=samples,
        loudness=round(level, 1),
    )  # fmt: skip


_Kept = TypeAdapter(dict[str, _Facts])


def _known(folder: ProductionFolder) -> dict[str, _Facts]:
    try:
        return _Kept.validate_json(folder.path(_FACTS).read_bytes())
    except (OSError, ValidationError):
        return {}


def _keep(folder: ProductionFolder, facts: dict[str, _Facts]) -> None:
    """Write the facts whole or not at all; they can always be had again."""
    to = folder.path(_FACTS)
    with contextlib.suppress(OSError), written_whole(to) as aside:
        aside.write_bytes(_Kept.dump_json(facts))
