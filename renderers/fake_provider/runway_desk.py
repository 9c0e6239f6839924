"""Runway's protocol: one task API for many models."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from renderers.fake_provider.books import Books, RemoteJob
from renderers.fake_provider.desk import RETIRED, STILL_PRICE, Standing, link_to, price_of, stand
from renderers.fake_provider.replies import data_of, json_of, key_refused, number_in, pair_in, refuse
from renderers.hosted.wire import Mode

NAME = "runway"
VERSION = "2024-11-06"
PROMPT_MAX = 1000
"""UTF-16 units."""
_CREDIT = 10_000
"""Millionths of a dollar."""
_CREATED = "2026-11-23T12:00:00.000Z"
_MODES: dict[str, Mode] = {
    "image_to_video": "image_to_video", "text_to_video": "text_to_video", "video_to_video": "edit_video",
    "text_to_image": "image",
}  # fmt: skip
_SOUNDING = ("veo3", "seedance", "kling", "gemini_omni", "hailuo", "h3_max")
_WORDS: dict[Standing, str] = {
    "queued": "PENDING", "running": "RUNNING", "done": "SUCCEEDED", "failed": "FAILED", "refused": "FAILED",
    "cancelled": "CANCELLED", "odd": "ARCHIVING",
}  # fmt: skip


class RunwayDesk:
    """The endpoints, over one set of books."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def routes(self) -> list[Route]:
        """Addresses below /runway/v1."""
        submits = [Route(f"/runway/v1/{name}", self.submit, methods=["POST"]) for name in _MODES]
        return [
            *submits,
            Route("/runway/v1/tasks/{id}", self.poll, methods=["GET"]),
            Route("/runway/v1/tasks/{id}", self.cancel, methods=["DELETE"]),
            Route("/runway/v1/organization", self.organization, methods=["GET"]),
        ]

    async def submit(self, request: Request) -> Response:
        """Take an order for a film or a still."""
        if refused := _turned_away(request):
            return refused
        asked = await json_of(request)
        mode = _MODES[request.url.path.rsplit("/", 1)[-1]]
        model, beats = str(asked.get("model", "")), _beats(asked)
        prompt = str(asked.get("promptText", "")) or " | ".join(words for words, _ in beats)
        if fault := _wrong_with(asked, mode, model, prompt):
            return refuse(NAME, 400, f"Validation of body failed: {fault}", path=(fault.split(":")[0],))
        width, height = pair_in(asked.get("ratio"), (1280, 720))
        seconds = 0.0 if mode == "image" else number_in(asked.get("duration"), 5)
        price = STILL_PRICE if mode == "image" else price_of(model, seconds)
        job = self.books.accept(
            RemoteJob(
                number=0, id="", provider=NAME, model=model, mode=mode, prompt=prompt, seconds=seconds, width=width,
                height=height, fps=24, sound=model.startswith(_SOUNDING) and asked.get("audio") is not False,
                price_micro_usd=price, inputs=_inputs(asked), beats=tuple(each for _, each in beats),
                seed=int(number_in(asked.get("seed"), 0)),
            )
        )  # fmt: skip
        return JSONResponse({"id": job.id, "estimatedCost": {"credits": job.price_micro_usd / _CREDIT}})

    async def poll(self, request: Request) -> Response:
        """How a task stands, with fresh links when it is done."""
        job, refused = self._job(request)
        if job is None:
            return refused
        standing, done = stand(self.books, job)
        row: dict[str, object] = {"id": job.id, "createdAt": _CREATED, "status": _WORDS[standing]}
        if standing in ("queued", "running", "odd"):
            row["estimatedCost"] = {"credits": job.price_micro_usd / _CREDIT}
            row["progress"] = done
        else:
            row["cost"] = {"credits": job.price_micro_usd // _CREDIT if standing == "done" else 0}
        if standing == "done":
            row["output"] = [] if job.fault == "empty" else [link_to(self.books, job, request)]
        elif standing == "refused":
            row |= {"failure": "The output was refused.", "failureCode": "SAFETY.OUTPUT.VIDEO"}
        elif standing == "failed":
            row |= {"failure": "An unexpected error occurred.", "failureCode": "INTERNAL.BAD_OUTPUT.CODE01"}
        return JSONResponse(row)

    async def cancel(self, request: Request) -> Response:
        """Stop a task, or forget it."""
        job, refused = self._job(request)
        if job is None:
            return refused
        if not self.books.cancel(job):
            job.fault = "forgotten"
        return Response(status_code=204)

    async def organization(self, request: Request) -> Response:
        """What is left on the account."""
        if refused := _turned_away(request):
            return refused
        left = max(0, 1_000_000 - self.books.charged_micro_usd // _CREDIT)
        return JSONResponse({"creditBalance": left, "tier": {"maxMonthlyCreditSpend": 1_000_000, "models": {}}})

    def _job(self, request: Request) -> tuple[RemoteJob | None, Response]:
        refused = _turned_away(request)
        job = None if refused else self.books.find(request.path_params["id"])
        return job, refused or refuse(NAME, 404, "An task with that ID was not found.")


def _turned_away(request: Request) -> Response | None:
    if request.headers.get("x-runway-version") != VERSION:
        return refuse(NAME, 400, f"The X-Runway-Version header must be {VERSION}")
    return key_refused(NAME, request)


def _wrong_with(asked: Mapping[str, object], mode: Mode, model: str, prompt: str) -> str:
    """What is wrong with an order, in words; empty when nothing is."""
    if not model or model in RETIRED:
        return f"model: {model!r} is not available"
    if mode != "image" and not isinstance(asked.get("duration", 5), int) and asked.get("duration") != "auto":
        return "duration: expected an integer"
    if model in ("gen4.5", "gen4_turbo", "veo3.1") and len(prompt.encode("utf-16-le")) // 2 > PROMPT_MAX:
        return f"promptText: longer than {PROMPT_MAX}"
    if (beats := _beats(asked)) and not _is_whole(beats, asked.get("duration")):
        return "providerSettings: the durations of multiPrompt must be 3 to 15 seconds in all, and the duration"
    if model == "gen4.5" and mode == "text_to_video" and asked.get("ratio") not in ("1280:720", "720:1280"):
        return "ratio: expected 1280:720 or 720:1280"
    if mode == "image_to_video":
        for uri in _uris(asked.get("promptImage")):
            if not uri.startswith(("data:image/", "https://", "runway://")):
                return "promptImage: expected an HTTPS URL, a Runway upload or a data URI"
        if not asked.get("promptImage"):
            return "promptImage: required"
    return ""


def _beats(asked: Mapping[str, object]) -> list[tuple[str, int]]:
    """The shots of an order for several: words and seconds of each."""
    settings = asked.get("providerSettings")
    rows = settings.get("multiPrompt") if isinstance(settings, dict) else None
    found = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return [(str(row.get("prompt", "")), int(number_in(row.get("duration"), 0))) for row in found]


def _is_whole(beats: list[tuple[str, int]], duration: object) -> bool:
    total = sum(seconds for _, seconds in beats)
    return all(words and seconds > 0 for words, seconds in beats) and 3 <= total <= 15 and total == duration


def _uris(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    rows = value if isinstance(value, list) else []
    return [str(row.get("uri", "")) for row in rows if isinstance(row, dict)]


def _inputs(asked: Mapping[str, object]) -> tuple[bytes, ...]:
    uris = [
        uri for name in ("promptImage", "videoUri", "referenceImages", "references") for uri in _uris(asked.get(name))
    ]
    return tuple(data for data in map(data_of, uris) if data)
