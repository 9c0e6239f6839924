"""Films by Gemini Omni, through Google's Interactions API, made in the background."""

from __future__ import annotations

from typing import Literal

from bible.errors import RenderError
from renderers.hosted.calls import decoded, guides_of
from renderers.hosted.google_sdk import GoogleWire, label, media_in, parts, reply_of
from renderers.hosted.reply import Reply
from renderers.hosted.wire import Asset, FailureKind, Order, RemoteRef, RemoteState, Settles, Submitted

_TASKS = {
    "text_to_video": "text_to_video", "image_to_video": "image_to_video", "reference_to_video": "reference_to_video",
    "edit_video": "edit",
}  # fmt: skip
_Word = Literal["queued", "running", "succeeded", "failed", "cancelled"]
_WORDS: dict[str, _Word] = {
    "queued": "queued", "in_progress": "running", "requires_continuation": "running", "completed": "succeeded",
    "failed": "failed", "incomplete": "failed", "budget_exceeded": "failed", "cancelled": "cancelled",
}  # fmt: skip


class GeminiOmni(GoogleWire):
    """Gemini Omni. Our reference travels as a label, but nothing lists it: a person settles an unclear submit."""

    settles = Settles.ASK
    poll_seconds = 5.0

    def submit(self, order: Order) -> Submitted:
        """Order a film. Raises RenderError for a mode it has not, WireError."""
        task = _TASKS.get(order.mode)
        if task is None:
            raise RenderError(f"Gemini Omni has no {order.mode}", cure="use another renderer for it")
        guides = (
            guides_of(order, "keyframe") + guides_of(order, "last") + guides_of(order, "reference", "drive", "audio")
        )
        shape = {"type": "video", "aspect_ratio": order.size, "duration": order.seconds, "resolution": order.resolution,
                 "delivery": "uri"}  # fmt: skip
        body: dict[str, object] = {
            "model": order.model,
            "background": True,
            "store": True,
            "input": parts(order, guides),
            "generation_config": {"video_config": {"task": task}},
            "response_format": {name: value for name, value in shape.items() if value},
            "labels": {"studio": label(order.reference)},
        }
        if order.edits:
            body["previous_interaction_id"] = order.edits
        client = self.sdk
        with self.telling(self.sdk_errors, submit=True):
            made = client.interactions.create(**body)  # type: ignore[call-overload]
        reply = reply_of(made)
        if not reply.text("id"):
            raise self.not_understood("holds no id")
        ref = RemoteRef(provider=self.provider, model=order.model, id=reply.text("id"))
        return Submitted(ref=ref, state=self._state(reply))

    def poll(self, ref: RemoteRef) -> RemoteState:
        """How the film stands. Raises WireError."""
        client = self.sdk
        with self.telling(self.sdk_errors, submit=False):
            found = client.interactions.get(ref.id)
        return self._state(reply_of(found))

    def cancel(self, ref: RemoteRef) -> bool:
        """Stop the film."""
        client = self.sdk
        with self.telling(self.sdk_errors, submit=False):
            client.interactions.cancel(ref.id)
        return True

    def _state(self, reply: Reply) -> RemoteState:
        status = reply.text("status")
        word = _WORDS.get(status)
        if word is None:
            return self.odd(status)
        code = reply.text("errors", 0, "code")
        message = self.clean(reply.text("errors", 0, "message"))
        if word == "succeeded":
            return self.done(tuple(self._assets(reply)), note=message)
        if word == "failed":
            failure = FailureKind.REFUSED if self.refuses(code, message) else FailureKind.TRANSIENT
            if status == "budget_exceeded":
                failure = FailureKind.QUOTA
            return RemoteState(state=word, failure=failure, code=code or status, message=message)
        return RemoteState(state=word)

    def _assets(self, reply: Reply) -> list[Asset]:
        found = []
        for content in media_in(reply, "video"):
            url = content.text("uri")
            if url:
                found.append(Asset(url=url, headers=self.own_headers(url, (("x-goog-api-key", self._key),))))
            elif content.text("data"):
                found.append(Asset(inline=decoded(content.text("data"))))
        return found
