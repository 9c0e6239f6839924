"""Coverage in sound: every word of the script is heard once, in the writer's order."""

from __future__ import annotations

from collections.abc import Iterator

from bible.errors import CoverageError
from bible.script import Line, Script
from shots.shot import Shot, ShotList, Span


def check_coverage(shots: ShotList, script: Script) -> None:
    """See that the spans of all shots hold each line exactly once, in order, and name only what there is.

    Lines begin in the script's order; a line may run over several shots, and only lines spoken at the same time may
    run side by side. Raises CoverageError for the first fault.
    """
    _check_names(shots, script)
    lines = {line.id: line for line in script.lines()}
    order = [line for line in lines.values() if line.words]
    given = {span.line for _, span in _spans(shots)}
    heard: dict[str, int] = {}
    begun = 0
    for shot, span in _spans(shots):
        line = lines.get(span.line)
        if line is None:
            raise CoverageError(
                f"line {span.line} is not in the script", where=shot.slate, cure="take the line out of the shot"
            )
        _check_words(shot, span, line, heard.get(line.id, 0))
        if line.id not in heard:
            expected = order[begun] if begun < len(order) else None
            if expected is not line:
                raise _missing(expected) if expected and expected.id not in given else _out_of_order(shot, line)
            if not line.dual:
                _check_finished(shot, line, order[:begun], heard)
            begun += 1
        heard[line.id] = span.last_word + 1
    for line in order:
        if heard.get(line.id, 0) < len(line.words):
            raise _missing(line, heard.get(line.id, 0))


def _spans(shots: ShotList) -> Iterator[tuple[Shot, Span]]:
    for shot in shots.shots:
        for span in shot.spans:
            yield shot, span


def _check_names(shots: ShotList, script: Script) -> None:
    scenes = {scene.id for scene in script.scenes}
    ids: set[str] = set()
    slates: set[str] = set()
    for shot in shots.shots:
        if shot.scene not in scenes:
            raise CoverageError(
                f"scene {shot.scene} is not in the script", where=shot.slate, cure="put the shot into another scene"
            )
        if shot.id in ids or shot.slate in slates:
            raise CoverageError(
                f"two shots are called {shot.slate if shot.slate in slates else shot.id}",
                where=shot.slate,
                cure="give every shot a slate of its own",
            )
        ids.add(shot.id)
        slates.add(shot.slate)


def _check_words(shot: Shot, span: Span, line: Line, heard: int) -> None:
    first, last, count = span.first_word, span.last_word, len(line.words)
    if not 0 <= first <= last < count:
        raise CoverageError(
            f"words {first} to {last} of {line.cue}'s line {line.id} are not there: it has {count}",
            where=shot.slate,
            cure=f"use words from 0 to {count - 1}",
        )
    if first != heard:
        fault = "are heard twice" if first < heard else "are left out"
        between = line.words[min(first, heard) : max(first, heard)]
        raise CoverageError(
            f"the words {' '.join(between)!r} of {line.cue}'s line {line.id} {fault}",
            where=shot.slate,
            cure=f"let the shot go on at word {heard}" if heard < count else "take the line out of the shot",
        )


def _check_finished(shot: Shot, line: Line, before: list[Line], heard: dict[str, int]) -> None:
    for other in before[-4:]:
        if heard[other.id] < len(other.words):
            raise CoverageError(
                f"{line.cue}'s line {line.id} begins before {other.cue}'s line {other.id} is over",
                where=shot.slate,
                cure=f"let the rest of {other.id} be heard first, from word {heard[other.id]}",
            )


def _missing(line: Line, heard: int = 0) -> CoverageError:
    return CoverageError(
        f"{line.cue}'s line {line.id} on row {line.rows.first} is not heard: {' '.join(line.words[heard:])[:60]!r}",
        cure="give it to a shot",
    )


def _out_of_order(shot: Shot, line: Line) -> CoverageError:
    return CoverageError(
        f"{line.cue}'s line {line.id} is out of the script's order",
        where=shot.slate,
        cure="keep lines in the writer's order",
    )
