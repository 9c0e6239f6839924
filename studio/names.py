"""File and folder names that every file system takes and every editing program links by."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from shots.slates import file_slate

_RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(10))}
_LONGEST = 60


def safe_name(text: str, fallback: str = "untitled") -> str:
    """`text` as a plain file name: letters and digits of any script, `-` and `_`; at most 60 characters and 120 bytes.

    Everything else becomes `_`. Names too long, reserved by some system or without a letter get a short digest of
    the whole text, so that two names that differ stay different where they can.
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(each if unicodedata.category(each)[0] in "LNM" or each in "-_" else "_" for each in composed)
    name = re.sub(r"_{2,}", "_", kept).strip("_-")
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    if not name:
        return fallback if not text.strip() else f"{fallback}_{mark}"
    if name.upper() in _RESERVED:
        return f"{name}_{mark}"
    if len(name) > _LONGEST or len(name.encode()) > 2 * _LONGEST:
        short = name[: _LONGEST - 7].encode()[: 2 * _LONGEST - 7].decode("utf-8", "ignore")
        return f"{short.rstrip('_-')}_{mark}"
    return name


def take_pattern(production: str, slate: str) -> str:
    """The names of a shot's takes, `{number}` where the number goes."""
    padded = file_slate(slate)
    return f"takes/{padded}/{production}_{padded}_t{{number:02d}}.mp4"


def take_file(production: str, slate: str, number: int) -> str:
    """`takes/012A/ferry_012A_t03.mp4`."""
    return take_pattern(production, slate).format(number=number)


def part_pattern(production: str, slate: str, part: str) -> str:
    """The names of a part of a take, `1.2` say: `takes/012A/parts/ferry_012A_p1.2_01.mp4`."""
    padded = file_slate(slate)
    return f"takes/{padded}/parts/{production}_{padded}_p{part}_{{number:02d}}.mp4"


def strip_pattern(production: str, slates: tuple[str, ...]) -> str:
    """The names of a film of several shots, before they are cut apart: `takes/strips/ferry_012A_012B_s01.mp4`."""
    padded = "_".join(file_slate(slate) for slate in slates)
    return f"takes/strips/{production}_{padded}_s{{number:02d}}.mp4"


def version_pattern(production: str, slate: str, take: int, step: str) -> str:
    """The names of a take's versions, `{number}` where the number goes: `takes/012A/ferry_012A_t03_sync_01.mp4`."""
    padded = file_slate(slate)
    return f"takes/{padded}/{production}_{padded}_t{take:02d}_{step}_{{number:02d}}.mp4"


def keyframe_pattern(production: str, slate: str) -> str:
    """The names of a shot's keyframes, `{number}` where the number goes."""
    padded = file_slate(slate)
    return f"takes/{padded}/{production}_{padded}_k{{number:02d}}.png"


def keyframe_file(production: str, slate: str, number: int) -> str:
    """`takes/012A/ferry_012A_k02.png`."""
    return keyframe_pattern(production, slate).format(number=number)


def guide_file(production: str, slate: str, kind: str, number: int, suffix: str) -> str:
    """`takes/012A/ferry_012A_pose_01.mp4`."""
    padded = file_slate(slate)
    return f"takes/{padded}/{production}_{padded}_{kind}_{number:02d}{suffix}"


def still_pattern(production: str, token: str) -> str:
    """The names of a bible entry's stills, `{number}` where the number goes: `stills/ferry_NORA_02.png`."""
    return f"stills/{production}_{safe_name(token.lstrip('@'), 'entry')}_{{number:02d}}.png"


def still_file(production: str, token: str, number: int) -> str:
    """`stills/ferry_NORA_02.png`."""
    return still_pattern(production, token).format(number=number)


def sound_pattern(production: str, line_id: str, speaker: str) -> str:
    """The names of a line's recordings, `{number}` where the number goes; `speaker` is a character's token."""
    return f"sound/{production}_{line_id}_{safe_name(speaker.lstrip('@'), 'voice')}_t{{number:02d}}.wav"


def sound_file(production: str, line_id: str, speaker: str, number: int) -> str:
    """`sound/ferry_L0042_NORA_t01.wav`; `speaker` is a character's token."""
    return sound_pattern(production, line_id, speaker).format(number=number)
