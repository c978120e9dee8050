from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.errors import PackError
from checker.pack.load import load_pack
from checker.pack.model import Pack
from checker.pack.parts import INDEX, read_parts, terms_digest
from checker.pack.source import open_source
from checker.pack.terms import TermTable
from resources import BUILTIN_PACK, EXAMPLE_PACK
from tests.support.pack_files import CLAUSE, MANIFEST, POLICY, RULE, TERMS, write_pack, zipped

EXTENDS = MANIFEST + 'extends = "builtin"\n'


def problems(path: Path, builtin: Path | None = None) -> list[str]:
    with pytest.raises(PackError) as caught:
        load_pack(path, builtin=builtin)
    return [str(problem) for problem in caught.value.problems]


def term_ids(pack: Pack) -> list[str]:
    assert pack.terms is not None
    return [pack.terms.term(row).id for row in range(len(pack.terms))]


def test_a_folder_and_a_zip_file_give_the_same_pack(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "p", rules__badge=RULE, terms__list_csv=TERMS)
    a, b = load_pack(folder), load_pack(zipped(folder, tmp_path / "p.zip"))
    assert (a.manifest, a.rules, a.policy) == (b.manifest, b.rules, b.policy)
    assert term_ids(a) == term_ids(b) == ["T1"]


def test_every_mistake_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    folder = write_pack(
        tmp_path,
        pack='id = "x"\nformat = 9\n',
        policy=POLICY + '[[clause]]\nid = "SMP-4.1"\ntitel = "x"\n',
        rules__a=RULE.replace('"other"', '"othr"').replace("SMP-4.1", "SMP-4.11"),
        rules__b=RULE.replace("b\\d{4}", "(b").replace("message", "mesage"),
        rules__c="id = \n",
        terms__list_csv="id,term,mode,clause\nT1,Bluefin,fuzy,SMP-4.1\nT2,,word,SMP-9\n",
        protected='[[topic]]\nid = "pay"\n',
        extra="x = 1\n",
    )
    told = "\n".join(problems(folder))
    for part in (
        "pack.toml:2 format: this version of Clearpost reads format 1",
        'pack.toml:1 version: "version" is missing',
        'policy.toml:18 titel: unknown key, did you mean "title"?',
        'policy.toml:17 id: "SMP-4.1" is there already',
        'rules/a.toml:3 type: "othr" is not known, did you mean "other"?',
        "rules/b.toml:4 patterns: '(b' RE2 cannot take it: missing ): (b",
        'rules/b.toml:5 mesage: unknown key, did you mean "message"?',
        "rules/c.toml:1 column 6: not valid TOML: Invalid value",
        "terms/list.csv:2 mode:",
        "terms/list.csv:3 term:",
        'protected.toml:1 language: "language" is missing',
        "extra.toml: no such part of a pack",
    ):
        assert part in told


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("missing", None, "missing: there is no such file; a pack is a folder or a ZIP file"),
        ("file.zip", b"no zip", "file.zip: is no pack, which is a folder or a ZIP file"),
    ],
)
def test_what_is_no_pack_is_said_to_be_none(
    tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    path = tmp_path / name
    assert problems(path)[0].startswith(f"{tmp_path}/{told}")


def test_a_folder_without_a_manifest_is_no_pack(tmp_path: Path) -> None:
    assert problems(tmp_path)[0].endswith("is no pack: it has no pack.toml")


def test_a_zip_file_that_points_out_of_itself_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("pack.toml", MANIFEST)
        archive.writestr("../evil.toml", "")
    assert "points out of it" in problems(tmp_path / "p.zip")[0]


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "terms").mkdir()
    (folder / "terms/list.csv").write_bytes(b"id,term\nT1,\xff\n")
    assert problems(folder) == ["terms/list.csv:2: is not UTF-8; save the file as UTF-8"]


def test_ids_of_the_upper_pack_add_or_replace(tmp_path: Path) -> None:
    below = write_pack(tmp_path / "below", rules__badge=RULE)
    other = RULE.replace("personal.badge", "personal.door")
    above = write_pack(
        tmp_path / "above",
        pack=EXTENDS,
        policy=CLAUSE.replace("Leave it out.", "Ask first."),
        rules__badge=RULE.replace("It opens doors.", "It opens our doors."),
        rules__door=other,
    )
    pack = load_pack(above, builtin=below)
    assert pack.rules["personal.badge"].why == "It opens our doors."
    assert set(pack.rules) == {"personal.badge", "personal.door"}
    assert [c.rule for c in pack.policy.clauses] == ["Ask first."]
    assert pack.policy.title == "t"
    assert pack.has_company_terms


def test_disable_switches_off_and_names_what_is_not_there(tmp_path: Path) -> None:
    below = write_pack(tmp_path / "below", rules__badge=RULE)
    above = write_pack(
        tmp_path / "above", pack=EXTENDS + 'disable = ["personal.badge"]\n', policy=""
    )
    assert not load_pack(above, builtin=below).rules
    write_pack(above, pack=EXTENDS + 'disable = ["personal.bage"]\n', policy="")
    assert problems(above, below) == [
        'pack.toml disable: there is no "personal.bage" to disable, did you mean "personal.badge"?'
    ]


def test_a_term_that_is_switched_off_is_known_by_its_index_too(tmp_path: Path) -> None:
    terms = TERMS + "T2,Harvest,word,SMP-4.1\n"
    folder = write_pack(tmp_path, pack=MANIFEST + 'disable = ["T1"]\n', terms__list_csv=terms)
    assert term_ids(load_pack(folder)) == ["T2"]
    _add_index(folder)
    assert term_ids(load_pack(folder)) == ["T2"]


def test_switching_off_a_rule_does_not_build_the_index_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = MANIFEST + 'disable = ["personal.badge"]\n'
    folder = write_pack(tmp_path, pack=manifest, rules__badge=RULE, terms__list_csv=TERMS)
    _add_index(folder)
    monkeypatch.setattr(TermTable, "build", None)
    pack = load_pack(folder)
    assert term_ids(pack) == ["T1"]
    assert pack.rules == {}


def _add_index(folder: Path) -> None:
    table = TermTable.build(read_parts(open_source(folder), []).terms)
    (folder / "index").mkdir()
    (folder / INDEX).write_bytes(table.to_bytes(terms_digest(open_source(folder))))


def test_a_pack_that_stands_alone_has_company_terms_where_it_has_terms(tmp_path: Path) -> None:
    assert not load_pack(write_pack(tmp_path, rules__badge=RULE)).has_company_terms
    assert load_pack(write_pack(tmp_path, terms__list_csv=TERMS)).has_company_terms


@pytest.mark.parametrize("clause", ["SMP-1.2", "SMP-1.3"])
def test_rights_and_immunity_can_be_reworded_and_never_disabled(
    tmp_path: Path, clause: str
) -> None:
    above = write_pack(tmp_path, pack=EXTENDS + f'disable = ["{clause}"]\n', policy="")
    assert problems(above, BUILTIN_PACK) == [
        f"pack.toml disable: {clause} can be reworded, never disabled"
    ]
    write_pack(above, pack=EXTENDS, policy=CLAUSE.replace("SMP-4.1", clause))
    reworded = load_pack(above, builtin=BUILTIN_PACK).clause(clause)
    assert reworded is not None
    assert reworded.rule == "Leave it out."


def test_protected_speech_can_only_grow(tmp_path: Path) -> None:
    more = '[[topic]]\nid = "pay"\nlanguage = "en"\nwords = ["bonus"]\n'
    above = write_pack(tmp_path, pack=EXTENDS, policy="", protected=more)
    builtin = load_pack(BUILTIN_PACK)
    pack = load_pack(above, builtin=BUILTIN_PACK)
    assert pack.protected[: len(builtin.protected)] == builtin.protected
    assert len(pack.protected) == len(builtin.protected) + 1


def test_a_term_that_names_no_clause_is_told_with_its_line(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, terms__list_csv=TERMS.replace("SMP-4.1", "SMP-4.2"))
    assert problems(folder) == [
        'terms/list.csv:2 clause: there is no clause "SMP-4.2", did you mean "SMP-4.1"?'
    ]


def test_a_term_can_name_a_clause_of_the_pack_below(tmp_path: Path) -> None:
    below = write_pack(tmp_path / "below", rules__badge=RULE)
    files = {"policy": "", "terms__list_csv": TERMS}
    above = write_pack(tmp_path / "above", pack=EXTENDS, **files)
    assert term_ids(load_pack(above, builtin=below)) == ["T1"]
    write_pack(above, pack=EXTENDS + 'disable = ["SMP-4.1", "personal.badge"]\n', **files)
    assert problems(above, below) == ['terms/list.csv:2 clause: there is no clause "SMP-4.1"']


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        (EXTENDS + "regoins = []\n", 'pack.toml:5 regoins: unknown key, did you mean "regions"?'),
        (EXTENDS + "audiences = 1\n", "pack.toml:5 audiences: should be a list of texts in quotes"),
        (EXTENDS + "made_on = 1\n", "pack.toml:5 made_on: should be a date such as 2026-11-01"),
        (
            EXTENDS.replace("extends", "extend") + 'disable = ["SMP-4.1"]\n',
            'pack.toml:4 extend: unknown key, did you mean "extends"?',
        ),
        (
            EXTENDS.replace("builtin", "bultin"),
            'pack.toml extends: "bultin" is not here; "builtin" is what a pack can extend',
        ),
    ],
)
def test_a_mistake_in_the_manifest_brings_no_others(
    tmp_path: Path, manifest: str, told: str
) -> None:
    below = write_pack(tmp_path / "below")
    above = write_pack(
        tmp_path / "above", pack=manifest, policy="", rules__badge=RULE, terms__list_csv=TERMS
    )
    assert problems(above, below) == [told]


def test_a_clause_with_a_mistake_is_not_called_missing(tmp_path: Path) -> None:
    policy = POLICY.replace('title = "Pers', 'titel = "Pers')
    folder = write_pack(tmp_path, policy=policy, rules__badge=RULE, terms__list_csv=TERMS)
    assert {line.partition(":")[0] for line in problems(folder)} == {"policy.toml"}


def test_an_index_is_used_only_for_the_list_it_was_made_from(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, terms__list_csv=TERMS)
    _add_index(folder)
    assert term_ids(load_pack(folder)) == ["T1"]
    write_pack(folder, terms__list_csv=TERMS + "T2,Harvest,word,SMP-4.1\n")
    assert term_ids(load_pack(folder)) == ["T1", "T2"]
    (folder / INDEX).write_bytes(b"rubbish")
    assert term_ids(load_pack(folder)) == ["T1", "T2"]


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            {"policy": POLICY.replace("SMP-4.1", "SMP-4.2")},
            'terms/list.csv:2 clause: there is no clause "SMP-4.1", did you mean "SMP-4.2"?',
        ),
        (
            {"pack": MANIFEST + 'audiences = ["research"]\n'},
            'terms/list.csv:2 audience: "sales" is not known; pack.toml lists the audiences',
        ),
    ],
)
def test_an_index_does_not_hide_that_a_term_names_what_is_gone(
    tmp_path: Path, changed: dict[str, str], told: str
) -> None:
    terms = "id,term,clause,audience\nT1,Bluefin,SMP-4.1,sales\n"
    folder = write_pack(tmp_path, terms__list_csv=terms)
    _add_index(folder)
    write_pack(folder, **changed)
    assert problems(folder) == [told]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"rules__a": "rule = 5\n"}, "rules/a.toml:1 rule: should be [[rule]] tables"),
        ({"rules__a": "[rule]\nid = 1\n"}, "rules/a.toml:1 rule: should be [[rule]] tables"),
        (
            {"rules__a": "defaults = 3\n" + "[[rule]]" + RULE},
            "rules/a.toml:1 defaults: should be a [defaults] table",
        ),
        (
            {"rules___defaults": "personal = 3\n"},
            "rules/_defaults.toml:1 personal: should be a table, named after a category or a "
            "category and a type",
        ),
        (
            {"rules__a": "a = " + "[" * 9999},
            "rules/a.toml: has lists or tables too deep in each other",
        ),
        (
            {"pack": MANIFEST + "made_on = 2026-11-20T08:00:00Z\n"},
            "pack.toml:4 made_on: should be a date such as 2026-11-01",
        ),
        (
            {"policy": POLICY.replace("2026-11-01", "2026-11-01T00:00:00Z")},
            "policy.toml:14 valid_from: should be a date such as 2026-11-01",
        ),
        ({"protected": "topic = 5\n"}, "protected.toml:1 topic: should be [[topic]] tables"),
    ],
)
def test_a_value_of_another_kind_is_a_mistake_with_a_place(
    tmp_path: Path, files: dict[str, str], told: str
) -> None:
    assert problems(write_pack(tmp_path, **files)) == [told]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("terms/list.xlsx", "no part of a pack: what stands in terms/ ends in .csv or .toml"),
        ("terms/LIST.CSV", "no part of a pack: what stands in terms/ ends in .csv or .toml"),
        ("rules/badge.yaml", "no part of a pack: what stands in rules/ ends in .toml"),
        ("terms.csv", 'no such part of a pack, did you mean "terms"?'),
        ("rule/badge.toml", 'no such part of a pack, did you mean "rules"?'),
    ],
)
def test_a_file_that_would_silently_not_count_is_named(
    tmp_path: Path, name: str, told: str
) -> None:
    folder = write_pack(tmp_path)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("")
    assert problems(folder) == [f"{name}: {told}"]


def test_pages_for_readers_are_left_alone(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, rules__badge=RULE)
    for name in ("README.md", "LICENSE", "rules/README.md"):
        (folder / name).write_text("Ours.")
    assert set(load_pack(folder).rules) == {"personal.badge"}


def _damaged(content: bytearray, packed: int) -> None:
    content[packed : packed + 20] = bytes(20)


def _locked(content: bytearray, packed: int) -> None:
    content[content.index(b"PK\x01\x02") + 8] |= 1


def _of_another_method(content: bytearray, packed: int) -> None:
    content[content.index(b"PK\x01\x02") + 10] = 99


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_damaged, "it is damaged; get the file again"),
        (_locked, "use plain ZIP without a password"),
        (_of_another_method, "use plain ZIP without a password"),
    ],
)
def test_a_zip_file_that_cannot_be_unpacked_is_said_to_be_so(
    tmp_path: Path, spoil: Callable[[bytearray, int], None], told: str
) -> None:
    path = tmp_path / "p.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.toml", MANIFEST)
    content = bytearray(path.read_bytes())
    spoil(content, 30 + len("pack.toml"))
    path.write_bytes(content)
    assert told in problems(path)[0]
    assert problems(path)[0].startswith("pack.toml: cannot be read: ")


def test_the_packs_that_ship_can_be_loaded() -> None:
    builtin = load_pack(BUILTIN_PACK)
    example = load_pack(EXAMPLE_PACK, builtin=BUILTIN_PACK)
    assert len(builtin.policy.clauses) == 38
    assert not builtin.has_company_terms
    assert example.has_company_terms
    assert set(builtin.rules) <= set(example.rules)
