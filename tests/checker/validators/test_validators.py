"""The checks a rule may name, and the modules that bring them."""

from __future__ import annotations

import doctest
import importlib
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import validators
from checker.validators import (
    _NO_CHECK_DIGIT,
    _PROOFS,
    VALIDATORS,
    accounts,
    find_validator,
    is_validator,
    medical,
    network,
    places,
    proof,
    things,
    wallets,
)
from checker.validators.cards import luhn


@pytest.mark.parametrize(
    "module", [accounts, medical, network, places, things, validators, wallets]
)
def test_the_examples_in_a_module_hold(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("name", [*VALIDATORS, "phone_national", "stdnum.gb.nhs"])
def test_every_validator_is_found_and_answers_for_any_value(name: str) -> None:
    assert is_validator(name)
    check = find_validator(name)
    for value in (
        "",
        "0",
        "abc",
        "12-34",
        "9" * 70,
        "a.b@c",
        "::",
        "\xff\x80",
        "1/2/3",
        "@ at dot",
    ):
        assert check(value) in (True, False)


def test_a_name_that_nobody_knows_is_none() -> None:
    assert not is_validator("nothing")
    assert not is_validator("stdnum")
    with pytest.raises(KeyError):
        find_validator("nothing")


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("account", "0" * 12, False),
        ("account", "2026-11", False),
        ("account", "3012 4456 78", True),
        ("branch", "20-00-00", True),
        ("branch", "00-00-00", False),
        ("hungarian_account", "11773016-11111018", True),
        ("hungarian_account", "11773016-11111018-00000001", False),
        ("hungarian_account", "11773016-00000000", False),
        ("nib", "0002 0123 1234 5678 9015", False),
        ("nrb", "PL61 1090 1014 0000 0712 1981 2874", False),
        ("rib", "20041-01005-0500013M026-06", True),
        ("au_medicare", "2951 64825 1 / 2", True),
        ("au_medicare", "7951 64825 1", False),
        ("br_cns", "398 0014 6030 4359", False),
        ("ontario_health", "2951-648-258", True),
        ("ontario_health", "2951-648-258 KXZ", False),
        ("ramq", "TREM 8553 1412", True),
        ("ramq", "TREM 8513 1412", False),
        ("ramq", "TREM 8503 3212", False),
    ],
)
def test_accounts_and_health_cards_prove_themselves(name: str, value: str, expected: bool) -> None:
    assert find_validator(name)(value) is expected


@pytest.mark.parametrize(
    "value",
    ["10.0.0.1", "172.31.255.1:443", "192.168.1.0/24", "169.254.1.1", "fe80::1", "fd00::12/64"],
)
def test_private_addresses_are_private_and_not_public(value: str) -> None:
    assert network.is_private_address(value)
    assert not network.is_public_address(value)


@pytest.mark.parametrize(
    "value", ["203 dot 0 dot 113 dot 9", "203[.]0[.]113[.]9:80", "2001:db8::1", "[2001:db8::1]"]
)
def test_a_hidden_dot_hides_no_address(value: str) -> None:
    assert network.is_public_address(value)


@pytest.mark.parametrize("value", ["3.1.2.4", "1.2.3", "256.1.1.1", "1.2.3.04", "a::b", "1::2::3"])
def test_version_numbers_and_code_are_no_addresses(value: str) -> None:
    assert not network.is_public_address(value)


@given(st.ip_addresses())
def test_every_address_is_public_private_or_small(address: object) -> None:
    value = str(address)
    if network.is_address(value):
        assert not (network.is_public_address(value) and network.is_private_address(value))


def test_an_iban_must_have_the_form_of_its_country() -> None:
    assert accounts.is_iban("no93 8601 1117 947")
    assert not accounts.is_iban("no93 8601 1117 948")
    assert not accounts.is_iban("xx93 8601 1117 947")


def test_a_date_or_an_amount_is_no_account() -> None:
    assert accounts.is_account("00123456789")
    for value in ("2024-11-01", "2024-11", "10 000 000", "000000", "1" * 18):
        assert not accounts.is_account(value)


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (medical.is_npi, "1003000126", "1003000127"),
        (medical.is_dea, "K92993548", "K92993549"),
        (medical.is_kvnr, "M 123 456 785", "M123456784"),
        (medical.is_lanr, "234567701", "234567801"),
        (things.is_imei, "49-015420-323751-8", "490154203237519"),
        (things.is_vin, "1HGCM82633A004352", "1HGCM82643A004352"),
        (things.is_iccid, "8914800000000000006", "8914800000000000007"),
        (things.is_parcel, "RA123456785US", "RA123456784US"),
        (things.is_parcel, "9400111899223197428497", "9400111899223197428490"),
        (accounts.is_routing_number, "0711-0130-7", "0711-0130-8"),
    ],
)
def test_one_wrong_sign_is_noticed(check: validators.Validator, right: str, wrong: str) -> None:
    assert check(right)
    assert check(right.lower())
    assert not check(wrong)


@pytest.mark.parametrize("value", ["BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ"])
def test_a_bech32_address_is_all_capitals_or_all_small(value: str) -> None:
    assert wallets.is_bech32_wallet(value)
    assert wallets.is_bech32_wallet(value.lower())
    assert not wallets.is_bech32_wallet(value.capitalize())


@given(st.integers(0, 33), st.sampled_from("123456789ABCDEFGHJKLMNPQRSTUVWXYZ"))
def test_a_changed_sign_breaks_a_base58_address(at: int, sign: str) -> None:
    wallet = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"
    changed = wallet[:at] + sign + wallet[at + 1 :]
    assert wallets.is_base58_wallet(changed) == (changed == wallet)


@pytest.mark.parametrize(
    "value", ["22-nov-1972", "march 5, 1989", "5. marz 1981", "1985-07-09", "7/9/85"]
)
def test_days_are_understood_in_any_order(value: str) -> None:
    assert places.is_birth_date(value)


@pytest.mark.parametrize("value", ["30 feb 1990", "5 oranges 1990", "1/2", "27 january 1756"])
def test_days_that_no_one_alive_was_born_on_are_none(value: str) -> None:
    assert not places.is_birth_date(value)


def test_a_hall_a_year_and_a_court_are_no_street() -> None:
    assert places.is_street("9142 Arlington Court")
    assert not places.is_street("2023 Arlington Court")
    assert not places.is_street("Booth 1234")


def test_a_folder_names_a_person_unless_it_is_everybodys() -> None:
    assert places.is_path_with_name("/home/droe/x")
    assert not places.is_path_with_name("C:\\Users\\Public\\x")
    assert not places.is_path_with_name("/var/log")


def test_luhn_needs_two_digits() -> None:
    assert not luhn("0")
    assert luhn("00")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("card", "the check digits fit"),
        ("phone_international", "a valid phone number"),
        ("stdnum.de.idnr", "the check digits fit"),
        ("stdnum.us.ssn", ""),
        ("has_variety", ""),
        ("", ""),
    ],
)
def test_what_a_validator_has_shown_is_said_in_plain_words(name: str, words: str) -> None:
    assert proof(name) == words


def test_every_name_with_words_is_a_validator() -> None:
    names = [*_PROOFS, *(f"stdnum.{name}" for name in _NO_CHECK_DIGIT)]
    assert [name for name in names if not is_validator(name)] == []
    assert all(importlib.import_module(f"stdnum.{name}") for name in _NO_CHECK_DIGIT)
