"""The fake provider holds to the protocols: the SDKs, as they are, read its answers with their own typed models."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import av
import httpx
import openai
import pytest
import runwayml
from google import genai
from google.genai import types

from renderers.fake_provider import FakeProvider, Fault
from renderers.fake_provider.pictures import ground, marks_on, write_still

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def openai_sdk(_one_provider: FakeProvider) -> openai.OpenAI:
    return openai.OpenAI(api_key="k", base_url=_one_provider.base_url("openai"), max_retries=0)


@pytest.fixture(scope="module")
def google_sdk(_one_provider: FakeProvider) -> genai.Client:
    options = types.HttpOptions(
        base_url=_one_provider.base_url("google"), retry_options=types.HttpRetryOptions(attempts=1)
    )
    return genai.Client(api_key="k", vertexai=False, http_options=options)


def shown(film: bytes) -> tuple[int, int]:
    """The order's number in a film, and how many frames it has."""
    with av.open(io.BytesIO(film)) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    return marks_on(frames[-1])[0], len(frames)


def test_openai_films(fake: FakeProvider, openai_sdk: openai.OpenAI, tmp_path: Path) -> None:
    (tmp_path / "k.png").write_bytes(write_still(ground(2, 64, 36)))
    made = openai_sdk.videos.create(
        prompt="A quay.", model="muse-1", seconds="4", size="1280x720", input_reference=tmp_path / "k.png"
    )
    assert (made.object, made.status, made.seconds, made.size, made.prompt) == (
        "video",
        "queued",
        "4",
        "1280x720",
        "A quay.",
    )
    assert [openai_sdk.videos.retrieve(made.id).status for _ in range(2)] == ["queued", "completed"]
    assert shown(openai_sdk.videos.download_content(made.id).read()) == (1, 96)
    assert [film.id for film in openai_sdk.videos.list()] == [made.id]
    assert openai_sdk.videos.delete(made.id).deleted
    fake.fault(Fault(op="job", kind="moderation"))
    refused = openai_sdk.videos.create(prompt="x", model="muse-1")
    openai_sdk.videos.retrieve(refused.id)
    error = openai_sdk.videos.retrieve(refused.id).error
    assert error is not None
    assert error.code == "moderation_blocked"


def test_openai_stills_and_speech(fake: FakeProvider, openai_sdk: openai.OpenAI, tmp_path: Path) -> None:
    made = openai_sdk.images.generate(model="gpt-image-2.6-flare", prompt="A quay.", size="1536x1024")
    assert made.data is not None
    assert base64.b64decode(made.data[0].b64_json or "").startswith(b"\x89PNG")
    still = tmp_path / "k.png"
    still.write_bytes(write_still(ground(2, 64, 36)))
    with still.open("rb") as file:
        changed = openai_sdk.images.edit(model="gpt-image-2.6-flare", prompt="Night.", image=[file])
    assert changed.data
    assert fake.books.jobs[-1].inputs == (still.read_bytes(),)
    said = openai_sdk.audio.speech.create(model="gpt-4o-mini-tts", voice="nova", input="Late.", response_format="wav")
    assert said.read().startswith(b"RIFF")
    assert fake.books.charged_micro_usd == sum(job.price_micro_usd for job in fake.books.jobs) > 0


@pytest.mark.parametrize(
    ("status", "raised"),
    [(400, openai.BadRequestError), (401, openai.AuthenticationError), (404, openai.NotFoundError),
     (429, openai.RateLimitError), (500, openai.InternalServerError)],
)  # fmt: skip
def test_openai_errors(
    fake: FakeProvider, openai_sdk: openai.OpenAI, status: int, raised: type[openai.APIStatusError]
) -> None:
    fake.fault(Fault(kind="status", status=status, retry_after=3))
    with pytest.raises(raised) as error:
        openai_sdk.images.generate(model="gpt-image-2.6-flare", prompt="x")
    assert error.value.code
    assert error.value.response.headers["retry-after"] == "3"


def test_runway(fake: FakeProvider) -> None:
    sdk = runwayml.RunwayML(api_key="k", base_url=fake.base_url("runway"), max_retries=0)
    picture = "data:image/png;base64," + base64.b64encode(write_still(ground(2, 64, 36))).decode()
    made = sdk.image_to_video.create(
        model="gen4.5", prompt_image=picture, prompt_text="A quay.", ratio="1280:720", duration=5
    )
    assert made.estimated_cost.credits == 60
    waiting, done = sdk.tasks.retrieve(made.id), sdk.tasks.retrieve(made.id)
    assert waiting.status == "PENDING"
    assert done.status == "SUCCEEDED"
    assert done.cost.credits == 60
    assert shown(httpx.get(done.output[0]).content) == (1, 120)
    another = sdk.tasks.retrieve(made.id)
    assert another.status == "SUCCEEDED"
    assert another.output != done.output
    stopped = sdk.image_to_video.create(
        model="gen4.5", prompt_image=picture, prompt_text="x", ratio="1280:720", duration=5
    )
    sdk.tasks.delete(stopped.id)
    assert sdk.tasks.retrieve(stopped.id).status == "CANCELLED"
    assert sdk.organization.retrieve().credit_balance == 1_000_000 - 60
    with pytest.raises(runwayml.BadRequestError):
        sdk.image_to_video.create(model="gen3a_turbo", prompt_image=picture, prompt_text="x")  # type: ignore[call-overload]


def test_google_films(fake: FakeProvider, google_sdk: genai.Client) -> None:
    made = google_sdk.interactions.create(
        model="gemini-omni-1.2-flash",
        background=True,
        store=True,
        input=[{"type": "user_input", "content": [{"type": "text", "text": "A quay."}]}],
        response_format={"type": "video", "aspect_ratio": "16:9", "resolution": "720p", "duration": "4s"},
        labels={"shot": "12a"},
    )
    assert (made.status, made.labels) == ("queued", {"shot": "12a"})
    google_sdk.interactions.get(made.id)
    done = google_sdk.interactions.get(made.id)
    assert done.status == "completed"
    assert done.output_video is not None
    data = done.output_video.data
    assert shown(base64.b64decode(data) if isinstance(data, str) else bytes(data)) == (1, 96)
    assert google_sdk.interactions.cancel(made.id).status == "cancelled"


def test_google_stills(fake: FakeProvider, google_sdk: genai.Client) -> None:
    made = google_sdk.interactions.create(
        model="gemini-3.1-flash-image",
        input="A quay.",
        automatic_continuation=False,
        response_format={"type": "image", "aspect_ratio": "16:9", "image_size": "1K"},
    )
    assert made.status == "completed"
    assert made.output_image is not None
    assert made.output_image.mime_type == "image/jpeg"
