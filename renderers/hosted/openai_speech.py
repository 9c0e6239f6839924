"""Lines spoken by OpenAI's speech models, at once."""

from __future__ import annotations

from renderers.hosted.calls import ImmediateWire
from renderers.hosted.openai_images import BASE_URL
from renderers.hosted.openai_sdk import OpenAIWire
from renderers.hosted.wire import Asset, Order, Settles, Submitted


class OpenAISpeech(ImmediateWire, OpenAIWire):
    """OpenAI's speech models. The sound comes with the reply, without the times of its words."""

    provider = "openai"
    usual_base_url = BASE_URL
    usual_timeout_seconds = 120.0
    settles = Settles.ASK

    def submit(self, order: Order) -> Submitted:
        """Order a line: the prompt is the words, `voice` who says them, `manner` how. Raises WireError."""
        client = self.sdk
        body = {"model": order.model, "voice": order.voice, "input": order.prompt, "response_format": "wav"}
        if order.manner:
            body["instructions"] = order.manner
        with self.telling(self.sdk_errors, submit=True):
            answer = client.audio.speech.with_raw_response.create(**body)  # type: ignore[arg-type]
            sound, media_type = answer.content, answer.headers.get("content-type", "").split(";")[0]
        if not media_type.startswith("audio/") or not sound:
            raise self.not_understood(f"is no sound but {self.clean(media_type) or 'nothing'}")
        return self.at_once(order, self.done((Asset(inline=sound, media_type="audio/wav"),)))
