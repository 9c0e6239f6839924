"""Two small protocols: sync.so, which puts lips to words, and ElevenLabs, which speaks them."""

from __future__ import annotations

import base64
import hashlib

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from renderers.fake_provider.books import Books, RemoteJob
from renderers.fake_provider.desk import SPEECH_PRICE, Standing, link_to, price_of, stand
from renderers.fake_provider.media import as_mp3, as_pcm, as_wav, resampled, speech, speech_times
from renderers.fake_provider.replies import json_of, key_refused, refuse

SYNC, ELEVENLABS = "sync", "elevenlabs"
_CREATED = "2026-11-23T12:00:00.000Z"
_SECONDS_ASSUMED = 5.0
_WORDS: dict[Standing, str] = {
    "queued": "PENDING", "running": "PROCESSING", "done": "COMPLETED", "failed": "FAILED", "refused": "REJECTED",
    "cancelled": "CANCELLED", "odd": "ARCHIVING",
}  # fmt: skip


class SyncDesk:
    """sync.so's endpoints. An order that comes again with its key is answered with the first one."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def routes(self) -> list[Route]:
        """Addresses below /sync/v2."""
        return [
            Route("/sync/v2/generate", self.submit, methods=["POST"]),
            Route("/sync/v2/generate/{id}", self.poll, methods=["GET"]),
            Route("/sync/v2/generations", self.list, methods=["GET"]),
        ]

    async def submit(self, request: Request) -> Response:
        """Take an order: a film and the words its lips are to say, as files."""
        if refused := key_refused(SYNC, request):
            return refused
        form = await request.form()
        files = {name: await part.read() for name, part in form.items() if isinstance(part, UploadFile)}
        text = {name: value for name, value in form.items() if isinstance(value, str)}
        if "video" not in files or "audio" not in files:
            return refuse(SYNC, 400, "a video and an audio input are required")
        key = request.headers.get("idempotency-key", "")
        asked = hashlib.sha256(repr((sorted(files.items()), sorted(text.items()))).encode()).hexdigest()
        with self.books.lock:
            job = self.books.with_key(SYNC, key)
            if job is not None and job.request_digest != asked:
                return refuse(SYNC, 422, "this idempotency key came with another request", "idempotency_key_mismatch")
            job = job or self.books.accept(
                RemoteJob(
                    number=0, id="", provider=SYNC, model=text.get("model", "lipsync-2"), mode="lip_sync", prompt="",
                    seconds=_SECONDS_ASSUMED, width=0, height=0, fps=24, sound=True,
                    price_micro_usd=price_of(text.get("model", ""), _SECONDS_ASSUMED),
                    inputs=(files["video"], files["audio"]), key=key, request_digest=asked,
                )
            )  # fmt: skip
        return JSONResponse(_generation(job, "queued"), 201)

    async def list(self, request: Request) -> Response:
        """All orders, newest first."""
        if refused := key_refused(SYNC, request):
            return refused
        return JSONResponse([_generation(job, "running") for job in reversed(self.books.jobs) if job.provider == SYNC])

    async def poll(self, request: Request) -> Response:
        """How an order stands."""
        if refused := key_refused(SYNC, request):
            return refused
        job = self.books.find(request.path_params["id"])
        if job is None:
            return refuse(SYNC, 404, "generation not found")
        standing, _ = stand(self.books, job)
        row = _generation(job, standing)
        if standing == "done" and job.fault != "empty":
            row["outputUrl"] = link_to(self.books, job, request)
        elif standing == "failed":
            row |= {"error": "The generation failed.", "errorCode": "generation_pipeline_failed"}
        elif standing == "refused":
            row |= {"error": "The input was refused.", "errorCode": "content_policy"}
        return JSONResponse(row)


class ElevenLabsDesk:
    """ElevenLabs' endpoints: speech at once, with or without the times of its characters."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def routes(self) -> list[Route]:
        """Addresses below /elevenlabs/v1."""
        return [
            Route("/elevenlabs/v1/text-to-speech/{voice}", self.speak, methods=["POST"]),
            Route("/elevenlabs/v1/text-to-speech/{voice}/with-timestamps", self.speak, methods=["POST"]),
        ]

    async def speak(self, request: Request) -> Response:
        """A line as sound."""
        if refused := key_refused(ELEVENLABS, request):
            return refused
        asked = await json_of(request)
        text = str(asked.get("text", ""))
        if not text:
            return refuse(ELEVENLABS, 422, "text: field required")
        voice = request.path_params["voice"]
        job = self.books.accept(
            RemoteJob(
                number=0, id="", provider=ELEVENLABS, model=str(asked.get("model_id", "")), mode="speech", prompt=text,
                seconds=0, width=0, height=0, fps=0, sound=True, price_micro_usd=SPEECH_PRICE * len(text), charged=True,
            )
        )  # fmt: skip
        wanted = request.query_params.get("output_format", "mp3_44100_128")
        sound = speech(text, voice, job.fault)
        data, media_type = await run_in_threadpool(_coded, sound, wanted)
        if not request.url.path.endswith("with-timestamps"):
            return Response(data, media_type=media_type)
        times = speech_times(text)
        alignment = {
            "characters": list(text),
            "character_start_times_seconds": [start for start, _ in times],
            "character_end_times_seconds": [end for _, end in times],
        }
        encoded = base64.b64encode(data).decode()
        return JSONResponse({"audio_base64": encoded, "alignment": alignment, "normalized_alignment": alignment})


def _coded(sound: object, wanted: str) -> tuple[bytes, str]:
    """Sound as `pcm_48000`, `wav_48000` or `mp3_44100_128` asks for it."""
    import numpy as np

    samples = np.asarray(sound, dtype=np.float32)
    kind, _, rest = wanted.partition("_")
    rate = int(rest.split("_")[0]) if rest.split("_")[0].isdigit() else 48000
    if kind == "pcm":
        return as_pcm(resampled(samples, rate)), "audio/pcm"
    if kind == "wav":
        return as_wav(resampled(samples, rate), rate), "audio/wav"
    return as_mp3(samples), "audio/mpeg"


def _generation(job: RemoteJob, standing: Standing) -> dict[str, object]:
    return {
        "id": job.id, "createdAt": _CREATED, "status": _WORDS[standing], "model": job.model, "input": [], "options": {},
        "outputUrl": None, "outputDuration": None, "error": None, "errorCode": None, "webhookUrl": None,
    }  # fmt: skip
