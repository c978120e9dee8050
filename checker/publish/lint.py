"""`clearpost pack lint`: does a pack do what its authors show?

Every rule brings lines it flags and lines it leaves alone, every term lines it must and must not
match. All of them are run through the engine, so that a rule or a term which does something else
than its author means is found before anybody is bothered by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checker.engine import Engine
from checker.errors import Problem
from checker.model import Draft, Finding, Span
from checker.pack.load import load_pack
from checker.pack.model import Clause, Pack, Rule, Term
from checker.pack.samples import SampleError, parse
from checker.pack.source import Source, open_source
from checker.pack.term_keys import key, spellings
from checker.pack.terms import TermTable
from checker.publish.timing import Growth, measure

Clock = Callable[[], float]
_MAX_WORDS = 40
_MOMENT = timedelta(seconds=1)


@dataclass(slots=True)
class Result:
    """What linting a pack came to."""

    pack: Pack
    problems: list[Problem] = field(default_factory=list)
    rules: int = 0
    terms: int = 0
    samples: int = 0
    slowest: str = ""
    growth: Growth = field(default_factory=lambda: Growth(0.0, 0.0))


def lint(path: Path, *, builtin: Path, now: datetime, clock: Clock | None) -> Result:
    """Run everything a pack says about itself.

    Args:
        path: the pack; of one that extends the built-in one, only its own rules are run.
        builtin: where the built-in pack lies.
        now: what day it is, for terms that are over.
        clock: seconds, for the timing of patterns; None leaves that out.

    Raises:
        PackError: it cannot even be loaded.
    """
    pack = load_pack(path, builtin=builtin)
    places = _Places(open_source(path))
    result = Result(pack)
    for place, what in _rule_problems(result, _own_rules(pack, path, builtin), clock):
        result.problems.append(places.of_rule(*place, what))
    result.problems += [
        Problem("policy.toml", places.line("policy.toml", f'"{c.id}"'), "link", what)
        for c, what in _clause_problems(pack)
    ]
    for term, column, sample, what in _term_problems(result, now):
        result.problems.append(places.of_term(term, column, sample, what))
    result.problems.sort()
    return result


def _own_rules(pack: Pack, path: Path, builtin: Path) -> list[Rule]:
    """Rules that this pack brings or changes."""
    if path.resolve() == builtin.resolve() or pack.manifest.extends != "builtin":
        return list(pack.rules.values())
    below = load_pack(builtin).rules
    return [rule for rule in pack.rules.values() if below.get(rule.id) != rule]


# Rules

_Place = tuple[Rule, str, str]
"""A rule, the key of it that is wrong, and the sample, where it is one."""


def _rule_problems(
    result: Result, rules: list[Rule], clock: Clock | None
) -> Iterator[tuple[_Place, str]]:
    # Without the terms: a company term takes the place of whatever else is there.
    engine = Engine(replace(result.pack, terms=None))
    seen: dict[object, Rule] = {}
    for rule in rules:
        result.rules += 1
        for name in ("flags", "allows"):
            if not getattr(rule, name):
                yield (rule, name, ""), f"show at least one line that it {name}"
            for sample in getattr(rule, name):
                result.samples += 1
                what = sample_problem(engine, rule, sample, flagged=name == "flags")
                if what:
                    yield (rule, name, sample), what
        words = len(f"{rule.message} {rule.why}".split())
        if words > _MAX_WORDS:
            yield (rule, "why", ""), f"message and why take {words} words; {_MAX_WORDS} at most"
        for pattern in rule.patterns:
            same = (pattern, rule.reads, rule.keywords, rule.names, rule.near, rule.validator)
            first = seen.setdefault(same, rule)
            if first is not rule:
                yield (rule, "patterns", ""), f"{first.id} has the same pattern; leave one out"
        if clock is not None:
            yield from _growth_problems(result, rule, clock)


def _growth_problems(result: Result, rule: Rule, clock: Clock) -> Iterator[tuple[_Place, str]]:
    growth = measure(rule, result.pack.manifest.regions, clock)
    if growth.seconds > result.growth.seconds:
        result.growth, result.slowest = growth, rule.id
    if not growth.is_linear:
        yield (
            (rule, "patterns", ""),
            f"takes {growth.ratio:.0f} times as long on four times the text; "
            "begin the pattern with something rarer",
        )


def sample_problem(
    engine: Engine, rule: Rule, sample: str, *, flagged: bool, any_rule: bool = False
) -> str:
    """What is wrong with a sample of a rule; empty where it does what it shows.

    Args:
        engine: holds the rule.
        rule: whose sample it is.
        sample: a line, with marks where it is one that is flagged.
        flagged: whether the rule should flag the marks, or leave the line alone.
        any_rule: whether another rule of the same type may have the place.
    """
    try:
        text, marks = parse(sample)
    except SampleError as error:
        return str(error)
    if flagged and not marks:
        return "a flagged line has a ⟦mark⟧ around what is flagged"
    if not flagged and marks:
        return "a line that is left alone has no ⟦marks⟧"
    found = _found(engine, rule, text, flagged=flagged, any_rule=any_rule)
    missed = [mark for mark in marks if mark not in found]
    extra = [span for span in found if span not in marks]
    if missed and extra:
        return f"finds {_quoted(text, extra)} in place of {_quoted(text, missed)} in: {text}"
    if missed:
        return f"does not find {_quoted(text, missed)} in: {text}"
    if extra and not any_rule:
        return f"finds {_quoted(text, extra)} in: {text}"
    return ""


def _found(engine: Engine, rule: Rule, text: str, *, flagged: bool, any_rule: bool) -> list[Span]:
    """The places that are the rule's; where a sibling won one that it saw too, it is both's."""
    report = engine.check(Draft.of(text), as_of=_NOON, deep=False, entities=rule.entity)
    if rule.entity:
        return [entity.span for entity in report.entities if entity.type == rule.type]
    return [
        finding.span
        for finding in report.findings
        if finding.rule_id == rule.id
        or (flagged and finding.type == rule.type and (any_rule or rule.id in finding.also))
    ]


_NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
"""Rules do not go by the day; some day has to be given."""


def _quoted(text: str, spans: Iterable[Span]) -> str:
    return ", ".join(f"⟦{text[span.start : span.end]}⟧" for span in spans)


# Clauses


def _clause_problems(pack: Pack) -> Iterator[tuple[Clause, str]]:
    for clause in pack.policy.clauses:
        if clause.link and not clause.link.startswith(("https://", "http://")):
            yield clause, f"{clause.id}: should be a web address such as https://intranet.example/"


# Terms


def _term_problems(result: Result, now: datetime) -> Iterator[tuple[Term, str, str, str]]:
    """A term, its column, the sample and what is wrong."""
    pack = result.pack
    engine = Engine(replace(pack, rules={}))
    for row in range(len(pack.terms or ())):
        assert pack.terms is not None
        term = pack.terms.term(row)
        result.terms += 1
        if term.status in ("draft", "retired") or term.mode == "sealed":
            continue
        day = active_day(term, now)
        if day is None:
            yield term, "from", "", "its dates leave no day on which it counts"
            continue
        for sample in term.must_match:
            result.samples += 1
            if not _matches(engine, term, sample, day) and not _excused(pack, term, sample, day):
                yield term, "must_match", sample, f"{term.id} does not match: {sample}"
        # What has become public or is over is quiet from then on, not before.
        quiet_day = now if _is_over(term, now) else day
        for sample in term.must_not_match:
            result.samples += 1
            if _matches(engine, term, sample, quiet_day):
                yield term, "must_not_match", sample, f"{term.id} matches: {sample}"


def active_day(term: Term, now: datetime) -> datetime | None:
    """A time at which the term counts: now if it does, else the nearest to one of its dates."""
    ends = [e - _MOMENT for e in (term.expires, term.public_since) if e is not None]
    for moment in (now, term.valid_from, term.embargo_until, *ends):
        if moment is not None and term.is_active(moment, moment):
            return moment
    return None


def _is_over(term: Term, now: datetime) -> bool:
    return not term.is_active(now, now) and (term.valid_from is None or term.valid_from <= now)


def _matches(engine: Engine, term: Term, text: str, day: datetime) -> bool:
    report = engine.check(Draft.of(text), as_of=day, deep=False)
    return any(_is_of(finding, term) for finding in report.findings)


def _is_of(finding: Finding, term: Term) -> bool:
    return f"term {term.id}" in finding.evidence


def _excused(pack: Pack, term: Term, sample: str, day: datetime) -> bool:
    """Whether another term has the place, or the sample is one edit away from the term."""
    if term.mode == "fuzzy" and any(_within_one_edit(key(s), key(sample)) for s in spellings(term)):
        return True
    alone = Engine(replace(pack, rules={}, terms=TermTable.build([term])))
    return _matches(alone, term, sample, day)


def _within_one_edit(word: bytes, text: bytes) -> bool:
    """Whether `text` holds `word` but for one letter (Sellers, 1980)."""
    costs = list(range(len(word) + 1))
    best = costs[-1]
    for letter in text:
        diagonal, costs[0] = costs[0], 0
        for index, wanted in enumerate(word, 1):
            cost = min(diagonal + (letter != wanted), costs[index] + 1, costs[index - 1] + 1)
            diagonal, costs[index] = costs[index], cost
        best = min(best, costs[-1])
    return best <= 1


# Where it is


class _Places:
    """Finds the line of a sample again in the file it came from."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lines: dict[str, list[str]] = {}

    def of_rule(self, rule: Rule, column: str, sample: str, what: str) -> Problem:
        path, _, line = rule.source.rpartition(":")
        return Problem(path, self.line(path, sample, int(line)), column, f"{rule.id}: {what}")

    def of_term(self, term: Term, column: str, sample: str, what: str) -> Problem:
        for path in self._source.names:
            if path.startswith("terms/"):
                line = self._line_of_id(path, term.id)
                if line:
                    return Problem(path, self.line(path, sample, line), column, what)
        return Problem("terms", 0, column, what)

    def line(self, path: str, words: str, start: int = 0) -> int:
        """The first line from `start` on that holds `words`; `start` where none does."""
        lines = self._lines_of(path)
        for number in range(max(start, 1), len(lines) + 1) if words else ():
            if words in lines[number - 1]:
                return number
        return start

    def _line_of_id(self, path: str, term_id: str) -> int:
        """The line of a term; T1 is neither T10 nor a part of OT1. 0 where it is not there."""
        whole = re.compile(rf"(?<![\w.-]){re.escape(term_id)}(?![\w.-])")
        numbered = enumerate(self._lines_of(path), 1)
        return next((number for number, line in numbered if whole.search(line)), 0)

    def _lines_of(self, path: str) -> list[str]:
        if path not in self._lines:
            known = path in self._source.names
            text = self._source.read(path).decode("utf-8", "replace") if known else ""
            self._lines[path] = text.split("\n")
        return self._lines[path]
