"""The tutorial's renderer is run as it is printed: installed as a package of its own, found, and used for a film."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import av
import pytest
from studio_film import STUDIO, begin

PAGE = Path(__file__).parents[1] / "docs" / "write-a-renderer.md"


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with the tutorial's module, and the metadata an installer would write for it."""
    text = PAGE.read_text()
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    (entry,) = re.findall(r"```toml\n(.*?)```", text, re.S)
    place = tmp_path / "packages"
    info = place / "cards-1.dist-info"
    info.mkdir(parents=True)
    (place / "cards.py").write_text(code)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: cards\nVersion: 1\n")
    group = re.search(r'entry-points\."(.+?)"', entry)
    line = re.search(r'^(\w+) = "(.+)"$', entry, re.M)
    assert group
    assert line
    (info / "entry_points.txt").write_text(f"[{group[1]}]\n{line[1]} = {line[2]}\n")
    return place


def test_the_tutorials_renderer_makes_takes(packages: Path, tmp_path: Path) -> None:
    script = begin(tmp_path / "film")
    environment = {**os.environ, "PYTHONPATH": str(packages)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([STUDIO, *arguments], capture_output=True, text=True, env=environment, timeout=300)

    assert "cards" in run("renderers").stdout
    settings = tmp_path / "film" / "small" / "studio.toml"
    settings.write_text(settings.read_text() + 'renderer = "cards"\n')
    made = run("produce", str(script))
    assert made.returncode == 0, made.stderr
    takes = list((tmp_path / "film" / "small" / "takes").rglob("*.mp4"))
    assert takes
    with av.open(str(takes[0])) as container:
        frame = next(container.decode(video=0)).to_ndarray(format="rgb24")
    assert frame.std(axis=(0, 1)).max() < 3
