"""Heads stand clear of what is behind them, and stay where they are when nothing is."""

from __future__ import annotations

import pytest
import skia

from bible.entries import Look
from renderers.animatic.camera import Camera
from renderers.animatic.cards import SetDesign
from renderers.animatic.clearing import step_clear
from renderers.animatic.framing import Composition, Player, compose
from renderers.animatic.paper import ink
from shots.shot import Framing, Shot, Size

ROOM = SetDesign(cards=(), near=3.6, far=6.0, inside=True)
ANNA = Look(age=30, sex="woman", height_cm=170)
WALL = 7.5


def framed() -> Composition:
    shot = Shot(id="sh1", slate="1", scene="s1", framing=Framing.SINGLE, size=Size.MS)
    return compose(shot, [Player("@ANNA", ANNA, "centre", 1)], ROOM, 1920, 1080)


def plain(canvas: skia.Canvas, camera: Camera) -> None:
    canvas.clear(0xFF808080)


def picture_at(x: float, canvas: skia.Canvas, camera: Camera) -> None:
    plain(canvas, camera)
    column, row, scale = camera.column(x, WALL), camera.row(1.62, WALL), camera.scale(WALL)
    canvas.drawRect(
        skia.Rect(column - scale * 0.34, row - scale * 0.34, column + scale * 0.34, row + scale * 0.34), ink(0xFF000000)
    )


def test_on_a_plain_wall_nobody_moves() -> None:
    assert step_clear(framed(), {"@ANNA": ANNA}, plain) == framed()


def test_a_head_steps_away_from_a_picture_with_its_camera() -> None:
    before = framed()
    camera = before.camera()
    behind = camera.x + (camera.column(before.marks[0].x, before.depth) - 960) / camera.scale(WALL)
    after = step_clear(before, {"@ANNA": ANNA}, lambda canvas, seen: picture_at(behind, canvas, seen))
    step = after.marks[0].x - before.marks[0].x
    assert abs(step) > 0.2
    moved = after.camera()
    assert moved.x - camera.x == pytest.approx(step)
    assert moved.column(after.marks[0].x, after.depth) == pytest.approx(camera.column(before.marks[0].x, before.depth))
