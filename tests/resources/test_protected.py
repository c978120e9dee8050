"""The words of protected speech, tried on what people really write.

A miss discourages someone from speaking, so most lines here are talk that has to be seen; the last
ones are everyday uses of the same words, which must not hide what a launch or a deal gives away.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

import pytest

from checker.words import LANGUAGES, Words, stems

TOPICS: list[dict[str, Any]] = tomllib.loads(
    (resources.files("resources") / "pack" / "protected.toml").read_text(encoding="utf-8")
)["topic"]
NAMES = [f"{topic['id']}.{topic['language']}" for topic in TOPICS]

# Words that are far too common to count on their own in any of the four languages.
EVERYDAY = re.compile(
    r"pay|paid|hours?|shift|safety|safe|strike|raise|bonus|break|work|job|boss|manager|management"
    r"|staff|benefits|leave|insurance|report|complaint|schicht|stunde|arbeit|chef|urlaub|heure"
    r"|travail|congé|plainte|prime|hora|trabajo|turno|baja|jefe|queja|paga",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+")


def entries_of(topic: dict[str, Any]) -> list[str]:
    """The words and phrases of a topic."""
    return [*topic.get("words", ()), *topic.get("phrases", ())]


@cache
def matchers(language: str) -> dict[str, Words]:
    """What finds each topic of one language."""
    return {
        topic["id"]: Words(language, entries_of(topic))
        for topic in TOPICS
        if topic["language"] == language
    }


def topics_in(text: str, language: str = "en") -> set[str]:
    """Ids of the protected topics that a text speaks of."""
    return {topic for topic, words in matchers(language).items() if words.found_in(text)}


def test_each_topic_stands_once_for_each_language() -> None:
    assert len(set(NAMES)) == len(NAMES)
    english = {topic["id"] for topic in TOPICS if topic["language"] == "en"}
    assert english >= {"pay", "hours", "staffing", "safety", "union", "complaint", "reporting"}
    for topic in TOPICS:
        assert topic["language"] in LANGUAGES
        assert topic["id"] in english


@pytest.mark.parametrize("topic", TOPICS, ids=NAMES)
def test_a_word_is_one_word_and_a_phrase_is_several(topic: dict[str, Any]) -> None:
    assert set(topic) <= {"id", "language", "words", "phrases"}
    assert entries_of(topic)
    assert all(len(WORD.findall(word)) == 1 for word in topic.get("words", ()))
    assert all(2 <= len(WORD.findall(phrase)) <= 6 for phrase in topic.get("phrases", ()))


@pytest.mark.parametrize("topic", TOPICS, ids=NAMES)
def test_no_entry_is_covered_by_another(topic: dict[str, Any]) -> None:
    language = topic["language"]
    entries = [f" {' '.join(stems(entry, language))} " for entry in entries_of(topic)]
    assert not [
        a for i, a in enumerate(entries) for j, b in enumerate(entries) if i != j and b in a
    ]


@pytest.mark.parametrize("topic", TOPICS, ids=NAMES)
def test_an_everyday_word_never_stands_alone(topic: dict[str, Any]) -> None:
    assert not [word for word in topic.get("words", ()) if EVERYDAY.fullmatch(word)]


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("pay", "My salary has not moved in three years."),
        ("pay", "Does anyone else get paid less than the new hires?"),
        ("pay", "They pay us less than the place across the street."),
        ("pay", "Wages here are a joke, and overtime comes late."),
        ("pay", "No severance pay for anyone who left."),
        ("pay", "I asked for a raise and was laughed at."),
        ("hours", "Third double shift this week."),
        ("hours", "We are working 60 hours a week with no breaks."),
        ("hours", "They cut my hours again without a word."),
        ("staffing", "We were two nurses short all night."),
        ("staffing", "The ward is understaffed and everybody knows."),
        ("safety", "The fire exit has been blocked since May."),
        ("safety", "I got hurt at work because the guard rail was gone."),
        ("safety", "Our safety concerns go nowhere."),
        ("union", "We are unionizing, and it feels good."),
        ("union", "The nurses voted to strike."),
        ("union", "My coworkers and I wrote to the director."),
        ("management", "Management ignores every letter we send."),
        ("management", "My boss yelled at the whole team today."),
        ("complaint", "I was harassed by a lead and HR did nothing."),
        ("complaint", "She filed a grievance last month."),
        ("discrimination", "I was passed over for promotion because of my age."),
        ("benefits", "They cut our benefits and called it a perk."),
        ("benefits", "Paid sick leave should be normal."),
        ("reporting", "I reported it to the state regulator."),
        ("reporting", "As a whistleblower you need a good attorney."),
        ("reporting", "We sent the letter to the SEC."),
    ],
)
def test_protected_talk_in_english_is_seen(topic: str, text: str) -> None:
    assert topic in topics_in(text)


@pytest.mark.parametrize(
    ("language", "topic", "text"),
    [
        ("de", "pay", "Unsere Löhne sind seit Jahren zu niedrig."),
        ("de", "pay", "Ich verdiene weniger als der neue Kollege."),
        ("de", "hours", "Schon wieder zehn Überstunden diese Woche."),
        ("de", "staffing", "Die Station ist ständig unterbesetzt."),
        ("de", "safety", "Nach dem Arbeitsunfall ist nichts passiert."),
        ("de", "union", "Der Betriebsrat ruft zum Warnstreik auf."),
        ("de", "complaint", "Ich wurde im Team gemobbt, Mobbing ist kein Spaß."),
        ("de", "reporting", "Ich habe es der Meldestelle gesagt."),
        ("fr", "pay", "Mon salaire n'a pas bougé depuis trois ans."),
        ("fr", "hours", "Encore le travail de nuit sans pause."),
        ("fr", "staffing", "Nous sommes en sous-effectif chaque week-end."),
        ("fr", "safety", "J'ai écrit à l'inspection du travail."),
        ("fr", "union", "Le syndicat appelle à la grève lundi."),
        ("fr", "complaint", "Le harcèlement au bureau doit cesser."),
        ("fr", "reporting", "Une lanceuse d'alerte a besoin de protection."),
        ("es", "pay", "Mi sueldo no llega a fin de mes."),
        ("es", "hours", "Otra vez el turno de noche sin descanso."),
        ("es", "staffing", "La falta de personal es insoportable."),
        ("es", "safety", "Las condiciones laborales son malas."),
        ("es", "union", "El sindicato convoca una huelga."),
        ("es", "complaint", "Sufrí acoso y nadie hizo nada."),
        ("es", "reporting", "Presenté una denuncia ante la inspección de trabajo."),
    ],
)
def test_protected_talk_in_other_languages_is_seen(language: str, topic: str, text: str) -> None:
    assert topic in topics_in(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Pay attention to the new launch date."),
        ("en", "Two more hours until we show the prototype."),
        ("en", "Safety first, then the product demo."),
        ("en", "A big shift in our strategy is coming."),
        ("en", "We are about to strike a deal with a big client."),
        ("en", "Our lawyers will raise the patent issue on Monday."),
        ("en", "The launch will pay off for our investors."),
        ("en", "Opening hours of the stand are nine to five."),
        ("en", "The board will be happy when you see the numbers."),
        ("en", "Great benefits for patients from our next monitor."),
        ("en", "Anna is on sick leave with a broken foot."),
        ("en", "The report is out, have a look at page three."),
        ("en", "We closed a raise of ten million."),
        ("en", "Our filing goes to the FDA in March."),
        ("en", "We will strike a deal with them on Friday."),
        ("en", "A federal agency just became our client."),
        ("en", "Several clients will see severe delays."),
        ("en", "Our schedule is tight, but the launch will hold."),
        ("en", "See section 7 of the contract with the hospital."),
        ("en", "My team lead showed me the new sensor today."),
        ("de", "Es dauert noch zwei Stunden bis zur Vorführung."),
        ("de", "Die neue Schicht auf dem Sensor hält besser."),
        ("fr", "Encore deux heures avant la démonstration."),
        ("fr", "Mon ami a vu le prototype."),
        ("fr", "Le travail sur le nouveau produit avance bien."),
        ("es", "Faltan dos horas para la presentación."),
        ("es", "El trabajo en el nuevo producto va bien."),
    ],
)
def test_everyday_uses_of_the_same_words_do_not_count(language: str, text: str) -> None:
    assert topics_in(text, language) == set()
