"""How long a draft is, as the network it is meant for counts.

Every network has a limit and its own idea of a character. Where the rule is published it is
followed; where only the number is, UTF-16 units are counted, which is what a web page's own
`length` gives and the most any of the other ways would give: a text that fits here fits there.

Where each rule was read:

- X: weights, 280 and 23 for a link from twitter-text's published configuration, version 3
  (https://raw.githubusercontent.com/twitter/twitter-text/master/config/v3.json). A link without
  `https://` is counted as one where its ending is a common one; X knows all 1,500 of them.
- Mastodon: 500, 23 for a link with its scheme, no domain of a handle
  (https://docs.joinmastodon.org/user/posting/). A server may allow more.
- Bluesky: 300 graphemes (`app.bsky.feed.post`, https://docs.bsky.app, `maxGraphemes`).
- Threads: 500, an emoji is as many as its UTF-8 bytes
  (https://developers.facebook.com/documentation/threads/posts).
- LinkedIn 3,000, Instagram 2,200, Facebook 63,206: the numbers only.

A grapheme is what a reader sees as one character. The standard library cannot find them, so
`graphemes` follows the parts of https://unicode.org/reports/tr29/ that posts meet: combining
marks, joined and toned emoji, flags, keycaps, Hangul syllables, line ends. Conjuncts of Indic
scripts are counted letter by letter.

>>> measure("Hello 👩‍🚀", network("bluesky")).used
7
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

LINK_LENGTH = 23
"""What X and Mastodon count for a link of any length."""

_ZWJ = "\u200d"
_SCHEME_LINK = re.compile(r"(?<![\w@.])https?://[^\s<>\"]+", re.IGNORECASE)
_ANY_LINK = re.compile(
    r"(?<![\w@./-])(?:https?://[^\s<>\"]+"
    r"|(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|edu|gov|info|biz|dev|app|io|co|tv)"
    r"(?![\w@-])(?:[/?][^\s<>\"]*)?)",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?'\"”’)]}"
"""Marks that end a sentence rather than a link."""
_HANDLE = re.compile(r"(?<![\w@/])(@\w+)@[\w-]+(?:\.[\w-]+)+")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Network:
    """A social network and its way of counting."""

    key: str
    name: str
    limit: int
    count: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Length:
    """How much of a network's limit a draft takes."""

    used: int
    limit: int

    @property
    def left(self) -> int:
        """What may still be written; negative where it is too long."""
        return self.limit - self.used


@lru_cache(maxsize=4096)
def _kind(character: str) -> str:
    """The part a character plays in a grapheme; the letters are explained in `graphemes`."""
    code = ord(character)
    category = unicodedata.category(character)
    if character == _ZWJ:
        return "Z"
    if (
        category in ("Mn", "Me", "Mc")
        or character == "\u200c"
        or 0x1F3FB <= code <= 0x1F3FF
        or 0xE0020 <= code <= 0xE007F
    ):
        return "X"
    if 0x1F1E6 <= code <= 0x1F1FF:
        return "R"
    if category in ("Cc", "Cf", "Zl", "Zp"):
        return "C"
    if (
        0x1F000 <= code <= 0x1FAFF
        or 0x2600 <= code <= 0x27BF
        or 0x2190 <= code <= 0x23FF
        or 0x2B00 <= code <= 0x2BFF
        or character in "©®‼⁉™ℹⓂ▪▫▶◀◻◼◽◾〰〽㊗㊙"
    ):
        return "P"
    if 0x1100 <= code <= 0x115F or 0xA960 <= code <= 0xA97C:
        return "L"
    if 0x1160 <= code <= 0x11A7 or 0xD7B0 <= code <= 0xD7C6:
        return "V"
    if 0x11A8 <= code <= 0x11FF or 0xD7CB <= code <= 0xD7FB:
        return "T"
    if 0xAC00 <= code <= 0xD7A3:
        return "V" if (code - 0xAC00) % 28 == 0 else "T"
    return "O"


def _starts_hangul(kind: str, character: str) -> bool:
    """Whether a whole syllable block may follow a leading consonant."""
    return kind in "LV" or (kind == "T" and "\uac00" <= character <= "\ud7a3")


def graphemes(text: str) -> Iterator[str]:
    """Cut a text into what a reader sees as single characters.

    X extends what stands before, Z joins two pictures, P is a picture, R half a flag, C stands
    alone, L V T are the parts of a Hangul syllable, O is anything else.
    """
    start, flag_halves, picture, before = 0, 0, False, ""
    for i, character in enumerate(text):
        kind = _kind(character)
        joined = i > 0 and (
            (text[i - 1] == "\r" and character == "\n")
            or (kind in "XZ" and before != "C")
            or (kind == "P" and before == "Z" and picture)
            or (kind == "R" and before == "R" and flag_halves % 2 == 1)
            or (before == "L" and _starts_hangul(kind, character))
            or (before == "V" and kind in "VT" and not "\uac00" <= character <= "\ud7a3")
            or (before == "T" and kind == "T" and not "\uac00" <= character <= "\ud7a3")
        )
        if not joined:
            if i > start:
                yield text[start:i]
            start = i
            flag_halves = 0
            picture = False
        flag_halves += kind == "R"
        # A picture stays one through its tones and selectors, up to the joiner.
        picture = kind == "P" or (picture and kind in "XZ")
        before = kind
    if start < len(text):
        yield text[start:]


def is_emoji(grapheme: str) -> bool:
    """Whether a grapheme is drawn as an emoji: by itself, as a flag, a keycap or when asked to."""
    kind = _kind(grapheme[0])
    if kind == "R":
        return len(grapheme) > 1
    if "\u20e3" in grapheme:
        return True
    return kind == "P" and (grapheme[0] >= "\U0001f000" or "\ufe0f" in grapheme or _ZWJ in grapheme)


def _cut_links(text: str, pattern: re.Pattern[str]) -> tuple[str, int]:
    """The text without its links, and how many there were."""
    kept: list[str] = []
    links = end = 0
    for match in pattern.finditer(text):
        link = match[0].rstrip(_TRAILING)
        kept.append(text[end : match.start()])
        end = match.start() + len(link)
        links += 1
    kept.append(text[end:])
    # A mark between the pieces keeps what stood apart from becoming one grapheme; it is not
    # counted, because every count below takes `links` of it off again.
    return "\x00".join(kept), links


def _grapheme_count(text: str) -> int:
    if text.isascii():
        return len(text) - text.count("\r\n")
    return sum(1 for _ in graphemes(text))


def _weight(grapheme: str) -> int:
    """What X counts for one grapheme."""
    if not grapheme.isascii() and is_emoji(grapheme):
        return 2
    return sum(
        1
        if (code := ord(character)) <= 0x10FF
        or 0x2000 <= code <= 0x200D
        or 0x2010 <= code <= 0x201F
        or 0x2032 <= code <= 0x2037
        else 2
        for character in grapheme
    )


def _count_x(text: str) -> int:
    rest, links = _cut_links(unicodedata.normalize("NFC", text), _ANY_LINK)
    used = len(rest) if rest.isascii() else sum(map(_weight, graphemes(rest)))
    return used + links * (LINK_LENGTH - 1)


def _count_mastodon(text: str) -> int:
    rest, links = _cut_links(text, _SCHEME_LINK)
    return _grapheme_count(_HANDLE.sub(r"\1", rest)) + links * (LINK_LENGTH - 1)


def _count_threads(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        len(piece.encode("utf-8", "surrogatepass")) if is_emoji(piece) else len(piece)
        for piece in graphemes(text)
    )


def _count_utf16(text: str) -> int:
    return len(text) + sum(1 for _ in _ASTRAL.finditer(text))


NETWORKS: tuple[Network, ...] = (
    Network("linkedin", "LinkedIn", 3000, _count_utf16),
    Network("x", "X", 280, _count_x),
    Network("mastodon", "Mastodon", 500, _count_mastodon),
    Network("bluesky", "Bluesky", 300, _grapheme_count),
    Network("threads", "Threads", 500, _count_threads),
    Network("instagram", "Instagram", 2200, _count_utf16),
    Network("facebook", "Facebook", 63206, _count_utf16),
)


def network(key: str) -> Network:
    """The network of that key; the first one where the key is not known."""
    return next((n for n in NETWORKS if n.key == key), NETWORKS[0])


def measure(text: str, on: Network) -> Length:
    """How much of the network's limit the text takes."""
    return Length(on.count(text), on.limit)
