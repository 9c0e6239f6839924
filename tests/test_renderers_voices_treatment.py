"""Whispers, shouts, telephones and walls."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.media.wav import RATE
from renderers.voices.treatment import deliver, medium_of, treat

DELIVERIES = ("whispered", "soft", "plain", "called", "shouted")
HEARD_THROUGH = ("V.O.", "O.S.", "on the phone", "on the radio", "over the P.A.", "on TV", "through the door")


def voice(seconds: float = 1.0, pitch: float = 120.0) -> np.ndarray:
    """A vowel in two syllables with a pause between: overtones of a pitch, stronger near 600 and 1700 Hz."""
    clock = np.arange(round(seconds * RATE)) / RATE
    tones = pitch * np.arange(1, 60)
    strength = np.exp(-(((tones - 600) / 250) ** 2)) + 0.5 * np.exp(-(((tones - 1700) / 300) ** 2)) + 0.02
    sound = (strength[:, None] * np.sin(2 * np.pi * tones[:, None] * clock)).sum(axis=0)
    speaking = (clock % 0.5 < 0.3).astype(float)
    smooth = np.convolve(speaking, np.hanning(960) / np.hanning(960).sum(), "same")
    return (0.05 * sound * smooth).astype(np.float32)


def band(samples: np.ndarray, low: float, high: float) -> float:
    """Power between two pitches, in dB."""
    power = np.abs(np.fft.rfft(samples.astype(float))) ** 2
    pitch = np.fft.rfftfreq(len(samples), 1 / RATE)
    return float(10 * np.log10(power[(pitch >= low) & (pitch < high)].sum() + 1e-12))


def loudness_over_time(samples: np.ndarray) -> np.ndarray:
    return np.sqrt((samples[: len(samples) // 480 * 480].reshape(-1, 480).astype(float) ** 2).mean(axis=1))


@pytest.mark.parametrize("how", DELIVERIES)
def test_a_delivery_keeps_the_times(how: str) -> None:
    plain = voice()
    made = deliver(plain, how)  # type: ignore[arg-type]
    assert len(made) == len(plain)
    before, after = loudness_over_time(plain), loudness_over_time(made)
    assert np.corrcoef(before > before.max() / 10, after > after.max() / 10)[0, 1] > 0.85
    assert (deliver(plain, how) == made).all()  # type: ignore[arg-type]


def test_a_whisper_has_no_pitch_but_the_same_mouth() -> None:
    plain, whisper = voice(), deliver(voice(), "whispered")

    def tonality(samples: np.ndarray) -> float:
        part = samples[RATE // 20 : RATE // 4].astype(float)
        whole = np.correlate(part, part, "full")[len(part) - 1 :]
        return float(whole[300:600].max() / whole[0])

    assert tonality(plain) > 0.8
    assert tonality(whisper) < 0.5
    assert band(whisper, 1500, 1900) > band(whisper, 2600, 3000) + 6


def test_a_shout_is_brighter_than_a_soft_voice() -> None:
    tilt = {how: band(deliver(voice(), how), 1500, 6000) - band(deliver(voice(), how), 100, 900) for how in DELIVERIES}  # type: ignore[arg-type]
    assert tilt["soft"] < tilt["plain"] < tilt["called"] < tilt["shouted"]


@pytest.mark.parametrize("extension", HEARD_THROUGH)
def test_a_medium_begins_where_the_voice_does_and_does_not_clip(extension: str) -> None:
    plain = voice()
    made = treat(plain, (), (extension,))
    assert len(plain) <= len(made) <= len(plain) + 2 * RATE
    assert np.abs(made).max() < 1
    assert np.isfinite(made).all()
    # The place where both are most alike, found by their spectra: there are too many samples to go through one by one.
    spectrum = np.fft.rfft(made, 2 * len(made)) * np.conj(np.fft.rfft(plain, 2 * len(made)))
    alike = np.fft.irfft(spectrum)
    near = RATE // 500
    assert max(alike[:near].max(), alike[-near:].max()) == alike.max()
    assert (treat(plain, (), (extension,)) == made).all()


def test_telephone_and_radio_let_a_narrow_band_through() -> None:
    noise = np.random.default_rng(1).standard_normal(RATE).astype(np.float32) * 0.1
    for extension in ("on the phone", "on the radio"):
        made = treat(noise, (), (extension,))
        assert band(made, 500, 2500) > band(made, 20, 200) + 30
        assert band(made, 500, 2500) > band(made, 4500, 20000) + 30


def test_a_wall_takes_the_heights_away() -> None:
    plain, made = voice(), treat(voice(), ("through the door",), ())
    assert band(plain, 1500, 1900) - band(made, 1500, 1900) > 12


def test_a_room_rings_on_and_a_voice_over_does_not() -> None:
    plain = voice()
    assert len(treat(plain, (), ("V.O.",))) == len(plain)
    away = treat(plain, (), ("O.S.",))
    ringing = loudness_over_time(away)
    pauses = loudness_over_time(plain) < loudness_over_time(plain).max() / 1000
    assert ringing[: len(pauses)][pauses].max() > ringing.max() / 100
    assert ringing[-3:].max() < ringing.max() / 300


def test_what_is_heard_plainly_is_left_alone() -> None:
    plain = voice()
    assert treat(plain, ("whispering",), ("CONT'D",)) is plain
    assert deliver(plain, "plain") is plain


@pytest.mark.parametrize(
    ("manner", "extensions", "medium"),
    [
        ((), (), ""),
        ((), ("CONT'D",), ""),
        ((), ("V.O.",), "over"),
        ((), ("v.o.", "CONT'D"), "over"),
        ((), ("VO",), "over"),
        ((), ("O.S.",), "room"),
        ((), ("O.C.",), "room"),
        ((), ("OFF-SCREEN",), "room"),
        ((), ("V.O. ON PHONE",), "telephone"),
        ((), ("V.O.", "on the radio"), "radio"),
        (("over the phone",), ("V.O.",), "telephone"),
        (("filtered",), (), "telephone"),
        (("into the phone",), (), ""),
        (("speaking into her radio",), (), ""),
        (("to the intercom",), (), ""),
        (("over the intercom",), (), "loudspeaker"),
        (("through the door",), (), "wall"),
        ((), ("ON TV",), "screen"),
        (("whispering",), ("O.S.",), "room"),
    ],
)
def test_extensions_and_parentheticals_name_the_medium(
    manner: tuple[str, ...], extensions: tuple[str, ...], medium: str
) -> None:
    assert medium_of(manner, extensions) == medium


@given(st.integers(0, 400), st.sampled_from(HEARD_THROUGH), st.sampled_from(DELIVERIES))
def test_the_shortest_sounds_can_be_treated(length: int, extension: str, how: str) -> None:
    for samples in (np.zeros(length, np.float32), np.full(length, 0.5, np.float32)):
        assert np.isfinite(treat(samples, (), (extension,))).all()
        assert len(deliver(samples, how)) == length  # type: ignore[arg-type]
