"""The page about the pack format, made from the loader.

Names, types and defaults come from the dataclasses that the loader fills, what is required from
asking the loader to read a file without it, the columns of a term list from the table that reads
them. `python -m tests.support.pack_format` writes docs/pack-format.md.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_args

from checker.errors import Problem
from checker.model import Severity
from checker.pack import model
from checker.pack.calibration import BASES
from checker.pack.model import (
    Bounds,
    Clause,
    FixTemplate,
    Manifest,
    Piece,
    ProtectedTopic,
    Reads,
    Rule,
    RuleReads,
    Within,
)
from checker.pack.parts import FORMAT, INDEX, read_parts
from checker.pack.pieces import GIVEN_NAME, NAME_KINDS
from checker.pack.rules import CATEGORIES, TYPES
from checker.pack.samples import ALPHABETS
from checker.pack.term_fields import TERM_FIELDS
from checker.validators import _REGIONAL, VALIDATORS

PAGE = Path(__file__).parent.parent.parent / "docs" / "pack-format.md"

_LITERALS = {
    "Severity": Severity,
    "Reads": Reads,
    "RuleReads": RuleReads,
    "Bounds": Bounds,
    "Within": Within,
}
_TYPES = {
    "str": "text",
    "bool": "true or false",
    "int": "whole number",
    "float": "number",
    "date": "date",
    "date | None": "date",
    "tuple[str, ...]": "list of texts",
}
_NOT_KEYS: dict[type, set[str]] = {Rule: {"source", "fixes"}, Piece: {"source"}}
# What needs no word in the code and one on the page.
_WORDS: dict[type, dict[str, str]] = {
    Manifest: {
        "id": "Name of the pack",
        "version": "Its version, shown in every report",
        "format": f"Number of this format: {FORMAT}",
        "title": "Name for people",
        "made_on": "The day it was made; its age is counted from here",
        "extends": '`"builtin"`: lay this pack over the built-in one',
        "disable": "Ids of rules, clauses and terms of the pack below that are switched off",
        "audiences": "The audiences that terms may be meant for",
        "contact": "Whom people ask where neither term nor clause says so",
    },
    Rule: {
        "id": "`category.kebab-name`, kept for good",
        "type": "What the value is; one of the types below",
        "message": "What was noticed: “This looks like ...”",
        "why": "Why it matters; message and why take at most 40 words. `{where}` becomes the host "
        "of `rotate`, or the settings of the service",
        "severity": "How grave it is",
        "confidence": "How sure the rule is by itself, above 0 and at most 1",
        "clause": "The clause a finding quotes",
        "reads": "`folded` text (case, accents and look-alikes evened out) or `raw`; `hidden` "
        "is for the one rule about marks that nobody sees, which has no patterns",
        "flags": "Lines it flags, with ⟦marks⟧ around each place",
        "allows": "Lines it leaves alone",
    },
    Piece: {
        "id": "Name of the piece, kept for good",
        "reads": "What the patterns read, as for rules",
    },
    FixTemplate: {
        "title": "What the person is offered",
        "replacement": "What stands there afterwards; empty leaves it out. `{last4}` stands for "
        "the last four digits",
        "safe": "Whether it may be applied with one click",
    },
    Clause: {
        "id": "Such as `SMP-4.1`, kept for good",
        "title": "Its name",
        "rule": "What to do, in one sentence",
        "why": "Why",
        "fine": "A post that is fine",
        "not_fine": "A post that is not",
        "instead": "What to do instead",
        "owner": "Who answers for it",
        "valid_from": "The day it came into force",
        "version": "Its version",
        "link": "The same clause on the organization's own pages",
        "contact": "Whom people ask about it",
    },
    ProtectedTopic: {
        "id": "Name of the topic",
        "language": "Language of its words",
        "words": "Words, compared by their stem",
        "phrases": "Phrases, compared by the stems of their words",
    },
}


class Memory:
    """A pack held in memory."""

    def __init__(self, files: dict[str, str]) -> None:
        self._files = files
        self.names = sorted(files)

    def read(self, name: str) -> bytes:
        return self._files[name].encode()

    def buffer(self, name: str) -> bytes:
        return self.read(name)

    def chunks(self, name: str) -> Iterable[bytes]:
        yield self.read(name)


def required(path: str, text: str) -> set[str]:
    """The keys that the loader misses in a file."""
    problems: list[Problem] = []
    files = {"pack.toml": 'id = "x"\nversion = "1"', **{path: text}}
    read_parts(Memory(files), problems)
    found = (re.fullmatch(r'"(\w+)" is missing', problem.what) for problem in problems)
    return {match[1] for match in found if match}


def words_of(kind: type) -> dict[str, str]:
    """What the code says under each field of a dataclass, and what is added here."""
    (tree,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(tree, ast.ClassDef)
    said: dict[str, str] = {}
    for field, below in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(below, ast.Expr):
            assert isinstance(field.target, ast.Name)
            assert isinstance(below.value, ast.Constant)
            said[field.target.id] = " ".join(str(below.value.value).split()).rstrip(".")
    clash = said.keys() & _WORDS[kind].keys()
    assert not clash, f"{kind.__name__}: said twice: {clash}"
    return {**_WORDS[kind], **said}


def rows(kind: type, missed: set[str]) -> Iterator[tuple[str, str, str, str]]:
    """Key, type, default and meaning of each key of a table."""
    words = words_of(kind)
    for field in fields(kind):
        if field.name in _NOT_KEYS.get(kind, ()):
            continue
        annotation = str(field.type)
        literal = _LITERALS.get(annotation)
        shown = f"one of {', '.join(get_args(literal))}" if literal else _TYPES[annotation]
        need = "required" if field.name in missed else _default(field.default)
        yield field.name, shown, need, words[field.name]


def _default(value: Any) -> str:
    if value is MISSING:
        return "required"
    if value in ("", (), None):
        return ""
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def table(lines: Iterable[tuple[str, str, str, str]], first: str = "key") -> str:
    """A table in Markdown."""
    head = [f"| {first} | what | default | meaning |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *(f"| `{key}` | {a} | {b} | {c} |" for key, a, b, c in lines)])


def listed(names: Iterable[str]) -> str:
    """Names in a sentence of their own, in lines of the usual length."""
    return textwrap.fill(", ".join(f"`{name}`" for name in names) + ".", 100)


def page() -> str:
    """The whole page."""
    term_rows = (
        (f.name, f.type, "required" if f.name in ("id", "term") else f.default, f.meaning)
        for f in TERM_FIELDS
    )
    kinds = listed(f"{{{{{name}:N}}}}" for name in ALPHABETS)
    bases = ", ".join(f"`{basis}`" for basis in BASES)
    modes = {
        "word": "folded, the whole word",
        "exact": "folded for case only: no digits for letters, no joined separators",
        "case": "as it is written, case counts",
        "stem": "like word, and with the stemmer of its language: launch finds launching",
        "fuzzy": "like word, and with digits for letters and with other separators",
        "regex": "RE2 on the text as it is written",
        "sealed": "a keyed hash, for names that must not be readable; not in this version",
    }
    assert modes.keys() == set(get_args(model.TermMode))
    return f"""# The format of a pack

<!-- Made from the loader by `python -m tests.support.pack_format`; a test keeps it so. -->

A pack is a folder, or the same folder as a ZIP file. IT, legal and communications write it;
`clearpost pack lint` says what is wrong with it and `clearpost pack build` makes the file that
devices load. This page describes format {FORMAT}.

| file | what it holds |
| --- | --- |
| `pack.toml` | what the pack is |
| `policy.toml` | the clauses that findings quote |
| `rules/*.toml` | what a value looks like and what to say about it |
| `pieces/*.toml` | things that are quiet alone, for rules that ask for several of them |
| `rules/_defaults.toml` | what rules of a category or type say alike |
| `terms/*.csv`, `terms/*.toml` | the organization's own names and numbers |
| `protected.toml` | words of protected speech; they only ever lower a finding |
| `calibration.toml` | how often rules are right, and how sure a match must be |
| `{INDEX}` | the compiled terms; `pack build` writes it |

All files are UTF-8. A key that is not on this page is a mistake, and so is a file that would
silently not count (a list in another folder, a spreadsheet in `terms/`). Every mistake is named
with its file, line and key. A pack with a mistake is not used: a command ends with exit code 2,
the window keeps the pack it had.

## pack.toml

{table(rows(Manifest, required("pack.toml", "")))}

A pack that extends the built-in one adds to it: an id that is there already is replaced, `disable`
switches off. SMP-1.2 (rights) and SMP-1.3 (immunity) can be reworded and never disabled, and
protected speech can only be extended.

## policy.toml

`title`, `version` and `notice` (Markdown, shown above the clauses), then a `[[clause]]` for each:

{table(rows(Clause, required("policy.toml", "[[clause]]")))}

## rules/*.toml

A file holds one rule, its keys at the top, or a family: `[[rule]]` tables, and in `[defaults]` what
they share. The nearest word wins: rule, file, type, category.

{table(rows(Rule, required("rules/x.toml", 'id = "personal.x"')))}

`fix` is one table or a list of them; a fix that leaves the value out is added where there is none:

{table(rows(FixTemplate, {"title"}))}

Categories:
{listed(CATEGORIES)}

Types:
{listed(sorted(TYPES))}

Validators, of which a pack can name one and never bring one; `stdnum.<country>.<number>` names a
module of python-stdnum:
{listed(sorted({*VALIDATORS, *_REGIONAL}))}

### Samples

`flags` and `allows` are run whenever a pack is linted or built. The place a rule should report
stands between ⟦ and ⟧. What looks like a real key would alarm every scanner that reads the pack, so
such values are put together from placeholders, of N signs that look random and are the same every
time:
{kinds}

```toml
flags = ["export TOKEN=⟦tok_{{{{base62:36}}}}⟧"]
allows = ["export TOKEN=tok_..."]
```

## pieces/*.toml

An age, an illness and a place are quiet one by one and loud together. A rule with `needs` in place
of `patterns` is such a combination: it asks for kinds of pieces, near each other, and its finding
names them. Its fix is the smallest change of one of the pieces after which it is gone. A
`[[piece]]` tells how one is recognized; several may be of a kind, so that two lines add the names
of one's own wards:

```toml
[[piece]]
id = "our-wards"
kind = "place"
says = "a ward"
words = ["cedar wing", "ward 7 north"]
instead = [""]
```

{table(rows(Piece, required("pieces/x.toml", "[[piece]]") | {"id", "kind", "says"}))}

`words` or `patterns` has to be there. Names are found by what stands beside them and are of the
kinds {listed(sorted(NAME_KINDS))[:-1]}; the words of the kind `{GIVEN_NAME}` are first names.

## terms/*.csv and terms/*.toml

A column of a CSV file (comma, UTF-8, first row the names) and a key of a `[[term]]` table are the
same field. In CSV the values of a list are separated by `|`. A date means 00:00 UTC of that day;
`from`, `embargo_until` and `public_since` belong to the period they bound, `expires` does not.

{table(term_rows, "field")}

| mode | how close a text must come |
| --- | --- |
{chr(10).join(f"| `{name}` | {words} |" for name, words in modes.items())}

Folding evens out case, accents, look-alike letters, full-width and fancy letters, and marks nobody
sees. `must_match` is run on a day on which the term counts, `must_not_match` too, unless the term
is over.

## calibration.toml

A rule's `confidence` is its author's opinion. Curves say how often it was right: pairs of what a
rule says and the share of such findings that were right, both rising, straight between the pairs. A
table for all, `[default]`, one for a category or a type, such as `[category.secret]` or
`[type.phone]`; the nearest one that has what is asked for counts.

| key | what | meaning |
| --- | --- | --- |
| `threshold` | number | A match less sure is set aside; `--explain` shows it |
| `curve` | list of pairs | What a rule says, and how often that is right |
| {bases} | list of pairs | The same for matches that rest on this alone |
| `judged` | whole number | How many findings were counted; for the reader |

An organization's pack changes what its own file says and keeps the rest, so that one line is
enough to hear less, or more, of a type:

```toml
[type.tracking_number]
threshold = 0.8
```

## protected.toml

A `[[topic]]` for each; `words` or `phrases` has to be there.

{table(rows(ProtectedTopic, required("protected.toml", "[[topic]]")))}
"""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
