r"""Keys cut into pieces or written another way: over two lines, in base64, with borrowed letters.

A key is one run of signs, so anything that breaks the run hides it: a line break from a narrow
window, quotes and a plus from program text, a blank every four signs. What is joined must look like
the pieces of a key, or every list of words would be read again. Encodings (base64, hex, percent,
HTML) hide nothing from anybody who has a decoder; what they decode to is looked at in their place.

    >>> from base64 import b64encode
    >>> from checker.view import View
    >>> hidden = b64encode(b"mail dana@example.org").decode()
    >>> [[swap]] = decoded(View(f"see {hidden} there"))
    >>> swap.new, swap.span.start
    ('mail dana@example.org', 4)
    >>> [swaps] = joined(View("token abCD12efGH34\nijKL56mnOP78 end"))
    >>> [swap.span for swap in swaps]
    [Span(start=18, end=19)]
"""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator

from checker.detectors.disguises.reading import Swap
from checker.model import Span
from checker.regex import compile_pattern
from checker.view import View, fold

LINES = "split over lines"
PIECES = "cut into pieces"
BASE64 = "base64"
HEX = "hex"
ESCAPES = "signs written as codes"
LETTERS = "look-alike letters"

# Splits

_SIGN = r"[0-9A-Za-z_+/=\-]"
_BREAK = r"[ \t\\\"'+]{0,3}\r?\n[ \t\"'>|]{0,6}"
_MARKS = (
    r"(?: |[\"']? ?[+.&] ?[\"']|[\"']? ?\\?\n {0,8}[\"']?|[*|,;~^<>\x80]{1,3}| [*|\-+] "
    r"|\.\.\.|\xb7)"
)
_PREFIXES = (
    r"akia|asia|aiza|gh[oprsu]_|github_pat_|glpat-|glsa_|sk_live_|sk_test_|rk_live_|pk_live_|sk-|whsec_"
    r"|xox[abceoprs]-|xapp-|npm_|pypi-|hf_|shp(?:at|ca|pa|ss)_|sg\.|dop_v1_|dckr_pat_|hvs\.|figd_"
    r"|lin_api_|eyj|key-|ya29\.|atatt|sq0|tskey-|nvapi-|gsk_|xai-|pplx-|rubygems_|sntrys_|ntn_|secret_"
)
JOINED_GATE = (
    r"[0-9a-z_+/=\-]{4}[ \t\\\"'+]{0,3}\r?\n[ \t\"'>|]{0,6}[0-9a-z_+/=\-]{3}"
    rf"|(?:^|[^0-9a-z])(?:{_PREFIXES})[0-9a-z_\-]{{0,60}}{_MARKS}[0-9a-z]"
    rf"|(?:^|[^0-9a-z_\-])[a-z][0-9a-z]{{1,11}}[_\-][0-9a-z_\-]*[0-9][0-9a-z_\-]*{_MARKS}[0-9a-z]"
)
_SPLIT = compile_pattern(rf"({_SIGN}{{4,}})({_BREAK})({_SIGN}{{3,}})")
_STARTS = compile_pattern(
    rf"(?i)(?:^|[^0-9a-z_\-])((?:{_PREFIXES}){_SIGN}{{0,60}}|[a-z][0-9a-z]{{1,11}}[_\-]{_SIGN}*[0-9]{_SIGN}*)"
    rf"{_MARKS}{_SIGN}"
)
_PIECES = compile_pattern(rf"{_SIGN}+(?:{_MARKS}{_SIGN}+)+")
_MARK = compile_pattern(_MARKS)
_LONGEST = 1200


def joined(view: View) -> Iterator[list[Swap]]:
    """The paragraph with the pieces of a key pushed together, in the ways that they can be."""
    lines = _over_lines(view)
    if lines:
        yield lines
    starts = [found.start(1) for found in _STARTS.finditer(view.raw_data)]
    for last in (-1, 0, 1):
        swaps: list[Swap] = []
        for start in starts:
            if not swaps or view.raw_span(start, start + 1).start >= swaps[-1].span.end:
                swaps.extend(_from_prefix(view, start, last))
        if swaps:
            yield swaps


def _over_lines(view: View) -> list[Swap]:
    """Line breaks with a piece of a key on either side."""
    data = view.raw_data
    swaps = []
    at = 0
    while found := _SPLIT.search(data, at):
        at = found.start(3)  # which may be split again
        before, after = found.group(1), found.group(3)
        if _is_piece(before) or (_is_piece(after) and len(before) + len(after) > _KEY):
            swaps.append(Swap(view.raw_span(*found.span(2)), "", LINES))
    return swaps


def _from_prefix(view: View, start: int, last: int) -> list[Swap]:
    """What stands between the pieces that follow the beginning of a key.

    `last` pieces more or fewer than look like pieces: the last one may be a plain word.
    """
    data = view.raw_data[start : start + _LONGEST]
    found = _PIECES.match(data)
    if not found:
        return []
    marks = [m.span() for m in _MARK.finditer(data, 0, found.end())]
    ends = [*(mark[0] for mark in marks[1:]), found.end()]
    pieces = [data[mark[1] : end] for mark, end in zip(marks, ends, strict=True)]
    count = next((i for i, piece in enumerate(pieces) if not _goes_on(piece)), len(pieces))
    count += last if count else 0
    return [
        Swap(view.raw_span(start + a, start + b), "", LINES if b"\n" in data[a:b] else PIECES)
        for a, b in marks[: max(count, 0)]
    ]


_KEY = 16
_DIGIT_AND_LETTER = re.compile(
    rb"(?=.*[0-9])(?=.*[A-Za-z])|.*[a-z][A-Z].*[a-z]|.*[a-z0-9]_[a-z0-9]", re.S
)


def _is_piece(signs: bytes) -> bool:
    """Whether it looks like a part of a key and not like a word, a year or a number."""
    return len(signs) >= 6 and _DIGIT_AND_LETTER.match(signs) is not None


def _goes_on(signs: bytes) -> bool:
    return (
        any(byte in b"0123456789_" for byte in signs)
        or signs.isupper()
        or any(chr(byte).isupper() for byte in signs[1:])
    )


# Encodings

DECODED_GATE = r"[0-9a-z+/_\-]{16}"
_CODED = compile_pattern(r"[0-9A-Za-z+/_\-]{16,}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")
_SPACES = bytes.maketrans(b"-_", b"+/")


def decoded(view: View) -> Iterator[list[Swap]]:
    """The paragraph with base64 and hex as the text they hold."""
    swaps = []
    for found in _CODED.finditer(view.raw_data):
        signs = found.group()
        for kind, plain in ((HEX, _from_hex(signs)), (BASE64, _from_base64(signs))):
            if plain:
                swaps.append(Swap(view.raw_span(*found.span()), plain, kind))
                break
    if swaps:
        yield swaps


def _from_base64(signs: bytes) -> str:
    body = signs.rstrip(b"=").translate(_SPACES)
    if len(body) % 4 == 1 or (body.isalpha() and (body.islower() or body.isupper())):
        return ""
    try:
        return _readable(base64.b64decode(body + b"=" * (-len(body) % 4), validate=True))
    except binascii.Error:
        return ""


def _from_hex(signs: bytes) -> str:
    return _readable(bytes.fromhex(signs.decode())) if _HEX.fullmatch(signs) else ""


def _readable(plain: bytes) -> str:
    """The text, if it is one."""
    try:
        text = plain.decode()
    except UnicodeDecodeError:
        return ""
    text = text.rstrip("\n\0")
    return text if text.isprintable() or (text.isascii() and _is_text(text)) else ""


def _is_text(text: str) -> bool:
    return all(char.isprintable() or char in "\n\r\t" for char in text)


ESCAPES_GATE = r"%[2-7][0-9a-f]|&(?:#x?[0-9a-f]{2,6}|[a-z]{2,8});|\\(?:u00|x)[2-7][0-9a-f]"
_ESCAPE = compile_pattern(
    r"%([2-7][0-9A-Fa-f])|(&(?:#[xX]?[0-9A-Fa-f]{2,6}|[A-Za-z]{2,8});)|\\(?:u00|x)([2-7][0-9A-Fa-f])"
)


def unescaped(view: View) -> Iterator[list[Swap]]:
    """The paragraph with percent signs, HTML entities and backslash codes as what they say."""
    swaps = []
    for found in _ESCAPE.finditer(view.raw_data):
        code = found.group(1) or found.group(3)
        new = chr(int(code, 16)) if code else html.unescape(found.group(2).decode())
        if len(new) == 1 and (new.isprintable() or new.isspace()):
            swaps.append(Swap(view.raw_span(*found.span()), new, ESCAPES))
    if swaps:
        yield swaps


# Letters

_TOKEN = re.compile(r"[^\s]{8,}")
_ASIDE = re.compile(r"[^\x00-\x7f]")
_FEWEST = 8


_CAPITALS = dict(zip("АВЕЅНІЈКМОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESHIJKMOPCTYXABEZHIKMNOPTYX", strict=True))
"""Capitals that look like others than their small letters do."""


class _Letters(dict[int, str]):
    """Code point -> the letter it looks like, with its case, or nothing for a mark; once each.

    What the rules' raw text makes plain already stays: quotes, blanks, zero-width marks.
    """

    def __missing__(self, code: int) -> str:
        char = plain = chr(code)
        if char in _CAPITALS:
            plain = _CAPITALS[char]
        elif (
            code > 0x7F and unicodedata.category(char) != "Cf" and not "\ufe00" <= char <= "\ufe0f"
        ):
            folded = fold(char)
            if not folded or (len(folded) <= 2 and folded.isascii() and folded.isalnum()):
                plain = folded.upper() if _is_capital(char) else folded
        self[code] = plain
        return plain


def _is_capital(char: str) -> bool:
    return unicodedata.normalize("NFKD", char)[:1].isupper() or "\U0001f130" <= char <= "\U0001f1ff"


_LETTERS = _Letters()


def _tokens_with_letters_aside(text: str) -> Iterator[re.Match[str]]:
    """The long tokens that are not plain ASCII; the others of a long text cost nothing."""
    done = 0
    for aside in _ASIDE.finditer(text):
        if aside.start() < done:
            continue
        begin = max(text.rfind(" ", done, aside.start()) + 1, done)
        for token in _TOKEN.finditer(text, begin):
            if token.start() > aside.start():
                done = token.start()
                break
            done = token.end()
            if done > aside.start():
                yield token
                break
        else:
            return


def plain_letters(view: View) -> Iterator[list[Swap]]:
    """The paragraph with borrowed letters and marks inside long tokens as plain ones.

    The folded text does this for everything but keys, which read the text as written.
    """
    swaps: list[Swap] = []
    for token in _tokens_with_letters_aside(view.raw):
        borrowed = [
            found for found in _ASIDE.finditer(token[0]) if _LETTERS[ord(found[0])] != found[0]
        ]
        plain = token[0].translate(_LETTERS)
        if (
            not borrowed
            or len(plain) < _FEWEST
            or not _is_piece(plain.encode("latin-1", "replace"))
        ):
            continue
        swaps.extend(
            Swap(
                Span(token.start() + one.start(), token.start() + one.end()),
                _LETTERS[ord(one[0])],
                LETTERS,
            )
            for one in borrowed
        )
    if swaps:
        yield swaps
