"""Whether a value can be a secret: random enough, not a stand-in, its checksum holds.

A pattern knows where a key would stand, not whether one stands there: `api_key = YOUR_API_KEY` has
the same shape as the real thing. Stand-ins are told by their words and by how little varies in
them. Where a provider signs its tokens with a checksum, or a token carries JSON, that is asked.

Sources: https://github.blog/engineering/behind-githubs-new-authentication-token-formats/ (CRC32 of
GitHub's tokens, in base 62), RFC 7515 section 3 (JWS), RFC 7617 (basic authentication).
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections import Counter
from collections.abc import Callable
from math import log2

from checker.validators import seed_words

_STAND_INS = re.compile(
    r"x{4}|\*{3}|\.{3}|_{4}|your|example|sample|placeholder|change.?me|dummy|redacted|insert|todo"
    r"|replace|fake|foobar|deadbeefdeadbeef|12345678|abcdefg|qwertyuiop|0{8}"
    r"|(?:key|token|secret|value)[-_ ]?here"
    r"|^(?:my|the|some|test|new|old)[-_ ]?(?:api|app|access|auth|bot|client|secret)?[-_ ]?"
    r"(?:key|token|secret|password|pass|pwd)s?$|^[a-z]+_(?:password|pass|pwd)\w?$"
    r"|^(?:pass|passwd|pwd|passwort|user|username)$",
    re.IGNORECASE,
)
_DRAWN = re.compile(
    r"^[\"'`]?(?:[$%@]?[{(<\[]|\$[A-Za-z_]|%[A-Za-z_]|[A-Z][A-Z_]*_[A-Z_]+$|process\.env|os\.|env\."
    r"|getenv|System\.|config\.|settings\.|self\.|this\.|args\.|https?://"
    r"|(?:req|request|params?|data|var|local|module|secrets?|props|opts|options|process|context|app"
    r"|state|form|event|body|input)\.[a-z_]|!\w+|\[?(?:Optional|Option|Maybe|List|Union)[<\[]"
    r"|(?:required|nullable|sometimes|string|bail)\||[A-Za-z_][\w.]*\(|\w+::|:'?\w+'?$|getpass|vault:|ref\+|op://|ssm:|sm://|kms:|file:)",
)
_ODD = re.compile(r"\d|[a-z][A-Z]")
_CHAIN = re.compile(r"[A-Za-z_]+(?:\.[A-Za-z_]+)+")
_MEASURE = re.compile(r"[\d.,]+-?[A-Za-z]{1,4}")
_PUBLIC = re.compile(
    r"MII[BC]IjANBgkq|MIIBCgKCAQEA|MFkwEwYH|MCowBQYDK2V|AAAA[BCE]\w{3}(?:zaC1|lY2R)|sha(?:256|384|512)-|ssh-"
)
_LETTERS = re.compile("[a-z]+")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_PARTS = re.compile(r"[^0-9A-Za-z+/=]+")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
# What follows "the password is", "password:" and the like when no password does.
_SENTENCE = """
a about above access account add admins after again all allowed already also always an and any are
as ask asked at authentication back bad based be because been before being below best better
between blank both broken but button by can cannot case change changed changes changing character
characters check code common complex compromised confirmation confirmed correct could create
created crypto day days dead different dm do does don done down each easy either email empty
encrypted enforcement enter entered entry even ever every everyone exactly expired expires extra
fatigue field fields file fine first for forgot forgotten free from game gate generator generators
get gets getting given go going gone good great guessed had hard has hash hashed hashes hashing
have having hell help here hidden hint his history hygiene i if important in incorrect inside
invalid is issue issues it its just kept knew known law leak leaked leaks less let like link list
locked login long lost made manager managers many matching may me mine minimum missing more most
much must my needed needs never new next nightmare no none not nothing now null of off ok old on
once one only open optional or our out over page per phrase please policies policy policy-based
private problem problems prompt protected protection public really recovery rejected required
requirements requires reset resets reuse right rotated rotation rules safe same saved screen
screens secret secure security see sent set settings shared sharing short should shown simple
simply so some something somewhere soon spraying stolen storage stored string strength strong
stronger stuck such sure temporary than that the their them then there these they this through tips
to today together tomorrow tonight too trouble true twice two type typed under unique up update
updated updates use used user username users vault very via wait wallet was way we weak were what
when where which while who will wise with without wrong yes yesterday you your yours
"""
_SAID_OF_THINGS = re.compile(r"(?:ing|ed|able|ible|ful|ous|less|ive|[adeilnst]ly|est|ant|ent|ten)$")
_SAID_OF_PASSWORDS = frozenset(_SENTENCE.split())


def entropy(value: str) -> float:
    """Shannon's bits for each character.

    >>> entropy("aaaa"), entropy("abcd")
    (0.0, 2.0)
    """
    size = len(value)
    return sum(n / size * log2(size / n) for n in Counter(value).values())


def is_stand_in(value: str) -> bool:
    """Whether it stands where a secret will be put, or names where one comes from.

    >>> is_stand_in("YOUR_API_KEY"), is_stand_in("${TOKEN}"), is_stand_in("9fK2-mQ7z")
    (True, True, False)
    """
    least = min(5, 1 + len(value) // 3)
    return bool(_STAND_INS.search(value) or _DRAWN.search(value) or len(set(value.lower())) < least)


def token(value: str) -> bool:
    """A value of known shape: only what is plainly a stand-in falls out.

    >>> token("glpat-" + "x" * 20), token("glpat-" + "k3Jf8sLq0ZpWn5RtYv2B")
    (False, True)
    """
    return entropy(value) >= 2.5 and not re.search(r"(.)\1{5}|[xX*]{4}", value)


def known_prefix(value: str) -> bool:
    """A value whose prefix and length are proof enough, however little varies in the rest."""
    return bool(value)


def key(value: str) -> bool:
    """A value of no known shape that looks drawn at random.

    >>> key("h49ki41dohtkzjkl6"), key("correct-horse-battery"), key("getPagesInSpace")
    (True, False, False)
    """
    return (
        len(value) >= 10
        and not _PUBLIC.match(value)
        and _is_random(value)
        and entropy(value) >= 2.9
        and not is_stand_in(value)
    )


def bare_key(value: str) -> bool:
    """A random value with nothing but the word "key" beside it: a row's id does not count.

    >>> bare_key("123e4567-e89b-12d3-a456-426614174000"), bare_key("h49ki41dohtkzjkl6")
    (False, True)
    """
    return key(value) and not _UUID.fullmatch(value)


def wrapped_key(value: str) -> bool:
    r"""A key that a line break cuts in two: no half could be a word.

    >>> wrapped_key("k3Jf8sLq0ZpW\nn5RtYv2Bx9"), wrapped_key("k3Jf8sLq0ZpW\nThanks all")
    (True, False)
    """
    halves = value.split()
    return all(_ODD.search(half) for half in halves) and key("".join(halves))


def password(value: str) -> bool:
    """What stands after "password is": a word that is no part of the sentence.

    >>> password("hunter2"), password("required"), password("changeme")
    (True, False, False)
    """
    plain = value.rstrip(".,!?;:")
    words = plain.lower().split()
    return (
        4 <= len(plain) <= 128
        and 2 * sum(word in _SAID_OF_PASSWORDS for word in words) < len(words)
        and not plain.lower().removesuffix("s").endswith(("password", "passphrase"))
        and not _CHAIN.fullmatch(plain)
        and not is_stand_in(plain)
    )


def odd_password(value: str) -> bool:
    """A password that no sentence would hold: a digit, a sign, or capitals inside.

    >>> odd_password("hunter2"), odd_password("wonderful"), odd_password("biggreenHat")
    (True, False, True)
    """
    plain = value.rstrip(".,!?;:)\"'")
    return password(plain) and bool(
        re.search(r"\d|[a-z][A-Z]", plain) or re.search(r"[^\w\s'’.,/-]", plain)
    )


def plain_password(value: str) -> bool:
    """A single word after "the password is": a password rather than what is said of one.

    >>> plain_password("swordfish"), plain_password("embarrassing"), plain_password("hunter2")
    (True, False, True)
    """
    plain = value.rstrip(".,!?;:)\"'")
    return password(plain) and (odd_password(plain) or not _SAID_OF_THINGS.search(plain.lower()))


def mixed_password(value: str) -> bool:
    """A password where the words around it prove little: letters with digits or signs inside.

    >>> mixed_password("sol2024x"), mixed_password("sunflower"), mixed_password("802.11ac")
    (True, False, False)
    """
    plain = value.rstrip(".,!?;:)\"'")
    return (
        len(plain) >= 6
        and sum(map(str.isalpha, plain)) >= 3
        and bool(re.search(r"\d|[^\w\s'’.,/:-]", plain))
        and not _MEASURE.fullmatch(plain)
        and odd_password(plain)
    )


def strong_password(value: str) -> bool:
    """A value that only a password is: small and capital letters, a digit, mostly a sign too.

    >>> strong_password("Summer2024!"), strong_password("iPhone15"), strong_password("covid19")
    (True, False, False)
    """
    plain = value.rstrip(".,?;:)\"'")
    kinds = sum(bool(re.search(kind, plain)) for kind in ("[a-z]", "[A-Z]", r"\d", r"[^\w\s]"))
    return len(plain) >= 7 and kinds >= 4 and mixed_password(plain)


def has_digit(value: str) -> bool:
    """A code rather than a word.

    >>> has_digit("4f2a-91bc"), has_digit("ask-anna")
    (True, False)
    """
    return any(map(str.isdigit, value))


def jwt(value: str) -> bool:
    """Whether the first part decodes to the header of a JSON web token.

    >>> import base64, json
    >>> head = base64.urlsafe_b64encode(json.dumps({"alg": "HS256"}).encode()).decode().rstrip("=")
    >>> jwt(head + ".eyJzdWIiOiIxIn0.c2lnbmF0dXJl"), jwt("eyJhbGci.eyJzdWIi.c2ln")
    (True, False)
    """
    head, _, rest = value.partition(".")
    payload = rest.partition(".")[0]
    fields = _json(head)
    return isinstance(fields, dict) and bool({"alg", "typ"} & fields.keys()) and len(payload) > 8


def basic_auth(value: str) -> bool:
    """Whether it decodes to the `name:password` of basic authentication.

    >>> basic_auth("YW5uYTpodW50ZXIy"), basic_auth("Tm8gY29sb24gaW4gaXQ=")
    (True, False)
    """
    try:
        plain = base64.b64decode(value + "=" * (-len(value) % 4), validate=True)
    except (binascii.Error, ValueError):
        return False
    return b":" in plain


def has_checksum(value: str) -> bool:
    """A token of GitHub or npm whose last six signs are the checksum of what they follow.

    >>> has_checksum("ghp_" + "a" * 30 + checksum("a" * 30)), has_checksum("ghp_" + "a" * 36)
    (True, False)
    """
    body = value.rpartition("_")[2]
    if len(body) <= 6 or not body.isalnum() or not body.isascii():
        return False
    return checksum(body[:-6]) == body[-6:]


def checksum(text: str) -> str:
    """The CRC32 as GitHub and npm write it: six digits in base 62.

    >>> checksum("test")
    '3xoTzI'
    """
    number, digits = zlib.crc32(text.encode()), ""
    while number:
        number, rest = divmod(number, 62)
        digits = _BASE62[rest] + digits
    return digits.rjust(6, "0")


def wallet_phrase(value: str) -> bool:
    """The recovery phrase of a wallet, proven by its words and its checksum; numbers may lead.

    >>> wallet_phrase(" ".join(["abandon"] * 11 + ["about"])), wallet_phrase("abandon " * 12)
    (True, False)
    """
    return seed_words.is_phrase(_LETTERS.findall(value.lower()))


def letter_groups(value: str) -> bool:
    """Groups of four or five signs that are no words: one of them has a digit or no vowel.

    >>> letter_groups("qwrt zxcv bnmk plkj"), letter_groups("make sure that this")
    (True, False)
    """
    return any(re.search(r"\d", part) or not re.search("[aeiouy]", part) for part in _groups(value))


def _groups(value: str) -> list[str]:
    return re.split(r"[ -]", value.lower())


def seed_phrase(value: str) -> bool:
    """Twelve to twenty-four plain words, a multiple of three, none that sentences are made of.

    >>> seed_phrase("the quick brown fox and the lazy dog ran over the hill")
    False
    """
    words = _LETTERS.findall(value.lower())
    return (
        len(words) in (12, 15, 18, 21, 24)
        and all(3 <= len(word) <= 8 for word in words)
        and len(set(words)) > len(words) * 2 // 3
        and not {"the", "and", "you", "for", "with", "your", "are", "not", "was"} & set(words)
    )


def _is_random(value: str) -> bool:
    """Whether one of its parts does not read as words, or signs are strewn all over it."""
    signs = {char for char in value if not char.isalnum()}
    return len(signs) > 5 or any(len(part) >= 8 and _is_mixed(part) for part in _PARTS.split(value))


def _is_mixed(value: str) -> bool:
    """Digits among letters, or capitals strewn about; words put together are not."""
    pieces = _WORDS.findall(value)
    letters = sum(len(piece) for piece in pieces if not piece.isdigit())
    digits = sum(map(str.isdigit, value))
    if not letters:
        return False
    turns = len(pieces) / len(value)
    return (digits >= 2 and turns > 0.12) or (digits >= 1 and turns > 0.2) or turns > 0.35


def _json(part: str) -> object:
    try:
        decoded = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
        return json.loads(decoded)
    except (binascii.Error, ValueError):
        return None


VALIDATORS: dict[str, Callable[[str], bool]] = {
    "basic_auth": basic_auth,
    "checksum": has_checksum,
    "has_digit": has_digit,
    "jwt": jwt,
    "known_prefix": known_prefix,
    "letter_groups": letter_groups,
    "mixed_password": mixed_password,
    "odd_password": odd_password,
    "password": password,
    "plain_password": plain_password,
    "random_key": key,
    "random_bare_key": bare_key,
    "random_wrapped_key": wrapped_key,
    "seed_phrase": seed_phrase,
    "strong_password": strong_password,
    "token": token,
    "wallet_phrase": wallet_phrase,
}
"""The checks a rule may name, by name."""
