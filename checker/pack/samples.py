"""Samples: lines of text that show what a rule flags and what it leaves alone.

The place a rule should report stands between ⟦ and ⟧, so nobody counts offsets. A sample of a key
or token would look like a leaked one to every scanner that reads the pack, so such values are
written as placeholders and put together here: `{{base62:36}}` is thirty-six signs that look
random. They are drawn from a hash of the sample, so the same sample gives the same text on every
machine, and two samples never share a value.

    >>> parse("Write to ⟦anna@aldermere.example⟧ today")
    ('Write to anna@aldermere.example today', (Span(start=9, end=31),))
    >>> text, spans = parse("key ⟦abc_{{hex:32}}⟧")
    >>> len(text), spans
    (40, (Span(start=4, end=40),))
"""

from __future__ import annotations

import hashlib
import re
import string

from checker.model import Span
from checker.validators.secrets import checksum

OPEN, CLOSE = "⟦", "⟧"
_BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
ALPHABETS = {
    "digits": string.digits,
    "hex": string.digits + "abcdef",
    "HEX": string.digits + "ABCDEF",
    "lower": string.ascii_lowercase,
    "upper": string.ascii_uppercase,
    "letters": string.ascii_letters,
    "alnum": string.digits + string.ascii_lowercase,
    "ALNUM": string.digits + string.ascii_uppercase,
    "base32": string.ascii_uppercase + "234567",
    "base62": _BASE62,
    "base64": _BASE62 + "+/",
    "base64url": _BASE62 + "-_",
}
"""The kinds of placeholder and the signs they are made of."""

_CHECKED = "checked"
"""Base 62 that ends in its own checksum, as tokens of GitHub and npm do."""
_PLACEHOLDER = re.compile(r"\{\{(\w+):(\w+)\}\}")
_MARKS = re.compile(f"[{OPEN}{CLOSE}]")
_MAX = 4096


class SampleError(ValueError):
    """A sample is not written as one; the message says what would be right."""


def parse(sample: str) -> tuple[str, tuple[Span, ...]]:
    """The text of a sample and the places that are marked in it.

    Raises:
        SampleError: marks that do not pair up, or an unknown placeholder.
    """
    filled = fill(sample)
    pieces: list[str] = []
    spans: list[Span] = []
    length = at = 0
    start: int | None = None
    for mark in _MARKS.finditer(filled):
        piece = filled[at : mark.start()]
        pieces.append(piece)
        length += len(piece)
        at = mark.end()
        if mark[0] == OPEN:
            if start is not None:
                raise SampleError(f"{OPEN} stands inside {OPEN}{CLOSE}; close the first mark")
            start = length
        elif start is None or start == length:
            raise SampleError(f"{CLOSE} has no {OPEN} with a value before it")
        else:
            spans.append(Span(start, length))
            start = None
    if start is not None:
        raise SampleError(f"{OPEN} has no {CLOSE}")
    pieces.append(filled[at:])
    return "".join(pieces), tuple(spans)


def fill(sample: str) -> str:
    """Put values in place of the placeholders."""
    if "{{" not in sample:
        return sample

    def value(found: re.Match[str]) -> str:
        kind, size = found.groups()
        if kind != _CHECKED and kind not in ALPHABETS:
            known = ", ".join((*ALPHABETS, _CHECKED))
            raise SampleError(f"{found[0]}: no such placeholder; one of {known}")
        if not size.isdecimal() or not 0 < int(size) <= _MAX:
            raise SampleError(f"{found[0]}: give a length from 1 to {_MAX}")
        seed = f"{found.start()}:{sample}"
        if kind == _CHECKED:
            drawn = _draw(_BASE62, int(size) - len(checksum("")), seed)
            return drawn + checksum(drawn)
        return _draw(ALPHABETS[kind], int(size), seed)

    return _PLACEHOLDER.sub(value, sample)


def _draw(alphabet: str, size: int, seed: str) -> str:
    """Signs that look random; two bytes for each keep the draw even."""
    stream = hashlib.shake_256(seed.encode("utf-8", "surrogatepass")).digest(2 * size)
    pairs = zip(stream[::2], stream[1::2], strict=True)
    return "".join(alphabet[(high * 256 + low) % len(alphabet)] for high, low in pairs)
