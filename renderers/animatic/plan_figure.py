"""People seen from straight above: crown, shoulders, arms and feet. Origin under the crown, x ahead, metres."""

from __future__ import annotations

import math

from bible.entries import Look
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.garments import BARE_ARMS, wardrobe
from renderers.animatic.hair import hair_colour
from renderers.animatic.paper import Painter, Point, blob, limb, moved, oval
from renderers.animatic.pose import LOW, Pose
from renderers.animatic.proportions import SKINS, head_height, proportions


def draw_from_above(painter: Painter, look: Look, pose: Pose, degrees: float) -> None:
    """Somebody who stands, sits, kneels or walks, facing `degrees` from screen right, clockwise."""
    canvas, unit = painter.canvas, head_height(look)
    side = painter.side
    canvas.save()
    canvas.rotate(degrees)
    canvas.scale(unit, unit)
    before, painter.detail = painter.detail, painter.detail * unit
    painter.side = 1 if math.cos(math.radians(degrees)) * side >= 0 else -1
    _legs(painter, look, pose)
    _arms(painter, look, pose)
    _shoulders(painter, look)
    _crown(painter, look, pose)
    painter.side, painter.detail = side, before
    canvas.restore()


def _legs(painter: Painter, look: Look, pose: Pose) -> None:
    wear, body = wardrobe(look), proportions(look)
    wide = 0.26 * body.breadth
    for way in (-1, 1):
        ahead = 0.0
        if pose.legs in ("walk", "run"):
            ahead = 0.75 * way * math.sin(pose.phase * 2 * math.pi)
        elif pose.legs in LOW:
            ahead = 0.95
        hip, foot = (-0.04, way * wide), (round(ahead + 0.10, 2), way * (wide + 0.02))
        if abs(ahead) > 0.2:
            painter.form(limb([hip, foot], 0.46 * body.build, 0.36), wear.trousers, 0.05)
        shoe = blob([(foot[0] - 0.12, foot[1] - 0.13), (foot[0] + 0.26, foot[1] - 0.11), (foot[0] + 0.34, foot[1]),
                     (foot[0] + 0.26, foot[1] + 0.11), (foot[0] - 0.12, foot[1] + 0.13)], 0.4)  # fmt: skip
        painter.form(shoe, wear.shoes, 0.03)


def _arms(painter: Painter, look: Look, pose: Pose) -> None:
    wear, body, skin = wardrobe(look), proportions(look), SKINS[look.skin]
    for way, (x, y) in ((1, pose.near_hand), (-1, pose.far_hand)):
        shoulder: Point = (0.0, way * body.half_shoulder * 0.80)
        reach = max(-0.3, min(1.7, x if y < 1.7 else 0.12))
        hand = (round(max(0.08, reach), 2), round(way * body.half_shoulder * (0.98 if reach < 0.4 else 0.5), 2))
        colour = skin if look.outfit in BARE_ARMS else wear.sleeves
        elbow = ((shoulder[0] + hand[0]) / 2, way * body.half_shoulder * 1.06)
        painter.fill(oval(hand[0] + 0.06, hand[1], 0.15, 0.13), painter.skin(skin, 0.95))
        painter.form(
            limb([shoulder, elbow, hand], 0.40 * body.build, 0.28), mix(colour, painter.palette.ink, 0.06), 0.05
        )


def _shoulders(painter: Painter, look: Look) -> None:
    body, wear = proportions(look), wardrobe(look)
    half = body.half_shoulder
    deep = 0.34 * body.breadth * (1.2 if body.build > 1.05 else 1.0)
    if look.pack:
        painter.form(blob([(-0.15, -0.5), (-0.95, -0.52), (-1.05, 0.0), (-0.95, 0.52), (-0.15, 0.5)], 0.35),
                     wear.pack, 0.08)  # fmt: skip
    torso = blob([(-deep, -half * 0.72), (-deep * 0.5, -half), (deep * 0.7, -half * 0.9), (deep * 1.15, 0.0),
                  (deep * 0.7, half * 0.9), (-deep * 0.5, half), (-deep, half * 0.72)], 0.5)  # fmt: skip
    painter.form(torso, wear.torso, 0.10, -0.04, rim=0.02)


def _crown(painter: Painter, look: Look, pose: Pose) -> None:
    skin, hair = SKINS[look.skin], hair_colour(look)
    turn = (6 if pose.facing > 0 else -6) * pose.tilt
    painter.canvas.save()
    painter.canvas.rotate(max(-20.0, min(20.0, turn)))
    painter.veil(moved(oval(0.06, 0, 0.46, 0.42), -painter.side * 0.10, 0.12), painter.palette.ink, 0.3)
    painter.fill(
        blob([(0.30, -0.07), (0.53, -0.05), (0.56, 0.0), (0.53, 0.05), (0.30, 0.07)], 0.4), painter.skin(skin, 0.8)
    )
    head = oval(0.06, 0, 0.44, 0.37)
    for way in (-1, 1):
        painter.fill(oval(0.02, way * 0.38, 0.09, 0.06), painter.skin(skin, 0.7))
    if look.hat in ("none", "") and look.hair == "bald":
        painter.form(head, skin, 0.07, -0.03)
        painter.fill(oval(0.12, -0.08, 0.10, 0.06), painter.skin(mix(skin, (1.0, 1.0, 1.0), 0.3), 1.0))
        painter.canvas.restore()
        return
    colour = from_hex(look.hat_colour) if look.hat not in ("none", "") else hair
    if look.hair == "curly" and look.hat in ("none", ""):
        for i in range(9):
            angle = math.pi * (0.35 + i * 0.162)
            painter.form(oval(0.02 + math.cos(angle) * 0.34, math.sin(angle) * 0.34, 0.20), hair, 0.04)
    elif look.hair == "long":
        painter.form(blob([(0.1, -0.42), (-0.62, -0.40), (-0.72, 0.0), (-0.62, 0.40), (0.1, 0.42)], 0.5), hair, 0.06)
    if look.hat == "fedora":
        painter.form(oval(0.05, 0, 0.68, 0.62), colour, 0.06)
    elif look.hat == "cap":
        painter.form(blob([(0.3, -0.30), (0.74, -0.24), (0.80, 0.0), (0.74, 0.24), (0.3, 0.30)], 0.5),
                     mix(colour, painter.palette.ink, 0.3), 0.03)  # fmt: skip
    top = blob([(0.40, -0.16), (0.30, -0.34), (-0.02, -0.42), (-0.36, -0.26), (-0.42, 0.0), (-0.36, 0.26),
                (-0.02, 0.42), (0.30, 0.34), (0.40, 0.16), (0.34, 0.0)], 0.5)  # fmt: skip
    painter.form(top, colour, 0.08, -0.03, rim=0.015)
    if look.hat == "beanie":
        painter.form(oval(0.0, 0, 0.13), mix(colour, (1.0, 1.0, 1.0), 0.5), 0.03)
    elif look.hair == "bun" and look.hat == "none":
        painter.form(oval(-0.38, 0, 0.19), hair, 0.05)
    elif look.hair in ("braid", "ponytail") and look.hat not in ("helmet", "headscarf"):
        painter.form(
            blob([(-0.34, -0.09), (-0.62, -0.11), (-0.92, 0.0), (-0.62, 0.11), (-0.34, 0.09)], 0.5), hair, 0.04
        )
    painter.canvas.restore()
