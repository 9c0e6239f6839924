"""A gallery of small frames and their look. `python tests/golden_pictures.py` writes the golden file anew."""

from __future__ import annotations

import hashlib
import json
import platform
from pathlib import Path
from typing import Literal

import numpy as np
import skia

from bible.entries import Character, Hour, Location, Look, Weather
from bible.script import Setting
from renderers.animatic.footage import Footage
from renderers.media.write import Pixels
from shots.rate import Rate
from shots.recipe import Guide, Lettering, PictureFormat, Recipe, Utterance
from shots.recording import PhoneTime
from shots.shot import Angle, Framing, Move, Shot, Size, Subject

GOLDEN = Path(__file__).parent / "golden" / "pictures.json"
WIDTH, HEIGHT = 192, 108
NORA = Character(
    token="@NORA", name="NORA",
    look=Look(age=64, sex="woman", height_cm=167, hair="braid", hair_colour="#C9C4BA", outfit="raincoat",
              outfit_colour="#EC7A2E"),
)  # fmt: skip
IKE = Character(
    token="@IKE", name="IKE",
    look=Look(age=11, sex="man", height_cm=140, skin="tan", hat="beanie", hat_colour="#C8352F", outfit="jumper",
              outfit_colour="#3F7F6A", pack=True),
)  # fmt: skip
HARBOUR = Location(token="@HARBOUR", name="HARBOUR", setting=Setting.EXT, kind="harbour")
WHEELHOUSE = Location(token="@WHEELHOUSE", name="WHEELHOUSE", setting=Setting.INT, kind="wheelhouse")
SEA = Location(token="@SEA", name="OPEN SEA", setting=Setting.EXT, kind="sea")
SHIP = Location(token="@SHIP", name="SPACESHIP - COCKPIT", setting=Setting.INT, kind="")
HALL = Location(token="@HALL", name="DANCE HALL", setting=Setting.INT, kind="")
DINING = Location(token="@DINING", name="DINING ROOM", setting=Setting.INT, kind="")
STREET = Location(token="@STREET", name="STREET", setting=Setting.EXT, kind="street")
CAR = Location(token="@CAR", name="CAR", setting=Setting.INT, kind="car")
TITLE = Lettering(kind="title", first="The Last Ferry", second="written by A. Writer")
SLUG = Lettering(kind="slug", first="HARBOUR", second="dawn · fog")
BOTH = (Subject(token="@NORA", side="left"), Subject(token="@IKE", side="right"))


def say(token: str, seconds: float = 1.0) -> Utterance:
    phones = tuple(
        PhoneTime(phone=phone, start=12000 + i * 6000, end=18000 + i * 6000)
        for i, phone in enumerate(("AA", "M", "OW", "S", "IY", "AA", "F", "UW"))
    )
    return Utterance(
        line="l1", speaker=token, text="Ahoy there.", lips=True, start=12000, samples=round(48000 * seconds),
        sample_rate=48000, phones=phones,
    )  # fmt: skip


def recipe(
    framing: Framing = Framing.SINGLE, size: Size = Size.MS, subjects: tuple[Subject, ...] = BOTH[:1], *,
    location: Location = HARBOUR, hour: Hour = Hour.DAWN, weather: Weather = Weather.CLEAR, move: Move = Move.STATIC,
    angle: Angle = Angle.EYE, thing: str = "", action: str = "", utterances: tuple[Utterance, ...] = (),
    lettering: Lettering | None = None, frames: int = 48, view: int = 0, width: int = WIDTH, height: int = HEIGHT,
    rate: Rate | None = None, guides: tuple[Guide, ...] = (),
    tense: Literal["present", "past", "dream"] = "present",
) -> Recipe:  # fmt: skip
    return Recipe(
        shot=Shot(id="sh0001", slate="1A", scene="s1", framing=framing, size=size, angle=angle, move=move,
                  subjects=subjects, thing=thing, action=action, view=view, tense=tense),
        cast=(NORA, IKE), location=location, hour=hour, weather=weather, utterances=utterances, lettering=lettering,
        picture=PictureFormat(width=width, height=height, rate=rate or Rate(numerator=24)), frames=frames, handles=8,
        seed=7, renderer="animatic", revision="1", take=1, guides=guides,
    )  # fmt: skip


def drawn(of: Recipe, frame: int = 20) -> Pixels:
    footage = Footage(of, of.picture.width, of.picture.height)
    footage.draw(frame)
    return footage.pixels.copy()


GALLERY = {
    "establishing": recipe(Framing.ESTABLISHING, Size.EWS, (), weather=Weather.FOG, lettering=SLUG),
    "master": recipe(Framing.MASTER, Size.WS, BOTH),
    "running": recipe(Framing.SINGLE, Size.FS, BOTH[1:], action="IKE runs along the quay."),
    "medium": recipe(action="NORA loops the rope."),
    "shoulder": recipe(Framing.OVER_SHOULDER, Size.MCU, BOTH, utterances=(say("@NORA"),)),
    "reverse": recipe(Framing.OVER_SHOULDER, Size.MCU, (BOTH[1], BOTH[0]), view=1),
    "close": recipe(Framing.REACTION, Size.CU, BOTH[1:], hour=Hour.NIGHT),
    "closest": recipe(Framing.SINGLE, Size.ECU, move=Move.PUSH_IN),
    "two": recipe(Framing.TWO_SHOT, Size.MLS, BOTH, location=WHEELHOUSE),
    "insert": recipe(Framing.INSERT, Size.CU, (), location=WHEELHOUSE, thing="barometer"),
    "title": recipe(Framing.TITLE, Size.WS, (), lettering=TITLE),
    "storm": recipe(Framing.ESTABLISHING, Size.EWS, (), location=SEA, weather=Weather.STORM),
    "dutch": recipe(angle=Angle.DUTCH, location=SEA, weather=Weather.STORM),
    "remembered": recipe(Framing.TWO_SHOT, Size.MS, BOTH, tense="past"),
    "dreamed": recipe(Framing.SINGLE, Size.MCU, BOTH[1:], tense="dream"),
    "seen": recipe(Framing.POINT_OF_VIEW, Size.CU, BOTH[:1], view=1),
    "card": recipe(Framing.TITLE, Size.WS, (), thing="Three weeks later"),
    "above": recipe(Framing.MASTER, Size.FS, BOTH, angle=Angle.OVERHEAD, action="IKE lies on the ground."),
    "ship": recipe(Framing.TWO_SHOT, Size.FS, BOTH, location=SHIP, hour=Hour.NIGHT, action="NORA pulls the lever."),
    "car": recipe(Framing.TWO_SHOT, Size.MS, BOTH, location=CAR, hour=Hour.NIGHT, action="NORA drives."),
    "pulled": recipe(Framing.OVER_SHOULDER, Size.MCU, BOTH, move=Move.RACK_FOCUS, utterances=(say("@NORA"),)),
    "panned": recipe(Framing.MASTER, Size.FS, BOTH, move=Move.PAN_LEFT, utterances=(say("@NORA"),)),
    "carried": recipe(Framing.SINGLE, Size.MS, action="NORA waves.", move=Move.HANDHELD),
    "fight": recipe(Framing.TWO_SHOT, Size.FS, BOTH, location=DINING, hour=Hour.NIGHT, action="They fight."),
    "dance": recipe(Framing.TWO_SHOT, Size.FS, BOTH, location=HALL, hour=Hour.NIGHT, action="They dance."),
    "music": recipe(Framing.SINGLE, Size.MS, location=HALL, view=1, action="NORA plays the guitar."),
    "swim": recipe(Framing.MASTER, Size.WS, BOTH, location=SEA, action="They swim."),
    "ridden": recipe(
        Framing.MASTER,
        Size.FS,
        BOTH,
        location=STREET,
        hour=Hour.DUSK,
        action="NORA sits on the motorcycle. IKE climbs on behind her.",
    ),
    "tall": recipe(Framing.MASTER, Size.WS, BOTH, width=108, height=192, hour=Hour.SUNSET),
}


def fields(pixels: Pixels) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The mean colours (red, green, blue) of 4 x 3 fields of a frame."""
    rows = np.array_split(pixels[..., 2::-1].astype(np.float64), 3)
    return np.array([field.mean((0, 1)) for row in rows for field in np.array_split(row, 4, axis=1)])


def painted_by() -> str:
    """What paints: the same of it gives the same bytes. Another processor may round its colours otherwise."""
    vectors = np.show_config(mode="dicts")["SIMD Extensions"]["found"]
    return f"skia {skia.__version__}, numpy {np.__version__}, {platform.machine()} {' '.join(vectors)}"


def digest(pixels: Pixels) -> str:
    """The sha256 of a frame's raw bytes, row by row, blue first."""
    return hashlib.sha256(pixels.tobytes()).hexdigest()


def main() -> None:
    """Write the golden file."""
    frames = {name: drawn(of) for name, of in GALLERY.items()}
    golden = {
        "painted_by": painted_by(),
        "frames": {name: digest(frame) for name, frame in frames.items()},
        "fields": {name: "".join(f"{round(each):02X}" for each in fields(of).ravel()) for name, of in frames.items()},
    }
    GOLDEN.write_text(json.dumps(golden, indent=1) + "\n")


if __name__ == "__main__":
    main()
