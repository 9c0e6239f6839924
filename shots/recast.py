"""Shots after the bible changed who is who: people under their present tokens, and which scenes to direct anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bible.entries import Bible, BreakdownSheet
from bible.model import Frozen
from bible.script import Script
from shots.shot import Shot, ShotList, Subject

_WHO = ("characters", "voices", "crowds", "props")


class Recast(Frozen):
    """A shot list for a changed bible."""

    shots: ShotList
    scenes: tuple[str, ...] = ()
    """Ids of the scenes that are to be directed anew: other people are in them, or speak."""


def recast(shots: ShotList, script: Script, before: Bible, bible: Bible) -> Recast:
    """The shots with the tokens people have now. Nothing is directed; `scenes` says what should be."""
    tokens = _tokens(before, bible)
    old, new = _speakers(script, before), _speakers(script, bible)
    sheets = {sheet.scene: sheet for sheet in before.sheets}
    changed = tuple(
        scene.id
        for scene in script.scenes
        if _who(sheets[scene.id], tokens) != _who(bible.sheet(scene.id), {})
        or any(tokens.get(old[line.id], old[line.id]) != new[line.id] for line in scene.lines)
    )
    return Recast(shots=with_present_tokens(shots, before, bible), scenes=changed)


def with_present_tokens(shots: ShotList, before: Bible, bible: Bible) -> ShotList:
    """The shots with the token that everybody has now: who turned out to be somebody else has theirs."""
    tokens = _tokens(before, bible)
    return ShotList(shots=tuple(_renamed(shot, tokens) for shot in shots.shots)) if tokens else shots


def spliced(shots: ShotList, scenes: Sequence[str], directed: ShotList) -> ShotList:
    """The list with some scenes' shots replaced by those of another list, each where its scene stands."""
    found: list[Shot] = []
    placed: set[str] = set()
    for shot in shots.shots:
        if shot.scene not in scenes:
            found.append(shot)
        elif shot.scene not in placed:
            placed.add(shot.scene)
            found += directed.of_scene(shot.scene)
    return ShotList(shots=tuple(found))


def _tokens(before: Bible, bible: Bible) -> dict[str, str]:
    """The present token of everyone whose token is another one now, because they turned out to be somebody else."""
    there = {character.token for character in bible.characters}
    known = {name: each.token for each in bible.characters for name in (*each.aliases, each.name)}
    gone = (each for each in before.characters if each.token not in there and each.name in known)
    return {each.token: known[each.name] for each in gone}


def _renamed(shot: Shot, tokens: Mapping[str, str]) -> Shot:
    """The shot with present tokens; whoever would be in frame twice is there once."""
    if not any(subject.token in tokens for subject in shot.subjects):
        return shot
    subjects: dict[str, Subject] = {}
    for subject in shot.subjects:
        token = tokens.get(subject.token, subject.token)
        subjects.setdefault(token, subject.model_copy(update={"token": token}))
    return shot.model_copy(update={"subjects": tuple(subjects.values())})


def _who(sheet: BreakdownSheet, tokens: Mapping[str, str]) -> list[tuple[str, ...]]:
    return [tuple(dict.fromkeys(tokens.get(each, each) for each in getattr(sheet, field))) for field in _WHO]


def _speakers(script: Script, bible: Bible) -> dict[str, str]:
    return {line.id: bible.named(line.cue).token for line in script.lines()}
