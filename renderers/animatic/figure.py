"""A person on stage: body, clothes and head in one drawing."""

from __future__ import annotations

import math
from dataclasses import replace

import skia

from bible.entries import Look
from renderers.animatic.colour import from_hex, mix
from renderers.animatic.face import draw_ear, draw_ears, draw_features, draw_glasses, draw_skin, read_face
from renderers.animatic.garments import wardrobe
from renderers.animatic.hair import COVERS_EAR, draw_beard, draw_braid, draw_hair_behind, draw_hair_front
from renderers.animatic.head_square import SQUARE_UNTIL
from renderers.animatic.headwear import COVERS_HAIR, draw_hat, draw_hat_shadow
from renderers.animatic.legs import GAITS, body_drop, draw_legs
from renderers.animatic.outfit import (
    draw_front,
    draw_hood,
    draw_pack,
    draw_straps,
    draw_torso,
    head_shadow,
    torso,
)
from renderers.animatic.paper import Painter, oval
from renderers.animatic.pose import LOW, Pose
from renderers.animatic.proportions import SKINS, Proportions, proportions, stoop
from renderers.animatic.sheets import blob_sheet
from renderers.animatic.sleeves import Sleeve
from renderers.animatic.views import FRONT, between, far_bend, hands, shortened, shoulders, stepped

_NECK_SHADE = from_hex("5A2A2E")
_FLAT, _THICKNESS = 86.0, 0.62
"""Degrees a body turns until it lies, and how far its axis is then above the ground, in u."""


def draw_figure(painter: Painter, look: Look, pose: Pose) -> None:
    """Draw a person seen from before: origin on the ground between the feet, one unit per head height, y down.

    The caller has moved and scaled the canvas and set `painter.detail` to pixels per head height. Facing left
    mirrors the canvas, and the key's side with it.
    """
    canvas: skia.Canvas = painter.canvas
    side = painter.side
    canvas.save()
    if pose.facing < 0:
        painter.side = -side
    canvas.concat(to_body(replace(pose, fallen=0.0)))
    _contact(painter, pose)
    canvas.restore()
    canvas.save()
    canvas.concat(to_body(pose))
    if pose.legs != "none":
        draw_legs(painter, look, pose)
    _upper_body(painter, look, pose)
    painter.side = side
    canvas.restore()


def _contact(painter: Painter, pose: Pose) -> None:
    if pose.legs != "none" and painter.detail > 8 and painter.dim == 0 and not pose.lift:
        long = 0.98 + 1.6 * pose.fallen
        middle = 2.6 * pose.fallen - painter.side * 0.10
        painter.veil(oval(middle, 0.02, long, 0.11), painter.palette.ink, 0.34 * (1 - painter.haze))


def _upper_body(painter: Painter, look: Look, pose: Pose) -> None:
    canvas, body = painter.canvas, proportions(look)
    canvas.save()
    canvas.concat(to_shoulders(look, pose))
    canvas.scale(1, 1 + pose.breath * 0.008)
    seated, turn = pose.legs in LOW and pose.sunk > 0.5, stepped(pose.turn)
    sheet = torso(look, _hem_sway(pose), seated, turn)
    (near, far), (near_hand, far_hand), square = shoulders(body, turn), hands(pose, body), turn < FRONT
    if look.pack:
        draw_pack(painter, look, turn)
    near_short, far_short = shortened(pose, body)
    other = Sleeve(look, far, far_hand, far_bend(pose), pose.far_shape, not square, far_short)
    before = square or (far_hand[1] < 0.05 and far_hand[0] < 0.9)  # a far hand at the face comes before it
    if not before:
        other.draw(painter)
    draw_hood(painter, look, turn)
    _neck(painter, look, body)
    draw_torso(painter, look, sheet)
    painter.fill(head_shadow(sheet, painter.side), painter.shaded(wardrobe(look).torso))
    draw_front(painter, look, sheet, seated, turn)
    if look.pack:
        draw_straps(painter, look, turn)
    sleeve = Sleeve(look, near, near_hand, pose.near_bend, pose.near_shape, False, near_short)
    painter.fill(sleeve.shadow(sheet, painter.side), painter.shaded(wardrobe(look).torso))
    if square:
        other.draw(painter)
    _head(painter, look, pose)
    if before and not square:
        other.draw(painter)
    if look.hair == "braid" and look.hat not in COVERS_HAIR:
        draw_braid(painter, look, pose.breath * 0.5 + pose.tilt * 0.1, between(turn, -0.08, 0.0, 0.0))
    sleeve.draw(painter, pose.holding)
    canvas.restore()


def to_body(pose: Pose) -> skia.Matrix:
    """From the coordinates of a body that stands upright and looks right to those of draw_figure."""
    matrix = skia.Matrix.Scale(-1 if pose.facing < 0 else 1, 1)
    matrix.preTranslate(pose.travel, -pose.lift)
    if pose.fallen:
        matrix.preTranslate(0, -_THICKNESS * pose.fallen)
        matrix.preRotate(_FLAT * pose.fallen)
    return matrix


def to_shoulders(look: Look, pose: Pose) -> skia.Matrix:
    """From the middle of the shoulder line to the body's coordinates."""
    body = proportions(look)
    matrix = skia.Matrix.Translate(0, body.hip + body_drop(look, pose))
    matrix.preRotate(pose.lean + stoop(look) + (GAITS[pose.legs].lean if pose.legs in GAITS else 0.0))
    matrix.preTranslate(0, -body.torso)
    return matrix


def to_head(pose: Pose) -> skia.Matrix:
    """From the middle of the head to the middle of the shoulder line."""
    matrix = skia.Matrix.Translate(between(pose.turn, 0.0, 0.05, 0.05), -0.14)
    matrix.preRotate(pose.tilt)
    matrix.preTranslate(between(pose.turn, 0.0, 0.04, 0.08), -0.50 + pose.pitch * 0.02)
    return matrix


def _hem_sway(pose: Pose) -> float:
    return round(math.sin(pose.phase * 2 * math.pi) * 0.05, 2) if pose.legs in GAITS else 0.0


def _neck(painter: Painter, look: Look, body: Proportions) -> None:
    w = body.neck
    neck = ((-w, -0.46), (w - 0.02, -0.46), (w + 0.05, -0.10), (w + 0.16, 0.16), (-w - 0.18, 0.16), (-w - 0.04, -0.12))
    sheet = blob_sheet(tuple((round(x, 3), y) for x, y in neck), 0.3)
    painter.fill(sheet.path, painter.skin(mix(SKINS[look.skin], _NECK_SHADE, 0.34)))


def _head(painter: Painter, look: Look, pose: Pose) -> None:
    canvas = painter.canvas
    canvas.save()
    canvas.concat(to_head(pose))
    face = read_face(look, pose)
    covered = look.hat in COVERS_HAIR
    square = face.pose.yaw < SQUARE_UNTIL
    if not covered:
        draw_hair_behind(painter, look, pose.yaw)
    if square and not covered and look.hair not in COVERS_EAR:
        draw_ears(painter, face)
    draw_skin(painter, face)
    draw_features(painter, face)
    if look.beard != "none":
        draw_beard(painter, face)
    draw_hat_shadow(painter, face)
    if look.glasses:
        draw_glasses(painter, face)
    if not covered:
        draw_hair_front(painter, face)
        if look.hair not in COVERS_EAR and not square:
            draw_ear(painter, face)
    draw_hat(painter, look, pose.yaw)
    canvas.restore()
