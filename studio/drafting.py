"""A draft of the script comes in: read, broken down and directed, with all ids kept that can be."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from bible.breakdown import break_down
from bible.read import read_script
from bible.redraft import carry_ids
from shots.direct import direct
from shots.redraft import carry_shots
from shots.spans import check_coverage

if TYPE_CHECKING:
    from studio.office import Office


def take_in_draft(office: Office, script_file: Path) -> bool:
    """Read the script and make bible and shot list, if it changed since. Returns whether it did."""
    digest = hashlib.sha256(script_file.read_bytes()).hexdigest()
    before = office.production()
    if before.script is not None and before.script_sha256 == digest:
        return False
    script = read_script(script_file)
    ids = office.store.next_ids()
    if before.script is not None:
        script = carry_ids(script, before.script, next_line=ids.line, next_scene=ids.scene)
    bible = break_down(script, before.bible)
    shots = direct(script, bible)
    if before.shots is not None:
        revised = office.store.revised_fields()
        shots = carry_shots(shots, before.shots, office.store.used_slates(), ids.shot, revised)
    check_coverage(shots, script)
    office.store.record_draft(script, digest, bible, shots, office.settings)
    return True
