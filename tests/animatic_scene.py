"""Two people in a room or a street, and shots of them: what tests of acting are made of."""

from __future__ import annotations

from bible.entries import Character, Hour, Location, Look, Weather
from bible.script import Setting
from shots.rate import Rate
from shots.recipe import PictureFormat, Recipe
from shots.shot import Framing, Shot, Size, Subject

MARA = Character(token="@MARA", name="MARA", look=Look(age=30, sex="woman", height_cm=168))
VICTOR = Character(token="@VICTOR", name="VICTOR", look=Look(age=45, sex="man", height_cm=180))
ROSE = Character(token="@ROSE", name="GRANDMA ROSE", look=Look(age=81, sex="woman", height_cm=158))
MAX = Character(token="@MAX", name="MAX", look=Look(age=9, sex="man", height_cm=134))
WAREHOUSE = Location(token="@WAREHOUSE", name="WAREHOUSE", setting=Setting.INT, kind="warehouse")
STREET = Location(token="@STREET", name="STREET", setting=Setting.EXT, kind="street")


def shot_of(
    action: str, *people: Character, before: tuple[str, ...] = (), size: Size = Size.FS, place: Location = WAREHOUSE,
    frames: int = 96,
) -> Recipe:  # fmt: skip
    """A shot of these people, Mara and Victor unless others are named, from left to right; 24 frames a second."""
    people = people or (MARA, VICTOR)
    sides = ("left", "right", "right", "right")
    subjects = tuple(Subject(token=each.token, side=side) for each, side in zip(people, sides, strict=False))
    framing = Framing.SINGLE if len(people) == 1 else Framing.MASTER
    return Recipe(
        shot=Shot(id="sh1", slate="1", scene="s1", framing=framing, size=size, subjects=subjects, action=action),
        cast=people, location=place, hour=Hour.DAY, weather=Weather.CLEAR, dressing=before,
        picture=PictureFormat(rate=Rate(numerator=24)), frames=frames, handles=4, renderer="animatic", revision="1",
        take=1,
    )  # fmt: skip
