"""Files carried to an S3-compatible store and brought where they are missing, by a server on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest
from studio_film import begin, fingerprints, studio

from bible.errors import FolderError, MissingExtraError, SettingsError
from studio.files import StoredFile, publish_over
from studio.folder import ProductionFolder
from studio.media_store import MediaStore, bring, carry, open_media
from studio.settings import Settings, read_settings
from studio.store import Store

pytest.importorskip("obstore", reason="pip install obstore")


class _Bucket(BaseHTTPRequestHandler):
    """As much of S3 as is asked of it here: objects are put, got and listed."""

    objects: dict[str, bytes] = {}
    puts: list[str] = []
    refuses = False

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        name = unquote(urlsplit(self.path).path)
        self.objects[name] = body
        self.puts.append(name)
        self._answer(200, b"", ETag=f'"{len(body)}"')

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if self.refuses:
            self._answer(403, b"<Error><Code>AccessDenied</Code></Error>")
        elif "list-type" in parse_qs(url.query):
            prefix = parse_qs(url.query).get("prefix", [""])[0]
            names = sorted(name.split("/", 2)[2] for name in self.objects)
            rows = "".join(
                f"<Contents><Key>{escape(name)}</Key><LastModified>2026-11-23T10:00:00.000Z</LastModified>"
                f"<Size>{len(self.objects[f'/films/{name}'])}</Size><ETag>x</ETag></Contents>"
                for name in names
                if name.startswith(prefix)
            )
            self._answer(200, f"<ListBucketResult><IsTruncated>false</IsTruncated>{rows}</ListBucketResult>".encode())
        else:
            body = self.objects.get(unquote(url.path))
            missing = b"<Error><Code>NoSuchKey</Code></Error>"
            self._answer(404, missing) if body is None else self._answer(200, body, ETag=f'"{len(body)}"')

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {**headers, "Last-Modified": "Mon, 23 Nov 2026 10:00:00 GMT"}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        return


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "who")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret_of_the_bucket")
    monkeypatch.setenv("AWS_REGION", "eu-1")
    _Bucket.objects, _Bucket.puts, _Bucket.refuses = {}, [], False
    with ThreadingHTTPServer(("127.0.0.1", 0), _Bucket) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _media(endpoint: str) -> MediaStore:
    media = open_media(Settings(media="s3://films/ferry", media_endpoint=endpoint))
    assert media is not None
    return media


def test_a_film_is_carried_and_brought_back_to_an_empty_folder(bucket: str, tmp_path: Path) -> None:
    script, folder = begin(tmp_path), tmp_path / "small"
    settings = folder / "studio.toml"
    settings.write_text(f'media = "s3://films/ferry"\nmedia_endpoint = "{bucket}"\n{settings.read_text()}')
    done = studio("produce", str(script))
    assert done.returncode == 0, done.stderr
    assert "Carried" in done.stderr
    before = fingerprints(folder)
    again_by_itself = ("studio.toml", "sound/temp/")
    assert len(_Bucket.objects) == len({d for path, d in before.items() if not path.startswith(again_by_itself)})
    carried = len(_Bucket.puts)
    for file in [*(folder / "takes").rglob("*.mp4"), *(folder / "sound").glob("*.wav"), folder / "film.mp4"]:
        file.unlink()
    again = studio("produce", "-C", str(folder))
    assert again.returncode == 0, again.stderr
    assert "Brought" in again.stderr
    assert fingerprints(folder) == before
    assert len(_Bucket.puts) == carried
    assert not any(b"secret_of_the_bucket" in file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_what_is_damaged_there_is_not_taken(bucket: str, tmp_path: Path) -> None:
    media = _media(bucket)
    (tmp_path / "a").write_bytes(b"a take")
    assert media.put(StoredFile.of(tmp_path / "a", "a").model_copy(update={"sha256": "0" * 64}), tmp_path / "a")
    with pytest.raises(FolderError, match="not what was put there"):
        media.get("0" * 64, tmp_path / "b")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a"]
    with pytest.raises(FolderError, match="cannot be used"):
        media.get("1" * 64, tmp_path / "b")


def test_a_store_that_refuses_is_told_without_its_key(bucket: str, tmp_path: Path) -> None:
    _Bucket.refuses = True
    with pytest.raises(FolderError, match="cannot be used") as told:
        _media(bucket).there()
    assert "secret_of_the_bucket" not in str(told.value)
    assert "AWS_SECRET_ACCESS_KEY" in told.value.cure


def test_a_file_that_a_person_changed_is_neither_carried_nor_replaced(bucket: str, tmp_path: Path) -> None:
    script, folder = begin(tmp_path), tmp_path / "small"
    assert studio("produce", str(script), "--until", "voices").returncode == 0
    sound = next((folder / "sound").rglob("*.wav"))
    own = sound.read_bytes() + b"changed"
    sound.write_bytes(own)
    settings = read_settings(folder / "studio.toml")
    with Store(ProductionFolder(folder)) as store:
        media = _media(bucket)
        assert carry(store, media) == 2
        assert bring(store, settings, media) == 0
        assert carry(store, media) == 0
    assert sound.read_bytes() == own


def test_a_film_that_was_cut_anew_before_its_turn_is_not_carried_as_the_older(tmp_path: Path) -> None:
    (media_at := tmp_path / "media").mkdir()
    media = open_media(Settings(media=f"file://{media_at}"))
    assert media is not None
    film = tmp_path / "film.mp4"
    film.write_bytes(b"first cut")
    first = StoredFile.of(film, "film.mp4")
    (tmp_path / "aside").write_bytes(b"second cut")
    publish_over(tmp_path / "aside", film, "")
    assert not media.put(first, film)
    assert media.there() == frozenset()
    second = StoredFile.of(film, "film.mp4")
    assert media.put(second, film)
    media.get(second.sha256, tmp_path / "brought")
    assert (tmp_path / "brought").read_bytes() == b"second cut"


@pytest.mark.parametrize("bad", ["http://films/ferry", "s3://", "s3://me:secret@films/ferry", "films", "s3://[x"])
def test_a_bad_address_is_told(bad: str) -> None:
    with pytest.raises(SettingsError, match="no address"):
        open_media(Settings(media=bad))


def test_a_key_is_not_sent_in_the_open() -> None:
    with pytest.raises(SettingsError, match="in the open"):
        open_media(Settings(media="s3://films/ferry", media_endpoint="http://s3.example.com"))


def test_without_the_package_the_line_to_type_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.media_store.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match="obstore") as told:
        open_media(Settings(media="s3://films/ferry"))
    assert "farm" in told.value.cure


def test_each_piece_is_carried_as_it_lands(tmp_path: Path) -> None:
    """What a command had made when it was killed lies in the store, too: carried as it came, not at the end."""
    script, there = begin(tmp_path), tmp_path / "store"
    settings = tmp_path / "small" / "studio.toml"
    settings.write_text(f'media = "file://{there}"\nworkers = 1\n{settings.read_text()}')
    killed = studio("produce", str(script), stop_at="attempt done:9")
    assert killed.returncode == -9, killed.stderr
    published = {
        print_
        for path, print_ in fingerprints(tmp_path / "small").items()
        if path.startswith(("takes/", "sound/")) and not path.startswith("sound/temp/")
    }
    carried = {file.name for file in there.rglob("*") if file.is_file()}
    assert len(published) >= 8
    assert carried & published  # the last ones may have been in its hands
    done = studio("produce", str(script))
    assert done.returncode == 0, done.stderr
    assert published <= {file.name for file in there.rglob("*") if file.is_file()}
