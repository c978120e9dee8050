"""Made-up findings and reports for tests of what shows them."""

from __future__ import annotations

from datetime import UTC, date, datetime

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
from checker.pack.model import Clause, Policy

CLAUSE = ClauseRef("SMP-4.1", "Personal data of others", "clearpost:policy#smp-4.1")
MESSAGE = "This looks like someone's email address."
WHY = "Anyone who reads the post can write to them."


def finding_of(
    text: str,
    words: str,
    severity: Severity = "warning",
    *,
    rule_id: str = "personal.email",
    type_: str = "email",
    message: str = MESSAGE,
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
        type=type_,
        segment=0,
        span=span,
        severity=severity,
        confidence=0.97,
        message=message,
        why=WHY,
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


def policy_of(*ids: str) -> Policy:
    """A small policy with clauses of these ids."""
    clauses = tuple(
        Clause(
            id=clause_id,
            title=f"Title of {clause_id}",
            rule="One sentence that says what to do. " * 4,
            why="And one that says why it matters.",
            fine="A post that is fine.",
            not_fine="A post that is not.",
            instead="What to write in its place.",
            owner="Communications",
            valid_from=date(2026, 11, 1),
            version="1.0",
        )
        for clause_id in ids
    )
    notice = "A sample; counsel must adapt it."
    return Policy(title="A small policy", version="1", notice=notice, clauses=clauses)
