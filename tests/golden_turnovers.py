"""A small cut with all that forms differ in, for golden files. `python tests/golden_turnovers.py` writes them anew."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from edit.turnover_edl import write_edl
from edit.turnover_fcp7 import write_fcp7
from edit.turnover_fcpx import write_fcpx
from edit.turnover_mlt import write_mlt
from edit.turnover_rows import ClipRow, MarkerRow, MediaRow, Rows, TrackRow, TransitionRow
from shots.rate import read_rate
from shots.timecode import first_frame

GOLDEN = Path(__file__).parent / "golden"
RATES = ("23.976", "24", "25", "29.97", "29.97df", "30", "50", "60")


def cut(rate_name: str) -> Rows:
    """Three shots with a dissolve and a fade, one of them twice as fast, a sound of two channels and a marker."""
    rate = read_rate(rate_name)
    hour = first_frame(rate)

    def take(number: int) -> MediaRow:
        name = f"film_00{number}_t01"
        start = hour + number * 60 * rate.nominal
        return MediaRow(name=name, file=f"media/scene_001/{name}.mov", reel=f"{number}T1", start=start, frames=200)

    about = (("prompt", "rain & wind"), ("scene", "1"), ("slate", "1"), ("take", "1-1"))
    clips = (
        ClipRow(name="film_001_t01", start=0, frames=61, source=take(1).start + 8, media=take(1), about=about),
        ClipRow(
            name="film_002_t01", start=61, frames=40, source=take(2).start + 20, media=take(2), speed=Fraction(2)
        ),
        ClipRow(name="film_003_t01", start=101, frames=50, source=take(3).start + 8, media=take(3)),
    )  # fmt: skip
    heard = MediaRow(
        name="film_rain", file="media/sound/film_rain.wav", reel="RAIN1", start=hour + 10, frames=90, channels=2
    )
    sound = ClipRow(name="film_rain", start=12, frames=70, source=hour + 12, media=heard, about=(("level", "-6.0"),))
    return Rows(
        name="The Film", rate=rate, width=1920, height=1080, start=hour,
        tracks=(
            TrackRow(
                name="V1", kind="video", clips=clips,
                transitions=(
                    TransitionRow(at=61, before=6, after=6, kind="dissolve"),
                    TransitionRow(at=151, before=24, after=0, kind="fade"),
                ),
            ),
            TrackRow(name="A1 ambience", kind="audio", clips=(sound,)),
        ),
        markers=(MarkerRow(name="1 MS", at=0, colour="green", comment="take 1-1, circled"),),
    )  # fmt: skip


def written(rate_name: str) -> dict[str, str]:
    """The text of every form, by the ending of its golden file."""
    rows, root = cut(rate_name), Path("/films/exports/v003")
    return {
        "edl": write_edl(rows, rows.tracks[0]), "xml": write_fcp7(rows, root), "fcpxml": write_fcpx(rows, root),
        "mlt": write_mlt(rows),
    }  # fmt: skip


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for rate in RATES:
        for ending, text in written(rate).items():
            (GOLDEN / f"turnover_{rate}.{ending}").write_text(text, encoding="utf-8")
