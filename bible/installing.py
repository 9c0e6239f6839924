"""What to type where a part is not installed: right for a checkout, for a wheel on disk and for the package index."""

from __future__ import annotations

import functools
import importlib.metadata
import json
import shlex
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

DISTRIBUTION = "film-studio"


def install_extra(extra: str) -> str:
    """The command that adds an extra to the studio that runs: `pip install 'film-studio[voices]'`."""
    return f"{installer(Path(sys.prefix))} {_quoted(source_with(_direct_url(), extra))}"


def install_package(*packages: str) -> str:
    """The command that installs packages beside the studio that runs."""
    return f"{_pip(Path(sys.prefix))} install {' '.join(packages)}"


def installer(prefix: Path) -> str:
    """How the environment under `prefix` is added to: by pip, or by the tool that made it for this one program."""
    if (prefix / "pipx_metadata.json").exists():
        return "pipx install --force"
    if (prefix / "uv-receipt.toml").exists():
        return "uv tool install --force"
    return f"{_pip(prefix)} install"


def source_with(direct_url: str, extra: str) -> str:
    """What an installer is told, from the `direct_url.json` of the installation; that is empty for the index."""
    held = json.loads(direct_url) if direct_url else {}
    url, name = str(held.get("url", "")), f"{DISTRIBUTION}[{extra}]"
    if "vcs_info" in held:
        return f"{name} @ {held['vcs_info']['vcs']}+{url}"
    if urlsplit(url).scheme != "file":
        return f"{name} @ {url}" if url else name
    place = Path(unquote(urlsplit(url).path))
    if not place.exists():
        return name
    return f"{'-e ' * bool(held.get('dir_info', {}).get('editable'))}{place}[{extra}]"


def _quoted(source: str) -> str:
    flag, _, rest = source.rpartition("-e ")
    return f"{'-e ' if flag or source.startswith('-e ') else ''}{shlex.quote(rest)}"


def _pip(prefix: Path) -> str:
    found = shutil.which("pip")
    if found is not None and Path(found).parent == prefix / "bin":
        return "pip"
    return f"{shlex.quote(sys.executable)} -m pip"


@functools.cache
def _direct_url() -> str:
    try:
        return importlib.metadata.distribution(DISTRIBUTION).read_text("direct_url.json") or ""
    except importlib.metadata.PackageNotFoundError:
        return ""
