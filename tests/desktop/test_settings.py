from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import settings as table
from desktop.settings import SETTINGS, Resolved, Setting, Settings, Value, read_layer


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.json"


def _written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_every_setting_has_words_and_a_default_that_it_takes(setting: Setting) -> None:
    assert setting.complaint(setting.default) == ""
    assert setting.label
    assert setting.help.endswith(".")


def test_the_clipboard_is_not_watched_until_the_person_agrees(path: Path) -> None:
    settings = Settings(path)
    assert settings.resolve("clipboard_watch") == Resolved(False, "default")
    values, complaints = read_layer({"clipboard_watch": True}, is_managed=True)
    assert values == {}
    assert "only be managed to false" in complaints["clipboard_watch"]
    assert read_layer({"clipboard_watch": False}, is_managed=True)[0] == {"clipboard_watch": False}


def test_the_later_layer_wins(path: Path) -> None:
    layers: dict[str, dict[str, Value]] = {"pack": {}, "recommended": {}, "managed": {}}
    seen = []
    for source, value in (
        ("pack", "x"),
        ("recommended", "mastodon"),
        ("person", "bluesky"),
        ("managed", "threads"),
    ):
        if source == "person":
            _written(path, json.dumps({"network": value}))
        else:
            layers[source] = {"network": value}
        resolved = Settings(path, **layers).resolve("network")  # type: ignore[arg-type]
        seen.append((resolved.source, resolved.value, resolved.is_locked))
    assert seen == [
        ("pack", "x", False),
        ("recommended", "mastodon", False),
        ("person", "bluesky", False),
        ("managed", "threads", True),
    ]


def test_what_it_has_decided_cannot_be_set(path: Path) -> None:
    settings = Settings(path, managed={"theme": "dark"})
    assert not settings.set("theme", "light")
    assert settings["theme"] == "dark"
    assert not path.exists()


def test_a_choice_is_there_in_the_next_run(path: Path) -> None:
    settings = Settings(path)
    for key, value in (
        ("theme", "dark"),
        ("audiences", ("sales", "søk")),
        ("clipboard_watch", True),
    ):
        assert settings.set(key, value)
        assert Settings(path).resolve(key) == Resolved(value, "person")
    assert settings.problems == ()
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("theme", "drak", 'should be one of system, light, dark; did you mean "dark"?'),
        ("theme", 1, "should be a text in quotes"),
        ("clipboard_watch", 1, "should be true or false"),
        ("live_check_delay_ms", True, "should be a whole number"),
        ("live_check_delay_ms", 9000, "should be a number from 0 to 2000"),
        ("audiences", "sales", 'should be a list of names such as ["sales"]'),
        ("audiences", ["sales", 2], 'should be a list of names such as ["sales"]'),
    ],
)
def test_a_wrong_value_is_refused_with_what_would_be_right(
    path: Path, key: str, value: object, words: str
) -> None:
    with pytest.raises(ValueError, match=key) as refused:
        Settings(path).set(key, value)  # type: ignore[arg-type]
    assert str(refused.value) == f"{key} {words}"
    settings = Settings(_written(path, json.dumps({key: value, "network": "x"})))
    assert settings.resolve(key).source == "default"
    assert settings["network"] == "x"
    assert settings.problems == (f"{path}: {key} {words}.",)


def test_an_unknown_key_suggests_the_near_one() -> None:
    _, complaints = read_layer({"thme": "dark"})
    assert complaints == {"thme": 'there is no such setting; did you mean "theme"?'}


def test_keys_of_another_version_are_kept_and_not_complained_about(path: Path) -> None:
    settings = Settings(_written(path, '{"from_the_future": [1, {"a": null}], "theme": "dark"}'))
    assert settings.problems == ()
    settings.set("network", "x")
    assert json.loads(path.read_text()) == {
        "from_the_future": [1, {"a": None}],
        "network": "x",
        "theme": "dark",
    }


def test_a_renamed_key_still_counts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(table.RENAMED, "colors", "theme")
    settings = Settings(_written(path, '{"colors": "dark"}'))
    assert settings["theme"] == "dark"
    settings.set("network", "x")
    assert json.loads(path.read_text()) == {"network": "x", "theme": "dark"}


@given(st.binary(max_size=40))
def test_a_broken_file_is_kept_aside_and_said(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = tmp_path_factory.mktemp("config") / "settings.json"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings["theme"] == "system"
    assert settings.problems
    assert path.with_name("settings.json.broken-1").read_bytes() == content
    assert settings.set("theme", "dark")
    assert Settings(path)["theme"] == "dark"


def test_a_file_nested_too_deep_is_kept_aside(path: Path) -> None:
    settings = Settings(_written(path, "[" * 100_000))
    assert "broken-1" in settings.problems[0]


def test_a_choice_that_cannot_be_written_holds_until_the_end(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("in the way")
    settings = Settings(tmp_path / "config" / "settings.json")
    assert settings.set("theme", "dark")
    assert settings["theme"] == "dark"
    assert "holds until you quit" in settings.problems[-1]


def test_who_listens_hears_what_changed(path: Path) -> None:
    settings = Settings(path)
    heard: list[str] = []
    settings.listen(heard.append)
    settings.set("theme", "dark")
    settings.use_pack_values({"network": "x", "theme": "light"})
    settings.forget_everything()
    assert heard == ["theme", "network", "theme"]
    assert settings["theme"] == "light"


def test_everything_the_person_chose_can_be_deleted(path: Path) -> None:
    settings = Settings(_written(path, "broken"))
    settings.set("theme", "dark")
    assert len(settings.paths()) == 2
    settings.forget_everything()
    assert settings.paths() == ()
    assert settings["theme"] == "system"


def test_what_other_layers_could_not_use_is_said_too(path: Path) -> None:
    assert Settings(path, problems=("told",)).problems == ("told",)
