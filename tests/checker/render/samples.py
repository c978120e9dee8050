"""A run made by hand, so that what is rendered does not hang on the rules of a pack."""

from __future__ import annotations

from datetime import UTC, date, datetime

from checker.model import (
    ClauseRef,
    Draft,
    Edit,
    Finding,
    Fix,
    NotRun,
    PackInfo,
    Report,
    Severity,
    Span,
    Weighed,
)
from checker.pack.model import Clause, Manifest, Pack, Policy, Rule
from checker.render import Checked, Run

AS_OF = datetime(2026, 11, 22, tzinfo=UTC)
INFO = PackInfo("builtin", "2026.11.1", 3, False)
NO_LIST = NotRun("company terms", "no company list installed", "skipped")
NO_NAMES = NotRun("names and topics", "not part of this version", "unsupported")
BROKEN = NotRun("patterns", "it failed (ValueError)", "failed")
CLAUSE = ClauseRef("SMP-4.1", "Personal data of others", "clearpost:policy#smp-4.1")


def finding(text: str, value: str, severity: Severity = "warning") -> Finding:
    """A finding at the first place of `value` in `text`."""
    start = text.index(value)
    span = Span(start, start + len(value))
    return Finding(
        rule_id="personal.email",
        type="email",
        segment=0,
        span=span,
        severity=severity,
        confidence=0.97,
        message="This looks like someone's email address.",
        why="Anyone who reads the post can write to them.",
        clause=CLAUSE,
        fixes=(
            Fix("Write “[email]”", (Edit(0, span, "[email]"),), True),
            Fix("Leave it out", (Edit(0, Span(max(0, start - 1), span.end), ""),), False),
        ),
        evidence=("valid domain",),
    )


def checked(
    text: str,
    *findings: Finding,
    path: str = "post.txt",
    not_run: tuple[NotRun, ...] = (NO_LIST, NO_NAMES),
    weighed: tuple[Weighed, ...] = (),
) -> Checked:
    """One file that was checked."""
    report = Report(findings, INFO, AS_OF, not_run, weighed=weighed)
    return Checked(path, Draft.of(text), report)


def run(*files: Checked) -> Run:
    """A run over some files."""
    return Run(INFO, AS_OF, files)


PACK = Pack(
    manifest=Manifest(id="builtin", version="2026.11.1"),
    rules={
        "personal.email": Rule(
            id="personal.email",
            type="email",
            message="This looks like someone's email address.",
            why="Anyone who reads the post can write to them.",
            clause="SMP-4.1",
        )
    },
    policy=Policy(
        title="Policy",
        version="1",
        notice="",
        clauses=(
            Clause(
                id="SMP-4.1",
                title="Personal data of others",
                rule="Leave out what leads to others.",
                why="They did not ask for it.",
                fine="Anna",
                not_fine="Anna's address",
                instead="Ask them first.",
                owner="Legal",
                valid_from=date(2026, 11, 1),
                version="1.0",
            ),
        ),
    ),
)
