"""Faces from the front to the side: contour, nose, cheeks, the marks of age, and glasses.

Origin in the middle of the head, x where the face looks, y down, one unit per head height. The near side is left.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import skia

from bible.entries import Look
from renderers.animatic.colour import Colour, from_hex, mix
from renderers.animatic.eyes import Brow, Eye, brow_path, draw_eye, line_colour
from renderers.animatic.mouth import MOUTHS, MouthPlace, chin_line, draw_mouth
from renderers.animatic.paper import Painter, Point, blob, lens, moved, oval, overlap
from renderers.animatic.pose import Pose
from renderers.animatic.proportions import SKINS, is_child, traits
from renderers.animatic.sheets import Sheet, bezier, lay_skin

_FRONT: tuple[Point, ...] = (
    (0, -0.5), (0.24, -0.455), (0.355, -0.27), (0.372, -0.04), (0.35, 0.17), (0.24, 0.40), (0.10, 0.5),
    (-0.10, 0.5), (-0.24, 0.40), (-0.35, 0.17), (-0.372, -0.04), (-0.355, -0.27), (-0.24, -0.455),
)  # fmt: skip
_THREE_QUARTER: tuple[Point, ...] = (
    (-0.06, -0.515), (0.19, -0.47), (0.335, -0.30), (0.335, -0.07), (0.345, 0.14), (0.275, 0.385), (0.185, 0.5),
    (0.03, 0.49), (-0.14, 0.375), (-0.28, 0.19), (-0.40, -0.02), (-0.445, -0.25), (-0.31, -0.455),
)  # fmt: skip
_PROFILE: tuple[Point, ...] = (
    (-0.06, -0.515), (0.17, -0.475), (0.295, -0.33), (0.322, -0.14), (0.300, -0.03), (0.345, 0.06), (0.425, 0.145),
    (0.385, 0.195), (0.325, 0.205), (0.352, 0.262), (0.322, 0.312), (0.345, 0.352), (0.306, 0.395), (0.312, 0.452),
    (0.225, 0.505), (0.09, 0.478), (-0.09, 0.372), (-0.24, 0.20), (-0.385, 0.0), (-0.445, -0.25), (-0.31, -0.455),
)  # fmt: skip
PROFILE_FROM = 0.82
"""Turn of the head from which it is drawn from the side: one eye, and the nose on the outline."""
_CHIN = (6, 7)
_BLUSH = from_hex("E0563F")
_GLARE = from_hex("FFFBF0")


@dataclass(frozen=True)
class Face:
    """Where things are on one face in one pose."""

    look: Look
    pose: Pose
    skin: Colour
    contour: Sheet
    middle: float
    """x of the line between the eyes."""
    nod: float
    """How far the pitch moves the features down."""
    eye_line: float
    mouth: MouthPlace

    @property
    def opening(self) -> float:
        """How far the mouth is open, which drops the jaw."""
        return self.mouth.opening


@functools.lru_cache(256)
def _side_contour(nose: float, jaw: float, drop: float, child: bool) -> Sheet:
    points = []
    for x, y in _PROFILE:
        if 0.0 < y < 0.21 and x > 0.3:
            x = 0.31 + (x - 0.31) * nose
        if y > 0.3 and x < 0.3:
            x *= jaw * 0.5 + 0.5
        if child and y > 0.1:
            x, y = x * 0.97, 0.1 + (y - 0.1) * 0.93
        points.append((round(x, 3), y + drop if y > 0.33 else y))
    return Sheet(blob(points, 0.42))


@functools.lru_cache(512)
def _contour(yaw: float, jaw: float, drop: float, child: bool) -> Sheet:
    turn = yaw / 0.5
    points = []
    for index, ((ax, ay), (bx, by)) in enumerate(zip(_FRONT, _THREE_QUARTER, strict=True)):
        x, y = ax + (bx - ax) * turn, ay + (by - ay) * turn
        if y > 0.1:
            x *= jaw * 0.6 + 0.4 if index in _CHIN else jaw
        if child and y > 0.1:
            x, y = x * 1.05, 0.1 + (y - 0.1) * 0.93
        points.append((x, y + drop if y > 0.3 else y))
    return Sheet(blob(points, 0.52))


def read_face(look: Look, pose: Pose) -> Face:
    """Work out a face before it is drawn."""
    child, own = is_child(look), traits(look)
    yaw, nod = round(pose.yaw, 3), round(pose.pitch * 0.07, 4)
    middle = 0.235 * yaw
    shape = MOUTHS[pose.mouth]
    opening = round(shape.opening * (pose.effort if shape.opening > 0.01 else 1.0), 4)
    mouth = MouthPlace(
        x=round(middle * 1.02 + 0.012 * yaw, 4),
        y=round(0.318 + nod * 0.9 - (0.012 if child else 0.0), 4),
        width=round(shape.width * (1 - 0.22 * yaw) * (0.92 if child else 1.0), 4),
        opening=opening,
        smile=round(pose.smile, 2),
        full=look.sex == "woman" and not child,
    )
    if yaw >= PROFILE_FROM:
        middle = 0.30
        mouth = replace(mouth, x=0.272, width=round(shape.width * 0.58, 4))
        contour = _side_contour(round(own.nose, 3), round(own.jaw, 3), round(opening * 0.42, 3), child)
    else:
        contour = _contour(yaw, round(own.jaw, 3), round(opening * 0.42, 3), child)
    eye_line = 0.015 + nod + (0.045 if child else 0.0)
    return Face(look, pose, SKINS[look.skin], contour, middle, nod, eye_line, mouth)


def draw_skin(painter: Painter, face: Face) -> None:
    """The bare head: lit sheet, hard shade, and an edge of sun."""
    lay_skin(painter, face.contour, face.skin, 0.105, -0.03, rim=0.016 if painter.detail > 90 else 0.0)


def draw_features(painter: Painter, face: Face) -> None:
    """Cheeks, age, nose, eyes, brows and mouth, in this order."""
    if painter.detail > 150:
        _cheek(painter, face)
    if face.look.age >= 55 and painter.detail > 170:
        _age(painter, face)
    if face.pose.yaw >= PROFILE_FROM:
        _from_the_side(painter, face)
        return
    if painter.detail > 60:
        _nose(painter, face)
    for far in (False, True):
        eye = _eye(face, far)
        draw_eye(painter, eye, face.skin, traits(face.look).eyes)
        _brow(painter, face, eye)
    draw_mouth(painter, face.mouth, MOUTHS[face.pose.mouth], face.skin, traits(face.look).lips)
    if painter.detail > 170 and face.look.beard != "full":
        painter.fill(chin_line(face.mouth), painter.skin(face.skin, 0.6))


def _from_the_side(painter: Painter, face: Face) -> None:
    """One eye, its brow, the nostril, and the half of the mouth on this side, all held inside the outline."""
    canvas, nod = painter.canvas, face.nod
    canvas.save()
    canvas.clipPath(face.contour.path, True)
    if painter.detail > 90:
        painter.fill(oval(0.345, 0.188 + nod, 0.022, 0.012), painter.skin(face.skin, 0.15))
        wing = lens((0.295, 0.13 + nod), (0.305, 0.205 + nod), -0.03, 0.012)
        painter.fill(wing, painter.skin(face.skin, 0.45))
    eye = replace(_eye(face, False), x=0.205, width=0.128)
    draw_eye(painter, eye, face.skin, traits(face.look).eyes)
    _brow(painter, face, replace(eye, width=0.15))
    draw_mouth(painter, face.mouth, MOUTHS[face.pose.mouth], face.skin, traits(face.look).lips)
    canvas.restore()


def _eye(face: Face, far: bool) -> Eye:
    look, pose, child = face.look, face.pose, is_child(face.look)
    woman = look.sex == "woman"
    narrow = 1 - 0.42 * max(0.0, pose.yaw) if far else 1.0
    spread = 0.152 * (narrow if far else 1 - 0.06 * pose.yaw)
    height = 0.056 * (1.15 if child else 1.04 if woman else 0.92)
    return Eye(
        x=round(face.middle + (spread if far else -spread), 4),
        y=round(face.eye_line, 4),
        width=round(0.172 * (narrow * 0.98 if far else 1.0) * (1.06 if child else 1.0), 4),
        open=round(height * max(0.0, min(1.3, pose.lid)), 4),
        gaze=(round(pose.gaze[0], 2), round(pose.gaze[1], 2)),
        iris=0.056 if child else 0.050,
        narrow=0.9 if far else 1.0,
        lid=0.034 if woman and not child else 0.030 if child else 0.026,
        lash=0.030 if woman and not child else 0.012,
        far=far,
    )


def _brow(painter: Painter, face: Face, eye: Eye) -> None:
    pose, own = face.pose, traits(face.look)
    weight = 0.026 * own.brow * (1.5 if painter.detail < 110 else 1.0)
    brow = Brow(eye.x, eye.y, eye.width, round(pose.brow, 2), round(pose.angry, 2), round(weight, 4), eye.far)
    painter.fill(brow_path(brow), painter.half(brow_colour(face.look), 0.55))


def brow_colour(look: Look) -> Colour:
    """The hair's colour, darker when the hair is light, so that the brows still act."""
    hair = from_hex(look.hair_colour)
    if look.hair == "bald":
        hair = mix(hair, SKINS[look.skin], 0.15)
    bright = 0.3 * hair[0] + 0.59 * hair[1] + 0.11 * hair[2]
    hair = mix(hair, from_hex("6A5A50"), 0.35) if bright > 0.62 else hair
    return mix(hair, from_hex("120C10"), 0.35) if look.skin in ("dark", "deep") else hair


def _cheek(painter: Painter, face: Face) -> None:
    if (face.look.sex != "woman" and not is_child(face.look)) or face.pose.pitch < -0.5:
        return
    colour = painter.skin(mix(face.skin, mix(face.skin, _BLUSH, 0.30), 0.55), 1.0)
    painter.fill(_cheek_path(face.contour, painter.side, round(face.middle, 3), face.nod), colour)


@functools.lru_cache(256)
def _cheek_path(contour: Sheet, side: int, middle: float, nod: float) -> skia.Path:
    """The disc of the cheek, as far as it lies in the light."""
    lit = overlap(contour.path, moved(contour.path, side * 0.105, -0.03))
    return overlap(lit, oval(middle - 0.20, 0.19 + nod, 0.085, 0.055))


def _age(painter: Painter, face: Face) -> None:
    x, y, nod, colour = face.middle, face.eye_line, face.nod, painter.skin(face.skin, 0.55)
    fold = bezier((x - 0.055, 0.215 + nod), ((x - 0.132, 0.285 + nod), (x - 0.120, 0.365 + nod)),
                  ((x - 0.112, 0.285 + nod), (x - 0.055, 0.215 + nod)))  # fmt: skip
    bag = lens((x - 0.235, y + 0.080), (x - 0.090, y + 0.088), -0.026, 0.044)
    feet = [lens((x - 0.262, y + 0.030 + dy), (x - 0.318, y + 0.040 + dy * 1.9), 0.008, 0.006) for dy in (0.0, 0.034)]
    for path in (fold, bag, *feet):
        painter.fill(path, colour)
    if face.look.age >= 68:
        for dy in (0.0, 0.055):
            painter.fill(lens((x - 0.15, -0.245 + dy + nod), (x + 0.11, -0.250 + dy + nod), 0.022, -0.012), colour)


def _nose(painter: Painter, face: Face) -> None:
    paths = _nose_paths(
        face.middle, round(face.pose.yaw, 3), round(face.nod, 4), face.eye_line, round(traits(face.look).nose, 3)
    )
    wedge, ahead, behind = paths
    if painter.side < 0:
        painter.fill(wedge, painter.skin(face.skin, 1.0))
        painter.fill(ahead, painter.skin(face.skin))
    else:
        painter.fill(wedge, painter.skin(mix(face.skin, mix(face.skin, _BLUSH, 0.3), 0.25), 0.96))
        painter.fill(behind, painter.skin(face.skin, 0.42))


@functools.lru_cache(256)
def _nose_paths(middle: float, yaw: float, nod: float, eye: float, n: float) -> tuple[skia.Path, skia.Path, skia.Path]:
    """The wedge, and its plane of shade ahead of the ridge or behind it."""
    x, y, b = middle + 0.035 + 0.115 * yaw * n, 0.175 + nod * 1.57, middle + 0.05 * yaw + 0.01
    root = (b, eye - 0.035)
    wedge = bezier(
        root,
        ((b + 0.03 * n, eye + 0.06), (x + 0.015, y - 0.09), (x + 0.022 * n, y - 0.012)),
        ((x + 0.026 * n, y + 0.03), (x - 0.02, y + 0.042), (x - 0.055 * n, y + 0.030)),
        ((x - 0.085 * n, y + 0.02), (x - 0.07 * n, y - 0.02), (x - 0.055 * n, y - 0.03)),
        ((b - 0.03, eye + 0.09), (b - 0.035, eye + 0.02), root),
    )
    start = (b + 0.006, eye - 0.02)
    ahead = bezier(
        start,
        ((b + 0.04 * n, eye + 0.06), (x + 0.02, y - 0.09), (x + 0.03 * n, y - 0.01)),
        ((x + 0.03 * n, y + 0.035), (x - 0.03, y + 0.045), (x - 0.06 * n, y + 0.032)),
        ((x - 0.01, y + 0.02), (x - 0.005, y - 0.02), start),
    )
    start = (b - 0.012, eye - 0.03)
    behind = bezier(
        start,
        ((b - 0.055, eye + 0.06), (x - 0.10 * n, y - 0.05), (x - 0.088 * n, y + 0.012)),
        ((x - 0.06 * n, y + 0.052), (x - 0.01, y + 0.042), (x + 0.02 * n, y + 0.012)),
        ((x - 0.035 * n, y + 0.012), (x - 0.055 * n, y - 0.03), start),
    )
    return wedge, ahead, behind


def draw_ears(painter: Painter, face: Face) -> None:
    """Both ears of a head that looks into the lens: they come before the skin, which lies over their roots."""
    for x in (-0.385, 0.385):
        lay_skin(painter, _ear(x, round(0.055 - 0.03 * face.pose.pitch, 3)), face.skin, 0.03, -0.02)


def draw_ear(painter: Painter, face: Face) -> None:
    """The near ear."""
    yaw = face.pose.yaw
    x = -0.335 - 0.10 * (yaw - 0.5) * (1.0 if yaw < 0.5 else 0.6)
    y = 0.055 - 0.03 * face.pose.pitch
    lay_skin(painter, _ear(round(x, 3), round(y, 3)), face.skin, 0.03, -0.02)
    if painter.detail > 150:
        inner = bezier((x - 0.022, y - 0.050), ((x + 0.034, y - 0.040), (x + 0.020, y + 0.012)),
                       ((x + 0.006, y + 0.030), (x - 0.010, y + 0.048)), ((x + 0.008, y),
                       (x - 0.022, y - 0.050)))  # fmt: skip
        painter.fill(inner, painter.skin(face.skin, 0.35))


@functools.lru_cache(64)
def _ear(x: float, y: float) -> Sheet:
    return Sheet(oval(x, y, 0.062, 0.092))


def draw_glasses(painter: Painter, face: Face) -> None:
    """Round frames, a bridge, an arm to the ear, and a glint on the glass."""
    if painter.detail < 40:
        return
    line, y = line_colour(painter), face.eye_line + 0.012
    width = 0.020 if painter.detail > 110 else 0.030
    near, far = _eye(face, False), _eye(face, True)
    if face.pose.yaw >= PROFILE_FROM:
        painter.line(oval(0.235, y, 0.075, 0.095), line, width)
        painter.line(bezier((0.16, y - 0.018), ((-0.08, y - 0.024), (-0.335, y - 0.018))), line, width)
        return
    squeeze = far.width / near.width
    rims = [(near.x, 0.112), (far.x + 0.004, 0.112 * squeeze)]
    for x, radius in rims:
        painter.line(oval(x, y, radius, 0.098), line, width)
        if painter.detail > 130:
            reach = painter.side * radius
            start = (x + reach * 0.80, y + 0.026)
            outer = ((x + reach * 0.66, y + 0.072), (x + reach * 0.16, y + 0.084))
            glint = bezier(start, outer, ((x + reach * 0.56, y + 0.056), start))
            painter.fill(glint, painter.half(mix(_GLARE, face.skin, 0.25), 1.0))
    bridge = skia.Path()
    bridge.moveTo(near.x + 0.112, y - 0.012)
    bridge.quadTo(face.middle, y - 0.034, far.x - 0.108 * squeeze, y - 0.012)
    bridge.moveTo(near.x - 0.112, y - 0.018)
    bridge.lineTo(-0.335, y - 0.018)
    painter.line(bridge, line, width)
