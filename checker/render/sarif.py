"""Reports as SARIF 2.1.0, for editors and review tools.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Columns and offsets count code
points, and the file says so (`columnKind`); Qt and VS Code count UTF-16 units and convert. There
is no snippet: a report holds no words of the draft. For the same reason a fingerprint is made of
the rule and its how-many-eth place in the file, never of the text, which could be guessed back.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from checker.model import Finding, Fix, Span, worst
from checker.pack.model import Pack
from checker.render import CLIPBOARD, STDIN, Checked, Run
from checker.render.json import instant
from checker.render.lines import Lines

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"failed": "error", "unsupported": "note", "skipped": "note"}


def render(run: Run, pack: Pack, version: str) -> str:
    """The whole run as one SARIF log.

    Args:
        run: what was checked.
        pack: the words of its rules and clauses.
        version: of Clearpost, where it is known.
    """
    by_rule: dict[str, list[Finding]] = {}
    for report in run.reports():
        for finding in report.findings:
            by_rule.setdefault(finding.rule_id, []).append(finding)
    hit = sorted(by_rule)
    rules = [_rule(rule_id, by_rule[rule_id], pack) for rule_id in hit]
    places: dict[str, int] = {}
    for checked in run.files:
        places.setdefault(uri(checked.path), len(places))
    driver = {"name": "Clearpost", "rules": rules} | ({"version": version} if version else {})
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "invocations": [_invocation(run, places)],
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": name}} for name in places],
                "results": [
                    result
                    for checked in run.files
                    for result in _results(checked, places[uri(checked.path)], hit)
                ],
                "properties": {
                    "asOf": instant(run.as_of),
                    "pack": {
                        "id": run.pack.id,
                        "version": run.pack.version,
                        "ageDays": run.pack.age_days,
                    },
                },
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule_id: str, findings: list[Finding], pack: Pack) -> dict[str, Any]:
    """What a rule says; for company terms, what is the same for all that were found."""
    rule = pack.rules.get(rule_id)
    clauses = {rule.clause} if rule else {f.clause.id if f.clause else "" for f in findings}
    clause = pack.clause(clauses.pop()) if len(clauses) == 1 else None
    message = rule.message if rule else findings[0].message
    why = rule.why if rule else "It is on the company's list."
    level = rule.severity if rule else worst(findings)
    help_text = f"{message} {why}"
    markdown = help_text
    entry: dict[str, Any] = {
        "id": rule_id,
        "shortDescription": {"text": message},
        "fullDescription": {"text": why},
        "defaultConfiguration": {"level": level},
        "properties": {"category": rule_id.partition(".")[0]},
    }
    if clause:
        help_text += f"\n\n{clause.id} {clause.title}: {clause.rule} {clause.instead}"
        markdown += f"\n\n**{clause.id} {clause.title}.** {clause.rule} {clause.instead}"
        entry["properties"]["clause"] = {
            "id": clause.id,
            "title": clause.title,
            "url": clause.url,
        }
        if clause.link:
            entry["helpUri"] = clause.link
    entry["help"] = {"text": help_text, "markdown": markdown}
    return entry


def _results(checked: Checked, index: int, rules: list[str]) -> Iterator[dict[str, Any]]:
    if checked.report is None or checked.draft is None:
        return
    lines = [Lines(segment.text) for segment in checked.draft.segments]
    seen: Counter[str] = Counter()
    for finding in checked.report.findings:
        place = {"uri": uri(checked.path), "index": index}
        text = f"{finding.message} {finding.why}"
        result: dict[str, Any] = {
            "ruleId": finding.rule_id,
            "ruleIndex": rules.index(finding.rule_id),
            "level": finding.severity,
            "message": {"text": text},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": place,
                        "region": _region(lines[finding.segment], finding.span),
                    }
                }
            ],
            "partialFingerprints": {
                "clearpostPlace/v1": _fingerprint(checked.path, finding, seen[finding.rule_id])
            },
            "rank": round(finding.confidence * 100, 1),
            "properties": {"type": finding.type, "evidence": list(finding.evidence)},
        }
        seen[finding.rule_id] += 1
        if finding.clause:
            result["properties"]["clause"] = finding.clause.id
        if finding.fixes:
            result["fixes"] = [_fix(fix, place, lines) for fix in finding.fixes]
        yield result


def _region(lines: Lines, span: Span) -> dict[str, int]:
    start_line, start_column = lines.place(span.start)
    end_line, end_column = lines.place(span.end)
    return {
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _fix(fix: Fix, place: dict[str, Any], lines: list[Lines]) -> dict[str, Any]:
    replacements = []
    for edit in fix.edits:
        replacement: dict[str, Any] = {"deletedRegion": _region(lines[edit.segment], edit.span)}
        if edit.replacement:
            replacement["insertedContent"] = {"text": edit.replacement}
        replacements.append(replacement)
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": place, "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }


def _fingerprint(path: str, finding: Finding, before: int) -> str:
    words = "\0".join((path, str(finding.segment), finding.rule_id, str(before)))
    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _invocation(run: Run, places: dict[str, int]) -> dict[str, Any]:
    """What could not be read and what did not run; silence would read as "all clear"."""
    notifications: list[dict[str, Any]] = [
        {
            "level": "error",
            "message": {"text": f"{checked.path}: {checked.error}"},
            "locations": [
                {"physicalLocation": {"artifactLocation": {"uri": name, "index": places[name]}}}
            ],
        }
        for checked in run.files
        for name in [uri(checked.path)]
        if checked.error
    ]
    notifications += [
        {
            "level": _LEVELS[item.kind],
            "message": {"text": f"Not checked: {item.check} ({item.reason})."},
            "descriptor": {"id": f"not-run.{item.check.replace(' ', '-')}"},
        }
        for item in run.not_run()
    ]
    return {
        "executionSuccessful": all(n["level"] != "error" for n in notifications),
        "toolExecutionNotifications": notifications,
    }


def uri(path: str) -> str:
    """The path of an input as a URI: relative as it was given, or with file: in front."""
    if path == STDIN:
        return "stdin:"
    if path == CLIPBOARD:
        return "clipboard:"
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    return quote(pure.as_posix().encode("utf-8", "surrogateescape"))
