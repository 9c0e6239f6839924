"""What all endpoints do alike: take an order into the books, say how it stands, and hand out its result."""

from __future__ import annotations

from typing import Literal

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from renderers.fake_provider.books import Books, RemoteJob
from renderers.fake_provider.media import make
from renderers.fake_provider.mishaps import EXPIRED_XML

Standing = Literal["queued", "running", "done", "failed", "refused", "cancelled", "odd"]

PRICES = {
    "gen4.5": 120_000, "gen4_turbo": 50_000, "veo3.1": 400_000, "veo3.1_fast": 150_000, "seedance2_5": 280_000,
    "gemini-omni-1.2-flash": 70_000, "gemini-omni-1.2-flash 360p": 21_000,
    "gemini-omni-1.1-flash": 100_000, "lipsync-2": 50_000, "lipsync-2-pro": 83_000,
    "sync-3": 133_000,
}  # fmt: skip
"""Millionths of a dollar for one second of film, of the models that are not billed at the usual rate."""
USUAL_PRICE = 100_000
STILL_PRICE = 40_000
"""Millionths of a dollar for one still."""
SPEECH_PRICE = 100
"""Millionths of a dollar for one character."""

RETIRED = ("sora-2", "sora-2-pro", "gpt-image-1", "veo-3.0-generate-001", "gen3a_turbo")


def price_of(model: str, seconds: float, resolution: str = "") -> int:
    """What a film of so many seconds costs here, in millionths of a dollar; some ask less for a small one."""
    return round(PRICES.get(f"{model} {resolution}", PRICES.get(model, USUAL_PRICE)) * seconds)


def stand(books: Books, job: RemoteJob) -> tuple[Standing, float]:
    """How a job stands and how far it is, counted as one more time it was asked after."""
    done = books.ask(job)
    if job.cancelled or (job.fault == "cancelled" and job.polls > 1):
        return "cancelled", done
    if job.fault == "odd_status" and job.polls == 1:
        return "odd", done
    if done < 1:
        return ("queued" if job.polls <= 1 else "running"), done
    if job.fault == "moderation":
        return "refused", 1.0
    return ("failed" if job.fault == "fail" else "done"), 1.0


def link_to(books: Books, job: RemoteJob, request: Request) -> str:
    """A link to a job's result that lives as long as the pace says. A new one is made each time it is asked for."""
    until = books.now() + books.pace.link_seconds
    return f"{request.url.scheme}://{request.url.netloc}/media/{job.id}?until={until:.3f}"


def media_type_of(job: RemoteJob) -> str:
    """What a job's result is."""
    return "image/png" if job.mode == "image" else "video/mp4"


async def deliver(books: Books, job: RemoteJob, request: Request) -> Response:
    """The bytes of a result, or the part of them that was asked for."""
    data = await run_in_threadpool(make, job, books.pace.max_side)
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{job.id}"'}
    asked = request.headers.get("range", "")
    start = asked.removeprefix("bytes=").split("-", 1)[0]
    if asked.startswith("bytes=") and start.isdigit():
        first = int(start)
        if first >= len(data):
            return Response(b"", 416, {"Content-Range": f"bytes */{len(data)}"})
        headers["Content-Range"] = f"bytes {first}-{len(data) - 1}/{len(data)}"
        return Response(data[first:], 206, headers, media_type_of(job))
    return Response(data, 200, headers, media_type_of(job))


def media_routes(books: Books) -> list[Route]:
    """Where links to results lead. No key is asked for: whoever has the link may fetch."""

    async def fetch(request: Request) -> Response:
        job = books.find(request.path_params["id"])
        if job is None:
            return Response(b"not found", 404)
        if books.now() > float(request.query_params.get("until", "0")):
            return Response(EXPIRED_XML, 403, media_type="application/xml")
        return await deliver(books, job, request)

    return [Route("/media/{id}", fetch, methods=["GET", "HEAD"])]
