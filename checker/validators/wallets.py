"""Crypto wallet addresses whose check sum can be worked out: Base58Check, Bech32 and Bech32m.

Bitcoin's first addresses are Base58 with four bytes of a double SHA-256 at the end
(https://en.bitcoin.it/wiki/Base58Check_encoding), the later ones carry a BCH code (BIP 173, 350).
Litecoin and Dogecoin use the same forms with prefixes of their own. Ethereum and Monero hash with a
Keccak that the standard library lacks, so their rules go by shape alone, which is distinctive.

    >>> is_base58_wallet("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"), is_base58_wallet("1" * 30)
    (True, False)
    >>> is_bech32_wallet("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq")
    True
"""

from __future__ import annotations

from hashlib import sha256

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VERSIONS = frozenset({0x00, 0x05, 0x1E, 0x16, 0x30, 0x32})
"""First byte: Bitcoin (key, script), Dogecoin (key, script), Litecoin (key, script)."""
_BASE58_BYTES = 25
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKS = frozenset({1, 0x2BC830A3})
"""What remains of a Bech32 and of a Bech32m string."""


def is_base58_wallet(value: str) -> bool:
    """Whether the four last bytes are the hash of the others."""
    number = 0
    for sign in value:
        digit = _BASE58.find(sign)
        if digit < 0:
            return False
        number = number * 58 + digit
    try:
        decoded = number.to_bytes(_BASE58_BYTES, "big")
    except OverflowError:
        return False
    payload, check = decoded[:-4], decoded[-4:]
    leading = len(value) - len(value.lstrip("1"))
    zeros = len(decoded) - len(decoded.lstrip(b"\0"))
    return (
        payload[0] in _VERSIONS
        and leading == zeros
        and sha256(sha256(payload).digest()).digest()[:4] == check
    )


def is_bech32_wallet(value: str) -> bool:
    """Whether the code at the end fits prefix and data."""
    if value not in (value.lower(), value.upper()):
        return False
    prefix, _, data = value.lower().rpartition("1")
    if not prefix or any(sign not in _BECH32 for sign in data):
        return False
    values = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    values += [_BECH32.index(sign) for sign in data]
    rest = 1
    for item in values:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ item
        for bit, generator in enumerate(_GENERATOR):
            rest ^= generator if top >> bit & 1 else 0
    return rest in _CHECKS


VALIDATORS = {"base58_wallet": is_base58_wallet, "bech32_wallet": is_bech32_wallet}
