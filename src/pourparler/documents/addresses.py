"""Which web addresses may be asked: how they are written, and which computers they may lead to.

A page that is added, or one that it redirects to, must not make this computer ask what others cannot reach: its own services, the machines
of its network, the data that a cloud keeps for its machines.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from pourparler.errors import DocumentError

if TYPE_CHECKING:
    import httpx  # a fifth of a second: only who has an address pays for it

PUBLIC_IPV6 = ip_network("2000::/3")
"""All that IANA gives out as global unicast (RFC 4291). `is_global` of the standard library also holds for what is not given out."""
NAT64 = ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for the IPv4 address in their last 32 bits (RFC 6052)."""
REFUSED = tuple(
    map(
        ip_network,
        (
            "168.63.129.16/32",  # a cloud's own services for its machines (Azure), at an address that looks public
            "192.0.0.0/24",  # for protocols (RFC 6890); the standard library knows the whole of it from Python 3.11.9 on
            "192.88.99.0/24",  # relays from IPv4 to IPv6, given up (RFC 7526)
            "3fff::/20",  # for documentation (RFC 9637), not known to the standard library of Python 3.11
        ),
    )
)
PORTS = range(1, 65536)
NAME = re.compile(rb"[A-Za-z0-9._-]+")
"""Names of computers as they are resolved, and IPv4 addresses in all their forms."""
FAULT = 120
"""Characters of what is said about an address that is none."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet: not this computer, not a private network, not of a special use.

    Goes by `ipaddress.is_global` (the IANA registries of special-purpose addresses), and beyond it: multicast, what IANA has not given out,
    and IPv4 addresses within IPv6 ones (mapped, NAT64, 6to4), which count as what they stand for.
    """
    if "%" in address:  # with a zone: valid on one network only
        return False
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        within = ip.ipv4_mapped or ip.sixtofour
        if ip in NAT64:
            within = IPv4Address(int(ip) & 0xFFFFFFFF)
        if within is not None:
            return is_public(str(within))
        if ip not in PUBLIC_IPV6:
            return False
    refused = any(ip.version == network.version and ip in network for network in REFUSED)
    return ip.is_global and not ip.is_multicast and not refused


def web_address(text: str) -> httpx.URL:
    """An address as it can be asked for, its name in ASCII.

    Raises:
        DocumentError: it is none, not http(s), or carries a name and password.
    """
    import httpx

    try:
        return _checked(httpx.URL(text))
    except (httpx.InvalidURL, ValueError) as error:
        what = f"this is not a web address: {_fault(error)}"
        raise DocumentError(what, mend="Copy it from the browser once more") from error


def redirected(url: httpx.URL, location: str) -> httpx.URL:
    """Where a server sends those who ask for ``url``. Raises DocumentError as ``web_address`` does."""
    import httpx

    try:
        return _checked(url.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        mend = "Save the page and add the file"
        raise DocumentError(f"the server leads to what is not a web address: {_fault(error)}", mend=mend) from error


def _checked(url: httpx.URL) -> httpx.URL:
    import httpx

    if url.scheme not in ("http", "https") or not url.host:
        mend = "Begin the address with https:// or http://"
        raise DocumentError("only http and https addresses can be fetched", mend=mend)
    if url.userinfo:
        mend = "Save the page yourself and add the file"
        raise DocumentError("the address holds a name or a password; those are not sent", mend=mend)
    if url.port is not None and url.port not in PORTS:
        raise httpx.InvalidURL(f"There is no port {url.port}")
    if not (NAME.fullmatch(url.raw_host) or ":" in url.host):
        raise httpx.InvalidURL("A name has letters, digits, dots and hyphens")
    return url.copy_with(fragment=None)


def _fault(error: Exception) -> str:
    """In a few words, of an address that may be as long as anything."""
    if isinstance(error, UnicodeError):
        return "it holds what is no letter of any script"
    return str(error)[:FAULT]
