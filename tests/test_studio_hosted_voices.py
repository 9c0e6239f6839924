"""Lines ordered from hosted voices, through the command line and the ledger, against the fake provider."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from studio_film import SCRIPT, SETTINGS, studio

from renderers.fake_provider import FakeProvider, Fault
from renderers.hosted.catalogue import read_catalogue
from renderers.interface import Pronunciation, Speech
from studio.folder import ProductionFolder
from studio.ledger.ordered_voice import OrderedVoice, voice_job
from studio.office import look_into
from studio.progress import Quiet
from studio.watch import produce_once

KEYS = {"ELEVENLABS_API_KEY": "key_canary_0123456789", "OPENAI_API_KEY": "sk-canary-9876543210"}
ELEVENLABS, OPENAI = "elevenlabs/flash-v2.5", "openai/gpt-4o-mini-tts"
STILL_THERE = """
[[row]]
id = "openai/gpt-4o-mini-tts"
wire = "openai_speech"
model = "gpt-4o-mini-tts"
modes = ["speech"]
tier = "draft"
sound = "always"
prompt_max = 4096
as_of = 2026-11-23
source = "the tests"
prices = [{ per = "character", dollars = 0.00003, as_of = 2026-11-23, source = "the tests" }]
"""
"""The row as it is until the model goes, which is the day on which this test would fail otherwise."""


class Film:
    """A production whose lines are ordered from the fake provider."""

    def __init__(self, root: Path, fake: FakeProvider, voices: str) -> None:
        self.fake, self.folder = fake, root / "small"
        self.folder.mkdir(parents=True)
        self.script = root / "small.fountain"
        self.script.write_text(SCRIPT)
        (self.folder / "rows.toml").write_text(STILL_THERE)
        (self.folder / "studio.toml").write_text(
            'catalogue = "rows.toml"\n'
            + SETTINGS.replace('voices = "tones"', f'voices = "{voices}"')
            + f'[providers.elevenlabs]\nbase_url = "{fake.base_url("elevenlabs")}"\n'
            + f'[providers.openai]\nbase_url = "{fake.base_url("openai")}"\n'
        )

    def produce(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Make what is owed, with keys that must show up nowhere."""
        done = studio("produce", str(self.script), *arguments, environment=KEYS)
        assert "Traceback" not in done.stderr, done.stderr
        assert not any(key in done.stdout + done.stderr for key in KEYS.values())
        return done

    def engines(self) -> list[str]:
        """Who is heard of each line, in the order of the film."""
        with look_into(ProductionFolder.open(self.folder)) as office:
            production, planned = office.production(), office.plan()
        assert planned.sequence is not None
        files = {sound.file: sound.recording.engine for sound in production.sounds}
        return [files[sound.file] for sound in planned.sequence.sounds]


def test_names_are_sent_as_they_are_said_where_plain_letters_say_it() -> None:
    said = (Pronunciation(word="Ike", said="EYE-kee"), Pronunciation(word="Nora", said="/ˈnɔːrə/"))
    speech = Speech(line="L0001", text="“Ike’s,” said Nora. Ike!", voice="nova", pronunciations=said)
    row = read_catalogue().row(OPENAI, date(2026, 11, 23))
    job = voice_job("film", "@NORA", "NORA L0001", OrderedVoice(speech=speech, content="c"), row, ("sh0001",))
    assert job.choices[0].order.prompt == "“EYE-kee’s,” said Nora. EYE-kee!"
    assert job.files == ("sound/film_L0001_NORA_t{number:02d}.wav",)
    assert job.choices[0].upper_micro_usd == 30 * len(job.choices[0].order.prompt)


def test_a_silent_line_was_paid_and_is_no_use_and_is_over(tmp_path: Path, fake: FakeProvider) -> None:
    film = Film(tmp_path, fake, ELEVENLABS)
    fake.fault(Fault(op="job", kind="silent", provider="elevenlabs"))
    done = film.produce("--max-cost", "1")
    assert "cache/unusable" in done.stderr
    assert "not lost" not in done.stderr
    orders = len(fake.books.jobs)
    again = film.produce()
    assert again.returncode == 3
    assert "--stale --until voices" in again.stderr
    assert len(fake.books.jobs) == orders
    assert film.produce("--stale", "--until", "voices").returncode == 0
    assert len(fake.books.jobs) == orders + 1
    assert set(film.engines()) == {ELEVENLABS}


def test_watching_orders_no_voice(tmp_path: Path, fake: FakeProvider) -> None:
    film = Film(tmp_path, fake, ELEVENLABS)
    assert film.produce("--max-cost", "1", "--until", "shots").returncode == 0
    saved = produce_once(ProductionFolder.open(film.folder), film.script, Quiet(), lambda office, new: None)
    assert saved.error == ""
    assert (film.folder / "film.mp4").exists()
    assert fake.books.jobs == []


@pytest.mark.parametrize("model", [ELEVENLABS, OPENAI])
def test_lines_are_ordered_once_under_a_cap_and_heard(tmp_path: Path, fake: FakeProvider, model: str) -> None:
    film = Film(tmp_path, fake, model)
    first = film.produce()
    assert first.returncode == 3
    assert "--max-cost" in first.stderr
    assert not fake.books.jobs
    assert not any(engine == model for engine in film.engines()), "the scratch voice stands in"
    assert (film.folder / "film.mp4").is_file()
    quote = film.produce("--dry-run")
    assert model in quote.stdout
    second = film.produce("--max-cost", "1")
    assert second.returncode == 0, second.stderr
    assert {job.prompt for job in fake.books.jobs} == {"You're early.", "I didn't sleep.", "Hold this."}
    assert len(fake.books.jobs) == 3
    assert film.engines() == [model] * 3
    with look_into(ProductionFolder.open(film.folder)) as office:
        spoken = [each.recording for each in office.production().sounds if each.recording.engine == model]
    heard = sorted(spoken, key=lambda recording: recording.line)
    for recording in heard:
        assert [word.word for word in recording.words] == recording.text.split()
        assert recording.words[-1].end <= recording.samples
    assert heard[0].voice == heard[2].voice != heard[1].voice
    assert film.produce().returncode == 0
    assert len(fake.books.jobs) == 3


def test_one_changed_line_is_ordered_again_and_no_other(tmp_path: Path, fake: FakeProvider) -> None:
    film = Film(tmp_path, fake, ELEVENLABS)
    film.produce("--max-cost", "1")
    film.script.write_text(SCRIPT.replace("I didn't sleep.", "I never sleep."))
    assert film.produce().returncode == 0
    assert [job.prompt for job in fake.books.jobs][3:] == ["I never sleep."]


def test_a_line_that_may_be_lost_waits_for_a_person_and_the_film_speaks_all_the_same(
    tmp_path: Path, fake: FakeProvider
) -> None:
    film = Film(tmp_path, fake, ELEVENLABS)
    fake.fault(Fault(provider="elevenlabs", op="submit", kind="accept_then_cut", times=1))
    done = film.produce("--max-cost", "1")
    assert done.returncode == 3
    assert "settle" in done.stderr
    assert film.engines().count(ELEVENLABS) == 2
    assert len(film.engines()) == 3
    film.produce()
    assert len(fake.books.jobs) == 3, "never sent again by itself"
