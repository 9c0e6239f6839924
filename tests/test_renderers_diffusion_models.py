"""Models on this machine: what is missing is said in one message, before torch is asked; pulling is the only way in."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bible.errors import ModelError
from renderers.diffusion.facts import fingerprint, read_facts
from renderers.diffusion.families import family_named, kind_of
from renderers.diffusion.models import (
    find_model,
    models_here,
    preflight,
    preflight_of_kind,
    preflight_stills,
    presets,
    pull,
    pulled_from,
    revision_of,
)
from renderers.diffusion.renderer import Diffusion

SMALL = Path(__file__).parent / "models" / "small_ltx"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STUDIO_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def _copy(to: Path) -> Path:
    """The small LTX, with links in place of its weights."""
    for file in SMALL.rglob("*"):
        if file.is_file():
            target = to / file.relative_to(SMALL)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.hardlink_to(file) if file.suffix == ".safetensors" else target.write_bytes(file.read_bytes())
    return to


def test_a_folder_says_what_it_is() -> None:
    facts = read_facts(SMALL)
    assert facts.pipeline == "LTXConditionPipeline"
    assert set(facts.parts) == {"scheduler", "text_encoder", "tokenizer", "transformer", "vae"}
    assert 7_000_000 < facts.total_bytes < 8_000_000
    kind = kind_of(facts)
    assert kind.family.title == "LTX-Video"
    assert kind.row.guides == ("keyframe", "last")


def test_looking_at_a_model_imports_neither_torch_nor_diffusers() -> None:
    code = (
        "import sys; from renderers.diffusion.renderer import Diffusion; d = Diffusion();"
        f"d.set_up((('model', {str(SMALL)!r}),)); assert d.check().ready; assert 'keyframe' in d.limits().guides;"
        "print({'torch', 'diffusers', 'transformers', 'PIL'} & set(sys.modules))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "set()"


def test_a_model_is_known_by_its_files(tmp_path: Path) -> None:
    copy = _copy(tmp_path / "copy")
    assert fingerprint(copy) == fingerprint(SMALL) == revision_of(copy)
    config = copy / "vae" / "config.json"
    config.write_text(config.read_text().replace('"patch_size": 8', '"patch_size": 4'))
    assert fingerprint(copy) != fingerprint(SMALL)


def test_the_revision_of_the_renderer_names_the_model() -> None:
    renderer = Diffusion()
    assert renderer.revision == "1"
    renderer.set_up((("model", str(SMALL)),))
    assert renderer.revision == f"1 small_ltx@{fingerprint(SMALL)}"


def test_a_model_lies_under_its_name_or_anywhere(home: Path) -> None:
    assert models_here() == ()
    _copy(home / "mine")
    assert models_here() == ("mine",)
    assert find_model("mine") == find_model("") == (home / "mine").resolve()
    assert find_model(str(SMALL)) == SMALL.resolve()
    _copy(home / "other")
    with pytest.raises(ModelError, match="mine, other none is chosen"):
        find_model("")


def test_a_model_that_draws_is_not_taken_for_the_one_that_films(home: Path) -> None:
    _copy(home / "mine")
    _copy(home / "flux2-klein")
    assert find_model("") == (home / "mine").resolve()
    assert preflight_of_kind("flux2-klein").ready
    assert "Apache-2.0" in preflight_stills("qwen-image-edit").why


def test_a_preset_that_is_not_here_says_where_it_was_looked_for_how_large_it_is_and_its_licence(home: Path) -> None:
    ready = preflight("hunyuanvideo")
    assert not ready.ready
    for word in (str(home / "hunyuanvideo"), "42 GB", "Tencent Hunyuan Community", "European Union", "60 GB"):
        assert word in ready.why
    assert ready.cure.startswith("studio models pull hunyuanvideo")
    assert "--renderer animatic" in ready.cure


@pytest.mark.parametrize("named", ["", "nope", "models/nope", "a/b/c"])
def test_a_model_that_is_nowhere_is_a_clear_answer(named: str) -> None:
    ready = preflight(named)
    assert not ready.ready
    assert "--renderer animatic" in ready.cure
    assert Diffusion().check().ready is False
    assert Diffusion().limits().guides == ()


def _spoilt(folder: Path, how: str) -> Path:
    copy = _copy(folder)
    weights = copy / "transformer" / "diffusion_pytorch_model.safetensors"
    if how == "no index":
        (copy / "model_index.json").unlink()
    elif how == "index is no JSON":
        (copy / "model_index.json").write_text("{")
    elif how == "part gone":
        for file in (copy / "vae").iterdir():
            file.unlink()
        (copy / "vae").rmdir()
    elif how == "config gone":
        (copy / "vae" / "config.json").unlink()
    elif how == "weights gone":
        weights.unlink()
    elif how == "weights short":
        short = weights.read_bytes()[:100_000]
        weights.unlink()
        weights.write_bytes(short)
    elif how == "pickle":
        weights.rename(weights.with_name("diffusion_pytorch_model.bin"))
    elif how == "shard gone":
        index = {"weight_map": {"a": weights.name, "b": "diffusion_pytorch_model-00002-of-00002.safetensors"}}
        weights.with_name("diffusion_pytorch_model.safetensors.index.json").write_text(json.dumps(index))
    else:
        index = json.loads((copy / "model_index.json").read_text())
        index["_class_name"] = ["pipeline.py", "Mine"] if how == "own code" else "FooPipeline"
        (copy / "model_index.json").write_text(json.dumps(index))
    return copy


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("no index", "no folder of a diffusers model"),
        ("index is no JSON", "model_index.json cannot be read"),
        ("part gone", "vae/ is missing"),
        ("config gone", "vae/ has no config"),
        ("weights gone", "transformer/ has no weights"),
        ("weights short", "transformer/diffusion_pytorch_model.safetensors is cut short or damaged"),
        ("pickle", "which could run code: safetensors are needed"),
        ("shard gone", "transformer/ lacks diffusion_pytorch_model-00002-of-00002.safetensors"),
        ("own code", "code of its own, which is never run"),
        ("unknown", "FooPipeline is no video pipeline that can be run here"),
    ],
)
def test_what_is_wrong_with_a_folder_is_found_before_anything_is_loaded(how: str, said: str, tmp_path: Path) -> None:
    ready = preflight(str(_spoilt(tmp_path / "model", how)))
    assert not ready.ready
    assert said in ready.why
    assert str(tmp_path / "model") in ready.why
    assert ready.cure


def test_every_preset_has_a_family_with_a_licence() -> None:
    assert len({preset.name for preset in presets()}) == len(presets()) > 10
    for preset in presets():
        assert preset.licensed if not preset.family else family_named(preset.family).licence in preset.licence
        assert preset.licence
        assert 1 < preset.gigabytes < 300


class _Hub(BaseHTTPRequestHandler):
    """As much of a model hub as pulling needs; the model it holds is the small LTX, with things that do not belong."""

    sha = "a" * 40
    files: dict[str, bytes] = {}
    fetched: list[str] = []

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, body: bool) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/api/models/"):
            siblings = [{"rfilename": name, "size": len(data)} for name, data in self.files.items()]
            data, extra = json.dumps({"id": "x/y", "sha": self.sha, "siblings": siblings}).encode(), {}
        else:
            name = path.split("/resolve/")[1].split("/", 1)[1]
            assert path.split("/resolve/")[1].startswith(self.sha)
            data = self.files[name]
            extra = {"ETag": f'"{hash(name) & 0xFFFFFFFF:x}"', "X-Repo-Commit": self.sha}
            if body:
                self.fetched.append(name)
        self.send_response(200)
        for key, value in {"Content-Length": str(len(data)), "Content-Type": "application/json", **extra}.items():
            self.send_header(key, value)
        self.end_headers()
        if body:
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    # A renderer that worked in this process before went off the network for good.
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    _Hub.files = {
        file.relative_to(SMALL).as_posix(): file.read_bytes() for file in SMALL.rglob("*") if file.is_file()
    } | {
        "pipeline.py": b"import os",
        "vae/modeling.py": b"import os",
        "vae/diffusion_pytorch_model.bin": b"pickle",
        "vae/diffusion_pytorch_model.fp16.safetensors": b"x" * 10,
        "whole-2b.safetensors": b"y" * 10,
    }
    _Hub.fetched, _Hub.sha = [], "a" * 40
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hub)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_pulling_brings_a_whole_model_without_code_and_pins_its_revision(hub: str, home: Path) -> None:
    told: list[tuple[int, int]] = []
    folder = pull("ltx-video", home / "ltx-video", lambda done, total: told.append((done, total)), hub)
    assert preflight("ltx-video").ready
    assert not [*folder.rglob("*.py"), *folder.rglob("*.bin"), *folder.rglob("*fp16*"), *folder.glob("whole*")]
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1] == 8
    pulled = pulled_from(folder)
    assert pulled is not None
    assert (pulled.repository, pulled.revision) == ("Lightricks/LTX-Video-0.9.5", "a" * 40)
    assert revision_of(folder) == "a" * 12
    before = len(_Hub.fetched)
    pull("ltx-video", folder, lambda _done, _total: None, hub)
    assert len(_Hub.fetched) == before


def test_a_hub_that_does_not_answer_is_told_with_the_cure(home: Path) -> None:
    with pytest.raises(ModelError, match="could not be fetched from Lightricks") as caught:
        pull("ltx-video", home / "ltx", lambda _done, _total: None, "http://127.0.0.1:9")
    assert "the same command goes on" in caught.value.cure


def test_only_known_models_are_pulled(home: Path) -> None:
    with pytest.raises(ModelError, match="no model 'sora' to pull"):
        pull("sora", home, lambda _done, _total: None)
