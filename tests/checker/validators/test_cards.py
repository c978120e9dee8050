"""Card ranges, lengths and check digits."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.validators import cards
from checker.validators.cards import RANGES, is_card, is_card_in_words, luhn, network


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(cards).failed == 0


def with_check_digit(digits: str) -> str:
    return next(digits + d for d in "0123456789" if luhn(digits + d))


@pytest.mark.parametrize("span", RANGES, ids=lambda span: f"{span.network} {span.first}")
def test_both_ends_of_every_range_are_cards_in_words(span: cards.Range) -> None:
    for prefix in (span.first, span.last):
        for length in span.lengths:
            assert is_card_in_words(with_check_digit(prefix.ljust(length - 1, "7")))


def test_a_range_has_ends_of_one_length_in_order() -> None:
    assert all(len(r.first) == len(r.last) and r.first <= r.last for r in RANGES)


@pytest.mark.parametrize(
    ("prefix", "length", "name"),
    [
        ("2131", 15, "JCB"),
        ("1800", 15, "UATP"),
        ("2720", 16, "Mastercard"),
        ("4", 19, "Visa"),
        ("4", 13, "Visa"),
        ("6759", 12, "Maestro"),
        ("2204", 16, "Mir"),
    ],
)
def test_the_network_is_known_by_prefix_and_length(prefix: str, length: int, name: str) -> None:
    assert network(prefix.ljust(length, "0")) == name


@pytest.mark.parametrize("value", ["2721000000000004", "4111 1111 1111 111", "9111111111111111"])
def test_numbers_beside_the_ranges_are_no_cards(value: str) -> None:
    assert not is_card(value)


def test_short_numbers_and_the_airline_plan_need_a_word() -> None:
    for value in ("4222222222222", "501864667909", "122000000000003"):
        assert is_card_in_words(value)
        assert not is_card(value)


def test_an_unknown_range_of_usual_length_counts_beside_a_word() -> None:
    value = with_check_digit("350000000000000")
    assert network(value) is None
    assert is_card_in_words(value)
    assert not is_card(value)


def test_digits_one_by_one_are_a_card_and_counting_is_none() -> None:
    assert is_card("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1")
    assert not is_card("2-3-4-5-6-7-8-9-10-11-12-13")


@given(st.text(alphabet="0123456789", min_size=1, max_size=18))
def test_one_check_digit_in_ten_fits_and_one_wrong_digit_is_noticed(digits: str) -> None:
    whole = with_check_digit(digits)
    assert sum(luhn(digits + d) for d in "0123456789") == 1
    for at in range(len(whole)):
        assert not luhn(whole[:at] + str((int(whole[at]) + 1) % 10) + whole[at + 1 :])


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert is_card(text) in (True, False)
    assert is_card_in_words(text) or not is_card(text)
