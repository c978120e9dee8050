"""docs/detection.md says what the pack does."""

from __future__ import annotations

import re

import pytest

from checker import load_pack
from checker.pack.model import Pack
from checker.pack.rules import TYPES
from resources import BUILTIN_PACK
from tests.support import detection
from tests.support.detection import HIPAA, NOT_CHECKED, PAGE, PUBLIC, countries, country_of, page


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(BUILTIN_PACK)


def test_the_page_is_the_one_that_the_pack_gives(pack: Pack) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(pack), "python -m tests.support.detection"


def test_every_type_of_a_rule_is_in_the_table(pack: Pack) -> None:
    text = page(pack)
    wanted = {(r.category, r.type) for r in pack.rules.values() if not r.entity}
    assert [one for one in wanted if f"| `{one[0]}` | `{one[1]}` |" not in text] == []


def test_there_are_as_many_countries_and_secrets_as_was_asked(pack: Pack) -> None:
    named = countries(pack.rules.values())
    assert len(named) >= 60
    assert not any(name.startswith("*") for name, _ in named)
    assert [name for name, _ in named] == sorted(name for name, _ in named)
    assert sum(rule.source.startswith("rules/secret") for rule in pack.rules.values()) >= 250


def test_every_rule_in_the_file_of_a_country_is_of_that_country(pack: Pack) -> None:
    files = {
        rule.id: found[1]
        for rule in pack.rules.values()
        if (found := re.match(r"rules/id-([a-z]{2})\.toml", rule.source)) and found[1] != "eu"
    }
    assert [name for name, code in files.items() if country_of(pack.rules[name]) != code] == []


def test_a_word_that_clears_a_number_clears_it_of_every_kind(pack: Pack) -> None:
    kinds = ("national_id", "tax_id", "business_id")
    words = [
        set(rule.not_near)
        for rule in pack.rules.values()
        if rule.type in kinds and "isbn" in rule.not_near
    ]
    assert words
    assert [word for word in PUBLIC if not all(word in known for known in words)] == []


def test_the_identifiers_of_hipaa_are_eighteen_and_two_are_not_checked(pack: Pack) -> None:
    assert len(HIPAA) == 18
    uncovered = [name for name, types in HIPAA.items() if not types]
    assert uncovered == ["Biometric identifiers", "Full-face photographs"]
    assert {one for types in HIPAA.values() for one in types} <= set(TYPES)
    found = {rule.type for rule in pack.rules.values()}
    assert all(set(types) & found for types in HIPAA.values() if types)
    assert any("Biometrics" in words for words in NOT_CHECKED)


def test_the_plots_and_pages_that_are_linked_are_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([a-z-]+[a-z/.-]*)\)", text)
    assert {"plots/calibration.svg", "plots/time-against-length.svg", "pack-format.md"} <= set(
        links
    )
    assert [link for link in links if not (detection.DOCS / link).exists()] == []
