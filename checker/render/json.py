"""Reports as JSON, stable from the first release.

Offsets are code points of the segment's original text, the end is exclusive. No words of the
draft are in it; only replacements are, which the pack brings.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from checker.model import Edit, Entity, Finding, Fix, NotRun
from checker.render import Checked, Run

VERSION = 1


def render(run: Run) -> str:
    """The whole run as one document, with a line break at the end."""
    document = {
        "version": VERSION,
        "pack": {"id": run.pack.id, "version": run.pack.version, "age_days": run.pack.age_days},
        "as_of": instant(run.as_of),
        "files": [_file(checked) for checked in run.files],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def instant(moment: datetime) -> str:
    """A time in UTC the way JSON has it: 2026-11-22T08:00:00Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _file(checked: Checked) -> dict[str, Any]:
    report = checked.report
    return {
        "path": checked.path,
        "findings": [finding_to_dict(f) for f in report.findings] if report else [],
        "not_run": [not_run_to_dict(n) for n in report.not_run] if report else [],
        "error": checked.error or None,
    }


def finding_to_dict(finding: Finding) -> dict[str, Any]:
    """One finding as JSON has it."""
    clause = finding.clause
    return {
        "rule": finding.rule_id,
        "category": finding.category,
        "type": finding.type,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "segment": finding.segment,
        "start": finding.span.start,
        "end": finding.span.end,
        "message": finding.message,
        "why": finding.why,
        "clause": {"id": clause.id, "title": clause.title, "url": clause.url} if clause else None,
        "fixes": [_fix(fix) for fix in finding.fixes],
        "evidence": list(finding.evidence),
    }


def _fix(fix: Fix) -> dict[str, Any]:
    entry: dict[str, Any] = {"title": fix.title, "safe": fix.safe}
    if len(fix.edits) == 1:
        entry["replacement"] = fix.edits[0].replacement
    entry["edits"] = [_edit(edit) for edit in fix.edits]
    return entry


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "segment": edit.segment,
        "start": edit.span.start,
        "end": edit.span.end,
        "replacement": edit.replacement,
    }


def not_run_to_dict(item: NotRun) -> dict[str, Any]:
    """A check that did not run, and why."""
    return {"check": item.check, "reason": item.reason, "kind": item.kind}


def entity_to_dict(entity: Entity) -> dict[str, Any]:
    """A value that was recognized and is no problem in itself."""
    return {
        "start": entity.span.start,
        "end": entity.span.end,
        "type": entity.type,
        "confidence": entity.confidence,
    }
