"""The dailies page in a browser: by keys alone, on a phone, in the dark, and while others work in the production."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, browser
from dailies_film import TAG, reviewed_film, served, verdicts
from studio_film import studio

from studio.dailies.server import Dailies
from studio.folder import ProductionFolder
from studio.production import Reason, Ruling, Verdict

CURRENT = "document.querySelector('article[aria-current]')"
CHOSEN = "document.querySelector('figure[aria-current]')"
SAID = "document.getElementById('said').innerText"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reviewed_film(tmp_path_factory.mktemp("dailies"))


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as running:
        yield running


@pytest.fixture
def film(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "small"))


@pytest.fixture
def page(film: Path, window: Browser) -> Iterator[Dailies]:
    with served(film) as running:
        window.faults.clear()
        window.size(1280, 900)
        window.go(running.address)
        yield running


def to_shot(window: Browser, slate: str) -> None:
    """Go to a shot by keys."""
    for _ in range(20):
        window.press("j")
        if window.run(f"{CURRENT}.id") == slate:
            return
    raise AssertionError(f"no key leads to {slate}")


def said_since(film: Path, made: Path) -> tuple[Verdict, ...]:
    """What was said since the film was made."""
    return verdicts(film)[len(verdicts(made)) :]


def test_takes_are_looked_at_and_chosen_by_keys_alone(window: Browser, page: Dailies, film: Path, made: Path) -> None:
    to_shot(window, "1A")
    assert window.run(f"{CHOSEN}.id") == "take-1A-2", "the take in the cut is the one to begin with"
    window.press("1", " ")
    window.wait(f"{CHOSEN}.id === 'take-1A-1' && {CHOSEN}.querySelector('video').currentTime > 0.3")
    window.press(" ")
    window.wait(f"{CHOSEN}.querySelector('video').paused")
    window.press("c")
    window.wait("document.querySelector('#take-1A-1.circled')")
    assert window.run(SAID) == "circled: 1A-1"
    window.press("2", "n", "Tab", "Tab", "Enter")
    window.wait("document.querySelector('#take-1A-2.no_good')")
    window.press("p")
    window.wait("document.getElementById('release-1A')")
    window.press("k", "j", "p")
    window.wait("document.getElementById('keep-1A')")
    assert [(each.ruling, each.number, each.reason) for each in said_since(film, made)] == [
        (Ruling.CIRCLED, 1, None), (Ruling.NO_GOOD, 2, Reason.HANDS), (Ruling.KEPT, None, None),
        (Ruling.RELEASED, None, None),
    ]  # fmt: skip
    assert window.faults == []


def test_lines_are_heard_where_their_picture_is(window: Browser, page: Dailies) -> None:
    window.run(
        "window.Audio = class extends Audio { constructor(from) { super(from); (window.heard ??= []).push(this); } }"
    )
    to_shot(window, "1B")
    window.press(" ")
    film = f"{CHOSEN}.querySelector('video')"
    apart = f"heard[0].currentTime - ({film}.currentTime - {film}.dataset.from)"
    window.wait("window.heard && !heard[0].paused && heard[0].currentTime > 0.5")
    assert abs(float(str(window.run(apart)))) < 0.2
    window.press(" ")
    window.wait("heard[0].paused")
    window.run(
        f"{CHOSEN}.querySelector('video').currentTime = Number({CHOSEN}.querySelector('video').dataset.from) + 2"
    )
    window.press(" ")
    window.wait("!heard[0].paused && heard[0].currentTime > 2")
    window.press("c")
    window.wait("document.querySelector('#take-1B-1.circled') && heard[0].paused")
    assert window.run("heard.length") == 1
    assert window.faults == []


def test_a_take_is_refused_by_mouse_with_a_note(window: Browser, page: Dailies, film: Path, made: Path) -> None:
    window.run("document.querySelector('#nogood-1A-1 summary').click()")
    window.run("document.querySelector('#nogood-1A-1 input[name=note]').focus()")
    window.press("j", "c")
    assert said_since(film, made) == (), "letters in a field are text"
    window.run("document.querySelector('#nogood-1A-1 button[value=motion]').click()")
    window.wait("document.querySelector('#take-1A-1.no_good')")
    said = said_since(film, made)
    assert [(each.ruling, each.number, each.reason, each.note) for each in said] == [
        (Ruling.NO_GOOD, 1, Reason.MOTION, "jc")
    ]
    assert window.run("document.getElementById('standing').innerText.includes('current')"), "the cut shows another take"


def test_what_the_script_says_is_text(window: Browser, page: Dailies) -> None:
    assert window.run("document.title") == f"Small {TAG} — dailies"
    assert window.run("document.querySelector('h1').innerText") == f"Small {TAG}"
    assert window.run("document.images.length") == 0
    assert TAG in str(window.run("document.querySelector('main').innerText"))
    assert window.faults == []


def test_the_key_leaves_the_address_and_scripts_cannot_read_it(window: Browser, page: Dailies) -> None:
    assert window.run("location.href") == f"http://127.0.0.1:{page.port}/"
    assert window.run("document.cookie") == ""
    window.go(f"http://127.0.0.1:{page.port}/")
    assert window.run("document.querySelectorAll('article').length"), "the cookie opens the page again"


def test_another_page_can_say_nothing(window: Browser, page: Dailies, film: Path, made: Path, tmp_path: Path) -> None:
    with served(Path(shutil.copytree(made, tmp_path / "other" / "small"))) as other:
        window.go(other.address)
        policy = window.run(
            f"fetch('http://127.0.0.1:{page.port}/rule', {{method: 'POST', mode: 'no-cors', credentials: 'include', "
            "body: new URLSearchParams({deed: 'circle', name: '1A-1'})}).then(() => 'sent', () => 'refused')"
        )
    assert policy == "refused", "our own page may reach nobody but its own server"
    evil = tmp_path / "evil.html"
    evil.write_text(
        f'<form method="post" action="http://127.0.0.1:{page.port}/rule">'
        '<input name="deed" value="circle"><input name="name" value="1A-1"></form>'
    )
    window.go(evil.as_uri())
    window.run("void setTimeout(() => document.querySelector('form').submit())")
    window.wait("location.protocol === 'http:' && document.readyState === 'complete'")
    told = str(window.run("document.body.innerText"))
    assert "the key is missing" in told or "another page" in told
    assert said_since(film, made) == ()


def test_what_others_make_arrives_without_a_reload(window: Browser, page: Dailies, film: Path) -> None:
    window.run("window.stays = true")
    to_shot(window, "1A")
    window.run("document.getElementById('more-1A').open = true")
    assert studio("retake", "1A", "-C", str(film)).returncode == 0
    window.wait("document.getElementById('take-1A-3')")
    assert window.run("window.stays") is True
    assert window.run("document.getElementById('more-1A').open") is True
    assert window.run(f"{CURRENT}.id") == "1A"
    window.press("3")
    assert window.run(f"{CHOSEN}.id") == "take-1A-3"


def test_what_a_person_is_doing_is_not_swept_away(window: Browser, page: Dailies, film: Path) -> None:
    window.run("document.querySelector('#nogood-1A-1').open = true")
    window.run("document.querySelector('#nogood-1A-1 input[name=note]').value = 'half a word'")
    assert studio("keep", "1,1A", "-C", str(film)).returncode == 0
    window.wait("document.getElementById('release-1')")
    assert window.run("document.querySelector('#nogood-1A-1 input[name=note]').value") == "half a word"
    window.run("document.querySelector('#nogood-1A-1').open = false")
    window.wait("document.getElementById('release-1A')")


def test_a_page_that_comes_late_shows_nothing_again_that_is_over(window: Browser, page: Dailies) -> None:
    window.run(
        "window.come = fetch; window.fetch = async (...asked) => { const page = await come(...asked);"
        " if (asked[0] === '/' && !window.go_on) await new Promise((go) => { window.go_on = go; }); return page; };"
        "window.kept = []; void new MutationObserver(() => kept.push(Boolean(document.getElementById('release-1A'))))"
        ".observe(document.querySelector('main'), { childList: true, subtree: true })"
    )
    to_shot(window, "1A")
    window.press("c")
    window.wait("window.go_on")
    window.press("p")
    window.wait(f"{SAID}.startsWith('kept')")
    # Time for the later page, if it does not wait for the one that is still on its way.
    window.run("new Promise((look) => setTimeout(look, 500))")
    window.run("void go_on()")
    window.wait("document.querySelector('#take-1A-1.circled, #take-1A-2.circled') && kept.at(-1)")
    shown = window.run("kept")
    assert isinstance(shown, list) and shown == sorted(shown), "what was kept is shown as kept from then on"
    assert window.faults == []


def test_a_busy_folder_and_an_ended_server_are_told(window: Browser, film: Path, made: Path) -> None:
    with served(film) as page:
        window.go(page.address)
        to_shot(window, "1A")
        with ProductionFolder.open(film).lock("studio produce"):
            window.press("c")
            window.wait(f"{SAID}.includes('the production is held by `studio produce`')")
        assert said_since(film, made) == ()
    window.press("c")
    window.wait(f"{SAID}.includes('has ended')")


@pytest.mark.parametrize(("width", "height", "phone"), [(390, 844, True), (1280, 900, False)])
def test_it_fits_phones_and_desks_in_the_light_and_in_the_dark(
    window: Browser, page: Dailies, width: int, height: int, phone: bool
) -> None:
    papers = []
    for dark in (False, True):
        window.size(width, height, phone=phone, dark=dark)
        window.run("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        assert window.run("document.documentElement.scrollWidth <= innerWidth")
        small = "[...document.querySelectorAll('button, summary')].filter((each) => each.offsetHeight < 36).length"
        assert window.run(small) == 0, "fingers need room"
        papers.append(window.run("getComputedStyle(document.body).backgroundColor"))
    assert papers[0] != papers[1]
