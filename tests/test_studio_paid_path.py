"""The whole paid path through the command line and unmodified SDKs, against the fake provider and its books."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from studio_film import SCRIPT, SETTINGS, studio

from renderers.fake_provider import FakeProvider, Fault

CANARIES = {
    "RUNWAYML_API_SECRET": "key_canary_a1b2c3d4e5f6", "OPENAI_API_KEY": "sk-canary-f6e5d4c3b2a1",
    "GATEWAY_API_KEY": "gw-canary-0a1b2c3d4e5f", "GEMINI_API_KEY": "AIza-canary-9f8e7d6c5b4a",
}  # fmt: skip
FILMS, STILLS = "runway/gen4.5", "openai/gpt-image-2.6-flare"


GATEWAY = """
[[row]]
id = "gateway/muse"
wire = "openai_videos"
model = "muse-1"
modes = ["text_to_video", "image_to_video"]
tier = "draft"
seconds = [4, 8, 12]
sizes = [["1280x720", "", 1280, 720]]
keyframes = 1
motion = ["motion_bucket_id", 1, 127, 255]
sound = "always"
prompt_max = 4000
as_of = 2026-11-23
source = "the gateway's price list"
prices = [{ per = "second", dollars = 0.10, as_of = 2026-11-23, source = "the gateway's price list" }]
"""
SHORT = "Title: Short\n\nEXT. HARBOUR - DAWN\n\nNORA\nYou're early.\n"


class Film:
    """A production that orders from the fake provider."""

    def __init__(self, root: Path, fake: FakeProvider, script: str = SCRIPT) -> None:
        self.fake = fake
        self.folder = root / "small"
        self.script = root / "small.fountain"
        self.folder.mkdir(parents=True)
        self.script.write_text(script)
        (self.folder / "studio.toml").write_text(
            f'{SETTINGS}renderer = "{FILMS}"\nstills = "{STILLS}"\n'
            f'[providers.runway]\nbase_url = "{fake.base_url("runway")}"\n'
            f'[providers.openai]\nbase_url = "{fake.base_url("openai")}"\n'
        )
        self.said = ""

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run the command line with keys that must show up nowhere."""
        inside = [] if str(self.script) in arguments else ["-C", str(self.folder)]
        done = studio(*arguments, *inside, environment=CANARIES)
        assert "Traceback" not in done.stderr, done.stderr
        self.said += done.stdout + done.stderr
        return done

    @property
    def orders(self) -> int:
        """How many orders the provider took."""
        return len(self.fake.books.jobs)

    def stills(self) -> list[str]:
        """Every still, by name, that nobody circled yet."""
        rows = json.loads(self.run("takes", "--json").stdout)
        return [row["still"] for row in rows if "still" in row and not row["circled"]]

    def to_the_end(self) -> None:
        """Through cast and keyframes to clips, circling all that comes."""
        self.run("produce", str(self.script))
        self.run("produce", "--max-cost", "50")
        self.run("circle", *self.stills())
        self.run("circle", *self.stills())


@pytest.fixture
def film(tmp_path: Path, fake: FakeProvider) -> Film:
    return Film(tmp_path, fake)


def test_nothing_is_ordered_before_a_cap_is_set_and_the_film_is_there_all_the_same(film: Film) -> None:
    done = film.run("produce", str(film.script))
    assert done.returncode == 3
    assert "--max-cost" in done.stderr
    assert film.orders == 0
    assert (film.folder / "film.mp4").is_file()


def test_as_many_orders_as_things_owed_and_each_once(film: Film) -> None:
    film.run("produce", str(film.script))
    film.run("produce", "--max-cost", "50")
    assert film.orders == 4  # two people, two places
    film.run("produce")
    assert film.orders == 4  # nothing more before a person chose
    assert "studio circle" in film.run("status").stdout
    film.run("circle", *film.stills())
    keyframes = film.orders - 4
    assert keyframes == 7  # every shot but the title
    film.run("circle", *film.stills())
    assert film.orders == 4 + 7 + 7
    assert film.run("produce").returncode == 0
    assert film.orders == 18
    assert '"renderer": "runway/gen4.5"' in film.run("takes", "--json").stdout
    assert "in 2 tries" in film.run("report").stdout


def test_a_revised_shot_owes_one_keyframe_and_one_clip(film: Film) -> None:
    film.to_the_end()
    before = film.orders
    film.run("revise", "1A", "--size", "ECU")
    # The circled keyframe and the paid clip show the old framing: they stay, marked, until a person says otherwise.
    assert film.orders == before
    status = film.run("status").stdout
    assert "paid takes of something else: 1A (" in status
    assert "circled stills of something else: 1A (" in status
    film.run("nogood", "1A-k1", "--why", "other")
    assert film.orders == before + 1
    film.run("circle", "1A-k2")
    film.run("produce", "--stale")
    assert film.orders == before + 2
    film.run("produce", "--stale")
    assert film.orders == before + 2


def test_a_key_shows_up_nowhere_whatever_fails(tmp_path: Path, fake: FakeProvider) -> None:
    """Every kind of call is made to fail, at every provider, by one that says the key back in its words."""
    film = Film(tmp_path, fake, SHORT)
    settings = film.folder / "studio.toml"
    settings.write_text(f"approve = []\n{settings.read_text()}")
    film.run("produce", str(film.script))
    keys = {"runway": CANARIES["RUNWAYML_API_SECRET"], "openai": CANARIES["OPENAI_API_KEY"]}
    # Stills come with their answer: they are neither asked after nor fetched.
    calls = (("openai", "submit"), ("runway", "submit"), ("runway", "poll"), ("runway", "download"))
    for provider, operation in calls:
        told = f"Incorrect API key provided: {keys[provider]} (https://api.example/v1?key={keys[provider]})"
        fault = Fault(provider=provider, op=operation, kind="status", status=401, message=told)  # type: ignore[arg-type]
        fake.fault(fault)
        film.run("produce", "--max-cost", "50")
        assert [pending.fault for pending in fake.books.faults if pending.times] == []
    film.run("produce")
    for asked in (("export", "otio"), ("report", "--json"), ("status", "--json")):
        film.run(*asked)
    for file in film.folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not any(canary.encode() in content for canary in CANARIES.values()), file
    assert "API key provided" in film.said
    assert not any(canary in film.said for canary in CANARIES.values())


def test_a_gateway_with_models_of_its_own_is_ordered_from_and_finds_unclear_orders(
    tmp_path: Path, fake: FakeProvider
) -> None:
    film = Film(tmp_path, fake, SHORT)
    (film.folder / "models.toml").write_text(GATEWAY)
    (film.folder / "studio.toml").write_text(
        f'{SETTINGS}renderer = "gateway/muse"\ncatalogue = "models.toml"\napprove = []\n'
        f'[providers.gateway]\nbase_url = "{fake.base_url("openai_videos")}"\nlists = true\n'
    )
    film.run("produce", str(film.script))
    fake.fault(Fault(provider="openai", op="submit", kind="accept_then_cut"))
    assert film.run("produce", "--max-cost", "50").returncode == 0
    rows = json.loads(film.run("shots", "--json").stdout)
    asked = [row["slate"] for row in rows if row["framing"] != "title"]
    assert film.orders == len(asked)
    assert all("motion_bucket_id" not in job.echo for job in fake.books.jobs)
    film.run("revise", asked[0], "--motion", "0.5")
    assert film.run("produce", "--stale").returncode == 0
    assert film.orders == len(asked) + 1
    assert fake.books.jobs[-1].echo["motion_bucket_id"] == "64"


def test_an_unclear_order_waits_for_a_person_and_is_settled(film: Film) -> None:
    film.run("produce", str(film.script))
    film.fake.fault(Fault(provider="openai", op="submit", kind="accept_then_cut", times=1))
    done = film.run("produce", "--max-cost", "50")
    assert done.returncode == 3
    assert "settle" in done.stderr
    assert film.orders == 4
    film.run("produce")
    assert film.orders == 4  # never sent again by itself
    status = film.run("status").stdout
    name = status.split("studio settle ")[1].split(" --")[0].split()[-1]
    film.run("settle", name, "--resubmit")
    film.run("produce")
    assert film.orders == 5


def test_a_take_is_changed_by_words_as_often_as_that_was_asked(tmp_path: Path, fake: FakeProvider) -> None:
    film = Film(tmp_path, fake, SHORT)
    settings = film.folder / "studio.toml"
    settings.write_text(
        f'{SETTINGS}fall_back = ["google/omni-1.2-draft"]\n[providers.google]\nbase_url = "{fake.base_url("google")}"\n'
    )
    film.run("produce", str(film.script), "--max-cost", "50")
    slate = json.loads(film.run("shots", "--json").stdout)[1]["slate"]
    changed = ("revise", slate, "--from", "1", "--renderer", "google/omni-1.2", "--note")
    fake.fault(Fault(op="job", kind="moderation", provider="google"))
    assert film.run(*changed, "warmer light").returncode == 0, film.said
    made = [take for take in json.loads(film.run("takes", slate, "--json").stdout) if take["renderer"] != "animatic"]
    assert [take["renderer"] for take in made] == ["google/omni-1.2-draft"]
    orders = film.orders
    assert film.run("produce").returncode == 0
    assert film.orders == orders
    assert film.run(*changed, "warmer light").returncode == 0
    assert film.orders == orders + 1


def test_a_take_that_was_asked_for_and_called_off_is_ordered_by_no_later_run(
    tmp_path: Path, fake: FakeProvider
) -> None:
    film = Film(tmp_path, fake, SHORT)
    (film.folder / "studio.toml").write_text(f'{SETTINGS}[providers.google]\nbase_url = "{fake.base_url("google")}"\n')
    assert film.run("produce", str(film.script)).returncode == 0
    slate = json.loads(film.run("shots", "--json").stdout)[1]["slate"]
    # One waits for a cap, the other cannot be asked for: it starts from a picture.
    for model in ("google/omni-1.2", "runway/gen4_turbo"):
        assert film.run("retake", slate, "--renderer", model).returncode == 3
        assert film.run("cancel", slate).returncode == 0
        assert film.run("produce").returncode == 0, film.said
        assert film.run("cancel", slate).returncode == 1
    assert film.run("produce", "--max-cost", "50").returncode == 0
    assert film.orders == 0
    assert film.run("retake", slate, "--takes", "2", "--renderer", "google/omni-1.2").returncode == 0, film.said
    assert film.orders == 2
    fake.fault(Fault(provider="google", op="submit", kind="accept_then_cut"))
    assert film.run("retake", slate, "--renderer", "google/omni-1.2").returncode == 3
    refused = film.run("cancel", slate)
    assert refused.returncode == 1
    assert "nobody knows whether it was taken" in refused.stderr


def test_one_take_asked_for_of_a_shot_that_has_none_is_one_order(tmp_path: Path, fake: FakeProvider) -> None:
    film = Film(tmp_path, fake, SHORT)
    (film.folder / "studio.toml").write_text(f'{SETTINGS}[providers.google]\nbase_url = "{fake.base_url("google")}"\n')
    film.run("produce", str(film.script), "--until", "voices", "--max-cost", "50")
    slate = json.loads(film.run("shots", "--json").stdout)[1]["slate"]
    assert film.run("retake", slate, "--renderer", "google/omni-1.2").returncode == 0, film.said
    assert film.orders == 1
    made = json.loads(film.run("takes", slate, "--json").stdout)
    assert sorted(take["renderer"] for take in made) == ["animatic", "google/omni-1.2"]
