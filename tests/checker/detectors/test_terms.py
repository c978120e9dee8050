"""What each mode of a term finds, where exactly, and what it leaves alone."""

from __future__ import annotations

import random
import string
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checker.detectors.terms import TermDetector, build
from checker.model import Match
from checker.pack.model import Clause, Manifest, Pack, Policy, Term, TermMode
from checker.pack.terms import TermTable
from checker.view import View


def detector_of(*terms: Term, categories: dict[str, str] | None = None) -> TermDetector:
    return TermDetector(TermTable.build(terms), categories or {})


def matches_of(text: str, term: str, mode: TermMode = "word", **fields) -> list[Match]:
    return detector_of(Term(id="X1", term=term, mode=mode, **fields)).detect(View(text))


# Mode, term (with its variants after |), text with the place that is found in ⟦marks⟧.
TABLE = [
    # word: whole words, folded
    ("word", "Bluefin", "our ⟦bluefin⟧, the ⟦BLUEFIN⟧"),
    ("word", "Bluefin", "⟦Bluefin⟧'s demo"),
    ("word", "Bluefin", "Bluefins are fish"),
    ("word", "Bluefin", "the rebluefin"),
    ("word", "Bluefin", "Blue fin, blue-fin, Blue.fin"),
    ("word", "Bluefin", "⟦Blue\u00adfin⟧ and ⟦Blue\u200bfin⟧"),
    ("word", "Bluefin", "⟦Blüéfìn⟧"),
    ("word", "Bluefin", "B1uefin and 8luefin"),
    ("word", "Bluefin", "#Team⟦Bluefin⟧Rocks #⟦Bluefin⟧2027 @⟦bluefin⟧"),
    ("word", "Bluefin", "#teambluefinrocks"),
    ("word", "Bluefin", "my_⟦bluefin⟧_notes.txt"),
    ("word", "Bluefin", "⟦Bluefin⟧™ and ⟦Bluefin⟧²"),
    ("word", "Bluefin", "Bluefin2 is out"),
    ("word", "Bluefin", "新製品⟦Bluefin⟧を発売"),
    ("word", "Kestrel Trust", "⟦Kestrel Trust⟧ ⟦Kestrel-Trust⟧ ⟦kestrel_trust⟧ ⟦KestrelTrust⟧"),
    ("word", "Kestrel Trust", "#⟦kestreltrust⟧ and kestreltrust"),
    ("word", "Kestrel Trust", "⟦Kestrel\nTrust⟧ ⟦Kestrel  Trust⟧ ⟦Kestrel &Trust⟧"),
    ("word", "Kestrel Trust", "the ⟦Kestrel “Trust⟧”"),
    ("word", "Kestrel Trust", "We like Kestrel. Trust me."),
    ("word", "Kestrel Trust", "We like Kestrel, trust me, Kestrel - trust, Kestrel (Trust"),
    ("word", "Kestrel Trust", "Kestrel        Trust"),
    ("word", "St. Brannoc's", "⟦St Brannoc's⟧ ⟦St. Brannoc’s⟧ ⟦St Brannocs⟧"),
    ("word", "St Brannoc", "⟦St. Brannoc⟧"),
    ("word", "Novák & Partneři", "⟦Novak & Partneri⟧ ⟦Novák Partneři⟧"),
    ("word", "AH-7741", "⟦AH-7741⟧ ⟦AH7741⟧ ⟦ah 7741⟧ ⟦AH_7741⟧"),
    ("word", "AH-7741", "AH-77412, AH-77 41, SAH-7741, AH-T741, AH-774l"),
    ("word", "7742", "call 77421 or 17742, not ⟦7742⟧"),
    ("word", ".NET Core", "the ⟦.NET Core⟧ team, NET Core"),
    ("word", "C++", "⟦C++⟧ and C and C+"),
    ("word", "“Novák s.r.o.”", "with ⟦Novák s.r.o⟧. and ⟦Novak sro⟧"),
    ("word", "#heron", "⟦#Heron⟧ and heron"),
    ("word", "as", "daß"),
    ("word", "新製品", "本日⟦新製品⟧を発売"),
    ("word", "Łódź", "⟦Lodz⟧ ⟦ŁÓDŹ⟧"),
    # exact: only case is folded
    ("exact", "Harvest", "⟦harvest⟧ ⟦HARVEST⟧ harvester hárvest h@rvest ｈarvest"),
    ("exact", "Wine Harvest", "⟦wine  harvest⟧ wine-harvest WineHarvest"),
    ("exact", "Café", "⟦CAFÉ⟧ ⟦Cafe\u0301⟧ Cafe"),
    ("exact", "O'Neil", "⟦O’Neil⟧"),
    # case: capitals count
    ("case", "IT Crowd", "⟦IT Crowd⟧ it crowd IT crowd"),
    # stem: every form of the words
    ("stem", "Thistle price", "⟦Thistle pricing⟧ ⟦thistle prices⟧ ⟦Thistle's price⟧"),
    ("stem", "Thistle price", "thistle and price, thistle. Price"),
    ("stem", "VitalMesh|Vital Mesh", "⟦vitalmesh⟧'s, ⟦Vital-Meshes⟧, ⟦VitalMeshes⟧, #⟦vitalmesh⟧"),
    ("stem", "VitalMesh", "a vital mesh"),
    ("stem", "story", "⟦stories⟧ ⟦Story⟧ storey"),
    ("stem", "launch", "⟦launching⟧ relaunch"),
    # fuzzy: every disguise
    ("fuzzy", "Project Aurora", "⟦Pr0ject Aur0ra⟧ ⟦Proj3ct 4urora⟧"),
    ("fuzzy", "Project Aurora", "⟦P r o j e c t  A u r o r a⟧ ⟦p r o j e c t a u r o r a⟧"),
    ("fuzzy", "Project Aurora", "⟦P-r-o-j-e-c-t A.u.r.o.r.a⟧ ⟦Pro-ject Aur_ora⟧"),
    ("fuzzy", "Project Aurora", "⟦projectaurora⟧ ⟦Project\u200bAurora⟧"),
    ("fuzzy", "Project Aurora", "a pro ject aurora, apro ject aurora, the project. Aurora"),
    ("fuzzy", "Project Aurora", "Project Auroras, Project Aur ora, Project Borealis"),
    ("fuzzy", "Thistle", "this tle, thi stle, ⟦th1stle⟧, ⟦t h i s t l e⟧"),
    ("fuzzy", "Orion", "version 2.0rion, ⟦0rion⟧"),
    ("fuzzy", "Cielo", "ciel0.5 and ⟦ciel0⟧."),
    ("fuzzy", "Ate Lo", "atelo"),
    ("fuzzy", "Area 51", "⟦Area 51⟧ ⟦area-51⟧ area 5 1 area 5.1 area Sl"),
    ("fuzzy", "Lotte", "10773"),
    # regex: the text as written
    ("regex", r"\bPX-\d{3}\b", "⟦PX-123⟧ px-123 PX-1234 é⟦PX-456⟧"),
    ("regex", r"(?i)größe \w", "Die ⟦GRÖßE X⟧"),
]  # fmt: skip


@pytest.mark.parametrize(("mode", "term", "marked"), TABLE)
def test_each_mode_finds_its_spellings_and_no_others(mode, term, marked):
    surface, *variants = [term] if mode == "regex" else term.split("|")
    text = marked.replace("⟦", "").replace("⟧", "")
    found = matches_of(text, surface, mode, variants=tuple(variants))
    shown = text
    for match in reversed(found):
        start, end = match.span
        shown = f"{shown[:start]}⟦{shown[start:end]}⟧{shown[end:]}"
    assert shown == marked


def test_a_german_term_is_found_without_its_umlauts():
    (match,) = matches_of("Projekt Suesskind", "Projekt Süsskind", language="de")
    assert match.span == (0, 17)
    assert not matches_of("Projekt Suesskind", "Projekt Süsskind", language="en")


def test_a_match_says_how_sure_it_is_and_how_the_term_was_disguised():
    plain, leet, spaced, broken, hidden, fancy = (
        matches_of(text, "Project Aurora", "fuzzy")[0]
        for text in (
            "Project Aurora",
            "Pr0ject Aurora",
            "P r o j e c t  A u r o r a",
            "Pro-ject Aurora",
            "Pro\u200bject Aurora",
            "Ｐroject Aurora",
        )
    )
    assert plain.evidence == ("term X1",)
    assert plain.confidence == 0.9
    assert leet.evidence == ("term X1", "letters replaced by digits or signs")
    assert leet.confidence == 0.85
    assert spaced.evidence == ("term X1", "spaced letters")
    assert broken.evidence == ("term X1", "broken up letters")
    assert hidden.evidence == ("term X1", "hidden marks")
    assert fancy.evidence == ("term X1", "look-alike letters")
    assert matches_of("Project Aurora", "Project Aurora")[0].confidence == 0.95


def test_accents_of_the_term_itself_are_no_disguise():
    assert matches_of("Łódź", "Łódź")[0].evidence == ("term X1",)


def test_a_term_on_test_is_a_note_whatever_its_severity():
    assert matches_of("Heron", "Heron", severity="error")[0].severity == "error"
    assert matches_of("Heron", "Heron", severity="error", status="test")[0].severity == "note"


@pytest.mark.parametrize("status", ["draft", "retired"])
def test_a_term_that_is_not_in_use_is_not_looked_for(status):
    assert not matches_of("Heron", "Heron", status=status)


def test_sealed_terms_are_skipped_and_counted():
    table = TermTable.build([Term(id="X1", term="sealed:1", mode="sealed")])
    assert table.sealed_count == 1
    assert not TermDetector(table, {}).detect(View("sealed:1"))


def test_an_exception_takes_away_the_match_it_overlaps_and_no_other():
    found = matches_of(
        "Bluefin tunas, then Bluefin", "Bluefin", exceptions=("bluefin tuna", "a bluefin")
    )
    assert [match.span for match in found] == [(20, 27)]


def test_contexts_are_handed_on_to_be_asked_of_the_sentence():
    (match,) = matches_of("Bluefin", "Bluefin", contexts=("launch",))
    assert match.needs is not None
    assert match.needs.found_in("we are launching")
    assert not match.needs.found_in("we went fishing")
    assert matches_of("Bluefin", "Bluefin")[0].needs is None


def test_of_the_spellings_of_one_row_the_longest_counts_and_rows_do_not_hide_each_other():
    detector = detector_of(
        Term(id="X1", term="Kestrel", variants=("Kestrel Trust", "Trust")),
        Term(id="X2", term="Trust"),
    )
    found = detector.detect(View("the Kestrel Trust"))
    assert [(match.span, match.term) for match in found] == [((4, 17), 0), ((12, 17), 1)]


def test_the_category_is_that_of_the_clause():
    clause = Clause(
        id="SMP-3.1", title="", rule="", why="", fine="", not_fine="", instead="", owner="",
        valid_from=date(2026, 1, 1), version="1", category="finance",
    )  # fmt: skip
    terms = TermTable.build(
        [Term(id="X1", term="Heron", clause="SMP-3.1"), Term(id="X2", term="Kite", clause="SMP-9")]
    )
    pack = Pack(
        manifest=Manifest(id="x", version="1"),
        rules={},
        policy=Policy(title="", version="", notice="", clauses=(clause,)),
        terms=terms,
    )
    found = build(pack).detect(View("Heron, Kite"))
    assert [match.rule_id for match in found] == ["finance.term", "confidential.term"]
    assert {(match.type, match.rank) for match in found} == {("term", 5)}


def test_a_pack_without_terms_finds_nothing():
    pack = Pack(
        manifest=Manifest(id="x", version="1"),
        rules={},
        policy=Policy(title="", version="", notice="", clauses=()),
    )
    assert build(pack).detect(View("anything")) == []


def _ten_thousand() -> TermDetector:
    chance = random.Random(5)
    modes: tuple[TermMode, ...] = ("word", "exact", "case", "stem", "fuzzy")
    letters = string.ascii_letters + "éß0123456789 -'&."
    terms = [
        Term(
            id=f"X{number}",
            term="a" + "".join(chance.choices(letters, k=chance.randrange(1, 12))),
            mode=modes[number % len(modes)],
        )
        for number in range(10_000)
    ]
    return detector_of(*terms)


TEN_THOUSAND = _ten_thousand()


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_any_text_is_read_without_a_fault_and_spans_lie_in_it(text):
    for match in TEN_THOUSAND.detect(View(text)):
        assert 0 <= match.span.start < match.span.end <= len(text)


@given(st.text(alphabet="aAbeEs1é ß-.'#\u200b\u0301０ａ", max_size=120))
def test_a_text_full_of_near_hits_is_read_without_a_fault(text):
    for match in TEN_THOUSAND.detect(View(text)):
        assert 0 <= match.span.start < match.span.end <= len(text)


# Letters with a full-width, a leet and a look-alike form, so that every disguise can be drawn.
WORD = st.text(alphabet="aeiostpcn", min_size=4, max_size=8)
LEET = {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7"}
LOOKALIKE = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с"}


def full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isalpha() else char for char in text)


@st.composite
def disguises(draw) -> tuple[str, str, str]:
    """A term, its mode and the term in disguise."""
    words = draw(st.lists(WORD, min_size=2, max_size=3))
    mode = draw(st.sampled_from(["word", "stem", "fuzzy"]))
    joint = draw(st.sampled_from([" ", "-", "_", "", "\n"]))
    shown = joint.join(word.capitalize() for word in words)
    if joint and draw(st.booleans()):
        shown = shown.upper() if draw(st.booleans()) else shown.lower()
    if mode == "fuzzy" and draw(st.booleans()):
        at = draw(st.integers(0, len(shown) - 1))
        shown = shown[:at] + LEET.get(shown[at].lower(), shown[at]) + shown[at + 1 :]
    form = draw(st.sampled_from(["plain", "full width", "hidden", "look-alike"]))
    if form == "full width":
        shown = full_width(shown)
    elif form == "hidden":
        shown = "\u200b".join(shown)
    elif form == "look-alike":
        shown = "".join(LOOKALIKE.get(char, char) for char in shown)
    return " ".join(words), mode, shown


@given(disguises(), st.sampled_from(["", "See ", "#", "Look at (", "a, "]))
def test_a_disguised_term_is_found_with_exactly_its_place(disguise, before):
    term, mode, shown = disguise
    assume("'" not in shown)
    text = f"{before}{shown}! Then more."
    found = matches_of(text, term, mode)
    assert [(match.span.start, match.span.end) for match in found] == [
        (len(before), len(before) + len(shown))
    ]


def test_the_words_of_a_long_text_are_told_apart_at_every_place():
    text = "our thistle prices " * 500
    found = matches_of(text, "Thistle price", "stem")
    assert [text[match.span.start : match.span.end] for match in found] == ["thistle prices"] * 500


def test_a_term_repeated_all_over_a_long_text_is_found_everywhere():
    text = "Bluefin tuna, Bluefin, " * 2000
    found = matches_of(text, "Bluefin", exceptions=("bluefin tuna",))
    assert [match.span.start for match in found] == list(range(14, len(text), 23))
