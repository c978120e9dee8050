from __future__ import annotations

import base64
import hashlib
import json
import string
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.validators import secrets, seed_words

BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
RANDOM = "k3Jf8sLq0ZpWn5RtYv2Bx9Mc"


def base62(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 62)
        digits = BASE62[rest] + digits
    return digits.rjust(6, "0")


def encoded(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "value",
    [
        "YOUR_API_KEY",
        "${API_TOKEN}",
        "{{ api_token }}",
        "<token>",
        "$TOKEN",
        "%API_KEY%",
        "xxxxxxxxxxxxxxxx",
        "****************",
        "changeme",
        "insert-token-here",
        "my-secret",
        "process.env.API_KEY",
        'os.environ["KEY"]',
        "example-key-9f8e7d6c",
        "API_KEY_NAME",
        "aaaaaaaaaaaaaaaa",
        "https://demo.example/token",
    ],
)
def test_what_stands_in_for_a_secret_is_none(value: str) -> None:
    assert secrets.is_stand_in(value)
    assert not secrets.key(value)


@pytest.mark.parametrize(
    "value",
    [
        RANDOM,
        RANDOM.lower(),
        "61ba80ebe7ef232fd3fe6501492c6dc2",
        "832d2129-a846-4e27-99f4-7004b6ad53ef",
        "test_pub_61ba80ebe7ef232fd3fe6501492c6dc",
        "Sk94HG7f6KB",
    ],
)
def test_what_looks_drawn_at_random_is_a_key(value: str) -> None:
    assert secrets.key(value)


@pytest.mark.parametrize(
    "value",
    [
        "getPagesInConfluenceSpace",
        "correct-horse-battery-staple",
        "1234567890123456",
        "2026-11-22T10:30:00",
        "internationalization",
        "v2.3.4-beta5",
        "short1",
    ],
)
def test_names_dates_and_words_are_no_keys(value: str) -> None:
    assert not secrets.key(value)


def test_an_id_needs_more_than_the_word_key() -> None:
    value = "832d2129-a846-4e27-99f4-7004b6ad53ef"
    assert secrets.key(value)
    assert not secrets.bare_key(value)


def test_a_line_break_does_not_hide_a_key() -> None:
    assert secrets.wrapped_key(RANDOM[:12] + "\n" + RANDOM[12:])
    assert not secrets.wrapped_key(RANDOM + "\nregards")


@given(st.text(BASE62, min_size=30, max_size=30))
def test_a_checksum_of_github_is_recognized_and_a_wrong_one_is_not(body: str) -> None:
    right = base62(zlib.crc32(body.encode()))
    assert secrets.has_checksum("ghp_" + body + right)
    wrong = ("1" if right[0] != "1" else "2") + right[1:]
    assert not secrets.has_checksum("ghp_" + body + wrong)


@given(st.binary(min_size=16, max_size=16) | st.binary(min_size=32, max_size=32))
def test_a_recovery_phrase_proves_itself_and_one_with_a_strange_word_does_not(drawn: bytes) -> None:
    bits = f"{int.from_bytes(drawn):0{len(drawn) * 8}b}"
    bits += f"{hashlib.sha256(drawn).digest()[0]:08b}"[: len(drawn) // 4]
    listed = list(seed_words.numbers())
    words = [listed[int(bits[at : at + 11], 2)] for at in range(0, len(bits), 11)]
    assert secrets.wallet_phrase(" ".join(words))
    assert secrets.wallet_phrase("\n".join(f"{n}. {w}" for n, w in enumerate(words, 1)))
    assert not secrets.wallet_phrase(" ".join(words[:-1]))
    assert not secrets.wallet_phrase(" ".join([*words[:-1], "lantern"]))


def test_the_words_of_recovery_phrases_differ_in_their_first_four_letters() -> None:
    assert len({word[:4] for word in seed_words.numbers()}) == 2048


@pytest.mark.parametrize("value", ["sol2024x", "Tr0mbone9", "lamp#47tree", "blue-horse47"])
def test_letters_with_digits_or_signs_are_a_password_wherever_they_stand(value: str) -> None:
    assert secrets.mixed_password(value)


@pytest.mark.parametrize("value", ["sunflower", "2.4GHz", "802.11ac", "123456", "is"])
def test_measures_and_plain_words_are_none_in_passing(value: str) -> None:
    assert not secrets.mixed_password(value)


@pytest.mark.parametrize("value", ["settings2024", "Users2024", "iPhone15", "covid19!"])
def test_only_a_password_has_every_kind_of_sign(value: str) -> None:
    assert secrets.strong_password("Summer2024!")
    assert not secrets.strong_password(value)


@pytest.mark.parametrize(
    "value",
    [
        "getpass.getpass(",
        "!vault",
        "Optional[str]",
        "var.db_password",
        "req.body.password",
        "op://vault/item",
    ],
)
def test_what_a_program_says_in_place_of_a_password_is_none(value: str) -> None:
    assert not secrets.password(value)


def test_a_signed_token_is_known_by_its_header() -> None:
    payload = encoded({"sub": "anna"})
    assert secrets.jwt(f"{encoded({'alg': 'HS256'})}.{payload}.c2lnbmF0dXJl")
    assert secrets.jwt(f"{encoded({'typ': 'JWT'})}.{payload}")
    assert not secrets.jwt(f"{encoded({'name': 'anna'})}.{payload}.c2ln")
    assert not secrets.jwt(f"{encoded(['alg'])}.{payload}.c2ln")
    assert not secrets.jwt(encoded({"alg": "HS256"}))


def test_basic_authentication_holds_a_colon() -> None:
    assert secrets.basic_auth(base64.b64encode(b"anna:lamp").decode())
    assert not secrets.basic_auth(base64.b64encode(b"principles").decode())
    assert not secrets.basic_auth("not base64!")


@pytest.mark.parametrize(
    "value", ["hunter2", "biggreenhat", "Tr0mbone!", "sunflower", "lamp 47 tree"]
)
def test_a_word_no_sentence_needs_is_a_password(value: str) -> None:
    assert secrets.password(value)


@pytest.mark.parametrize(
    "value",
    [
        "wrong",
        "required.",
        "changeme",
        "password",
        "passwords",
        "must be long",
        "abc",
        "db_password",
    ],
)
def test_what_is_said_of_passwords_is_none(value: str) -> None:
    assert not secrets.password(value)


def test_an_odd_password_has_a_digit_a_sign_or_capitals_inside() -> None:
    assert all(map(secrets.odd_password, ["hunter2", "lamp#tree", "bigGreen"]))
    assert not any(map(secrets.odd_password, ["sunflower", "Sunflower", "well-known", "wait..."]))


def test_a_plain_password_is_no_adjective() -> None:
    assert secrets.plain_password("swordfish")
    assert not any(map(secrets.plain_password, ["terrible", "embarrassing", "hopeless", "broken"]))


def test_a_recovery_phrase_has_a_certain_number_of_plain_words() -> None:
    words = "apple river stone cloud tiger music window garden paper silver ocean candle"
    assert secrets.seed_phrase(words)
    assert not secrets.seed_phrase(words + " lamp")
    assert not secrets.seed_phrase(words.replace("river", "the"))
    assert not secrets.seed_phrase(" ".join(["apple"] * 12))


@given(st.text(max_size=80))
def test_every_check_takes_any_text(value: str) -> None:
    for check in secrets.VALIDATORS.values():
        assert check(value) in (True, False)
