"""Rule + clause + match -> words a person can use, and the fixes that go with them.

What was noticed, why it matters here, what to write instead, the clause: in at most forty plain
words. Messages never quote the draft; the place does that. Applying a fix is here too, since it is
the same arithmetic backwards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.links import without_parameters
from checker.model import (
    ClauseRef,
    Draft,
    Edit,
    Finding,
    Fix,
    Match,
    Segment,
    Severity,
    Span,
    last_digits,
)
from checker.pack.model import Clause, FixTemplate, Pack, Rule, Term
from checker.spans import Spans, room

ONLY_THIS = "Only this is meant, not what you say about work."
_TERM_MESSAGES = {
    "finance": "This looks like a deal or figure that is not public yet.",
    "place": "This looks like a place that has not been announced.",
}
_TERM_MESSAGE = "This looks like something the company keeps confidential."
_LEAVE_OUT = "Leave it out"
_FEW_WORDS = 40
"""Characters; a fix that takes out more, a whole sentence, is for the person to look at first."""
_ARTICLES = frozenset({"a", "an", "the", "our"})
_DETERMINERS = _ARTICLES | {"my", "your", "this", "that"}


def explain(
    match: Match,
    also: tuple[str, ...],
    *,
    segment: int,
    text: str,
    pack: Pack,
    only_this: bool,
) -> Finding:
    """The finding for a match.

    Args:
        match: with a span in `text`.
        also: ids of the other rules that saw the place.
        segment: index of the segment in the draft.
        text: original text of the segment.
        pack: where rules, terms and clauses are.
        only_this: whether the post around it is protected speech.
    """
    fixes: tuple[Fix, ...]
    if match.term is not None and pack.terms is not None:
        term = pack.terms.term(match.term)
        message, why, severity = _of_term(match, term)
        clause = pack.clause(term.clause)
        fixes = _term_fixes(term, segment, text, match.span)
        contact = term.contact
    else:
        rule = pack.rules[match.rule_id]
        message, why, severity = rule.message, rule.why, rule.severity
        clause = pack.clause(rule.clause)
        if rule.needs:
            message = f"{message.rstrip('.')}: {_listed(match.evidence)}."
        if match.change:
            changed = match.change.edits
            edits = tuple(Edit(segment, span, words) for span, words in changed)
            is_small = all(words or span.end - span.start <= _FEW_WORDS for span, words in changed)
            fixes = (Fix(match.change.title, edits, safe=is_small),)
        else:
            fixes = _rule_fixes(rule, segment, text, match)
        if match.rest:
            rest = tuple(Edit(segment + further, span, "") for further, span in match.rest)
            fixes = tuple(replace(fix, edits=(*fix.edits, *rest)) for fix in fixes)
        contact = ""
    return Finding(
        rule_id=match.rule_id,
        type=match.type,
        segment=segment,
        span=match.span,
        severity=match.severity or severity,
        confidence=round(match.confidence, 3),
        message=message,
        why=f"{why} {ONLY_THIS}" if only_this else why,
        clause=_reference(clause),
        fixes=fixes,
        evidence=match.evidence,
        also=also,
        contact=contact or (clause.contact if clause else "") or pack.manifest.contact,
    )


def _listed(names: Sequence[str]) -> str:
    """Names as one says them: a, b and c."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def _of_term(match: Match, term: Term) -> tuple[str, str, Severity]:
    category = match.rule_id.partition(".")[0]
    why = f"{term.reason.rstrip('.')}." if term.reason else "It is on the company's list."
    if term.embargo_until:
        until = term.embargo_until
        why += f" Under embargo until {until.day} {until:%B %Y, %H:%M} UTC."
    return _TERM_MESSAGES.get(category, _TERM_MESSAGE), why, term.severity


def _reference(clause: Clause | None) -> ClauseRef | None:
    return ClauseRef(clause.id, clause.title, clause.url, clause.link) if clause else None


def _term_fixes(term: Term, segment: int, text: str, span: Span) -> tuple[Fix, ...]:
    fixes = []
    if term.replacement:
        words = _fit(term.replacement, text, span)
        edit = Edit(segment, _with_hash(text, span), words)
        # Elsewhere the ending of a word hangs on what stands before it ("das ein neues Projekt").
        fits = term.language.lower().partition("-")[0] == "en"
        fixes.append(Fix(f"Write “{words}”", (edit,), safe=fits))
    fixes.append(_leave_out(segment, text, _with_hash(text, span), safe=not term.replacement))
    return tuple(fixes)


def _rule_fixes(rule: Rule, segment: int, text: str, match: Match) -> tuple[Fix, ...]:
    span = match.span
    last4 = match.last4 or last_digits(text[span.start : span.end])
    fixes = [_templated(fix, segment, text, span, last4) for fix in rule.fixes]
    offered = [fix for fix in fixes if fix.edits]
    if all(fix.replacement or fix.drop for fix in rule.fixes):
        whole = not offered and not rule.needs  # of a combination it would be half a sentence
        offered.append(_leave_out(segment, text, span, safe=whole))
    return tuple(offered)


def _templated(fix: FixTemplate, segment: int, text: str, span: Span, last4: str) -> Fix:
    """The fix at this place; without edits where there is nothing to drop."""
    if fix.drop:
        gone = without_parameters(text, span, fix.drop)
        return Fix(fix.title, tuple(Edit(segment, part, "") for part in gone), fix.safe)
    if not fix.replacement:
        return Fix(fix.title, (Edit(segment, room(text, span), ""),), fix.safe)
    replacement = fix.replacement.replace("{last4}", last4)
    return Fix(fix.title, (Edit(segment, span, replacement),), fix.safe)


def _leave_out(segment: int, text: str, span: Span, *, safe: bool) -> Fix:
    return Fix(_LEAVE_OUT, (Edit(segment, room(text, span), ""),), safe)


def _with_hash(text: str, span: Span) -> Span:
    """A hashtag is replaced with its mark."""
    return Span(span.start - 1, span.end) if span.start and text[span.start - 1] == "#" else span


def _fit(replacement: str, text: str, span: Span) -> str:
    """Capital letter where a sentence begins, no second article."""
    before = text[: _with_hash(text, span).start].rstrip()
    last = before.rsplit(None, 1)[-1].casefold() if before else ""
    first, _, rest = replacement.partition(" ")
    if rest and first in _ARTICLES and last in _DETERMINERS:
        return rest
    if not before or before[-1] in ".!?":
        return replacement[:1].upper() + replacement[1:]
    return replacement


def apply_fixes(draft: Draft, fixes: Iterable[Fix]) -> tuple[Draft, tuple[Edit, ...]]:
    """Apply fixes; of those that overlap the first one counts.

    Returns:
        The new draft, and the edits that give the old one back.
    """
    return apply_edits(draft, [edit for fix in compatible(fixes) for edit in fix.edits])


def compatible(fixes: Iterable[Fix]) -> tuple[Fix, ...]:
    """Those fixes that can be applied together; of those that overlap the first one."""
    kept: list[Fix] = []
    taken: defaultdict[int, Spans] = defaultdict(Spans)
    for fix in fixes:
        if not any(taken[edit.segment].meeting(edit.span) for edit in fix.edits):
            kept.append(fix)
            for edit in fix.edits:
                taken[edit.segment].add(edit.span)
    return tuple(kept)


def apply_edits(draft: Draft, edits: Sequence[Edit]) -> tuple[Draft, tuple[Edit, ...]]:
    """Apply edits that do not overlap, and give the edits that undo them."""
    segments: list[Segment] = list(draft.segments)
    undo: list[Edit] = []
    for index, segment in enumerate(segments):
        own = sorted((e for e in edits if e.segment == index), key=lambda e: e.span)
        if not own:
            continue
        parts: list[str] = []
        at = shift = 0
        for edit in own:
            old = segment.text[edit.span.start : edit.span.end]
            parts += (segment.text[at : edit.span.start], edit.replacement)
            start = edit.span.start + shift
            undo.append(Edit(index, Span(start, start + len(edit.replacement)), old))
            shift += len(edit.replacement) - len(old)
            at = edit.span.end
        parts.append(segment.text[at:])
        segments[index] = replace(segment, text="".join(parts))
    return Draft(tuple(segments)), tuple(undo)
