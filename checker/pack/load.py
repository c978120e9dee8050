"""A folder or a ZIP file -> `Pack`, or every mistake in it at once.

The one edge where outside data becomes types: nothing of a pack with a mistake is used. An
organization's pack that says `extends = "builtin"` is laid over the built-in one: its ids add or
replace, `disable` switches off. Protected speech can only be extended; SMP-1.2 and SMP-1.3 can be
reworded, never disabled.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from checker.errors import PackError, Problem
from checker.pack.model import Clause, Pack, Policy
from checker.pack.parts import NEVER_DISABLED, Parts, known_clauses, read_parts
from checker.pack.pieces import check_needs
from checker.pack.source import open_source
from checker.pack.terms import TermTable, merge
from checker.pack.toml import suggestion


def load_pack(path: Path, *, builtin: Path | None = None) -> Pack:
    """Load a pack, over the built-in one where it says so.

    Args:
        path: a folder or a ZIP file.
        builtin: where the built-in pack lies; needed by packs that extend it.

    Raises:
        PackError: with every problem of the pack.
    """
    problems: list[Problem] = []
    source = open_source(path)
    below = read_parts(open_source(builtin), problems) if builtin is not None else None
    top = read_parts(source, problems, below)
    clauses = known_clauses(top, below, problems)
    if not top.manifest.extends:
        below = None
    elif top.manifest.extends != "builtin" or below is None:
        what = f'"{top.manifest.extends}" is not here; "builtin" is what a pack can extend'
        problems.append(Problem("pack.toml", 0, "extends", what))
    pack = _stack(below, top, problems, is_whole=clauses is not None)
    check_needs(pack.rules.values(), pack.pieces.values(), problems)
    if clauses is not None:
        _check_clauses(pack, clauses, problems)
    if problems:
        raise PackError(problems)
    return pack


def _stack(below: Parts | None, top: Parts, problems: list[Problem], *, is_whole: bool) -> Pack:
    """Lay `top` over `below` and check what only shows in the whole, where both are there."""
    disable = frozenset(top.manifest.disable)
    for name in sorted(disable & NEVER_DISABLED):
        what = f"{name} can be reworded, never disabled"
        problems.append(Problem("pack.toml", 0, "disable", what))
    rules = {**(below.rules if below else {}), **top.rules}
    pieces = {**(below.pieces if below else {}), **top.pieces}
    clauses = {c.id: c for c in (*(below.policy.clauses if below else ()), *top.policy.clauses)}
    known = {*rules, *pieces, *clauses}
    disabled_terms = disable - known
    terms = _terms(below, top, disabled_terms)
    if disabled_terms and is_whole:
        lists = (below.terms if below else (), top.terms, top.table or ())
        known |= {term.id for terms_of_one in lists for term in terms_of_one}
        for name in sorted(disable - known):
            what = f'there is no "{name}" to disable{suggestion(name, known)}'
            problems.append(Problem("pack.toml", 0, "disable", what))
    head = top.policy if top.policy.title or below is None else below.policy
    return Pack(
        manifest=top.manifest,
        rules={name: rules[name] for name in sorted(rules) if name not in disable},
        pieces={name: pieces[name] for name in sorted(pieces) if name not in disable},
        policy=_policy(head, clauses, disable - NEVER_DISABLED),
        protected=(*(below.protected if below else ()), *top.protected),
        terms=terms,
        calibration=top.calibration.over(below.calibration) if below else top.calibration,
        has_company_terms=below is not None or len(terms) > 0,
    )


def _terms(below: Parts | None, top: Parts, disable: frozenset[str]) -> TermTable:
    lower = below.terms if below else []
    if top.table is not None and not lower and not disable:
        return top.table
    upper = top.terms if top.table is None else list(top.table)
    return TermTable.build(merge(lower, upper, disable))


def _policy(head: Policy, clauses: dict[str, Clause], without: frozenset[str]) -> Policy:
    return replace(head, clauses=tuple(c for name, c in clauses.items() if name not in without))


def _check_clauses(pack: Pack, known: Collection[str], problems: list[Problem]) -> None:
    """Every rule names a clause that is there; terms were asked as they were read."""
    for rule in pack.rules.values():
        if rule.clause and rule.clause not in known:
            path, _, line = rule.source.rpartition(":")
            what = f'there is no clause "{rule.clause}"{suggestion(rule.clause, known)}'
            problems.append(Problem(path, int(line), "clause", what))
