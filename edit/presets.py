"""What a film is handed over as: sizes, codecs and loudness, each under a name."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from av.codec import Codec
from av.codec.codec import UnknownCodecError
from av.container import OutputContainer
from av.video.stream import VideoStream

from bible.errors import SettingsError
from bible.model import Frozen
from shots.recipe import PictureFormat

_BT709, _LIMITED = 1, 1


class Preset(Frozen):
    """One way to hand a film over."""

    name: str
    about: str
    """For whom, in a few words."""
    encoder: str
    """The encoder of the picture, as FFmpeg calls it."""
    pixels: str
    options: tuple[tuple[str, str], ...] = ()
    size: tuple[int, int] | None = None
    """Width and height; None: the film's own."""
    around: Literal["black", "blurred"] = "black"
    """What fills the frame around a film of another shape."""
    form: Literal["mp4", "mov"] = "mp4"
    tag: str = ""
    """The four letters players know the codec by, where FFmpeg would write others."""
    apart: bool = False
    """Its encoder runs in a process of its own, for it may stand still: see `edit.apart`."""
    whole_sound: bool = False
    """Sound in 24 bit instead of AAC."""
    loudness: float = -14.0
    """LUFS of the whole film: -14 for the web's large players, -16 for speech (AES TD1008), -23 for air (EBU R 128)."""
    ceiling: float = -1.0
    """dBTP that no peak goes above."""

    def picture(self, film: PictureFormat) -> PictureFormat:
        """The size and rate of what is written."""
        width, height = self.size or (film.width, film.height)
        return PictureFormat(width=width, height=height, rate=film.rate)


def _x264(crf: int) -> tuple[tuple[str, str], ...]:
    return (("preset", "medium"), ("crf", str(crf)), ("x264-params", "open-gop=0:keyint=240"))


PRESETS: dict[str, Preset] = {
    each.name: each
    for each in (
        Preset(
            name="web", about="1080p for the web", encoder="libx264", pixels="yuv420p", options=_x264(18),
            size=(1920, 1080),
        ),
        Preset(
            name="4k", about="2160p for the web and for screens", encoder="libx264", pixels="yuv420p",
            options=_x264(19), size=(3840, 2160),
        ),
        Preset(
            name="vertical", about="9:16 for telephones", encoder="libx264", pixels="yuv420p", options=_x264(18),
            size=(1080, 1920), around="blurred",
        ),
        Preset(
            name="square", about="1:1 for feeds", encoder="libx264", pixels="yuv420p", options=_x264(18),
            size=(1080, 1080), around="blurred",
        ),
        Preset(
            name="hevc", about="H.265, smaller, for newer players", encoder="libx265", pixels="yuv420p", tag="hvc1",
            options=(("preset", "medium"), ("crf", "21"), ("x265-params", "log-level=error:open-gop=0")),
            loudness=-16.0,
        ),
        Preset(
            name="av1", about="AV1, smaller still", encoder="libsvtav1", pixels="yuv420p",
            options=(("preset", "8"), ("crf", "28")), apart=True, loudness=-16.0,
        ),
        Preset(
            name="prores", about="ProRes 422 HQ with 24-bit sound, for editing and archives", encoder="prores_ks",
            pixels="yuv422p10le", options=(("profile", "hq"), ("vendor", "apl0")), form="mov", whole_sound=True,
            loudness=-23.0,
        ),
        Preset(
            name="dnxhr", about="DNxHR HQ with 24-bit sound, for Avid", encoder="dnxhd", pixels="yuv422p",
            options=(("profile", "dnxhr_hq"),), form="mov", whole_sound=True, loudness=-23.0,
        ),
    )
}  # fmt: skip
"""The ways there are, by name."""


def preset(name: str, loudness: float | None = None) -> Preset:
    """A preset, at another loudness if one is given.

    Raises SettingsError when there is none of this name, or the FFmpeg inside PyAV cannot encode it here.
    """
    found = PRESETS.get(name)
    if found is None:
        raise SettingsError(f"there is no preset {name!r}", cure=f"use one of {', '.join(PRESETS)}")
    try:
        Codec(found.encoder, "w")
    except UnknownCodecError as error:
        raise SettingsError(
            f"the FFmpeg inside PyAV has no encoder {found.encoder} here, which the preset {name} needs",
            cure=f"use another preset: {', '.join(each for each in PRESETS if each != name)}",
        ) from error
    if loudness is not None and not -40 <= loudness <= -5:
        raise SettingsError(f"{loudness:g} LUFS is no loudness for a film", cure="use -14, -16 or -23")
    return found if loudness is None else found.model_copy(update={"loudness": loudness})


def picture_stream(film: OutputContainer, preset: Preset, shape: PictureFormat) -> VideoStream:
    """The stream of a film that encodes pictures of a size and rate as a preset says."""
    stream = film.add_stream(preset.encoder, rate=shape.rate.fps)
    assert isinstance(stream, VideoStream)
    stream.width, stream.height, stream.pix_fmt = shape.width, shape.height, preset.pixels
    context = stream.codec_context
    context.time_base = 1 / shape.rate.fps
    context.sample_aspect_ratio = Fraction(1, 1)
    context.color_range, context.colorspace = _LIMITED, _BT709
    context.color_primaries, context.color_trc = _BT709, _BT709
    if preset.tag:
        context.codec_tag = preset.tag
    stream.options = dict(preset.options)
    return stream
