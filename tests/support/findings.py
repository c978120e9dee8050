"""Made-up findings and reports for tests of what shows them."""

from __future__ import annotations

from datetime import UTC, datetime

from checker.model import (
    ClauseRef,
    Edit,
    Finding,
    Fix,
    NotRun,
    PackInfo,
    Report,
    Severity,
    Span,
)

CLAUSE = ClauseRef("SMP-4.1", "Personal data of others", "clearpost:policy#smp-4.1")


def finding_of(
    text: str,
    words: str,
    severity: Severity = "warning",
    *,
    rule_id: str = "personal.email",
    message: str = "This looks like someone's email address.",
    replacements: tuple[str, ...] = ("",),
    safe: bool = True,
    contact: str = "privacy@aldermere.example",
) -> Finding:
    """A finding at the first place where `words` stand in `text`."""
    start = text.index(words)
    span = Span(start, start + len(words))
    fixes = tuple(
        Fix("Write instead" if new else "Leave it out", (Edit(0, span, new),), safe)
        for new in replacements
    )
    return Finding(
        rule_id=rule_id,
        type="email",
        segment=0,
        span=span,
        severity=severity,
        confidence=0.97,
        message=message,
        why="Anyone who reads the post can write to them.",
        clause=CLAUSE,
        fixes=fixes,
        contact=contact,
    )


def report_of(*findings: Finding, not_run: tuple[NotRun, ...] = ()) -> Report:
    """A report with these findings."""
    return Report(
        findings=findings,
        pack=PackInfo("example", "1", 3, has_company_terms=True),
        checked_on=datetime(2026, 11, 22, tzinfo=UTC),
        not_run=not_run,
    )
