"""A run made by hand, so that what is rendered does not hang on the rules of a pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from checker.model import (
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
from checker.pack.model import Manifest, Pack
from checker.render import Checked, Run
from tests.support.findings import CLAUSE, MESSAGE, WHY, finding_of, policy_of
from tests.support.rules import rule

AS_OF = datetime(2026, 11, 22, tzinfo=UTC)
INFO = PackInfo("builtin", "2026.11.1", 3, False)
NO_LIST = NotRun("company terms", "no company list installed", "skipped")
NO_NAMES = NotRun("names and topics", "not part of this version", "unsupported")
BROKEN = NotRun("patterns", "it failed (ValueError)", "failed")


def finding(text: str, value: str, severity: Severity = "warning") -> Finding:
    """A finding at the first place of `value` in `text`, with all that can be rendered."""
    found = finding_of(text, value, severity, contact="")
    start, end = found.span
    fixes = (
        Fix("Write “[email]”", (Edit(0, found.span, "[email]"),), True),
        Fix("Leave it out", (Edit(0, Span(max(0, start - 1), end), ""),), False),
    )
    return replace(found, fixes=fixes, evidence=("valid domain",))


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
    rules={"personal.email": rule("personal.email", type="email", message=MESSAGE, why=WHY)},
    policy=policy_of(CLAUSE.id),
)
