"""Texts made to annoy a checker, of any length.

Each kind repeats what one part of the engine dislikes: candidates without end for patterns and
check digits, words that open every rule, marks and letters that cost the folding its shortcuts.
"""

from __future__ import annotations

import random
from collections.abc import Callable

Text = Callable[[int], str]

_SPELLED = "zero seven seven double oh nine one two three four five six eight nine "
_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def _repeat(piece: str, words: str = "") -> Text:
    """The piece over and over, after words that open rules."""
    return lambda length: (words + piece * (length // len(piece) + 1))[:length]


def _strewn(piece: str, word: str, every: int) -> Text:
    """The piece over and over, with a word that opens rules strewn in."""
    return _repeat(piece * max(1, (every - len(word)) // len(piece)) + f" {word} ")


def _random(letters: str, words: str = "") -> Text:
    def text(length: int) -> str:
        dice = random.Random(3)
        return (words + "".join(dice.choices(letters, k=length)))[:length]

    return text


def _nested(length: int) -> str:
    return "“" * (length // 2) + "”" * (length - length // 2)


HOSTILE: dict[str, Text] = {
    "one letter": _repeat("a"),
    "one capital": _repeat("A"),
    "one digit": _repeat("1", "phone "),
    "random digits": _random("0123456789", "card phone ssn "),
    "digits and blanks": _repeat("1 ", "contact phone iban "),
    "digits beside words": _strewn("1 ", "contact", 120),
    "two digits and blanks": _strewn("1 7 ", "call me", 60),
    "single digits": _random("0123456789 ", "contact phone card "),
    "digits and hyphens": _repeat("12-", "passport phone tax id "),
    "digits in groups": _random("0123456789  -.", "card phone ssn vat "),
    "groups beside words": _strewn("4111 1111 1111 ", "card tax id contact", 90),
    "amounts": _repeat("1.000,00 EUR "),
    "dates": _repeat("01.02.1990 ", "born "),
    "spelled digits": _repeat(_SPELLED),
    "at signs": _repeat("a@"),
    "half addresses": _repeat("a@a.", "mail "),
    "at dot at dot": _repeat("at dot "),
    "dots": _repeat("."),
    "letters and dots": _repeat("a."),
    "IP addresses": _repeat("1.1.1."),
    "colons": _repeat("a:1:"),
    "slashes": _repeat("://a/"),
    "links": _repeat("https://example.com/?a=b&"),
    "parentheses": _repeat("("),
    "nested quotes": _nested,
    "brackets": _repeat("[phone number"),
    "assignments": _repeat("key=value; "),
    "secret words": _repeat("password: "),
    "secret assignments": _repeat('api_key="a1b2c3" '),
    "token prefixes": _repeat("ghp_AKIA"),
    "key headers": _repeat("-----BEGIN RSA PRIVATE KEY-----\n"),
    "base64": _random(_BASE64, "token "),
    "base64 lines": _repeat("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0\n", "secret "),
    "hexadecimal": _random("0123456789abcdef", "key "),
    "one huge word": _random("abcdefghijklmnopqrstuvwxyz"),
    "words": _repeat("the plan of the day is to go and see "),
    "names of numbers": _repeat("phone passport tax iban "),
    "alternating scripts": _repeat("aа"),
    "look-alikes": _repeat("раsswоrd "),
    "combining marks": _repeat("\u0301\u0323", "a"),
    "marked letters": _repeat("e" + "\u0301" * 40),
    "hidden marks": _repeat("\u200b"),
    "hidden in words": _repeat("p\u200ba\u200bs\u200bs "),
    "full-width digits": _repeat("１２３ ", "card "),
    "emoji": _repeat("👩‍👩‍👧‍👦"),
    "newlines": _repeat("\n"),
    "short lines": _repeat("a1\n"),
    "paragraphs of digits": _repeat("415 555 01\n\n"),
    "paragraphs of keys": _repeat("ghp_a1b2c3d4\n\n"),
    "blanks": _repeat(" "),
    "tabs and blanks": _repeat("\t "),
    "hashtags": _repeat("#aB"),
    "hyphens": _repeat("-"),
    "underscores": _repeat("_a"),
    "spaced letters": _repeat("p r o j e c t "),
    "names and titles": _repeat("Ms. Anna Berg from accounting, my colleague Tom, "),
    "illness and ages": _repeat("a 40 year old patient with cancer in ward 3 on Monday "),
}
"""Kind -> the text of a length."""
