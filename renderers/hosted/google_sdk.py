"""Google's SDK, held so that it sends an order once: the Interactions API for films and stills."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from renderers.hosted.calls import Codes, KeyedWire, SdkErrors, encoded, media_type_of, missing, plain_client
from renderers.hosted.reply import Reply
from renderers.hosted.wire import Order, WireError
from shots.recipe import Guide

if TYPE_CHECKING:
    import httpx
    from google import genai

BASE_URL = "https://generativelanguage.googleapis.com"


class GoogleWire(KeyedWire):
    """A wire to the Gemini API."""

    provider = "google"
    usual_base_url = BASE_URL
    codes = Codes(
        refused=("safety", "prohibited", "blocked", "content_policy", "recitation"),
        quota=("perday", "per day", "prepay", "credits are depleted", "billing is disabled"),
        retired=("is not found", "not supported for", "deprecated", "no longer available"),
    )

    @cached_property
    def sdk(self) -> genai.Client:
        """The SDK's client, its own retries off; kept, since it closes when it is let go. Raises MissingExtraError."""
        try:
            from google import genai
            from google.genai import types
        except ImportError as error:
            raise missing("google-genai") from error
        options = types.HttpOptions(
            base_url=self.base_url,
            timeout=round(self._timeout * 1000),
            retry_options=types.HttpRetryOptions(attempts=1),
            httpx_client=plain_client(self._timeout, self.base_url),
        )
        return genai.Client(api_key=self._key, vertexai=False, http_options=options)

    @cached_property
    def sdk_errors(self) -> SdkErrors:
        """The errors of the Interactions API, which are not those of the rest of the SDK."""
        from google.genai._gaos.lib import compat_errors

        return SdkErrors(compat_errors.APIStatusError, compat_errors.GeminiNextGenAPIClientError)

    def unsure(self, error: BaseException, *, submit: bool) -> WireError:
        """The SDK makes no status error of a redirect; it says what was answered one level down."""
        response: httpx.Response | None = getattr(error.__cause__, "raw_response", None)
        if response is not None and response.is_redirect:
            return self.error(response.status_code, response.headers, "", submit=submit)
        return super().unsure(error, submit=submit)

    def said(self, reply: Reply) -> tuple[str, str]:
        """The status word is the code that tells something here; the limit that was met is among the details."""
        limits = [row.text("violations", 0, "quotaId") for row in reply.items("error", "details")]
        return reply.text("error", "status"), " ".join([reply.text("error", "message"), *filter(None, limits)])


def reply_of(interaction: object) -> Reply:
    """What the SDK made of an answer, or the answer itself where it made nothing of it."""
    dump = getattr(interaction, "model_dump", None)
    return Reply(dump(mode="json") if dump is not None else interaction)


def media_in(reply: Reply, kind: str) -> list[Reply]:
    """The pieces of one kind that an interaction put out."""
    pieces = [piece for step in reply.items("steps") for piece in step.items("content")]
    return [piece for piece in pieces if piece.text("type") == kind]


def label(reference: str) -> str:
    """Our reference as Google takes it in a label: small letters, digits, dashes, at most 63."""
    return re.sub(r"[^a-z0-9_-]", "-", reference.lower())[-63:]


def parts(order: Order, guides: tuple[Guide, ...]) -> Sequence[Mapping[str, object]]:
    """What goes in: the pictures and films, each said what it is for, and the prompt."""
    rows: list[dict[str, object]] = []
    for guide in guides:
        media_type = media_type_of(guide.file)
        rows.append({"type": media_type.split("/")[0], "data": encoded(guide), "mime_type": media_type})
    rows.append({"type": "text", "text": order.prompt})
    return [{"type": "user_input", "content": rows}]
