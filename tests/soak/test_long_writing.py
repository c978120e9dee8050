"""Somebody writes for days and never closes the window."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from checker import Draft, Engine, Report, load_pack
from desktop.answers import Answer, Answers
from desktop.session import Session
from desktop.store import Store
from resources import BUILTIN_PACK, EXAMPLE_PACK

pytestmark = pytest.mark.soak

MOMENT = datetime(2026, 11, 22, tzinfo=UTC)
EDITS = 20_000
LONGEST = 6_000
COMPARED_EVERY = 500
MOST_GROWTH_MB = 24
"""What memory may grow between the first tenth of the edits and the end. The history of undo and
the paragraphs that the engine remembers are bounded, and both are full well before that."""

PIECES = (
    *("a", "e", " ", " ", "\n", "\n\n", ". ", "the team ", "we ship in May ", "#ProjectAurora "),
    *("Pr0ject Aur0ra ", "anna.berg@northwind.test ", "+1 415 555 2671 ", "10.1.2.3 ", "overtime "),
    *("4000 1234 5678 9017 ", "wifi password is Mm7-kQ9! ", "\u200b", "\ud83d", "\u0301", "\0"),
    *(
        "\N{PARTY POPPER}",
        "Ｐｒｏｊｅｃｔ Ａｕｒｏｒａ ",
        "Łódź ",
        "Süßkind ",
        "AH-7741 ",
        "الفريق ",
        "团队",
    ),
)


class Writer:
    """Types, deletes, pastes, fixes, answers and undoes, by the throw of dice."""

    def __init__(self, seed: int, engine: Engine) -> None:
        self._dice = random.Random(seed)
        self._engine = engine
        self._now = 0.0
        # Without a key the answers stay in memory; the store is never opened.
        self.session = Session(Answers(Store(Path("unused"))), today=MOMENT.date)

    def act(self) -> None:
        """One thing that a person does, and the report on it."""
        session, dice = self.session, self._dice
        self._now += dice.choice((0.1, 0.3, 5.0))
        at = dice.randint(0, len(session.text))
        roll = dice.random()
        if roll < 0.70 and len(session.text) < LONGEST:
            session.edit(at, 0, dice.choice(PIECES), self._now)
        elif roll < 0.86:
            removed = dice.randint(1, 60 if len(session.text) < LONGEST else 600)
            session.edit(at, min(removed, len(session.text) - at), "", self._now)
        elif roll < 0.92:
            session.undo()
        elif roll < 0.95:
            session.redo()
        elif roll < 0.97 and session.visible_findings:
            finding = dice.choice(session.visible_findings)
            if finding.fixes:
                session.apply(finding.fixes[0], self._now)
        elif roll < 0.98 and session.visible_findings:
            session.dismiss(dice.choice(session.visible_findings), Answer.NOT_USEFUL)
        elif roll < 0.985:
            session.apply_all_safe(self._now)
        elif roll < 0.986:
            session.begin("".join(dice.choices(PIECES, k=200)), self._now)
        if dice.random() < 0.8:  # some reports come too late for the next key
            assert session.report_arrived(session.revision, self.report())

    def report(self) -> Report:
        return check(self._engine, self.session.text)


def check(engine: Engine, text: str) -> Report:
    return engine.check(Draft.of(text), as_of=MOMENT, entities=True, explain=True)


def megabytes() -> float:
    return psutil.Process().memory_info().rss / 2**20


def test_memory_stays_and_reports_are_those_of_a_fresh_engine() -> None:
    pack = load_pack(EXAMPLE_PACK, builtin=BUILTIN_PACK)
    writer = Writer(11, Engine(pack))
    fresh = Engine(pack)
    early = found = 0.0
    for edit in range(1, EDITS + 1):
        writer.act()
        if edit % COMPARED_EVERY == 0:
            fresh.forget()
            report = writer.report()
            assert report == check(fresh, writer.session.text), f"after {edit} edits"
            found += len(report.findings)
        if edit == EDITS // 10:
            early = megabytes()
    assert found > 0
    assert megabytes() - early < MOST_GROWTH_MB


def test_undoing_everything_gives_back_what_was_there_before() -> None:
    writer = Writer(12, Engine(load_pack(EXAMPLE_PACK, builtin=BUILTIN_PACK)))
    for _ in range(EDITS // 10):
        writer.act()
        text = writer.session.text
        steps = 0
        while writer.session.can_undo and steps < 5:
            writer.session.undo()
            steps += 1
        for _ in range(steps):
            writer.session.redo()
        assert writer.session.text == text
