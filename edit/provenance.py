"""Content credentials (C2PA): what a film or take is made of, signed into its file, and read out again.

Signing is the last that happens to a file: copying its packets into another drops what was signed. No server is asked:
there is no time stamp but our own, and nothing is fetched when a file is looked at.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from bible.errors import MediaError, MissingExtraError, SettingsError
from bible.installing import install_extra
from bible.model import Frozen

if TYPE_CHECKING:
    from c2pa import Builder, Signer

_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
Source = Literal[
    "trainedAlgorithmicMedia", "algorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "digitalCapture", "composite"
]
"""How a picture came to be, in the words of the IPTC: by a trained model, by rules alone, of both, by a camera."""
CLIP, CUT = "film.studio.take", "film.studio.cut"
"""The names under which studio's own facts stand in a manifest."""
_TYPES = {
    ".mp4": "video/mp4",
    ".mov": "video/quicktime",
    ".m4v": "video/mp4",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
_OFFLINE = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
EXTRA = "provenance"


class Credentials(Frozen):
    """Who signs."""

    certificates: Path
    """PEM: the signer's certificate first, then those that vouch for it."""
    key: Path
    """PEM, PKCS 8, without a password."""
    anchors: tuple[Path, ...] = ()
    """PEM files of roots that are trusted when files are looked at."""


class TakeFacts(Frozen):
    """What a take was made from."""

    take: str
    """`12A-3`."""
    production: str
    renderer: str
    revision: str
    seed: int
    content: str
    """Digest of what it shows."""
    recipe: str
    """Digest of everything that fixes it."""
    prompt: str = ""
    """sha256 of the prompt, where it was asked for in words; the words themselves are the production's own."""


class ClipFacts(Frozen):
    """A take where the film shows it."""

    at: str
    """Timecode."""
    frames: int
    first: int
    """The frame of the file that is seen first."""
    speed: Fraction = Fraction(1)
    slate: str
    take: str
    renderer: str
    file: str
    sha256: str


class CutFacts(Frozen):
    """What a film was made from."""

    production: str
    title: str
    rate: str
    version: int
    clips: tuple[ClipFacts, ...]


class Ingredient(Frozen):
    """A file that went into another."""

    file: Path
    title: str
    parent: bool = False
    """The other is a version of it; otherwise it is one part among several."""


class Signed(Frozen):
    """What a file says of itself, and whether that holds."""

    state: Literal["none", "invalid", "valid", "trusted"]
    """`valid`: whole, by a signer nobody vouches for here; `trusted`: by one that the roots given vouch for."""
    problems: tuple[str, ...] = ()
    signer: str = ""
    source: str = ""
    """How the picture came to be, in the IPTC's word."""
    title: str = ""
    take: TakeFacts | None = None
    cut: CutFacts | None = None
    ingredients: tuple[str, ...] = ()
    """Titles of what went into it, credentials of their own marked."""


def sign_take(file: Path, facts: TakeFacts, source: Source, who: Credentials, original: Path | None = None) -> None:
    """Sign a take in place, whole or not at all. Raises MediaError, SettingsError, MissingExtraError.

    `original` is the file as a provider sent it: what it was signed with is carried on.
    """
    parents = (Ingredient(file=original, title="as it was delivered", parent=True),) if original is not None else ()
    first = "c2pa.opened" if parents else "c2pa.created"
    _sign(file, facts.take, source, first, {CLIP: facts}, parents, who)


def sign_film(file: Path, facts: CutFacts, source: Source, takes: Sequence[Ingredient], who: Credentials) -> None:
    """Sign a film in place, with the takes it shows. Raises MediaError, SettingsError, MissingExtraError."""
    _sign(file, facts.title, source, "c2pa.created", {CUT: facts}, takes, who)


def read_signed(file: Path, anchors: Sequence[Path] = ()) -> Signed:
    """What is signed into a file. Raises MediaError when it cannot be read, MissingExtraError."""
    c2pa = _library()
    if not file.is_file():
        raise MediaError("there is no such file", where=str(file), cure="check the name")
    kind = _kind(file)
    if not kind:
        raise MediaError("credentials are read from MP4, MOV, PNG and JPEG", where=str(file), cure="name one of those")
    trust = "\n".join(_pem(anchor) for anchor in anchors)
    settings = {**_OFFLINE, **({"trust": {"trust_anchors": trust}} if trust else {})}
    try:
        with file.open("rb") as opened:
            reader = c2pa.Reader(kind, opened, context=c2pa.Context.from_dict(settings))
            said = json.loads(reader.json())
    except c2pa.C2paError as error:
        if "ManifestNotFound" in str(error) or "no JUMBF data found" in str(error):
            return Signed(state="none")
        raise MediaError(f"its credentials cannot be read ({_first_row(error)})", where=str(file)) from error
    return _told(said)


def has_credentials(file: Path) -> bool:
    """Whether anything is signed into a file that credentials are read from."""
    try:
        return bool(_kind(file)) and read_signed(file).state != "none"
    except MediaError:
        return False


def _sign(
    file: Path, title: str, source: Source, action: str, facts: dict[str, Frozen], parts: Sequence[Ingredient],
    who: Credentials,
) -> None:  # fmt: skip
    c2pa = _library()
    aside = file.with_name(f"{file.stem}.signing{file.suffix}")
    try:
        with _signer(c2pa, who) as signer, _builder(c2pa, title, source, action, facts, parts) as builder:
            builder.sign_file(file, aside, signer)
        with aside.open("rb") as written:
            os.fsync(written.fileno())
        os.replace(aside, file)
    except c2pa.C2paError as error:
        raise MediaError(f"cannot be signed ({_first_row(error)})", where=str(file), cure="studio doctor") from error
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _builder(
    c2pa: ModuleType, title: str, source: Source, action: str, facts: dict[str, Frozen], parts: Sequence[Ingredient]
) -> Iterator[Builder]:
    ids = [f"part-{number}" for number in range(len(parts))]
    begun: dict[str, object] = {"action": action, "softwareAgent": {"name": "studio"}}
    if action == "c2pa.created":
        begun["digitalSourceType"] = _SOURCES + source
    else:
        begun["parameters"] = {"ingredientIds": ids[:1]}
    actions = [begun]
    if action == "c2pa.opened":
        actions.append({"action": "c2pa.transcoded", "digitalSourceType": _SOURCES + source})
    elif parts:
        actions.append({"action": "c2pa.placed", "parameters": {"ingredientIds": ids}})
    manifest = {
        "title": title, "claim_generator_info": [{"name": "studio"}],
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": actions}},
            *({"label": label, "data": fact.model_dump(mode="json")} for label, fact in facts.items()),
        ],
    }  # fmt: skip
    with c2pa.Context.from_dict(_OFFLINE) as context, c2pa.Builder(manifest, context=context) as builder:
        for number, part in zip(ids, parts, strict=True):
            relation = "parentOf" if part.parent else "componentOf"
            about = {"title": part.title, "relationship": relation, "label": number, "instance_id": number}
            with part.file.open("rb") as opened:
                builder.add_ingredient(about, _kind(part.file) or "application/octet-stream", opened)
        yield builder


@contextmanager
def _signer(c2pa: ModuleType, who: Credentials) -> Iterator[Signer]:
    """The one who signs. Raises SettingsError when certificate or key cannot be used."""
    try:
        about = c2pa.C2paSignerInfo(
            alg=_algorithm(who).encode(), sign_cert=_pem(who.certificates).encode(),
            private_key=_pem(who.key).encode(), ta_url=None,
        )  # fmt: skip
        signer = c2pa.Signer.from_info(about)
    except c2pa.C2paError as error:
        raise SettingsError(
            f"this certificate cannot sign ({_first_row(error)})", where=str(who.certificates),
            cure="it must be for digital signatures, with its own key; studio doctor --make-test-cert makes one",
        ) from error  # fmt: skip
    with signer:
        yield signer


def _algorithm(who: Credentials) -> str:
    """The kind of signature a key makes, as C2PA calls it."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(_pem(who.key).encode(), None)
    except (ValueError, TypeError) as error:
        raise SettingsError(
            "this is no private key without a password",
            where=str(who.key),
            cure="convert it: openssl pkcs8 -topk8 -nocrypt",
        ) from error
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return {256: "es256", 384: "es384", 521: "es512"}.get(key.curve.key_size, "es256")
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519"
    if isinstance(key, rsa.RSAPrivateKey):
        return "ps256"
    raise SettingsError("this kind of key cannot sign", where=str(who.key), cure="use a P-256 key")


def _pem(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no PEM file"
        raise SettingsError(f"cannot be read ({why})", where=str(file), cure="name a PEM file") from error


def _told(said: dict[str, object]) -> Signed:
    """A manifest store as the library tells it, in our words."""
    manifests = said.get("manifests")
    active = manifests.get(said.get("active_manifest")) if isinstance(manifests, dict) else None
    if not isinstance(active, dict):
        return Signed(state="invalid", problems=("it names no manifest of its own",))
    status = [each for each in said.get("validation_status") or () if isinstance(each, dict)]  # type: ignore[attr-defined]
    problems = tuple(str(each.get("code")) for each in status if each.get("code") != "signingCredential.untrusted")
    state = {"Trusted": "trusted", "Valid": "valid"}.get(str(said.get("validation_state")), "invalid")
    facts = {each.get("label"): each.get("data") for each in active.get("assertions", ())}
    signature = active.get("signature_info") or {}
    names = [signature.get("common_name"), signature.get("issuer")]
    return Signed.model_validate(
        {
            "state": state, "problems": problems if state == "invalid" else (),
            "signer": ", ".join(dict.fromkeys(str(name) for name in names if name)), "title": active.get("title") or "",
            "source": _source(facts.get("c2pa.actions.v2")), "take": _facts(facts.get(CLIP), TakeFacts),
            "cut": _facts(facts.get(CUT), CutFacts),
            "ingredients": tuple(_ingredient(each) for each in active.get("ingredients", ())),
        }
    )  # fmt: skip


def _kind(file: Path) -> str:
    """The media type of a file by its ending, or by its first bytes where it has none; empty for others."""
    if file.suffix:
        return _TYPES.get(file.suffix.lower(), "")
    with file.open("rb") as opened:
        begun = opened.read(12)
    return "video/mp4" if begun[4:8] == b"ftyp" else "image/png" if begun[:4] == b"\x89PNG" else ""


def _facts(data: object, kind: type[TakeFacts] | type[CutFacts]) -> TakeFacts | CutFacts | None:
    """Our own facts; None where they are not as we write them."""
    try:
        return kind.model_validate(data) if data is not None else None
    except ValueError:
        return None


def _source(actions: object) -> str:
    listed = actions.get("actions", ()) if isinstance(actions, dict) else ()
    kinds = [
        str(each["digitalSourceType"]) for each in listed if isinstance(each, dict) and "digitalSourceType" in each
    ]
    return kinds[0].rpartition("/")[2] if kinds else ""


def _ingredient(each: dict[str, object]) -> str:
    mark = ", with credentials of its own" if each.get("active_manifest") else ""
    return f"{each.get('title', '')}{mark}"


def _first_row(error: Exception) -> str:
    return " ".join(str(error).split())[:160]


def _library() -> ModuleType:
    try:
        import c2pa
        import cryptography  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("credentials need the package c2pa-python", cure=install_extra(EXTRA)) from error
    library: ModuleType = c2pa
    return library
