"""The values that pass through a check: draft in, report out.

All are frozen and tiny, all offsets are code points of the segment's original text with the end
exclusive, and every field that can carry words of a draft is kept out of `repr`, so that neither
a log line nor a traceback can show them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, NamedTuple, Protocol

Severity = Literal["note", "warning", "error"]
SEVERITIES: tuple[Severity, ...] = ("note", "warning", "error")

SegmentKind = Literal["body", "caption", "file name", "metadata"]
NotRunKind = Literal["failed", "skipped", "unsupported"]


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same range `by` code points further on."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Segment:
    """One run of text in a draft: a post of a thread, a caption, a page of a document."""

    text: str = field(repr=False)
    origin: str = ""
    """Where it comes from: a file, an archive member, an EXIF tag; empty for typed text."""
    kind: SegmentKind = "body"


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is about to post."""

    segments: tuple[Segment, ...]

    @classmethod
    def of(cls, *texts: str) -> Draft:
        """A draft of one typed segment per text."""
        return cls(tuple(Segment(text) for text in texts))


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person says is their own; what a draft says of it is a hint and no finding.

    It lives in the keychain of the system and in memory, nowhere else.
    """

    names: tuple[str, ...] = field(default=(), repr=False)
    emails: tuple[str, ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    handles: tuple[str, ...] = field(default=(), repr=False)
    """With or without the @ in front."""


class NearbyWords(Protocol):
    """Words of which one must stand in the same or a neighboring sentence."""

    def found_in(self, text: str) -> bool:
        """Whether one of the words occurs in `text`."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest edit that takes a combination of pieces apart."""

    title: str
    at: Span
    """The piece that it changes; the place that is shown where the whole is too long."""
    edits: tuple[tuple[Span, str], ...] = field(repr=False)

    def shifted(self, by: int) -> Change:
        """The same change `by` code points further on."""
        edits = tuple((span.shifted(by), words) for span, words in self.edits)
        return Change(self.title, self.at.shifted(by), edits)


@dataclass(frozen=True, slots=True)
class Match:
    """A raw hit of a detector: a place and a rule, no wording."""

    rule_id: str
    span: Span
    type: str
    confidence: float
    """0 to 1: how sure the detector is that the place is what the rule says."""
    rank: int = 0
    """How it was found: 5 company term, 4 check digit or structure proven, 3 fixed structure,
    2 words nearby, 1 generic. The higher one wins a place."""
    severity: Severity | None = None
    """In place of the rule's, where the detector knows better (an example value is a note)."""
    evidence: tuple[str, ...] = ()
    """Short facts about the match that hold no words of the draft."""
    term: int | None = None
    """Row of the company term that was hit."""
    needs: NearbyWords | None = field(default=None, repr=False, compare=False)
    """The match counts only where one of these words is near."""
    change: Change | None = field(default=None, repr=False)
    """What takes a combination apart."""
    disguised: bool = False
    """Whether it was found in another reading of the text; one in plain sight comes first."""
    rest: tuple[tuple[int, Span], ...] = ()
    """Where the value goes on in other segments: how many segments further, and the place."""
    last4: str = field(default="", repr=False)
    """The last four digits of a value that the text does not show as such."""

    def shifted(self, by: int) -> Match:
        """The same match `by` code points further on."""
        change = self.change and self.change.shifted(by)
        return replace(self, span=self.span.shifted(by), change=change)


def last_digits(value: str) -> str:
    """The last four digits of a value."""
    return "".join([char for char in value if char.isdecimal()][-4:])


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace a span of one segment."""

    segment: int
    span: Span
    replacement: str = field(repr=False)
    """An edit that undoes a fix holds words of the draft here."""


@dataclass(frozen=True, slots=True)
class Fix:
    """A change of the draft that is offered with a finding."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool
    """Whether it may be applied with one click and in bulk."""


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """The clause of the policy that a finding speaks of."""

    id: str
    title: str
    url: str
    """`clearpost:policy#smp-4.1`, opened by the built-in reader."""
    link: str = ""
    """The same clause on the organization's own pages, where the pack names one."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the person sees: one place in the draft, why it matters and what to write instead."""

    rule_id: str
    type: str
    segment: int
    span: Span
    severity: Severity
    confidence: float
    message: str
    why: str
    clause: ClauseRef | None
    fixes: tuple[Fix, ...] = ()
    evidence: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Rule ids of what else was seen at this place."""
    contact: str = ""
    """Who answers questions about the term or clause."""

    @property
    def category(self) -> str:
        """The part of the rule id before the dot."""
        return self.rule_id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Entity:
    """A value that was recognized and is no problem in itself."""

    segment: int
    span: Span
    type: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A match that was looked at and not reported, with the reason; for `--explain`."""

    rule_id: str
    segment: int
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class NotRun:
    """A check that did not run; silence would read as "all clear"."""

    check: str
    reason: str
    kind: NotRunKind


@dataclass(frozen=True, slots=True)
class PackInfo:
    """Which pack a report was made with."""

    id: str
    version: str
    age_days: int | None
    """Days since the pack was made; None where it does not say."""
    has_company_terms: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one check. Same draft, pack, options and date: same report."""

    findings: tuple[Finding, ...]
    pack: PackInfo
    checked_on: datetime
    not_run: tuple[NotRun, ...] = ()
    entities: tuple[Entity, ...] = ()
    weighed: tuple[Weighed, ...] = ()

    def with_not_run(self, more: tuple[NotRun, ...]) -> Report:
        """The same report, which also says what did not run elsewhere."""
        return replace(self, not_run=(*self.not_run, *more)) if more else self


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The highest severity among the findings."""
    return max((f.severity for f in findings), key=SEVERITIES.index, default=None)
