"""The sound of a take at another speed, as a file: pitch goes with it, as on tape, and backwards it runs backwards."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from bible.model import Frozen
from edit.made_sound import TEMP
from shots.recipe import digest

# Media are opened where one is written: every look into a production reads this page.
if TYPE_CHECKING:
    from renderers.media.read import Stereo

_VERSION = 1
"""Changes whenever the same take would sound otherwise at the same speed."""


_FASTEST = 16
"""Times as fast, or as slow, at which a take is still heard: beyond it nothing is left that anybody could make out."""


def has_sound_at(speed: Fraction) -> bool:
    """Whether a take is heard at a speed: not where it stands still, nor where it is slower or faster than any use."""
    return Fraction(1, _FASTEST) <= abs(speed) <= _FASTEST


class PacedSound(Frozen):
    """What fixes the sound of a take at another speed, to the sample."""

    source: str
    """The take's own file: path inside the production folder, with forward slashes."""
    sha256: str
    samples: int
    """Length of the take at its own speed: silence stands where its sound ends before."""
    speed: Fraction
    """Never 1, and one that `has_sound_at`; below 0 it runs backwards, from the take's end."""
    version: int = _VERSION

    @property
    def mark(self) -> str:
        """What tells it from every other sound."""
        return digest(self.model_dump(mode="json"))[:8]

    @property
    def file(self) -> str:
        """Where it lies: `sound/temp/ferry_012A_t03_at50_1f3a9c20.wav`; `back100` says that it runs backwards."""
        way = "at" if self.speed > 0 else "back"
        percent = round(abs(self.speed) * 100)
        return f"{TEMP}/{PurePosixPath(self.source).stem}_{way}{percent}_{self.mark}.wav"

    def heard_at(self, sample: Fraction) -> int:
        """The sample of its file at which a sample of the take is heard."""
        gone = sample if self.speed > 0 else self.samples - sample
        return max(0, round(gone / abs(self.speed)))

    def take_sample(self, heard: int) -> Fraction:
        """The sample of the take that is heard at a sample of its file."""
        return heard * self.speed if self.speed > 0 else self.samples + heard * self.speed


def write_paced(paced: PacedSound, root: Path, to: Path) -> None:
    """Write it: 48 kHz, two channels, 16 bit. Raises MediaError when the take is gone or has no sound."""
    import numpy as np

    from renderers.media.read import read_sound
    from renderers.media.wav import write_pieces

    heard = read_sound(root / paced.source)[: paced.samples]
    whole = np.concatenate([heard, np.zeros((paced.samples - len(heard), 2), np.float32)])
    write_pieces(to, _resampled(whole[::-1] if paced.speed < 0 else whole, abs(paced.speed)))


def _resampled(sound: Stereo, speed: Fraction) -> Iterator[Stereo]:
    """Played as if it had been recorded at so many times the film's samples a second, piece by piece."""
    import av
    import numpy as np

    from renderers.media.read import FILM_SAMPLE_RATE

    resampler = av.AudioResampler(format="flt", layout="stereo", rate=FILM_SAMPLE_RATE)
    for at in range(0, len(sound), FILM_SAMPLE_RATE):
        piece = np.ascontiguousarray(sound[at : at + FILM_SAMPLE_RATE])
        frame = av.AudioFrame.from_ndarray(piece.reshape(1, -1), format="flt", layout="stereo")
        frame.sample_rate = round(FILM_SAMPLE_RATE * speed)
        for each in resampler.resample(frame):
            yield each.to_ndarray().reshape(-1, 2)
    for each in resampler.resample(None) if len(sound) else ():
        yield each.to_ndarray().reshape(-1, 2)
