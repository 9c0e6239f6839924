"""Google's protocol: the Interactions API, films in the background and stills at once."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from renderers.fake_provider.books import Books, RemoteJob
from renderers.fake_provider.desk import RETIRED, STILL_PRICE, Standing, deliver, price_of, stand
from renderers.fake_provider.media import make, still_for
from renderers.fake_provider.replies import data_of, json_of, key_refused, number_in, refuse

NAME = "google"
INLINE_MAX = 4 * 1024 * 1024
"""Bytes; larger results come as a link."""
_ROWS = {"360p": 360, "720p": 720, "1080p": 1080, "4k": 2160}
_STILL_ROWS = {"512": 512, "1K": 1024, "2K": 2048, "4K": 4096}
_STAMP = "2026-11-23T12:00:00Z"
_WORDS: dict[Standing, str] = {
    "queued": "queued", "running": "in_progress", "done": "completed", "failed": "failed", "refused": "failed",
    "cancelled": "cancelled", "odd": "archiving",
}  # fmt: skip


class GoogleDesk:
    """The endpoints, over one set of books. Any version in the address will do."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def routes(self) -> list[Route]:
        """Addresses below /google."""
        return [
            Route("/google/{version}/interactions", self.submit, methods=["POST"]),
            Route("/google/{version}/interactions/{id}", self.poll, methods=["GET"]),
            Route("/google/{version}/interactions/{id}/cancel", self.cancel, methods=["POST"]),
            Route("/google/{version}/interactions/{id}", self.cancel, methods=["DELETE"]),
            Route("/google/{version}/files/{id}:download", self.download, methods=["GET"]),
        ]

    async def submit(self, request: Request) -> Response:
        """Take an order: a film is made in the background, a still comes with the reply."""
        if refused := key_refused(NAME, request):
            return refused
        asked = await json_of(request)
        model = str(asked.get("model", ""))
        if not model or model in RETIRED:
            return refuse(NAME, 404, f"models/{model} is not found for API version v1")
        wanted = asked.get("response_format")
        wanted = wanted[0] if isinstance(wanted, list) and wanted else wanted
        shape = wanted if isinstance(wanted, dict) else {}
        parts = list(_parts(asked.get("input")))
        prompt = "\n".join(str(part.get("text", "")) for part in parts if part.get("type") == "text")
        inputs = tuple(data for data in (data_of(part.get("data")) for part in parts) if data)
        if shape.get("type") == "image" or "image" in model or "banana" in model:
            return await self._still(model, prompt, inputs, shape)
        return self._film(asked, model, prompt, inputs, shape)

    def _film(
        self, asked: Mapping[str, object], model: str, prompt: str, inputs: tuple[bytes, ...], shape: dict[str, object]
    ) -> Response:
        duration, ratio = str(shape.get("duration", "8s")), str(shape.get("aspect_ratio", "16:9"))
        rows = _ROWS.get(str(shape.get("resolution", "720p")))
        if rows is None or ratio not in ("16:9", "9:16") or not duration.endswith("s") or not asked.get("background"):
            return refuse(NAME, 400, "Invalid value in response_format, or background is not set")
        width, height = rows * 16 // 9 // 2 * 2, rows
        if ratio == "9:16":
            width, height = height, width
        seconds = number_in(duration, 8)
        job = self.books.accept(
            RemoteJob(
                number=0, id="", provider=NAME, model=model, mode="image_to_video" if inputs else "text_to_video",
                prompt=prompt, seconds=seconds, width=width, height=height, fps=24, sound=True,
                price_micro_usd=price_of(model, seconds, str(shape.get("resolution", ""))), inputs=inputs,
                echo={"labels": asked.get("labels") or {}, "delivery": shape.get("delivery", "inline")},
            )
        )  # fmt: skip
        return JSONResponse(_interaction(job, "queued", []))

    async def _still(self, model: str, prompt: str, inputs: tuple[bytes, ...], shape: dict[str, object]) -> Response:
        rows = _STILL_ROWS.get(str(shape.get("image_size", "1K")), 1024)
        wide, _, tall = str(shape.get("aspect_ratio", "1:1")).partition(":")
        ratio = int(wide) / int(tall)
        width, height = (rows, round(rows / ratio)) if ratio >= 1 else (round(rows * ratio), rows)
        job = self.books.accept(
            RemoteJob(
                number=0, id="", provider=NAME, model=model, mode="image", prompt=prompt, seconds=0, width=width,
                height=height, fps=24, sound=False, price_micro_usd=STILL_PRICE, inputs=inputs,
            )
        )  # fmt: skip
        if job.fault == "moderation":
            return JSONResponse(_interaction(job, "refused", []))
        job.charged = True
        data = await run_in_threadpool(still_for, job, self.books.pace.max_side, "jpeg")
        picture: dict[str, object] = {
            "type": "image",
            "data": base64.b64encode(data).decode(),
            "mime_type": "image/jpeg",
        }
        return JSONResponse(_interaction(job, "done", [] if job.fault == "empty" else [picture]))

    async def poll(self, request: Request) -> Response:
        """How a film stands; when it is done it comes along, or a link to it."""
        job, refused = self._job(request)
        if job is None:
            return refused
        standing, _ = stand(self.books, job)
        content: list[dict[str, object]] = []
        if standing == "done" and job.fault != "empty":
            data = await run_in_threadpool(make, job, self.books.pace.max_side)
            film: dict[str, object] = {"type": "video", "mime_type": "video/mp4"}
            if job.echo.get("delivery") == "uri" or len(data) > INLINE_MAX:
                version = request.path_params["version"]
                film["uri"] = (
                    f"{request.url.scheme}://{request.url.netloc}/google/{version}/files/{job.id}:download?alt=media"
                )
            else:
                film["data"] = base64.b64encode(data).decode()
            content = [film]
        return JSONResponse(_interaction(job, standing, content))

    async def cancel(self, request: Request) -> Response:
        """Stop a film."""
        job, refused = self._job(request)
        if job is None:
            return refused
        self.books.cancel(job)
        return JSONResponse(_interaction(job, "cancelled", []))

    async def download(self, request: Request) -> Response:
        """The film itself; the key is asked for here too."""
        job, refused = self._job(request)
        return refused if job is None else await deliver(self.books, job, request)

    def _job(self, request: Request) -> tuple[RemoteJob | None, Response]:
        refused = key_refused(NAME, request)
        job = None if refused else self.books.find(request.path_params["id"])
        return job, refused or refuse(NAME, 404, "Requested entity was not found.")


def _parts(value: object) -> Iterator[dict[str, object]]:
    """The pieces of an input, however deep they lie."""
    if isinstance(value, str):
        yield {"type": "text", "text": value}
    for row in value if isinstance(value, list) else []:
        if isinstance(row, dict) and isinstance(row.get("content"), list):
            yield from _parts(row["content"])
        elif isinstance(row, dict):
            yield row


def _interaction(job: RemoteJob, standing: Standing, content: list[dict[str, object]]) -> dict[str, object]:
    row: dict[str, object] = {
        "id": job.id, "object": "interaction", "model": job.model, "status": _WORDS[standing], "created": _STAMP,
        "updated": _STAMP, "role": "model", "labels": job.echo.get("labels") or {},
        "steps": [{"type": "model_output", "content": content}] if content else [],
    }  # fmt: skip
    if standing == "refused":
        row["errors"] = [{"code": "content_policy", "message": "The response was blocked by safety filters."}]
    elif standing == "failed":
        row["errors"] = [{"code": "internal", "message": "The film could not be made."}]
    elif standing == "done" and job.fault == "audio_blocked":
        row["errors"] = [{"code": "audio_blocked", "message": "Audio was blocked by safety filters."}]
    return row
