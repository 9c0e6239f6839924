"""Who is in a script: everyone with a cue, everyone introduced in capitals who acts, and under which names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from bible.capitals import Run, capital_runs, sentences
from bible.first_names import sex_of_name
from bible.identity import Identities, Rulings
from bible.mentions import Names, first_names, last_names
from bible.names import (
    bare_words,
    cue_name,
    head_of,
    is_group,
    is_part,
    is_role,
    is_voice_only,
    members,
    owner_of_voice,
)
from bible.script import Action, Line, Script
from bible.vocabulary import (
    ACTIONS,
    NOUNS_IN_ING,
    PERSONS,
    SMALL,
    SOUNDS,
    TECHNICAL,
    THINGS,
    TITLES,
    is_person_word,
    singular,
)

Kind = Literal["person", "group", "voice"]
Sex = Literal["woman", "man"]

_AGE_AFTER = re.compile(
    r"\s*(?:,\s*|\(|[-–—]+\s*|\s(?:is|now)\s)(?:now |aged? |about |around |also |only |in (?:her|his|their) )*(?:early |mid-?|late )?"
    r"['’]?\d{1,3}\b(?! (?:feet|foot|ft|metres|meters|miles|m|km|years? (?:later|ago))\b)",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(r"\b(?:named|called|name is|known as|nicknamed)\s+$", re.IGNORECASE)
_KIN_BEFORE = re.compile(r"\b(?P<noun>[a-z]+(?:-[a-z]+)?)\s+$")
_DETERMINED = re.compile(
    r"\b(?:an?|the|his|her|their|its|my|your|our|of|with|on|in|into|from|to|at|some|any|no|two|three|four|five)\s+(?:[\w'’-]+\s+){0,2}$",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:an?|another|this|that|each|every)\s+(?:[\w'’-]+\s+)?$", re.IGNORECASE)
_SOMEWHERE = re.compile(
    r"\b(?:an?|the|his|her|their|its|my|your|our|in|at|to|from|on|near|into|through|across|around|over|of|for|like|says?|reads?)\s+$",
    re.IGNORECASE,
)
"""What stands before places, makes and tongues rather than before somebody."""
_NO_PART = frozenset(
    ("HIS", "HER", "THEIR", "MY", "YOUR", "HAS", "HAVE", "IS", "ARE", "WAS", "OFF", "I'M", "IT'S", "FOR")
)
"""Words of a sentence in capitals, that stand in no name."""
_LONGEST = 6
"""Words of a name."""
_NAME = re.compile(r"\b[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+\b")
_SHOWN = re.compile(
    r"\b(?P<name>[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?: [A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+){0,2})(?:, | \()(?:(?:early|mid|late)[- ]?)?\d{1,2}s?[,.;)]"
)
"""Somebody with an age beside the name."""
_DID = re.compile(
    r"\s+(?:[a-z]+ly )?(?:stood|sat|ran|went|came|saw|put|took|held|said|told|found|felt|knew|thought|left|lay|woke|gave|got|"
    r"made|began|heard|kept|let|met|rose|spoke|wore|wrote|drove|ate|drank|fell|had|did|could|would)\b"
)
"""What somebody did, in a story that is told."""
_SAID = re.compile(r"\b(?:said|says|asked|asks|replied|replies|whispered|whispers|shouted|cried|answered|called)\s+$")
_NOBODY = SMALL | TECHNICAL | THINGS | PERSONS | frozenset(("DAWN", "MAY", "JUNE", "APRIL", "WILL", "SUMMER", "HOPE"))
_ACTS = re.compile(
    r"\s*(?:,[^,.]*,)?\s*(?:\([^)]*\)\s*)?(?:[a-z]+ly |still |now |just )?(?P<verb>[a-z]+(?:s|ed)|is|has|was)\b"
)


@dataclass
class Person:
    """Someone of the script, while it is being broken down."""

    name: str
    """As cues are compared; for silent ones as action has it."""
    kind: Kind = "person"
    aliases: dict[str, str] = field(default_factory=dict)
    """Other names the script uses, the first name of a full one included, each with why it is this one's."""
    members: tuple[str, ...] = ()
    """Names of those who speak together under this one."""
    introduction: str = ""
    about: str = ""
    """What of the introduction is about this one alone."""
    sex: Sex | None = None


class People:
    """Everyone in a script, in the order in which they appear."""

    def __init__(self, persons: list[Person], owners: Mapping[str, str], only_capitals: Collection[str] = ()) -> None:
        """`owners` gives for each cue whose it is; names of `only_capitals` count only where they are in capitals."""
        self.persons = persons
        self._owners = owners
        self._by_name = {person.name: person for person in persons}
        spoken_of = [person for person in persons if person.kind != "voice" and not person.members]
        named = {name: person.name for person in spoken_of for name in (*person.aliases, person.name)}
        self._names = Names(named, only_capitals)
        self._found: dict[str, list[Person]] = {}

    def of_cue(self, cue: str) -> Person:
        """Whose cue this is."""
        return self._by_name[self._owners[cue_name(cue)]]

    def named(self, name: str) -> Person:
        """The person whose main name this is."""
        return self._by_name[name]

    def in_text(self, text: str) -> list[Person]:
        """Who is named in a text, each once, in order."""
        if text not in self._found:
            self._found[text] = [self._by_name[owner] for _, owner in self._names.found_in(text)]
        return self._found[text]

    def speaking(self, cue: str) -> list[Person]:
        """Who speaks under a cue: one, or those who speak together."""
        person = self.of_cue(cue)
        return [self._by_name[self._owners[name]] for name in person.members] or [person]

    def is_voice_of(self, cue: str) -> bool:
        """Whether a cue means only someone's voice: `NORA'S VOICE`."""
        return bool(owner_of_voice(cue_name(cue), self._owners))


class _Prose:
    """How the action of a script writes its words: names keep their capital inside a sentence, things do not."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._small: set[str] = set()
        self._names: set[str] = set()
        self._seen: set[str] = set()
        for text in texts:
            for sentence in sentences(text):
                for index, word in enumerate(re.findall(r"[^\W\d_]+", sentence)):
                    if word == word.lower():
                        self._small.add(word.upper())
                    elif word[1:] == word[1:].lower():
                        self._seen.add(word.upper())
                        if index:
                            self._names.add(word.upper())

    def is_name(self, word: str) -> bool:
        """Whether the word is used as a name somewhere."""
        return word in self._names and word not in self._small

    def may_be_name(self, word: str) -> bool:
        """Whether the word is used with a capital somewhere, be it at the start of a sentence, and never small."""
        return word in self._seen and word not in self._small

    def is_common(self, word: str) -> bool:
        """Whether the word is used as any other word somewhere."""
        return word in self._small


def find_people(script: Script, rulings: Rulings = Rulings()) -> People:
    """Everyone who has a cue, and those whom action introduces in capitals. What a person ruled of names holds."""
    identities = Identities(script, rulings)
    owners = identities.owners
    persons: dict[str, Person] = {}
    actions = [element.text for scene in script.scenes for element in scene.elements if isinstance(element, Action)]
    prose = _Prose(actions)
    for scene in script.scenes:
        for element in scene.elements:
            if isinstance(element, Line):
                _speaks(cue_name(element.cue), persons, owners, prose)
            elif isinstance(element, Action):
                for sentence in sentences(element.text):
                    for run in capital_runs(sentence):
                        _meet(run, sentence, persons, identities, prose)
    if not persons:
        persons |= {name: Person(name) for name in _unmarked(actions, prose)}
    for name in _with_ages(actions, prose):
        known = {*persons, *owners}
        if name not in identities.nobody and not any(is_part(name, each) or is_part(each, name) for each in known):
            persons[name] = Person(name)
    for name, owner in owners.items():
        if name != owner and owner in persons and not owner_of_voice(name, owners):
            persons[owner].aliases.setdefault(name, identities.why(name))
    _add_short_names(persons, owners, prose)
    return People(list(persons.values()), owners, identities.only_capitals)


def _unmarked(actions: Iterable[str], prose: _Prose) -> Iterator[str]:
    """Who acts in a story that writes nobody in capitals and lets nobody speak: common first names, and whose age is told."""
    for text in actions:
        for sentence in sentences(text):
            for match in _NAME.finditer(sentence):
                name, after = match[0].upper(), sentence[match.end() :]
                if prose.is_common(name) or any(word in _NOBODY for word in name.split()):
                    continue
                acts = prose.is_name(name) or _ACTS.match(after) or _DID.match(after)
                if (sex_of_name(name) and acts) or _AGE_AFTER.match(after) or _SAID.search(sentence[: match.start()]):
                    yield name


def _with_ages(actions: Iterable[str], prose: _Prose) -> Iterator[str]:
    """Who is shown by a first name with an age, `Lena Hart, 30, waits`, in a script that writes others in capitals."""
    for text in actions:
        for match in _SHOWN.finditer(text):
            name = match["name"].upper()
            if sex_of_name(name.split()[0]) and not any(
                prose.is_common(word) or word in _NOBODY for word in name.split()
            ):
                yield name


def _speaks(cue: str, persons: dict[str, Person], owners: Mapping[str, str], prose: _Prose) -> None:
    name = owners[cue]
    if name not in persons:
        together = members(name, owners)
        group = is_group(name) and not (name.endswith("MEN") and prose.is_name(name))
        kind: Kind = "group" if together or group else "voice" if is_voice_only(name) else "person"
        persons[name] = Person(name, kind=kind, members=tuple(owners[each] for each in together))


def _meet(run: Run, sentence: str, persons: dict[str, Person], identities: Identities, prose: _Prose) -> None:
    """Take up whom a run of capitals names: someone who speaks somewhere, or a silent one who acts."""
    name, owners = identities.written(run.text), identities.owners
    if name in owners:
        _speaks(name, persons, owners, prose)
        return
    if name in persons or name in identities.nobody:
        return
    known = {**{each: each for each in persons}, **owners}
    may_be = {each: owner for each, owner in known.items() if identities.may_be_one(name, owner)}
    shorter = {may_be[each]: each for each in may_be if is_part(each, name) and identities.may_mean(each, name)}
    longer = {may_be[each]: each for each in may_be if is_part(name, each)}
    if len(shorter) == 1 or (not shorter and len(longer) == 1 and not prose.is_common(name)):
        ((owner, form),) = (shorter or longer).items()
        if owner in owners:
            _speaks(owner, persons, owners, prose)
        persons[owner].aliases.setdefault(name, f"{'the fuller' if shorter else 'a shorter'} form of {form}")
    elif not shorter and is_group(name) and not any(word in TECHNICAL for word in run.words):
        persons[name] = Person(name, kind="group")
    elif not shorter and is_person(run, sentence, prose):
        persons[name] = Person(name)


def is_person(run: Run, sentence: str, prose: _Prose) -> bool:
    """Whether a run of capitals names one person who acts: a word for one, an age, or a name that does something."""
    words = run.words
    if any(word in TECHNICAL for word in words) or any(character.isdigit() for character in words[0]):
        return False
    if len(words) > _LONGEST or any(word in _NO_PART for word in words):
        return False
    before, after = sentence[: run.start], sentence[run.end :]
    named = all(prose.is_name(word) for word in words[1:])
    titled = words[0] in TITLES and len(words) > 1 and (named or not _ARTICLE.search(before))
    if is_person_word(head_of(run.text)) or titled:
        return True
    if _AGE_AFTER.match(after) or _NAMED_BEFORE.search(before):
        return True
    if words[-1] in THINGS or singular(words[-1]) in SOUNDS | ACTIONS or any(word.isdigit() for word in words):
        return False
    if all(prose.is_name(word) for word in words) and (sex_of_name(run.text) or not _SOMEWHERE.search(before)):
        return True
    last = words[-1]
    if (last.endswith("ING") and last not in NOUNS_IN_ING) or (len(words) == 1 and last.endswith("ED")):
        return False
    kin = _KIN_BEFORE.search(before)
    if kin and kin["noun"].upper() in PERSONS:
        return True
    if _DETERMINED.search(before) or any(prose.is_common(word) for word in words):
        return False
    acts = _ACTS.match(after)
    starts = not before.strip() or before.rstrip().endswith((",", ";", ":", "-", "—", "–", " and"))
    return acts is not None and starts and acts["verb"].upper() not in SMALL | {"YES", "THUS", "ALWAYS"}


def _add_short_names(persons: dict[str, Person], owners: Mapping[str, str], prose: _Prose) -> None:
    """Prose calls NORTHER WINSLOW by his first name, or by his last where it writes that somewhere."""
    full = {name: person.name for person in persons.values() for name in (person.name, *person.aliases)}
    taken = {*full, *owners}
    for short, name in (*first_names(full).items(), *last_names(full).items()):
        person = persons[full[name]]
        ordinary = short in TITLES | PERSONS | SMALL | TECHNICAL or is_role(person.name) or person.kind != "person"
        first = short == bare_words(name)[0]
        used = prose.may_be_name(short) or (first and sex_of_name(short) is not None)
        if short not in taken and not ordinary and used:
            person.aliases.setdefault(short, f"the {'first' if first else 'last'} name of {name}")
            taken.add(short)
