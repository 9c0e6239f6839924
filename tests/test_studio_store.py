"""The store: numbers are reserved once, files published once, and any crash is survived."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bible.entries import Bible
from bible.errors import FolderError, SettingsError
from bible.script import Heading, Rows, Scene, Script, Setting
from shots.shot import Framing, Shot, ShotList, Size
from shots.take import Take
from studio.attempt import AttemptState
from studio.folder import ProductionFolder
from studio.production import Cut, Ruling, Verdict
from studio.settings import Settings
from studio.store import Store

SETTINGS = Settings()


def _rows() -> Rows:
    return Rows(first=1, last=1)


SCRIPT = Script(
    name="ferry",
    scenes=(
        Scene(
            id="S0001",
            number="1",
            heading=Heading(text="EXT. QUAY - DAY", setting=Setting.EXT, place="QUAY", time="DAY", rows=_rows()),
            elements=(),
        ),
    ),
)
SHOT = Shot(id="sh0001", slate="1", scene="S0001", framing=Framing.ESTABLISHING, size=Size.WS)


def _store(root: Path) -> Store:
    store = Store(ProductionFolder.make(root / "ferry", ""), by="nora")
    if store.load(SETTINGS).script is None:
        store.record_draft(
            SCRIPT, "abc", Bible(characters=(), locations=(), sheets=()), ShotList(shots=(SHOT,)), SETTINGS
        )
    return store


def _take(number: int, file: str) -> Take:
    return Take(
        shot="sh0001", slate="1", number=number, file=file, sha256="", frames=24, handles=8, content="c",
        renderer="animatic", revision="1",
    )  # fmt: skip


def _intend(store: Store, content: str = "c") -> object:
    return store.intend("clip", "sh0001", content, "{}", lambda number: (f"takes/001/ferry_001_t{number:02d}.mp4",))


def _make(store: Store, words: bytes = b"picture") -> Take:
    attempt = _intend(store)
    store.aside_file(attempt, attempt.files[0]).write_bytes(words)
    store.made(attempt, _take(attempt.number, attempt.files[0]))
    store.publish(attempt)
    return store.load(SETTINGS).takes[-1]


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    with Store(ProductionFolder.make(tmp_path / "ferry", "")) as store:
        production = store.load(SETTINGS)
        assert production.script is None
        assert production.takes == ()
        assert store.next_ids().shot == 1


def test_a_take_is_published_under_its_number_and_known_by_its_content(tmp_path: Path) -> None:
    with _store(tmp_path) as store:
        first, second = _make(store, b"one"), _make(store, b"two")
        assert [first.name, second.name] == ["1-1", "1-2"]
        assert (store.folder.root / first.file).read_bytes() == b"one"
        assert first.sha256 != second.sha256
        assert first.made_at
        assert store.load(SETTINGS).lost == frozenset()
        assert not list((store.folder.root / "cache" / "aside").iterdir())


def test_a_file_that_is_gone_or_changed_is_lost(tmp_path: Path) -> None:
    with _store(tmp_path) as store:
        first, second = _make(store, b"one"), _make(store, b"two")
        (store.folder.root / first.file).unlink()
        (store.folder.root / second.file).write_bytes(b"2wo")
        assert store.load(SETTINGS).lost == {first.file, second.file}


def test_a_touched_file_is_not_lost(tmp_path: Path) -> None:
    with _store(tmp_path) as store:
        take = _make(store)
        os.utime(store.folder.root / take.file, (1, 1))
        assert store.load(SETTINGS).lost == frozenset()


def test_an_interrupted_try_is_taken_up_under_its_number(tmp_path: Path) -> None:
    with _store(tmp_path) as store:
        first = _intend(store)
        store.recover()
        again = _intend(store)
        assert (first.id, first.number) == (again.id, again.number)
        other = _intend(store, "something else")
        assert other.number == 2
        states = [attempt.state for attempt in store.load(SETTINGS).attempts]
        assert states == [AttemptState.FAILED, AttemptState.INTENDED]


def test_what_a_file_browser_left_among_half_made_things_stops_nothing(tmp_path: Path) -> None:
    with _store(tmp_path) as store:
        half = store.aside(_intend(store))
        (half.parent / ".DS_Store").write_bytes(b"icons")
        store.recover()
        assert not list(half.parent.iterdir())


def test_an_account_without_a_name_works_under_its_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    with Store(ProductionFolder.make(tmp_path / "ferry", "")) as store:
        assert store.by == f"uid-{os.getuid()}"


def test_a_foreign_file_in_the_way_is_never_replaced(tmp_path: Path) -> None:
    with _store(tmp_path) as store:
        attempt = _intend(store)
        store.aside_file(attempt, attempt.files[0]).write_bytes(b"ours")
        store.made(attempt, _take(attempt.number, attempt.files[0]))
        theirs = store.folder.root / attempt.files[0]
        theirs.parent.mkdir(parents=True)
        theirs.write_bytes(b"theirs")
        with pytest.raises(FolderError, match="another file"):
            store.publish(attempt)
        assert theirs.read_bytes() == b"theirs"


def test_a_disk_without_links_takes_what_is_made_and_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr("os.link", refused)
    with _store(tmp_path) as store:
        take = _make(store, b"one")
        assert (store.folder.root / take.file).read_bytes() == b"one"
        assert store.load(SETTINGS).lost == frozenset()
        attempt = _intend(store)
        store.aside_file(attempt, attempt.files[0]).write_bytes(b"two")
        store.made(attempt, _take(attempt.number, attempt.files[0]))
        place = store.folder.root / attempt.files[0]
        place.write_bytes(b"theirs")
        with pytest.raises(FolderError, match="another file"):
            store.publish(attempt)
        assert place.read_bytes() == b"theirs"
        place.write_bytes(b"")  # as a run leaves it that was stopped between name and content
        store.publish(attempt)
        assert place.read_bytes() == b"two"


def test_the_film_replaces_the_older_film(tmp_path: Path) -> None:
    with _store(tmp_path) as store:
        for version, words in ((1, b"first"), (2, b"second")):
            attempt = store.intend("master", "film", words.decode(), "", lambda _: ("film.mp4",))
            store.aside_file(attempt, "film.mp4").write_bytes(words)
            store.made(attempt, Cut(version=attempt.number, content=words.decode(), files=()))
            store.publish(attempt)
            assert store.load(SETTINGS).cuts[-1].version == version
        assert (store.folder.root / "film.mp4").read_bytes() == b"second"
        assert store.load(SETTINGS).lost == frozenset()


def test_verdicts_keep_who_and_when(tmp_path: Path) -> None:
    with _store(tmp_path) as store:
        store.rule(Verdict(subject="sh0001", of="take", number=1, ruling=Ruling.CIRCLED, content="c", note="warmer"))
        (verdict,) = store.load(SETTINGS).verdicts
        assert (verdict.by, verdict.note) == ("nora", "warmer")
        assert verdict.at


def test_size_and_rate_are_fixed_once_shots_exist(tmp_path: Path) -> None:
    with _store(tmp_path) as store:
        store.check_picture(SETTINGS)
        with pytest.raises(SettingsError, match="1920x1080, 24"):
            store.check_picture(Settings(rate="25"))


def test_ids_and_slates_of_cut_shots_are_never_given_again(tmp_path: Path) -> None:
    with _store(tmp_path) as store:
        other = SHOT.model_copy(update={"id": "sh0002", "slate": "1A"})
        bible = Bible(characters=(), locations=(), sheets=())
        store.record_draft(SCRIPT, "d2", bible, ShotList(shots=(SHOT, other)), SETTINGS)
        store.record_draft(SCRIPT, "d3", bible, ShotList(shots=(SHOT,)), SETTINGS)
        assert store.next_ids().shot == 3
        assert store.used_slates() == {"1", "1A"}
        shots = store.load(SETTINGS).shots
        assert shots is not None
        assert [shot.slate for shot in shots.shots] == ["1"]


_RUN = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_studio_store import SETTINGS, _make, _store
store = _store(Path({root!r}))
store.recover()
if not store.load(SETTINGS).takes:
    _make(store, b"the take")
"""


@pytest.mark.parametrize(
    "point",
    ["database migrated", "draft recorded", "attempt intended", "aside synced", "attempt made", "file published",
     "folders synced", "attempt done"],
)  # fmt: skip
def test_killed_at_any_point_and_run_again_it_is_as_if_never_stopped(tmp_path: Path, point: str) -> None:
    run = [sys.executable, "-c", _RUN.format(tests=str(Path(__file__).parent), root=str(tmp_path))]
    killed = subprocess.run(run, env={**os.environ, "STUDIO_STOP_AT": point}, check=False)
    assert killed.returncode == -9
    subprocess.run(run, check=True)
    with _store(tmp_path) as store:
        production = store.load(SETTINGS)
        assert [take.name for take in production.takes] == ["1-1"]
        assert [attempt.state for attempt in production.attempts] == [AttemptState.DONE]
        assert (store.folder.root / production.takes[0].file).read_bytes() == b"the take"
        assert production.lost == frozenset()


def test_a_take_that_is_taken_up_again_answers_who_asked_for_one_meanwhile(tmp_path: Path) -> None:
    with _store(tmp_path) as store:
        first = _intend(store)
        store.rule(Verdict(subject="sh0001", of="shot", number=1, ruling=Ruling.RETAKEN, renderer="animatic"))
        assert _intend(store) == first
        store.rule(Verdict(subject="sh0002", of="shot", number=1, ruling=Ruling.RETAKEN, renderer="animatic"))
        asked = store.load(SETTINGS).verdicts
    assert [each.after < first.id for each in asked] == [True, False]  # type: ignore[attr-defined]


def test_a_take_counts_although_its_empty_place_cannot_be_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(place: Path, ignore_errors: bool = False) -> None:
        if not ignore_errors:
            raise OSError(errno.ENOTEMPTY, "Directory not empty", str(place))

    with _store(tmp_path) as store:
        monkeypatch.setattr("shutil.rmtree", refused)
        take = _make(store)
        (done,) = store.load(SETTINGS).attempts
        store.fail(done, "whoever made it thought so")
        production = store.load(SETTINGS)
    assert production.takes == (take,)
    assert [each.state for each in production.attempts] == [AttemptState.DONE]
