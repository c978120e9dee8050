"""The table of terms, and the same as one file."""

from __future__ import annotations

import mmap
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from checker.pack.model import Term
from checker.pack.term_keys import KeyPlaces, folded_key, key
from checker.pack.term_rows import read_csv
from checker.pack.terms import FORMAT, TermTable, merge
from checker.view import FOLD, fold

EXAMPLE = Path(resources.__file__).parent / "example" / "terms" / "aldermere.csv"


def test_a_later_pack_replaces_terms_by_id_and_switches_off():
    below = [Term(id="A", term="one"), Term(id="B", term="two"), Term(id="C", term="three")]
    merged = merge(below, [Term(id="B", term="zwei"), Term(id="D", term="vier")], {"C"})
    assert [(term.id, term.term) for term in merged] == [("A", "one"), ("B", "zwei"), ("D", "vier")]


def example_table() -> TermTable:
    return TermTable.build(read_csv("x", EXAMPLE.read_text(encoding="utf-8"), []))


DIGEST = bytes(range(32))


def test_a_table_comes_back_from_its_file_as_it_was(tmp_path):
    table = example_table()
    file = tmp_path / "index"
    file.write_bytes(table.to_bytes(DIGEST))
    with file.open("rb") as opened:
        mapped = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
    again = TermTable.from_bytes(mapped, DIGEST)
    assert list(again) == list(table)
    assert again.term(1).term == "Bluefin"
    assert again.sealed_count == table.sealed_count == 1
    assert again.clauses == table.clauses == {term.clause for term in table if term.clause}
    assert again.audiences == table.audiences >= {"all", "dach"}
    text_key = key("Bluefin ships, Q4 guidance, thistle discounts")
    assert again.find(text_key) == table.find(text_key) != []
    assert again.to_bytes(DIGEST) == table.to_bytes(DIGEST)


def test_an_empty_table_is_a_table():
    table = TermTable.from_bytes(TermTable.build(()).to_bytes())
    assert len(table) == 0
    assert table.find(b"anything") == []
    with pytest.raises(IndexError):
        table.term(0)


def test_a_file_of_other_terms_is_refused():
    with pytest.raises(ValueError, match="other terms"):
        TermTable.from_bytes(example_table().to_bytes(DIGEST), bytes(32))


@pytest.mark.parametrize("content", [b"", b"garbage", bytes(500), b"clearpost terms\n" * 50])
def test_garbage_is_refused(content):
    with pytest.raises(ValueError, match="not an index of terms"):
        TermTable.from_bytes(content)


def test_a_file_cut_off_anywhere_is_refused():
    content = example_table().to_bytes()
    for length in range(0, len(content), 97):
        with pytest.raises(ValueError, match="index of terms"):
            TermTable.from_bytes(content[:length])


@given(st.data())
def test_a_damaged_byte_in_head_columns_or_automaton_is_refused(data):
    content = bytearray(example_table().to_bytes())
    end = content.index(b'["T001"')
    at = data.draw(st.integers(0, end - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(ValueError):
        TermTable.from_bytes(bytes(content))


def test_the_word_that_ten_thousand_rows_share_is_not_what_the_index_knows_them_by():
    names = [f"{one}{two}" for one in "bcdfghjklm" for two in ("anor", "udil", "even", "ifor")]
    table = TermTable.build(Term(id=name, term=f"Project {name}", mode="stem") for name in names)
    assert table.find(key("a project of ours")) == []
    assert [hit[2] for hit in table.find(key("the banor projects")) if hit[3]] == [0]


def test_keys_are_what_is_left_without_disguise():
    for disguise in ("Pr0ject-Aur0ra", "P r o j e c t AURORA", "#projectaurora", "Ｐroject Aurorа"):
        assert key(disguise) == key("Project Aurora")
    assert key("...") == b""


@given(st.text(max_size=60), st.integers(0, 300))
def test_each_byte_of_a_key_has_its_place_in_the_text(text, before):
    folded = "a-" * before + fold(text)
    size = len(folded_key(folded))
    places = KeyPlaces(folded)
    one_by_one = [places.at(byte) for byte in range(size)]
    assert one_by_one == sorted(one_by_one)
    assert all(folded_key(folded[place]) for place in one_by_one)
    for start, end in ((0, size), (size // 3, size - size // 3)):
        assert start == end or places.between(start, end) == one_by_one[start:end]


def test_the_format_number_is_raised_when_keys_change():
    # An index on disk holds keys; a text read with other keys would miss its terms in silence.
    plain = "".join(FOLD[code] for code in range(0x250)) + "\0".join(
        FOLD[code] for code in range(0x370, 0x530)
    )
    assert (FORMAT, zlib.crc32(folded_key(plain) + key("0123456789!@$|+#&"))) == (2, 658625345)
