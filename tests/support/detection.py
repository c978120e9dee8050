"""The page about what is found, made from the built-in pack.

Types, countries, secret families, links and combinations are read off the rules, disguises off the
code that undoes them, how sure a finding is off what was counted.
`python -m tests.support.detection` writes docs/detection.md.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from phonenumbers.geodata.locale import LOCALE_DATA

from checker import load_pack
from checker.detectors.disguises import DISGUISES
from checker.detectors.patterns import CompiledRule
from checker.pack.model import Pack, Rule
from checker.validators import proof
from resources import BUILTIN_PACK

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGE = DOCS / "detection.md"
COUNTED = DOCS / "plots" / "calibration.json"

PUBLIC = {
    "isbn": "books",
    "issn": "periodicals",
    "ismn": "sheet music",
    "isin": "securities",
    "lei": "legal entities",
    "cusip": "securities in North America",
    "sedol": "securities in London",
    "figi": "financial instruments",
    "imo": "ships",
    "isni": "public names of authors and artists",
    "isrc": "recordings",
    "doi": "documents",
    "ean": "goods",
    "gtin": "goods",
    "upc": "goods",
    "swift": "banks",
    "cas number": "chemicals",
}
"""Numbers that name a thing or are published on purpose, and what they name."""

HIPAA: dict[str, tuple[str, ...]] = {
    "Names": ("person",),
    "Geographic units smaller than a state": ("address", "postal_code", "location"),
    "Dates about a person": ("date_of_birth", "date"),
    "Telephone numbers": ("phone",),
    "Fax numbers": ("phone",),
    "Email addresses": ("email",),
    "Social security numbers": ("national_id",),
    "Medical record numbers": ("medical_id",),
    "Health plan beneficiary numbers": ("medical_id",),
    "Account numbers": ("iban", "bank_account", "credit_card"),
    "Certificate and license numbers": ("drivers_license", "medical_id"),
    "Vehicle identifiers and plates": ("vehicle_id", "license_plate"),
    "Device identifiers and serial numbers": ("device_id", "mac"),
    "Web addresses": ("url",),
    "IP addresses": ("ip_address",),
    "Biometric identifiers": (),
    "Full-face photographs": (),
    "Any other unique number": ("student_id", "passport", "tax_id", "username"),
}
"""The identifiers of the Safe Harbor rule, 45 CFR 164.514(b)(2), and the types that cover them."""

NOT_CHECKED = (
    "Pictures, until they are read as text: faces, screens and badges in them are not seen.",
    "Biometrics: voices, fingerprints, a gait.",
    "Names without a cue, places and organizations: only a title, a greeting or a word such as "
    "“my colleague” tells that a word is a name.",
    "Topics such as an unannounced launch, unless a term, a marking or several pieces say so.",
    "What is true. A made-up number that passes its check looks like a real one.",
)

_RESTS = {4: "a check that holds", 3: "a fixed shape", 2: "its name nearby", 1: "its shape"}
_MANY = {
    ("secret", "secret"): "key, token or password",
    ("secret", "url"): "link that lets in whoever has it",
}
_COUNTRY = re.compile(r"\.([a-z]{2})-|-([a-z]{2})$")
_LOOKS = re.compile(r"^This (?:looks like|may be|seems to be) (?:an? |the )?(.*?)\.$")


def page(pack: Pack | None = None) -> str:
    """The whole page."""
    pack = pack or load_pack(BUILTIN_PACK)
    rules = [rule for rule in pack.rules.values() if not rule.entity]
    named = countries(rules)
    secrets = [rule for rule in rules if rule.source.startswith("rules/secret")]
    links = [rule for rule in secrets if rule.type == "url"]
    together = [rule for rule in rules if rule.needs]
    return f"""# What is found

<!-- Made from the pack by `python -m tests.support.detection`; a test keeps it so. -->

{len(rules)} rules of the built-in pack, version {pack.manifest.version}. A rule is data: what a
value looks like, the words beside it, the check it must pass, what is said about it. An
organization's pack adds terms and rules of its own; [pack-format.md](pack-format.md) says how.

- [Types](#types) · [Countries](#countries) · [Secrets](#secrets) · [Links](#links)
- [Disguises](#disguises) · [Combinations](#combinations) · [The identifiers of
  HIPAA](#the-identifiers-of-hipaa)
- [What is left alone](#what-is-left-alone) · [What is not checked](#what-is-not-checked)
- [How sure a finding is](#how-sure-a-finding-is)

## Types

What rules of a type rest on, and how many. What has no check of its own, or one that many numbers
pass, needs its name or another telling word within reach.

{_table(("category", "type", "looks like", "rules", "rest on"), _types(rules))}

## Countries

Numbers of people, firms, papers, cars, health and accounts of {len(named)} countries. ✓: their
check digits are worked out. A number needs its name, or its country beside it, unless it is all
there is in a draft.

{_table(("country", "numbers"), named)}

## Secrets

{len(secrets)} kinds of keys, tokens, passwords and private links. A key is wrong in public even
after the post is gone: the finding says where it is renewed.

{_table(("group", "kinds", "names"), _groups(secrets))}

## Links

Links that let in whoever has them. Where the link works without its token, the fix takes out the
token and keeps the link.

{_table(("link", "fix"), _links(links))}

## Disguises

A value that is written so that a robot, or a rule, does not see it is read again with the disguise
undone. Full-width, mathematical and keycap digits, look-alike letters and marks nobody sees are
evened out for every rule; besides:

{_table(("disguise", "such as"), ((one.name, one.what) for one in DISGUISES))}

## Combinations

Pieces that are quiet one by one and loud together. The fix changes the one piece without which the
rest says nothing about anybody.

{_table(("rule", "what is said", "needs one of"), _combinations(together))}

## The identifiers of HIPAA

The eighteen of the Safe Harbor rule, and what covers each.

{_table(("identifier", "types", "rules"), _hipaa(pack))}

A name or a date by itself is no finding: it counts beside an illness, a ward, a room or a visit, as
the combinations say.

## What is left alone

Numbers that name a thing, or that are published on purpose, are nobody's: beside one of these words
a number is none of a person.

{_table(("word", "names"), ((f"`{word}`", what) for word, what in PUBLIC.items()))}

So are roles and shared mailboxes (a note at most), documented example values (a note), protected
speech, order numbers, prices, dates, versions and scores.

## What is not checked

{chr(10).join(f"- {words}" for words in NOT_CHECKED)}

Each report says what did not run; “nothing found” never stands for “not looked”.

## How sure a finding is

A finding's `confidence` is the share of findings like it that were right, counted on labelled
cases: 0.9 means nine in ten. How grave it is, its `severity`, is another thing. What it rests on
decides most: a check that holds, a fixed shape, the name of the value nearby, a weaker word nearby,
its shape alone, a draft that is nothing but the value, or a disguise. Curves for these stand in
`calibration.toml` of the pack. Terms and combinations are not among the cases that were counted:
they say what their authors believe.

{_thresholds(pack)}

{_bins(json.loads(COUNTED.read_text(encoding="utf-8")))}
"""


def _types(rules: Iterable[Rule]) -> Iterator[tuple[str, ...]]:
    groups: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        groups[rule.category, rule.type].append(rule)
    for (category, type_), own in sorted(groups.items()):
        ((usual, _),) = Counter(_looks_like(rule) for rule in own).most_common(1)
        message = _MANY.get((category, type_), usual)
        rests = Counter(_rests_on(rule) for rule in own)
        words = ", ".join(
            f"{how} ({n})" if len(rests) > 1 else how for how, n in rests.most_common()
        )
        yield f"`{category}`", f"`{type_}`", message, str(len(own)), words


def _rests_on(rule: Rule) -> str:
    if not rule.patterns:
        return "several pieces" if rule.needs else "code of its own"
    return _RESTS[CompiledRule.of(rule, ()).rank]


def _looks_like(rule: Rule) -> str:
    """What a rule says a value is, without the words around it."""
    found = _LOOKS.match(rule.message)
    return found[1] if found else rule.message.rstrip(".")


def countries(rules: Iterable[Rule]) -> list[tuple[str, str]]:
    """Each country with the names of its numbers."""
    numbers: dict[str, dict[str, str]] = defaultdict(dict)
    for rule in rules:
        country = country_of(rule)
        if country:
            name = rule.names[0] if rule.names else rule.id.rpartition(".")[2].partition("-")[2]
            checked = " ✓" if "check digits" in proof(rule.validator) else ""
            numbers[country].setdefault(name.casefold(), f"{name}{checked}")
    rows = ((_country_name(code), found) for code, found in numbers.items())
    return sorted((name, ", ".join(found[key] for key in sorted(found))) for name, found in rows)


def _country_name(code: str) -> str:
    """The English name; the table says `*de` where it is the same as in another language."""
    names = LOCALE_DATA[code.upper()]
    name = names["en"]
    return names[name[1:]] if name.startswith("*") else name


def country_of(rule: Rule) -> str:
    """The ISO code in the name of a rule; empty where it is of no one country."""
    if rule.category not in ("personal", "health", "payment"):
        return ""
    found = _COUNTRY.search(rule.id)
    code = (found[1] or found[2]) if found else ""
    in_file = rule.source.startswith(f"rules/id-{code}.toml")
    return code if code.upper() in LOCALE_DATA and (in_file or rule.category != "personal") else ""


def _groups(secrets: Iterable[Rule]) -> Iterator[tuple[str, ...]]:
    """The files of secrets, by what their first line says they hold."""
    groups: dict[str, list[Rule]] = defaultdict(list)
    for rule in secrets:
        groups[rule.source.partition(":")[0]].append(rule)
    for path, own in sorted(groups.items()):
        first = (BUILTIN_PACK / path).read_text(encoding="utf-8").splitlines()[0]
        title = first.removeprefix("#").strip().rstrip(".") if first.startswith("#") else path
        yield title, str(len(own)), ", ".join(sorted({_looks_like(rule) for rule in own}))


def _links(links: Iterable[Rule]) -> Iterator[tuple[str, ...]]:
    for rule in links:
        yield _looks_like(rule), ", ".join(fix.title for fix in rule.fixes) or "Leave it out"


def _combinations(together: Iterable[Rule]) -> Iterator[tuple[str, ...]]:
    for rule in together:
        needs = "<br>".join(rule.needs)
        yield f"`{rule.id}`", rule.message, needs


def _hipaa(pack: Pack) -> Iterator[tuple[str, ...]]:
    for name, types in HIPAA.items():
        count = sum(rule.type in types for rule in pack.rules.values())
        shown = ", ".join(f"`{one}`" for one in types)
        yield name, shown or "not checked", str(count) if types else ""


def _thresholds(pack: Pack) -> str:
    asked = {n: e.threshold for n, e in pack.calibration.entries.items() if e.threshold is not None}
    usual = asked.pop("default", 0.0)
    others = "".join(
        f", `{name.partition('.')[2]}` at {least}" for name, least in sorted(asked.items())
    )
    return (
        f"A match less sure than {usual}{others} is set aside; `--explain` shows it as “not sure "
        "enough (0.41 of 0.50)”."
    )


def _bins(counted: dict[str, object]) -> str:
    after, folds = counted["after"], counted["folds"]
    assert isinstance(after, list)
    assert isinstance(folds, list)
    rows = (
        (
            f"{row['from']:.2f} - {row['to']:.2f}",
            f"{row['said']:.3f}",
            f"{row['right']:,} of {row['n']:,}",
            f"{row['share']:.3f}",
            f"{row['low']:.3f} - {row['high']:.3f}",
        )
        for row in after
    )
    sources = sum(map(len, folds))
    day = counted["on"]
    before, now = f"{counted['gap_before']:.1%}", f"{counted['gap_after']:.1%}"
    return f"""Counted on {day} over {counted["findings"]:,} findings in texts of {sources} sources,
in {len(folds)} folds: each source is judged by curves that never saw it. What findings
said is off by {now} on average, where the rules' own word was off by {before}.

{_table(("said", "mean", "right", "share", "95 % interval"), rows)}

![How sure findings said they were, and how often they were right](plots/calibration.svg)

`python3 installer/dev.py calibrate` counts anew. How time grows with the length of a text made to
annoy is counted by `python3 installer/dev.py bench length --plot`:

![Time against length of hostile texts](plots/time-against-length.svg)"""


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
