"""Which addresses a result may be fetched from: public ones only, whatever name they hide behind."""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_TUNNELS = (ipaddress.IPv6Network("2002::/16"), ipaddress.IPv6Network("2001::/32"))
"""6to4 and Teredo: no provider is there any more, and versions of Python differ in whether they are public."""


def is_allowed(address: Address, *, loopback: bool) -> bool:
    """Whether an address may be connected to: a public one, or this machine where `loopback` says so.

    Addresses of version 4 that are wrapped in version 6 (mapped, NAT64) count for what they hold; those of tunnels
    (6to4, Teredo) may never be connected to.
    """
    inner = _unwrapped(address)
    if any(inner in each for each in _TUNNELS):
        return False
    if inner.is_loopback:
        return loopback
    return inner.is_global and not inner.is_multicast


def is_among(host: str, patterns: tuple[str, ...]) -> bool:
    """Whether a host is one of those named; `*.example.com` names all below `example.com`."""
    name = host.lower().rstrip(".")
    for pattern in patterns:
        wanted = pattern.lower()
        if name == wanted or (wanted.startswith("*.") and name.endswith(wanted[1:])):
            return True
    return False


def _unwrapped(address: Address) -> Address:
    if not isinstance(address, ipaddress.IPv6Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address
