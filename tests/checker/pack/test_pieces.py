from __future__ import annotations

from pathlib import Path

import pytest

from checker.errors import PackError
from checker.pack.load import load_pack
from resources import BUILTIN_PACK
from tests.support.packs import write_pack

PIECES = """
[[piece]]
id = "wards"
kind = "ward"
says = "a ward"
words = ["cedar wing"]
instead = [""]

[[piece]]
id = "who"
kind = "patient"
says = "a patient"
words = ["my patient"]
"""
RULE = """
id = "health.wards"
type = "topic"
severity = "error"
clause = "SMP-4.1"
needs = ["patient + ward"]
message = "These pieces together tell of a patient."
why = "They did not ask for it."
flags = ["⟦My patient in the cedar wing⟧ sings"]
allows = ["The cedar wing is new"]
"""


def problems_of(folder: Path, **files: str) -> list[str]:
    write_pack(folder, **files)
    with pytest.raises(PackError) as caught:
        load_pack(folder)
    return [str(problem) for problem in caught.value.problems]


def test_pieces_and_combinations_are_read(tmp_path: Path) -> None:
    files = {"pieces/own.toml": PIECES, "rules/health.wards.toml": RULE}
    pack = load_pack(write_pack(tmp_path, **files))
    assert pack.pieces["wards"].words == ("cedar wing",)
    assert pack.pieces["wards"].source == "pieces/own.toml:2"
    assert pack.rules["health.wards"].needs == ("patient + ward",)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('kind = "ward"\n', "", 'pieces/own.toml:2 kind: "kind" is missing'),
        ('kind = "ward"', 'kinds = "ward"', 'unknown key, did you mean "kind"?'),
        ('kind = "ward"', 'kind = "Ward 7"', "should be lower-case words"),
        ('words = ["cedar wing"]', "", "a piece needs words or patterns"),
        ('"cedar wing"', '"ce*dar"', '"ce*dar" should be words, with * at the end at most'),
        ('words = ["cedar wing"]', "patterns = ['(']", "RE2 cannot take it"),
        ('id = "wards"', 'id = "who"', '"who" is there already'),
    ],
)
def test_a_mistake_in_a_piece_is_named(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in PIECES
    found = problems_of(tmp_path, **{"pieces/own.toml": PIECES.replace(before, after, 1)})
    assert any(said in problem for problem in found), found


def test_a_combination_asks_for_kinds_that_are_there(tmp_path: Path) -> None:
    rule = RULE.replace("patient + ward", "patient + wards/named")
    files = {"pieces/own.toml": PIECES, "rules/health.wards.toml": rule}
    assert problems_of(tmp_path, **files) == [
        'rules/health.wards.toml:2 needs: there is no kind of piece "wards", did you mean "ward"?'
    ]


def test_a_rule_has_patterns_or_needs(tmp_path: Path) -> None:
    files = {"pieces/own.toml": PIECES, "rules/health.wards.toml": RULE + "patterns = ['x']\n"}
    assert "patterns or needs pieces, not both" in problems_of(tmp_path, **files)[0]


def test_an_organization_adds_replaces_and_switches_off(tmp_path: Path) -> None:
    own = """
id = "own"
version = "1"
extends = "builtin"
disable = ["personal.membership", "get-well"]
"""
    with pytest.raises(PackError, match='no kind of piece "get-well"'):
        load_pack(
            write_pack(tmp_path / "a", **{"pack.toml": own, "terms/names.csv": "id,term\n"}),
            builtin=BUILTIN_PACK,
        )
    own = own.replace(', "get-well"', "")
    ward = PIECES.replace('kind = "ward"', 'kind = "place"').partition('[[piece]]\nid = "who"')[0]
    files = {"pack.toml": own, "terms/names.csv": "id,term\n", "pieces/own.toml": ward}
    pack = load_pack(write_pack(tmp_path / "b", **files), builtin=BUILTIN_PACK)
    assert "personal.membership" not in pack.rules
    assert pack.pieces["wards"].kind == "place"
    assert set(load_pack(BUILTIN_PACK).pieces) < set(pack.pieces)
