"""Stills by OpenAI's image models, at once: keyframes, and reference stills of cast and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from renderers.hosted.calls import ImmediateWire, decoded, guides_of, upload
from renderers.hosted.openai_sdk import OpenAIWire
from renderers.hosted.reply import Reply
from renderers.hosted.wire import Asset, Order, Settles, Submitted

if TYPE_CHECKING:
    import openai

BASE_URL = "https://api.openai.com/v1"
REFERENCES_MAX = 16


class OpenAIImages(ImmediateWire, OpenAIWire):
    """OpenAI's image models. The still comes with the reply, which may take minutes."""

    provider = "openai"
    usual_base_url = BASE_URL
    usual_timeout_seconds = 600.0
    settles = Settles.ASK

    def submit(self, order: Order) -> Submitted:
        """Order a still; with pictures along it is made after them. Raises WireError."""
        pictures = guides_of(order, "keyframe", "reference")[:REFERENCES_MAX]
        masks = guides_of(order, "mask")[:1] if pictures else ()
        body: dict[str, object] = {"model": order.model, "prompt": order.prompt, "n": 1, "output_format": "png"}
        body |= {name: value for name, value in (("size", order.size), ("quality", order.quality)) if value}
        files = [("image[]", upload(each)) for each in pictures] + [("mask", upload(each)) for each in masks]
        client = self.sdk
        with self.telling(self.sdk_errors, submit=True):
            if files:
                options: openai.RequestOptions = {"headers": {"Content-Type": "multipart/form-data"}}
                answer = client.post("/images/edits", cast_to=object, body=body, files=files, options=options)
            else:
                answer = client.post("/images/generations", cast_to=object, body=body)
        reply = Reply(answer)
        if reply.number("created") is None and not reply.items("data"):
            raise self.not_understood("is no still")
        stills = tuple(
            Asset(inline=decoded(row.text("b64_json")), media_type="image/png")
            for row in reply.items("data")
            if row.text("b64_json")
        )
        return self.at_once(order, self.done(stills))
