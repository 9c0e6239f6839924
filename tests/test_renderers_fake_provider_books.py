"""The fake provider's books: orders, money, time, faults on demand; and they outlive whoever orders."""

from __future__ import annotations

import functools
import os
import re
import signal
import subprocess
import sys

import httpx
import pytest

from bible.errors import SettingsError
from renderers.fake_provider import FakeProvider, Fault
from renderers.fake_provider.mishaps import operation_of

ORDER = {"model": "gen4.5", "promptText": "A quay.", "ratio": "1280:720", "duration": 5}
HEADERS = {"Authorization": "Bearer canary", "X-Runway-Version": "2024-11-06"}
get, post = (functools.partial(ask, timeout=120) for ask in (httpx.get, httpx.post))


def order(fake: FakeProvider, **more: object) -> httpx.Response:
    return post(f"{fake.base_url('runway')}/v1/text_to_video", json=ORDER | more, headers=HEADERS)


def poll(fake: FakeProvider, task: str) -> dict[str, object]:
    found: dict[str, object] = get(f"{fake.base_url('runway')}/v1/tasks/{task}", headers=HEADERS).json()
    return found


def control(fake: FakeProvider, what: str, body: dict[str, object]) -> httpx.Response:
    return post(f"{fake.address}/_ctl/{what}", json=body)


def test_what_was_ordered_is_in_the_books_and_charged_when_it_is_made(fake: FakeProvider) -> None:
    task = order(fake).json()["id"]
    books = get(f"{fake.address}/_ctl/jobs").json()
    assert [(job["id"], job["charged"], job["price_micro_usd"]) for job in books["jobs"]] == [(task, False, 600_000)]
    assert books["charged_micro_usd"] == 0
    poll(fake, task)
    poll(fake, task)
    assert get(f"{fake.address}/_ctl/jobs").json()["charged_micro_usd"] == 600_000
    assert post(f"{fake.address}/_ctl/reset").json() == {}
    assert get(f"{fake.address}/_ctl/jobs").json()["jobs"] == []


def test_the_journal_holds_every_request_but_no_key(fake: FakeProvider) -> None:
    order(fake)
    (entry,) = get(f"{fake.address}/_ctl/journal").json()
    assert (entry["provider"], entry["op"], entry["method"]) == ("runway", "submit", "POST")
    assert entry["path"] == "/runway/v1/text_to_video"
    assert '"A quay."' in entry["body"]
    assert ["authorization", "(struck out)"] in entry["headers"]
    assert "canary" not in str(entry)


def test_a_fault_happens_as_often_as_it_is_to_and_after_as_many_as_it_is_to(fake: FakeProvider) -> None:
    assert control(
        fake, "fault", {"provider": "runway", "kind": "status", "status": 429, "times": 2, "skip": 1}
    ).is_success
    assert [order(fake).status_code for _ in range(5)] == [200, 429, 429, 200, 200]
    control(fake, "fault", {"kind": "status", "status": 503, "match": "lighthouse"})
    assert order(fake).status_code == 200
    assert order(fake, promptText="A lighthouse.").status_code == 503
    control(fake, "fault", {"provider": "google", "kind": "status"})
    assert order(fake).status_code == 200
    assert control(fake, "fault", {"kind": "earthquake"}).status_code == 400


def test_jobs_take_as_long_as_the_clock_says(fake: FakeProvider) -> None:
    assert control(fake, "clock", {"polls": 1, "seconds": 1000, "link_seconds": 60}).is_success
    task = order(fake).json()["id"]
    assert [poll(fake, task)["status"] for _ in range(2)] == ["PENDING", "RUNNING"]
    control(fake, "clock", {"advance": 1000})
    done = poll(fake, task)
    assert done["status"] == "SUCCEEDED"
    (link,) = done["output"]  # type: ignore[misc]
    assert get(link).status_code == 200
    control(fake, "clock", {"advance": 61})
    dead = get(link)
    assert dead.status_code == 403
    assert b"expired" in dead.content
    (fresh,) = poll(fake, task)["output"]  # type: ignore[misc]
    assert get(fresh).status_code == 200


def test_a_job_that_is_stuck_is_never_done_and_never_charged(fake: FakeProvider) -> None:
    fake.fault(Fault(op="job", kind="stuck"))
    task = order(fake).json()["id"]
    assert {poll(fake, task)["status"] for _ in range(9)} == {"PENDING", "RUNNING"}
    assert fake.books.charged_micro_usd == 0


def test_another_price_than_was_said(fake: FakeProvider) -> None:
    fake.fault(Fault(op="job", kind="other_price"))
    order(fake)
    assert fake.books.committed_micro_usd == 1_800_000


def test_parts_of_a_result_can_be_fetched(fake: FakeProvider) -> None:
    task = order(fake).json()["id"]
    poll(fake, task)
    (link,) = poll(fake, task)["output"]  # type: ignore[misc]
    whole = get(link)
    part = get(link, headers={"Range": "bytes=1000-"})
    assert part.status_code == 206
    assert part.content == whole.content[1000:]
    assert part.headers["content-range"] == f"bytes 1000-{len(whole.content) - 1}/{len(whole.content)}"
    assert get(link, headers={"Range": f"bytes={len(whole.content)}-"}).status_code == 416


def test_wrong_orders_are_refused_as_the_provider_would(fake: FakeProvider) -> None:
    assert order(fake, duration="5s").status_code == 400
    assert order(fake, promptText="🐦" * 501).status_code == 400
    assert order(fake, promptText="🐦" * 500).status_code == 200
    no_version = {"Authorization": "Bearer k"}
    address = f"{fake.base_url('runway')}/v1/text_to_video"
    assert post(address, json=ORDER, headers=no_version).status_code == 400
    assert post(address, json=ORDER, headers={"X-Runway-Version": "2024-11-06"}).status_code == 401


_CLIENT = """
import sys, httpx, time
headers = {"Authorization": "Bearer k", "X-Runway-Version": "2024-11-06"}
order = {"model": "gen4.5", "promptText": "A quay.", "ratio": "1280:720", "duration": 5}
print(httpx.post(sys.argv[1] + "/v1/text_to_video", json=order, headers=headers).status_code, flush=True)
time.sleep(60)
"""


def test_the_books_outlive_a_client_that_is_killed(fake: FakeProvider) -> None:
    client = subprocess.Popen([sys.executable, "-c", _CLIENT, fake.base_url("runway")], stdout=subprocess.PIPE)
    assert client.stdout is not None
    assert client.stdout.readline() == b"200\n"
    os.kill(client.pid, signal.SIGKILL)
    client.wait()
    client.stdout.close()
    assert len(fake.books.jobs) == 1
    assert order(fake).is_success
    assert len(fake.books.jobs) == 2


def test_it_can_be_run_as_a_program_and_is_for_this_machine_only() -> None:
    run = [sys.executable, "-m", "renderers.fake_provider", "0"]
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True) as program:
        try:
            assert program.stdout is not None
            told = [program.stdout.readline() for _ in range(14)]
            (address,) = re.findall(r"^Listening on (http://127\.0\.0\.1:\d+);", told[0])
            assert f'base_url = "{address}/runway"\n' in told
            assert told[-2:] == ['[chat."openai:gpt-5-mini"]\n', f'base_url = "{address}/openai/v1"\n']
            assert "costs" in get(address).text
            taken = FakeProvider(port=int(address.rpartition(":")[2]))
            with pytest.raises(SettingsError, match="cannot be had"):
                taken.__enter__()
        finally:
            program.kill()
    with pytest.raises(SettingsError, match="this machine only"):
        FakeProvider(host="0.0.0.0").__enter__()


@pytest.mark.parametrize(
    ("method", "path", "op"),
    [
        ("POST", "/runway/v1/image_to_video", "submit"), ("GET", "/runway/v1/tasks/7", "poll"),
        ("DELETE", "/runway/v1/tasks/7", "cancel"), ("POST", "/google/v1/interactions/7/cancel", "cancel"),
        ("GET", "/google/v1/files/7:download", "download"), ("GET", "/openai/v1/videos", "list"),
        ("GET", "/openai/v1/videos/7/content", "download"), ("GET", "/media/7", "download"),
        ("POST", "/elevenlabs/v1/text-to-speech/nova/with-timestamps", "submit"),
        ("GET", "/sync/v2/generations", "list"),
    ],
)  # fmt: skip
def test_what_a_request_is_for(method: str, path: str, op: str) -> None:
    assert operation_of(method, path) == op
