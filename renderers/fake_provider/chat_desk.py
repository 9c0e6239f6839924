"""OpenAI's chat protocol, with a model that directs obediently, or says what it is told to say."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from renderers.fake_provider.books import Books, RemoteJob
from renderers.fake_provider.replies import json_of, key_refused, refuse

NAME = "openai"
_TOKENS_A_BYTE = 0.3
_PRICE = (1_000_000, 4_000_000)
"""Micro-USD for a million tokens, in and out."""


class ChatDesk:
    """The endpoint, over one set of books. Answers that `books.answers` holds are given first, one each."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def routes(self) -> list[Route]:
        """Addresses below /openai/v1, and where answers are laid down."""
        return [
            Route("/openai/v1/chat/completions", self.complete, methods=["POST"]),
            Route("/_ctl/answers", self.lay_down, methods=["POST"]),
        ]

    async def lay_down(self, request: Request) -> Response:
        """Answers to give from now on, in order: `{"answers": ["...", "..."]}`."""
        asked = (await json_of(request)).get("answers")
        if isinstance(asked, list):
            with self.books.lock:
                self.books.answers += [str(each) for each in asked]
        return JSONResponse({"answers": len(self.books.answers)})

    async def complete(self, request: Request) -> Response:
        """Answer one question."""
        if refused := key_refused(NAME, request):
            return refused
        asked = await json_of(request)
        messages = asked.get("messages")
        if not isinstance(messages, list) or not messages:
            return refuse(NAME, 400, "messages: this field is required")
        said = "\n".join(_words(each) for each in messages if isinstance(each, dict))
        with self.books.lock:
            laid = self.books.answers.pop(0) if self.books.answers else None
        answer = obedient(_words(messages[-1])) if laid is None else laid
        tokens_in, tokens_out = int(len(said.encode()) * _TOKENS_A_BYTE), int(len(answer.encode()) * _TOKENS_A_BYTE) + 1
        job = self.books.accept(
            RemoteJob(
                number=0, id="", provider=NAME, model=str(asked.get("model", "")), mode="chat", prompt=said[:4000],
                seconds=0, width=0, height=0, fps=0, sound=False,
                price_micro_usd=(tokens_in * _PRICE[0] + tokens_out * _PRICE[1]) // 1_000_000,
            )
        )  # fmt: skip
        job.charged = True
        return JSONResponse(
            {
                "id": f"chatcmpl-{job.number}", "object": "chat.completion", "created": 1, "model": job.model,
                "choices": [
                    {
                        "index": 0, "finish_reason": "stop", "logprobs": None,
                        "message": {"role": "assistant", "content": answer, "refusal": None},
                    }
                ],
                "usage": {
                    "prompt_tokens": tokens_in, "completion_tokens": tokens_out,
                    "total_tokens": tokens_in + tokens_out,
                },
            }
        )  # fmt: skip


def obedient(material: str) -> str:
    """The shots of a scene as a dutiful beginner would answer: the place, then everything in turn, one by one.

    `material` is what the model is given; anything else is answered with an empty object.
    """
    try:
        scene, _ = json.JSONDecoder().raw_decode(material.strip())
    except ValueError:
        return "{}"
    if not isinstance(scene, dict) or not isinstance(scene.get("scene"), list):
        return "{}"
    names = [str(person.get("name", "")) for person in scene.get("cast", ()) if isinstance(person, dict)]
    return json.dumps({"shots": list(_shots(scene["scene"], names)), "proposed": []}, ensure_ascii=False)


def _shots(elements: Iterable[object], names: list[str]) -> Iterator[Mapping[str, object]]:
    sizes = ("MS", "MCU")
    for place, element in enumerate(each for each in elements if isinstance(each, dict)):
        words, size = str(element.get("words", "")), sizes[place % 2]
        if element.get("kind") == "lettering":
            yield _shot("title", "EWS", (), deeds=[_piece(element["paragraph"], words)])
        elif "paragraph" in element:
            yield _shot("master", "EWS" if place % 2 else "WS", names, deeds=[_piece(element["paragraph"], words)])
        elif "line" in element:
            who, away = (
                str(element.get("who", "")),
                re.search(r"V\.?O|O\.?S", " ".join(map(str, element.get("how", ())))),
            )
            seen = who in names and not away
            piece = {**_piece(element["line"], words), "seen": seen}
            yield _shot(
                "single" if seen else "master", size if seen else "WS", (who,) if seen else names, speech=[piece]
            )


def _piece(number: object, words: str) -> dict[str, object]:
    return {"number": number, "words": words}


def _shot(
    framing: str,
    size: str,
    people: Iterable[str],
    deeds: list[dict[str, object]] | None = None,
    speech: list[dict[str, object]] | None = None,
) -> Mapping[str, object]:
    return {
        "framing": framing, "size": size, "angle": "eye", "move": "static", "people": list(people), "thing": "",
        "deeds": deeds or [], "speech": speech or [],
        "prompt": "Small movements only; the camera is still; the light does not change.", "why": "in turn",
    }  # fmt: skip


def _words(message: Mapping[str, object]) -> str:
    content = message.get("content")
    if isinstance(content, str):
        return content
    parts = content if isinstance(content, list) else []
    return "".join(str(part.get("text", "")) for part in parts if isinstance(part, dict))
