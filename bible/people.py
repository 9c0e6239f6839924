"""Who is in a script: everyone with a cue, everyone introduced in capitals who acts, and under which names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bible.capitals import Run, capital_runs, sentences
from bible.described import described, sex_in
from bible.script import Action, Line, Scene, Script
from bible.words_for import GROUPS, PERSONS, TECHNICAL, THINGS, TITLES

_YOUNGER = {"YOUNG", "YOUNGER", "OLD", "OLDER", "LITTLE", "TEEN", "TEENAGE", "ADULT", "BABY", "GHOST", "FUTURE", "PAST"}


@dataclass
class Person:
    """Someone of the script, while it is being broken down."""

    name: str
    """As the cue has it; for silent ones as the action has it."""
    aliases: list[str] = field(default_factory=list)
    """Other names: `NORA VEGA`, `NORA'S VOICE`."""
    introduction: str = ""
    words: str = ""
    """What the introduction says of this one alone."""
    sex: str | None = None

    def mentions(self) -> Iterator[str]:
        """How action names this one, longest first."""
        yield from sorted({self.name, *self.aliases}, key=lambda name: (-len(name), name))


class People:
    """Everyone in a script, in the order in which they appear."""

    def __init__(self, persons: list[Person]) -> None:
        self.persons = persons
        self._by_name = {name: person for person in persons for name in person.mentions()}
        words = {name: person for name, person in self._by_name.items() if not _is_role(name)}
        self._pattern = _any_of(words)
        self._words = {name.upper(): person for name, person in words.items()}
        roles = {name: person for name, person in self._by_name.items() if _is_role(name)}
        self._roles = {name.upper(): person for name, person in roles.items()}
        self._role_pattern = _any_of(roles)

    def of_cue(self, cue: str) -> Person:
        """Whose cue this is."""
        return self._by_name[cue_name(cue)]

    def named_in(self, text: str) -> list[tuple[int, Person]]:
        """Who is named in a text, and where, each once."""
        found: dict[int, Person] = {}
        for pattern, table in ((self._pattern, self._words), (self._role_pattern, self._roles)):
            for match in pattern.finditer(text) if pattern else ():
                if _is_name(match[0], pattern is self._role_pattern, text[: match.start()]):
                    found[match.start()] = table[" ".join(match[0].upper().split())]
        seen: list[tuple[int, Person]] = []
        for at in sorted(found):
            if all(found[at] is not person for _, person in seen):
                seen.append((at, found[at]))
        return seen


def cue_name(cue: str) -> str:
    """A cue as names are compared: capitals, single blanks."""
    return " ".join(cue.upper().replace("’", "'").split())


def find_people(script: Script) -> People:
    """Everyone who has a cue, and the silent ones action introduces in capitals."""
    persons: dict[str, Person] = {}
    speaking = _speaking(script)
    for scene in script.scenes:
        for element in scene.elements:
            if isinstance(element, Line):
                name = speaking[cue_name(element.cue)]
                persons.setdefault(name, Person(name))
            elif isinstance(element, Action):
                for sentence in sentences(element.text):
                    for run in capital_runs(sentence):
                        _meet(run, sentence, persons, speaking)
    for cue, name in speaking.items():
        if cue != name and cue not in persons[name].aliases:
            persons[name].aliases.append(cue)
    people = People(list(persons.values()))
    _introduce(script, people)
    return people


def _speaking(script: Script) -> dict[str, str]:
    """Every cue, and the cue it is short or long for, or itself."""
    cues = list(dict.fromkeys(cue_name(line.cue) for line in script.lines()))
    return {cue: _same_as(cue, cues) for cue in cues}


def _same_as(cue: str, cues: list[str]) -> str:
    """`NORA'S VOICE` and `NORA VEGA` are NORA, if she is the only NORA; `COP 2` and `YOUNG NORA` are others."""
    owner = re.sub(r"(?:'S)? (?:VOICE|VOICE-?OVER)$", "", cue)
    if owner != cue and owner in cues:
        return owner
    words = cue.split()
    for other in cues:
        if other == cue or not _is_part(other.split(), words):
            continue
        rivals = [each for each in cues if each != other and _is_part(other.split(), each.split())]
        if len(rivals) == 1:
            return other
    return cue


def _is_part(short: list[str], full: list[str]) -> bool:
    """Whether a name is the first or last part of a fuller one, and the rest can be part of a person's name."""
    if len(short) >= len(full):
        return False
    if full[: len(short)] == short:
        rest = full[len(short) :]
    elif full[-len(short) :] == short:
        rest = full[: -len(short)]
    else:
        return False
    if _is_role(" ".join(short)) or any(word in _YOUNGER or word in ("AND", "&") or "/" in word for word in rest):
        return False
    return not any(any(letter.isdigit() for letter in word) or word.endswith("'S") for word in rest)


def _meet(run: Run, sentence: str, persons: dict[str, Person], speaking: dict[str, str]) -> None:
    """Take up who a run of capitals names: someone who speaks somewhere, or a silent one who acts."""
    name = cue_name(run.text)
    known = [*dict.fromkeys(speaking.values()), *persons]
    if name in speaking:
        owner = speaking[name]
        persons.setdefault(owner, Person(owner))
        return
    owners = list(dict.fromkeys(each for each in known if each == name or _is_part(each.split(), name.split())))
    longer = list(dict.fromkeys(each for each in known if _is_part(name.split(), each.split())))
    if len(owners) == 1 or (not owners and len(longer) == 1):
        owner = (owners or longer)[0]
        person = persons.setdefault(owner, Person(owner))
        if name != owner and name not in person.aliases:
            person.aliases.append(name)
    elif not owners and is_person(run, sentence):
        persons.setdefault(name, Person(name))


def is_person(run: Run, sentence: str) -> bool:
    """Whether a run of capitals names one person who acts: a word for one, an age, or a name that does something."""
    words = run.text.upper().split()
    if any(word in TECHNICAL for word in words) or any(word.strip("#") in GROUPS for word in words):
        return False
    if any(word in PERSONS or word in TITLES for word in words):
        return True
    after, before = sentence[run.end :], sentence[: run.start]
    if re.match(
        r"\s*(?:,\s*|\()(?:aged? |about |around |in (?:her|his|their) )?(?:early |mid-?|late )?'?\d{1,3}\b(?! (?:feet|metres|meters|miles|m\b))",
        after,
    ):
        return True
    if words[-1] in THINGS or any(character.isdigit() for character in run.text):
        return False
    if re.search(
        r"\b(?:an?|the|his|her|their|its|my|your|our|\w+ing|\w+ed|of|with|on|in|into|some|two|three)\s*$",
        before,
        re.IGNORECASE,
    ):
        return False
    acts = re.match(
        r"\s*(?:,[^,]*,)?\s*(?:\([^)]*\)\s*)?(?:slowly |quietly |suddenly |still |now )?([a-z]+s|and|is|has|who)\b",
        after,
    )
    return (
        acts is not None
        and acts[1] not in ("its", "his", "us", "this", "as", "yes", "across", "towards", "and")
        and (not before.strip() or before.rstrip().endswith((",", ";", ":", "and", "-", "—", "–")) or len(words) > 1)
    )


def _introduce(script: Script, people: People) -> None:
    """Find the sentence that introduces each, and what it says of them alone."""
    for scene in script.scenes:
        for element in scene.elements:
            if isinstance(element, Action):
                _introduce_in(sentences(element.text), people)
    for scene in script.scenes:
        _settle_sexes(scene, people)


def _introduce_in(told: list[str], people: People) -> None:
    for index, sentence in enumerate(told):
        marks = [(run.start, person) for run in capital_runs(sentence) for _, person in people.named_in(run.text)[:1]]
        for place, (start, person) in enumerate(marks):
            if person.introduction:
                continue
            end = marks[place + 1][0] if place + 1 < len(marks) else len(sentence)
            words = sentence[0 if place == 0 else start : end]
            whole = sentence
            if place + 1 == len(marks):
                for more in told[index + 1 :]:
                    if (capital_runs(more) and people.named_in(more)) or not _goes_on(more):
                        break
                    words, whole = f"{words} {more}", f"{whole} {more}"
            person.introduction, person.words = whole, words
            person.sex = described(words).sex or sex_in(person.name)


def _goes_on(sentence: str) -> bool:
    """Whether a sentence still describes: it says something of a look."""
    said = described(sentence).model_dump(exclude_none=True)
    return bool(said.keys() - {"sex"}) and len(sentence) < 200


def _settle_sexes(scene: Scene, people: People) -> None:
    """A `she` in a scene where only one can be meant says who is a woman."""
    present: list[Person] = []
    for element in scene.elements:
        if isinstance(element, Line):
            _join(present, [people.of_cue(element.cue)])
        elif isinstance(element, Action):
            last: Person | None = None
            for sentence in sentences(element.text):
                named = [person for _, person in people.named_in(sentence)]
                _join(present, named)
                last = named[0] if len(named) == 1 else None if named else last
                sex = _pronoun(sentence)
                if sex is None:
                    continue
                able = [person for person in present if person.sex in (None, sex)]
                whom = last if last in able and (len(named) == 1 or not named) else able[0] if len(able) == 1 else None
                if whom is not None and whom.sex is None:
                    whom.sex = sex


def _join(present: list[Person], more: Iterable[Person]) -> None:
    present += [person for person in more if person not in present]


def _pronoun(sentence: str) -> str | None:
    found = Counter(
        word.lower() for word in re.findall(r"\b(?:she|her|herself|he|him|his|himself)\b", sentence, re.IGNORECASE)
    )
    women = sum(found[word] for word in ("she", "her", "herself"))
    men = sum(found[word] for word in ("he", "him", "his", "himself"))
    start = re.match(r"(?:she|he|her|his)\b", sentence, re.IGNORECASE)
    if start:
        return "woman" if start[0].lower() in ("she", "her") else "man"
    return "woman" if women and not men else "man" if men and not women else None


def _is_role(name: str) -> bool:
    """`MAN`, `OLD WOMAN`, `DRIVER #2`: a word for a person, that prose writes small."""
    return name.upper().split()[-1:] != [] and any(word in PERSONS for word in name.upper().split())


def _any_of(table: Iterable[str]) -> re.Pattern[str] | None:
    names = sorted(table, key=lambda name: (-len(name), name))
    if not names:
        return None
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names) + r")(?!\w)", re.IGNORECASE
    )


def _is_name(word: str, role: bool, before: str) -> bool:
    if re.search(r"\b(?:photo|photograph|picture|portrait|letter|statue|drawing|thought|memory) (?:of|from) $", before):
        return False
    return (
        (role and re.search(r"\bthe $", before, re.IGNORECASE) is not None)
        or word[:1].isupper()
        or word == word.upper()
    )
