"""A new draft of a script: what is still the same keeps its ids, what is new gets ids never given before."""

from __future__ import annotations

import heapq
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from difflib import SequenceMatcher

from bible.assemble import inserted
from bible.script import Element, Line, Scene, Script

_SAME_SCENE = 0.3
"""The share of words two versions of a scene must have in common."""
_SAME_LINE = 0.5
"""The share of words two versions of a line must have in common."""
_TRIED = 12
"""How many of the lines with most words in common are held against a line word by word."""
_PLAIN_NUMBER = re.compile(r"[0-9]{1,9}")


def carry_ids(script: Script, before: Script, *, next_line: int, next_scene: int) -> Script:
    """The script with the ids and scene numbers of the draft before where scenes and lines are in essence the same.

    Scenes are known by what happens and is said in them, wherever they moved to and however they are numbered now;
    the writer's number only decides between equals. Lines are known by their words. New ones take ids from
    `next_line` and `next_scene` on.
    """
    scenes = _match_scenes(script.scenes, before.scenes)
    lines = _match_lines(script, before, scenes)
    old_numbers = {scene.id: scene.number for scene in before.scenes}
    kept = [old_numbers[scenes[index]] if index in scenes else "" for index in range(len(script.scenes))]
    numbers = _numbers(script.scenes, kept, before, next_scene)
    position = 0
    renewed: list[Scene] = []
    for index, scene in enumerate(script.scenes):
        scene_id = scenes.get(index)
        if scene_id is None:
            scene_id, next_scene = f"S{next_scene:04d}", next_scene + 1
        elements: list[Element] = []
        for element in scene.elements:
            if isinstance(element, Line):
                line_id = lines.get(position)
                if line_id is None:
                    line_id, next_line = f"L{next_line:04d}", next_line + 1
                element, position = element.model_copy(update={"id": line_id}), position + 1
            elements.append(element)
        renewed.append(scene.model_copy(update={"id": scene_id, "number": numbers[index], "elements": tuple(elements)}))
    return script.model_copy(update={"scenes": tuple(renewed)})


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _heading(scene: Scene) -> tuple[str, ...]:
    return (scene.heading.setting.value, *_words(scene.heading.place))


def _body(scene: Scene) -> list[str]:
    return [word for element in scene.elements for word in _words(element.text)]


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Words by twos: order counts a little."""
    return set(itertools.pairwise(words)) | {(word,) for word in words}


def alike(one: Set[Hashable], other: Set[Hashable]) -> float:
    """The share of their parts that two things have in common, 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def _pair_equals(
    new: dict[int, Hashable], old: dict[int, Hashable], ties: dict[tuple[int, int], int]
) -> dict[int, int]:
    """Pairs with equal keys, those first that a tie speaks for, then in order."""
    by_key: dict[Hashable, list[int]] = defaultdict(list)
    for index, key in old.items():
        by_key[key].append(index)
    pairs: dict[int, int] = {}
    for index, key in new.items():
        choices = by_key.get(key)
        if choices:
            best = max(choices, key=lambda choice: (ties.get((index, choice), 0), -choice))
            choices.remove(best)
            pairs[index] = best
    return pairs


def _match_scenes(new: Sequence[Scene], old: Sequence[Scene]) -> dict[int, str]:
    """The old id of each new scene that was there before, by position."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for place, scene in enumerate(old):
        numbers[scene.number].append(place)
    ties = {(index, place): 1 for index, scene in enumerate(new) for place in numbers.get(scene.number, ())}
    bodies_new, bodies_old = [_body(scene) for scene in new], [_body(scene) for scene in old]
    pairs = _pair_equals(
        {index: (_heading(scene), scene.heading.time.upper(), *bodies_new[index]) for index, scene in enumerate(new)},
        {index: (_heading(scene), scene.heading.time.upper(), *bodies_old[index]) for index, scene in enumerate(old)},
        ties,
    )
    left_new = [index for index in range(len(new)) if index not in pairs]
    used = set(pairs.values())
    left_old = [index for index in range(len(old)) if index not in used]
    new_sets = {index: _shingles(bodies_new[index]) for index in left_new}
    old_sets = {index: _shingles(bodies_old[index]) for index in left_old}
    scored = []
    for index in left_new:
        for place in left_old:
            share = alike(new_sets[index], old_sets[place])
            same_heading = _heading(new[index]) == _heading(old[place])
            if share >= (_SAME_SCENE / 3 if same_heading else _SAME_SCENE):
                scored.append(
                    (share + 0.15 * same_heading, ties.get((index, place), 0), -abs(index - place), index, place)
                )
    _pair_best(scored, pairs, used)
    _pair_rewritten(new, old, pairs, used)
    return {index: old[place].id for index, place in pairs.items()}


def _pair_best(scored: Iterable[tuple[float, int, int, int, int]], pairs: dict[int, int], used: set[int]) -> None:
    """Pair what is most alike first; each of both sides once. The last two numbers of a score are the pair."""
    for *_, index, place in sorted(scored, reverse=True):
        if index not in pairs and place not in used:
            pairs[index] = place
            used.add(place)


def _pair_rewritten(new: Sequence[Scene], old: Sequence[Scene], pairs: dict[int, int], used: set[int]) -> None:
    """A scene rewritten from end to end is the same when heading and neighbours are."""
    for index, scene in enumerate(new):
        if index in pairs:
            continue
        place = pairs.get(index - 1, -1 if index == 0 else None)
        if place is None or place + 1 >= len(old) or place + 1 in used:
            continue
        after = pairs.get(index + 1, len(old) if index + 1 == len(new) else None)
        if _heading(scene) == _heading(old[place + 1]) and after == place + 2:
            pairs[index] = place + 1
            used.add(place + 1)


def _match_lines(script: Script, before: Script, scenes: dict[int, str]) -> dict[int, str]:
    """The old id of each new line that was there before, by position in the script."""
    new = list(script.lines())
    old = list(before.lines())
    spans_new, spans_old = _spans(script.scenes), _spans(before.scenes)
    places = {scene.id: place for place, scene in enumerate(before.scenes)}
    pairs: dict[int, int] = {}
    paired = [(spans_new[index], spans_old[places[scene_id]]) for index, scene_id in scenes.items()]
    used: set[int] = set()
    for key in (_said_by, _said):
        for now, then in paired:
            left = [index for index in now if index not in pairs]
            found = _align(new, old, left, [place for place in then if place not in used], key)
            pairs.update(found)
            used.update(found.values())
    elsewhere = _pair_equals(
        {index: _said_by(line) for index, line in enumerate(new) if index not in pairs},
        {index: _said_by(line) for index, line in enumerate(old) if index not in used},
        {},
    )
    pairs.update(elsewhere)
    used.update(elsewhere.values())
    for now, then in paired:
        _pair_best(_reworded(new, old, now, then, pairs, used), pairs, used)
    return {index: old[place].id for index, place in pairs.items()}


def _spans(scenes: Iterable[Scene]) -> list[range]:
    spans, at = [], 0
    for scene in scenes:
        spans.append(range(at, at + len(scene.lines)))
        at += len(scene.lines)
    return spans


def _said_by(line: Line) -> Hashable:
    return (line.cue.casefold(), *_words(line.text)) if _words(line.text) else (line.cue.casefold(), line.text)


def _said(line: Line) -> Hashable:
    return tuple(_words(line.text)) or line.text


def _align(
    new: Sequence[Line], old: Sequence[Line], now: Sequence[int], then: Sequence[int], key: Callable[[Line], Hashable]
) -> dict[int, int]:
    """Pairs of equal lines of two versions of a scene: in order first, then those that changed places."""
    keys_new, keys_old = [key(new[index]) for index in now], [key(old[index]) for index in then]
    found: dict[int, int] = {}
    for block in SequenceMatcher(None, keys_new, keys_old, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            found[now[block.a + step]] = then[block.b + step]
    taken = set(found.values())
    moved = _pair_equals(
        {index: key(new[index]) for index in now if index not in found},
        {index: key(old[index]) for index in then if index not in taken},
        {},
    )
    return {**found, **moved}


@dataclass(frozen=True, slots=True)
class _Speech:
    """A line, its place in the script and in its scene, and its words."""

    place: int
    at: int
    words: list[str]
    vocabulary: frozenset[str]

    def likeness(self, other: _Speech) -> tuple[float, int]:
        """How many words two lines share, and how near they stand."""
        return alike(self.vocabulary, other.vocabulary), -abs(self.at - other.at)


def _speech(lines: Sequence[Line], place: int, scene: range) -> _Speech:
    words = _words(lines[place].text)
    return _Speech(place, place - scene.start, words, frozenset(words))


def _reworded(
    new: Sequence[Line], old: Sequence[Line], now: range, then: range, pairs: Mapping[int, int], used: Set[int]
) -> Iterator[tuple[float, int, int, int, int]]:
    """Pairs of lines of one speaker whose words are mostly the same, with how much so and how near they stand."""
    by_cue: dict[str, list[_Speech]] = defaultdict(list)
    for place in then:
        if place not in used:
            by_cue[old[place].cue.casefold()].append(_speech(old, place, then))
    for index in now:
        if index in pairs:
            continue
        this = _speech(new, index, now)
        choices = by_cue[new[index].cue.casefold()]
        for other in heapq.nlargest(_TRIED, choices, key=this.likeness):
            ratio = SequenceMatcher(None, this.words, other.words, autojunk=False).ratio()
            if ratio >= _SAME_LINE:
                yield ratio, -abs(this.at - other.at), 0, index, other.place


def _numbers(scenes: Sequence[Scene], kept: list[str], before: Script, next_scene: int) -> list[str]:
    """Numbers of known scenes as they were; new ones the writer's if free, else the one before with a letter.

    New scenes at the end take the next integer.
    """
    taken = {scene.number for scene in before.scenes} | {number for number in kept if number}
    highest = max([next_scene - 1, *(int(number) for number in taken if _PLAIN_NUMBER.fullmatch(number))])
    numbers: list[str] = []
    for index, (scene, number) in enumerate(zip(scenes, kept, strict=True)):
        if not number:
            number = scene.number if scene.numbered and scene.number not in taken else ""
            if not number and any(kept[index + 1 :]):
                number = inserted(numbers[-1] if numbers else "", taken)
            if not number:
                highest = next(number for number in itertools.count(highest + 1) if str(number) not in taken)
                number = str(highest)
            taken.add(number)
        numbers.append(number)
    return numbers
