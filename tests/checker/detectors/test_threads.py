from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.engine import Engine
from checker.explain import apply_edits, apply_fixes
from checker.model import Draft, Finding
from checker.pack.load import load_pack
from checker.pack.samples import fill
from resources import BUILTIN_PACK

DAY = datetime(2026, 11, 22, tzinfo=UTC)
ENGINE = Engine(load_pack(BUILTIN_PACK))

SPLIT = [
    ("phone", ["call me at +1 415 555", "0132 any time"]),
    ("phone", ["call me at +1 415 (1/2)", "(2/2) 555 0132 any time"]),
    ("phone", ["my number 415-555-", "0132 ok"]),
    ("phone", ["Ring +44 7700 …", "… 900123 and ask for Dana"]),
    ("credit_card", ["my card is 5555 5555 🧵", "2/ 5555 4444 exp soon"]),
    ("credit_card", ["card: 5555 5555", "5555", "4444 ok"]),
    ("credit_card", ["card 55555555 ->", "55554444, thanks"]),
    ("email", ["write to dana.roe@", "example.org please"]),
    ("email", ["write to dana.roe", "@example.org please"]),
    ("email", ["it is dana.roe@example 1/2", "2/2 .org, I think"]),
    ("iban", ["IBAN GB29 NWBK 6016", "1331 9268 19 thanks"]),
    ("iban", ["pay to DE89 3704 0044 👇", "0532 0130 00"]),
    ("national_id", ["ssn 370-39-", "6341"]),
    ("secret", [fill("the token is ghp_{{base62:20}}"), fill("{{base62:16}} for a day")]),
]
QUIET = [
    ["1/3 We grew in 2015", "2/3 300 people joined", "3/3 12 left"],
    ["We had 250 guests", "300 next year"],
    ["Read it in 2024 1/5", "2/5 10 lessons from it", "3/5 5 more"],
    ["1. Book 12 rooms", "2. Pay 4500", "3. Call 3 taxis"],
    ["Thanks @dana", "example.org has the slides"],
    ["Version 4.1", "1.2 is out too", "5.0 next"],
    ["It was 10:30", "11:00 at the latest"],
    ["Score 3-2", "4-1 in the end", "2-2 last year"],
    ["Follow us @aldermere", "more tomorrow"],
    ["Doors at 19", "30 seats left", "5 now"],
    ["Chapter 1", "Chapter 2", "Chapter 3"],
    ["We sold 1,200", "3,400 and 5,600 units"],
    ["#Fair2024", "2025 will be bigger"],
    ["Row 1: 4111 2222", "Row 2: 3333 4444", "Row 3: 5555 6666"],
]


def findings(draft: Draft) -> tuple[Finding, ...]:
    return ENGINE.check(draft, as_of=DAY, deep=False).findings


@pytest.mark.parametrize(("kind", "posts"), SPLIT)
def test_a_value_that_goes_on_in_the_next_post_is_found(kind: str, posts: list[str]) -> None:
    for draft in (Draft.of(*posts), Draft.of("\n\n".join(posts))):
        (finding,) = findings(draft)
        assert finding.type == kind
        assert "split over posts" in finding.evidence
        fixed, undo = apply_fixes(draft, [finding.fixes[0]])
        assert not findings(fixed)
        assert apply_edits(fixed, undo)[0] == draft


@pytest.mark.parametrize("posts", QUIET)
def test_an_ordinary_thread_is_left_alone(posts: list[str]) -> None:
    assert not findings(Draft.of(*posts))
    assert not findings(Draft.of("\n\n".join(posts)))


def test_it_is_shown_where_the_larger_part_stands() -> None:
    (finding,) = findings(Draft.of("card 5555", "5555 5555 4444"))
    assert finding.segment == 1
    assert [edit.segment for edit in finding.fixes[0].edits] == [1, 0]
    assert finding.fixes[0].edits[0].replacement == "[card ending in 4444]"


def test_a_whole_value_at_the_end_of_a_post_stays_what_it_is() -> None:
    (finding,) = findings(Draft.of("call me on +1 415 555 0132", "1500 people did"))
    assert finding.segment == 0
    assert "split over posts" not in finding.evidence


PARTS = st.sampled_from([part for _, posts in SPLIT for part in posts] + ["", " ", "1/2", "🧵"])


@settings(max_examples=60)
@given(st.lists(PARTS, min_size=1, max_size=6))
def test_every_edit_lies_in_its_segment(posts: list[str]) -> None:
    draft = Draft.of(*posts)
    for finding in findings(draft):
        for fix in finding.fixes:
            for edit in fix.edits:
                assert 0 <= edit.span.start <= edit.span.end <= len(posts[edit.segment])


def test_a_long_table_is_not_read_as_one_value() -> None:
    assert not findings(Draft.of("\n\n".join(f"{n} 17" for n in range(100, 400))))
