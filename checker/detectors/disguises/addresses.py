"""Mail addresses in words and hosts in brackets: "dana arroba example punto org", 10[.]0[.]0[.]1.

People write an address for people and not for robots. "At" and "dot" are ordinary words, so they
count only where an address fits around them: a known ending behind the last dot, and either signs
or words that nobody writes otherwise (brackets, "arroba"), or a mailbox that looks like one, or a
word such as "mail" before it. "Come at once" has no dot, "look at amazon dot com" no mailbox.

    >>> from checker.view import View
    >>> for text in ("dana arroba example punto org", "look at amazon dot com"):
    ...     print([swap.new for swaps in spelled_address(View(text)) for swap in swaps])
    ['@', '.']
    []
    >>> [[swap]] = in_brackets(View("visit example[.]org"))
    >>> swap.new
    '.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.detectors.disguises.reading import Swap
from checker.regex import compile_pattern
from checker.validators.mail import is_spelled_out
from checker.view import View

SPELLED = "spelled-out signs"
BRACKETS = "signs in brackets"

_ENDINGS = """com|org|net|edu|gov|mil|int|info|biz|name|app|dev|io|ai|co|me|tv|eu|us|uk|de|at|ch|li
|fr|be|nl|lu|mc|es|pt|cat|br|mx|ar|cl|pe|uy|py|ec|ve|cr|gt|pr|it|sm|mt|ie|pl|cz|sk|hu|ro|bg|hr|si|rs
|ba|mk|al|md|dk|se|no|fi|ee|lv|lt|jp|kr|cn|tw|hk|sg|th|vn|ph|in|lk|pk|bd|np|au|nz|ca|za|ng|ke|gh|eg
|ma|tn|dz|il|ae|sa|qa|kw|ru|ua|by|kz|ge|am|az|gr|cy|tr|ir|online|shop|store|site|tech|cloud|pro|xyz
|mobi|jobs|example""".replace("\n", "")
_DOT_WORDS = "dot|punkt|punto|point|ponto|punt|period"
_BRACKETED_DOT = rf"(?: ?[\[({{<|*/_\-]{{1,2}} ?(?:\.|{_DOT_WORDS}) ?[\])}}>|*/_\-]{{1,2}} ?)"
_SPOKEN_DOT = rf"(?:[ \n](?:{_DOT_WORDS})[ \n]| \. ?|\. )"
_ODD_DOT = rf"(?:{_BRACKETED_DOT}|{_SPOKEN_DOT}|,|dot)"
_DOT = rf"(?:{_BRACKETED_DOT}|{_SPOKEN_DOT}|\.)"
_AT_WORDS = (
    "arroba|chiocciola|arobase|arobas|klammeraffe|apenstaartje|at[ -]sign|at the rate(?: of)?"
    "|malpa|snabel-?a|sobaka|kukac|zavinac"
)
_STRONG_AT = (
    rf"(?: ?[\[({{<|*/_\-]{{1,2}} ?(?:at|@|a|ad|chez|bei|{_AT_WORDS}) ?[\])}}>|*/_\-]{{1,2}} ?"
    rf"|[ \n](?:{_AT_WORDS})[ \n])"
)
_SIGNS = "underscore|unterstrich|guion bajo|dash|hyphen|bindestrich|tiret|guion|trattino"
_NAME = r"[a-z0-9](?:[a-z0-9_.+\-]{0,62}[a-z0-9])?"
_MAILBOX = rf"{_NAME}(?:(?:{_BRACKETED_DOT}| (?:\.|{_DOT_WORDS}|{_SIGNS}) ){_NAME}){{0,3}}"
_LABEL = r"[a-z0-9](?:[a-z0-9\-]{0,40}[a-z0-9])?"
_PROVIDERS = "gmail|googlemail|hotmail|outlook|yahoo|icloud|protonmail|proton|gmx|aol|live"

GATE = "|".join(
    (
        rf"[a-z0-9]{_STRONG_AT}{_LABEL}{_DOT}[a-z0-9]",
        rf"[a-z0-9](?: ?@ ?|[ \n]at[ \n]){_LABEL}{_ODD_DOT}[a-z0-9]",
        rf"[a-z0-9][ \n](?:at|@)[ \n](?:{_PROVIDERS}|{_LABEL}\.)",
        rf"[a-z0-9]at{_LABEL}(?:dot|\.)(?:{_ENDINGS})\b",
    )
)
_HOST = rf"{_LABEL}(?:{_DOT}{_LABEL}){{0,3}}(?:{_DOT}|,)(?:{_ENDINGS})\b"
_ADDRESS = compile_pattern(rf"\b({_MAILBOX})({_STRONG_AT}| ?@ ?|[ \n]at[ \n])({_HOST})")
_GLUED = compile_pattern(
    r"\b([A-Za-z0-9._+\-]*[a-z0-9])(AT)([A-Za-z0-9][a-z0-9\-]{1,40}(?:(?:DOT|\.)[A-Za-z]{2,10})+)\b"
    r"|\b([A-Za-z0-9._+\-]*[A-Za-z0-9])( AT )"
    r"([A-Za-z0-9\-]{2,40}(?:(?: DOT |\.)[A-Za-z]{2,10})+)\b"
)
_CAPITAL_DOT = re.compile(rb" ?DOT ?")
_DOTS = re.compile(_DOT.encode() + b"|,|dot(?=[a-z]{2,6}$)")
_SIGN_WORDS = re.compile(rf" (?:{_SIGNS}) ".encode())
_SPOKEN = re.compile(rf"{_BRACKETED_DOT}| (?:\.|{_DOT_WORDS}) ".encode())
_NAMES = re.compile(rb"[a-z]+[._\-][a-z]{2,}")
_CUE = re.compile(
    rb"\b(?:e-?)?mails?\b|\bmailto|\bgmail|\bcontact|\binbox|\bcorreo|\bcourriel|\bposta\b|"
    rb"\bwrite (?:to|me)|\breach|\badress|\bscriv|\becri|\bschreib"
)
_CUE_REACH = 60


def spelled_address(view: View) -> Iterator[list[Swap]]:
    """The paragraph with the words and signs around an address as @ and dots."""
    data = view.data
    swaps: list[Swap] = []
    for found in _ADDRESS.finditer(data):
        mailbox, at, host = (found.span(group) for group in (1, 2, 3))
        if _is_address(data, mailbox, at, host):
            swaps.extend(_swaps(view, mailbox, at, host))
    swaps = swaps or list(_glued(view))
    if swaps:
        yield swaps


def _is_address(
    data: bytes, mailbox: tuple[int, int], at: tuple[int, int], host: tuple[int, int]
) -> bool:
    """Whether it can be meant as an address and no sentence."""
    sign = data[slice(*at)].decode("latin-1")
    name = data[slice(*mailbox)]
    place = data[slice(*host)]
    is_plain = b"." in place and not re.search(_ODD_DOT.encode(), place)
    if sign == "@":
        return not is_plain and not place.startswith((b"i ", b"me "))
    if sign.strip() not in ("@", "at"):
        return True
    plain = name.replace(b" ", b"") + b"@" + _DOTS.sub(b".", place)
    if not is_spelled_out(plain.decode("latin-1")):
        return False
    looks_so = any(byte in b"0123456789._-+'" for byte in name) or _SPOKEN.search(name) is not None
    has_cue = _CUE.search(data, max(0, mailbox[0] - _CUE_REACH), mailbox[0]) is not None
    provider = re.match(_PROVIDERS.encode() + rb"\b", place) is not None
    if sign.strip() == "@" and is_plain:
        return _NAMES.match(name) is not None or has_cue or provider
    if is_plain:
        return (looks_so and (has_cue or provider)) or (has_cue and provider)
    return looks_so or has_cue or provider


def _swaps(
    view: View, mailbox: tuple[int, int], at: tuple[int, int], host: tuple[int, int]
) -> Iterator[Swap]:
    data = view.data
    for found in _SPOKEN.finditer(data, *mailbox):
        yield _swap(view, found.span(), ".")
    for found in _SIGN_WORDS.finditer(data, *mailbox):
        below = found[0].strip().startswith((b"under", b"unter", b"guion b"))
        yield _swap(view, found.span(), "_" if below else "-")
    if data[slice(*at)] != b"@":
        yield _swap(view, at, "@")
    for found in _DOTS.finditer(data, *host):
        if found[0] != b".":
            yield _swap(view, found.span(), ".")


def _glued(view: View) -> Iterator[Swap]:
    """Capitals between small letters: dana.roeATexampleDOTorg, DANA AT EXAMPLE DOT ORG."""
    raw = view.raw_data
    for found in _GLUED.finditer(raw):
        is_apart = found.group(2) is None
        mailbox, at, host = (found.span(group + 3 * is_apart) for group in (1, 2, 3))
        place = raw[slice(*host)].lower()
        if not re.search(rf"(?:\.|dot ?)(?:{_ENDINGS})$".encode(), place):
            continue
        if is_apart and not _is_address(raw.lower(), mailbox, at, host):
            continue
        for dot in _CAPITAL_DOT.finditer(raw, *mailbox):
            yield Swap(view.raw_span(*dot.span()), ".", SPELLED)
        yield Swap(view.raw_span(*at), "@", SPELLED)
        for dot in _CAPITAL_DOT.finditer(raw, *host):
            yield Swap(view.raw_span(*dot.span()), ".", SPELLED)


def _swap(view: View, place: tuple[int, int], new: str) -> Swap:
    return Swap(view.span(*place), new, SPELLED)


BRACKETS_GATE = rf"[\[({{<] ?(?:\.|{_DOT_WORDS}|:|@|at|//?|://|-|_) ?[\])}}>]|\bh(?:xx|\*\*|__|--)ps?\b|\bmeow://"
_BRACKETED = compile_pattern(rf" ?[\[({{<] ?(\.|{_DOT_WORDS}|:|@|at|//?|://|-|_) ?[\])}}>] ?")
_LINK_START = compile_pattern(r"\b(h(?:xx|\*\*|__|--)p|meow)(?:s?(?::|\[))")
_PLAIN_SIGNS = {"at": "@", **dict.fromkeys(_DOT_WORDS.split("|"), ".")}


def in_brackets(view: View) -> Iterator[list[Swap]]:
    """The paragraph with signs taken out of brackets, and hxxp as http."""
    data = view.data
    swaps = [
        Swap(view.span(*found.span()), _PLAIN_SIGNS.get(sign, sign), BRACKETS)
        for found in _BRACKETED.finditer(data)
        if (sign := found.group(1).decode())
        and found.start()
        and chr(data[found.start() - 1]).isalnum()
        and data[found.end() : found.end() + 1].isalnum()
    ]
    swaps += [
        Swap(view.span(*found.span(1)), "http", BRACKETS) for found in _LINK_START.finditer(data)
    ]
    if swaps:
        yield sorted(swaps, key=lambda swap: swap.span)
