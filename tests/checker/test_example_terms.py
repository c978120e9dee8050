"""The example organization's list, on every day that means something to one of its rows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

import resources
from checker.engine import Engine
from checker.model import Draft, Finding
from checker.pack.load import load_pack
from checker.pack.model import Term

RESOURCES = Path(resources.__file__).parent
SEALED = {"T016"}
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)

# Term, one of its moments (UTC), whether it counts before, at and after that moment.
DAYS = [
    ("T001", "2026-01-05", False, True, True),
    ("T001", "2027-03-02T08:00:00", True, True, False),
    ("T002", "2026-02-01", False, True, True),
    ("T003", "2026-06-01", False, True, True),
    ("T004", "2025-09-01", False, True, True),
    ("T005", "2025-09-01", False, True, True),
    ("T006", "2026-03-01", False, True, True),
    ("T007", "2026-01-05", False, True, True),
    ("T007", "2027-03-02T08:00:00", True, True, False),
    ("T008", "2024-01-01", False, True, True),
    ("T009", "2026-10-02", False, True, True),
    ("T009", "2027-10-02", True, False, False),
    ("T010", "2026-05-01", False, True, True),
    ("T010", "2027-01-15T09:00:00", True, True, False),
    ("T011", "2025-01-01", False, True, True),
    ("T011", "2026-04-14", True, False, False),
    ("T012", "2023-01-01", False, False, False),
    ("T012", "2025-12-31", False, False, False),
    ("T013", "2026-10-01", False, True, True),
    ("T013", "2027-02-18T07:00:00", True, True, False),
    ("T014", "2026-01-01", False, True, True),
    ("T015", "2026-01-01", False, True, True),
    ("T017", "2026-11-01", False, True, True),
    ("T018", "2026-01-05", False, True, True),
]
# Quiet because of what has become of the term, so not quiet on the days it counted.
QUIET_SINCE = {"T011", "T012"}


@cache
def example() -> tuple[Engine, dict[str, Term]]:
    pack = load_pack(RESOURCES / "example", builtin=RESOURCES / "pack")
    assert pack.terms is not None
    return Engine(pack), {term.id: term for term in map(pack.terms.term, range(len(pack.terms)))}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def findings_of(term_id: str, text: str, as_of: datetime, **options) -> list[Finding]:
    engine, _ = example()
    report = engine.check(Draft.of(text), as_of=as_of, **options)
    return [finding for finding in report.findings if f"term {term_id}" in finding.evidence]


CASES = [
    pytest.param(term_id, moment(at) + shift, counts, id=f"{term_id} {name} {at}")
    for term_id, at, before, on, after in DAYS
    for name, shift, counts in (
        ("a day before", -DAY, before),
        ("a second before", -SECOND, before),
        ("at", SECOND * 0, on),
        ("a second after", SECOND, after),
        ("a day after", DAY, after),
    )
]


@pytest.mark.parametrize(("term_id", "as_of", "counts"), CASES)
def test_a_term_is_found_in_its_own_samples_on_the_days_it_counts(term_id, as_of, counts):
    term = example()[1][term_id]
    samples = term.must_match or (term.must_not_match if term_id in QUIET_SINCE else ())
    lines = samples or (f"Lunch at {term.term} today",)
    for line in lines:
        assert bool(findings_of(term_id, line, as_of)) is counts, line


@pytest.mark.parametrize(("term_id", "as_of", "counts"), CASES)
def test_a_line_about_something_else_is_quiet_on_every_day(term_id, as_of, counts):
    term = example()[1][term_id]
    for line in term.must_not_match:
        quiet = term_id not in QUIET_SINCE or not counts
        assert bool(findings_of(term_id, line, as_of)) is not quiet, line


def test_every_moment_of_every_term_is_in_the_table():
    _, terms = example()
    named = {(term_id, moment(at)) for term_id, at, *_ in DAYS}
    dated = {
        (term.id, at)
        for term in terms.values()
        if term.id not in SEALED
        for at in (term.valid_from, term.embargo_until, term.public_since, term.expires)
        if at is not None
    }
    assert named == dated


def test_an_embargo_is_lifted_by_trusted_time_alone():
    later, line = moment("2027-06-01"), "the AH7741 boards arrived"
    assert findings_of("T007", line, later, trusted_time=moment("2027-03-01"))
    assert not findings_of("T007", line, later, trusted_time=later)


@pytest.mark.parametrize(
    ("audiences", "found"),
    [(None, True), ({"dach"}, True), ({"deal-team", "dach"}, True), ({"deal-team"}, False)],
)
def test_a_term_speaks_to_its_audience(audiences, found):
    chosen = frozenset(audiences) if audiences else None
    line = "Installation bei Werner läuft"
    assert bool(findings_of("T006", line, moment("2026-11-20"), audiences=chosen)) is found


def test_a_term_on_test_is_a_note():
    (finding,) = findings_of("T017", "Cormorant release next week", moment("2026-11-20"))
    assert finding.severity == "note"


def test_a_sealed_term_is_named_as_not_looked_for():
    engine, _ = example()
    report = engine.check(Draft.of("anything"), as_of=moment("2026-11-20"))
    assert "sealed terms" in {not_run.check for not_run in report.not_run}


# Disguises of the one paragraph everybody would try, each with the place that is shown.
DISGUISED = [
    ("T001", "#⟦ProjectAurora⟧ demo"),
    ("T001", "our ⟦Pr0ject Aur0ra⟧ demo"),
    ("T001", "our ⟦P r o j e c t  A u r o r a⟧ demo"),
    ("T001", "our ⟦Pro-ject Aur.ora⟧ demo"),
    ("T001", "our ⟦Ｐｒｏｊｅｃｔ Ａｕｒｏｒａ⟧ demo"),
    ("T001", "our ⟦Рrоjесt Аurоrа⟧ demo"),
    ("T001", "our ⟦Pro\u200bject Auro\u00adra⟧ demo"),
    ("T001", "our ⟦P̴r̷o̸j̶ect A̵urora⟧ demo"),
    ("T014", "with ⟦NOVÁK &  PARTNEŘI⟧ today"),
    ("T004", "at ⟦St. Brannoc’s Hospital⟧ today"),
    ("T018", "⟦Sueskind⟧ und mehr"),
]


@pytest.mark.parametrize(("term_id", "line"), DISGUISED)
def test_a_disguise_is_seen_through_at_the_very_place(term_id, line):
    text = line.replace("⟦", "").replace("⟧", "")
    start = line.index("⟦")
    end = line.index("⟧") - 1
    (finding,) = findings_of(term_id, text, moment("2026-11-20"))
    assert (finding.span.start, finding.span.end) == (start, end)
