"""The files of one pack -> its parts, or every mistake in them.

`pack.toml`, `policy.toml`, `protected.toml`, `rules/*.toml`, `pieces/*.toml` and
`terms/*.csv|toml`; see docs/pack-format.md. Unknown keys and unknown files are refused, so that a
slip of the pen is a message and never a rule that silently does not run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from checker.errors import Problem
from checker.pack import toml
from checker.pack.calibration import Calibration
from checker.pack.calibration_file import read_calibration
from checker.pack.model import Clause, Manifest, Piece, Policy, ProtectedTopic, Rule, Term
from checker.pack.pieces import read_pieces
from checker.pack.rules import CATEGORIES, TYPES, Defaults, read_defaults, read_rules
from checker.pack.source import Source, digest, let_go
from checker.pack.term_rows import read_csv, read_toml
from checker.pack.terms import TermTable
from checker.pack.toml import Document, Reader, suggestion

FORMAT = 1
INDEX = "index/terms.bin"
NEVER_DISABLED = frozenset({"SMP-1.2", "SMP-1.3"})
_DEFAULTS = "rules/_defaults.toml"
_FILES = ("pack.toml", "policy.toml", "protected.toml", "calibration.toml")
_PARTS = (*_FILES, "rules", "pieces", "terms", "index")
_LATER = ("guides", "scenarios")
_ENDINGS = {"rules": (".toml",), "pieces": (".toml",), "terms": (".csv", ".toml")}
_Named = TypeVar("_Named", Rule, Piece)
_CLAUSE = ("id", "title", "rule", "why", "fine", "not_fine", "instead", "owner", "valid_from")


@dataclass(slots=True)
class Parts:
    """What the files of one pack hold, before it is laid over another."""

    manifest: Manifest
    defaults: Defaults = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    pieces: dict[str, Piece] = field(default_factory=dict)
    policy: Policy = field(
        default_factory=lambda: Policy(title="", version="", notice="", clauses=())
    )
    protected: tuple[ProtectedTopic, ...] = ()
    calibration: Calibration = field(default_factory=Calibration)
    terms: list[Term] = field(default_factory=list)
    table: TermTable | None = None
    """The terms from the index beside them, where there is one that fits; `terms` is empty then."""


def read_parts(source: Source, problems: list[Problem], below: Parts | None = None) -> Parts:
    """Read everything a pack holds.

    Args:
        source: the files.
        problems: every mistake is added here.
        below: the pack that this one may extend, whose defaults and clauses it can use.
    """
    texts = dict(_texts(source, problems))
    documents = _documents(texts, problems)
    _refuse_unknown(source.names, problems)
    parts = Parts(_manifest(documents.get("pack.toml"), problems))
    shared = documents.pop(_DEFAULTS, None)
    own = read_defaults(shared, problems) if shared else {}
    parts.defaults = {**(below.defaults if below else {}), **own}
    for name, document in documents.items():
        folder = name.partition("/")[0]
        if name == "policy.toml":
            parts.policy = _policy(document, problems)
        elif name == "protected.toml":
            parts.protected = tuple(_topics(document, problems))
        elif name == "calibration.toml":
            parts.calibration = read_calibration(document, CATEGORIES, sorted(TYPES), problems)
        elif folder == "rules":
            for rule in read_rules(document, parts.defaults, problems):
                _add(parts.rules, rule, problems)
        elif folder == "pieces":
            for piece in read_pieces(document, problems):
                _add(parts.pieces, piece, problems)
    _read_terms(source, parts, known_clauses(parts, below, problems), problems)
    return parts


def known_clauses(parts: Parts, below: Parts | None, problems: list[Problem]) -> set[str] | None:
    """The clauses that a rule or a term can name.

    None where they cannot be told, because what says so has a mistake itself: complaints about
    clauses would then send the reader to the wrong file.
    """
    if any(problem.path in ("pack.toml", "policy.toml") for problem in problems):
        return None
    if parts.manifest.extends and (below is None or parts.manifest.extends != "builtin"):
        return None
    lower = below.policy.clauses if below and parts.manifest.extends else ()
    known = {clause.id for clause in (*lower, *parts.policy.clauses)}
    return known - (set(parts.manifest.disable) - NEVER_DISABLED)


def terms_digest(source: Source) -> bytes:
    """What an index of terms is bound to."""
    return digest(source, _term_files(source))


def _term_files(source: Source) -> list[str]:
    return [n for n in source.names if n.startswith("terms/") and n.endswith((".csv", ".toml"))]


def _decoded(source: Source, name: str, problems: list[Problem]) -> str | None:
    try:
        content = source.read(name)
    except OSError as error:
        problems.append(Problem(name, 0, "", f"cannot be read: {error.strerror}"))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problems.append(Problem(name, line, "", "is not UTF-8; save the file as UTF-8"))
        return None


def _refuse_unknown(names: Iterable[str], problems: list[Problem]) -> None:
    """Name every file that could be meant as a part and would silently not count.

    A page for readers (README.md, a license, a picture) is no part and stays as it is.
    """
    for name in names:
        folder, _, rest = name.partition("/")
        ending = PurePosixPath(name).suffix
        if rest and folder in _ENDINGS:
            if ending not in (*_ENDINGS[folder], ".md"):
                wanted = " or ".join(_ENDINGS[folder])
                what = f"no part of a pack: what stands in {folder}/ ends in {wanted}"
                problems.append(Problem(name, 0, "", what))
        elif ending.lower() in (".csv", ".toml") and name not in _PARTS and folder not in _LATER:
            what = f"no such part of a pack{suggestion(folder, _PARTS)}"
            problems.append(Problem(name, 0, "", what))


def _texts(source: Source, problems: list[Problem]) -> Iterable[tuple[str, str]]:
    for name in source.names:
        if name.endswith(".toml") and not name.startswith("terms/"):
            text = _decoded(source, name, problems)
            if text is not None:
                yield name, text


def _documents(texts: dict[str, str], problems: list[Problem]) -> dict[str, Document]:
    read = ((name, toml.read(name, text, problems)) for name, text in texts.items())
    return {name: document for name, document in read if document}


def _read_terms(
    source: Source, parts: Parts, clauses: set[str] | None, problems: list[Problem]
) -> None:
    files = _term_files(source)
    audiences = parts.manifest.audiences or None
    if files and INDEX in source.names:
        parts.table = _indexed(source, files, clauses, audiences)
        if parts.table is not None:
            return
    seen: dict[str, str] = {}
    for name in files:
        text = _decoded(source, name, problems)
        if text is None:
            continue
        if name.endswith(".csv"):
            parts.terms += read_csv(name, text, problems, clauses, audiences, seen)
        else:
            document = toml.read(name, text, problems)
            if document:
                parts.terms += read_toml(document, problems, clauses, audiences, seen)


def _indexed(
    source: Source, files: list[str], clauses: set[str] | None, audiences: Collection[str] | None
) -> TermTable | None:
    """The terms from the index.

    None where it is damaged, of other terms or another version, and where a term names what is not
    there (the clauses may have changed since): then the list itself is read and says so.
    """
    try:
        buffer = source.buffer(INDEX)
        table = TermTable.from_bytes(buffer, digest(source, files))
    except (OSError, ValueError):
        return None
    let_go(buffer)
    if clauses is not None and not table.clauses <= clauses:
        return None
    if audiences is not None and not table.audiences <= {"all", *audiences}:
        return None
    return table


def _add(there: dict[str, _Named], one: _Named, problems: list[Problem]) -> None:
    if one.id in there:
        path, _, line = one.source.rpartition(":")
        what = f'"{one.id}" is there already, in {there[one.id].source}'
        problems.append(Problem(path, int(line), "id", what))
    there[one.id] = one


def _manifest(document: Document | None, problems: list[Problem]) -> Manifest:
    """What is right of it, so that one mistake does not bring others with it."""
    if document is None:
        return Manifest(id="", version="")
    reader = Reader(document, "", 0, problems)
    values = reader.values(Manifest, document.data)
    reader.require(values, "id", "version")
    if values.get("format", FORMAT) != FORMAT:
        reader.problem("format", f"this version of Clearpost reads format {FORMAT}")
    return Manifest(**{"id": "", "version": "", **values})


def _policy(document: Document, problems: list[Problem]) -> Policy:
    head: dict[str, str] = {"title": "", "version": "", "notice": ""}
    for key in document.data.keys() - {"clause"}:
        if key not in head:
            what = f"unknown key{suggestion(key, head)}"
            problems.append(Problem(document.path, document.line(key), key, what))
        elif not isinstance(document.data[key], str):
            what = "should be a text in quotes"
            problems.append(Problem(document.path, document.line(key), key, what))
        else:
            head[key] = document.data[key]
    clauses: dict[str, Clause] = {}
    for index, table in enumerate(document.tables("clause", problems)):
        reader = Reader(document, "clause", index, problems)
        values = reader.values(Clause, table)
        reader.require(values, *_CLAUSE, "version")
        if values.get("id") in clauses:
            reader.problem("id", f'"{values["id"]}" is there already')
        if not reader.failed:
            clauses[values["id"]] = Clause(**values)
    return Policy(**head, clauses=tuple(clauses.values()))


def _topics(document: Document, problems: list[Problem]) -> Iterable[ProtectedTopic]:
    for index, table in enumerate(document.tables("topic", problems)):
        reader = Reader(document, "topic", index, problems)
        values = reader.values(ProtectedTopic, table)
        reader.require(values, "id", "language")
        if not (values.get("words") or values.get("phrases")):
            reader.problem("words", "a topic needs words or phrases")
        if not reader.failed:
            yield ProtectedTopic(**values)
