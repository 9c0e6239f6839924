"""Lines spoken by ElevenLabs, at once, with the time of every letter."""

from __future__ import annotations

import json
from urllib.parse import quote

from renderers.hosted.calls import Codes, ImmediateWire, PlainWire, decoded
from renderers.hosted.reply import Reply
from renderers.hosted.wire import Asset, Order, Settles, Submitted

BASE_URL = "https://api.elevenlabs.io"
FORMAT = "pcm_48000"
"""Bare samples: 48 kHz, 16 bit, one channel, little-endian."""


class ElevenLabs(ImmediateWire, PlainWire):
    """ElevenLabs. Two results come with the reply: the sound, and the times of its letters as JSON."""

    provider = "elevenlabs"
    usual_base_url = BASE_URL
    usual_timeout_seconds = 120.0
    settles = Settles.ASK
    key_header = "xi-api-key"
    codes = Codes(quota=("quota_exceeded", "payment"), concurrency=("concurrent",), refused=("moderation", "harmful"))

    def submit(self, order: Order) -> Submitted:
        """Order a line: the prompt is the words, `voice` who says them. Raises WireError."""
        body: dict[str, object] = {"text": order.prompt, "model_id": order.model}
        if order.seed is not None:
            body["seed"] = order.seed
        address = f"{self.base_url}/v1/text-to-speech/{quote(order.voice, safe='')}/with-timestamps"
        request = self._client.build_request("POST", address, params={"output_format": FORMAT}, json=body)
        reply = Reply.of(self.call(request, submit=True).text)
        sound = decoded(reply.text("audio_base64"))
        if not sound:
            raise self.not_understood("holds no sound")
        times = [
            [letter.text(), start.number(), end.number()]
            for letter, start, end in zip(
                reply.items("alignment", "characters"),
                reply.items("alignment", "character_start_times_seconds"),
                reply.items("alignment", "character_end_times_seconds"),
                strict=False,
            )
        ]
        assets = (
            Asset(inline=sound, media_type="audio/pcm"),
            Asset(inline=json.dumps(times).encode(), media_type="application/json"),
        )
        return self.at_once(order, self.done(assets))

    def said(self, reply: Reply) -> tuple[str, str]:
        """`detail` is an object with `status` and `message`, or a list of fields at fault."""
        fields = " ".join(row.text("msg") for row in reply.items("detail"))
        return reply.text("detail", "status"), reply.text("detail", "message") or fields or reply.text("detail")
