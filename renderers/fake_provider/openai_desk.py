"""OpenAI's protocol, as it and many gateways speak it: films at /videos, stills, speech."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from renderers.fake_provider.books import Books, RemoteJob
from renderers.fake_provider.desk import RETIRED, SPEECH_PRICE, STILL_PRICE, Standing, deliver, price_of, stand
from renderers.fake_provider.media import as_mp3, as_pcm, as_wav, resampled, speech, still_for
from renderers.fake_provider.replies import json_of, key_refused, number_in, pair_in, refuse

NAME = "openai"
SECONDS = ("4", "8", "12")
SIZES = ("720x1280", "1280x720", "1024x1792", "1792x1024")
_WORDS: dict[Standing, str] = {
    "queued": "queued", "running": "in_progress", "done": "completed", "failed": "failed", "refused": "failed",
    "cancelled": "cancelled", "odd": "archiving",
}  # fmt: skip


class OpenAIDesk:
    """The endpoints, over one set of books."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def routes(self) -> list[Route]:
        """Addresses below /openai/v1."""
        return [
            Route("/openai/v1/videos", self.submit, methods=["POST"]),
            Route("/openai/v1/videos", self.list, methods=["GET"]),
            Route("/openai/v1/videos/{id}", self.poll, methods=["GET"]),
            Route("/openai/v1/videos/{id}", self.delete, methods=["DELETE"]),
            Route("/openai/v1/videos/{id}/content", self.content, methods=["GET"]),
            Route("/openai/v1/images/generations", self.image, methods=["POST"]),
            Route("/openai/v1/images/edits", self.image, methods=["POST"]),
            Route("/openai/v1/audio/speech", self.speak, methods=["POST"]),
        ]

    async def submit(self, request: Request) -> Response:
        """Take an order for a film."""
        if refused := key_refused(NAME, request):
            return refused
        form = await request.form()
        text = {name: value for name, value in form.items() if isinstance(value, str)}
        model = text.get("model", "sora-2")
        if model in RETIRED:
            return refuse(NAME, 404, f"The model `{model}` does not exist or you do not have access to it.")
        if text.get("seconds", "4") not in SECONDS or text.get("size", "720x1280") not in SIZES:
            return refuse(NAME, 400, f"seconds must be one of {SECONDS} and size one of {SIZES}")
        width, height = pair_in(text.get("size"), (720, 1280))
        files = [await part.read() for part in form.values() if isinstance(part, UploadFile)]
        seconds = number_in(text.get("seconds"), 4)
        job = self.books.accept(
            RemoteJob(
                number=0, id="", provider=NAME, model=model, mode="image_to_video" if files else "text_to_video",
                prompt=text.get("prompt", ""), seconds=seconds, width=width, height=height, fps=24, sound=True,
                price_micro_usd=price_of(model, seconds), inputs=tuple(files), echo=dict(text),
            )
        )  # fmt: skip
        return JSONResponse(_video(job, "queued", 0))

    async def list(self, request: Request) -> Response:
        """All films ordered, newest first, with their prompts."""
        if refused := key_refused(NAME, request):
            return refused
        jobs = [job for job in reversed(self.books.jobs) if job.provider == NAME and "seconds" in job.echo]
        after, limit = request.query_params.get("after"), int(request.query_params.get("limit", "20"))
        if after:
            jobs = jobs[next((i for i, job in enumerate(jobs) if job.id == after), len(jobs)) + 1 :]
        page = jobs[:limit]
        rows = [_video(job, "running", self.books.progress(job)) for job in page]
        ends = {"first_id": page[0].id, "last_id": page[-1].id} if page else {}
        return JSONResponse({"object": "list", "data": rows, "has_more": len(jobs) > limit, **ends})

    async def poll(self, request: Request) -> Response:
        """How a film stands."""
        job, refused = self._job(request)
        if job is None:
            return refused
        standing, done = stand(self.books, job)
        return JSONResponse(_video(job, standing, done))

    async def delete(self, request: Request) -> Response:
        """Stop a film, or forget it."""
        job, refused = self._job(request)
        if job is None:
            return refused
        self.books.cancel(job)
        return JSONResponse({"id": job.id, "object": "video.deleted", "deleted": True})

    async def content(self, request: Request) -> Response:
        """The film itself."""
        job, refused = self._job(request)
        if job is None:
            return refused
        if self.books.progress(job) < 1 or job.fault == "empty":
            return refuse(
                NAME, 404, "Video is not ready yet, use GET /v1/videos/{video_id} to check status.", "not_ready"
            )
        return await deliver(self.books, job, request)

    async def image(self, request: Request) -> Response:
        """A still, at once."""
        if refused := key_refused(NAME, request):
            return refused
        files: list[bytes] = []
        asked: Mapping[str, object] = {}
        if request.headers.get("content-type", "").startswith("multipart/"):
            form = await request.form()
            files = [await part.read() for _, part in form.multi_items() if isinstance(part, UploadFile)]
            asked = {name: value for name, value in form.items() if isinstance(value, str)}
        else:
            asked = await json_of(request)
        model = str(asked.get("model", "gpt-image-1"))
        if model in RETIRED:
            return refuse(NAME, 404, f"The model `{model}` does not exist or you do not have access to it.")
        width, height = pair_in(asked.get("size"), (1024, 1024))
        job = self.books.accept(
            RemoteJob(
                number=0, id="", provider=NAME, model=model, mode="image", prompt=str(asked.get("prompt", "")),
                seconds=0, width=width, height=height, fps=24, sound=False, price_micro_usd=STILL_PRICE,
                inputs=tuple(files),
            )
        )  # fmt: skip
        if job.fault == "moderation":
            return refuse(NAME, 400, "Your request was rejected by the safety system.", "moderation_blocked")
        job.charged = True
        kind = str(asked.get("output_format", "png"))
        data = await run_in_threadpool(still_for, job, self.books.pace.max_side, kind)
        rows = [] if job.fault == "empty" else [{"b64_json": base64.b64encode(data).decode()}]
        usage = {"input_tokens": 50, "output_tokens": 1300, "total_tokens": 1350}
        return JSONResponse(
            {"created": 1, "data": rows, "output_format": kind, "size": f"{width}x{height}", "usage": usage}
        )

    async def speak(self, request: Request) -> Response:
        """A line as sound, at once."""
        if refused := key_refused(NAME, request):
            return refused
        asked = await json_of(request)
        text, voice = str(asked.get("input", "")), str(asked.get("voice", ""))
        if not text or not voice:
            return refuse(NAME, 400, "input and voice are required", "missing_required_parameter")
        job = self.books.accept(_speech_job(NAME, str(asked.get("model", "")), text))
        job.charged = True
        sound = speech(text, voice, job.fault)
        kind = str(asked.get("response_format", "mp3"))
        if kind == "wav":
            return Response(as_wav(sound), media_type="audio/wav")
        if kind == "pcm":
            return Response(as_pcm(resampled(sound, 24000)), media_type="audio/pcm")
        return Response(await run_in_threadpool(as_mp3, sound), media_type="audio/mpeg")

    def _job(self, request: Request) -> tuple[RemoteJob | None, Response]:
        refused = key_refused(NAME, request)
        job = None if refused else self.books.find(request.path_params["id"])
        missing = refuse(NAME, 404, f"Video with id '{request.path_params['id']}' not found.", "not_found")
        return job, refused or missing


def _speech_job(provider: str, model: str, text: str) -> RemoteJob:
    return RemoteJob(
        number=0, id="", provider=provider, model=model, mode="speech", prompt=text, seconds=0, width=0, height=0,
        fps=0, sound=True, price_micro_usd=SPEECH_PRICE * len(text),
    )  # fmt: skip


def _video(job: RemoteJob, standing: Standing, done: float) -> dict[str, object]:
    error = None
    if standing == "refused":
        error = {"code": "moderation_blocked", "message": "Your request was blocked by our moderation system."}
    elif standing == "failed":
        error = {"code": "video_generation_failed", "message": "The video could not be made."}
    return {
        "id": job.id, "object": "video", "status": _WORDS[standing], "progress": int(done * 100), "created_at": 1,
        "completed_at": 2 if standing == "done" else None, "expires_at": None, "model": job.model,
        "seconds": job.echo.get("seconds", "4"), "size": job.echo.get("size", "720x1280"), "prompt": job.prompt,
        "remixed_from_video_id": None, "error": error,
    }  # fmt: skip
