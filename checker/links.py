"""Links: taking out what lets somebody in, so that the rest of the link can stay.

A meeting link without its passcode still leads to the meeting, a dashboard without its token still
asks who is there. Which parameters those are is data of a rule; here is the arithmetic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from checker.model import Span

LOGIN = "@"
"""Names the login before the host: `https://anna:secret@host` keeps `https://host`."""
OWN = "*"
"""Names the parameter that the value stands in, whatever it is called."""
_ENDS = " \t\n\r\"'`<>()[]{}«»“”‘’|"
_LONGEST = 4096


def without_parameters(text: str, value: Span, names: Iterable[str]) -> tuple[Span, ...]:
    """The spans to delete so that the link around a value loses those parameters.

    Args:
        text: what the link stands in.
        value: a place in the link, or all of it.
        names: of parameters, lower case; `LOGIN` and `OWN` beside them.

    >>> link = "https://demo.example/j/7?pwd=k3Jf&uname=x#top"
    >>> [link[s.start : s.end] for s in without_parameters(link, Span(0, 5), ["pwd"])]
    ['pwd=k3Jf&']
    """
    asked = set(names)
    link = _link_around(text, value)
    gone = [
        span
        for part in _queries(text, link)
        for span in _dropped(text, part, value if OWN in asked else None, asked)
    ]
    if LOGIN in asked and (login := _login(text, link)):
        gone.insert(0, login)
    return tuple(gone)


def _link_around(text: str, value: Span) -> Span:
    start, end = value.start, value.end
    first, last = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    while start > first and text[start - 1] not in _ENDS:
        start -= 1
    while end < last and text[end] not in _ENDS:
        end += 1
    while end > value.end and text[end - 1] in ".,;:!?":
        end -= 1
    return Span(start, end)


def _queries(text: str, link: Span) -> Iterator[Span]:
    """What follows `?` and what follows `#`, each with its mark."""
    cuts = [text.find(mark, link.start, link.end) for mark in "?#"]
    query, fragment = (cut if cut >= 0 else link.end for cut in cuts)
    if query < fragment:
        yield Span(query, fragment)
    if fragment < link.end and "=" in text[fragment : link.end]:
        yield Span(fragment, link.end)


def _dropped(text: str, part: Span, own: Span | None, names: set[str]) -> Iterator[Span]:
    """The parameters to delete, each with one mark beside it; all of the part if none is left."""
    found = re.finditer(r"[^&;]+", text[part.start + 1 : part.end])
    spans = [Span(part.start + 1 + m.start(), part.start + 1 + m.end()) for m in found]
    gone = [_is_asked(text, span, own, names) for span in spans]
    if not any(gone):
        return
    if all(gone):
        yield part
        return
    kept = False
    for span, goes in zip(spans, gone, strict=True):
        if not goes:
            kept = True
        elif kept:
            yield Span(span.start - 1, span.end)
        else:
            yield Span(span.start, span.end + 1)


def _is_asked(text: str, span: Span, own: Span | None, names: set[str]) -> bool:
    if own is not None and span.start < own.end and own.start < span.end:
        return True
    name = text[span.start : span.end].partition("=")[0].lower()
    return name in names


def _login(text: str, link: Span) -> Span | None:
    scheme = text.find("://", link.start, link.end)
    if scheme < 0:
        return None
    host = re.compile(r"[^/?#]*").match(text, scheme + 3, link.end)
    at = host[0].rfind("@") if host else -1
    return Span(scheme + 3, scheme + 4 + at) if at >= 0 else None
