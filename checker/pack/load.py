"""A folder or a ZIP file -> `Pack`, or every mistake in it at once.

The one edge where outside data becomes types: unknown keys are refused, every problem carries its
file, line and key, and nothing of a pack with a mistake is used. An organization's pack that says
`extends = "builtin"` is laid over the built-in one: its ids add or replace, `disable` switches
off. Protected speech can only be extended; SMP-1.2 and SMP-1.3 can be reworded, never disabled.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

from checker.errors import PackError, Problem
from checker.pack import terms, toml
from checker.pack.model import Clause, Manifest, Pack, Policy, ProtectedTopic, Rule, Term
from checker.pack.rules import Defaults, read_rules
from checker.pack.toml import Document, Reader, suggestion

FORMAT = 1
_T = TypeVar("_T")
NEVER_DISABLED = frozenset({"SMP-1.2", "SMP-1.3"})
_MAX_FILE = 256 << 20
_MAX_FILES = 5000
_KNOWN_FOLDERS = ("rules", "terms", "guides", "scenarios", "index")
_NO_POLICY = Policy(title="", version="", notice="", clauses=())


@dataclass(slots=True)
class Parts:
    """What the files of one pack hold, before it is laid over another."""

    manifest: Manifest
    rules: dict[str, Rule] = field(default_factory=dict)
    policy: Policy = _NO_POLICY
    protected: tuple[ProtectedTopic, ...] = ()
    terms: list[Term] = field(default_factory=list)


def load_pack(path: Path, *, builtin: Path | None = None) -> Pack:
    """Load a pack, over the built-in one where it says so.

    Args:
        path: a folder or a ZIP file.
        builtin: where the built-in pack lies; needed by packs that extend it.

    Raises:
        PackError: with every problem of the pack.
    """
    problems: list[Problem] = []
    parts = _read_parts(_files(path, problems), problems)
    base = None
    if parts.manifest.extends == "builtin" and builtin is not None:
        base = _read_parts(_files(builtin, problems), problems)
    elif parts.manifest.extends:
        problems.append(
            Problem("pack.toml", 0, "extends", f'"{parts.manifest.extends}" is not here')
        )
    pack = _stack(base, parts, problems)
    if problems:
        raise PackError(problems)
    return pack


def _files(path: Path, problems: list[Problem]) -> dict[str, bytes]:
    """Every file of a pack by its path inside it; sizes and numbers are bounded."""
    try:
        found = dict(_folder(path) if path.is_dir() else _zip(path))
    except (OSError, zipfile.BadZipFile, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise PackError(
            [*problems, Problem(path.name, 0, "", f"cannot be read as a pack: {reason}")]
        ) from None
    if "pack.toml" not in found:
        raise PackError([*problems, Problem(path.name, 0, "", "has no pack.toml")])
    return found


def _folder(path: Path) -> Iterable[tuple[str, bytes]]:
    for file in sorted(path.rglob("*")):
        if file.is_file() and not any(
            part.startswith(".") for part in file.relative_to(path).parts
        ):
            yield file.relative_to(path).as_posix(), file.read_bytes()


def _zip(path: Path) -> Iterable[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        members = [info for info in archive.infolist() if not info.is_dir()]
        if len(members) > _MAX_FILES or sum(info.file_size for info in members) > _MAX_FILE:
            raise ValueError("it is larger than a pack can be")
        for info in members:
            if info.filename.startswith("/") or ".." in PurePosixPath(info.filename).parts:
                raise ValueError(f"{info.filename} points outside of it")
            yield info.filename, archive.read(info)


def _read_parts(files: Mapping[str, bytes], problems: list[Problem]) -> Parts:
    documents: dict[str, Document] = {}
    texts: dict[str, str] = {}
    for name, content in files.items():
        if not name.endswith((".toml", ".csv")):
            continue
        try:
            texts[name] = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            problems.append(Problem(name, line, "", "is not UTF-8; save it as UTF-8"))
            continue
        if name.endswith(".toml"):
            document = toml.read(name, texts[name], problems)
            if document:
                documents[name] = document
    manifest = _manifest(documents.get("pack.toml"), problems)
    parts = Parts(manifest)
    defaults: Defaults = (
        documents["rules/_defaults.toml"].data if "rules/_defaults.toml" in documents else {}
    )
    for name, document in documents.items():
        folder = name.partition("/")[0]
        if name == "policy.toml":
            parts.policy = _policy(document, problems)
        elif name == "protected.toml":
            parts.protected = _protected(document, problems)
        elif folder == "rules" and name != "rules/_defaults.toml":
            for rule in read_rules(document, defaults, problems):
                _add(parts.rules, rule, document, problems)
        elif folder == "terms":
            parts.terms.extend(terms.read_toml(document, problems))
        elif name != "pack.toml" and folder not in _KNOWN_FOLDERS:
            problems.append(
                Problem(name, 0, "", f"no such part of a pack{suggestion(name, _PARTS)}")
            )
    for name in sorted(texts):
        if name.startswith("terms/") and name.endswith(".csv"):
            parts.terms.extend(terms.read_csv(name, texts[name], problems))
    return parts


_PARTS = ("pack.toml", "policy.toml", "protected.toml", "rules", "terms")


def _add(rules: dict[str, Rule], rule: Rule, document: Document, problems: list[Problem]) -> None:
    if rule.id in rules:
        path, _, line = rule.source.rpartition(":")
        what = f'"{rule.id}" is there already, in {rules[rule.id].source}'
        problems.append(Problem(path, int(line), "id", what))
    rules[rule.id] = rule


def _manifest(document: Document | None, problems: list[Problem]) -> Manifest:
    if document is None:
        return Manifest(id="", version="")
    reader = Reader(document, "", 0, problems)
    values = reader.values(Manifest, document.data)
    reader.require(values, "id", "version")
    if values.get("format", FORMAT) != FORMAT:
        reader.problem("format", f"this version of Clearpost reads format {FORMAT}")
    if not isinstance(values.get("made_on", date.min), date):
        reader.problem("made_on", "should be a date such as 2026-11-01")
    return (
        Manifest(**{"id": "", "version": "", **values})
        if not reader.failed
        else Manifest(id="", version="")
    )


def _policy(document: Document, problems: list[Problem]) -> Policy:
    clauses: dict[str, Clause] = {}
    for index, table in enumerate(document.data.get("clause", [])):
        reader = Reader(document, "clause", index, problems)
        values = reader.values(Clause, table)
        required = "id title rule why fine not_fine instead owner valid_from version"
        reader.require(values, *required.split())
        if not isinstance(values.get("valid_from", date.min), date):
            reader.problem("valid_from", "should be a date such as 2026-11-01")
        if reader.failed:
            continue
        clause = Clause(**values)
        if clause.id in clauses:
            reader.problem("id", f'"{clause.id}" is there already')
        clauses[clause.id] = clause
    head = {key: document.data.get(key, "") for key in ("title", "version", "notice")}
    for key in document.data.keys() - {"title", "version", "notice", "clause"}:
        problems.append(Problem(document.path, document.line(key), key, "unknown key"))
    return Policy(**head, clauses=tuple(clauses.values()))


def _protected(document: Document, problems: list[Problem]) -> tuple[ProtectedTopic, ...]:
    topics = []
    for index, table in enumerate(document.data.get("topic", [])):
        reader = Reader(document, "topic", index, problems)
        values = reader.values(ProtectedTopic, table)
        reader.require(values, "id", "language")
        if not (values.get("words") or values.get("phrases")):
            reader.problem("words", "a topic needs words or phrases")
        if not reader.failed:
            topics.append(ProtectedTopic(**values))
    return tuple(topics)


def _stack(base: Parts | None, top: Parts, problems: list[Problem]) -> Pack:
    """Lay `top` over `base` and check what only shows in the whole."""
    disable = set(top.manifest.disable)
    for clause_id in sorted(disable & NEVER_DISABLED):
        what = f"{clause_id} can be reworded, never disabled"
        problems.append(Problem("pack.toml", 0, "disable", what))
    rules = {**(base.rules if base else {}), **top.rules}
    clauses = _by_id((*(base.policy.clauses if base else ()), *top.policy.clauses), lambda c: c.id)
    rows = _by_id((*(base.terms if base else ()), *top.terms), lambda t: t.id)
    known = rules.keys() | clauses.keys() | rows.keys()
    for name in sorted(disable - known):
        what = f'there is no "{name}" to disable{suggestion(name, known)}'
        problems.append(Problem("pack.toml", 0, "disable", what))
    policy_head = top.policy if top.policy.title or base is None else base.policy
    pack = Pack(
        manifest=top.manifest,
        rules={i: r for i, r in sorted(rules.items()) if i not in disable},
        policy=replace(
            policy_head,
            clauses=tuple(c for i, c in clauses.items() if i not in disable - NEVER_DISABLED),
        ),
        protected=(*(base.protected if base else ()), *top.protected),
        terms=terms.TermTable.build([t for i, t in rows.items() if i not in disable]),
        has_company_terms=base is not None,
    )
    known_clauses = {c.id for c in pack.policy.clauses}
    for rule in pack.rules.values():
        if rule.clause and rule.clause not in known_clauses:
            path, _, line = rule.source.rpartition(":")
            what = f'there is no clause "{rule.clause}"{suggestion(rule.clause, known_clauses)}'
            problems.append(Problem(path, int(line), "clause", what))
    return pack


def _by_id(items: Iterable[_T], key: Callable[[_T], str]) -> dict[str, _T]:
    return {key(item): item for item in items}
