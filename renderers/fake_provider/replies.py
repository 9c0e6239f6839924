"""Errors as each provider words them, and the small things all its endpoints share."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

KEY_HEADERS = ("authorization", "x-api-key", "xi-api-key", "x-goog-api-key")
"""Headers that carry keys; the journal strikes them out."""
REVOKED = "revoked"
"""The one key that is refused; any other will do."""

_OPENAI = {400: "invalid_value", 401: "invalid_api_key", 402: "billing_hard_limit_reached", 403: "permission_denied",
           404: "model_not_found", 429: "rate_limit_exceeded", 500: "server_error"}  # fmt: skip
_GOOGLE = {400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
           429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 503: "UNAVAILABLE"}  # fmt: skip
_SYNC = {400: "invalid_input", 401: "unauthorized", 402: "insufficient_credits", 404: "not_found",
         429: "rate_limit_exceeded", 500: "internal_error"}  # fmt: skip
_ELEVENLABS = {400: "invalid_request", 401: "invalid_api_key", 402: "quota_exceeded", 404: "voice_not_found",
               422: "validation_error", 429: "too_many_concurrent_requests", 500: "internal_error"}  # fmt: skip


def refuse(
    provider: str,
    status: int,
    message: str = "",
    code: str = "",
    headers: Mapping[str, str] | None = None,
    path: tuple[str, ...] = (),
) -> Response:
    """An error in the shape of a provider, with its own code for this status unless another is given."""
    said = message or f"the fake provider answers {status}"
    body: object
    if provider == "runway":
        body = {"error": said, "issues": [{"code": code or "custom", "path": list(path), "message": said}]}
    elif provider == "google":
        body = {"error": {"code": status, "message": said, "status": code or _GOOGLE.get(status, "UNKNOWN")}}
    elif provider == "sync":
        body = {"statusCode": status, "message": said, "error": code or _SYNC.get(status, "error")}
    elif provider == "elevenlabs":
        body = {"detail": {"status": code or _ELEVENLABS.get(status, "error"), "message": said}}
    else:
        kind = "server_error" if status >= 500 else "invalid_request_error"
        code = code or _OPENAI.get(status, "error")
        body = {"error": {"message": said, "type": kind, "param": None, "code": code}}
    return JSONResponse(body, status_code=status, headers=dict(headers or {}))


def key_refused(provider: str, request: Request) -> Response | None:
    """The 401 of a provider when no key came along, or the revoked one; None when all is well."""
    given = next((request.headers[name] for name in KEY_HEADERS if name in request.headers), "")
    key = given.removeprefix("Bearer ").strip()
    if key and key != REVOKED:
        return None
    # Providers do repeat keys in their errors: whoever passes this on must strike it out.
    return refuse(provider, 401, f"Incorrect API key provided: {key or '(none)'}.")


async def json_of(request: Request) -> Mapping[str, object]:
    """The JSON object a request carries; an empty one when it carries none."""
    body = await request.body()
    try:
        value = json.loads(body) if body else {}
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def data_of(uri: object) -> bytes:
    """The bytes of a data URI, or of bare base64; nothing for anything else."""
    if not isinstance(uri, str) or not uri:
        return b""
    text = uri.split(",", 1)[1] if uri.startswith("data:") and "," in uri else uri
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""


def number_in(value: object, fallback: float) -> float:
    """A number, whether it came as one or as text with a unit (`8s`)."""
    if isinstance(value, bool) or value is None:
        return fallback
    try:
        return float(value.rstrip("s")) if isinstance(value, str) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return fallback


def pair_in(value: object, fallback: tuple[int, int]) -> tuple[int, int]:
    """`1280x720` or `1280:720` as numbers."""
    text = str(value or "").replace(":", "x")
    wide, _, tall = text.partition("x")
    return (int(wide), int(tall)) if wide.isdigit() and tall.isdigit() else fallback
