"""The master: every frame right, picture and sound together, and nothing half-made passes for a film."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import opentimelineio as otio
import pytest
from edit_film import beeping_film, picture, read_barcode, take_of, write_foreign

from bible.errors import FolderError, MediaError
from edit.made_sound import TEMP, made_effect, temp_file
from edit.master import check_film, make_cut
from edit.picture import picture_parts
from edit.sequence import Sequence, Track
from renderers.media.join import index_packets
from renderers.media.read import read_sound

RATE = 48000
RATES = ("23.976", "24", "25", "29.97", "29.97df", "30", "50", "60")


def test_pieces_and_mixes_are_kept_for_this_cut_and_the_one_before_it(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (10, 10))
    held: list[set[Path]] = []
    for words in ("one", "two", "two", "three"):
        badged = film.clips[0].model_copy(update={"badge": words})
        louder = film.sounds[0].model_copy(update={"level": -float(len(words))})
        sounds = (louder.model_copy(update={"source_start": len(held)}), *film.sounds[1:])
        _cut(film.model_copy(update={"clips": (badged, film.clips[1]), "sounds": sounds}), tmp_path)
        held.append({*(tmp_path / "cache/pieces").glob("[!.]*"), *(tmp_path / "cache/sound").glob("[!.]*.m4a")})
    pieces, mixes = (
        [len([file for file in each if file.suffix == kind]) for each in held] for kind in (".mp4", ".m4a")
    )
    assert (pieces, mixes) == ([1, 2, 2, 2], [1, 2, 2, 2])
    assert len(held[-1] & held[1]) == 1 and not held[-1] & held[0]


def test_temp_sounds_are_kept_for_this_cut_and_the_one_before_it_and_nobody_elses_is_touched(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (10, 10))
    (tmp_path / TEMP).mkdir(parents=True)
    own = tmp_path / TEMP / "small_mine.wav"
    own.write_bytes(b"laid there by a person")
    held: list[set[str]] = []
    for seed in (1, 2, 2, 3):
        made = made_effect("knock", seed)
        sound = film.sounds[0].model_copy(update={"line": "", "file": temp_file("small", made), "made": made})
        bed = Track(name="effects", role="effects", sounds=(sound,))
        _cut(film.model_copy(update={"beds": (bed,)}), tmp_path)
        held.append({file.name for file in (tmp_path / TEMP).glob("[!.]*.wav")} - {own.name})
    assert [len(each) for each in held] == [1, 2, 2, 2]
    assert held[-1] & held[1] and not held[-1] & held[0]
    assert own.read_bytes() == b"laid there by a person"


FILES = {"film.mp4", "film.otio", "film.srt", "film.vtt"}


def _cut(film: Sequence, root: Path) -> Path:
    aside = root / "cache" / "aside" / "000001"
    aside.mkdir(parents=True, exist_ok=True)
    make_cut(film, root, aside)
    return aside


def _expected(film: Sequence) -> list[tuple[int, int]]:
    return [(int(clip.slate), clip.first + number) for clip in film.clips for number in range(clip.frames)]


def _shown(film: Path) -> list[tuple[int, int]]:
    with av.open(str(film)) as container:
        return [read_barcode(frame)[:2] for frame in container.decode(video=0)]


@pytest.mark.parametrize("rate", RATES)
def test_every_frame_is_right_and_sound_keeps_its_time_at_every_rate(tmp_path: Path, rate: str) -> None:
    film = beeping_film(tmp_path, picture(rate), (70, 45, 31))
    file = _cut(film, tmp_path) / "film.mp4"
    flashes = []
    with av.open(str(file)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.start_time, audio.start_time) == (0, 0)
        assert video.average_rate == video.guessed_rate == film.rate.fps
        assert video.duration * video.time_base == film.rate.seconds(film.frames)
        assert abs(audio.duration * audio.time_base - film.rate.seconds(film.frames)) < 1 / 40000
        for number, frame in enumerate(container.decode(video)):
            assert frame.pts * frame.time_base == film.rate.seconds(number)
            shot, within, flash = read_barcode(frame)
            assert (shot, within) == _expected(film)[number]
            if flash:
                flashes.append(number)
    sound = np.abs(read_sound(file)[:, 0])
    loud = np.flatnonzero(sound > 0.05)
    starts = loud[np.diff(loud, prepend=-RATE) > RATE // 10]
    assert len(starts) == len(flashes) >= 3
    for start, flashed in zip(starts, flashes, strict=True):
        assert abs(start / RATE - float(film.rate.seconds(flashed))) < 0.006


def test_all_four_files_tell_of_the_same_film(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture("25"), (40, 31, 50))
    aside = _cut(film, tmp_path)
    assert {file.name for file in aside.iterdir()} == FILES
    timeline = otio.adapters.read_from_file(str(aside / "film.otio"))
    assert timeline.duration().value == film.frames
    for clip in timeline.find_clips():
        assert (tmp_path / clip.media_reference.target_url).is_file()
    assert (aside / "film.srt").read_text().count("-->") == (aside / "film.vtt").read_text().count("-->") == 3
    with av.open(str(aside / "film.mp4")) as container:
        packets = [packet for packet in container.demux(subtitles=0) if packet.size > 2]
        times = [(packet.pts * packet.time_base, packet.duration * packet.time_base) for packet in packets]
        texts = [bytes(packet)[2:].decode() for packet in packets]
        assert container.metadata["title"] == "The Film"
        assert [chapter["metadata"]["title"] for chapter in container.chapters()] == ["Scene 1"]
    assert texts == [caption.text for caption in film.captions]
    for caption, (start, length) in zip(film.captions, times, strict=True):
        assert (start, length) == (film.rate.seconds(caption.start), film.rate.seconds(caption.end - caption.start))


def test_the_film_plays_while_it_loads(tmp_path: Path) -> None:
    film = _cut(beeping_film(tmp_path, picture(), (30, 20)), tmp_path) / "film.mp4"
    held = film.read_bytes()
    boxes, at = [], 0
    while at < len(held):
        size = int.from_bytes(held[at : at + 4], "big")
        boxes.append(held[at + 4 : at + 8])
        at += size
    assert boxes.index(b"moov") < boxes.index(b"mdat")
    assert at == len(held)


def test_takes_are_copied_and_not_encoded_again(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (30, 20))
    cut = _cut(film, tmp_path) / "film.mp4"
    assert not (tmp_path / "cache" / "pieces").exists()
    with av.open(str(tmp_path / film.clips[0].file)) as take, av.open(str(cut)) as whole:
        packets = [bytes(packet) for packet in take.demux(video=0) if packet.size]
        first = next(whole.demux(video=0))
        assert bytes(first) == packets[8]


def test_a_cut_shorter_than_its_take_encodes_nothing(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (40, 30))
    shorter = film.clips[0].model_copy(update={"frames": 30})
    after = film.clips[1].model_copy(update={"start": 30})
    film = film.model_copy(update={"clips": (shorter, after), "sounds": (), "captions": ()})
    assert _shown(_cut(film, tmp_path) / "film.mp4") == _expected(film)
    assert not list((tmp_path / "cache").glob("pieces/*.mp4"))


def test_a_cut_longer_than_its_take_shows_the_handle(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (20, 20))
    longer = film.clips[0].model_copy(update={"frames": 27})
    after = film.clips[1].model_copy(update={"start": 27})
    film = film.model_copy(update={"clips": (longer, after), "sounds": (), "captions": ()})
    assert _shown(_cut(film, tmp_path) / "film.mp4") == _expected(film)


def test_a_take_of_another_kind_is_brought_to_the_films_parameters_once(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (20, 20, 20))
    write_foreign(tmp_path / "takes/007/own.mov", 40, codec="mjpeg", pixels="yuvj420p", rate=30)
    take = take_of(tmp_path, 7, "takes/007/own.mov", 20, 5)
    own = film.clips[1].model_copy(update={"file": take.file, "sha256": take.sha256, "slate": "7", "first": 5})
    film = film.model_copy(update={"clips": (film.clips[0], own, film.clips[2])})
    aside = _cut(film, tmp_path)
    shown = _shown(aside / "film.mp4")
    assert shown[:20] == [(1, 8 + number) for number in range(20)]
    assert shown[40:] == [(3, 8 + number) for number in range(20)]
    assert [number for _, number in shown[20:40]] == [int((5 + each + 0.5) * 30 / 24) for each in range(20)]
    video = json.loads((aside / "film.otio").read_text())["tracks"]["children"][0]["children"]
    said = [clip["metadata"]["studio"]["normalised"] for clip in video]
    assert said == [[], ["30 frames a second brought to 24", "yuvj420p brought to yuv420p"], []]
    (piece,) = (tmp_path / "cache" / "pieces").glob("[!.]*")
    made = piece.stat().st_mtime_ns
    _cut(film, tmp_path)
    assert piece.stat().st_mtime_ns == made


@pytest.mark.parametrize("indexed", [True, False])
def test_a_piece_that_is_not_what_was_put_there_is_never_joined(tmp_path: Path, indexed: bool) -> None:
    """A piece of the same length, encoded otherwise: it is made again, whether its index tells of it or not."""
    film = beeping_film(tmp_path, picture(), (20, 20))
    write_foreign(tmp_path / "takes/007/own.mov", 40, codec="mjpeg", pixels="yuvj420p")
    take = take_of(tmp_path, 7, "takes/007/own.mov", 20, 5)
    own = film.clips[1].model_copy(update={"file": take.file, "sha256": take.sha256, "slate": "7", "first": 5})
    film = film.model_copy(update={"clips": (film.clips[0], own)})
    wanted = _shown(_cut(film, tmp_path) / "film.mp4")
    (piece,) = (tmp_path / "cache" / "pieces").glob("[!.]*")
    write_foreign(piece, 20)
    for kept in (tmp_path / "cache" / "index").iterdir() if not indexed else ():
        kept.unlink()
    assert _shown(_cut(film, tmp_path) / "film.mp4") == wanted
    made = index_packets(piece).parameters
    assert made == index_packets(tmp_path / film.clips[0].file).parameters
    # Where what is encoded does not come out as the film is, nothing is joined.
    other = made.model_copy(update={"extradata": made.extradata[:-2]})
    with pytest.raises(MediaError, match="did not come out with the film's parameters"):
        picture_parts(film, tmp_path, other)


def test_broken_and_missing_takes_are_named_by_their_slate(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (20, 20))
    file = tmp_path / film.clips[1].file
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(MediaError, match=r"^2 .*film_002_t01\.mp4"):
        _cut(film, tmp_path)
    file.unlink()
    with pytest.raises(MediaError, match=r"^2 .*gone"):
        _cut(film, tmp_path)
    file.write_bytes(whole)
    assert _shown(_cut(film, tmp_path) / "film.mp4") == _expected(film)


def test_a_take_too_short_for_its_cut_is_refused(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (20, 20))
    longer = film.clips[1].model_copy(update={"frames": 60})
    with pytest.raises(MediaError, match=r"^2 .*asked of a file of 36"):
        _cut(film.model_copy(update={"clips": (film.clips[0], longer)}), tmp_path)


def test_an_empty_sequence_is_not_a_film(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="no take to cut"):
        _cut(Sequence(name="film", title="Film", picture=picture(), clips=()), tmp_path)


def test_a_size_no_encoder_takes_is_told(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (10,))
    odd = film.picture.model_copy(update={"width": 161, "height": 91})
    with pytest.raises(MediaError, match="cannot be put together"):
        _cut(film.model_copy(update={"picture": odd}), tmp_path)


def test_a_film_cut_short_or_of_another_length_does_not_pass(tmp_path: Path) -> None:
    film = beeping_film(tmp_path, picture(), (30, 20))
    cut = _cut(film, tmp_path) / "film.mp4"
    check_film(cut, film)
    shorter = film.clips[1].model_copy(update={"frames": 19})
    with pytest.raises(MediaError, match="50 frames stand where 49 belong"):
        check_film(cut, film.model_copy(update={"clips": (film.clips[0], shorter)}))
    held = cut.read_bytes()
    cut.write_bytes(held[: len(held) * 3 // 4])
    with pytest.raises(MediaError):
        check_film(cut, film)


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_edit_master import _cut
from edit.sequence import Sequence
from bible.errors import StudioError
film = Sequence.model_validate_json(Path({film!r}).read_text())
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    _cut(film, Path({root!r}))
except StudioError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.parametrize("part", [0.1, 0.5, 0.98])
def test_a_disk_that_takes_no_more_is_noticed(tmp_path: Path, part: float) -> None:
    film = beeping_film(tmp_path, picture(), (60, 50))
    size = (_cut(film, tmp_path) / "film.mp4").stat().st_size
    (tmp_path / "film.json").write_text(film.model_dump_json())
    run = _FULL_DISK.format(
        tests=str(Path(__file__).parent), film=str(tmp_path / "film.json"), root=str(tmp_path), limit=int(size * part)
    )
    done = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(FolderError.__name__)
    assert "free some disk space" in done.stdout
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] == resource.RLIM_INFINITY
