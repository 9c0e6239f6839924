"""Runway: one task API for its own models and for many others'."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

from bible.errors import RenderError
from renderers.hosted.calls import Codes, KeyedWire, SdkErrors, data_uri, guides_of, missing, plain_client
from renderers.hosted.reply import Reply
from renderers.hosted.wire import Asset, FailureKind, Order, RemoteRef, RemoteState, Settles, Submitted
from shots.recipe import Guide

if TYPE_CHECKING:
    import runwayml

BASE_URL = "https://api.dev.runwayml.com"
_CREDIT = 10_000
"""One credit in millionths of a dollar."""
_MOST_CREDITS = 1_000_000
_DATA_URI_MAX = 5 * 1024 * 1024
_ENDPOINTS = {
    "text_to_video": "/v1/text_to_video", "image_to_video": "/v1/image_to_video",
    "reference_to_video": "/v1/image_to_video", "edit_video": "/v1/video_to_video", "image": "/v1/text_to_image",
}  # fmt: skip
_Word = Literal["queued", "running", "succeeded", "failed", "cancelled"]
_WORDS: dict[str, _Word] = {
    "PENDING": "queued", "THROTTLED": "queued", "RUNNING": "running", "SUCCEEDED": "succeeded", "FAILED": "failed",
    "CANCELLED": "cancelled",
}  # fmt: skip


class Runway(KeyedWire):
    """Runway's API. It takes no key of ours and has no list of tasks: an unclear submit is settled by a person."""

    provider = "runway"
    usual_base_url = BASE_URL
    settles = Settles.ASK
    own_fields = True
    poll_seconds = 5.0
    codes = Codes(quota=("enough credits", "daily", "monthly", "tier limit"))

    @cached_property
    def sdk(self) -> runwayml.RunwayML:
        """The SDK's client, its own retries off. Raises MissingExtraError."""
        try:
            import runwayml
        except ImportError as error:
            raise missing("runwayml") from error
        return runwayml.RunwayML(
            api_key=self._key,
            base_url=self.base_url,
            max_retries=0,
            http_client=plain_client(self._timeout, self.base_url),
        )

    @cached_property
    def sdk_errors(self) -> SdkErrors:
        """The errors of its calls."""
        import runwayml

        return SdkErrors(runwayml.APIStatusError, runwayml.RunwayMLError)

    def submit(self, order: Order) -> Submitted:
        """Order a film or a still. Raises RenderError for a mode it has not, or a picture too large to send along."""
        endpoint = _ENDPOINTS.get(order.mode)
        if endpoint is None:
            raise RenderError(f"Runway has no {order.mode}", cure="use another renderer for it")
        body, client = _body(order), self.sdk
        with self.telling(self.sdk_errors, submit=True):
            reply = Reply(client.post(endpoint, cast_to=object, body=body))
        if not reply.text("id"):
            raise self.not_understood("holds no id")
        ref = RemoteRef(provider=self.provider, model=order.model, id=reply.text("id"))
        estimate = _micro_usd(reply.number("estimatedCost", "credits"))
        return Submitted(ref=ref, state=RemoteState(state="queued"), estimate_micro_usd=estimate)

    def poll(self, ref: RemoteRef) -> RemoteState:
        """How the task stands. The SDK's own waiting is not used: it loops on cancelled tasks."""
        client = self.sdk
        with self.telling(self.sdk_errors, submit=False):
            reply = Reply(client.get(f"/v1/tasks/{ref.id}", cast_to=object))
        word = _WORDS.get(reply.text("status"))
        if word is None:
            return self.odd(reply.text("status"))
        cost = _micro_usd(reply.number("cost", "credits"))
        if word == "failed":
            return self._failed(reply, cost)
        if word == "succeeded":
            assets = tuple(Asset(url=each.text(), media_type="") for each in reply.items("output") if each.text())
            return self.done(assets, cost=cost)
        progress = min(1.0, max(0.0, reply.number("progress") or 0.0))
        return RemoteState(state=word, progress=progress, cost_micro_usd=cost)

    def _failed(self, reply: Reply, cost: int | None) -> RemoteState:
        code, message = reply.text("failureCode"), self.clean(reply.text("failure"))
        failure = FailureKind.TRANSIENT
        if "SAFETY" in code.upper():
            failure = FailureKind.REFUSED
        elif code.upper().startswith("ASSET"):
            failure = FailureKind.INVALID
        return RemoteState(state="failed", failure=failure, code=code, message=message, cost_micro_usd=cost,
                           charged=None if cost is None else cost > 0)  # fmt: skip

    def cancel(self, ref: RemoteRef) -> bool:
        """Stop the task; what it cost all the same is told by the next poll."""
        client = self.sdk
        with self.telling(self.sdk_errors, submit=False):
            client.tasks.delete(ref.id)
        return True

    def said(self, reply: Reply) -> tuple[str, str]:
        """`error` is words here, and `issues` name the fields."""
        issues = [
            f"{'.'.join(part.text() for part in row.items('path'))}: {row.text('message')}"
            for row in reply.items("issues")
        ]
        return reply.text("issues", 0, "code"), " ".join([reply.text("error"), *issues])

    def kind(self, status: int, code: str, message: str, reply: Reply, *, submit: bool) -> FailureKind:
        """A field called `model` at fault means that the model is gone."""
        fields = {row.text("path", 0) for row in reply.items("issues")}
        if submit and status == 400 and "model" in fields:
            return FailureKind.RETIRED
        return super().kind(status, code, message, reply, submit=submit)


def _body(order: Order) -> dict[str, object]:
    body: dict[str, object] = {"model": order.model, "promptText": order.prompt, "ratio": order.size or None}
    if order.mode != "image":
        body["duration"] = int(order.seconds) if order.seconds else None
    body |= {
        "seed": order.seed,
        "resolution": order.resolution or None,
        "negativePrompt": order.negative_prompt or None,
    }
    if order.motion is not None:
        body[order.motion.name] = order.motion.value
    if order.beats:
        beats = [{"prompt": beat.prompt, "duration": beat.seconds} for beat in order.beats]
        body |= {"promptText": None, "providerSettings": {"multiPrompt": beats, "shotType": "customize"}}
    if order.sound is not None:
        # Left out, some models make sound all the same, and charge for it.
        body["audio"] = order.sound
    positions = {"keyframe": "first", "last": "last"}
    frames = [{"uri": _sent(each), "position": positions[each.kind]} for each in guides_of(order, "keyframe", "last")]
    references = [{"uri": _sent(each)} for each in guides_of(order, "reference")]
    if order.mode in ("image_to_video", "reference_to_video"):
        body["promptImage"] = frames or references
    if frames and references and order.mode == "image_to_video":
        body["references"] = references
    if order.mode == "image" and references:
        body["referenceImages"] = references
    for film in guides_of(order, "drive")[:1]:
        body["videoUri"] = data_uri(film)
    return {name: value for name, value in body.items() if value is not None}


def _sent(guide: Guide) -> str:
    """A picture as a data URI. Raises RenderError when it is more than Runway takes that way."""
    uri = data_uri(guide)
    if len(uri) > _DATA_URI_MAX:
        raise RenderError("the picture is over 5 MB as Runway takes it", where=guide.file, cure="use a JPEG of it")
    return uri


def _micro_usd(credits: float | None) -> int | None:
    """What credits are in money; None for none, and for what nobody would charge: then it counts as not told."""
    return round(credits * _CREDIT) if credits is not None and 0 <= credits <= _MOST_CREDITS else None
