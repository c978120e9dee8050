"""Rule files: `rules/*.toml` -> `Rule`s.

A file holds one rule (keys at the top) or a family: `[[rule]]` tables with what they share in
`[defaults]`. What every rule of a kind says alike is written once in `rules/_defaults.toml`: one
table per type (`["personal.email"]`: category and type) or per category (`[personal]`). The
nearest word wins: rule, file, type, category. Its table `[parts]` names pieces of patterns that
many rules share; a pattern takes one in as `{name}`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, get_args
from urllib.parse import urlsplit

from checker.errors import Problem
from checker.model import Severity
from checker.pack.model import Bounds, FixTemplate, Rule, RuleReads, Within
from checker.pack.toml import Document, Reader, suggestion
from checker.regex import compile_pattern
from checker.validators import is_validator

CATEGORIES = (
    "confidential",
    "finance",
    "personal",
    "health",
    "payment",
    "secret",
    "place",
    "conduct",
    "self",
)
TYPES = frozenset(
    {
        "term",
        "topic",
        "money",
        "email",
        "phone",
        "national_id",
        "tax_id",
        "business_id",
        "passport",
        "drivers_license",
        "license_plate",
        "vehicle_id",
        "ip_address",
        "mac",
        "address",
        "location",
        "postal_code",
        "date_of_birth",
        "age",
        "person",
        "org",
        "nationality",
        "username",
        "device_id",
        "student_id",
        "crypto_wallet",
        "url",
        "handle",
        "date",
        "title",
        "tracking_number",
        "security_id",
        "other",
        "medical_id",
        "credit_card",
        "iban",
        "bank_account",
        "secret",
    }
)
_PART = re.compile(r"(?<!\\x)(?<!\\[pP])\{([a-z]+)\}")
_ID = re.compile(r"[a-z]+\.[a-z0-9]+(?:-[a-z0-9]+)*")

Defaults = dict[str, dict[str, Any]]


def read_rules(document: Document, defaults: Defaults, problems: list[Problem]) -> list[Rule]:
    """All rules of one file; what is wrong with it goes to `problems`."""
    data = document.data
    if "rule" not in data:
        return [r for r in [_rule(document, data, "", 0, {}, defaults, problems)] if r]
    for key in data.keys() - {"rule", "defaults"}:
        problems.append(
            Problem(document.path, document.line(key), key, "belongs into [defaults] or [[rule]]")
        )
    shared = data.get("defaults", {})
    if not isinstance(shared, dict):
        what = "should be a [defaults] table"
        problems.append(Problem(document.path, document.line("defaults"), "defaults", what))
        shared = {}
    rules = (
        _rule(document, table, "rule", index, shared, defaults, problems)
        for index, table in enumerate(document.tables("rule", problems))
    )
    return [rule for rule in rules if rule]


def read_defaults(document: Document, problems: list[Problem]) -> Defaults:
    """What `rules/_defaults.toml` says; what is no table goes to `problems`."""
    defaults: Defaults = {}
    for name, table in document.data.items():
        if isinstance(table, dict):
            defaults[name] = table
        else:
            what = "should be a table, named after a category or a category and a type"
            problems.append(Problem(document.path, document.line(name), name, what))
    return defaults


def _rule(
    document: Document,
    table: dict[str, Any],
    name: str,
    index: int,
    shared: dict[str, Any],
    defaults: Defaults,
    problems: list[Problem],
) -> Rule | None:
    reader = Reader(document, name, index, problems)
    rule_id = str(table.get("id", ""))
    if not _ID.fullmatch(rule_id):
        reader.problem("id", 'should be "category.kebab-name", such as "payment.iban"')
        return None
    category = rule_id.partition(".")[0]
    if category not in CATEGORIES:
        reader.problem("id", f'category "{category}" is not one of {", ".join(CATEGORIES)}')
    kind = str(table.get("type", shared.get("type", "")))
    merged = {
        **defaults.get(category, {}),
        **defaults.get(f"{category}.{kind}", {}),
        **shared,
        **table,
    }
    fixes = _fixes(reader, merged.pop("fix", []))
    for key in ("fixes", "source"):
        if key in merged:
            reader.problem(
                key, 'unknown key, did you mean "fix"?' if key == "fixes" else "unknown key"
            )
            del merged[key]
    if isinstance(merged.get("patterns"), list):
        merged["patterns"] = _fill(reader, merged["patterns"], defaults.get("parts", {}))
    values = reader.values(Rule, merged)
    values["fixes"] = fixes
    reader.require(values, "type")
    if values.get("patterns") and values.get("needs"):
        reader.problem("needs", "a rule has patterns or needs pieces, not both")
    elif not values.get("needs") and values.get("reads") != "hidden":
        reader.require(values, "patterns")
    if not values.get("entity"):
        reader.require(values, "message", "why", "clause")
    reader.one_of(values, "type", sorted(TYPES))
    reader.one_of(values, "severity", get_args(Severity))
    reader.one_of(values, "reads", get_args(RuleReads))
    reader.one_of(values, "bounds", get_args(Bounds))
    reader.one_of(values, "within", get_args(Within))
    for key in ("patterns", "examples"):
        for pattern in values.get(key, ()):
            try:
                compile_pattern(pattern)
            except ValueError as error:
                reader.problem(key, f"{pattern!r} {error}")
    if values.get("validator") and not is_validator(values["validator"]):
        reader.problem("validator", f'there is no check called "{values["validator"]}"')
    if not 0 < values.get("confidence", 0.5) <= 1:
        reader.problem("confidence", "should be above 0 and at most 1")
    if reader.failed:
        return None
    values["why"] = values.get("why", "").replace("{where}", _where(values.get("rotate", "")))
    line = document.line("" if name else "id", name, index)
    return replace(Rule(**values), source=f"{document.path}:{line}")


def _fill(reader: Reader, patterns: list[Any], parts: dict[str, Any]) -> list[Any]:
    """Put the shared pieces into patterns that name them; a piece may be made of others."""

    def filled(pattern: str, known: dict[str, Any]) -> str:
        def piece(found: re.Match[str]) -> str:
            if found[1] in known:
                others = {name: part for name, part in known.items() if name != found[1]}
                return filled(str(known[found[1]]), others)
            reader.problem("patterns", f"there is no part {found[0]}{suggestion(found[1], known)}")
            return ""

        return _PART.sub(piece, pattern)

    return [filled(p, parts) if isinstance(p, str) else p for p in patterns]


def _fixes(reader: Reader, given: Any) -> tuple[FixTemplate, ...]:
    """`fix` is one table or a list of them."""
    tables = given if isinstance(given, list) else [given]
    fixes = []
    for table in tables:
        if not isinstance(table, dict) or set(table) - {"title", "replacement", "safe", "drop"}:
            reader.problem("fix", "takes title, replacement or drop, and safe")
        elif not isinstance(table.get("title"), str) or not (
            isinstance(table.get("replacement"), str) ^ _is_texts(table.get("drop"))
        ):
            reader.problem("fix", "needs a title and a replacement, or parameters to drop")
        elif not isinstance(table.get("safe", True), bool):
            reader.problem("fix", "safe should be true or false")
        else:
            drop = tuple(name.lower() for name in table.get("drop", ()))
            fixes.append(FixTemplate(**{**table, "drop": drop}))
    return tuple(fixes)


def _is_texts(given: Any) -> bool:
    return isinstance(given, list) and bool(given) and all(isinstance(t, str) for t in given)


def _where(rotate: str) -> str:
    """Where a secret is renewed, for `{where}` in a rule's why: the host alone, paths move."""
    host = urlsplit(rotate).hostname or ""
    return f"at {host.removeprefix('www.')}" if host else "in the settings of the service"
