"""Crypto wallet addresses whose check sum can be worked out.

Bitcoin's first addresses are Base58 with four bytes of a double SHA-256 at the end
(https://en.bitcoin.it/wiki/Base58Check_encoding), the later ones carry a BCH code (BIP 173, 350).
Litecoin, Dogecoin, Dash, Tron, Tezos and Zcash use the first form with prefixes of their own,
Ripple with another alphabet; Cardano and the Cosmos chains use the second. Stellar and TON end in
a CRC. Solana has no check sum, only a length. Ethereum and Monero hash with a Keccak that the
standard library lacks, so their rules go by shape alone, which is distinctive.

    >>> is_base58_wallet("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"), is_base58_wallet("1" * 30)
    (True, False)
    >>> is_bech32_wallet("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq")
    True
"""

from __future__ import annotations

import base64
import binascii
from hashlib import sha256

_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
_TO_BASE58 = str.maketrans(_RIPPLE, _BASE58)
_VERSIONS = frozenset({0x00, 0x05, 0x1E, 0x16, 0x30, 0x32, 0x4C, 0x10, 0x41})
"""First byte: Bitcoin (key, script), Dogecoin, Litecoin, Dash (both of each), Tron."""
_PREFIXES = (b"\x1c\xb8", b"\x1c\xbd", b"\x06\xa1\x9f", b"\x06\xa1\xa1", b"\x06\xa1\xa4")
"""First bytes of longer ones: Zcash (key, script), Tezos (three curves)."""
_BASE58_BYTES = 25
_KEY_BYTES = 20
_SOLANA_BYTES = 32
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKS = frozenset({1, 0x2BC830A3})
"""What remains of a Bech32 and of a Bech32m string."""


def _decoded(value: str) -> bytes | None:
    """Base58 as bytes; None where a sign is none of its alphabet."""
    number = 0
    for sign in value:
        digit = _BASE58.find(sign)
        if digit < 0:
            return None
        number = number * 58 + digit
    zeros = len(value) - len(value.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)


def is_base58_wallet(value: str) -> bool:
    """Whether the four last bytes are the hash of the others."""
    decoded = _decoded(value)
    if not decoded:
        return False
    payload, check = decoded[:-4], decoded[-4:]
    known = len(decoded) == _BASE58_BYTES and payload[0] in _VERSIONS
    longer = any(payload.startswith(p) and len(payload) == len(p) + _KEY_BYTES for p in _PREFIXES)
    return (known or longer) and sha256(sha256(payload).digest()).digest()[:4] == check


def is_ripple_wallet(value: str) -> bool:
    """Whether it is Base58 with Ripple's alphabet and its check sum."""
    return is_base58_wallet(value.translate(_TO_BASE58))


def is_solana_wallet(value: str) -> bool:
    """Whether it is a public key of 32 bytes, and no word: there is no check sum to ask."""
    decoded = _decoded(value)
    mixed = any(map(str.isdigit, value)) and value != value.lower() != value.upper()
    return mixed and decoded is not None and len(decoded) == _SOLANA_BYTES


def is_crc_wallet(value: str) -> bool:
    """Whether the CRC at the end fits: Stellar in Base32 (low byte first), TON in Base64."""
    try:
        if value.startswith("G"):
            decoded = base64.b32decode(value)
            return binascii.crc_hqx(decoded[:-2], 0).to_bytes(2, "little") == decoded[-2:]
        decoded = base64.urlsafe_b64decode(value)
    except ValueError:
        return False
    return binascii.crc_hqx(decoded[:-2], 0).to_bytes(2, "big") == decoded[-2:]


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


VALIDATORS = {
    "base58_wallet": is_base58_wallet,
    "bech32_wallet": is_bech32_wallet,
    "crc_wallet": is_crc_wallet,
    "ripple_wallet": is_ripple_wallet,
    "solana_wallet": is_solana_wallet,
}
