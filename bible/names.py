"""Names: when two of them are one person, and which are groups or voices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache

from bible.roles_abroad import head_abroad, is_role_abroad, without_article
from bible.vocabulary import (
    ACTIONS,
    NOUNS_IN_ING,
    SMALL,
    TECHNICAL,
    TITLES,
    is_group_word,
    is_person_word,
    singular,
)

_AGES = frozenset(
    [
        "YOUNG",
        "YOUNGER",
        "OLD",
        "OLDER",
        "LITTLE",
        "TEEN",
        "TEENAGE",
        "ADULT",
        "BABY",
        "TODDLER",
        "GHOST",
        "FUTURE",
        "PAST",
        "GROWN-UP",
        "GROWNUP",
        "ELDERLY",
        "MIDDLE-AGED",
        "MASKED",
        "FAKE",
        "REAL",
        "ROBOT",
        "EVIL",
    ]
)
_SHORT_TITLES = {
    "SERGEANT": "SGT", "LIEUTENANT": "LT", "CAPTAIN": "CAPT", "CPT": "CAPT", "COLONEL": "COL", "DOCTOR": "DR",
    "PROFESSOR": "PROF", "REVEREND": "REV", "MISTER": "MR",
}  # fmt: skip
_VOICE = re.compile(r"(?:^(?:THE )?VOICE OF (?P<of>.+)$)|(?:^(?P<owner>.+?)(?:'S)?[ -](?:VOICE|VOICE-?OVER)$)")
_JOINED = re.compile(r"\s*(?:,|/|&|\+|\bAND\b)\s*")


def cue_name(cue: str) -> str:
    """A name as names are compared: capitals, single blanks, no article, no `CONT'D`."""
    name = " ".join(cue.upper().replace("’", "'").split())
    name = re.sub(r"[\s\-–—]+\(?CONT'?D\.?\)?$", "", name)
    bare = without_article(name)
    if bare != name and is_role_abroad(bare):
        return bare
    return re.sub(r"^(?:THE|AN?) (?=\S)", "", name)


def owner_of_voice(name: str, names: Collection[str]) -> str:
    """Whose voice a name means: `NORA'S VOICE` is NORA's where there is a NORA; empty when it means no voice."""
    match = _VOICE.match(name)
    owner = cue_name(match["of"] or match["owner"]) if match else ""
    return owner if owner in names else ""


def is_voice_only(name: str) -> bool:
    """Whether a name is nobody's but a voice's: `A WOMAN'S VOICE`, `RADIO`, `LOUDSPEAKER`."""
    machines = (
        "RADIO", "TELEVISION", "TV", "LOUDSPEAKER", "SPEAKER", "INTERCOM", "PHONE", "TELEPHONE", "ANSWERPHONE", "ANSWERING MACHINE",
        "NAVIGATION", "GPS", "COMPUTER", "ANNOUNCEMENT", "P.A", "PA", "TANNOY", "VOICE", "VOICEMAIL", "VOICEOVER", "VOICE-OVER",
        "VOIX", "STIMME", "VOZ", "VOCE", "ГОЛОС", "画外音", "畫外音", "旁白", "ナレーション", "내레이션",
    )  # fmt: skip
    said = (" VOICE", " RADIO", " LOUDSPEAKER", " VOICEOVER", " STIMME", " VOZ", " VOCE", " ГОЛОС", "的声音", "の声")
    of = ("VOICE OF ", "VOIX ", "STIMME ", "VOZ ", "VOCE ", "ГОЛОС ")
    return name in machines or name.endswith(said) or name.startswith(of)


def head_of(name: str) -> str:
    """The word that says what a name is: `MAN` in `HEAVYSET MAN IN OVERALLS`, `DRIVER` in `DRIVER #2`."""
    abroad = head_abroad(name)
    if abroad:
        return abroad
    words = [
        word for word in re.split(r" (?:IN|OF|WITH|FROM|ON|AT) ", name)[0].split() if not word.lstrip("#").isdigit()
    ]
    return words[-1] if words else ""


def is_group(name: str) -> bool:
    """Whether a name means several people at once: `CROWD`, `THE TWINS`."""
    return is_group_word(head_of(name))


def members(name: str, names: Collection[str]) -> tuple[str, ...]:
    """Who speaks under a cue of several: `NORA AND IKE`; empty unless each is known."""
    parts = [cue_name(part) for part in _JOINED.split(name)]
    return tuple(parts) if len(parts) > 1 and all(part in names for part in parts) else ()


def is_role(name: str) -> bool:
    """`MAN`, `OLD WOMAN`, `DRIVER #2`: a word for a person, that prose writes small."""
    return is_person_word(head_of(name)) or is_group_word(head_of(name))


def titles_in(name: str) -> list[str]:
    """The titles a name begins with, each in its short form: `SGT` of `SERGEANT HILL`."""
    words = _plain_words(name)
    return words[: len(words) - len(_untitled(words))]


def bare_words(name: str) -> list[str]:
    """The words of a name without titles and callings before it: `RUTH OKORO` of `DETECTIVE RUTH OKORO`."""
    words = _untitled(_plain_words(name))
    while len(words) > 1 and is_person_word(words[0]) and not is_person_word(words[-1]):
        words = words[1:]
    return words


def spelling(name: str) -> str:
    """What is the same in all spellings of a name: no accents, dots, hyphens or blanks, titles in short form."""
    letters = unicodedata.normalize("NFKD", "".join(_plain_words(name.replace("-", " "))))
    return "".join(letter for letter in letters if letter.isalnum())


def _plain_words(name: str) -> list[str]:
    return [_SHORT_TITLES.get(word, word) for word in name.replace(".", "").split()]


def _untitled(words: list[str]) -> list[str]:
    count = 0
    while count < len(words) and words[count] in TITLES:
        count += 1
    return words[count:]


@lru_cache(maxsize=1 << 16)
def is_part(short: str, full: str) -> bool:
    """Whether a name is a shorter form of a fuller one: NORA or VEGA of DETECTIVE NORA VEGA, DR. VEGA of DR. IDA VEGA.

    `YOUNG NORA`, `COP 2` and `BAKER'S WIFE` are other people than NORA, COP and BAKER.
    """
    if is_voice_only(short) or is_voice_only(full):
        return False
    few, many = _plain_words(short), _plain_words(full)
    bare_few, bare_many = bare_words(short), bare_words(full)
    if len(few) >= len(many) or not bare_few or not bare_many or is_role(short):
        return False
    if bare_few[0] != bare_many[0] and bare_few[-1] != bare_many[-1]:
        return False
    rest = list(many)
    for word in few:
        if word not in rest:
            return False
        rest.remove(word)
    if is_role(full) and many[0] not in TITLES:
        return False
    return not any(map(_is_no_name, rest))


def is_slip(word: str, name: str) -> bool:
    """Whether a word is a name with one letter more, less, other or two in the wrong order, but for an `S` at its end."""
    if word == name or abs(len(word) - len(name)) > 1 or name in (f"{word}S", word.removesuffix("S")):
        return False
    at = next(
        (at for at, (one, other) in enumerate(zip(word, name, strict=False)) if one != other), min(len(word), len(name))
    )
    rest, wanted = word[at:], name[at:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[2:] == wanted[2:] and rest[:2] == wanted[1::-1])
    )


def _is_no_name(word: str) -> bool:
    """Whether a word beside a name makes it somebody else's, or a sentence: YOUNG NORA, NORA GRABS, ANGLE ON NORA."""
    if word in _AGES or (word in SMALL and word != "THE") or word in TECHNICAL or word in ("&", "TV"):
        return True
    if "/" in word or word.endswith(("'S", "ING")) or any(letter.isdigit() for letter in word):
        return word not in NOUNS_IN_ING
    return word.endswith("S") and singular(word) in ACTIONS
