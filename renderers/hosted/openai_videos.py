"""Films by the `/v1/videos` protocol, which OpenAI left to gateways: the base URL is always the user's."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Literal

from renderers.hosted.calls import guides_of, upload
from renderers.hosted.openai_sdk import OpenAIWire
from renderers.hosted.reply import Reply
from renderers.hosted.wire import (
    Asset,
    FailureKind,
    Order,
    RemoteRef,
    RemoteState,
    Settles,
    Submitted,
    WireError,
)

if TYPE_CHECKING:
    import openai

_PAGE, _PAGES = 100, 10
_Word = Literal["queued", "running", "succeeded", "failed", "cancelled"]
_WORDS: dict[str, _Word] = {
    "queued": "queued", "in_progress": "running", "completed": "succeeded", "failed": "failed",
    "cancelled": "cancelled",
}  # fmt: skip


class OpenAIVideos(OpenAIWire):
    """A gateway that speaks `/v1/videos`.

    The protocol has no field for a reference of ours. Where the gateway lists its films with their prompts (`lists`),
    a short mark goes behind the prompt, and an unclear submit is settled by looking for it; elsewhere a person decides.
    """

    provider = "openai_videos"
    own_fields = True
    poll_seconds = 5.0

    def __init__(self, key: str, base_url: str, *, timeout_seconds: float | None = None, lists: bool = False) -> None:
        super().__init__(key, base_url, timeout_seconds=timeout_seconds)
        self.settles = Settles.LIST if lists else Settles.ASK

    def submit(self, order: Order) -> Submitted:
        """Order a film; the first keyframe or reference goes along as its first picture. Raises WireError."""
        pictures = guides_of(order, "keyframe", "reference")[:1]
        files = [("input_reference", upload(each)) for each in pictures]
        body = {"prompt": self._marked(order), "model": order.model, "seconds": order.seconds, "size": order.size}
        if order.motion is not None:
            body[order.motion.name] = str(order.motion.value)
        client = self.sdk
        with self.telling(self.sdk_errors, submit=True):
            # The SDK's own methods for films are marked as going away; the protocol lives on.
            options: openai.RequestOptions = {"headers": {"Content-Type": "multipart/form-data"}}
            reply = Reply(client.post("/videos", cast_to=object, body=body, files=files or None, options=options))
        if not reply.text("id"):
            raise self.not_understood("holds no id")
        return Submitted(ref=self._ref(order.model, reply.text("id")), state=self._state(reply))

    def poll(self, ref: RemoteRef) -> RemoteState:
        """How the film stands. Raises WireError."""
        client = self.sdk
        with self.telling(self.sdk_errors, submit=False):
            reply = Reply(client.get(f"/videos/{ref.id}", cast_to=object))
        return self._state(reply)

    def cancel(self, ref: RemoteRef) -> bool:
        """Delete the film, which stops it where the gateway knows how."""
        client = self.sdk
        try:
            with self.telling(self.sdk_errors, submit=False):
                client.delete(f"/videos/{ref.id}", cast_to=object)
        except WireError as error:
            if error.kind in (FailureKind.LOST, FailureKind.INVALID):
                return False
            raise
        return True

    def find(self, order: Order) -> RemoteRef | None:
        """The film whose prompt carries this order's mark. Raises WireError: UNCLEAR when the list is too long."""
        if self.settles != Settles.LIST:
            return super().find(order)
        client, mark, after = self.sdk, _mark_of(order), ""
        for _ in range(_PAGES):
            asked: dict[str, object] = {"limit": _PAGE, "order": "desc"} | ({"after": after} if after else {})
            with self.telling(self.sdk_errors, submit=False):
                reply = Reply(client.get("/videos", cast_to=object, options={"params": asked}))
            rows = reply.items("data")
            found = next((row.text("id") for row in rows if mark in row.text("prompt")), "")
            if found:
                return self._ref(order.model, found)
            if not rows or not reply.says("has_more"):
                return None
            after = rows[-1].text("id")
        raise WireError(FailureKind.UNCLEAR, f"{self.provider}: not among the newest {_PAGE * _PAGES} films")

    def _marked(self, order: Order) -> str:
        return f"{order.prompt}\n{_mark_of(order)}" if self.settles == Settles.LIST else order.prompt

    def _ref(self, model: str, identity: str) -> RemoteRef:
        return RemoteRef(provider=self.provider, model=model, id=identity)

    def _state(self, reply: Reply) -> RemoteState:
        word = _WORDS.get(reply.text("status"))
        if word is None:
            return self.odd(reply.text("status"))
        if word == "succeeded":
            url = f"{self.base_url}/videos/{reply.text('id')}/content"
            asset = Asset(url=url, headers=(("Authorization", f"Bearer {self._key}"),))
            return self.done((asset,))
        if word == "failed":
            code, message = reply.text("error", "code"), self.clean(reply.text("error", "message"))
            failure = FailureKind.REFUSED if self.refuses(code, message) else FailureKind.TRANSIENT
            return RemoteState(state=word, failure=failure, code=code, message=message)
        return RemoteState(state=word, progress=min(1.0, max(0.0, (reply.number("progress") or 0) / 100)))


def _mark_of(order: Order) -> str:
    """A mark no other order has: short, and of no meaning to a model."""
    return f"[{hashlib.sha256(order.reference.encode()).hexdigest()[:12]}]"
