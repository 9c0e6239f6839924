"""The whole fake provider as one ASGI app: every provider under its own first part of the address."""

from __future__ import annotations

import json

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from renderers.fake_provider.books import Books, Fault
from renderers.fake_provider.chat_desk import ChatDesk
from renderers.fake_provider.desk import media_routes
from renderers.fake_provider.google_desk import GoogleDesk
from renderers.fake_provider.mishaps import App, with_mishaps
from renderers.fake_provider.openai_desk import OpenAIDesk
from renderers.fake_provider.replies import json_of
from renderers.fake_provider.runway_desk import RunwayDesk
from renderers.fake_provider.sound_desks import ElevenLabsDesk, SyncDesk


def make_app(books: Books) -> App:
    """The app over a set of books."""
    routes = [
        *OpenAIDesk(books).routes(),
        *ChatDesk(books).routes(),
        *RunwayDesk(books).routes(),
        *GoogleDesk(books).routes(),
        *SyncDesk(books).routes(),
        *ElevenLabsDesk(books).routes(),
        *media_routes(books),
        *Control(books).routes(),
    ]
    return with_mishaps(Starlette(routes=routes), books)


class Control:
    """What a test or a demonstration turns: faults, clock, and a look into the books. Under /_ctl."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def routes(self) -> list[Route]:
        """Addresses below /_ctl, and a greeting at the top."""
        return [
            Route("/", self.greet, methods=["GET"]),
            Route("/_ctl/fault", self.fault, methods=["POST"]),
            Route("/_ctl/clock", self.clock, methods=["POST"]),
            Route("/_ctl/reset", self.reset, methods=["POST"]),
            Route("/_ctl/journal", self.journal, methods=["GET"]),
            Route("/_ctl/jobs", self.jobs, methods=["GET"]),
        ]

    async def greet(self, request: Request) -> Response:
        """Say what this is."""
        return PlainTextResponse("studio's fake provider: nothing here costs anything\n")

    async def fault(self, request: Request) -> Response:
        """Something to go wrong: the fields of books.Fault as JSON."""
        try:
            fault = Fault.model_validate(await json_of(request))
        except ValidationError as error:
            return JSONResponse({"error": json.loads(error.json(include_url=False))}, 400)
        self.books.add_fault(fault)
        return JSONResponse(fault.model_dump())

    async def clock(self, request: Request) -> Response:
        """Set the pace (`polls`, `seconds`, `link_seconds`, `max_side`), and put the clock forward (`advance`)."""
        asked = await json_of(request)
        pace = self.books.pace
        for name in ("polls", "seconds", "link_seconds", "max_side"):
            value = asked.get(name)
            if isinstance(value, int | float):
                setattr(pace, name, type(getattr(pace, name))(value))
        ahead = asked.get("advance")
        if isinstance(ahead, int | float):
            self.books.advance(float(ahead))
        return JSONResponse(vars(pace))

    async def reset(self, request: Request) -> Response:
        """Forget everything."""
        self.books.reset()
        return JSONResponse({})

    async def journal(self, request: Request) -> Response:
        """Every request since the start or the last reset."""
        return JSONResponse([entry.model_dump() for entry in self.books.journal])

    async def jobs(self, request: Request) -> Response:
        """Every order taken, and the money."""
        rows = [
            {
                "number": job.number, "id": job.id, "provider": job.provider, "model": job.model, "mode": job.mode,
                "prompt": job.prompt, "seconds": job.seconds, "width": job.width, "height": job.height,
                "seed": job.seed, "inputs": len(job.inputs), "polls": job.polls, "fault": job.fault,
                "cancelled": job.cancelled, "charged": job.charged, "price_micro_usd": job.price_micro_usd,
            }
            for job in self.books.jobs
        ]  # fmt: skip
        return JSONResponse({"jobs": rows, "charged_micro_usd": self.books.charged_micro_usd})
