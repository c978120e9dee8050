from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine import Engine
from checker.explain import apply_edits, apply_fixes
from checker.model import Draft, Match, Profile, Report, Span
from checker.pack.model import Manifest, Pack, ProtectedTopic, Term
from checker.pack.terms import TermTable
from checker.view import View
from tests.support.rules import pack, rule

DAY = datetime(2026, 11, 22, tzinfo=UTC)
BADGE = rule(bounds="word")
TOPIC = rule("confidential.marking", type="topic", patterns=("internal only",))
PROTECTED = (ProtectedTopic(id="pay", language="en", words=("salary",)),)


def at(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def with_terms(*terms: Term, **values: object) -> Pack:
    return pack(BADGE, TOPIC, terms=TermTable.build(terms), has_company_terms=True, **values)


def check(text: str, the_pack: Pack | None = None, **options: object) -> Report:
    engine = Engine(the_pack or pack(BADGE, TOPIC, protected=PROTECTED))
    return engine.check(Draft.of(text), as_of=DAY, **options)  # type: ignore[arg-type]


def places(text: str, the_pack: Pack | None = None, **options: object) -> list[str]:
    return [text[f.span.start : f.span.end] for f in check(text, the_pack, **options).findings]


def test_a_finding_names_place_words_and_clause() -> None:
    (finding,) = check("My badge is b1234, hi").findings
    assert finding.span == Span(12, 17)
    assert finding.message == "This looks like a badge."
    assert finding.clause is not None
    assert finding.clause.url == "clearpost:policy#smp-4.1"
    assert finding.category == "personal"


def test_findings_of_later_paragraphs_and_segments_keep_their_places() -> None:
    engine = Engine(pack(BADGE))
    report = engine.check(Draft.of("a\n\nb1234\n \nb5678", "x b9999"), as_of=DAY)
    assert [(f.segment, f.span) for f in report.findings] == [
        (0, Span(3, 8)),
        (0, Span(11, 16)),
        (1, Span(2, 7)),
    ]


def test_a_keystroke_costs_one_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(pack(BADGE))
    read: list[str] = []

    class Spy:
        name = "spy"
        scope = "paragraph"

        def detect(self, view: View) -> list[Match]:
            read.append(view.raw)
            return []

    monkeypatch.setattr(engine, "_detectors", [Spy()])
    engine.check(Draft.of("one\n\ntwo\n\nthree"), as_of=DAY)
    engine.check(Draft.of("one\n\ntwo!\n\nthree"), as_of=DAY)
    assert read == ["one", "two", "three", "two!"]
    engine.forget()
    engine.check(Draft.of("one"), as_of=DAY)
    assert read[-1] == "one"


def test_a_detector_that_fails_is_said_and_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(pack(BADGE))

    class Broken:
        name = "broken"

        def detect(self, view: View) -> list[Match]:
            raise ValueError(view.raw)

    monkeypatch.setattr(engine, "_detectors", [Broken(), *engine._detectors])
    report = engine.check(Draft.of("b1234"), as_of=DAY)
    assert len(report.findings) == 1
    (failed,) = [n for n in report.not_run if n.kind == "failed"]
    assert failed.check == "broken"
    assert "b1234" not in failed.reason


def test_without_a_company_list_that_is_always_said() -> None:
    assert "company terms" in [n.check for n in check("hello").not_run]
    assert "company terms" not in [n.check for n in check("hello", with_terms()).not_run]


def test_names_and_topics_are_said_to_be_missing_or_left_out() -> None:
    kinds = {
        deep: [n.kind for n in check("hi", deep=deep).not_run if n.check == "names and topics"]
        for deep in (True, False)
    }
    assert kinds == {True: ["unsupported"], False: ["skipped"]}


BLUEFIN = Term(id="T2", term="Bluefin", clause="SMP-4.1")


@pytest.mark.parametrize(
    ("term", "day", "active"),
    [
        (Term(id="T", term="Bluefin", valid_from=at(2026, 5, 1)), at(2026, 4, 30), False),
        (Term(id="T", term="Bluefin", valid_from=at(2026, 5, 1)), at(2026, 5, 1), True),
        (Term(id="T", term="Bluefin", public_since=at(2026, 5, 1)), at(2026, 4, 30), True),
        (Term(id="T", term="Bluefin", public_since=at(2026, 5, 1)), at(2026, 5, 1), False),
        (Term(id="T", term="Bluefin", embargo_until=at(2026, 5, 1, 8)), at(2026, 5, 1, 8), True),
        (Term(id="T", term="Bluefin", embargo_until=at(2026, 5, 1, 8)), at(2026, 5, 1, 9), False),
        (Term(id="T", term="Bluefin", expires=at(2026, 5, 1)), at(2026, 4, 30), True),
        (Term(id="T", term="Bluefin", expires=at(2026, 5, 1)), at(2026, 5, 1), False),
        (Term(id="T", term="Bluefin", status="retired"), at(2026, 5, 1), False),
        (Term(id="T", term="Bluefin", status="draft"), at(2026, 5, 1), False),
        (Term(id="T", term="Bluefin", status="test"), at(2026, 5, 1), True),
    ],
)
def test_a_term_counts_on_its_days(term: Term, day: datetime, active: bool) -> None:
    engine = Engine(with_terms(term))
    report = engine.check(Draft.of("Bluefin"), as_of=day)
    assert bool(report.findings) is active


def test_an_embargo_lifts_by_trusted_time_only() -> None:
    engine = Engine(with_terms(Term(id="T", term="Bluefin", embargo_until=at(2026, 5, 1))))
    later = at(2026, 6, 1)
    assert engine.check(Draft.of("Bluefin"), as_of=later, trusted_time=at(2026, 4, 1)).findings
    assert not engine.check(Draft.of("Bluefin"), as_of=at(2026, 4, 1), trusted_time=later).findings


@pytest.mark.parametrize(
    ("audiences", "found"),
    [(None, True), (frozenset({"dach"}), True), (frozenset({"emea"}), False), (frozenset(), False)],
)
def test_a_term_speaks_to_its_audience(audiences: frozenset[str] | None, found: bool) -> None:
    the_pack = with_terms(Term(id="T", term="Bluefin", audience=("dach",)))
    assert bool(check("Bluefin", the_pack, audiences=audiences).findings) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bluefin ships in May", True),
        ("We are shipping. Bluefin! Great.", True),
        ("Dinner was good.\n\nBluefin again.\n\nWe ship soon.", True),
        ("We ship. Dinner was good. Bluefin again.", False),
        ("We had bluefin for dinner", False),
        ("The #BluefinLaunch is near", True),
    ],
)
def test_an_everyday_word_needs_its_context_nearby(text: str, found: bool) -> None:
    the_pack = with_terms(Term(id="T", term="Bluefin", contexts=("ship", "launch")))
    assert bool(check(text, the_pack).findings) is found


def test_what_was_weighed_is_told_when_asked_for() -> None:
    the_pack = with_terms(Term(id="T", term="Bluefin", contexts=("ship",)))
    (weighed,) = check("Bluefin for dinner", the_pack, explain=True).weighed
    assert weighed.reason == "none of the words it needs is near"
    assert check("Bluefin for dinner", the_pack).weighed == ()


def test_what_is_in_the_profile_is_a_hint_about_oneself() -> None:
    mail = rule("personal.email", type="email", patterns=(r"\w+@\w+\.example",), severity="warning")
    own = [
        rule("self.email", type="email", patterns=("never-said",), severity="note"),
        rule("self.name", type="person", patterns=("never-said",), severity="note"),
    ]
    engine = Engine(pack(mail, *own))
    draft = Draft.of("dana@aldermere.example asks anna@aldermere.example", "I am Dana Roe")
    profile = Profile(names=("Dana Roe",), emails=("dana@aldermere.example",))
    findings = engine.check(draft, as_of=DAY, profile=profile).findings
    assert [(f.rule_id, f.segment, f.severity) for f in findings] == [
        ("self.email", 0, "note"),
        ("personal.email", 0, "warning"),
        ("self.name", 1, "note"),
    ]
    assert [f.rule_id for f in engine.check(draft, as_of=DAY).findings] == ["personal.email"] * 2


def test_what_nearly_was_a_finding_is_told_when_asked_for() -> None:
    text = "x\n\nbadge xb1234, b5678 and yb9999"
    report = check(text, explain=True)
    assert [text[w.span.start : w.span.end] for w in report.weighed] == ["b1234", "b9999"]
    assert report.weighed[0].reason == "it runs on into other letters or digits"
    assert [text[f.span.start : f.span.end] for f in report.findings] == ["b5678"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("internal only", ["internal only"]),
        ("My salary is internal only", []),
        ("My salary. This is internal only.", []),
        ("My salary. I like tea. This is internal only.", ["internal only"]),
        ("My salary b1234", ["b1234"]),
    ],
)
def test_protected_speech_silences_topics_and_nothing_else(text: str, expected: list[str]) -> None:
    assert places(text) == expected


def test_a_hard_fact_in_protected_speech_is_worded_about_itself() -> None:
    (finding,) = check("My salary b1234").findings
    assert finding.why.endswith("Only this is meant, not what you say about work.")
    assert finding.severity == BADGE.severity


def test_protected_speech_is_never_told() -> None:
    report = check("My salary is internal only", explain=True, entities=True)
    assert report.weighed == ()
    assert "salary" not in repr(report)


def test_the_age_of_the_pack_is_counted_from_the_day_asked() -> None:
    manifest = Manifest(id="x", version="2", made_on=date(2026, 11, 2))
    assert check("hi", pack(BADGE, manifest=manifest)).pack.age_days == 20


AWKWARD = st.text(
    st.one_of(st.characters(), st.sampled_from("b1234 \n.#\ud800\x00\u200b\u202e\u0301\u20e3")),
    max_size=80,
)
PROPERTY_PACK = with_terms(BLUEFIN, Term(id="T3", term="Project Aurora", mode="fuzzy"))
ENGINE = Engine(PROPERTY_PACK)


@given(st.lists(st.one_of(AWKWARD, st.sampled_from(["b1234", "Bluefin", "Pr0ject Aur0ra"]))))
def test_any_text_gives_the_same_report_twice_with_places_inside_it(parts: list[str]) -> None:
    draft = Draft.of(*parts)
    report = ENGINE.check(draft, as_of=DAY, entities=True, explain=True)
    assert report == Engine(PROPERTY_PACK).check(draft, as_of=DAY, entities=True, explain=True)
    assert not [n for n in report.not_run if n.kind == "failed"]
    for finding in report.findings:
        text = draft.segments[finding.segment].text
        assert 0 <= finding.span.start < finding.span.end <= len(text)


@given(st.lists(st.one_of(AWKWARD, st.sampled_from(["b1234", " Bluefin ", "Pr0ject Aur0ra"]))))
def test_safe_fixes_remove_their_findings_and_can_be_undone(parts: list[str]) -> None:
    draft = Draft.of("".join(parts))
    findings = ENGINE.check(draft, as_of=DAY).findings
    for finding in findings:
        safe = [fix for fix in finding.fixes if fix.safe]
        assert safe
        fixed, undo = apply_fixes(draft, safe[:1])
        left = ENGINE.check(fixed, as_of=DAY).findings
        assert len(left) < len(findings)
        assert apply_edits(fixed, undo)[0] == draft
