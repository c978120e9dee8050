"""Hides values mechanically, in every way that somebody might: text in, disguised text out."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from urllib.parse import quote

Way = Callable[[str], str]

_WORDS = {
    "english": "zero one two three four five six seven eight nine",
    "oh": "oh one two three four five six seven eight nine",
    "german": "null eins zwei drei vier fünf sechs sieben acht neun",
    "french": "zéro un deux trois quatre cinq six sept huit neuf",
    "spanish": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "dutch": "nul een twee drie vier vijf zes zeven acht negen",
    "italian": "zero uno due tre quattro cinque sei sette otto nove",
    "portuguese": "zero um dois três quatro cinco seis sete oito nove",
}
_DIGITS = "0123456789"
_CYRILLIC = str.maketrans("aeopcxyABEKMHOPCTX", "аеорсхуАВЕКМНОРСТХ")


def shifted(start: str) -> Way:
    """Digits of another row of the character table."""
    table = str.maketrans({digit: chr(ord(start) + int(digit)) for digit in _DIGITS})
    return lambda value: value.translate(table)


def between_all(mark: str) -> Way:
    return lambda value: mark.join(value)


def signs_of(value: str) -> str:
    """Letters and digits, and the plus in front; nobody says a trunk zero in parentheses."""
    return re.sub(r"[^0-9A-Za-z+]", "", value.replace("(0)", ""))


def apart(mark: str) -> Way:
    """Letters and digits one by one, other signs left out."""
    return lambda value: mark.join(signs_of(value))


def between_groups(mark: str) -> Way:
    """Groups as they were written, or of four, with a mark between them."""

    def way(value: str) -> str:
        lead = "+" if "+" in value else ""
        groups = re.findall(r"[0-9A-Za-z]+", value.replace("(0)", ""))
        if len(groups) == 1:
            groups = re.findall(r".{1,4}", groups[0])
        return lead + mark.join(groups)

    return way


def said(language: str) -> Way:
    names = dict(zip(_DIGITS, _WORDS[language].split(), strict=True))

    def way(value: str) -> str:
        plain = signs_of(value).replace("+", "plus ")
        return re.sub(r"\d", lambda digit: f" {names[digit[0]]} ", plain).strip().replace("  ", " ")

    return way


def said_by_groups(value: str) -> str:
    """Said with pauses: "two one two, five five five"."""
    names = dict(zip(_DIGITS, _WORDS["english"].split(), strict=True))
    groups = re.findall(r"\+|[0-9]+|[A-Za-z]+", value.replace("(0)", ""))
    names["+"] = "plus"
    return ", ".join(" ".join(names.get(sign, sign) for sign in group) for group in groups)


def said_double(value: str) -> str:
    """Two of a kind said once: "double five"."""
    names = dict(zip(_DIGITS, _WORDS["english"].split(), strict=True))
    plain = signs_of(value).replace("+", "plus")
    parts = re.findall(r"(\d)\1|(\d)|([A-Za-z]+)", plain)
    return " ".join(
        f"double {names[twice]}" if twice else names[once] if once else letters
        for twice, once, letters in parts
    )


def said_signs(value: str) -> str:
    """The signs between the digits said too: "dash", "dot"."""
    names = dict(zip(_DIGITS, _WORDS["english"].split(), strict=True))
    names |= {"-": "dash", ".": "dot", "/": "slash"}
    return " ".join(names.get(sign, sign) for sign in value.replace(" ", ""))


def half_said(value: str) -> str:
    """Every other digit in words."""
    names = dict(zip(_DIGITS, _WORDS["english"].split(), strict=True))
    plain = signs_of(value)
    return " ".join(names.get(d, d) if at % 2 else d for at, d in enumerate(plain))


def swapped(digits: str, letters: str) -> Way:
    """Digits as letters; the first one stays, as people leave it."""
    table = str.maketrans(digits, letters)

    def way(value: str) -> str:
        first = next(at for at, sign in enumerate(value) if sign.isdigit()) + 1
        return value[:first] + value[first:].translate(table)

    return way


def middle(mark: str) -> Way:
    """A mark in the middle of the value."""
    return lambda value: value[: len(value) // 2] + mark + value[len(value) // 2 :]


def every(size: int, mark: str) -> Way:
    return lambda value: mark.join(re.findall(f".{{1,{size}}}", value))


def replaced(**words: str) -> Way:
    """Signs of an address as words."""
    signs = {"at": "@", "dot": "."}

    def way(value: str) -> str:
        for name, word in words.items():
            value = value.replace(signs[name], word)
        return value

    return way


def mathematical(value: str) -> str:
    """Bold letters and digits of the block for mathematics."""
    return "".join(
        chr(0x1D400 + ord(sign) - 65)
        if "A" <= sign <= "Z"
        else chr(0x1D41A + ord(sign) - 97)
        if "a" <= sign <= "z"
        else chr(0x1D7CE + int(sign))
        if sign in _DIGITS
        else sign
        for sign in value
    )


def full_width(value: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in value)


def in_base64(value: str) -> str:
    return base64.b64encode(value.encode()).decode()


def in_hex(value: str) -> str:
    return value.encode().hex()


def in_entities(value: str) -> str:
    return "".join(f"&#{ord(sign)};" if not sign.isalnum() else sign for sign in value)


def in_percent(value: str) -> str:
    return quote(value, safe="")


UNSEEN: dict[str, Way] = {
    "zero-width spaces": between_all("\u200b"),
    "soft hyphens": between_all("\u00ad"),
    "word joiners": between_all("\u2060"),
    "struck through": lambda value: "".join(f"{sign}\u0336" for sign in value),
    "full width": full_width,
    "mathematical": mathematical,
}
NUMBERS: dict[str, Way] = {
    **UNSEEN,
    "keycaps": lambda value: re.sub(r"(\d)", "\\1\ufe0f\u20e3", value),
    "circled": lambda value: value.translate(str.maketrans(_DIGITS, "⓪①②③④⑤⑥⑦⑧⑨")),
    "Arabic digits": shifted("٠"),
    "dots": between_groups("."),
    "underscores": between_groups("_"),
    "slashes": between_groups("/"),
    "stars": between_groups("*"),
    "bars": between_groups(" | "),
    "long dashes": between_groups(" — "),
    "pictures": between_groups("🔥"),
    "several signs": between_groups(" -/- "),
    "lines": between_groups("\n"),
    "blanks between all": apart(" "),
    "stars between all": apart("*"),
    "dashes between all": apart("-"),
    "lines between all": apart("\n"),
    "letter O": swapped("0", "O"),
    "letters": swapped("05", "oS"),
    **{f"in {language}": said(language) for language in _WORDS},
    "said by groups": said_by_groups,
    "said double": said_double,
    "half said": half_said,
}
ADDRESSES: dict[str, Way] = {
    **UNSEEN,
    "Cyrillic": lambda value: value.translate(_CYRILLIC),
    "at dot": replaced(at=" at ", dot=" dot "),
    "AT DOT": replaced(at=" AT ", dot=" DOT "),
    "glued": replaced(at="AT", dot="DOT"),
    "square": replaced(at="[at]", dot="[dot]"),
    "round": replaced(at=" (at) ", dot=" (dot) "),
    "braces": replaced(at="{at}", dot="{dot}"),
    "defanged": replaced(dot="[.]"),
    "sign in brackets": replaced(at="[@]"),
    "spaces": replaced(at=" @ "),
    "all spaces": replaced(at=" @ ", dot=" . "),
    "dot only": replaced(dot=" dot "),
    "round dot": replaced(dot="(dot)"),
    "Spanish": replaced(at=" arroba ", dot=" punto "),
    "Italian": replaced(at=" chiocciola ", dot=" punto "),
    "French": replaced(at=" arobase ", dot=" point "),
    "German": replaced(at=" at ", dot=" punkt "),
    "Portuguese": replaced(at=" arroba ", dot=" ponto "),
    "Dutch": replaced(at=" apenstaartje ", dot=" punt "),
    "at the rate": replaced(at=" at the rate ", dot=" dot "),
    "underscores": replaced(at="_at_", dot="_dot_"),
    "one by one": between_all(" "),
    "base64": in_base64,
    "hex": in_hex,
    "percent": in_percent,
    "entities": in_entities,
}
MACHINES: dict[str, Way] = {
    **UNSEEN,
    "square": replaced(dot="[.]"),
    "round": replaced(dot="(.)"),
    "dot word": replaced(dot=" dot "),
    "square word": replaced(dot="[dot]"),
    "spaces": replaced(dot=" . "),
    "said": said_signs,
    "keycaps": NUMBERS["keycaps"],
}
KEYS: dict[str, Way] = {
    **UNSEEN,
    "Cyrillic": lambda value: value.translate(_CYRILLIC),
    "two lines": middle("\n"),
    "two lines with blanks": middle(" \n  "),
    "lines of sixteen": every(16, "\n"),
    "quoted": middle('" + "'),
    "program lines": middle('"\n    "'),
    "blanks": every(8, " "),
    "stars": every(8, "*"),
    "dots": middle("..."),
    "picture": middle("🔥"),
    "one by one": between_all(" "),
    "base64": in_base64,
    "hex": in_hex,
    "percent": lambda value: value[:-3] + "".join(f"%{ord(sign):02X}" for sign in value[-3:]),
}
