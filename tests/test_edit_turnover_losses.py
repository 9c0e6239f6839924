"""Loss reports are complete: whatever differs between a timeline and a file is found, and a timeline holds no more."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from fractions import Fraction

import opentimelineio as otio
import pytest
from edit_film import beeping_film, picture
from golden_turnovers import cut
from test_edit_turnover import ready, with_a_bed, with_transitions

from bible.model import Frozen
from edit.turnover import Program, lay_out
from edit.turnover_losses import compare
from edit.turnover_rows import Rows, rows_of
from shots.rate import Rate, read_rate

OTHER = {"video": "audio", "audio": "video"}


def altered(value: object) -> Iterator[tuple[str, object]]:
    """The value with each thing it is made of altered, one at a time, and where that is."""
    if isinstance(value, Rate):
        yield "", read_rate("25" if value.name != "25" else "24")
    elif isinstance(value, Frozen):
        for name in type(value).model_fields:
            for where, other in altered(getattr(value, name)):
                yield f"{name}.{where}", value.model_copy(update={name: other})
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            if not isinstance(each, str) or len(value) == 1:
                # A fact is a pair of name and value: it is left out whole.
                yield f"{number} left out", (*value[:number], *value[number + 1 :])
            for where, other in altered(each):
                yield f"{number}.{where}", (*value[:number], other, *value[number + 1 :])
    elif isinstance(value, bool):
        yield "", not value
    elif isinstance(value, str):
        yield "", OTHER.get(value, f"{value}x")
    elif isinstance(value, (int, Fraction)):
        yield "", value + 1


def test_whatever_is_altered_in_the_rows_is_found() -> None:
    """A field that is added to the rows and not compared is found here."""
    whole = full_cut()
    ways = list(altered(whole))
    assert len(ways) > 100
    assert [where for where, other in ways if not compare("a", "x", whole, other).losses] == []  # type: ignore[arg-type]


def full_cut() -> Rows:
    """Rows in which every field of every row holds something."""
    rows = cut("29.97df")
    video, audio = rows.tracks
    first = video.clips[0]
    assert first.media is not None
    other = first.media.model_copy(update={"name": "film_001_t02", "file": "media/b.mov"})
    clip = first.model_copy(update={"alternates": (other,), "effects": ("blur",)})
    said = (("kind", "dissolve"),)
    change = video.transitions[0].model_copy(update={"about": said})
    video = video.model_copy(
        update={"clips": (clip, *video.clips[1:]), "transitions": (change, *video.transitions[1:]), "about": said}
    )
    marker = rows.markers[0].model_copy(update={"about": said})
    return rows.model_copy(update={"tracks": (video, audio), "markers": (marker,)})


HINTS = ("OTIO_SCHEMA", "Resolve_OTIO", "cmx_3600", "rate")
"""What a timeline says besides the film: its own form, hints for single programs, rates of times."""
TWICE = ("production", "width", "height", "transition_type", "kind")
"""What it says twice: the production is in each file's name, the size comes with the film, a track that is no picture
is sound, and of a transition its own note says which it is."""


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The place of everything that is said in a piece of JSON."""
    if isinstance(value, dict):
        for name, each in value.items():
            if name not in HINTS:
                yield from leaves(each, (*path, name))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from leaves(each, (*path, number))
    elif value not in (None, "", True):
        yield path


@pytest.fixture(scope="module")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    root = tmp_path_factory.mktemp("losses")
    film = with_a_bed(with_transitions(beeping_film(root, picture(), (40, 31), 8)), root)
    order = ready(film, root, Program.OTIO)
    held = json.loads(lay_out(order, film, root).timeline.to_json_string())
    assert isinstance(held, dict)
    return held


def test_the_rows_hold_all_that_the_timeline_says(timeline: dict[str, object]) -> None:
    """Whatever is altered in the .otio, its rows are others: nothing can be lost from it without being told."""
    whole = rows(timeline)
    places = list(leaves(timeline))
    assert len(places) > 100
    unseen = [place for place in places if rows(with_other(timeline, place)) == whole]
    assert [place for place in unseen if place[-1] not in TWICE and not _is_a_name_of_ours(timeline, place)] == []


def _is_a_name_of_ours(timeline: dict[str, object], place: tuple[str | int, ...]) -> bool:
    """The name of the pile of tracks, or of a transition, which is its kind once more."""
    inside: object = timeline
    for step in place[:-1]:
        inside = inside[step]  # type: ignore[index]
    schema = str(inside["OTIO_SCHEMA"]) if isinstance(inside, dict) and "OTIO_SCHEMA" in inside else ""
    return place[-1] == "name" and schema.startswith(("Stack", "Transition"))


def with_other(timeline: dict[str, object], place: tuple[str | int, ...]) -> dict[str, object]:
    other = copy.deepcopy(timeline)
    inside: object = other
    for step in place[:-1]:
        inside = inside[step]  # type: ignore[index]
    before = inside[place[-1]]  # type: ignore[index]
    inside[place[-1]] = f"{before}x" if isinstance(before, str) else before + 1  # type: ignore[index]
    return other


def rows(timeline: dict[str, object]) -> Rows | str:
    try:
        read = otio.adapters.read_from_string(json.dumps(timeline), "otio_json")
        return rows_of(read, picture().rate, 320, 180)
    except Exception as error:  # noqa: BLE001 what cannot be read is another timeline, too
        return str(error)
