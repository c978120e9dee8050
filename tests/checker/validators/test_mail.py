"""Email addresses, plain and spelled out."""

from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.validators import mail
from checker.validators.mail import is_email, is_role, is_spaced, is_spelled_out


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(mail).failed == 0


@pytest.mark.parametrize(
    "value",
    [
        "dana.roe+posts@mail.example.org",
        "dana [at] example [dot] org",
        "dana(at)example.org",
        "dana_at_example_dot_org",
        "user@xn--80ak6aa92e.xn--p1ai",
    ],
)
def test_an_address_is_one_however_it_is_hidden(value: str) -> None:
    assert is_email(value)


@pytest.mark.parametrize("value", ["@example.org", "dana@example", "a..b@example.org", "a@b.c0m"])
def test_a_part_that_is_missing_or_odd_makes_it_none(value: str) -> None:
    assert not is_email(value)


@pytest.mark.parametrize(
    "sentence", ["look at example dot org", "dana at the dot com", "us @ a.com"]
)
def test_a_sentence_is_no_address(sentence: str) -> None:
    assert not is_spelled_out(sentence)


@given(st.text())
def test_what_is_spelled_out_is_an_address_too(text: str) -> None:
    assert is_email(text) or not is_spelled_out(text)


@pytest.mark.parametrize(
    "mailbox",
    [
        "press",
        "sales.emea",
        "info-berlin",
        "no-reply",
        "donotreply",
        "nepasrepondre",
        "ventas",
        "hr",
    ],
)
def test_the_mailbox_of_a_team_is_told_from_a_persons(mailbox: str) -> None:
    assert is_role(f"{mailbox}@example.org")


@pytest.mark.parametrize(
    "mailbox", ["dana", "press.dana", "dana.press", "infodana", "ceo", "hrant"]
)
def test_a_person_whose_mailbox_holds_such_a_word_stays_a_person(mailbox: str) -> None:
    assert not is_role(f"{mailbox}@example.org")


def test_a_shop_with_a_space_before_its_account_is_nobody() -> None:
    assert is_spaced("dana @ example.org")
    assert not is_spaced("sales @example.org")


def test_quotes_may_hold_anything() -> None:
    assert is_email('"dana roe"@example.org')
    assert is_email('"very@odd"@example.org')
    assert not is_email('"dana roe"@example')


def test_the_way_to_a_repository_is_no_mailbox() -> None:
    assert not is_email("git@example.org")
    assert not is_email("foo@bar.py")
    assert is_email("dana@mail.com.py")
