"""The dailies page is served to whoever has its key, to no other page, and what is said arrives as by command."""

from __future__ import annotations

import io
import re
import shutil
import signal
import socket
import threading
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from dailies_film import TAG, ask, reviewed_film, say, served, verdicts
from studio_film import studio, under_way

from studio.dailies.server import Dailies
from studio.folder import ProductionFolder
from studio.office import look_into


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reviewed_film(tmp_path_factory.mktemp("dailies"))


@pytest.fixture
def film(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "small"))


@pytest.fixture
def page(film: Path) -> Iterator[Dailies]:
    with served(film) as running:
        yield running


def test_what_is_said_on_the_page_arrives_as_by_the_command_line(made: Path, film: Path, tmp_path: Path) -> None:
    typed = Path(shutil.copytree(made, tmp_path / "typed" / "small"))
    for command in (
        ("circle", "1A-1"), ("nogood", "1A-2", "--why", "hands", "--note", "her left one"),
        ("keep", "1A"), ("keep", "1A", "--release"),
    ):  # fmt: skip
        assert studio(*command, "-C", str(typed)).returncode == 0
    with served(film) as page:
        answers = [
            say(page, {"deed": "circle", "name": "1A-1"}),
            say(page, {"deed": "nogood", "name": "1A-2", "why": "hands", "note": "her left one"}),
            say(page, {"deed": "keep", "name": "1A"}),
            say(page, {"deed": "release", "name": "1A"}),
        ]
    assert [(each.status, each.text) for each in answers] == [
        (200, "circled: 1A-1"), (200, "no good: 1A-2"), (200, "kept: 1A"), (200, "released: 1A"),
    ]  # fmt: skip
    assert verdicts(film) == verdicts(typed)
    assert len(verdicts(film)) == len(verdicts(made)) + 4


def test_the_page_shows_what_was_said_and_what_the_film_owes(page: Dailies) -> None:
    before = ask(page, "/").text
    assert "film: current" in before and "her left one" not in before
    say(page, {"deed": "nogood", "name": "1A-2", "why": "hands", "note": "her left one <b>"})
    after = ask(page, "/").text
    assert "1A-2 no good: hands — her left one &lt;b&gt;" in after
    assert "film: stale" in after and "next: <code>studio produce</code>" in after


def test_commands_work_while_the_page_is_served_and_what_they_do_is_noticed(page: Dailies, film: Path) -> None:
    ask(page, "/")
    before = ask(page, "/stamp").text
    ask(page, "/")
    with look_into(ProductionFolder.open(film)):
        assert ask(page, "/stamp").text == before, "reading is no change"
    assert studio("circle", "1A-1", "-C", str(film)).returncode == 0
    assert ask(page, "/stamp").text != before
    assert "1A-1 · animatic, in cut, circled" in ask(page, "/").text


def test_without_the_key_nothing_is_shown(page: Dailies) -> None:
    for path in ("/", "/?key=", "/?key=wrong", "/media/1A-1", "/stamp", "/dailies.js", "/?key=%C3%A9"):
        answer = ask(page, path, knows=False)
        assert (answer.status, "the key is missing" in answer.text) == (403, True), path
    assert ask(page, "/", {"Cookie": f"{page.cookie}=wrong"}).status == 403
    assert ask(page, "/", {"Cookie": 'a="; ='}).status == 403
    assert ask(page, f"/stamp?key={page.key}", knows=False).status == 403


def test_the_key_in_the_address_becomes_a_cookie_no_script_and_no_other_page_can_use(page: Dailies) -> None:
    answer = ask(page, page.address.partition(str(page.port))[2], knows=False)
    assert answer.status == 200
    cookie = answer.headers["Set-Cookie"].split("; ")
    assert cookie[0] == f"{page.cookie}={page.key}"
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie)
    assert page.key not in answer.text
    with served(page.folder.root) as other:
        assert other.key != page.key


def test_the_address_a_browser_is_started_with_opens_the_page_one_time(page: Dailies) -> None:
    path = page.address_once().partition(str(page.port))[2]
    assert page.key not in path
    first = ask(page, path, knows=False)
    assert first.status == 200 and f"{page.cookie}={page.key};" in first.headers["Set-Cookie"]
    assert ask(page, path, knows=False).status == 403
    assert ask(page, "/?key=", knows=False).status == 403


def test_a_name_that_only_leads_here_is_turned_away(page: Dailies, made: Path) -> None:
    for host in ("evil.example", f"evil.example:{page.port}", "127.0.0.1", f"127.0.0.1.evil.example:{page.port}"):
        assert ask(page, f"/?key={page.key}", {"Host": host}).status == 403, host
        answer = say(page, {"deed": "circle", "name": "1A-1"}, {"Host": host, "Origin": f"http://{host}"})
        assert answer.status == 403, host
    assert ask(page, "/", {"Host": f"localhost:{page.port}"}).status == 200
    assert verdicts(page.folder.root) == verdicts(made)


def test_it_listens_on_loopback_alone(page: Dailies) -> None:
    assert page.server_address[0] == "127.0.0.1"
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", page.port), timeout=5):
        pass


def test_a_form_of_another_page_is_turned_away(page: Dailies, made: Path) -> None:
    ours = {"deed": "circle", "name": "1A-1"}
    for headers in (
        {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": ""},
        {"Origin": f"https://127.0.0.1:{page.port}"}, {"Origin": f"http://127.0.0.1:{page.port + 1}"},
        {"Cookie": f"{page.cookie}=wrong"},
    ):  # fmt: skip
        assert say(page, ours, headers).status == 403, headers
    assert say(page, ours, {"Content-Type": "text/plain"}).status == 415
    assert ask(page, "/rule?deed=circle&name=1A-1").status == 404
    assert verdicts(page.folder.root) == verdicts(made)


def test_a_form_that_is_too_long_or_of_no_length_is_not_read(page: Dailies, made: Path) -> None:
    assert say(page, {"deed": "nogood", "name": "1A-1", "note": "x" * 17_000}).status == 413
    assert say(page, {"deed": "circle", "name": "1A-1"}, {"Content-Length": "9" * 400}).status == 413
    assert say(page, {"deed": "circle", "name": "1A-1"}, {"Content-Length": "-1"}).status == 411
    assert verdicts(page.folder.root) == verdicts(made)


def test_only_takes_on_the_page_are_handed_out(page: Dailies, film: Path) -> None:
    ask(page, "/")
    for path in (
        "/media/", "/media/studio.db", "/media/../studio.db", "/media/%2e%2e%2fstudio.db",
        "/media/..%2F..%2Fetc%2Fpasswd", "/media//etc/passwd", "/media/takes/001A/small_001A_t01.mp4", "/takes",
        "/takes/", "/studio.db", "/../studio.toml",
    ):  # fmt: skip
        assert ask(page, path).status == 404, path
    take = film / "takes" / "001A" / "small_001A_t01.mp4"
    assert ask(page, "/media/1A-1").content == take.read_bytes()
    outside = film.parent / "outside.mp4"
    take.rename(outside)
    take.symlink_to(outside)
    refused = ask(page, "/media/1A-1")
    assert refused.status == 404 and "outside the production folder" in refused.text


def test_films_come_in_the_pieces_that_browsers_ask_for(page: Dailies, film: Path) -> None:
    ask(page, "/")
    whole = (film / "takes" / "001A" / "small_001A_t01.mp4").read_bytes()
    size = len(whole)
    for asked, piece in (("0-9", whole[:10]), ("10-", whole[10:]), ("-7", whole[-7:]), (f"5-{size * 9}", whole[5:])):
        answer = ask(page, "/media/1A-1", {"Range": f"bytes={asked}"})
        assert (answer.status, answer.content) == (206, piece), asked
        first = size - 7 if asked == "-7" else int(asked.partition("-")[0])
        assert answer.headers["Content-Range"] == f"bytes {first}-{first + len(piece) - 1}/{size}"
        assert answer.headers["Content-Type"] == "video/mp4"
    for asked in (f"bytes={size}-", "bytes=9-3", "bytes=-", "bytes=-0", "lines=1-2", "bytes=0-1,3-4"):
        answer = ask(page, "/media/1A-1", {"Range": asked})
        assert (answer.status, answer.headers["Content-Range"]) == (416, f"bytes */{size}"), asked


def test_a_long_take_holds_no_connection(page: Dailies, film: Path) -> None:
    ask(page, "/")
    (film / "takes" / "001A" / "small_001A_t01.mp4").write_bytes(b"x" * 3_000_000)
    answer = ask(page, "/media/1A-1", {"Range": "bytes=100-"})
    assert len(answer.content) == 1 << 20
    assert answer.headers["Content-Range"] == f"bytes 100-{99 + (1 << 20)}/3000000"


def test_what_is_heard_over_a_shot_is_heard_with_its_takes(page: Dailies, film: Path) -> None:
    def sound(name: str) -> tuple[float, int]:
        with wave.open(io.BytesIO(ask(page, f"/sound/{name}").content)) as heard:
            loudest = int(np.abs(np.frombuffer(heard.readframes(heard.getnframes()), np.int16).astype(int)).max())
            return heard.getnframes() / heard.getframerate(), loudest

    with look_into(ProductionFolder.open(film)) as office:
        production = office.production()
    for take in production.takes:
        length, loudest = sound(take.name)
        said = any(each.spans for each in production.shots.shots if each.id == take.shot) if production.shots else False
        assert length == pytest.approx(take.frames / 24, abs=1 / 24), take.name
        assert not said or loudest > 1000, take.name
    answer = ask(page, "/sound/../studio.db")
    assert (answer.status, "nothing is heard over" in answer.text) == (404, True)


def test_the_page_runs_no_script_of_its_own_text(page: Dailies) -> None:
    answer = ask(page, "/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert TAG not in answer.text and "&lt;img src=x onerror=" in answer.text
    assert re.findall(r"<script[^>]*>", answer.text) == ['<script src="/dailies.js" defer>']
    assert not re.search(r"<[^>]*\s(style|on\w+)=[^>]*>", re.sub(r"&[#\w]+;", "", answer.text))


def test_two_at_once_are_both_heard(page: Dailies, made: Path) -> None:
    together, answers = threading.Barrier(6), []

    def keep(slate: str) -> None:
        together.wait()
        answers.append(say(page, {"deed": "keep", "name": slate}))

    slates = ["1", "1A", "1B"] * 2
    threads = [threading.Thread(target=keep, args=(slate,)) for slate in slates]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [answer.status for answer in answers] == [200] * 6
    assert len(verdicts(page.folder.root)) == len(verdicts(made)) + 6


def test_a_busy_folder_is_told_and_shown_all_the_same(page: Dailies, film: Path, made: Path) -> None:
    with ProductionFolder.open(film).lock("studio produce"):
        answer = say(page, {"deed": "circle", "name": "1A-1"})
        assert answer.status == 409
        assert "the production is held by `studio produce`" in answer.text and "wait for it" in answer.text
        assert ask(page, "/").status == 200
    assert verdicts(film) == verdicts(made)
    assert say(page, {"deed": "circle", "name": "1A-1"}).status == 200


def test_what_cannot_be_done_is_told_with_its_cure(page: Dailies, made: Path) -> None:
    for fields, told in (
        ({"deed": "circle", "name": "1A-9"}, "there is no take '1A-9' — the takes of 1A are 1A-1, 1A-2"),
        ({"deed": "nogood", "name": "1A-1", "why": "taste"}, "use one of identity, motion"),
        ({"deed": "keep", "name": "99Z"}, "99Z"),
        ({"deed": "burn", "name": "1A-1"}, "this is no ruling"),
        ({"deed": "circle"}, "this is no ruling"),
    ):
        answer = say(page, fields)
        assert answer.status == 400 and told in answer.text and "Traceback" not in answer.text, fields
    assert verdicts(page.folder.root) == verdicts(made)


def test_a_form_without_script_comes_back_to_its_shot(page: Dailies) -> None:
    answer = say(page, {"deed": "circle", "name": "1A-1"}, {"Accept": "text/html"})
    assert (answer.status, answer.headers["Location"]) == (303, "/#1A")


def test_a_production_that_cannot_be_read_any_more_is_told(page: Dailies, film: Path) -> None:
    (film / "studio.toml").write_text("rate = [")
    answer = ask(page, "/")
    assert answer.status == 503 and "studio.toml" in answer.text


def test_the_command_prints_the_address_and_ends_with_ctrl_c(film: Path) -> None:
    with under_way("dailies", "-C", str(film), "--no-open") as running:
        assert running.stdout is not None and running.stderr is not None
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\?key=([\w-]{32})\n", running.stdout.readline())
        assert found is not None
        with socket.create_connection(("127.0.0.1", int(found[1])), timeout=30) as line:
            line.sendall(f"GET /?key={found[2]} HTTP/1.1\r\nHost: 127.0.0.1:{found[1]}\r\n\r\n".encode())
            assert line.recv(15) == b"HTTP/1.0 200 OK"
        assert studio("keep", "1A", "-C", str(film)).returncode == 0
        running.send_signal(signal.SIGINT)
        told = running.communicate(timeout=60)[1]
    assert running.returncode == 0
    assert told.endswith("studio: the dailies page is closed\n") and "Traceback" not in told


def test_the_command_opens_the_browser_of_the_person(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, opened = tmp_path / "program", tmp_path / "opened"
    program.write_text(f'#!/bin/sh\necho "$1" > "{opened}.part"\nmv "{opened}.part" "{opened}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{program} %s")
    with under_way("dailies", "-C", str(film)) as running:
        assert running.stdout is not None
        printed = running.stdout.readline().strip()
        until = time.monotonic() + 60
        while not opened.exists() and time.monotonic() < until:
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)
    address = opened.read_text().strip()
    assert address.partition("?key=")[0] == printed.partition("?key=")[0]
    assert address != printed, "of a command that starts a browser, others on the machine can read what it was told"


def test_commands_on_the_page_are_typed_from_where_the_person_is(film: Path) -> None:
    with under_way("dailies", "-C", str(film), "--no-open") as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        found = re.search(r":(\d+)(/.*)", address)
        assert found is not None
        with socket.create_connection(("127.0.0.1", int(found[1])), timeout=30) as line:
            asked = f"GET {found[2]} HTTP/1.1\r\nHost: 127.0.0.1:{found[1]}\r\nConnection: close\r\n\r\n"
            line.sendall(asked.encode())
            text = b"".join(iter(lambda: line.recv(65536), b"")).decode()
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)
    assert f"studio retake -C {film} 1A</code>" in text


def test_a_port_that_is_taken_and_a_folder_without_a_film_are_told(page: Dailies, tmp_path: Path) -> None:
    taken = studio("dailies", "-C", str(page.folder.root), "--port", str(page.port), "--no-open")
    assert taken.returncode == 1 and f"port {page.port} cannot be had" in taken.stderr
    nothing = studio("dailies", "-C", str(tmp_path), "--no-open")
    assert nothing.returncode == 1 and "no production here" in nothing.stderr
