from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from checker.model import Span
from checker.resolve import resolve
from tests.support.rules import match, rule

LINK = rule("personal.link", type="url", entity=True)
PHONE = rule("personal.phone")
CARD = rule("payment.card")
TOKEN = rule("secret.token", in_links=True)
RULES = {r.id: r for r in (LINK, PHONE, CARD, TOKEN)}


def test_the_better_proven_reading_wins_the_place() -> None:
    card, phone = match("payment.card", 0, 16, rank=4), match("personal.phone", 2, 14, rank=2)
    resolved = resolve([phone, card], RULES)
    assert resolved.winners == ((card, ("personal.phone",)),)
    assert resolved.lost == ((phone, "reported as payment.card, which fits the place better"),)


def test_another_reading_by_the_same_rule_is_not_told() -> None:
    longer, shorter = match("personal.phone", 0, 16), match("personal.phone", 2, 14)
    resolved = resolve([shorter, longer], RULES)
    assert resolved.winners == ((longer, ()),)
    assert resolved.lost == ()


def test_places_that_do_not_meet_are_kept_in_order() -> None:
    first, second = match("personal.phone", 0, 5), match("payment.card", 5, 9)
    assert [m for m, _ in resolve([second, first], RULES).winners] == [first, second]


def test_a_link_swallows_what_is_inside_unless_the_rule_is_made_for_links() -> None:
    link = match("personal.link", 0, 40, type="url")
    phone, token = match("personal.phone", 10, 20), match("secret.token", 22, 40)
    resolved = resolve([link, phone, token], RULES)
    assert [m for m, _ in resolved.winners] == [token]
    assert resolved.lost == ((phone, "part of a link"),)


def test_of_entities_that_meet_the_outermost_is_told() -> None:
    outer = match("personal.link", 0, 40, type="url")
    inner = match("personal.link", 8, 20, type="url")
    assert resolve([inner, outer], RULES).entities == (outer,)


def test_the_same_rule_is_not_named_twice_at_a_place() -> None:
    a, b = match("payment.card", 0, 16), match("payment.card", 2, 16)
    assert resolve([a, b], RULES).winners == ((a, ()),)


def test_one_that_meets_two_places_is_told_at_the_stronger() -> None:
    weak, strong = match("personal.phone", 0, 8, rank=3), match("payment.card", 8, 16, rank=4)
    across = match("secret.token", 4, 12, rank=2)
    assert resolve([weak, strong, across], RULES).winners == (
        (weak, ()),
        (strong, ("secret.token",)),
    )


def test_a_link_that_begins_earlier_may_reach_further() -> None:
    long, short = (match("personal.link", 0, end, type="url") for end in (40, 8))
    later = match("personal.link", 4, 12, type="url")
    phone = match("personal.phone", 20, 30)
    assert resolve([long, short, later, phone], RULES).winners == ()


@given(
    st.lists(
        st.builds(
            lambda name, start, size, rank: match(name, start, start + size, rank=rank),
            st.sampled_from(sorted(RULES)),
            st.integers(0, 40),
            st.integers(1, 20),
            st.integers(0, 5),
        ),
        max_size=12,
    )
)
def test_no_two_winners_share_a_place_and_order_does_not_matter(matches: list) -> None:
    resolved = resolve(matches, RULES)
    spans = [m.span for m, _ in resolved.winners]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert spans == [m.span for m, _ in resolve(matches[::-1], RULES).winners]
    assert all(isinstance(span, Span) for span in spans)
