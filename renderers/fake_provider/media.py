"""What the fake provider delivers: real films, stills and speech, small, and different for every order."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from fractions import Fraction

import av
import numpy as np
from numpy.typing import NDArray

from renderers.fake_provider.books import JobKind, RemoteJob
from renderers.fake_provider.pictures import Picture, bar, ground, mark, push_in, write_still

Samples = NDArray[np.float32]
"""Sound, -1 to 1."""

SAMPLE_RATE = 48000
_ODD_SIZE = (966, 544)


def make(job: RemoteJob, max_side: int = 0) -> bytes:
    """The result of an order, made once and kept."""
    if not job.media:
        if job.mode == "image":
            job.media = still_for(job, max_side)
        elif job.mode == "lip_sync":
            job.media = lip_synced(job)
        else:
            job.media = film_for(job, max_side)
    return job.media


def still_for(job: RemoteJob, max_side: int = 0, kind: str = "png") -> bytes:
    """A still of the ordered size; a picture that was sent along lies behind its number."""
    width, height = _size(job, max_side)
    pictures = [data for data in job.inputs if is_still(data)]
    picture = ground(job.number, width, height, pictures[0] if pictures else b"")
    if job.fault == "black":
        picture[:] = 0
    return write_still(picture if job.fault == "black" else mark(picture, job.number, 0), kind)


def film_for(job: RemoteJob, max_side: int = 0) -> bytes:
    """A film of the ordered length, size and rate: the still that was sent, pushed in on, or a field of colour."""
    width, height = _ODD_SIZE if job.fault == "other_size" else _size(job, max_side)
    fps = 30 if job.fault == "other_rate" and job.fps != 30 else 25 if job.fault == "other_rate" else job.fps
    seconds = job.seconds * 2 if job.fault == "other_length" else job.seconds
    frames = round(seconds * fps)
    sound = None
    if job.sound and job.fault not in ("no_sound", "audio_blocked"):
        sound = _spoilt_sound(_tone(job.number, frames / fps), job.fault)
    data = write_film(_frames(job, width, height, frames), width, height, Fraction(fps), sound)
    return data[: len(data) * 3 // 5] if job.fault == "corrupt" else data


def is_still(data: bytes) -> bool:
    """Whether bytes are a PNG or JPEG."""
    return data.startswith((b"\x89PNG", b"\xff\xd8"))


def _size(job: RemoteJob, max_side: int) -> tuple[int, int]:
    width, height = job.width or 1280, job.height or 720
    if max_side and max(width, height) > max_side:
        scale = Fraction(max_side, max(width, height))
        width, height = int(width * scale), int(height * scale)
    return width - width % 2, height - height % 2


def _beat_at(job: RemoteJob, index: int, late: int) -> int:
    """Which of an order's shots a frame belongs to."""
    ends = [round(sum(job.beats[: number + 1]) * job.fps) + late for number in range(len(job.beats))]
    return sum(index >= end for end in ends[:-1])


def _frames(job: RemoteJob, width: int, height: int, count: int) -> Iterator[Picture]:
    pictures = [data for data in job.inputs if is_still(data)]
    base = ground(job.number, width, height, pictures[0] if pictures else b"")
    other = ground(job.number + 5, width, height)
    pushed = pictures and job.fault is None and not job.beats
    late = job.fps // 4 if job.fault == "late_cuts" else 0
    for index in range(count):
        shown = index
        if job.fault == "frozen":
            shown = min(index, count // 4)
        elif job.fault == "same_frames":
            shown = index - index % 2
        picture = (other if job.fault == "hidden_cut" and index >= count // 2 else base).copy()
        if job.fault == "black":
            picture[:] = 0
            yield picture
            continue
        if _beat_at(job, index, late) % 2:
            picture = (picture * 0.4).astype(np.uint8)
        share = shown / max(1, count - 1)
        yield mark(push_in(base, share) if pushed else bar(picture, share), job.number, shown)


def _tone(number: int, seconds: float) -> Samples:
    """A soft tone, its pitch by the order's number, swelling so that it is never mistaken for silence."""
    at = np.arange(round(seconds * SAMPLE_RATE), dtype=np.float32) / SAMPLE_RATE
    swell = 0.12 + 0.06 * np.sin(2 * np.pi * 1.5 * at)
    return (swell * np.sin(2 * np.pi * 220 * 2 ** ((number % 12) / 12) * at)).astype(np.float32)


def _spoilt_sound(sound: Samples, fault: JobKind | None) -> Samples:
    if fault == "silent":
        return np.zeros_like(sound)
    return np.clip(sound * 30, -1, 1) if fault == "clipped" else sound


def write_film(frames: Iterator[Picture], width: int, height: int, fps: Fraction, sound: Samples | None) -> bytes:
    """An MP4: H.264, and AAC in stereo where there is sound (one channel, 48 kHz)."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp4") as container:
        video = container.add_stream("libx264", rate=fps, options={"preset": "ultrafast", "crf": "23", "threads": "1"})
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        audio = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo") if sound is not None else None
        for picture in frames:
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(video.encode(None))
        if audio is not None and sound is not None:
            for start in range(0, len(sound), 1024):
                piece = sound[start : start + 1024]
                frame = av.AudioFrame.from_ndarray(np.stack([piece, piece]), format="fltp", layout="stereo")
                frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
                container.mux(audio.encode(frame))
            container.mux(audio.encode(None))
    return out.getvalue()


def read_sound(data: bytes, sample_rate: int = SAMPLE_RATE) -> Samples:
    """The sound of a file, in one channel."""
    pieces: list[Samples] = []
    with av.open(io.BytesIO(data)) as container:
        if not container.streams.audio:
            return np.zeros(0, dtype=np.float32)
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=sample_rate)
        for frame in container.decode(audio=0):
            pieces += [np.asarray(each.to_ndarray(), dtype=np.float32)[0] for each in resampler.resample(frame)]
        pieces += [np.asarray(each.to_ndarray(), dtype=np.float32)[0] for each in resampler.resample(None)]
    return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.float32)


def lip_synced(job: RemoteJob) -> bytes:
    """The film that was sent, with the sound that was sent, and the order's number on every frame."""
    film, speech = job.inputs[0], job.inputs[1]
    pictures = []
    with av.open(io.BytesIO(film)) as container:
        fps = Fraction(container.streams.video[0].average_rate or 24)
        for frame in container.decode(video=0):
            pictures.append(np.asarray(frame.to_ndarray(format="rgb24"), dtype=np.uint8).copy())
    height, width = pictures[0].shape[:2]
    length = round(len(pictures) * SAMPLE_RATE / fps)
    sound = np.zeros(length, dtype=np.float32)
    said = read_sound(speech)[:length]
    sound[: len(said)] = said
    marked = (mark(picture, job.number, index) for index, picture in enumerate(pictures))
    return write_film(marked, width, height, fps, sound)


def speech_times(text: str) -> tuple[tuple[float, float], ...]:
    """When each character of a text is spoken, in seconds: 60 ms a character, nothing for white space."""
    times, at = [], 0.0
    for character in text:
        end = at + (0.06 if not character.isspace() else 0.04)
        times.append((at, end))
        at = end
    return tuple(times)


def speech(text: str, voice: str, fault: JobKind | None = None) -> Samples:
    """Words as tones, one for each, their pitch by the voice's name; 48 kHz, one channel."""
    pitch = 140 + sum(voice.encode()) % 120
    times = speech_times(text)
    sound = np.zeros(round((times[-1][1] if times else 0.1) * SAMPLE_RATE), dtype=np.float32)
    for character, (start, end) in zip(text, times, strict=True):
        if character.isspace():
            continue
        low, high = round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)
        at = np.arange(low, high, dtype=np.float32) / SAMPLE_RATE
        sound[low:high] = 0.2 * np.sin(2 * np.pi * (pitch + 3 * (ord(character) % 16)) * at)
    return _spoilt_sound(sound, fault)


def as_wav(sound: Samples, sample_rate: int = SAMPLE_RATE) -> bytes:
    """Sound as a WAV file: one channel, 16 bit."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        file.writeframes(as_pcm(sound))
    return out.getvalue()


def as_pcm(sound: Samples) -> bytes:
    """Sound as bare samples: 16 bit, little-endian."""
    return bytes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def resampled(sound: Samples, sample_rate: int) -> Samples:
    """Sound at another sample rate, by straight lines between samples: enough for tones."""
    count = round(len(sound) * sample_rate / SAMPLE_RATE)
    at = np.linspace(0, max(0, len(sound) - 1), count)
    return np.interp(at, np.arange(len(sound)), sound).astype(np.float32)


def as_mp3(sound: Samples) -> bytes:
    """Sound as an MP3 file at 48 kHz."""
    out = io.BytesIO()
    with av.open(out, "w", format="mp3") as container:
        stream = container.add_stream("libmp3lame", rate=SAMPLE_RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(sound[None, :], format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, 0, Fraction(1, SAMPLE_RATE)
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE, frame_size=1152)
        for piece in [*resampler.resample(frame), *resampler.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return out.getvalue()
