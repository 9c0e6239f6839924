"""Lip-sync by sync.so: a film and the words its lips are to say go in, the film with those lips comes out."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Literal

from bible.errors import RenderError
from renderers.hosted.calls import Codes, PlainWire, guides_of, upload
from renderers.hosted.reply import Reply
from renderers.hosted.wire import Asset, FailureKind, Order, RemoteRef, RemoteState, Settles, Submitted

BASE_URL = "https://api.sync.so"
_Word = Literal["queued", "running", "succeeded", "failed", "cancelled"]
_WORDS: dict[str, _Word] = {
    "PENDING": "queued", "PROCESSING": "running", "COMPLETED": "succeeded", "FAILED": "failed", "REJECTED": "failed",
    "CANCELLED": "cancelled",
}  # fmt: skip


class SyncSo(PlainWire):
    """sync.so. Our reference goes along as the idempotency key: sent again, an order is answered with the first one."""

    provider = "sync"
    usual_base_url = BASE_URL
    usual_timeout_seconds = 120.0
    settles = Settles.SAME_KEY
    poll_seconds = 2.0
    key_header = "x-api-key"
    codes = Codes(quota=("insufficient", "usage_limit"))

    def submit(self, order: Order) -> Submitted:
        """Order a lip-sync: one guide `drive` is the film, one `audio` the words. Raises RenderError without them."""
        films, sounds = guides_of(order, "drive"), guides_of(order, "audio")
        if len(films) != 1 or len(sounds) != 1:
            raise RenderError("a lip-sync needs one film and one recording", cure="give both as guides")
        files = {"video": upload(films[0]), "audio": upload(sounds[0])}
        request = self._client.build_request(
            "POST",
            f"{self.base_url}/v2/generate",
            data={"model": order.model, "options": '{"sync_mode":"cut_off"}'},
            files=files,
            headers={
                "Idempotency-Key": idempotency_key(order.reference),
                # The same order again is the same to the byte, boundaries and all.
                "Content-Type": f"multipart/form-data; boundary={sha256(order.reference.encode()).hexdigest()[:32]}",
            },
        )
        reply = Reply.of(self.call(request, submit=True).text)
        if not reply.text("id"):
            raise self.not_understood("holds no id")
        ref = RemoteRef(provider=self.provider, model=order.model, id=reply.text("id"))
        return Submitted(ref=ref, state=self._state(reply))

    def poll(self, ref: RemoteRef) -> RemoteState:
        """How the lip-sync stands. Raises WireError."""
        request = self._client.build_request("GET", f"{self.base_url}/v2/generate/{ref.id}")
        return self._state(Reply.of(self.call(request, submit=False).text))

    def _state(self, reply: Reply) -> RemoteState:
        status = reply.text("status")
        word = _WORDS.get(status)
        if word is None:
            return self.odd(status)
        code, message = reply.text("errorCode") or reply.text("error_code"), self.clean(reply.text("error"))
        if word == "succeeded":
            url = reply.text("outputUrl")
            return self.done((Asset(url=url),) if url else ())
        if word == "failed":
            refused = status == "REJECTED" or self.refuses(code, message)
            failure = FailureKind.REFUSED if refused else FailureKind.TRANSIENT
            return RemoteState(state=word, failure=failure, code=code, message=message)
        return RemoteState(state=word)

    def said(self, reply: Reply) -> tuple[str, str]:
        """The message may be words or a list of them."""
        words = reply.text("message") or " ".join(each.text() for each in reply.items("message"))
        return reply.text("error"), words

    def kind(self, status: int, code: str, message: str, reply: Reply, *, submit: bool) -> FailureKind:
        """Our key with another order than the first: the first one was taken, and a person must look at it."""
        if status == 422 and "idempotency" in f"{code} {message}".lower():
            return FailureKind.UNCLEAR
        return super().kind(status, code, message, reply, submit=submit)


def idempotency_key(reference: str) -> str:
    """Our reference with none but the signs sync.so takes in a key, at most 128."""
    return re.sub(r"[^A-Za-z0-9._~-]", "-", reference)[-128:]
