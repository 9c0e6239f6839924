"""The certificate films are signed with: the user's own, or one this machine made for itself."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bible.errors import MissingExtraError, SettingsError
from bible.homes import own_folder, place_named
from bible.installing import install_extra
from edit.provenance import EXTRA, Credentials

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec

SIGNER, KEY, ROOT = "signer.pem", "signer.key", "root.pem"
"""The files of a self-made certificate."""
_ORGANISATION = "self-made by studio"
_YEARS = 5


def home() -> Path:
    """Where this machine's own certificate lies: `$XDG_CONFIG_HOME/film-studio`, `~/.config/film-studio` by default."""
    return own_folder("XDG_CONFIG_HOME", ".config") / "film-studio"


def credentials(certificate: str, key: str, place: Path | None = None) -> Credentials | None:
    """Who signs: the certificate the settings name, else this machine's own; None where there is neither.

    Raises SettingsError when one of two files is named, or one is not there.
    """
    own = place or home()
    roots = (own / ROOT,) if (own / ROOT).is_file() else ()
    if bool(certificate) != bool(key):
        raise SettingsError("a certificate needs its key", where="studio.toml", cure="set both certificate and key")
    if certificate:
        named = place_named(certificate, "certificate"), place_named(key, "certificate_key")
        found = Credentials(certificates=named[0], key=named[1], anchors=roots)
        for file in (found.certificates, found.key):
            if not file.is_file():
                raise SettingsError("there is no such file", where=str(file), cure="correct it in studio.toml")
        return found
    if not all((own / name).is_file() for name in (SIGNER, KEY, ROOT)):
        return None
    return Credentials(certificates=own / SIGNER, key=own / KEY, anchors=roots)


def make_test_certificate(place: Path | None = None) -> Path:
    """Make a certificate that this machine trusts and nobody else, and say where it lies. One that is there is kept.

    Raises SettingsError when it cannot be written, MissingExtraError.
    """
    to = place or home()
    if credentials("", "", to) is not None:
        return to
    try:
        from cryptography.hazmat.primitives import serialization
    except ImportError as error:
        raise MissingExtraError("certificates need the package cryptography", cure=install_extra(EXTRA)) from error
    root, root_key = _certificate("studio test root", None)
    signer, key = _certificate("studio test signer", (root, root_key))
    pem = serialization.Encoding.PEM
    kept = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    try:
        to.mkdir(parents=True, exist_ok=True)
        # The key first and closed to others from its first byte on; the root's key is kept nowhere.
        handle = os.open(to / KEY, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(kept)
        (to / SIGNER).write_bytes(signer.public_bytes(pem) + root.public_bytes(pem))
        (to / ROOT).write_bytes(root.public_bytes(pem))
    except OSError as error:
        raise SettingsError(
            f"cannot be written ({error.strerror})", where=str(to), cure="set XDG_CONFIG_HOME to a folder you may write"
        ) from error
    return to


def _certificate(
    name: str, by: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """A root, or a signer that the root vouches for; as C2PA asks of both."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, _ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    issuer, issuer_key = (by[0].subject, by[1]) if by else (who, key)
    signs, now = by is not None, datetime.now(UTC)
    usage = x509.KeyUsage(
        digital_signature=signs, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=not signs, crl_sign=not signs, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=not signs, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if signs:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return made.sign(issuer_key, hashes.SHA256()), key
