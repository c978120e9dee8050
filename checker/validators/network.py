"""Addresses of machines: IPv4 and IPv6, public and private, also when the dots are hidden.

People "defang" an address so that nobody clicks it (203[.]0[.]113[.]9, 203 dot 0 dot 113 dot 9); it
can be read all the same. A private address (RFC 1918, RFC 4193) leads to nobody from outside, but
it draws a part of the company's network.

    >>> is_public_address("198[.]51[.]100[.]7"), is_private_address("10.20.30.40:8080")
    (True, True)
    >>> is_mac("00-11-22-33-44-55"), is_mac("10-20-30-40-50-60"), is_mac("001a.2b3c.4d5e")
    (True, False, True)
    >>> is_public_address("12:30:45"), is_public_address("1.2.3.400")
    (False, False)
"""

from __future__ import annotations

import ipaddress
import re

_OCTETS = re.compile(r"\d+")
_PORT_OR_MASK = re.compile(r"[/:]\d+$")
_MASK = re.compile(r"/\d{1,3}$|%\w+$")
_PRIVATE = tuple(
    ipaddress.ip_network(block)
    for block in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16")
) + tuple(ipaddress.ip_network(block) for block in ("fc00::/7", "fe80::/10"))
_SMALL = 10
_ODD = re.compile(r"0\d")
_LONG_GROUP = re.compile(r"[0-9a-f]{3}|(?:[0-9a-f]+:){7}")
"""What an address of version 6 has and "a::1" in a program has not."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def address_of(value: str) -> Address | None:
    """The address without port, mask, zone and brackets; None where there is none."""
    if value.count(":") > 1:
        if not any(map(str.isdigit, value)) and value != "::":
            return None  # "dead::beef" is an address, but so are parts of code
        try:
            return ipaddress.IPv6Address(_MASK.sub("", value.strip("[]")))
        except ValueError:
            return None
    octets = _OCTETS.findall(_PORT_OR_MASK.sub("", value))
    if len(octets) != 4 or any(int(octet) > 255 or _ODD.fullmatch(octet) for octet in octets):
        return None
    return ipaddress.IPv4Address(".".join(str(int(octet)) for octet in octets))


def is_address(value: str) -> bool:
    """Whether it is an address at all, for where a word says so."""
    return address_of(value) is not None


def is_private_address(value: str) -> bool:
    """Whether it belongs to the blocks for use inside a network."""
    address = address_of(value)
    return address is not None and any(
        address in block for block in _PRIVATE if block.version == address.version
    )


def is_public_address(value: str) -> bool:
    """Whether it is an address outside those blocks, and no version number such as 3.1.2.4."""
    address = address_of(value)
    if address is None or is_private_address(value):
        return False
    if address.version == 6:
        return _LONG_GROUP.search(value) is not None or value == "::1"
    return any(octet >= _SMALL for octet in address.packed)


def is_mac(value: str) -> bool:
    """Whether a hardware address belongs to one device: not to none, and not to all.

    Pairs of digits joined by hyphens count something, unless they begin with 00; groups of four
    need digits and letters.
    """
    signs = set(value) - set(":-.")
    has_letter = any(map(str.isalpha, signs))
    if "." in value:
        return has_letter and any(map(str.isdigit, signs))
    return len(signs) > 1 and (":" in value or has_letter or value.startswith("00"))


VALIDATORS = {
    "address": is_address,
    "mac": is_mac,
    "private_address": is_private_address,
    "public_address": is_public_address,
}
