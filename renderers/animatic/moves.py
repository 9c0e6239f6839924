"""Moves of the camera: eased, with the first and last frames still, and small enough to be felt rather than seen."""

from __future__ import annotations

import math

import skia

from renderers.animatic.business import ease
from renderers.animatic.camera import Camera
from renderers.animatic.framing import Composition, cover
from shots.shot import Move, Size

_STILL = 8
"""Frames at either end of the cut in which the camera rests."""
_SWAY = ((0.7, 1.0, 0.3), (1.9, 0.38, 1.9))
"""Handheld: (turns a second, share, phase) of two sines."""


SHIFTS = (Move.PAN_LEFT, Move.PAN_RIGHT, Move.TILT_UP, Move.TILT_DOWN, Move.HANDHELD)
"""Moves that shift the whole picture and change nothing in it."""


def share(frame: int, frames: int) -> float:
    """How much of a move is done on a frame of the cut, 0 to 1; in the handles it has not begun or is over."""
    still = min(_STILL, frames // 4)
    return ease((frame - still) / max(1, frames - 1 - 2 * still))


def shift_at(move: Move, frame: int, frames: int, fps: float, width: int, height: int) -> tuple[int, int]:
    """How far a shifting move has the picture to the right and down, in whole pixels."""
    done = share(frame, frames)
    if move == Move.HANDHELD:
        unit = min(width * 9 / 16, height) / 1080
        across, down = (
            sum(part * math.sin(2 * math.pi * turns * frame / fps + phase + late) for turns, part, phase in _SWAY)
            for late in (0.0, 2.1)
        )
        return round(across * 5 * unit), round(down * 4 * unit)
    if move in (Move.PAN_LEFT, Move.PAN_RIGHT):
        return round((1 if move == Move.PAN_LEFT else -1) * (done - 0.6) * 0.10 * width), 0
    if move in (Move.TILT_UP, Move.TILT_DOWN):
        return 0, round((1 if move == Move.TILT_UP else -1) * (done - 1) * 0.12 * height)
    return 0, 0


def camera_at(composition: Composition, move: Move, size: Size, frame: int, frames: int) -> Camera:
    """Where the camera is on a frame of a cut that is `frames` long; shifting moves leave it where it is."""
    done = share(frame, frames)
    if move in (Move.PUSH_IN, Move.PULL_OUT):
        grown = 1.14 if size.step <= Size.FS.step else 1.12 if size.step <= Size.MS.step else 1.06
        grown **= done if move == Move.PUSH_IN else 1 - done
        if composition.marks:
            return composition.camera(push=grown)
        return composition.camera(push=grown**0.4, zoom=grown**0.6)  # far things would not grow by going nearer
    if move in (Move.TRUCK_LEFT, Move.TRUCK_RIGHT):
        way = -1 if move == Move.TRUCK_LEFT else 1
        return composition.camera(truck=way * (done - 0.5) * 0.08 * composition.width / composition.scale)
    if move in (Move.CRANE_UP, Move.CRANE_DOWN):
        lifted = 1.2 if size.step <= Size.FS.step else 0.4
        return composition.camera(lift=lifted * (done if move == Move.CRANE_UP else 1 - done))
    return composition.camera()


def turn(canvas: skia.Canvas, camera: Camera) -> None:
    """Turn the canvas by the camera's roll, grown so that no corner shows."""
    if camera.roll:
        grown = cover(camera.roll, camera.width, camera.height)
        canvas.translate(camera.width / 2, camera.height / 2)
        canvas.rotate(camera.roll)
        canvas.scale(grown, grown)
        canvas.translate(-camera.width / 2, -camera.height / 2)
