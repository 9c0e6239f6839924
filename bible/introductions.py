"""Introductions: the sentences that show a character for the first time, and what else settles women and men."""

from __future__ import annotations

import re
from collections import Counter

from bible.capitals import capital_runs, sentences
from bible.described import Sex, described
from bible.first_names import sex_of_name
from bible.people import People, Person
from bible.script import Action, Line, Scene, Script

_CLAUSE = re.compile(r"[,;:(]|\s[-–—]+\s|\band\b|\bas\b|\bwith\b")
_LONGEST = 240
"""Letters of a sentence that still describes."""
_WOMAN = r"她(?!们)|彼女(?!たち|ら)|\b(?:elle|ella|ela|она|вона)\b"
_MAN = (
    r"他(?!们|人)|彼(?!女|ら)|\b(?:er|él|ele|он|він)\b"
    r"|\bil(?= (?!y\b|pleut|neige|fait\b|faut|est (?:tard|tôt|midi|minuit|\d))\w)"
)
"""Pronouns of other languages that mean one person and tell which."""
_SUBJECT = re.compile(rf"(?:(?:she|he)\b|{_WOMAN}|{_MAN})", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?P<woman>\b(?:she|her(?= (?!again|back|up|down|down|off|out|in|into|with|to|and|as)[a-z]))\b|"
    rf"{_WOMAN})|(?P<man>\b(?:he|his)\b|{_MAN})",
    re.IGNORECASE,
)


def introduce(script: Script, people: People) -> None:
    """Give everyone their introduction, and settle who is a woman and who is a man as far as the script tells."""
    for scene in script.scenes:
        for element in scene.elements:
            if isinstance(element, Action):
                _introduce_in(sentences(element.text), people)
    votes: dict[str, Counter[Sex]] = {person.name: Counter() for person in people.persons}
    for scene in script.scenes:
        _vote(scene, people, votes)
    for person in people.persons:
        person.sex = described(person.about, person.name).sex or sex_of_name(" ".join([person.name, *person.aliases]))
        if person.sex is None and votes[person.name]:
            ((sex, times), *others) = votes[person.name].most_common()
            person.sex = sex if not others or times > others[0][1] else None


def _introduce_in(told: list[str], people: People) -> None:
    for index, sentence in enumerate(told):
        marks = [
            (run.start, run.end, person) for run in capital_runs(sentence) for person in people.in_text(run.text)[:1]
        ]
        marks = marks or _in_signs(sentence, people)
        for place, (start, _, person) in enumerate(marks):
            last = place + 1 == len(marks)
            if person.introduction:
                _grown_up(person, sentence[start:])
                continue
            since = marks[place - 1][1] if place else 0
            begin = (
                max([since, *(since + cut.end() for cut in _CLAUSE.finditer(sentence[since:start]))]) if place else 0
            )
            until = len(sentence) if last else marks[place + 1][0]
            more = _going_on(told[index + 1 :], people) if last else ""
            person.about = sentence[begin:until].strip() + more
            person.introduction = sentence + more


def _in_signs(sentence: str, people: People) -> list[tuple[int, int, Person]]:
    """Who is shown without capitals: `小明，12岁`, with the name right before a comma, and `Lena, 30`."""
    found = []
    for person in people.in_text(sentence):
        name = re.escape(person.name)
        named = re.search(rf"{name}(?=[，、（])|\b{re.escape(person.name.title())}(?=,? \(?\d{{1,3}}\b)", sentence)
        found += [(named.start(), named.end(), person)] if named else []
    return found


def _grown_up(person: Person, words: str) -> None:
    """`WILL, now 28`: who was shown as a child first is known by the age the story is told at."""
    found = re.match(r"[^,(]{2,40}(?:, |\()now (?:in (?:her|his) )?[\w'’-]+", words)
    if found:
        person.about = f"{person.about} {found[0]}."


def _going_on(told: list[str], people: People) -> str:
    """The sentences after an introduction that still describe whom it introduced."""
    more = ""
    for sentence in told:
        says = described(sentence, "").model_dump(exclude_none=True).keys() - {"sex", "age"}
        if not says or len(sentence) > _LONGEST or any(people.in_text(run.text) for run in capital_runs(sentence)):
            break
        more += " " + sentence
    return more


def _vote(scene: Scene, people: People, votes: dict[str, Counter[Sex]]) -> None:
    """What pronouns tell: `She` after a sentence about one person, or where only one person can be meant."""
    present: list[Person] = []
    for element in scene.elements:
        if isinstance(element, Line):
            present += [person for person in people.speaking(element.cue) if person not in present]
        elif isinstance(element, Action):
            last: Person | None = None
            for sentence in sentences(element.text):
                named = [person for person in people.in_text(sentence) if person.kind == "person"]
                present += [person for person in named if person not in present]
                found = _PRONOUN.search(sentence)
                if found:
                    _vote_on("woman" if found["woman"] else "man", sentence, named, last, present, votes)
                last = named[0] if len(named) == 1 else last if not named else None


def _vote_on(
    sex: Sex,
    sentence: str,
    named: list[Person],
    last: Person | None,
    present: list[Person],
    votes: dict[str, Counter[Sex]],
) -> None:
    if _SUBJECT.match(sentence) and last is not None:
        votes[last.name][sex] += 2
    elif len(named) == 1 and not _SUBJECT.match(sentence):
        votes[named[0].name][sex] += 1
    elif _SUBJECT.match(sentence):
        able = [person for person in present if not _is_other(person, sex)]
        if len(able) == 1:
            votes[able[0].name][sex] += 1


def _is_other(person: Person, sex: Sex) -> bool:
    known = described(person.about, person.name).sex or sex_of_name(person.name)
    return known is not None and known != sex
