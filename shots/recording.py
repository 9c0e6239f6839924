"""One spoken line as sound, with the times of its words and phones."""

from __future__ import annotations

from bible.model import Frozen


class WordTime(Frozen):
    """When one word of the line is heard, in samples from the start of the recording."""

    word: str
    start: int
    end: int


class PhoneTime(Frozen):
    """When one phone is heard, in samples. Phones are ARPAbet without stress digits (`AA`, `M`); `SIL` is silence."""

    phone: str
    start: int
    end: int


class Recording(Frozen):
    """One spoken line as a WAV file: mono, 48 kHz, 16 bit."""

    line: str
    """The line's id."""
    engine: str
    """The voice engine with its revision: `flite 2.2`, `tones 1`."""
    voice: str
    """The engine's name for the voice: `slt`."""
    text: str
    """The words that were spoken."""
    sample_rate: int
    samples: int
    words: tuple[WordTime, ...]
    """One for each word of the line, in order; times never go back."""
    phones: tuple[PhoneTime, ...]
    """The mouth's timetable, in order, without overlaps."""
    estimated: bool = False
    """Times were estimated from the letters, not measured by the engine."""
    content: str = ""
    """Digest of what was spoken and by which voice, stamped by the production office."""
    said: str = ""
    """Digest of how names in it are said, where the bible says so."""
    heard: str = ""
    """Digest of whose voice it is, for mouths that follow it; empty: that of any voice."""
