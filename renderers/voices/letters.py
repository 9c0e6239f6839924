"""Phones guessed from letters, in any script: for mouths where nothing better is known."""

from __future__ import annotations

import functools
import re
import unicodedata

from renderers.voices.arpabet import SILENCE, VOWELS

_SPELLINGS: dict[str, str] = {
    # what letters usually sound like, longest first; ^ stands for a word's start, $ for its end
    "tion$": "SH AH N", "sion$": "ZH AH N", "ture$": "CH ER", "eigh": "EY", "ough": "AO", "augh": "AO", "igh": "AY",
    "shch": "SH CH", "tch": "CH", "dge": "JH", "sch": "SH", "eau": "OW", "oor": "AO R", "our": "AW R", "air": "EH R",
    "ear": "IH R", "eer": "IH R", "^kn": "N", "^gn": "N", "^wr": "R", "^ps": "S", "mb$": "M", "ch": "CH", "sh": "SH",
    "th": "TH", "ph": "F", "wh": "W", "ck": "K", "ng": "NG", "nk": "NG K", "qu": "K W", "gh": "", "zh": "ZH",
    "kh": "HH", "ee": "IY", "ea": "IY", "oo": "UW", "ou": "AW", "ow": "OW", "oa": "OW", "ai": "EY", "ay": "EY",
    "ei": "EY", "ey": "IY", "oi": "OY", "oy": "OY", "au": "AO", "aw": "AO", "ie": "IY", "ue": "UW", "ew": "UW",
    "er": "ER", "ir": "ER", "ur": "ER", "ar": "AA R", "or": "AO R", "ce": "S EH", "ci": "S IH", "cy": "S IY",
    "ce$": "S", "ge$": "JH", "ed$": "D", "ted$": "T IH D", "ded$": "D IH D", "es$": "Z", "le$": "AH L",
    "^y": "Y", "ae": "EY", "oe": "OW", "ya": "Y AA", "yu": "Y UW", "yo": "Y OW", "aa": "AA", "uu": "UW", "ii": "IY",
    "a": "AE", "b": "B", "c": "K", "d": "D", "e": "EH", "f": "F", "g": "G", "h": "HH", "i": "IH", "j": "JH", "k": "K",
    "l": "L", "m": "M", "n": "N", "o": "AA", "p": "P", "q": "K", "r": "R", "s": "S", "t": "T", "u": "AH", "v": "V",
    "w": "W", "x": "K S", "y": "IY", "z": "Z", "0": "Z IH R OW", "1": "W AH N", "2": "T UW", "3": "TH R IY",
    "4": "F AO R", "5": "F AY V", "6": "S IH K S", "7": "S EH V AH N", "8": "EY T", "9": "N AY N", "&": "AE N D",
}  # fmt: skip
_LONG = {"a": "EY", "e": "IY", "i": "AY", "o": "OW", "u": "UW", "y": "AY"}
_LONGEST = max(len(spelling.strip("^$")) for spelling in _SPELLINGS)
FOLDS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ð": "th", "þ": "th", "ł": "l", "đ": "d", "ı": "i"}
    | {"ẞ": "SS", "Æ": "Ae", "Œ": "Oe", "Ø": "O", "Ð": "Th", "Þ": "Th", "Ł": "L", "Đ": "D"}
)
"""Latin letters that are no letter of English with a mark on it, as English letters."""
_ALPHABETS = frozenset(
    ("CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "GEORGIAN", "MONGOLIAN", "ARABIC", "HEBREW", "SYRIAC", "THAANA")
)
"""Scripts whose letters are named after the sound they begin with; others name the whole syllable."""
_ABJADS = frozenset(("ARABIC", "HEBREW", "SYRIAC"))
"""Scripts that leave most vowels out."""
_QUALIFIERS = frozenset(("FINAL", "SMALL", "CAPITAL", "SHORT", "MEDIAL", "BYELORUSSIAN-UKRAINIAN", "DOTLESS", "FARSI"))
_ONSETS = ("", "B", "D", "F", "G", "HH", "JH", "K", "L", "M", "N", "P", "S", "SH", "T", "W", "Y", "Z", "CH", "R")
_NUCLEI = ("AA", "EH", "IY", "OW", "UW", "AY", "AW")


def has_sound(word: str) -> bool:
    """Whether a word is heard at all: it holds a letter, a digit or a sign that is read out."""
    return any(each.isalnum() or each in "&%@+=$£€" for each in word)


@functools.lru_cache(maxsize=8192)
def phones_of(word: str) -> tuple[str, ...]:
    """The phones a word of any script may have, ARPAbet without stress, `SIL` for stops inside it.

    English spelling for Latin letters; other letters go by their names in Unicode, and signs without one get a
    syllable of their own that is always the same. A word that is heard has one phone at least.
    """
    phones: list[str] = []
    for piece in re.findall(r"[\w&%@+=$£€'’\u0300-\u036f]+|[^\w\s]", word.casefold()):
        if has_sound(piece):
            phones += _piece(piece)
        elif piece in "—–…,.;:!?、。，！？；：" and phones and phones[-1] != SILENCE:
            phones.append(SILENCE)
    while phones and phones[-1] == SILENCE:
        phones.pop()
    return tuple(phones) or (("AH",) if has_sound(word) else ())


def _piece(text: str) -> list[str]:
    phones: list[str] = []
    latin = ""
    # Hangul and kana stay whole; only marks on Latin letters are taken off.
    for letter in unicodedata.normalize("NFC", text).translate(FOLDS):
        plain = unicodedata.normalize("NFKD", letter)[0]
        if plain.isascii():
            latin += plain if plain.isalnum() or plain == "&" else ""
            continue
        phones += _spelt(latin)
        latin = ""
        _add_foreign(phones, letter)
    return phones + _spelt(latin)


def _spelt(word: str) -> list[str]:
    """The phones of plain letters a to z and digits, by English spelling."""
    silent = re.fullmatch(r"(.*[aeiouy])([bcdfgklmnpstvz])e", word)
    phones: list[str] = []
    at = 0
    while at < len(word):
        if silent and at == len(silent[1]) - 1:
            return [*phones, _LONG[word[at]], *_SPELLINGS["s" if silent[2] == "c" else silent[2]].split()]
        if silent and at == len(word) - 1:
            break
        for length in range(min(_LONGEST, len(word) - at), 0, -1):
            part = word[at : at + length]
            tries = (part + "$" * (at + length == len(word)), "^" * (at == 0) + part, part)
            found = next((each for each in tries if each in _SPELLINGS and _fits(each, word, at)), None)
            if found is not None:
                break
        else:
            found, length = "", 1
        phones += [each for each in _SPELLINGS.get(found, "").split() if not phones or each != phones[-1]]
        at += length
    return phones


def _fits(spelling: str, word: str, at: int) -> bool:
    """Endings only count after a vowel: `wanted`, not `bed`."""
    return spelling not in ("ed$", "ted$", "ded$", "es$", "le$") or any(each in "aeiouy" for each in word[:at])


def _add_foreign(phones: list[str], letter: str) -> None:
    """Add what a letter of another script sounds like to the phones before it."""
    name = unicodedata.name(letter, "")
    script = name.partition(" ")[0]
    if "VIRAMA" in name or "VOWEL SIGN" in name:
        # An Indic consonant brings a vowel with it, which these take away again.
        if phones and phones[-1] in VOWELS:
            phones.pop()
        phones += _spelt(name.partition("VOWEL SIGN ")[2].partition(" ")[0].lower())
        return
    if not letter.isalnum():
        return
    called = re.search(r"(?:LETTER|SYLLABLE|CHARACTER|DIGIT) (?:SMALL |CAPITAL )?(.+)", name)
    if not called:
        code = ord(letter)
        phones += [each for each in (_ONSETS[code % len(_ONSETS)], _NUCLEI[code // 7 % len(_NUCLEI)]) if each]
        return
    words = [each for each in called[1].split() if each not in _QUALIFIERS]
    if not words or words[-1] == "SIGN":
        return
    sound = _spelt(_sound_named(words[0].lower(), script))
    if script in _ABJADS and phones and phones[-1] not in VOWELS and sound and sound[0] not in VOWELS:
        phones.append("AH")
    phones += sound


def _sound_named(name: str, script: str) -> str:
    """The letters a letter's name stands for: `sigma` is s, `em` is m, `yu` is yu."""
    if script not in _ALPHABETS or name in ("ya", "yu", "yo", "yi", "ye", "ie"):
        return name
    if re.fullmatch(r"e[flmnrs]", name):
        return name[1]
    found = re.match(r"[bcdfghjklmnpqrstvwxyz]+|[aeiou]", name)
    return found[0] if found else name
