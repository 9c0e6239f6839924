"""Recipes of one's own in `effects/`: each is named by the shots it makes over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from bible.model import Frozen
from edit.sequence import Clip, Effect
from studio.files import sha256_of

FOLDER = "effects"
"""Where they lie inside the production folder."""
_NAME = re.compile(r"([A-Z]*\d+[A-Z]*)(?:-([A-Z]*\d+[A-Z]*))?(?:[ _].*)?", re.I)


class EffectFile(Frozen):
    """A recipe: `effects/12A.py`, or `effects/12A-12C split screen.py`."""

    file: str
    """Path inside the production folder, with forward slashes."""
    sha256: str

    @property
    def slates(self) -> tuple[str, str]:
        """The first and the last shot it makes over, as its name says; empty where the name says none."""
        found = _NAME.fullmatch(Path(self.file).stem)
        if found is None:
            return "", ""
        return found[1].upper(), (found[2] or found[1]).upper()


def effect_files(root: Path) -> tuple[EffectFile, ...]:
    """The recipes in a production folder, in the order of their names."""
    found = sorted(file for file in (root / FOLDER).glob("*.py") if file.is_file())
    return tuple(EffectFile(file=f"{FOLDER}/{file.name}", sha256=sha256_of(file)) for file in found)


def placed_effects(clips: Sequence[Clip], files: Iterable[EffectFile]) -> tuple[tuple[Effect, ...], tuple[str, ...]]:
    """The recipes where they lie in the film, and in words those that cannot: no such shot, or another one is there."""
    starts: dict[str, int] = {}
    ends: dict[str, int] = {}
    for clip in clips:
        starts.setdefault(clip.slate.upper(), clip.start)
        ends[clip.slate.upper()] = clip.end
    placed: list[Effect] = []
    left: list[str] = []
    for each in files:
        first, last = each.slates
        unknown = next((slate or "none" for slate in (first, last) if not slate or slate not in starts), "")
        if unknown:
            left.append(f"{each.file} is left out: " + _no_shot(unknown))
            continue
        start, end = starts[first], ends[last]
        if end <= start:
            left.append(f"{each.file} is left out: {last} comes before {first} in the cut")
        elif any(start < other.end and other.start < end for other in placed):
            left.append(f"{each.file} is left out: another recipe makes the same shots over")
        else:
            placed.append(Effect(file=each.file, sha256=each.sha256, start=start, frames=end - start))
    return tuple(sorted(placed, key=lambda each: each.start)), tuple(left)


def _no_shot(slate: str) -> str:
    return "name it by a shot, 12A.py or 12A-12C.py" if slate == "none" else f"there is no shot {slate} in the cut"
