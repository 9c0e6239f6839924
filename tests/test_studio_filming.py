"""The film's sound is made before its pictures are there, and is the one the film is cut with."""

from __future__ import annotations

from pathlib import Path

import av
from studio_film import begin, studio

from studio.filming import sound_ahead
from studio.folder import ProductionFolder
from studio.office import open_office
from studio.progress import Quiet


def test_sound_made_before_any_take_is_the_sound_of_the_film(tmp_path: Path) -> None:
    script, root = begin(tmp_path), tmp_path / "small"
    assert studio("produce", str(script), "--until", "voices").returncode == 0
    with open_office(ProductionFolder.open(root), "test", Quiet()) as office, sound_ahead(office):
        pass
    (ahead,) = (root / "cache" / "sound").glob("*.m4a")
    assert studio("produce", str(script)).returncode == 0
    assert list((root / "cache" / "sound").glob("*.m4a")) == [ahead]
    with av.open(str(ahead)) as sound, av.open(str(root / "film.mp4")) as film:
        assert film.streams.audio[0].frames == sound.streams.audio[0].frames
