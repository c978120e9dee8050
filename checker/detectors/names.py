r"""People's names by what stands beside them, without a model of a language.

A capitalized word is a name where something says so: a title ("Ms. Ortiz"), a relation ("my
colleague Anna"), a department ("Anna from accounting"), a greeting ("Sorry, Maria"), or that it is
a common first name. What these cannot tell is left alone; a name model may take the place of this
room and keep its kinds. Those who speak in a public role ("Dr. Chen", "Senator Lee") are no one's
patient or colleague here.

    >>> [(name.kind, "my colleague Anna is ill"[name.start:name.end])
    ...  for name in Names(["anna"]).find("my colleague Anna is ill")]
    [('colleague', 'Anna')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import re2

from checker.model import Span
from checker.regex import options
from checker.spans import Spans
from checker.view import fold

SAYS = {
    "colleague": "a colleague's name",
    "titled": "a name",
    "named": "a first name",
    "fullname": "a name",
    "initials": "initials",
}
"""What a finding calls each kind of name."""


def _lines(text: str) -> tuple[str, ...]:
    """The words of a table: some a line, a bar between them."""
    return tuple(
        word.strip() for line in text.split("\n") for word in line.split("|") if word.strip()
    )


_NAME = r"[A-Z\xc0-\xde][a-z\xdf-\xff]+(?:[-'\u2019][A-Z\xc0-\xde][a-z\xdf-\xff]+)?"
_FULL = rf"{_NAME}(?: (?:(?:van|de|von|der|al|el|la) ){{0,2}}{_NAME}| [A-Z]\b\.?)?"
_RELATION = (
    r"colleague|co-?worker|team-?mate|manager|boss|supervisor|team lead(?:er)?|deskmate|intern|"
    r"assistant|secretary|trainee|apprentice|employee|new hire|receptionist|accountant|work bestie|"
    r"caretaker|janitor|cook|chef|driver|foreman|principal|coach|C[EFT]O|head of [a-z]+|bookkeeper|"
    r"work friend|predecessor|successor|deputy|line manager|department head|direct report"
)
_DEPARTMENT = (
    r"accounting|accounts|HR|human resources|finance|sales|marketing|legal|IT|payroll|reception|"
    r"logistics|purchasing|procurement|the warehouse|my team|our team|our office|my office|work|"
    r"the office|R&D|engineering|security|facilities|the front desk|customer service|support|"
    r"billing|the lab|our lab|compliance|admin|operations|quality|production|shipping|"
    r"controlling|catering|stock|the store|our branch|editorial|research|design|product|analytics|"
    r"audit|treasury|PR|communications|maintenance|admissions|radiology|the pharmacy|transport|"
    r"our department|my department|the night shift|the day shift|dispatch|the kitchen|housekeeping"
)
_CUES = (
    (
        "colleague",
        rf"\b(?P<cut>(?:[Mm]y|[Oo]ur) (?:(?:old|former|dear|poor|lovely|new|favou?rite|fellow) )?"
        rf"(?:{_RELATION}),? (?P<name>{_FULL})),?",
    ),
    (
        "colleague",
        rf"\b(?P<cut>(?P<name>{_FULL})(?:,)? (?:from|in|over in|down in|at) (?:{_DEPARTMENT}))\b",
    ),
    (
        "colleague",
        rf"\b(?P<cut>(?P<name>{_FULL}),? (?:(?:who is|is) )?(?:my|our|a) (?:{_RELATION}))\b",
    ),
    (
        "colleague",
        rf"\b(?:[Ww]ork(?:ing|ed)? with|[Ss]hare an office with|[Dd]esk next to) "
        rf"(?P<name>{_FULL})",
    ),
    (
        "titled",
        rf"\b(?P<name>(?:Mr|Mrs|Ms|Miss|Mx|Herr|Frau|Se\xf1ora?|Monsieur|Madame|Mme|Signora?)\.? "
        rf"(?:{_FULL}|[A-Z]\b\.?))",
    ),
    (
        "named",
        rf"\b(?:[Hh]i|[Hh]ello|[Dd]ear|[Hh]ey|[Ss]orry|[Tt]hank you|[Tt]hanks(?: again)?|"
        rf"[Gg]et well(?: soon)?),? (?P<name>{_NAME})(?=[ ]?[,.!:])",
    ),
    ("named", rf"\b(?:named|called|name is|name was) (?P<name>{_FULL})"),
    (
        "named",
        rf"\b(?:[Pp]atient|[Rr]esident|[Cc]lient|[Cc]ustomer|[Pp]upil|[Ss]tudent|[Tt]enant|"
        rf"[Gg]uest|[Mm]ember)(?: of (?:mine|ours))?,? (?P<name>{_NAME}(?: {_NAME}| [A-Z]\b\.?)?)",
    ),
    (
        "initials",
        r"(?:^|[^\w.@])(?P<name>[A-Z]\. ?[A-Z]\.)(?=[,;:)]|\u2019s|'s|$| (?:[a-z(]|\d))",
    ),
    ("initials", r"\b[Pp](?:t|atient) (?P<name>[A-Z]{2}|[A-Z]\.)(?=[ ,;:.(]|$)"),
)
_SHAPES = tuple((kind, re.compile(pattern)) for kind, pattern in _CUES)


def _sieve() -> Any:
    """One set for all cues, a little wider than they are: most texts hold none of them."""
    patterns = re2.Set.SearchSet(options())
    for _, pattern in _CUES:
        loose = pattern.partition("(?=")[0].replace(r"\b", "").replace(r"\u2019", "'")
        patterns.Add(loose.encode("latin-1"))
    patterns.Compile()
    return patterns


_SIEVE = _sieve()


def cues_in(text: str) -> list[int]:
    """Which of the cues a text may hold, by their number."""
    plain = text.replace("\u2019", "'").encode("latin-1", "replace")
    return sorted(_SIEVE.Match(plain) or ())


_GIVEN = re.compile(
    rf"(?<![\w@#/.'\u2019-])(?P<first>{_NAME})(?P<last> {_NAME}| [A-Z]\b\.?(?! ?[A-Z]))?"
)
# Public roles, saints, streets and everything else that a name may be part of.
_ROLE = re.compile(
    r"(?:\b(?:Drs?|Doctor|Prof|Professor|President|Senator|Sen|Rep|Gov|Governor|Mayor|Minister|"
    r"Secretary|Judge|Justice|Sheriff|Officer|Chief|Captain|Capt|Sgt|General|Gen|Lt|Col|Colonel|"
    r"Coach|King|Queen|Prince|Princess|Pope|Saint|St|Sir|Lady|Lord|Dame|Rev|Reverend|Pastor|"
    r"Father|Sister|Brother|Uncle|Aunt|Auntie|Grandma|Grandpa|Nurse|Chef|DJ|Santa)\.?|[@#&])\s?$"
)
_BEFORE = re.compile(r"[\w,;)] ?([A-Z\xc0-\xde][\w'-]*) $")
# How somebody is spoken to.
_CALLED = re.compile(
    r"(?:, |\b(?:[Hh]i|[Hh]ello|[Dd]ear|[Hh]ey|[Ss]orry|[Tt]hank you|[Tt]hanks|[Ss]oon|[Ww]ell|"
    r"[Mm]orning|[Tt]here),? )$"
)
# Whose name it is; without it they are still that.
_ROLE_BEFORE = re.compile(
    r"\b(?:[Pp]atient|[Rr]esident|[Cc]lient|[Cc]ustomer|[Pp]upil|[Ss]tudent|[Tt]enant|[Gg]uest|"
    r"[Mm]ember|[Kk]id|[Gg]irl|[Bb]oy)(?: of (?:mine|ours),)? $"
)
_NOT_NAMES = frozenset(
    _lines(
        """
        a|about|after|again|all|am|an|and|any|april|are|as|at|august|baby|be|because|bed|been|before
        boss|but|by|can|care|client|clinic|colleagues|could|customer|dad|daddy|day|days|dear|december
        did|do|doctor|does|emergency|english|everybody|everyone|february|floor|folks|for|friday|friend
        friends|from|get|god|good|grandma|grandpa|great|guys|had|happy|has|have|he|hello|her|here|hey
        hi|his|hope|hospital|how|i|if|in|is|it|its|january|july|june|just|ladies|last|let|like|love
        madam|manager|many|march|may|maybe|me|miss|mom|mommy|monday|more|most|much|mum|mummy|my|never
        new|next|night|no|none|not|november|now|nurse|october|of|off|oh|ok|okay|on|one|only|or|other
        our|out|patient|please|poor|really|room|saturday|say|see|september|she|sir|so|some|somebody
        someone|still|such|sunday|sure|team|thank|thanks|that|the|their|them|then|there|these|they
        this|those|thursday|thus|to|today|tomorrow|tonight|too|tuesday|unit|until|up|us|very|ward|was
        we|wednesday|well|were|what|when|where|which|while|who|why|will|with|would|yes|yesterday|yet
        you|your
        """
    )
)
_STATES = frozenset(
    {"U.S.", "U.K.", "D.C.", "L.A.", "N.Y.", "E.U.", "P.S.", "R.I.", "O.K.", "M.D."}
)


GATES = {
    "colleague": _lines(
        """
        colleague|coworker|co-worker|teammate|team-mate|manager|boss|supervisor|team|deskmate|intern
        assistant|secretary|trainee|apprentice|employee|new hire|receptionist|accountant|work bestie
        predecessor|successor|deputy|department|direct report|accounting|accounts|hr
        human resources|finance|sales|marketing|legal|from it|in it|payroll|reception|logistics
        controlling|catering|stock|store|branch|editorial|research|design|product|analytics|audit
        treasury|from pr|in pr|communications|maintenance|admissions|radiology|pharmacy|transport
        purchasing|procurement|warehouse|office|at work|from work|work with|working with|worked with
        r&d|engineering|security|facilities|caretaker|janitor|cook|chef|driver|foreman|principal|coach|desk|service|support|billing|lab|compliance|admin|operations|quality|production
        shipping|shift|dispatch|kitchen|housekeeping
        """
    ),
    "titled": _lines("mr|mrs|ms|miss|mx|herr|frau|senor|senora|monsieur|madame|mme|signor|signora"),
    "named": _lines(
        """
        hi|hello|dear|hey|sorry|thank you|thanks|get well|named|called|name is|name was|patient
        resident|client|customer|pupil|student|tenant|guest|member
        """
    ),
    "initials": (*(f"{letter}.*" for letter in "abcdefghijklmnopqrstuvwxyz"), "pt", "patient"),
}
"""Words of which one has to be there, beside the first names."""


class Name(NamedTuple):
    """A name in a text."""

    kind: str
    start: int
    end: int
    cut: tuple[int, int]
    """The words that a fix changes with it."""
    instead: str
    """What a fix writes there."""


class Names:
    """Finds names by their cues; knows the common first names."""

    def __init__(self, given: Iterable[str]) -> None:
        self._given = frozenset(map(fold, given))

    def find(self, text: str) -> list[Name]:
        """The names in a text, those with the stronger cue first where they meet."""
        found: list[Name] = []
        taken = Spans()
        for name in (*self._by_cue(text), *self._by_first_name(text)):
            if not taken.meeting(Span(name.start, name.end)):
                taken.add(Span(name.start, name.end))
                found.append(name)
        return sorted(found, key=lambda name: name.start)

    def _by_cue(self, text: str) -> Iterator[Name]:
        for kind, shape in (_SHAPES[number] for number in cues_in(text)):
            for match in shape.finditer(text):
                start, end = match.span("name")
                cut = match.span("cut") if "cut" in shape.groupindex else (start, end)
                if kind == "initials":
                    if text[start:end].replace(" ", "") in _STATES:
                        continue
                elif kind != "titled":
                    first, _, second = text[start:end].partition(" ")
                    if fold(first) in _NOT_NAMES and not second:
                        continue
                    if fold(first) in _NOT_NAMES or (
                        fold(first) not in self._given and fold(second) in self._given
                    ):
                        start += len(first) + 1  # "So Stefan from sales"
                        cut = max(cut[0], start), cut[1]
                yield Name(kind, start, end, *_instead(kind, text, *cut))

    def _by_first_name(self, text: str) -> Iterator[Name]:
        at = 0
        while match := _GIVEN.search(text, at):
            at = match.end("first")  # what follows may be a name where this is none
            if fold(match["first"]) not in self._given:
                continue
            start, end = match.span()
            before = text[max(0, start - 24) : start]
            beside = _BEFORE.search(before)
            if _ROLE.search(before) or (beside and fold(beside[1]) not in _NOT_NAMES):
                continue
            last = (match["last"] or "").strip()
            if fold(last) in _NOT_NAMES:
                end, last = at, ""
            at = end
            kind = "fullname" if len(last.rstrip(".")) > 1 else "named"
            yield Name(kind, start, end, *_instead(kind, text, start, end))


def _instead(kind: str, text: str, start: int, end: int) -> tuple[tuple[int, int], str]:
    """What a fix changes, and what stands well there: nothing where somebody is spoken to."""
    before = text[max(0, start - 24) : start]
    if kind == "colleague":
        return (start, end), "a colleague"
    if before.endswith(("Dear ", "dear ")):
        return (start - len("Dear "), end), "Hello"
    if before.endswith(("Little ", "little ")):
        return (start - len("Little "), end), "a child"
    is_called = _CALLED.search(before) and (end == len(text) or text[end] in ",.!?:; \n")
    return (start, end), "" if is_called or _ROLE_BEFORE.search(before) else "someone"
