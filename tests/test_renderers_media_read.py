"""Media of any kind come out at the film's size, rate and colours, picture for picture and sample for sample."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from edit_film import picture, read_barcode, write_foreign

from bible.errors import MediaError
from renderers.media.read import differences, film_frames, probe, read_sound, sound_length

FILM = picture()
PIXELS = npt.NDArray[np.uint8]


def _numbers(file: Path, count: int, first: int = 0) -> list[int]:
    return [read_barcode(frame)[1] for frame in film_frames(file, FILM, first, count)]


@pytest.mark.parametrize(
    ("name", "codec", "pixels"),
    [
        ("a.mp4", "libx264", "yuv420p"),
        ("a.mkv", "libx264", "yuv444p"),
        ("a.mp4", "libx264", "yuv420p10le"),
        ("a.mov", "prores_ks", "yuv422p10le"),
        ("a.mov", "mjpeg", "yuvj420p"),
        ("a.mov", "qtrle", "argb"),
        ("a.webm", "libvpx-vp9", "yuv420p"),
    ],
)
def test_every_picture_is_there_whatever_the_encoding(tmp_path: Path, name: str, codec: str, pixels: str) -> None:
    file = write_foreign(tmp_path / name, 12, codec=codec, pixels=pixels)
    frames = list(film_frames(file, FILM, 0, 12))
    assert [read_barcode(frame)[1] for frame in frames] == list(range(12))
    assert {(frame.width, frame.height, frame.format.name) for frame in frames} == {(320, 180, "yuv420p")}


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        (12, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]),
        (30, [0, 1, 3, 4, 5, 6, 8, 9, 10, 11]),
        (48, [1, 3, 5, 7, 9, 11, 13, 15, 17, 19]),
        (Fraction(24000, 1001), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ],
)
def test_another_rate_shows_what_is_on_the_screen_in_the_middle_of_each_frame(
    tmp_path: Path, rate: Fraction | int, shown: list[int]
) -> None:
    assert _numbers(write_foreign(tmp_path / "a.mp4", 20, rate=rate), 10) == shown


def test_a_variable_rate_becomes_constant(tmp_path: Path) -> None:
    times = [0, 1, 2, 5, 6, 10, 11, 12]
    file = write_foreign(tmp_path / "a.mp4", 8, times=times)
    assert _numbers(file, 13) == [0, 1, 2, 2, 2, 3, 4, 4, 4, 4, 5, 6, 7]
    assert "variable frame rate made constant" in differences(file, FILM)


def test_frames_in_the_middle_are_those_of_the_whole(tmp_path: Path) -> None:
    assert _numbers(write_foreign(tmp_path / "a.mp4", 20), 5, first=7) == [7, 8, 9, 10, 11]


def test_a_file_that_ends_too_early_says_where(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="ends at frame 13, 20 are needed"):
        _numbers(write_foreign(tmp_path / "a.mp4", 12), 20)


def _grey(file: Path) -> npt.NDArray[np.uint8]:
    (frame,) = film_frames(file, FILM, 0, 1)
    return frame.to_ndarray(format="gray")


def _plain(to: Path, pixels: PIXELS, **tags: int) -> Path:
    """One picture from RGB, tagged and converted as asked."""
    height, width = pixels.shape[:2]
    with av.open(str(to), "w") as container:
        stream = container.add_stream("libx264", rate=24, options={"crf": "1"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv444p"
        matrix, span = tags.get("matrix", 1), tags.get("range", 1)
        stream.codec_context.colorspace, stream.codec_context.color_range = matrix, span
        frame = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(
            format="yuv444p", dst_colorspace=matrix, src_color_range=2, dst_color_range=span
        )
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return to


@pytest.mark.parametrize("matrix", [1, 5], ids=["BT.709", "BT.601"])
@pytest.mark.parametrize("span", [1, 2], ids=["limited", "full"])
def test_colours_are_kept(tmp_path: Path, matrix: int, span: int) -> None:
    pixels = np.zeros((180, 320, 3), np.uint8)
    pixels[:, :160], pixels[:, 160:] = (200, 40, 60), (30, 90, 220)
    file = _plain(tmp_path / "a.mp4", pixels, matrix=matrix, range=span)
    (frame,) = film_frames(file, FILM, 0, 1)
    assert (frame.colorspace, frame.color_range) == (1, 1)
    back = frame.reformat(format="rgb24", src_colorspace=1, src_color_range=1, dst_color_range=2).to_ndarray()
    assert np.abs(back[90, 40].astype(int) - (200, 40, 60)).max() <= 4
    assert np.abs(back[90, 280].astype(int) - (30, 90, 220)).max() <= 4


def test_a_square_picture_stands_between_black_bars(tmp_path: Path) -> None:
    grey = _grey(_plain(tmp_path / "a.mp4", np.full((200, 200, 3), 255, np.uint8)))
    assert (grey[:, :68] < 20).all()
    assert (grey[:, -68:] < 20).all()
    assert (grey[4:-4, 74:-74] > 230).all()


def test_wide_pixels_are_made_square(tmp_path: Path) -> None:
    file = write_foreign(tmp_path / "a.mp4", 3, size=(160, 180), pixel_aspect=Fraction(2))
    assert _numbers(file, 3) == [0, 1, 2]
    assert probe(file).pixel_aspect == 2


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_picture_stands_upright(tmp_path: Path, turn: int) -> None:
    upright = np.full((180, 320, 3), 40, np.uint8)
    upright[:60, :100] = 230
    lying = np.ascontiguousarray(np.rot90(upright, -turn // 90))
    with av.open(str(tmp_path / "a.mp4"), "w") as container:
        stream = container.add_stream("libx264", rate=24)
        stream.height, stream.width = lying.shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.set_display_rotation(turn)
        container.mux(stream.encode(av.VideoFrame.from_ndarray(lying, format="rgb24")))
        container.mux(stream.encode(None))
    grey = _grey(tmp_path / "a.mp4")
    assert (grey[10:50, 10:90] > 180).all()
    assert (grey[70:, 110:] < 90).all()
    assert any("turned" in words for words in differences(tmp_path / "a.mp4", FILM))


def test_what_shines_through_is_black(tmp_path: Path) -> None:
    pixels = np.full((180, 320, 4), 255, np.uint8)
    pixels[:, :160, 0] = 0
    with av.open(str(tmp_path / "a.mov"), "w") as container:
        stream = container.add_stream("qtrle", rate=24)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "argb"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="argb")))
        container.mux(stream.encode(None))
    grey = _grey(tmp_path / "a.mov")
    assert (grey[:, 10:150] < 20).all()
    assert (grey[:, 170:-10] > 230).all()


def test_hdr_is_brought_down(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "a.mkv"), "w") as container:
        stream = container.add_stream("ffv1", rate=24)
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p10le"
        context = stream.codec_context
        context.colorspace, context.color_primaries, context.color_trc, context.color_range = 9, 9, 16, 1
        frame = av.VideoFrame(320, 180, "yuv420p10le")
        for plane, level in zip(frame.planes, (573, 512, 512), strict=True):
            plane.update(np.full(plane.buffer_size // 2, level, "<u2").tobytes())
        frame.colorspace, frame.color_primaries, frame.color_trc, frame.color_range = 9, 9, 16, 1
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    # PQ 573 is 203 cd/m2, the white of a page; cut off at PQ's own curve it would be a middle grey.
    assert _grey(tmp_path / "a.mkv").mean() > 145
    assert "HDR brought to BT.709" in differences(tmp_path / "a.mkv", FILM)


def test_what_is_already_as_the_film_is_has_no_differences(tmp_path: Path) -> None:
    assert differences(write_foreign(tmp_path / "a.mp4", 4), FILM) == ()
    assert differences(write_foreign(tmp_path / "b.mp4", 4, size=(640, 480), rate=30), FILM) == (
        "640x480 fitted into 320x180, black at the sides",
        "30 frames a second brought to 24",
    )


def test_what_is_no_media_file_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"<html>expired</html>")
    for read in (probe, read_sound, sound_length, lambda file: _numbers(file, 1)):
        with pytest.raises(MediaError, match=r"a\.mp4"):
            read(tmp_path / "a.mp4")
    with pytest.raises(MediaError, match="gone"):
        probe(tmp_path / "b.mp4")


def _sounding(to: Path, codec: str, layout: str, rate: int, late: float = 0.0, gap: float = 0.0) -> Path:
    """Half a second of 500 Hz in the first channel, `late` seconds after the picture; a second half after `gap`."""
    with av.open(str(to), "w") as container:
        video = container.add_stream("libx264", rate=24)
        video.width, video.height, video.pix_fmt = 64, 64, "yuv420p"
        audio = container.add_stream(codec, rate=rate, layout=layout)
        for number in range(24):
            frame = av.VideoFrame(64, 64, "yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 24)
            container.mux(video.encode(frame))
        tone = 0.5 * np.sin(2 * np.pi * 500 * np.arange(rate // 2) / rate)
        channels = av.AudioLayout(layout).nb_channels
        for start in (late,) if not gap else (late, late + 0.5 + gap):
            data = np.zeros((len(tone), channels), np.float32)
            data[:, 0] = tone
            frame = av.AudioFrame.from_ndarray(data.reshape(1, -1), format="flt", layout=layout)
            frame.sample_rate, frame.time_base, frame.pts = rate, Fraction(1, rate), round(start * rate)
            container.mux(audio.encode(frame))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))
    return to


def test_a_wav_of_floating_point_and_one_that_says_no_rate_have_their_length(tmp_path: Path) -> None:
    file = tmp_path / "music.WAV"
    with av.open(str(file), "w", format="wav") as container:
        stream = container.add_stream("pcm_f32le", rate=44_100, layout="stereo")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 2 * 44_100), np.float32), format="flt", layout="stereo")
        frame.sample_rate = 44_100
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert sound_length(file) == 48_000
    header = bytearray(file.read_bytes())
    header[20:22], header[24:28] = (1).to_bytes(2, "little"), bytes(4)
    file.write_bytes(header)
    with pytest.raises(MediaError, match="WAV"):
        sound_length(file)


def test_what_cannot_be_decoded_is_told_when_it_is_compared(tmp_path: Path) -> None:
    file = write_foreign(tmp_path / "a.mp4", 24)
    damaged = bytearray(file.read_bytes())
    begin, end = damaged.find(b"mdat") + 4, damaged.find(b"moov") - 4
    damaged[begin:end] = b"\xff" * (end - begin)
    file.write_bytes(damaged)
    with pytest.raises(MediaError, match=r"a\.mp4"):
        differences(file, FILM)


def _level(sound: npt.NDArray[np.float32], start: float, end: float) -> float:
    return float(np.abs(sound[round(start * 48000) : round(end * 48000), 0]).max())


@pytest.mark.parametrize("rate", [44100, 48000, 16000])
def test_any_rate_keeps_its_time(tmp_path: Path, rate: int) -> None:
    sound = read_sound(_sounding(tmp_path / "a.mkv", "pcm_s16le", "mono", rate, late=0.25))
    assert sound.shape == (36000, 2)
    assert np.array_equal(sound[:, 0], sound[:, 1])
    assert _level(sound, 0, 0.245) < 0.01
    assert _level(sound, 0.26, 0.74) == pytest.approx(0.5, abs=0.02)


def test_a_gap_in_the_sound_stays_a_gap(tmp_path: Path) -> None:
    sound = read_sound(_sounding(tmp_path / "a.mkv", "pcm_s16le", "stereo", 48000, gap=0.3))
    assert _level(sound, 0.51, 0.79) < 0.01
    assert _level(sound, 0.82, 1.2) == pytest.approx(0.5, abs=0.02)


def test_six_channels_are_mixed_down(tmp_path: Path) -> None:
    sound = read_sound(_sounding(tmp_path / "a.mkv", "pcm_s16le", "5.1", 48000))
    assert _level(sound, 0.1, 0.4) > 0.1
    assert np.abs(sound[4800:19200, 1]).max() < 0.02


def test_what_the_file_says_of_its_sound(tmp_path: Path) -> None:
    file = _sounding(tmp_path / "a.mkv", "pcm_s16le", "mono", 44100, late=0.25)
    facts = probe(file).sound
    assert facts is not None
    assert (facts.channels, facts.sample_rate) == (1, 44100)
    assert facts.starts == pytest.approx(0.25, abs=0.002)
    assert probe(write_foreign(tmp_path / "b.mp4", 2)).sound is None
