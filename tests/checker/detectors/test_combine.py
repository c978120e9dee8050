from __future__ import annotations

import pytest

from checker.detectors.combine import ProtectedSpeech
from checker.pack.model import ProtectedTopic

SPEECH = ProtectedSpeech(
    [ProtectedTopic(id="pay", language="en", words=("salary",), phrases=("minimum wage",))]
)


@pytest.mark.parametrize(
    ("text", "protected"),
    [
        ("My salary is low.", True),
        ("Our SALARIES are low.", True),
        ("They pay minimum wages here", True),
        ("#MySalary", True),
        ("Attention please", False),
        ("nosalary", False),
        ("noSalary", True),
        ("minimum of nominimum wage", False),
        ("nominimum wage or minimum wage", True),
        ("The minimum of all wages", False),
        ("\ud800", False),
        ("", False),
    ],
)
def test_protected_speech_is_known_by_its_words(text: str, protected: bool) -> None:
    assert SPEECH.is_in(text) is protected


FORMS = ProtectedSpeech(
    [
        ProtectedTopic(
            id="x", language="en", words=("bully", "wage", "safety"), phrases=("my pay",)
        ),
        ProtectedTopic(id="x", language="de", words=("Gehälter", "Überstunden"), phrases=()),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "bullied",
        "bullying",
        "Wages",
        "waged",
        "unsafe? Safety",
        "MY PAY",
        "das Gehalt",
        "Überstunde",
    ],
)
def test_words_are_known_in_whatever_form(text: str) -> None:
    assert FORMS.is_in(text)


def test_without_topics_nothing_is_protected() -> None:
    assert not ProtectedSpeech([]).is_in("My salary is low.")
