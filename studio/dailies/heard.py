"""What is heard over a take on the page: what the film has over its shot."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bible.errors import SelectorError
from studio.folder import ProductionFolder
from studio.office import look_into


def heard_over(folder: ProductionFolder, name: str) -> bytes:
    """The sound from a take's first frame in the cut to its last, as a WAV of two channels at 48 kHz.

    Raises SelectorError for a take that is in no shot's list, MediaError when a sound is gone or cannot be read.
    """
    # Loaded when a take is first heard: the page itself needs no numpy.
    from edit.sound import mix
    from renderers.media.wav import write_pieces
    from studio.reel import reel, reel_pieces

    with look_into(folder) as office:
        production, planned = office.standing()
    piece = next((each for each in reel_pieces(production, planned) if each.take and each.take.name == name), None)
    if piece is None:
        raise SelectorError(f"nothing is heard over {name!r}", cure="reload the page")
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "heard.wav"
        write_pieces(file, mix(reel(production, planned, [piece]), folder.root))
        return file.read_bytes()
