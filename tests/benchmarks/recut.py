"""What cutting the film again costs, beside `ffmpeg -c copy`, one ffmpeg filter graph and MoviePy making the same film.

    python tests/benchmarks/recut.py [--json] [--size 1920x1080] [--shots 24]

24 barcoded shots of 5 s, a dissolve of 12 frames at every fifth cut, three sound tracks, captions. Takes and recordings
are made before the clock starts. CPU is counted, because wall time on a shared machine says little. Of every film made,
each frame's barcode is read, frames of dissolves are held against the mix of their two pictures, and the time from each
flash to its beep is measured.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from edit_film import beeping_film, picture, read_barcode, write_take

from edit.frames import sequence_frames
from edit.master import make_cut
from edit.sequence import Role, Sequence, Sound, Track
from edit.transitions import Transition
from renderers.media.read import read_sound
from renderers.media.wav import RATE, write_wav

SECONDS, FPS, HALF = 5, 24, 6
EVERY = 5
"""A dissolve lies at every fifth cut."""
ALIKE = 30.0
"""Decibels of PSNR at which a frame of a dissolve counts as right."""


def children_cpu() -> float:
    """CPU seconds of all child processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of something done in this process and its children."""
    own, children = time.process_time(), children_cpu()
    work()
    return time.process_time() - own + children_cpu() - children


def build(root: Path, shots: int, width: int, height: int) -> Sequence:
    """The film: shots with handles, each with a line; dissolves; music and ambience over all of it."""
    form = picture(str(FPS), width, height)
    film = beeping_film(root, form, (FPS * SECONDS,) * shots, handles=FPS, joins=(HALF,))
    noise = np.random.default_rng(1).standard_normal(shots * SECONDS * RATE).astype(np.float32)
    tracks: list[Track] = []
    roles: tuple[tuple[Role, float], ...] = (("music", 0.02), ("effects", 0.01))
    for role, level in roles:
        write_wav(root / f"sound/{role}.wav", noise * level)
        bed = Sound(
            file=f"sound/{role}.wav", recording=role, start=0, source_start=0, samples=len(noise), sample_rate=RATE
        )  # fmt: skip
        tracks.append(Track(name=role, role=role, sounds=(bed,), duck=9.0))
    cuts = [clip.start for clip in film.clips[EVERY::EVERY]]
    dissolves = tuple(Transition(at=at, kind="dissolve", before=HALF, after=HALF) for at in cuts)
    return film.model_copy(update={"beds": tuple(tracks), "transitions": dissolves})


def wrong_frames(file: Path, sequence: Sequence, root: Path) -> tuple[int, int]:
    """How many frames do not show what they should, outside of dissolves and in them; one too many or too few counts.

    Frames of dissolves are held against studio's own ramp: others begin or end theirs half a step earlier.
    """
    expected = [(int(clip.slate), clip.first + each) for clip in sequence.clips for each in range(clip.frames)]
    mixed = {frame: each for each in sequence.transitions for frame in range(each.first, each.end)}
    meant = {number: frame.to_ndarray() for number, frame in _mixes(sequence, root)}
    wrong = unlike = shown = 0
    with av.open(str(file)) as container:
        container.streams.video[0].thread_type = "AUTO"
        for number, frame in enumerate(container.decode(video=0)):
            shown += 1
            if number in mixed:
                unlike += _likeness(frame.reformat(format="yuv420p").to_ndarray(), meant[number]) < ALIKE
            elif number >= len(expected) or read_barcode(frame)[:2] != expected[number]:
                wrong += 1
    return wrong + abs(shown - len(expected)), unlike


def _mixes(sequence: Sequence, root: Path) -> list[tuple[int, av.VideoFrame]]:
    found = []
    for each in sequence.transitions:
        at = next(number for number, clip in enumerate(sequence.clips) if clip.start == each.at)
        both, start = sequence.clips[at - 1 : at + 1], sequence.clips[at - 1].start
        moved = tuple(clip.model_copy(update={"start": clip.start - start}) for clip in both)
        alone = sequence.model_copy(
            update={
                "clips": moved, "sounds": (), "beds": (), "captions": (),
                "transitions": (each.model_copy(update={"at": each.at - start}),),
            }
        )  # fmt: skip
        for number, frame in enumerate(sequence_frames(alone, root), start):
            if each.first <= number < each.end:
                found.append((number, av.VideoFrame.from_ndarray(frame.to_ndarray(), format="yuv420p")))
    return found


def _likeness(
    one: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], other: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
) -> float:
    error = float(((one.astype(float) - other) ** 2).mean())
    return 99.0 if error == 0 else 10 * float(np.log10(255**2 / error))


def offsets(file: Path, sequence: Sequence) -> tuple[float, float, float]:
    """Milliseconds from each flash to its beep: the least, the median and the most; flashes in dissolves left out."""
    heard = read_sound(file)[:, 0]
    mixed = {frame for each in sequence.transitions for frame in range(each.first - 1, each.end + 1)}
    flashes = []
    with av.open(str(file)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if number not in mixed and read_barcode(frame)[2]:
                flashes.append(float(frame.pts * frame.time_base))
    around, window = RATE // 20, RATE // 500
    tone = np.exp(-2j * np.pi * 1000 * np.arange(2 * around) / RATE)
    found = []
    for flash in flashes:
        middle = round(flash * RATE)
        first = max(0, middle - around)
        piece = heard[first : first + 2 * around]
        level = np.abs(np.convolve(piece * tone[: len(piece)], np.ones(window) / window, mode="valid"))
        # Half of a window's level is reached when half of it lies in the beep.
        begins = int(np.argmax(level > level.max() / 2)) + window // 2
        found.append((first + begins - middle) / RATE * 1000)
    return min(found), float(np.median(found)), max(found)


def checked(file: Path, sequence: Sequence, root: Path) -> dict[str, object]:
    """What a film that was made is like."""
    least, median, most = offsets(file, sequence)
    wrong, unlike = wrong_frames(file, sequence, root)
    return {
        "wrong_frames": wrong,
        "unlike_in_dissolves": unlike,
        "offset_ms": {"least": round(least, 2), "median": round(median, 2), "most": round(most, 2)},
        "megabytes": round(file.stat().st_size / 1e6, 2),
    }


def cuts_of(root: Path, sequence: Sequence) -> list[tuple[str, int, int, int]]:
    """For the other programs: each file, its first frame and the one after its last, and how long it dissolves in."""
    around = {each.at: each for each in sequence.transitions}
    cuts = []
    for clip in sequence.clips:
        comes, goes = around.get(clip.start), around.get(clip.end)
        first, end = clip.first - (comes.before if comes else 0), clip.first + clip.frames + (goes.after if goes else 0)
        cuts.append((str(root / clip.file), first, end, comes.frames if comes else 0))
    return cuts


MOVIEPY = """
import json, sys
from moviepy import AudioFileClip, CompositeAudioClip, CompositeVideoClip, VideoFileClip, concatenate_videoclips, vfx
cuts, sounds, to = json.loads(sys.argv[1])
pieces, tail = [], None
for at, (file, first, end, mixed) in enumerate(cuts):
    clip = VideoFileClip(file, audio=False).subclipped(first / 24, end / 24)
    going = cuts[at + 1][3] if at + 1 < len(cuts) else 0
    if mixed:
        head = clip.subclipped(0, mixed / 24).with_effects([vfx.CrossFadeIn(mixed / 24)])
        pieces.append(CompositeVideoClip([tail, head]))
    pieces.append(clip.subclipped(mixed / 24, (end - first - going) / 24))
    tail = clip.subclipped((end - first - going) / 24, (end - first) / 24) if going else None
film = concatenate_videoclips(pieces, method="chain")
heard = [AudioFileClip(file).with_start(start / 48000) for file, start in sounds]
film.with_audio(CompositeAudioClip(heard)).write_videofile(to, fps=24, preset="veryfast", logger=None)
"""


def by_moviepy(root: Path, sequence: Sequence, to: Path) -> None:
    """The film by MoviePy in its best form: dissolves composed, everything else put end to end."""
    given = json.dumps([cuts_of(root, sequence), _sounds(root, sequence), str(to)])
    subprocess.run([sys.executable, "-c", MOVIEPY, given], check=True)


def _sounds(root: Path, sequence: Sequence) -> list[tuple[str, int]]:
    return [(str(root / sound.file), sound.start) for track in sequence.tracks for sound in track.sounds]


def by_filter_graph(root: Path, sequence: Sequence, srt: Path, to: Path) -> None:
    """The film by one ffmpeg filter graph."""
    cuts, sounds = cuts_of(root, sequence), _sounds(root, sequence)
    inputs, steps = [], []
    for file in [*(cut[0] for cut in cuts), *(sound[0] for sound in sounds), str(srt)]:
        inputs += ["-i", file]
    seen, length = "", 0
    for number, (_, first, end, mixed) in enumerate(cuts):
        steps.append(
            f"[{number}:v]trim=start_frame={first}:end_frame={end},setpts=PTS-STARTPTS,settb=1/24,fps=24[c{number}]"
        )
        if not seen:
            seen, length = f"[c{number}]", end - first
            continue
        if mixed:
            # ffmpeg's xfade begins with the frame after its offset.
            way = f"xfade=transition=fade:duration={mixed / FPS:.6f}:offset={(length - mixed - 1) / FPS:.6f}"
        else:
            way = "concat=n=2:v=1:a=0,settb=1/24"
        steps.append(f"{seen}[c{number}]{way}[j{number}]")
        seen, length = f"[j{number}]", length + end - first - mixed
    for number, (_, start) in enumerate(sounds, len(cuts)):
        steps.append(f"[{number}:a]adelay={start}S:all=1[s{number}]")
    heard = "".join(f"[s{number}]" for number in range(len(cuts), len(cuts) + len(sounds)))
    steps.append(
        f"{heard}amix=inputs={len(sounds)}:normalize=0:duration=longest,loudnorm=I=-16:TP=-1,aresample=48000[heard]"
    )
    maps = ["-map", seen, "-map", "[heard]", "-map", f"{len(cuts) + len(sounds)}:s"]
    codecs = [
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-crf",
        "25",
        "-pix_fmt",
        "yuv420p",
        "-c:a",
        "aac",
        "-c:s",
        "mov_text",
    ]
    graph = ";".join(steps)
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", *inputs, "-filter_complex", graph, *maps, *codecs, str(to)], check=True
    )


def measure(shots: int, width: int, height: int) -> dict[str, object]:
    """Everything, in one run."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        film = build(root, shots, width, height)
        aside = root / "cache" / "aside"
        aside.mkdir(parents=True)
        made = aside / "film.mp4"
        first = timed(lambda: make_cut(film, root, aside))
        warm = sorted(timed(lambda: make_cut(film, root, aside)) for _ in range(3))[1]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        ours = checked(made, film, root)
        result: dict[str, object] = {
            "shots": shots, "size": f"{width}x{height}", "film_seconds": film.frames / FPS,
            "dissolves": len(film.transitions), **ours, "first_cut_cpu": round(first, 2), "recut_cpu": round(warm, 3),
            **_after_changes(film, root, aside), "peak_megabytes": peak,
        }  # fmt: skip
        if shutil.which("ffmpeg"):
            result |= _beside_ffmpeg(film, root, aside, warm)
        if importlib.util.find_spec("moviepy") is not None:
            spent = timed(lambda: by_moviepy(root, film, root / "moviepy.mp4"))
            result["moviepy"] = {"cpu": round(spent, 2), **checked(root / "moviepy.mp4", film, root)}
            result["moviepy_to_recut"] = round(spent / warm, 1)
        return result


def _after_changes(film: Sequence, root: Path, aside: Path) -> dict[str, object]:
    """What a cut costs after one thing changed."""
    line = film.sounds[-1].model_copy(update={"start": film.sounds[-1].start + 10})
    said = film.model_copy(update={"sounds": (*film.sounds[:-1], line)})
    spent = {"recut_after_dialogue_changed_cpu": round(timed(lambda: make_cut(said, root, aside)), 2)}
    revised = _revised(film, root)
    spent["recut_after_shot_revised_cpu"] = round(timed(lambda: make_cut(revised, root, aside)), 3)
    for name, at in (("second", 1), ("middle", len(film.clips) // 2)):
        longer = _with_longer(film, root, at)
        spent[f"recut_after_{name}_shot_longer_cpu"] = round(timed(lambda: make_cut(longer, root, aside)), 2)  # noqa: B023
    if film.transitions:
        longer = film.transitions[0].model_copy(update={"before": HALF - 1})
        other = film.model_copy(update={"transitions": (longer, *film.transitions[1:])})
        spent["recut_after_dissolve_changed_cpu"] = round(timed(lambda: make_cut(other, root, aside)), 2)
    return dict(spent)


def _revised(film: Sequence, root: Path) -> Sequence:
    """The film with a new take of its third shot, which was rendered before."""
    clip = film.clips[2]
    take = write_take(root / "revised", 3, clip.frames, FPS, film.picture, (HALF,))
    file = f"revised/{take.file}"
    newer = clip.model_copy(update={"file": file, "sha256": take.sha256, "take": "3-2"})
    return film.model_copy(update={"clips": (*film.clips[:2], newer, *film.clips[3:])})


def _with_longer(film: Sequence, root: Path, at: int) -> Sequence:
    """The film with a new take of a shot, seven frames longer, which was rendered before; all after it comes later."""
    more = 7
    clip = film.clips[at]
    take = write_take(root / f"longer{at}", at + 1, clip.frames + more, FPS, film.picture, (HALF,))
    longer = clip.model_copy(
        update={
            "file": f"longer{at}/{take.file}", "sha256": take.sha256, "frames": clip.frames + more,
            "media_frames": clip.media_frames + more,
        }
    )  # fmt: skip
    rate = film.rate

    def later(sound: Sound) -> Sound:
        if sound.start < rate.samples(clip.end, RATE):
            return sound
        return sound.model_copy(update={"start": sound.start + rate.samples(more, RATE)})

    return film.model_copy(
        update={
            "clips": (
                *film.clips[:at], longer,
                *(each.model_copy(update={"start": each.start + more}) for each in film.clips[at + 1 :]),
            ),
            "sounds": tuple(map(later, film.sounds)),
            "transitions": tuple(
                each.model_copy(update={"at": each.at + more * (each.at >= clip.end)}) for each in film.transitions
            ),
            "captions": tuple(
                each.model_copy(update={"start": each.start + shift, "end": each.end + shift})
                for each in film.captions
                for shift in [more * (each.start >= clip.end)]
            ),
        }
    )  # fmt: skip


def _beside_ffmpeg(film: Sequence, root: Path, aside: Path, warm: float) -> dict[str, object]:
    copy = ["ffmpeg", "-v", "error", "-y", "-i", str(aside / "film.mp4"), "-map", "0:v", "-map", "0:a", "-map", "0:s"]
    command = [*copy, "-c", "copy", str(root / "copy.mp4")]
    copied = sorted(timed(lambda: subprocess.run(command, check=True)) for _ in range(3))[1]
    graph = timed(lambda: by_filter_graph(root, film, aside / "film.srt", root / "graph.mp4"))
    return {
        "ffmpeg_copy_cpu": round(copied, 3), "recut_to_ffmpeg_copy": round(warm / copied, 2),
        "filter_graph": {"cpu": round(graph, 2), **checked(root / "graph.mp4", film, root)},
        "filter_graph_to_recut": round(graph / warm, 1),
    }  # fmt: skip


def main() -> None:
    """Measure and print."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--json", action="store_true")
    reader.add_argument("--size", default="1920x1080")
    reader.add_argument("--shots", type=int, default=24)
    given = reader.parse_args()
    width, height = map(int, given.size.split("x"))
    result = measure(given.shots, width, height)
    if given.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:36} {value}")


if __name__ == "__main__":
    main()
