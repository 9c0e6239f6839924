"""Lists Avid reads into a bin: a log of takes (ALE), and the markers of the film."""

from __future__ import annotations

from edit.turnover_rows import ClipRow, Rows
from shots.timecode import timecode

_COLUMNS = (
    ("Scene", "scene"), ("Take", "take"), ("Slate", "slate"), ("Status", "status"), ("Notes", "said"),
    ("Script", "script"), ("Prompt", "prompt"), ("Model", "model"), ("Seed", "seed"), ("Cost", "cost"),
)  # fmt: skip
_COLOURS = {"red": "Red", "green": "Green", "blue": "Blue", "cyan": "Cyan", "magenta": "Magenta", "yellow": "Yellow",
            "black": "Black", "white": "White"}  # fmt: skip


def write_ale(rows: Rows) -> str:
    """An Avid Log Exchange of every take and sound: name, tracks, timecode, tape, and what is known of each."""
    rate = f"{float(rows.rate.fps):.3f}".rstrip("0").rstrip(".")
    heads = ["Name", "Tracks", "Start", "End", "Tape", "Source File", *(title for title, _ in _COLUMNS)]
    form = "1080" if (rows.width, rows.height) == (1920, 1080) else "CUSTOM"
    out = ["Heading", "FIELD_DELIM\tTABS", f"VIDEO_FORMAT\t{form}", "AUDIO_FORMAT\t48khz", f"FPS\t{rate}", ""]
    out += ["Column", "\t".join(heads), "", "Data"]
    seen: set[str] = set()
    for track in rows.tracks:
        for clip in track.clips:
            if clip.media is not None and clip.media.file not in seen:
                seen.add(clip.media.file)
                out.append("\t".join(_logged(clip, track.kind, rows)))
    return "\n".join(out) + "\n"


def _logged(clip: ClipRow, kind: str, rows: Rows) -> list[str]:
    media = clip.media
    assert media is not None
    begin, end = (timecode(frame, rows.rate) for frame in (media.start, media.start + media.frames))
    facts = [" ".join(clip.fact(fact).split()) for _, fact in _COLUMNS]
    return [media.name, "V" if kind == "video" else "A1", begin, end, media.reel, media.file, *facts]


def write_markers(rows: Rows) -> str:
    """The markers as Avid brings them in: user, timecode, track, colour, comment; one a row."""
    return "".join(
        "\t".join(
            (
                marker.name,
                timecode(rows.start + marker.at, rows.rate),
                "V1",
                _COLOURS.get(marker.colour, "White"),
                " ".join((marker.comment or marker.name).split()),
                "1",
            )
        )
        + "\n"
        for marker in rows.markers
    )
