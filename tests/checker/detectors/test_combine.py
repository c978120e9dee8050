from __future__ import annotations

import pytest

from checker.detectors.combine import ProtectedSpeech, neighborhood
from checker.model import Span
from checker.pack.model import ProtectedTopic

SPEECH = ProtectedSpeech(
    [ProtectedTopic(id="pay", language="en", words=("salary",), phrases=("minimum wage",))]
)


@pytest.mark.parametrize(
    ("text", "protected"),
    [
        ("My salary is low.", ["My salary is low."]),
        ("Our SALARIES are low.", ["Our SALARIES are low."]),
        ("One. Two. Salary. Four. Five.", ["Two. Salary. Four."]),
        ("They pay minimum wages here", ["They pay minimum wages here"]),
        ("Attention please", []),
        ("", []),
    ],
)
def test_protection_covers_the_sentence_and_its_neighbors(text: str, protected: list[str]) -> None:
    assert [text[s.start : s.end] for s in SPEECH.spans(text)] == protected


def test_the_neighborhood_is_one_sentence_either_side() -> None:
    text = "A one. B two.\n\nC three. D four. E five."
    start = text.index("C")
    assert neighborhood(text, Span(start, start + 1)) == "B two.\n\nC three. D four."
