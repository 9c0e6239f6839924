"""LangChain's own clients against a server that speaks their wire formats: one call each, and what its reply means."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from test_renderers_hosted_paced import dripping

from bible.errors import AnswerError
from renderers.hosted.wire import FailureKind, Order, WireError
from shots.asked_shots import SceneAnswer
from shots.question import Answer, Question, read_answer, shape_of
from studio.ledger.chat import ChatPrice, ChatWire, load_chat_model

pytest.importorskip("langchain")
MODELS = ("openai:gpt-x", "anthropic:claude-x", "google_genai:gemini-x", "ollama:qwen-x")
SHOTS = {"shots": [{"framing": "master", "size": "WS"}]}
PRICE = ChatPrice(tokens_in=1_000_000, tokens_out=1_000_000)
QUESTION = Question(about="scene 1", instruction="Direct.", material="{}", shape=shape_of(SceneAnswer), longest=777)


@dataclass
class Provider:
    """A server on loopback that answers as each provider does, or fails as it is told to."""

    status: int = 200
    message: str = "no"
    said: str = json.dumps(SHOTS)
    ended: str = ""
    """Why it stops, in this provider's word; empty for an end like any."""
    refusal: str | None = None
    elsewhere: str = ""
    """Where it sends whoever asks."""
    heard: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0

    def reply(self, path: str, asked: dict[str, object]) -> dict[str, object]:
        if self.status != 200:
            return {"error": {"message": self.message, "type": "error", "code": self.status, "status": "NO"}}
        if path.endswith("/messages"):
            tools = asked.get("tools")
            content = [{"type": "text", "text": self.said}] if self.said else []
            if isinstance(tools, list) and not self.ended:
                content = [{"type": "tool_use", "id": "t", "name": tools[0]["name"], "input": json.loads(self.said)}]
            usage = {"input_tokens": 30, "output_tokens": 10}
            return {"id": "m", "type": "message", "role": "assistant", "model": "claude-x", "content": content,
                    "stop_reason": self.ended or "end_turn", "usage": usage}  # fmt: skip
        if path.endswith("/api/chat"):
            message = {"role": "assistant", "content": self.said}
            return {"model": "qwen-x", "created_at": "2026-01-01T00:00:00Z", "done": True, "message": message,
                    "done_reason": self.ended or "stop", "prompt_eval_count": 30, "eval_count": 10}  # fmt: skip
        if "generateContent" in path:
            content_of = {"role": "model", "parts": [{"text": self.said}]}
            usage = {"promptTokenCount": 30, "candidatesTokenCount": 10, "totalTokenCount": 40}
            return {"candidates": [{"content": content_of, "finishReason": self.ended or "STOP"}],
                    "modelVersion": "gemini-x", "usageMetadata": usage}  # fmt: skip
        message = {"role": "assistant", "content": self.said, "refusal": self.refusal}
        return {"id": "c", "object": "chat.completion", "created": 1, "model": "gpt-x",
                "choices": [{"index": 0, "finish_reason": self.ended or "stop", "message": message}],
                "usage": {"prompt_tokens": 30, "completion_tokens": 10, "total_tokens": 40}}  # fmt: skip


@pytest.fixture
def provider() -> Iterator[Provider]:
    standing = Provider()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
            standing.heard.append((self.path, body))
            out = json.dumps(standing.reply(self.path.partition("?")[0], json.loads(body))).encode() + b"\n"
            self.send_response(standing.status)
            if standing.elsewhere:
                self.send_header("location", standing.elsewhere)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(out)))
            self.end_headers()
            self.wfile.write(out)

        def log_message(self, format: str, *words: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    standing.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield standing
    server.shutdown()
    server.server_close()


def ask(name: str, provider: Provider) -> Answer:
    model = load_chat_model(name, "sk-canary-of-a-test", base_url=f"http://127.0.0.1:{provider.port}", longest=8192)
    maker, _, called = name.partition(":")
    order = Order(provider=maker, model=called, mode="chat", reference="r", prompt=QUESTION.model_dump_json())
    state = ChatWire(name, model, PRICE).submit(order).state
    assert state.cost_micro_usd == PRICE.cost(30, 10)
    return Answer.model_validate_json(state.assets[0].inline)


@pytest.mark.parametrize("name", MODELS)
def test_each_client_asks_once_within_its_length_and_brings_the_answer(name: str, provider: Provider) -> None:
    answer = ask(name, provider)
    assert [shot.size for shot in read_answer(answer, SceneAnswer).shots] == ["WS"]
    assert (answer.tokens_in, answer.tokens_out) == (30, 10)
    (heard,) = provider.heard
    assert "777" in heard[1]
    assert "Direct." in heard[1]
    assert "sk-canary" not in heard[1]


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize(
    ("status", "kind"),
    [(500, FailureKind.UNCLEAR), (429, FailureKind.RATE_LIMITED), (401, FailureKind.AUTH), (400, FailureKind.INVALID)],
)
def test_no_client_sends_again_by_itself(name: str, status: int, kind: FailureKind, provider: Provider) -> None:
    provider.status = status
    with pytest.raises(WireError) as told:
        ask(name, provider)
    assert told.value.kind == kind
    assert "sk-canary" not in told.value.message
    assert len(provider.heard) == 1


@pytest.mark.parametrize("name", MODELS)
def test_no_question_and_no_key_goes_where_a_provider_sends_them(name: str, provider: Provider) -> None:
    provider.status, provider.elsewhere = 307, f"http://localhost:{provider.port}/elsewhere"
    with pytest.raises(WireError):
        ask(name, provider)
    assert [path for path, _ in provider.heard if "elsewhere" in path] == []


@pytest.mark.parametrize(
    ("name", "ended"),
    [("openai:gpt-x", "length"), ("anthropic:claude-x", "max_tokens"), ("google_genai:gemini-x", "MAX_TOKENS"),
     ("ollama:qwen-x", "length")],
)  # fmt: skip
def test_an_answer_that_broke_off_says_so(name: str, ended: str, provider: Provider) -> None:
    provider.ended, provider.said = ended, json.dumps(SHOTS)[:20]
    answer = ask(name, provider)
    assert answer.cut_off
    with pytest.raises(AnswerError, match="broke off"):
        read_answer(answer, SceneAnswer)


@pytest.mark.parametrize(
    ("name", "ended", "said"),
    [("openai:gpt-x", "content_filter", ""), ("openai:gpt-x", "", "I will not."), ("anthropic:claude-x", "refusal", ""),
     ("google_genai:gemini-x", "SAFETY", "")],
)  # fmt: skip
def test_a_refusal_is_paid_for_and_is_no_answer(name: str, ended: str, said: str, provider: Provider) -> None:
    provider.ended, provider.refusal, provider.said = ended, said or None, ""
    answer = ask(name, provider)
    assert answer.text == ""
    assert answer.refused == (said or f"it stopped for {ended.lower()}")


def test_a_server_that_knows_no_schemas_is_told_with_the_setting_that_helps(provider: Provider) -> None:
    provider.status, provider.message = 400, "response_format is not supported"
    with pytest.raises(WireError, match="shaped = false"):
        ask("openai:gpt-x", provider)


@pytest.mark.parametrize("name", MODELS)
def test_an_answer_that_comes_a_byte_at_a_time_is_given_up_by_each_client(name: str) -> None:
    with dripping(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 60000) as address:
        model = load_chat_model(name, "sk-canary-of-a-test", base_url=address, timeout=0.4, longest=8192)
        maker, _, called = name.partition(":")
        order = Order(provider=maker, model=called, mode="chat", reference="r", prompt=QUESTION.model_dump_json())
        with pytest.raises(WireError) as told:
            ChatWire(name, model, PRICE).submit(order)
    assert told.value.kind == FailureKind.UNCLEAR
