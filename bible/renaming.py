"""People whom a new draft calls by another name: they stay who they were."""

from __future__ import annotations

from collections import defaultdict

from bible.entries import Bible, Character
from bible.mentions import Names
from bible.names import cue_name
from bible.script import Action, Script

_MOST = 0.6
"""How much of what somebody said has to be left under the new name."""


def renamed(bible: Bible, before: Script, script: Script) -> Bible:
    """The bible of the draft before, with the names that the new draft gives people.

    Somebody has another name where nobody is called by the old one any more, and what they said is said under one that
    is new. `script` has the ids of `before`, whose bible it is. Nothing else changes, tokens least of all.
    """
    names = _new_names(bible, before, script)
    if not names:
        return bible
    characters = (each.model_copy(update={"name": names.get(each.token, each.name)}) for each in bible.characters)
    return bible.model_copy(update={"characters": tuple(characters)})


def _new_names(bible: Bible, before: Script, script: Script) -> dict[str, str]:
    """The new name of everyone who has one, by token."""
    now = {line.id: cue_name(line.cue) for line in script.lines()}
    said: dict[str, list[str]] = defaultdict(list)
    for line in before.lines():
        said[bible.named(line.cue).token].append(line.id)
    known = {cue_name(name) for each in (*bible.characters, *bible.departed) for name in (each.name, *each.aliases)}
    found: dict[str, str] = {}
    for character in bible.characters:
        cues = [now[line] for line in said[character.token] if line in now]
        apart = len(set(cues)) == 1 and cues[0] not in known and cues[0] not in found.values()
        if apart and len(cues) >= _MOST * len(said[character.token]) and not _is_there(character, script):
            found[character.token] = cues[0]
    return found


def _is_there(character: Character, script: Script) -> bool:
    """Whether a script still calls somebody by any of their names."""
    names = Names(dict.fromkeys((character.name, *character.aliases), character.token))
    cues = {cue_name(line.cue) for line in script.lines()}
    if cues & {cue_name(name) for name in (character.name, *character.aliases)}:
        return True
    actions = (each.text for scene in script.scenes for each in scene.elements if isinstance(each, Action))
    return any(names.found_in(text) for text in actions)
