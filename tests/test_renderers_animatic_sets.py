"""Sets: every known place, hour, weather and side covers the frame, and a place stays itself."""

from __future__ import annotations

from itertools import product

import pytest
import skia
from hypothesis import given, settings
from hypothesis import strategies as st

from bible.entries import Hour, Location, Weather
from bible.script import Setting
from renderers.animatic.camera import Camera
from renderers.animatic.cards import SetDesign
from renderers.animatic.colour import Palette, palette_for
from renderers.animatic.lexicon import WORDS, set_for
from renderers.animatic.outdoors import OUTDOORS
from renderers.animatic.paper import Painter
from renderers.animatic.room_table import ROOMS
from renderers.animatic.sets import design_set

CLEAR = 0xFFFF00FF
"""A colour no palette holds."""
WIDE = Camera(x=0.3, y=1.5, z=3.0, focal=140, horizon=48, width=160, height=90)
CAMERAS = (
    Camera(x=0.3, y=1.5, z=-12.0, focal=107, horizon=55, width=160, height=90),
    WIDE,
    Camera(x=-2.5, y=0.6, z=2.2, focal=378, horizon=60, width=160, height=90),
    Camera(x=2.6, y=4.0, z=-1.0, focal=165, horizon=10, width=160, height=90),
    Camera(x=0.0, y=1.4, z=-55.0, focal=222, horizon=140, width=90, height=160),
    Camera(x=0.0, y=1.4, z=1.0, focal=200, horizon=-20, width=192, height=80),
)


def place(name: str, setting: Setting, kind: str = "") -> Location:
    return Location(token="@PLACE", name=name, setting=setting, kind=kind)


def paint(design: SetDesign, palette: Palette, camera: Camera = WIDE, seconds: float = 0.5) -> bytes:
    surface = skia.Surface.MakeRasterN32Premul(camera.width, camera.height)
    canvas = surface.getCanvas()
    canvas.clear(CLEAR)
    painter = Painter(canvas, palette, haze_depth=design.haze_depth, haze_most=design.haze_most)
    for card in sorted(design.cards, key=lambda card: -card.z):
        painter.distance = max(0.0, min(card.z, 5000.0) - camera.z - 8.0)
        painter.side, painter.dim, painter.detail = palette.side, 0.0, 1.0
        card.draw(painter, camera, seconds)
    return bytes(surface.toarray(colorType=skia.kBGRA_8888_ColorType).tobytes())


def shown(
    location: Location, hour: Hour, weather: Weather = Weather.CLEAR, view: int = 0, camera: Camera = WIDE
) -> bytes:
    palette = palette_for(location.setting, hour, weather)
    return paint(design_set(location, hour, weather, palette, view, ""), palette, camera)


def holes(pixels: bytes) -> int:
    bare = CLEAR.to_bytes(4, "little")
    return sum(pixels[i : i + 4] == bare for i in range(0, len(pixels), 4))


KINDS = [(kind, Setting.EXT) for kind in OUTDOORS] + [(kind, Setting.INT) for kind in ROOMS]
PLACES = [place(kind.upper(), setting, kind) for kind, setting in KINDS]
PLACES += [place("THE UNNAMEABLE", Setting.INT), place("THE UNNAMEABLE", Setting.EXT)]


@pytest.mark.parametrize("location", PLACES, ids=lambda location: f"{location.setting.value}-{location.name}")
@pytest.mark.parametrize("view", [0, 1])
def test_every_place_covers_the_frame_from_every_camera(location: Location, view: int) -> None:
    for camera in CAMERAS:
        assert holes(shown(location, Hour.DUSK, view=view, camera=camera)) == 0


@pytest.mark.parametrize("location", [PLACES[0], place("STREET", Setting.EXT), place("KITCHEN", Setting.INT)], ids=str)
def test_every_hour_and_weather_covers_the_frame(location: Location) -> None:
    for hour, weather, view in product(Hour, Weather, (0, 1)):
        assert holes(shown(location, hour, weather, view)) == 0


@settings(max_examples=40, deadline=None)
@given(
    location=st.sampled_from(PLACES),
    hour=st.sampled_from(Hour),
    weather=st.sampled_from(Weather),
    view=st.integers(0, 1),
    camera=st.builds(
        Camera,
        x=st.floats(-4, 4),
        y=st.floats(0.6, 4.0),
        z=st.floats(-60, 10),
        focal=st.floats(80, 480),
        horizon=st.floats(-120, 220),
        width=st.sampled_from((90, 128, 192)),
        height=st.sampled_from((80, 128, 160)),
    ),
)
def test_no_camera_finds_a_hole(location: Location, hour: Hour, weather: Weather, view: int, camera: Camera) -> None:
    assert holes(shown(location, hour, weather, view, camera)) == 0


@pytest.mark.parametrize("location", PLACES, ids=lambda location: f"{location.setting.value}-{location.name}")
def test_a_place_is_the_same_each_time_and_differs_by_side(location: Location) -> None:
    assert shown(location, Hour.DAY) == shown(location, Hour.DAY)
    assert shown(location, Hour.DAY, view=0) != shown(location, Hour.DAY, view=1)


@pytest.mark.parametrize("location", PLACES, ids=lambda location: f"{location.setting.value}-{location.name}")
def test_people_have_room_to_stand(location: Location) -> None:
    palette = palette_for(location.setting, Hour.DAY, Weather.CLEAR)
    design = design_set(location, Hour.DAY, Weather.CLEAR, palette, 0, "")
    assert 3 <= design.near < design.far
    assert design.inside == (location.setting == Setting.INT)


def test_the_hour_changes_light_not_shapes() -> None:
    """Under one palette, dawn and day differ only where lamps and windows are lit: a small part of the frame."""
    location = place("PORT ELLEN", Setting.EXT, "harbour")
    palette = palette_for(Setting.EXT, Hour.DAY, Weather.CLEAR)
    day, sunset = (
        paint(design_set(location, hour, Weather.CLEAR, palette, 1, ""), palette) for hour in (Hour.DAY, Hour.SUNSET)
    )
    differing = sum(day[i : i + 4] != sunset[i : i + 4] for i in range(0, len(day), 4))
    assert 0 < differing < 0.05 * len(day) / 4


def test_the_name_decides_the_shapes() -> None:
    north, south = place("NORTH HARBOUR", Setting.EXT), place("SOUTH HARBOUR", Setting.EXT)
    assert shown(north, Hour.DAY) != shown(south, Hour.DAY)
    spaced = place("north  harbour", Setting.EXT)
    assert shown(spaced, Hour.DAY) == shown(north, Hour.DAY)


def test_unknown_rooms_differ_by_name() -> None:
    assert shown(place("ZORBLAX", Setting.INT), Hour.DAY) != shown(place("QUILLAN", Setting.INT), Hour.DAY)


def test_lamps_light_the_night_harbour() -> None:
    """Under the palette of the night, only the hour of night has lamps in windows."""

    def yellow(pixels: bytes) -> int:
        return sum(pixels[i + 2] > 200 and pixels[i + 1] > 150 and pixels[i] < 140 for i in range(0, len(pixels), 4))

    location = place("HARBOUR", Setting.EXT, "harbour")
    palette = palette_for(Setting.EXT, Hour.NIGHT, Weather.CLEAR)
    lit, unlit = (
        yellow(paint(design_set(location, hour, Weather.CLEAR, palette, 1, ""), palette))
        for hour in (Hour.NIGHT, Hour.DAY)
    )
    assert lit > 20 + unlit


def test_what_the_action_names_is_brought_in() -> None:
    palette = palette_for(Setting.INT, Hour.DAY, Weather.CLEAR)
    location = place("CORRIDOR 9", Setting.INT, "hospital")
    bare, dressed = (
        paint(design_set(location, Hour.DAY, Weather.CLEAR, palette, 0, action), palette)
        for action in ("She waits.", "She waits by the LAMP.")
    )
    assert bare != dressed


@pytest.mark.parametrize(
    ("text", "setting", "kind"),
    [
        ("HARBOUR - FERRY SLIP", Setting.EXT, "harbour"),
        ("OPEN SEA", Setting.EXT, "sea"),
        ("FERRY", Setting.INT, "wheelhouse"),
        ("FERRY", Setting.EXT, "sea"),
        ("POLICE STATION", Setting.INT, "police"),
        ("TRAIN STATION", Setting.INT, "waiting room"),
        ("THE OLD LIVING ROOM", Setting.INT, "living room"),
        ("MAYA'S CAFÉ", Setting.INT, "cafe"),
        ("WOODS", Setting.EXT, "forest"),
        ("CLASSROOMS", Setting.INT, "school"),
        ("CAR", Setting.INT_EXT, "road"),
        ("KITCHEN", Setting.UNSAID, "kitchen"),
        ("HOSPITAL ROOM", Setting.INT, "hospital"),
        ("SUBWAY CAR", Setting.INT, "train"),
        ("THRONE ROOM", Setting.INT, "castle"),
        ("PLANE CABIN", Setting.INT, "plane"),
        ("SPACESHIP - ENGINE ROOM", Setting.INT, "ship engines"),
        ("SPACESHIP - CREW QUARTERS", Setting.INT, "ship quarters"),
        ("OLD GRAVEYARD", Setting.EXT, "graveyard"),
        ("STONE BRIDGE", Setting.EXT, "bridge"),
        ("BRIDGE", Setting.INT, "wheelhouse"),
        ("BACK ALLEY", Setting.EXT, "alley"),
        ("MAIN STREET, DRY CREEK", Setting.EXT, "street"),
        ("MAIN STREET - DRY CREEK", Setting.EXT, "street"),
        ("DRY CREEK", Setting.EXT, "river"),
        ("BANK - VAULT", Setting.INT, "warehouse"),
        ("LIMOUSINE", Setting.INT, "car"),
        ("CAMP", Setting.EXT, "forest"),
        ("MANSION - KITCHEN", Setting.INT, "kitchen"),
        ("BOB'S HOUSE", Setting.INT, "living room"),
        ("SCARBOROUGH", Setting.EXT, ""),
        ("", Setting.EXT, ""),
    ],
)
def test_the_lexicon_reads_names(text: str, setting: Setting, kind: str) -> None:
    assert set_for(text, setting) == kind


def test_two_places_of_a_kind_are_two_places() -> None:
    flats = [shown(place(f"{name}'S KITCHEN", Setting.INT), Hour.DAY) for name in ("BOB", "ANNA", "MIA", "ELLA")]
    assert len(set(flats)) == 4


def test_every_word_of_the_lexicon_leads_to_a_set() -> None:
    known = set(OUTDOORS) | set(ROOMS)
    for word in WORDS:
        assert set_for(word, Setting.UNSAID) in known
    for kind in OUTDOORS:
        assert set_for(kind, Setting.EXT) == kind
    for kind in ROOMS:
        assert set_for(kind, Setting.INT) == kind
