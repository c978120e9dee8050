"""What a pack holds once it is loaded: rules, clauses, terms, protected speech.

A rule is data, a clause is what a finding quotes, a term is a row of the organization's list. A
`Pack` is swapped whole. Terms stay columns in `Terms`; a `Term` is made when one is hit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from checker.model import Severity
from checker.pack.calibration import Calibration

Reads = Literal["folded", "raw"]
RuleReads = Literal["folded", "raw", "hidden"]
Bounds = Literal["word", "number", "none"]
Within = Literal["sentence", "near", "post"]
TermMode = Literal["word", "exact", "case", "stem", "fuzzy", "regex", "sealed"]
TermStatus = Literal["draft", "test", "live", "retired"]


@dataclass(frozen=True, slots=True)
class FixTemplate:
    """A replacement a rule offers. `{last4}` stands for the last four digits of the value."""

    title: str
    replacement: str = ""
    safe: bool = True
    drop: tuple[str, ...] = ()
    """In place of a replacement: parameters to take out of the link, so that the rest stays; `*`
    is the one that holds the value, `@` the login before the host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a pattern means: the shape of a value, the words around it, and what to say."""

    id: str
    type: str
    message: str = ""
    why: str = ""
    severity: Severity = "warning"
    confidence: float = 0.9
    clause: str = ""
    fixes: tuple[FixTemplate, ...] = ()
    entity: bool = False
    """Recognized for `--entities` and for what it covers; never a finding by itself."""

    reads: RuleReads = "folded"
    patterns: tuple[str, ...] = ()
    """RE2. The group `value`, where there is one, is the place that is reported."""
    bounds: Bounds = "word"
    """What may not touch the value: `word` a letter or digit, `number` also a digit beyond a
    separator, `none` nothing is asked."""
    keywords: tuple[str, ...] = ()
    """Gate: one of these must stand in the folded text at all (prefixes of a token, words)."""
    names: tuple[str, ...] = ()
    """What the value is called. Without one, or a word of `near`, within reach: no match.
    Here and in the lists below, a word of up to four capitals counts in capitals only (SIN), a
    name also in small letters right before a number (sin 046 ...), and a name in its other
    spellings: N.I.F., tax_number, #TaxNumber."""
    near: tuple[str, ...] = ()
    """Words that make it likely, such as the country; they weigh less than a name."""
    not_near: tuple[str, ...] = ()
    """Words within reach that say it is something else, unless a name stands nearer."""
    reach: int = 60
    """Characters between the value and the word, either side."""
    alone: bool = False
    """A draft that is nothing but this value needs no word nearby, and is a note."""
    validator: str = ""
    """A name in `checker/validators/`."""
    examples: tuple[str, ...] = ()
    """Patterns (RE2) of documented example values: a note at most. Tried on the value as it was
    matched, and on its letters and digits alone."""
    in_links: bool = False
    """Whether a value inside a link counts (secrets do, phone numbers do not)."""
    rotate: str = ""
    """Where such a key is renewed, for secrets."""

    needs: tuple[str, ...] = ()
    """In place of patterns, for a combination: sets of kinds of pieces, of which one set must be
    there, such as `patient + illness + place/time`. The others stand near the first."""
    adds: tuple[str, ...] = ()
    """Kinds of pieces that make a combination surer; none of them has to be there."""
    unless: tuple[str, ...] = ()
    """Kinds of pieces that say it is something else, such as news or one's own health."""
    softer: tuple[str, ...] = ()
    """Kinds of pieces beside which a combination is a note, such as one's own family."""
    within: Within = "near"
    """How near: the same `sentence`, `near` also the neighboring ones, `post` all of a post of at
    most 600 characters."""

    flags: tuple[str, ...] = ()
    allows: tuple[str, ...] = ()
    source: str = ""
    """File and line it was read from."""

    @property
    def category(self) -> str:
        """The part of the id before the dot."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A thing that is quiet alone and may be loud beside others."""

    id: str
    kind: str
    """What combinations ask for: `illness`, `place`."""
    says: str
    """What a finding calls it, with its article: "an illness"."""
    words: tuple[str, ...] = ()
    """Words and phrases; `diagnos*` goes on, a word of up to four capitals counts in capitals."""
    patterns: tuple[str, ...] = ()
    """RE2. The group `value`, where there is one, is the piece, and `cut` what a fix changes."""
    reads: Reads = "folded"
    keywords: tuple[str, ...] = ()
    """Gate for the patterns: one of these must stand in the folded text; `diabet*` begins a word,
    `*itis` ends one."""
    instead: tuple[str, ...] = ()
    """What a fix may write in its place, the best first; empty text leaves it out."""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of the posting policy."""

    id: str
    title: str
    rule: str
    why: str
    fine: str
    not_fine: str
    instead: str
    owner: str
    valid_from: date
    version: str
    category: str = ""
    """Category of the findings about a company term that names this clause."""
    link: str = ""
    contact: str = ""

    @property
    def url(self) -> str:
        """What opens the built-in reader at this clause."""
        return f"clearpost:policy#{self.id.lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The posting policy: its clauses in order."""

    title: str
    version: str
    notice: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectedTopic:
    """Words of protected speech; they only ever lower a finding."""

    id: str
    language: str
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row of a term list."""

    id: str
    term: str
    variants: tuple[str, ...] = ()
    status: TermStatus = "live"
    language: str = "en"
    mode: TermMode = "word"
    severity: Severity = "warning"
    clause: str = ""
    reason: str = ""
    replacement: str = ""
    owner: str = ""
    contact: str = ""
    audience: tuple[str, ...] = ("all",)
    valid_from: datetime | None = None
    embargo_until: datetime | None = None
    public_since: datetime | None = None
    public_link: str = ""
    expires: datetime | None = None
    review_by: date | None = None
    contexts: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    must_match: tuple[str, ...] = ()
    must_not_match: tuple[str, ...] = ()

    def is_active(self, as_of: datetime, trusted: datetime) -> bool:
        """Whether the term counts at that time.

        `from`, `embargo_until` and `public_since` belong to the period they bound, `expires` does
        not: at the very instant of `embargo_until` the embargo still holds. It lifts by the
        trusted time and by nothing else.
        """
        if self.status in ("draft", "retired"):
            return False
        return not (
            (self.valid_from and as_of < self.valid_from)
            or (self.expires and as_of >= self.expires)
            or (self.public_since and as_of >= self.public_since)
            or (self.embargo_until and trusted > self.embargo_until)
        )

    def is_for(self, audiences: frozenset[str] | None) -> bool:
        """Whether the term speaks to one of the audiences; None means everybody."""
        return (
            audiences is None or "all" in self.audience or not audiences.isdisjoint(self.audience)
        )


class Terms(Protocol):
    """The terms of a pack as columns with their index; see `checker/pack/terms.py`."""

    sealed_count: int
    """How many of them are sealed, which this version cannot look for."""

    def __len__(self) -> int: ...

    def term(self, row: int) -> Term:
        """Decode one row."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`pack.toml`."""

    id: str
    version: str
    format: int = 1
    title: str = ""
    made_on: date | None = None
    extends: str = ""
    disable: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    contact: str = ""
    regions: tuple[str, ...] = ()
    """ISO countries whose national phone numbers are tried, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything a check needs to know; swapped whole."""

    manifest: Manifest
    rules: Mapping[str, Rule]
    policy: Policy
    pieces: Mapping[str, Piece] = field(default_factory=dict)
    protected: tuple[ProtectedTopic, ...] = ()
    terms: Terms | None = field(default=None, repr=False)
    calibration: Calibration = field(default_factory=Calibration)
    has_company_terms: bool = False
    """Whether an organization speaks in it: stacked on the built-in pack, or with terms alone."""

    def clause(self, clause_id: str) -> Clause | None:
        """The clause with that id, if the policy has it."""
        return next((c for c in self.policy.clauses if c.id == clause_id), None)
