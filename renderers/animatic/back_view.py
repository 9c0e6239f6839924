"""A person from behind, for looking past a shoulder: shoulders, nape, ears, hair and hat; never a faceless face."""

from __future__ import annotations

import functools

import skia

from bible.entries import Look
from renderers.animatic.colour import Colour, mix
from renderers.animatic.fronts_more import draw_back_of
from renderers.animatic.garments import BARE_ARMS, CUTS, wardrobe
from renderers.animatic.hair import COVERS_EAR, curls, hair_colour, plait_from_behind
from renderers.animatic.hands import draw_hand
from renderers.animatic.headwear import COVERS_HAIR, draw_hat_behind
from renderers.animatic.legs import body_drop, draw_legs
from renderers.animatic.outfit import hem
from renderers.animatic.paper import Painter, Point, blob, lens, oval, overlap, poly
from renderers.animatic.patterns import contrasting, pattern_on
from renderers.animatic.pose import Pose
from renderers.animatic.proportions import SKINS, Proportions, proportions
from renderers.animatic.sheets import Sheet, blob_sheet, lay, lay_skin, limb_sheet
from renderers.animatic.sleeves import Sleeve

_SKULL: tuple[Point, ...] = (
    (0, -0.53), (0.25, -0.465), (0.385, -0.26), (0.395, -0.02), (0.33, 0.20), (0.20, 0.31), (-0.20, 0.31),
    (-0.33, 0.20),
    (-0.395, -0.02), (-0.385, -0.26), (-0.25, -0.465),
)  # fmt: skip
_CHEEK: tuple[Point, ...] = ((0.22, -0.1), (0.385, -0.06), (0.40, 0.12), (0.30, 0.33), (0.12, 0.42), (0.05, 0.2))
_FRINGE: tuple[Point, ...] = ((-0.6, -0.06), (-0.2, 0.04), (0.2, 0.04), (0.6, -0.06), (0.5, 0.4), (-0.5, 0.4))
_LENGTHS = {"bob": 0.44, "long": 1.0}
_WHITE: Colour = (1.0, 1.0, 1.0)


def draw_back(painter: Painter, look: Look, pose: Pose) -> None:
    """Draw a person from behind, in the coordinates of draw_figure; the cheek shows where `facing` turns."""
    canvas: skia.Canvas = painter.canvas
    body, side = proportions(look), painter.side
    canvas.save()
    if pose.facing < 0:
        canvas.scale(-1, 1)
        painter.side = -side
    if pose.legs != "none":
        painter.veil(oval(-painter.side * 0.10, 0.02, 0.98, 0.11), painter.palette.ink, 0.34 * (1 - painter.haze))
        draw_legs(painter, look, pose)
        canvas.translate(0, body_drop(look, pose))
    canvas.translate(0, body.shoulders)
    canvas.scale(1, 1 + pose.breath * 0.008)
    _body(painter, look, body, pose)
    canvas.save()
    canvas.translate(0, -0.14)
    canvas.rotate(pose.tilt)
    canvas.translate(0.04, -0.50)
    _head(painter, look)
    canvas.restore()
    if look.pack:
        _pack(painter, look, body)
    painter.side = side
    canvas.restore()


@functools.lru_cache(256)
def _torso(look: Look) -> Sheet:
    body = proportions(look)
    b, sw, tl, low = body.breadth, body.half_shoulder * 1.08, body.torso, hem(look)
    edge = 0.84 * b * (CUTS[look.outfit].flare if low > tl + 0.2 else 1.0)
    right = [
        (edge, low),
        (edge * (0.98 if look.outfit != "gown" else 0.62), tl * 0.98),
        (0.74 * b, 1.35),
        (sw * 0.99, 0.80),
        (sw, 0.22),
        (sw * 0.72, 0.015),
        (0.26, -0.10),
    ]
    points = [(-x, y) for x, y in reversed(right)] + [(0.0, low + 0.04), *right]
    return blob_sheet(tuple((round(x, 3), round(y, 3)) for x, y in points), 0.42)


def _body(painter: Painter, look: Look, body: Proportions, pose: Pose) -> None:
    wear, sw = wardrobe(look), body.half_shoulder * 1.08
    lay(painter, _torso(look), wear.torso, 0.15, -0.05, rim=0.022)
    if look.pattern != "plain" and wear.torso == wear.outfit and painter.detail > 30:
        painter.fill(pattern_on(_torso(look), look.pattern), painter.half(contrasting(wear.outfit), 0.72))
    draw_back_of(painter, look, _torso(look), hem(look))
    if CUTS[look.outfit].collar and painter.detail > 90:
        painter.line(poly([(0, 0.10), (0, hem(look))], close=False), painter.shaded(wear.outfit), 0.02)
    for way in (-1, 1):
        raised = _raised(look, body, pose, way)
        if raised is None:
            _arm(painter, look, body, sw, way)
        else:
            raised.draw(painter, pose.holding if way > 0 else "")
    _nape(painter, look, body)
    _collar(painter, look, body)


def _raised(look: Look, body: Proportions, pose: Pose, way: int) -> Sleeve | None:
    """An arm whose hand is lifted so far that it shows beside the head or the body; the near one is on the right."""
    (x, y), shape = (pose.near_hand, pose.near_shape) if way > 0 else (pose.far_hand, pose.far_shape)
    if y > 0.35 or pose.legs == "none":
        return None
    sw = body.half_shoulder * 1.08
    out = sw * 0.86 + 0.26 + 0.12 * min(1.0, abs(x))
    return Sleeve(look, (way * sw * 0.86, 0.30), (round(way * out, 2), y), way if y < 0.3 else -way, shape, False)


def _arm(painter: Painter, look: Look, body: Proportions, sw: float, way: int) -> None:
    wear, reach = wardrobe(look), body.upper_arm + body.fore_arm
    joints = [(sw * 0.88, 0.30), (sw * 1.02, 0.30 + reach * 0.46), (sw * 0.95, 0.30 + reach * 0.9)]
    points = tuple((round(way * x, 3), round(y, 3)) for x, y in joints)
    width = round(body.sleeve * 0.98 * CUTS[look.outfit].sleeve, 3)
    wrist = (points[2][0] - way * 0.02, points[2][1] + 0.12)
    size = 0.80 if body.heads < 5 else 0.90 if look.sex == "woman" else 1.0
    draw_hand(painter, wrist, 4 * way, "mitten", SKINS[look.skin], size, -way)
    if look.outfit in BARE_ARMS:
        lay_skin(painter, limb_sheet(points, round(width * 0.82, 3), round(width * 0.56, 3)), SKINS[look.skin], 0.07)
        lay(painter, limb_sheet(points[:2], width, width), wear.sleeves, 0.09, rim=0.02)
        return
    lay(painter, limb_sheet(points, width, round(width * 0.78, 3)), wear.sleeves, 0.09, rim=0.02)


def _nape(painter: Painter, look: Look, body: Proportions) -> None:
    w = body.neck * 1.34
    neck = (
        (-w * 1.02, -0.59),
        (w * 0.98, -0.59),
        (w * 0.95, -0.26),
        (w * 1.30, 0.02),
        (-w * 1.30, 0.02),
        (-w * 0.95, -0.26),
    )
    lay_skin(painter, blob_sheet(tuple((round(x, 3), y) for x, y in neck), 0.3), SKINS[look.skin], 0.10)
    if look.age >= 45 and painter.detail > 150:
        for y in (-0.24, -0.15):
            painter.fill(lens((-0.15, y), (0.15, y), -0.01, 0.045), painter.skin(SKINS[look.skin], 0.45))


def _collar(painter: Painter, look: Look, body: Proportions) -> None:
    colour, b = wardrobe(look).torso, body.breadth
    if look.outfit == "raincoat":
        hood = (
            (-0.58 * b, 0.02),
            (-0.36, -0.28),
            (0.0, -0.24),
            (0.36, -0.28),
            (0.58 * b, 0.02),
            (0.34, 0.34),
            (0, 0.50),
            (-0.34, 0.34),
        )
        lay(
            painter,
            blob_sheet(tuple((round(x, 3), y) for x, y in hood), 0.5),
            mix(colour, painter.palette.ink, 0.10),
            0.10,
            rim=0.02,
        )
        return
    tall = CUTS[look.outfit].collar
    top = -0.22 if tall else -0.13
    s = body.neck / 0.185
    collar = ((-0.34 * s, -0.03), (-0.23 * s, top), (0.0, top + 0.03), (0.23 * s, top), (0.34 * s, -0.03), (0.0, 0.05))
    tone = mix(colour, _WHITE, 0.06 if tall else 0.16)
    lay(painter, blob_sheet(tuple((round(x, 3), round(y, 3)) for x, y in collar), 0.4), tone, 0.05)


def _head(painter: Painter, look: Look) -> None:
    skin = SKINS[look.skin]
    lay_skin(painter, blob_sheet(_CHEEK, 0.45), skin, 0.03, rim=0.014)
    covered = look.hat in COVERS_HAIR
    if look.hair not in COVERS_EAR and not covered:
        for x, width in ((0.385, 0.085), (-0.385, 0.06)):
            lay_skin(painter, _ear(x, width), skin, 0.03, rim=0.012)
    if look.glasses and not covered:
        painter.fill(
            poly([(0.33, -0.03), (0.43, -0.045), (0.43, -0.02), (0.33, -0.005)]), painter.shaded((0.14, 0.1, 0.13))
        )
    if covered:
        draw_hat_behind(painter, look)
        return
    if look.hair == "bald":
        _bald(painter, look, skin)
    else:
        _hair(painter, look)
    draw_hat_behind(painter, look)


@functools.lru_cache(8)
def _ear(x: float, width: float) -> Sheet:
    return Sheet(oval(x, 0.05, width, 0.115))


def _bald(painter: Painter, look: Look, skin: Colour) -> None:
    skull = blob_sheet(_SKULL, 0.5)
    lay_skin(painter, skull, skin, 0.10, rim=0.018)
    fringe = overlap(skull.path, blob(_FRINGE, 0.4))
    painter.fill(fringe, painter.half(hair_colour(look), 0.75))
    painter.fill(overlap(fringe, skull.crescent(painter.side * 0.10, -0.03)), painter.half(hair_colour(look), 0.2))
    painter.fill(oval(painter.side * 0.13, -0.36, 0.12, 0.035), painter.lit(mix(skin, _WHITE, 0.3)))


def _hair(painter: Painter, look: Look) -> None:
    colour, low = hair_colour(look), _LENGTHS.get(look.hair, 0.34)
    if look.hair == "curly":
        lay(painter, curls(0.215), colour, 0.07, rim=0.016)
    if look.hair in _LENGTHS:
        half = [(0.26, -0.53), (0.42, -0.28), (0.47, 0.0), (0.44, low * 0.7), (0.29, low)]
    else:  # short and tied hair closes round the nape
        half = [(0.26, -0.53), (0.41, -0.28), (0.405, 0.0), (0.35, 0.20), (0.20, low - 0.01), (0.08, low - 0.04)]
    points = ((0.0, -0.60), *half, *((-x, y) for x, y in reversed(half)))
    sheet = blob_sheet(tuple((round(x, 3), round(y, 3)) for x, y in points), 0.48)
    lay(painter, sheet, colour, 0.10, rim=0.0 if look.hair == "curly" else 0.016)
    if painter.detail > 110 and look.hair != "curly":
        painter.fill(_strands(sheet, low), painter.half(colour, 0.25))
    if look.hair == "bun":
        lay(painter, _bun(), colour, 0.06, rim=0.014)
    if look.hair in ("braid", "ponytail"):
        plait_from_behind(painter, look)


@functools.lru_cache(4)
def _bun() -> Sheet:
    return Sheet(oval(0, -0.34, 0.22))


@functools.lru_cache(16)
def _strands(sheet: Sheet, low: float) -> skia.Path:
    strands = skia.Path()
    for i in range(7):
        x = (i - 3) * 0.105
        top, middle, end = (x * 0.45, -0.50 + abs(i - 3) * 0.02), (x * 1.14, -0.12), (x * 1.05, low * 0.78)
        strands.addPath(blob([top, (middle[0] + 0.007, middle[1]), end, (middle[0] - 0.007, middle[1])], 0.7))
    return overlap(sheet.path, strands)


def _pack(painter: Painter, look: Look, body: Proportions) -> None:
    colour, b = wardrobe(look).pack, body.breadth / 0.72
    s = 0.82 + 0.18 * b
    bag = (
        (-0.55, 0.02),
        (0.0, -0.04),
        (0.55, 0.02),
        (0.66, 0.5),
        (0.64, 1.32),
        (0.40, 1.50),
        (-0.40, 1.50),
        (-0.64, 1.32),
        (-0.66, 0.5),
    )
    lay(painter, blob_sheet(tuple((round(x * s, 3), y) for x, y in bag), 0.45), colour, 0.12, rim=0.02)
    pocket = ((-0.40, 0.82), (0.40, 0.82), (0.42, 1.34), (-0.42, 1.34))
    lay(painter, blob_sheet(pocket, 0.2), mix(colour, painter.palette.ink, 0.2), 0.05)
    lay(painter, limb_sheet(((-0.50, -0.02), (0.50, -0.02)), 0.28, 0.28), mix(colour, (0.91, 0.85, 0.72), 0.6), 0.05)
