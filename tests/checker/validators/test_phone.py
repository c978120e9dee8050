"""Phone numbers: international, American, national, and only called so."""

from __future__ import annotations

import doctest

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from checker.validators import find_validator, phone
from checker.validators.phone import (
    DEFAULT_REGIONS,
    digits_of,
    is_american,
    is_bare_number,
    is_business,
    is_international,
    is_national,
    is_own,
    is_plausible,
    is_short,
)


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(phone).failed == 0


@pytest.mark.parametrize(
    "value",
    [
        "+14155550132",
        "+1 (415) 555-0132",
        "0044 20 7946 0958",
        "(+49) 30 23125 014",
        "+44 (0)20 7946 0958",
        "+ 4 4 7 7 0 0 9 0 0 1 2 3",
        "+33 1 99 oo 12 34",
        "+1 415 555 0132 ext. 12",
        "+1 415 555 0132x12",
    ],
)
def test_a_country_code_and_a_number_of_that_country_are_a_phone(value: str) -> None:
    assert is_international(value)


@pytest.mark.parametrize("value", ["+100 2024", "+999 123 4567", "00 0000 0000", "+1 115 555 0132"])
def test_a_plus_alone_makes_no_phone(value: str) -> None:
    assert not is_international(value)


def test_an_extension_is_no_part_of_the_number() -> None:
    assert digits_of("415-555-0132 ext. 12") == digits_of("415-555-0132 x 99") == "4155550132"


def test_parentheses_vouch_for_a_made_up_area_code() -> None:
    assert is_american("(123) 456-7890")
    assert not is_american("123-456-7890")


def test_a_country_code_without_its_plus_is_understood() -> None:
    assert is_american("44-207-946-0958")
    assert is_national("44 20 7946 0958")
    assert not is_national("442079460958", ("FJ",))


@pytest.mark.parametrize(
    "value",
    [
        "2024-03-05 10",
        "2024-03-0510",
        "01 /04/2017",
        "05.03.2024",
        "2010-2015",
        "10 000 000",
        "900000000",
        "123456",
        "1111111",
        "",
    ],
)
def test_dates_years_and_amounts_are_no_phone_even_after_the_word(value: str) -> None:
    assert not is_plausible(value)


def test_a_zero_in_parentheses_is_left_out_where_the_country_has_none() -> None:
    assert is_international("+1 (0)415 555 0132")
    assert not is_international("+1 (0)115 555 0132")


def test_what_is_dialed_to_leave_a_country_is_no_part_of_the_number() -> None:
    assert is_international("011 44 7700 900123")
    assert is_international("447700900123")


@pytest.mark.parametrize("value", ["23456789", "345678901", "20240305", "234567890112"])
def test_digits_counted_up_and_dates_are_nobodys_own_number(value: str) -> None:
    assert not is_own(value)


def test_an_own_number_is_as_short_as_some_country_has_them() -> None:
    assert is_own("91234567")
    assert is_own("447700900123")
    assert not is_own("999912345678")


@pytest.mark.parametrize("value", ["532123456", "6123456789", "2024030509", "999999999"])
def test_a_lone_run_of_digits_has_to_look_dialed(value: str) -> None:
    assert not is_bare_number(value)
    assert is_bare_number("4155550132")


def test_words_of_trade_stand_beside_figures_that_are_no_phone() -> None:
    assert is_business("+44 7700 900123")
    assert is_business("(415) 555-0132")
    assert is_business("07700 900123")
    assert not is_business("4711 0815 12")


def test_a_short_number_is_no_year() -> None:
    assert is_short("20 12 34")
    assert not is_short("2024")


def test_the_organizations_own_countries_are_tried_in_place_of_ours() -> None:
    check = find_validator("phone_national", ("FJ",))
    assert check("321 2345")
    assert not find_validator("phone_national", ("DE",))("01 99 00 12 34")
    assert find_validator("phone_national")("01 99 00 12 34")


@given(st.text(alphabet="0123456789+-./() xo", max_size=40))
def test_any_text_is_answered(text: str) -> None:
    checks = (is_american, is_bare_number, is_business, is_international, is_national, is_own)
    for check in (*checks, is_plausible, is_short):
        assert check(text) in (True, False)


@given(st.text(alphabet="0123456789", min_size=5, max_size=16), st.sampled_from(DEFAULT_REGIONS))
def test_the_view_from_afar_never_loses_a_number(digits: str, region: str) -> None:
    try:
        valid = phonenumbers.is_valid_number(phonenumbers.parse(digits, region))
    except phonenumbers.NumberParseException:
        valid = False
    assert is_national(digits, (region,)) or not (valid and is_plausible(digits))


@pytest.mark.parametrize("region", DEFAULT_REGIONS)
def test_the_numbers_of_every_country_are_known(region: str) -> None:
    for kind in (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE):
        example = phonenumbers.example_number_for_type(region, kind)
        assert example is not None
        for form in (PhoneNumberFormat.NATIONAL, PhoneNumberFormat.E164):
            value = phonenumbers.format_number(example, form)
            assert is_national(value, (region,)), value


def test_few_countries_are_asked_about_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def parse(number: str, region: str | None) -> object:
        asked.append(region)
        return known(number, region)

    known = phonenumbers.parse
    monkeypatch.setattr(phonenumbers, "parse", parse)
    assert not is_national("12 12 12 12 12 12 12")
    assert len(asked) < len(DEFAULT_REGIONS) / 3
