"""Signs of life of processes: what they and all they started have computed and moved, told by the system."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from bible.model import Frozen

_PROCESSES = Path("/proc")
_TOLD_BY_PS = re.compile(r"\s*(\d+)\s+(\d+)\s+(\w)\S*\s+(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+(?:\.\d+)?)\s*")


class Vitals(Frozen):
    """A process with all that it started."""

    cpu: float = 0.0
    """Seconds of processor time."""
    moved: int = 0
    """Bytes read and written, where the system tells."""
    stopped: bool = False
    """A signal has stopped the process itself."""


class _Told(Frozen):
    """One process by itself."""

    process: int
    parent: int
    state: str
    cpu: float


def vitals_of(processes: Collection[int]) -> dict[int, Vitals]:
    """The vitals of each of these processes; none of one that has ended. Raises OSError where there is no telling."""
    rows = {told.process: told for told in (_of_linux() if (_PROCESSES / "self/stat").exists() else _of_ps())}
    started: defaultdict[int, list[int]] = defaultdict(list)
    for told in rows.values():
        started[told.parent].append(told.process)
    found: dict[int, Vitals] = {}
    for process in rows.keys() & set(processes):
        family = [process]
        for each in family:
            family += started[each]
        found[process] = Vitals(
            cpu=sum(rows[each].cpu for each in family),
            moved=sum(map(_moved, family)),
            stopped=rows[process].state in "Tt",
        )
    return found


def _of_linux() -> Iterator[_Told]:
    tick = os.sysconf("SC_CLK_TCK")
    for place in _PROCESSES.iterdir():
        if not place.name.isdigit():
            continue
        # One may end while we look.
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            fields = (place / "stat").read_bytes().rpartition(b")")[2].split()
            # Its own time, and that of what it started and waited for.
            cpu = sum(map(int, fields[11:15])) / tick
            yield _Told(process=int(place.name), parent=int(fields[1]), state=fields[0].decode(), cpu=cpu)


def _of_ps() -> Iterator[_Told]:
    rows = subprocess.run(
        ["ps", "-A", "-o", "pid=,ppid=,stat=,time="], capture_output=True, text=True, check=True, timeout=30
    ).stdout
    for found in map(_TOLD_BY_PS.fullmatch, rows.splitlines()):
        if found is not None:
            days, hours, minutes, seconds = (float(each or 0) for each in found.groups()[3:])
            cpu = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
            yield _Told(process=int(found[1]), parent=int(found[2]), state=found[3], cpu=cpu)


def _moved(process: int) -> int:
    try:
        rows = (_PROCESSES / str(process) / "io").read_text().split()
    except OSError:  # not told here, or of others' processes, or it has ended
        return 0
    return int(rows[1]) + int(rows[3])
