"""Stills by Google's image models, at once: keyframes, and reference stills of cast and places."""

from __future__ import annotations

from renderers.hosted.calls import ImmediateWire, decoded, guides_of
from renderers.hosted.google_sdk import GoogleWire, label, media_in, parts, reply_of
from renderers.hosted.wire import Asset, FailureKind, Order, RemoteState, Settles, Submitted


class GeminiImages(ImmediateWire, GoogleWire):
    """Google's image models. The still comes with the reply."""

    usual_timeout_seconds = 600.0
    settles = Settles.ASK

    def submit(self, order: Order) -> Submitted:
        """Order a still; pictures that are to be kept true to go along as references. Raises WireError."""
        shape = {"type": "image", "aspect_ratio": order.size, "image_size": order.resolution}
        body: dict[str, object] = {
            "model": order.model,
            "input": parts(order, guides_of(order, "keyframe", "reference")),
            "response_format": {name: value for name, value in shape.items() if value},
            "labels": {"studio": label(order.reference)},
        }
        client = self.sdk
        with self.telling(self.sdk_errors, submit=True):
            # Left on, the SDK would send a long answer's rest as another paid call.
            made = client.interactions.create(automatic_continuation=False, **body)  # type: ignore[call-overload]
        reply = reply_of(made)
        status = reply.text("status")
        if status not in ("completed", "failed", "incomplete"):
            raise self.not_understood(f"has the status {self.clean(status)!r}")
        stills = tuple(
            Asset(inline=decoded(piece.text("data")), media_type=piece.text("mime_type") or "image/jpeg")
            for piece in media_in(reply, "image")
            if piece.text("data")
        )
        code, message = reply.text("errors", 0, "code"), self.clean(reply.text("errors", 0, "message"))
        state = self.done(stills, note=message)
        if status != "completed" and not self.refuses(code, message):
            state = RemoteState(state="failed", failure=FailureKind.TRANSIENT, code=code or status, message=message)
        return self.at_once(order, state, reply.text("id"))
