"""JSON as other programs read it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from checker.model import Edit, Entity, Fix, Span
from checker.render import Checked
from checker.render.json import entity_to_dict, finding_to_dict, instant, render
from tests.checker.render.samples import checked, finding, run

EMAIL = "anna@aldermere.example"
TEXT = f"Write to {EMAIL} today"


def test_the_document_has_its_shape() -> None:
    shown = json.loads(render(run(checked("Hi"), Checked("gone", error="there is no such file"))))
    assert shown == {
        "version": 1,
        "pack": {"id": "builtin", "version": "2026.11.1", "age_days": 3},
        "as_of": "2026-11-22T00:00:00Z",
        "files": [
            {
                "path": "post.txt",
                "findings": [],
                "not_run": [
                    {
                        "check": "company terms",
                        "reason": "no company list installed",
                        "kind": "skipped",
                    },
                    {
                        "check": "names and topics",
                        "reason": "not part of this version",
                        "kind": "unsupported",
                    },
                ],
                "error": None,
            },
            {"path": "gone", "findings": [], "not_run": [], "error": "there is no such file"},
        ],
    }


def test_a_finding_keeps_the_order_of_its_keys() -> None:
    shown = finding_to_dict(finding(TEXT, EMAIL))
    assert list(shown.items()) == [
        ("rule", "personal.email"),
        ("category", "personal"),
        ("type", "email"),
        ("severity", "warning"),
        ("confidence", 0.97),
        ("segment", 0),
        ("start", 9),
        ("end", 31),
        ("message", "This looks like someone's email address."),
        ("why", "Anyone who reads the post can write to them."),
        (
            "clause",
            {
                "id": "SMP-4.1",
                "title": "Personal data of others",
                "url": "clearpost:policy#smp-4.1",
            },
        ),
        ("fixes", shown["fixes"]),
        ("evidence", ["valid domain"]),
    ]
    assert shown["fixes"][0] == {
        "title": "Write “[email]”",
        "safe": True,
        "replacement": "[email]",
        "edits": [{"segment": 0, "start": 9, "end": 31, "replacement": "[email]"}],
    }


def test_a_fix_of_several_edits_has_no_replacement_of_its_own() -> None:
    edits = (Edit(0, Span(0, 1), "x"), Edit(0, Span(2, 3), "y"))
    shown = finding_to_dict(replace(finding(TEXT, EMAIL), fixes=(Fix("Both", edits, False),)))
    assert "replacement" not in shown["fixes"][0]
    assert len(shown["fixes"][0]["edits"]) == 2


def test_a_finding_may_have_no_clause() -> None:
    assert finding_to_dict(replace(finding(TEXT, EMAIL), clause=None))["clause"] is None


def test_an_entity_is_its_place_and_its_type() -> None:
    entity = Entity(0, Span(0, 4), "url", 0.9)
    expected = {"start": 0, "end": 4, "type": "url", "confidence": 0.9}
    assert entity_to_dict(entity) == expected


def test_an_instant_is_in_utc() -> None:
    moment = datetime(2026, 11, 22, 9, tzinfo=timezone(timedelta(hours=1)))
    assert instant(moment) == "2026-11-22T08:00:00Z"
