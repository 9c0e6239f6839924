"""flite speaking: phone times are its own, words are found in them."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from renderers.media.wav import read_wav
from renderers.voices.alignment import words_of_phones
from renderers.voices.arpabet import SILENCE, USUAL_LENGTH, VOWELS
from renderers.voices.flite import PROGRAM, Throat
from renderers.voices.letters import phones_of
from renderers.voices.programs import run
from renderers.voices.recorder import PhoneStretch, Spoken, Stretch
from renderers.voices.resample import resample, shift_voice
from renderers.voices.saying import Saying

_PUNCTUATION = str.maketrans(
    {"’": "'", "‘": "'", "“": " ", "”": " ", "—": ", ", "–": ", ", "…": "...", "£": " pound ", "€": " euro ", "₤": " "}
)


def spoken(said: tuple[Saying, ...], throat: Throat, pace: float, where: str) -> Spoken:
    """A line's sound with the times of its words and phones; `where` is the line. Raises VoiceError."""
    heard = [each for each in said if each.heard]
    with tempfile.TemporaryDirectory() as folder:
        uttered, alone = _speak(heard, throat, pace, Path(folder), where)
    owners = words_of_phones([each.phone for each in uttered.phones if each.phone != SILENCE], alone)
    return uttered._replace(words=_words(said, uttered.phones, owners))


def _speak(
    heard: list[Saying], throat: Throat, pace: float, folder: Path, where: str
) -> tuple[Spoken, list[tuple[str, ...]]]:
    """The sound and its phones, and the phones of each word spoken alone."""
    written = [_written(each, number) for number, each in enumerate(heard)]
    (folder / "names").write_text("".join(_entry(each, number) for number, each in enumerate(heard) if each.phones))
    (folder / "line").write_text(" ".join(written) + "\n")
    (folder / "words").write_text("".join(f"{_without_stops(word)}\n\n" for word in written))
    voice = ("-voice", throat.base, "-add_lex", folder / "names")
    each_alone = run(PROGRAM, *voice, "-ps", "-f", folder / "words", "-o", folder / "words.wav", where=where)
    # A shorter throat speaks as many times as slowly, and is then played as many times as fast.
    pitch = ("--setf", f"int_f0_target_mean={throat.pitch / throat.size:.2f}")
    stretch = ("--setf", f"duration_stretch={throat.size / pace:.4f}")
    timed = run(PROGRAM, *voice, *pitch, *stretch, "-psdur", "-f", folder / "line", "-o", folder / "wav", where=where)
    sound = read_wav(folder / "wav")
    samples = shift_voice(resample(sound.samples, sound.rate), throat.size)
    phones = [PhoneStretch(each.phone, each.start / throat.size, each.end / throat.size) for each in _phones(timed)]
    rows = each_alone.splitlines()
    alone = [tuple(phone for phone in map(_phone, row.split()) if phone != SILENCE) for row in rows]
    guessed = [each.plain_phones or phones_of(each.spelt) for each in heard]
    return Spoken(samples, (), phones, exact=True), alone if len(alone) == len(heard) else guessed


def _written(said: Saying, number: int) -> str:
    """A word as flite reads it: plain letters, and marks that it reads or pauses at."""
    if said.phones:
        return _stand_in(number) + said.ending + re.sub(r".*\w", "", said.spelt)
    text = said.respelt.lower() + said.ending + re.sub(r".*\w", "", said.spelt) if said.respelt else said.spelt
    plain = unicodedata.normalize("NFKD", text.translate(_PUNCTUATION)).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^\w\s.,!?;:'&%@+=$-]|_", " ", plain).strip(" -")
    return (
        " ".join(kept.split()) if any(each.isalnum() for each in kept) else {"&": "and", "%": "percent"}.get(kept, "uh")
    )


def _without_stops(word: str) -> str:
    """A word that flite does not take for several sentences."""
    return " ".join(re.sub(r"[.,;:]+(?=\s|$)|[.]{2,}|[!?]", " ", word).split()) or "uh"


def _stand_in(number: int) -> str:
    """A word flite does not know but would try to say, one for each number."""
    return "zo" + "".join("bdfgklmnpr"[int(digit)] + "o" for digit in f"{number:03d}")


def _entry(said: Saying, number: int) -> str:
    """A row of flite's lexicon; it knows vowels with 0 and 1 only."""
    phones = [
        each.rstrip("012") + (each[-1].replace("2", "1") if each[-1] in "012" else "1") if _is_vowel(each) else each
        for each in said.phones
    ]
    return f"{_stand_in(number)} : {' '.join(phones).lower()}\n"


def _is_vowel(phone: str) -> bool:
    return phone.rstrip("012") in VOWELS


def _phone(name: str) -> str:
    phone = {"pau": SILENCE, "ax": "AH", "axr": "ER"}.get(name, name.upper())
    return phone if phone in USUAL_LENGTH else SILENCE


def _phones(timed: str) -> list[PhoneStretch]:
    """The phones of all utterances, one a row: `pau:0.220 w:0.280`, each with its end in its own utterance."""
    phones: list[PhoneStretch] = []
    before = 0.0
    for row in filter(str.strip, timed.split("\n")):
        clock = before
        for part in row.split():
            name, _, end = part.rpartition(":")
            phones.append(PhoneStretch(_phone(name), clock, before + float(end)))
            clock = phones[-1].end
        before = clock
    return phones


def _words(said: tuple[Saying, ...], phones: Sequence[PhoneStretch], owners: list[int]) -> list[Stretch | None]:
    """From when to when each word is heard, as its phones tell."""
    moving = [each for each in phones if each.phone != SILENCE]
    numbers = iter(range(len(said)))
    words: list[Stretch | None] = []
    for each in said:
        number = next(numbers) if each.heard else None
        mine = [phone for phone, owner in zip(moving, owners, strict=True) if owner == number]
        words.append(Stretch(mine[0].start, mine[-1].end) if mine else None)
    return words
