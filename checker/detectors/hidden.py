r"""Characters that nobody sees: zero-width marks, direction overrides, tags, blank letters.

Text copied from a document, a chat or an assistant can carry them along. Some have a purpose: they
join letters in Arabic, Persian and Indic writing, build emoji from several, mark where Thai may
break, set the direction beside Hebrew. Where they have none they may have slipped in, or they may
be there on purpose: a few dozen of them number a copy, so that a leak can be traced, or hold a
message for a machine that reads the post. One finding a paragraph, and a fix that takes exactly
them away.

Sources: Unicode UTR #36 and UTS #39 (security), UAX #9 (direction), UTS #51 (emoji sequences).

    >>> detector = HiddenDetector()
    >>> [match] = detector.detect(View("Quarterly\u200b numbers"))
    >>> match.change.edits, match.evidence
    (((Span(start=9, end=10), ''),), ('1 hidden mark',))
    >>> detector.detect(View("\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET}, \u06cc\u200c\u06a9"))
    []
"""

from __future__ import annotations

import re
import unicodedata

from checker.model import Change, Match, Severity, Span
from checker.pack.model import Pack
from checker.view import View

RULE = "personal.hidden-characters"
_TITLE = "Take the hidden marks out"
_CONFIDENCE = 0.9
_MANY = 12
"""So many in one paragraph can number a copy."""
_LONGEST_PLACE = 60

_JOINERS = "\u200c\u200d"
_MARKS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_HIDDEN = re.compile(f"[{_MARKS}]")
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Scripts that join letters with the marks, or that set no blank between words.
_JOINED = re.compile(
    "[\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
_SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
)
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_OVERRIDES = frozenset("\u202d\u202e")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uffa1-\uffdc]")
_BRAILLE = re.compile("[\u2801-\u28ff]")
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f")
_SELECTOR = re.compile("[\ufe00-\ufe0f]")
_KEYCAP_BASES = frozenset("0123456789#*")


class HiddenDetector:
    """Finds marks that nobody sees where they serve no purpose."""

    name = "hidden characters"
    scope = "paragraph"
    depth = "live"

    def detect(self, view: View) -> list[Match]:
        """One match at the first of them, with a change that takes all of them away."""
        text = view.raw
        if text.isascii() or not _HIDDEN.search(text):
            return []
        marks = _without_purpose(text)
        if not marks:
            return []
        place = _word_around(text, marks[0])
        edits = tuple((Span(first, last), "") for first, last in _runs(marks))
        return [
            Match(
                RULE,
                place,
                "other",
                _CONFIDENCE,
                severity=_severity(text, marks),
                evidence=_evidence(text, marks),
                change=Change(_TITLE, place, edits),
            )
        ]


def _without_purpose(text: str) -> list[int]:
    flags = {at for flag in _FLAG.finditer(text) for at in range(*flag.span())}
    to_left = _RIGHT_TO_LEFT.search(text) is not None
    return [
        found.start()
        for found in _HIDDEN.finditer(text)
        if found.start() not in flags and not _has_purpose(text, found.start(), to_left=to_left)
    ]


def _has_purpose(text: str, at: int, *, to_left: bool) -> bool:
    """Whether a mark does something where it stands."""
    mark = text[at]
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if mark in _JOINERS:
        letters = bool(_JOINED.match(before)) or bool(_JOINED.match(after))
        return letters or (mark == "\u200d" and _is_picture(before) and _is_picture(after))
    if mark == "\u200b":
        return bool(_SPACELESS.match(before)) or bool(_SPACELESS.match(after))
    if mark in _DIRECTION:
        return to_left
    if mark in "\ufe0e\ufe0f" and not before.isalpha() and not _SELECTOR.search(before + after):
        return True  # left over beside an emoji, as often as not
    if "\ufe00" <= mark <= "\ufe0f":
        return before in _KEYCAP_BASES or _is_picture(before) or _is_ideograph(before)
    if "\U000e0100" <= mark <= "\U000e01ef":
        return _is_ideograph(before)
    if mark in "\u115f\u1160\u3164\uffa0":
        return bool(_HANGUL.match(before)) or bool(_HANGUL.match(after))
    if mark == "\u2800":
        return bool(_BRAILLE.search(text))
    if "\u17b4" <= mark <= "\u180e":
        return bool(_JOINED.match(before))
    return False


def _is_picture(char: str) -> bool:
    """Whether it can be part of an emoji: a symbol, a skin tone, or the mark that makes it one."""
    if not char:
        return False
    return char == "\ufe0f" or (
        char > "\x7f" and unicodedata.category(char) in ("So", "Sk", "Sm", "Po")
    )


def _is_ideograph(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char >= "\U00020000"


def _word_around(text: str, at: int) -> Span:
    """The word that a mark stands in or beside: a place that can be seen."""
    start = end = at
    while start and not text[start - 1].isspace() and at - start < _LONGEST_PLACE // 2:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - at < _LONGEST_PLACE // 2:
        end += 1
    return Span(start, end)


def _runs(marks: list[int]) -> list[tuple[int, int]]:
    """Marks that follow each other as one place."""
    runs: list[tuple[int, int]] = []
    for at in marks:
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _severity(text: str, marks: list[int]) -> Severity:
    """A note for what slips in; a warning where it reverses text, holds a message or a number."""
    told = any(
        text[at] in _OVERRIDES or text[at] >= "\U000e0000" or "\ufe00" <= text[at] <= "\ufe0e"
        for at in marks
    )
    return "warning" if told or len(marks) >= _MANY else "note"


def _evidence(text: str, marks: list[int]) -> tuple[str, ...]:
    """How many, and what they can do."""
    facts = [f"{len(marks)} hidden mark{'s' * (len(marks) > 1)}"]
    found = {text[at] for at in marks}
    if found & _OVERRIDES:
        facts.append("text is shown in reverse")
    if any("\U000e0000" <= mark <= "\U000e007f" for mark in found):
        facts.append("tags that can hold a message")
    if any("\ufe00" <= mark <= "\ufe0f" or mark >= "\U000e0100" for mark in found):
        facts.append("selectors that can hold a message")
    return tuple(facts)


def build(pack: Pack) -> tuple[HiddenDetector, ...]:
    """The detector, where the pack has its rule."""
    return (HiddenDetector(),) if RULE in pack.rules else ()
