"""Made-up posts and term lists of any size, the same on every run.

A post is 280 characters of plain talk with the odd hashtag, emoji, number, link and full stop. One
in twenty holds a company term, one in fifty an e-mail address or a phone number: about what a
careful group of people would write.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from checker.pack.model import Term

POST = 280
_TALK = """
the of and to in we are so happy with our new team launch today great day work people
meeting product sensor hospital customers week friday monday thanks everyone join us talk
about how this was built read more here love it big step next year plan results design code
ship demo story learn share why what when from for on at by is it be as that proud finally
morning coffee train office garden dog kids weekend music run book film city summer rain
"""
_WORDS = _TALK.split()
_SOUNDS = "ba do ki lu mer nor pa qui ras sol tan vel wex zor cal dun fi gre hol jin"
_SYLLABLES = _SOUNDS.split()
_MODES = ("word", "word", "fuzzy", "stem", "exact")


def terms(count: int) -> Iterator[Term]:
    """Terms of one or two made-up words, each once."""
    dice = random.Random(5)
    seen: set[str] = set()
    while len(seen) < count:
        name = " ".join(_name(dice) for _ in range(dice.choice((1, 2, 2))))
        if name in seen:
            continue
        seen.add(name)
        yield Term(
            id=f"T{len(seen)}",
            term=name,
            mode=dice.choice(_MODES),  # type: ignore[arg-type]
            clause="SMP-2.3",
            reason="Unreleased product",
            replacement="our next product",
        )


def posts(count: int, names: list[str]) -> list[str]:
    """Posts of 280 characters; one in twenty holds one of `names`."""
    dice = random.Random(7)
    return [_post(dice, names) for _ in range(count)]


def _name(dice: random.Random) -> str:
    return "".join(dice.choice(_SYLLABLES) for _ in range(dice.randint(3, 4))).capitalize()


def _post(dice: random.Random, names: list[str]) -> str:
    words: list[str] = []
    extras = [dice.choice(names)] if names and dice.random() < 0.05 else []
    if dice.random() < 0.02:
        extras.append(dice.choice(("anna.berg@aldermere.example", "call me on +1 415 555 2671")))
    while sum(map(len, words)) + len(words) < POST:
        words.append(_word(dice))
        if extras and dice.random() < 0.1:
            words.append(extras.pop())
    return " ".join([*extras, *words])[:POST]


def _word(dice: random.Random) -> str:
    word, roll = dice.choice(_WORDS), dice.random()
    if roll < 0.08:
        return word + dice.choice((".", "!", "?", ",", ".\n"))
    if roll < 0.10:
        return f"#{word.capitalize()}{dice.choice(_WORDS).capitalize()}"
    if roll < 0.11:
        return str(dice.randint(1, 3000))
    if roll < 0.115:
        return dice.choice(
            ("\N{PARTY POPPER}", "\N{SPARKLES}", "caf\u00e9", "https://example.com/x")
        )
    return word
