from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from checker.pack.load import load_pack
from checker.pack.model import Rule
from resources import BUILTIN_PACK

LEAST_FAMILIES = 500


@cache
def secrets() -> list[Rule]:
    rules = load_pack(BUILTIN_PACK).rules.values()
    return [rule for rule in rules if rule.category == "secret" and rule.type == "secret"]


def test_there_are_many_families_of_secrets() -> None:
    assert len(secrets()) >= LEAST_FAMILIES


def test_where_a_key_is_renewed_is_an_https_address_of_a_host() -> None:
    for rule in secrets():
        if rule.rotate:
            parts = urlsplit(rule.rotate)
            assert parts.scheme == "https", rule.id
            assert parts.hostname is not None, rule.id
            assert "." in parts.hostname, rule.id


def test_a_key_that_can_be_renewed_somewhere_says_where_in_its_why() -> None:
    for rule in secrets():
        host = urlsplit(rule.rotate).hostname or ""
        assert "{" not in rule.why, rule.id
        assert host.removeprefix("www.") in rule.why, rule.id


def test_message_and_why_of_a_secret_take_at_most_forty_words() -> None:
    long = [rule.id for rule in secrets() if len(f"{rule.message} {rule.why}".split()) > 40]
    assert not long
