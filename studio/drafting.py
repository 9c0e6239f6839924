"""A draft of the script comes in: read, broken down and directed, with all ids kept that can be.

draft_of ─▶ NewDraft ─▶ what it changes is shown ─▶ record_draft
nothing     pure
recorded
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from bible.breakdown import break_down
from bible.model import Frozen
from bible.read import read_script
from bible.redraft import carry_ids
from bible.renaming import renamed
from bible.script import Script
from shots.drafts import Draft, DraftChanges, compare_drafts, words_of_scene
from shots.recast import with_present_tokens
from shots.redraft import carry_shots
from shots.shot import Framing, Shot
from shots.spans import check_coverage
from studio.files import sha256_of
from studio.history import dropped_shots, with_what_came_back
from studio.production import Production

if TYPE_CHECKING:
    from studio.office import Office

_TRIES = 5


class NewDraft(Frozen):
    """A draft that was read and directed, and is not recorded yet."""

    draft: Draft
    file: Path
    sha256: str
    director: str = "rule"
    told: tuple[str, ...] = ()
    """What the director has to say of it."""
    changes: DraftChanges | None = None
    """What it changes of the draft before; None when it is the first."""

    def over(self, production: Production) -> Production:
        """The production as it would be with this draft."""
        draft = self.draft
        return production.model_copy(update={"script": draft.script, "bible": draft.bible, "shots": draft.shots})


def draft_of(office: Office, script_file: Path, director: str = "", *, ask: bool = True) -> NewDraft | None:
    """Read the script and make bible and shot list of it; None when it says what it said before.

    `director` is asked for by name; otherwise the settings say who directs, or whoever did last. With `ask` off no
    question is sent. No draft is recorded. Raises ScriptError; LedgerError when a question cannot be answered.
    """
    from studio.asking import directed, director_called, model_of

    before = office.production()
    script, sha256 = _read_whole(script_file)
    director = director or office.settings.director or before.director or "rule"
    if before.script is not None and (before.script_sha256, before.director) == (sha256, director):
        return None
    ids = office.store.next_ids()
    people = before.bible
    if before.script is not None:
        known = with_what_came_back(office.store, script, before.script)
        script = carry_ids(script, known, next_line=ids.line, next_scene=ids.scene)
        people = renamed(people, before.script, script) if people is not None else None
    bible = break_down(script, people)
    chosen = director_called(director, _kept(before, script, director))
    made = directed(office, chosen, script, bible, ask=ask, model=model_of(director))
    shots = made.shots
    if before.shots is not None:
        revised, dropped = office.store.revised_fields(), dropped_shots(office.store)
        known_shots = with_present_tokens(before.shots, people, bible) if people else before.shots
        shots = carry_shots(shots, known_shots, office.store.used_slates(), ids.shot, revised, dropped)
    check_coverage(shots, script)
    draft = Draft(script=script, bible=bible, shots=shots)
    changes = None
    if before.script is not None and before.bible is not None and before.shots is not None:
        changes = compare_drafts(Draft(script=before.script, bible=before.bible, shots=before.shots), draft)
    return NewDraft(draft=draft, file=script_file, sha256=sha256, director=director, told=made.told, changes=changes)


def record_draft(office: Office, new: NewDraft) -> None:
    """Make a new draft the production's."""
    draft, root = new.draft, office.folder.root
    file = Path(os.path.relpath(new.file.resolve(), root)).as_posix()
    office.store.record_draft(
        draft.script, new.sha256, draft.bible, draft.shots, office.settings, script_file=file, director=new.director
    )


def _kept(before: Production, script: Script, director: str) -> dict[str, tuple[Shot, ...]]:
    """The shots of scenes that the same director directed and that say the same, by scene."""
    if before.director != director or before.script is None or before.shots is None:
        return {}
    old = {scene.id: words_of_scene(scene) for scene in before.script.scenes}
    shots: dict[str, list[Shot]] = {}
    for shot in before.shots.shots:
        if shot.framing != Framing.TITLE or shot.thing:
            shots.setdefault(shot.scene, []).append(shot)
    same = (scene.id for scene in script.scenes if old.get(scene.id) == words_of_scene(scene))
    return {scene: tuple(shots[scene]) for scene in same if scene in shots}


def _read_whole(file: Path) -> tuple[Script, str]:
    """The script with the digest of the file it was read from, although somebody may be saving it meanwhile."""
    for _ in range(_TRIES):
        sha256 = sha256_of(file) if file.is_file() else ""
        script = read_script(file)
        if sha256_of(file) == sha256:
            break
    return script, sha256
