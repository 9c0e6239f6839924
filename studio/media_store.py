"""Files of a production in an S3-compatible store: carried there after work, brought where they are missing.

They lie there by their digests, `cas/3f/3fa4...`, so that nothing is carried twice and nothing is ever replaced. The
database says which belong to the production; the store holds no truth of its own.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import select

from bible.errors import FolderError, MissingExtraError, SettingsError
from bible.installing import install_extra
from renderers.hosted.calls import checked_base_url
from studio.attempt import AttemptState
from studio.files import StoredFile, publish_new, sha256_of, sync_file
from studio.folder import ProductionFolder
from studio.progress import Reporter
from studio.secrets import redact
from studio.server import EXTRA
from studio.settings import Settings
from studio.store import Store, stored_file
from studio.tables import AttemptRow, FileRow

if TYPE_CHECKING:
    from obstore.store import LocalStore, S3Config, S3Store

_PREFIX = "cas"


class MediaStore:
    """Where files are carried to. Made by `open_media`."""

    def __init__(self, store: S3Store | LocalStore, where: str) -> None:
        self._store = store
        self.where = where

    def there(self) -> frozenset[str]:
        """Digests of all files in the store. Raises FolderError."""
        import obstore

        with self._told():
            batches = obstore.list(self._store, prefix=_PREFIX)
            return frozenset(str(each["path"]).rpartition("/")[2] for batch in batches for each in batch)

    def put(self, file: StoredFile, place: Path) -> bool:
        """Carry a file there; False where another lies at its place by now. Raises FolderError."""
        import obstore

        with self._told(), place.open("rb") as opened:
            # What was opened is what is asked about: the next film may take this one's name at any moment.
            if not file.is_unchanged(place) or not os.path.samestat(os.fstat(opened.fileno()), place.stat()):
                return False
            obstore.put(self._store, _key(file.sha256), opened)
            return True

    def get(self, sha256: str, to: Path) -> None:
        """Bring a file, whole and checked against its digest, or not at all. Raises FolderError."""
        import obstore

        part = to.with_name(f"{to.name}.part")
        with self._told(), part.open("wb") as file:
            for piece in obstore.get(self._store, _key(sha256)).stream():
                file.write(bytes(piece))
        sync_file(part)
        if sha256_of(part) != sha256:
            part.unlink()
            raise FolderError("what the store holds is not what was put there", where=f"{self.where}/{_key(sha256)}",
                              cure="delete it there; the machine that made it carries it again")  # fmt: skip
        part.replace(to)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        from obstore.exceptions import BaseError

        try:
            yield
        except (BaseError, FileNotFoundError) as error:
            words = redact(" ".join(str(error).split()))[:300]
            raise FolderError(
                f"the media store cannot be used ({words})", where=self.where,
                cure="see its address, and AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment",
            ) from None  # fmt: skip


def open_media(settings: Settings) -> MediaStore | None:
    """The media store that the settings name, if they do. Raises SettingsError or MissingExtraError."""
    if not settings.media:
        return None
    try:
        url = urlsplit(settings.media)
    except ValueError:  # brackets that hold no address
        url = urlsplit("")
    if url.scheme not in ("s3", "file") or (url.scheme == "s3" and not url.hostname) or url.password:
        raise SettingsError(f"{settings.media!r} is no address of a media store", where="media in studio.toml",
                            cure="write it as s3://bucket/films/ferry")  # fmt: skip
    if find_spec("obstore") is None:
        raise MissingExtraError("a media store needs obstore", cure=install_extra(EXTRA))
    from obstore.store import LocalStore, S3Store

    if url.scheme == "file":
        return MediaStore(LocalStore(url.path, mkdir=True), settings.media)
    assert url.hostname is not None
    endpoint = settings.media_endpoint and checked_base_url(settings.media_endpoint, "the media store")
    config: S3Config = {"endpoint": endpoint} if endpoint else {}
    store = S3Store(
        url.hostname, prefix=url.path.strip("/") or None, config=config,
        client_options={"allow_http": endpoint.startswith("http://")} if endpoint else {},
    )  # fmt: skip
    return MediaStore(store, settings.media)


@contextlib.contextmanager
def carried(store: Store, settings: Settings, reporter: Reporter) -> Iterator[None]:
    """Bring what is missing here before the work, and carry what it makes as each piece lands.

    What cannot be carried then is tried once more afterwards; what cannot be carried now is said, and carried by the
    next command. Raises as `open_media` does, and FolderError when the store cannot be used before the work.
    """
    media = open_media(settings)
    if media is None:
        yield
        return
    brought = bring(store, settings, media)
    if brought:
        reporter.say(f"Brought {brought} file{'s' * (brought > 1)} from {media.where}")
    with _Carrier(store, media) as carrier:
        yield
    try:
        sent = carrier.carried + carry(store, media)
    except (FolderError, OSError) as error:
        reporter.say(f"{error}; the next command carries the rest")
    else:
        if sent:
            reporter.say(f"Carried {sent} file{'s' * (sent > 1)} to {media.where}")


class _Carrier:
    """Carries files as they land, beside the work, which waits for none of them but at its end."""

    def __init__(self, store: Store, media: MediaStore) -> None:
        self.carried = 0
        self._store = store
        self._media = media
        self._hands = ThreadPoolExecutor(1, "studio-carrier")

    def __enter__(self) -> _Carrier:
        self._store.landed = self._land
        return self

    def __exit__(self, *error: object) -> None:
        self._store.landed = None
        # A command that was stopped carries the file in its hands, and no other.
        self._hands.shutdown(wait=True, cancel_futures=error[0] is not None)

    def _land(self, files: Sequence[StoredFile]) -> None:
        for file in files:
            self._hands.submit(self._carry, file)

    def _carry(self, file: StoredFile) -> None:
        # What fails here is carried afterwards, where it is told.
        with contextlib.suppress(FolderError, OSError):
            self.carried += self._media.put(file, self._store.folder.path(file.path))


def bring(store: Store, settings: Settings, media: MediaStore) -> int:
    """Bring the files of the production that are missing here and lie in the store; returns how many."""
    lost = store.load(settings).lost
    missing = {path: file for path, file in _files(store).items() if path in lost and not _here(store.folder, file)}
    there = media.there() if missing else frozenset()
    brought = 0
    for path, file in missing.items():
        if file.sha256 not in there:
            continue
        to = store.folder.path(path)
        aside = store.folder.path("cache/brought") / file.sha256
        aside.parent.mkdir(parents=True, exist_ok=True)
        media.get(file.sha256, aside)
        os.utime(aside, ns=(file.modified_ns, file.modified_ns))
        publish_new(aside, to, file.sha256)
        aside.unlink(missing_ok=True)
        brought += 1
    return brought


def carry(store: Store, media: MediaStore) -> int:
    """Carry the files of the production that are here and not in the store; returns how many."""
    there, sent = set(media.there()), 0
    for path, file in _files(store).items():
        place = store.folder.path(path)
        if file.sha256 not in there and file.is_unchanged(place) and media.put(file, place):
            there.add(file.sha256)
            sent += 1
    return sent


def _files(store: Store) -> Mapping[str, StoredFile]:
    """The files that were published, by path; of the film, those of its latest cut."""
    done = AttemptRow.state == AttemptState.DONE
    rows = select(FileRow).join(AttemptRow, AttemptRow.id == FileRow.attempt).where(done, FileRow.sha256 != "")
    with store.reading() as session:
        return {row.path: stored_file(row) for row in session.scalars(rows.order_by(FileRow.id))}


def _here(folder: ProductionFolder, file: StoredFile) -> bool:
    """Whether something lies where the file belongs: a file that a person changed is theirs."""
    return folder.path(file.path).exists()


def _key(sha256: str) -> str:
    return f"{_PREFIX}/{sha256[:2]}/{sha256}"
