"""The phones of the mouth's timetable, how long each usually lasts, and how other alphabets write them."""

from __future__ import annotations

from collections.abc import Iterable

SILENCE = "SIL"
"""The phone of a pause."""

USUAL_LENGTH: dict[str, float] = {
    "AA": 0.120, "AE": 0.115, "AH": 0.065, "AO": 0.120, "AW": 0.150, "AY": 0.145, "EH": 0.095, "ER": 0.105,
    "EY": 0.130, "IH": 0.070, "IY": 0.105, "OW": 0.135, "OY": 0.165, "UH": 0.075, "UW": 0.110,
    "B": 0.065, "CH": 0.110, "D": 0.055, "DH": 0.045, "F": 0.095, "G": 0.065, "HH": 0.060, "JH": 0.095,
    "K": 0.085, "L": 0.065, "M": 0.070, "N": 0.060, "NG": 0.075, "P": 0.085, "R": 0.060, "S": 0.105,
    "SH": 0.110, "T": 0.070, "TH": 0.090, "V": 0.060, "W": 0.060, "Y": 0.055, "Z": 0.085, "ZH": 0.090,
    SILENCE: 0.150,
}  # fmt: skip
"""Seconds each phone lasts in running speech, give or take; of a pause inside a word for silence."""
VOWELS = frozenset(("AA", "AE", "AH", "AO", "AW", "AY", "EH", "ER", "EY", "IH", "IY", "OW", "OY", "UH", "UW"))
"""The phones syllables are counted by."""

TONELESS = frozenset(("CH", "F", "HH", "K", "P", "S", "SH", "T", "TH"))
"""The phones in which no voice sounds."""

_IPA: dict[str, str] = {
    # letters of the International Phonetic Alphabet, and the capitals and small letters Kokoro writes diphthongs with
    "ɑ": "AA", "ɒ": "AA", "a": "AA", "æ": "AE", "ʌ": "AH", "ə": "AH", "ᵊ": "AH", "ɐ": "AH", "ɔ": "AO", "W": "AW",
    "I": "AY", "ɛ": "EH", "e": "EH", "ɜ": "ER", "ɚ": "ER", "ɝ": "ER", "A": "EY", "ɪ": "IH", "ᵻ": "IH", "ɨ": "IH",
    "i": "IY", "y": "IY", "ʏ": "IH", "O": "OW", "Q": "OW", "o": "OW", "Y": "OY", "ʊ": "UH", "u": "UW", "ɯ": "UW",
    "ɤ": "AH", "ø": "ER", "œ": "ER", "ɵ": "UH", "ʉ": "UW", "b": "B", "ß": "B", "β": "V", "ʧ": "CH", "ʨ": "CH",
    "d": "D", "ɖ": "D", "ɾ": "D", "ð": "DH", "f": "F", "ɸ": "F", "g": "G", "ɡ": "G", "ɣ": "G", "ɢ": "G", "h": "HH",
    "ħ": "HH", "ɦ": "HH", "x": "HH", "χ": "HH", "ç": "HH", "ʕ": "HH", "ʤ": "JH", "ʥ": "JH", "k": "K", "c": "K",
    "q": "K", "l": "L", "ɫ": "L", "ɭ": "L", "ʎ": "L", "ɬ": "L", "m": "M", "ɱ": "M", "n": "N", "ɲ": "N", "ɳ": "N",
    "ɴ": "N", "ŋ": "NG", "p": "P", "ɹ": "R", "r": "R", "ʁ": "R", "ʀ": "R", "ɽ": "R", "ɻ": "R", "s": "S", "ʦ": "S",
    "ʃ": "SH", "ɕ": "SH", "ʂ": "SH", "t": "T", "T": "T", "ʈ": "T", "θ": "TH", "v": "V", "ʋ": "V", "w": "W", "ɰ": "W",
    "ʍ": "W", "ɥ": "Y", "j": "Y", "ʝ": "Y", "z": "Z", "ʐ": "ZH", "ʣ": "Z", "ʒ": "ZH", "ʑ": "ZH",
}  # fmt: skip
_PAIRS: dict[str, str] = {
    "eɪ": "EY", "aɪ": "AY", "ɑɪ": "AY", "aʊ": "AW", "oʊ": "OW", "əʊ": "OW", "ɔɪ": "OY", "tʃ": "CH", "tɕ": "CH",
    "dʒ": "JH", "dʑ": "JH", "ts": "S", "dz": "Z",
}  # fmt: skip


_STRESS = {"ˈ": "1", "'": "1", "ˌ": "2"}


def phone_of(letter: str) -> str | None:
    """The phone a phonetic letter stands for; None for marks of stress, length and the like."""
    return _IPA.get(letter)


def plain(phones: Iterable[str]) -> tuple[str, ...]:
    """Phones with their stress digits taken off."""
    return tuple(phone.rstrip("012") for phone in phones)


def usual_length(phones: Iterable[str]) -> float:
    """Seconds these phones usually last together."""
    return sum(USUAL_LENGTH[phone] for phone in phones)


def phones_of_ipa(text: str) -> tuple[str, ...]:
    """The phones of a word in phonetic letters: `dʒˈɛɾi` is JH EH D IY. Marks and letters unknown here are left out."""
    return plain(stressed_phones_of_ipa(text))


def stressed_phones_of_ipa(text: str) -> tuple[str, ...]:
    """The same with the stress digits of vowels: `dʒˈɛɾi` is JH EH1 D IY0. A mark holds for the next vowel."""
    phones: list[str] = []
    at, stress = 0, "0"
    letters = "".join(each for each in text if each in _IPA or each in _STRESS)
    while at < len(letters):
        if letters[at] in _STRESS:
            stress = _STRESS[letters[at]]
            at += 1
            continue
        pair = _PAIRS.get(letters[at : at + 2])
        phone = pair or _IPA[letters[at]]
        if phone in VOWELS:
            phone, stress = phone + stress, "0"
        phones.append(phone)
        at += 2 if pair else 1
    return tuple(phones)
