"""Parts: which clauses of the action each person acts in, and which tell what others do to them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from bible.entries import Character
from renderers.animatic.sights import seen_in
from renderers.animatic.tongues import in_english
from shots.recipe import Recipe

_ALL = re.compile(r"(they|both|the two|the three|everyone|everybody|all)\b", re.IGNORECASE)
_ONE = re.compile(r"(he|she|his|her)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\W*((and|then|now|still|again|suddenly|at last|finally|while|as|but|\w+ly)\b\W*)*", re.IGNORECASE
)
"""What may come before the one who acts."""
_JOINED = re.compile(r"(\s*\([^)]*\))?\W*(,|and|&|with)?\W*(the\s+)?", re.IGNORECASE)
_GROUP = re.compile(r"(?:the |all |both )*(?:two |three )?(children|kids|boys|girls|men|women)\b", re.IGNORECASE)
"""Several at once, by what they are."""
_KIN = re.compile(
    r"(?:[a-z-]+ )?(?:son|daughter|wife|husband|father|mother|dad|mum|mom|brother|sister|friend|boss|partner|manager|"
    r"assistant|uncle|aunt|cousin|grand(?:father|mother|son|daughter)|nephew|niece|fiancée?|boyfriend|girlfriend|neighbou?r|"
    r"secretary|lawyer|doctor|driver|bodyguard|twin|colleague|deputy|sidekick),? (?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""Who somebody is to another, before the name."""
_GROWN = 16
_THING = re.compile(
    r"\W*(the|an?|another|one|some|its?|that|this|there|rain|snow|light|smoke|water|wind)\b", re.IGNORECASE
)
_PERSON = re.compile(
    r"\b(man|woman|boy|girl|child|children|two|three|others?|men|women|old|young|people|couple|pair|both|mother|father|"
    r"brother|sister|friends?|stranger|officer|teacher|captain)\b",
    re.IGNORECASE,
)
_TITLES = frozenset(
    ("the", "a", "an", "of", "and", "mr", "mrs", "miss", "ms", "dr", "sir", "lord", "lady", "king", "queen", "prince",
     "princess", "doctor", "nurse", "captain", "sergeant", "coach", "old", "young", "big", "little")
)  # fmt: skip
"""Words of a name that alone are nobody's."""
_ENDS = r"(?<=[.!?;])\s+|\n+"
_TURNS = r"(?:,\s*)?(?:\b(?:and|while|as|but)\s+|,\s+)(?=(?:he|she|they)\s+[a-z]+)"
"""Where a sentence goes on with somebody else: `He swings at her and she ducks`."""
_OTHER = re.compile(
    r"(?P<name>[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|the|of))*)\s*(?:\(|,\s*\d|(?:and|&)\s+[A-Z]|(?P<verb>[a-z]+s)\b)"
    r"|(?P<caps>[A-Z]{3,})\s+[a-z]"
)
"""Somebody who is not in the cast: a name and a verb, an age or another name."""
_NO_NAMES = frozenset(
    ("beside", "behind", "outside", "inside", "there", "here", "nobody", "who", "what", "it", "this", "that", "its")
)
_NO_VERBS = frozenset(
    ("across", "as", "his", "this", "towards", "outwards", "upwards", "downwards", "always", "its", "is", "us")
)
_LED = re.compile(r"\W*(an?|the|another|one|two|three|four|some|several)\s+((?:[\w’'-]+\s+)+)", re.IGNORECASE)
_OBJECT = re.compile(
    r"\b(him|her|his)\b(\s*(?:$|[.,;!?]|(?:in|on|at|to|into|by|from|with|against|and|down|up|away|back|again|hard|close|over"
    r"|across|through|off|tight|twice|round|around|until|while|as|like)\b))?"
)
"""Somebody something is done to, or whose something is: `kicks her`, `takes her hand`."""
_OF_BODY = re.compile(r"\s*(?:hands?|arms?|face|hair|shoulders?|cheeks?|neck|throat|wrist|lips|mouth|sleeve|collar)\b")
_SEXES = {"he": "man", "him": "man", "his": "man", "she": "woman", "her": "woman"}


class _Person(NamedTuple):
    """What tells one of the cast from the others."""

    token: str
    name: str
    sex: str
    age: int


class _Scene(NamedTuple):
    """Who is in a shot's cast, and the tokens of those in frame, whom it is most about first."""

    cast: tuple[_Person, ...]
    frame: tuple[str, ...]


class Clause(NamedTuple):
    """A piece of the action and the tokens of those in the cast who act in it: none where it is somebody else."""

    text: str
    actors: frozenset[str]


def part_of(recipe: Recipe, me: Character) -> str:
    """The clauses of the action in which this character acts, in English as far as it is known.

    A clause is about the first name in it and the names joined to that one (`Nora and Ike walk`), or about whom its
    pronoun stands for; `they` is everyone in frame who is not named beside it; a clause without a name goes on with
    those before. What somebody does who is not in the cast is nobody's part.
    """
    return " ".join(clause.text for clause in clauses(recipe) if me.token in clause.actors)


def past_of(recipe: Recipe, me: Character) -> str:
    """The clauses before this shot, in the same scene, in which this character acts."""
    told = _told(_scene(recipe), "\n".join(recipe.dressing), frozenset())
    return " ".join(clause.text for clause in told if me.token in clause.actors)


def clauses(recipe: Recipe) -> tuple[Clause, ...]:
    """The clauses of the shot's action, in its order, with those who act in each."""
    first = recipe.shot.subjects[:1]
    return _told(_scene(recipe), recipe.shot.action, frozenset(each.token for each in first))


def targets_of(recipe: Recipe, clause: Clause) -> frozenset[str]:
    """The tokens of those in frame to whom something is done in a clause: named after its actors, or `him`, `her`.

    Two who act on `each other` are both.
    """
    return _done_to(_scene(recipe), clause)


def unnamed(recipe: Recipe, text: str) -> str:
    """A text without the names of the cast, which mean nothing: `Rose` holds no flower."""
    for each in recipe.cast:
        text = name_of(each).sub("Somebody", text)
    return text


def name_of(character: Character) -> re.Pattern[str]:
    """What a character is called in action."""
    return _called(character.name)


@functools.lru_cache(512)
def _called(name: str) -> re.Pattern[str]:
    words = name.split()
    own = {word for word in words if word.lower() not in _TITLES and not _PERSON.fullmatch(word)}
    names = "|".join(re.escape(each) for each in sorted({name, words[0], *own}, key=len, reverse=True) if each)
    return re.compile(rf"\b({names})\b", re.IGNORECASE)


def _scene(recipe: Recipe) -> _Scene:
    cast = tuple(_Person(each.token, each.name, each.look.sex, each.look.age) for each in recipe.cast)
    return _Scene(cast, tuple(subject.token for subject in recipe.shot.subjects))


def _in_frame(scene: _Scene) -> list[_Person]:
    """Whom the shot is most about comes first."""
    return sorted((each for each in scene.cast if each.token in scene.frame),
                  key=lambda each: scene.frame.index(each.token))  # fmt: skip


@functools.lru_cache(1024)
def _done_to(scene: _Scene, clause: Clause) -> frozenset[str]:
    others = [each for each in _in_frame(scene) if each.token not in clause.actors]
    named = {each.token for each in others if _called(each.name).search(clause.text)}
    if named or re.search(r"\beach other\b", clause.text, re.IGNORECASE):
        return frozenset(named or clause.actors)
    opening = _OPENING.match(clause.text)
    after = clause.text[opening.end() if opening else 0 :]
    led = _ONE.match(after)
    after = after[led.end() :] if led else after
    own = {each.sex for each in scene.cast if each.token in clause.actors}
    for match in _OBJECT.finditer(after.lower()):
        meant = [each for each in others if each.sex == _SEXES[match[1]]]
        if not clause.actors and match[2] is None and match[1] != "him" and not _OF_BODY.match(after, match.end()):
            continue  # `Pete draws his gun`: whoever Pete is, the gun is his own
        if meant and (match[1] == "him" or match[2] is not None or _SEXES[match[1]] not in own):
            return frozenset((meant[0].token,))
    return frozenset(each.token for each in others) if re.search(r"\bthem\b", after, re.IGNORECASE) else frozenset()


@functools.lru_cache(1024)
def _told(scene: _Scene, text: str, actors: frozenset[str]) -> tuple[Clause, ...]:
    """Clauses and who acts in them; nothing is said of things."""
    present = bool(actors)
    before, told = Clause("", actors), list[Clause]()
    for text_ in _pieces(scene, text):
        named = _named(scene, text_)
        if (_others_lead(scene, text_) or _animal_leads(scene, text_)) if named else _of_things(text_):
            before = before if not named else Clause(text_, frozenset())
            continue
        before = Clause(text_, _actors(scene, text_, named, before, present))
        told.append(before)
    return tuple(told)


def _pieces(scene: _Scene, text: str) -> Iterator[str]:
    names = "|".join(_called(each.name).pattern for each in scene.cast)
    turns = re.compile(
        rf"{_TURNS}|\b(?:and|while|but)\s+(?=(?-i:[A-Z])\w+\s+[a-z]*[^s\W]s\b)|[,:]\s+(?=(?:an?|the)\s+(?-i:[A-Z]{{3,}}))",
        re.IGNORECASE,
    )
    for sentence in re.split(_ENDS, in_english(text)):
        start = 0
        for match in turns.finditer(sentence):
            if (
                sentence[match.start()] in ",:"
                or (names and re.search(names, sentence[start : match.start()], re.IGNORECASE))
                or _ONE.search(sentence)
                or _OTHER.match(sentence[start:])
            ):
                yield sentence[start : match.start()].rstrip()
                start = match.end()
        yield sentence[start:]


def _actors(scene: _Scene, text: str, named: frozenset[str], before: Clause, present: bool) -> frozenset[str]:
    opening = _OPENING.match(text)
    after = text[opening.end() if opening else 0 :]
    in_frame = frozenset(scene.frame)
    if _ALL.match(after):
        pair = before.actors | _done_to(scene, before) if before.text else frozenset()
        whole = pair if len(pair) == 2 and pair <= in_frame else in_frame
        mentioned = {each.token for each in scene.cast if _called(each.name).search(after)}
        return whole - mentioned or whole
    group = _GROUP.match(after)
    if group:
        return frozenset(each.token for each in _in_frame(scene) if _is_of(each, group[1].lower()))
    one = _ONE.match(after)
    rest = _KIN.sub("", after[one.end() :].lstrip()) if one else ""
    owned = one and any(_called(each.name).match(rest) for each in scene.cast)
    if one and not owned and rest != after[one.end() :].lstrip():
        return frozenset()  # `Her son BEN sits`, and he is not here
    if one and not owned:  # but: `Her father runs in`, `Her little son BEN sits`
        return _meant(scene, _SEXES[one[1].lower()], before, present)
    other = _OTHER.match(after)
    if named:
        return frozenset() if other and _is_stranger(scene, other) else named
    name = (other["name"] or other["caps"]).split()[0].lower() if other else ""
    if other and name not in _NO_NAMES and (other["verb"] or "") not in _NO_VERBS:  # but: `Walks across`
        return frozenset()
    return before.actors


def _is_stranger(scene: _Scene, other: re.Match[str]) -> bool:
    """Whether somebody of another scene or shot is what a clause is about, whom it may name: `Ada hits Nora`."""
    verb, name = other["verb"] or "", other["name"] or ""
    if not verb or verb in _NO_VERBS or name.split()[0].lower() in _NO_NAMES:
        return False
    return not any(_called(each.name).search(name) for each in scene.cast)


def _is_of(someone: _Person, group: str) -> bool:
    """Whether somebody is one of the `children`, `boys`, `women` ..."""
    young, man = someone.age < _GROWN, someone.sex == "man"
    return young == (group in ("children", "kids", "boys", "girls")) and (
        group in ("children", "kids") or man == (group in ("boys", "men"))
    )


def _meant(scene: _Scene, sex: str, before: Clause, present: bool) -> frozenset[str]:
    """Whom `he` or `she` stands for: who acted before, whom it was done to, or who else there is of that sex."""
    if any(each.token in before.actors and each.sex == sex for each in scene.cast):
        return frozenset(each.token for each in scene.cast if each.token in before.actors and each.sex == sex)
    people = [each for each in _in_frame(scene) if each.sex == sex]
    done_to = [each for each in people if each.token in _done_to(scene, before)]
    if not before.actors and before.text and not done_to:
        return frozenset()  # somebody else, who acted before
    if not people and present and not before.text:
        return before.actors  # whom the shot is about, whatever the bible takes them for
    return frozenset(each.token for each in (done_to or people)[:1])


def _of_things(text: str) -> bool:
    """Whether a clause that names nobody is about a thing: `The needle falls`, but not `The boy falls`."""
    found = _THING.match(text)
    return bool(found) and not _PERSON.search(text[: found.end() + 12] if found else "")


def _others_lead(scene: _Scene, text: str) -> bool:
    """Whether somebody without a name of their own is what a clause is about: `A guard grabs Mara`."""
    first = min(match.start() for each in scene.cast if (match := _called(each.name).search(text)))
    led = _LED.fullmatch(text[:first])
    if not led:
        return False
    words = led[2].split()
    return any(word.endswith("s") for word in words[1:]) or (len(words) > 1 and words[0].endswith("s"))


def _animal_leads(scene: _Scene, text: str) -> bool:
    """Whether an animal or a vehicle is what a clause is about, not the one it names: `A dog sits beside Nora`."""
    first = min(match.start() for each in scene.cast if (match := _called(each.name).search(text)))
    return any(seen.sight.where in ("ground", "road") for seen in seen_in(text[:first]))


def _named(scene: _Scene, text: str) -> frozenset[str]:
    found = sorted(
        (match.start(), match.end(), each.token) for each in scene.cast if (match := _called(each.name).search(text))
    )
    actors: set[str] = set()
    end = None
    for start, finish, token in found:
        if end is not None and not _JOINED.fullmatch(text[end:start]):
            break
        actors.add(token)
        end = finish
    return frozenset(actors)
