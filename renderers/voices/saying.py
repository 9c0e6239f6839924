"""From a line's words to what is said for each: pronunciations, respellings, and what a voice has letters for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from bible.errors import VoiceError
from bible.model import Frozen
from renderers.interface import Pronunciation, Speech
from renderers.voices.arpabet import USUAL_LENGTH, plain, stressed_phones_of_ipa
from renderers.voices.letters import has_sound

_JOINERS = "\u200c\u200d"
"""Marks some scripts join and part their letters with."""


class Saying(Frozen):
    """One word of a line, and how it is said."""

    word: str
    """As the line has it, punctuation included."""
    spelt: str
    """The same without what would mean something to a speech program: control characters and the like."""
    respelt: str = ""
    """What to read instead of its letters: `CHUM-lee`; capitals carry the stress."""
    phones: tuple[str, ...] = ()
    """What to say instead, in ARPAbet with stress digits: `CH AH1 M L IY0`."""
    ending: str = ""
    """What is said after those: `'s`."""

    @property
    def heard(self) -> bool:
        """Whether the word has a sound at all; a dash alone has none."""
        return has_sound(self.spelt)

    @property
    def all_phones(self) -> tuple[str, ...]:
        """The given phones with those of the ending."""
        return (*self.phones, "Z") if self.phones and self.ending == "'s" else self.phones

    @property
    def plain_phones(self) -> tuple[str, ...]:
        """The same without stress digits."""
        return plain(self.all_phones)


def sayings(speech: Speech) -> tuple[Saying, ...]:
    """One for each word of the line, in order. Raises VoiceError when a pronunciation is no pronunciation."""
    said = _by_word(speech.pronunciations)
    return tuple(_saying(word, said) for word in speech.text.split())


def has_letters_for(text: str, scripts: Iterable[str]) -> bool:
    """Whether every letter of a text belongs to one of these scripts, as Unicode names them: `LATIN`."""
    known = tuple(scripts)
    letters = (each for each in set(unicodedata.normalize("NFKC", text)) if each.isalpha())
    return all(unicodedata.name(each, "").startswith(known) for each in letters)


def _by_word(pronunciations: Iterable[Pronunciation]) -> dict[str, Pronunciation]:
    """Pronunciations by single words: `Mara Dunholm` said `MAH-ra DUN-um` holds two."""
    said: dict[str, Pronunciation] = {}
    for each in pronunciations:
        words, parts = each.word.split(), each.said.split()
        if len(words) == 1:
            said[_key(each.word)] = each
        elif len(words) == len(parts) and not each.said.lstrip().startswith("/"):
            pairs = zip(words, parts, strict=True)
            said.update({_key(word): Pronunciation(word=word, said=part) for word, part in pairs})
        else:
            raise VoiceError(
                f"the pronunciation of {each.word!r} does not say which part is which word",
                cure="give one pronunciation for each word of the name",
            )
    return said


def _saying(word: str, said: dict[str, Pronunciation]) -> Saying:
    spelt = "".join(each for each in word if unicodedata.category(each)[0] != "C" or each in _JOINERS)
    bare = _key(spelt)
    for ending in ("", "'s", "'"):
        found = said.get(bare.removesuffix(ending)) if bare.endswith(ending) else None
        if found:
            phones = _phones(found)
            respelt = "" if phones else found.said.strip()
            return Saying(word=word, spelt=spelt, phones=phones, respelt=respelt, ending=ending)
    return Saying(word=word, spelt=spelt)


def _key(word: str) -> str:
    """A word without case and without the punctuation round it."""
    return re.sub(r"^[^\w&]+|[^\w&']+$", "", word.replace("’", "'")).casefold()


def _phones(pronunciation: Pronunciation) -> tuple[str, ...]:
    given = pronunciation.said.strip()
    if len(given) < 2 or not (given.startswith("/") and given.endswith("/")):
        return ()
    written = given.strip("/")
    plain_letters = written.isascii() and "'" not in written
    phones = tuple(written.upper().split())
    if not plain_letters or (re.fullmatch("[a-z]+", written) and phones[0] not in USUAL_LENGTH):
        phones = _of_ipa(written)
    wrong = next((each for each in phones if each.rstrip("012") not in USUAL_LENGTH), None)
    if wrong or not phones:
        raise VoiceError(
            f"{wrong or given!r} is no phone, in the pronunciation of {pronunciation.word!r}",
            cure="write IPA between the slashes (/ˈtʃʌmli/) or ARPAbet (/CH AH1 M L IY0/), or plain letters without",
        )
    return phones


def _of_ipa(written: str) -> tuple[str, ...]:
    """Phones of phonetic letters; the first vowel is stressed where no mark says which."""
    phones = stressed_phones_of_ipa(written)
    vowels = [at for at, phone in enumerate(phones) if phone[-1] in "012"]
    if not vowels or any(phones[at].endswith("1") for at in vowels):
        return phones
    return tuple(f"{phone[:-1]}1" if at == vowels[0] else phone for at, phone in enumerate(phones))
