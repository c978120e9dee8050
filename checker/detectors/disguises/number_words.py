"""Names of the numbers from 0 to 99 in seven languages, as people say a phone or card number.

A table of the irregular names and a few lines per language that put the others together. All are
as `checker/view.py` folds them: lower case, no accents.

    >>> NUMBERS["seventy-seven"], NUMBERS["quatre-vingt douze"], NUMBERS["einundzwanzig"]
    ('77', '92', '21')
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from checker.view import fold

_UNITS = {
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "nl": "nul een twee drie vier vijf zes zeven acht negen",
    "it": "zero uno due tre quattro cinque sei sette otto nove",
    "pt": "zero um dois três quatro cinco seis sete oito nove",
}
_TEENS = {
    "en": "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "de": "zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "fr": "dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "es": "diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
    "nl": "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    "it": "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
    "pt": "dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove",
}
_TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante septante quatre-vingt nonante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
}
_OTHERS = {
    "0": "oh o nought naught",
    "1": "ein eine une una uma",
    "2": "zwo duas",
    "5": "fuenf",
    "6": "meia",
    "9": "niner",
    "12": "zwoelf",
    "14": "quatorze",
    "15": "fuenfzehn",
    "30": "dreissig",
    "50": "fuenfzig",
    "80": "quatre-vingts huitante octante",
    "00": "hundred",
}
TIMES = {
    **dict.fromkeys(("double", "doppel", "doble", "dubbel", "doppio", "dobro", "duplo"), 2),
    **dict.fromkeys(("triple", "treble", "dreifach", "triplo", "driemaal"), 3),
    **dict.fromkeys(("quadruple", "quad", "vierfach"), 4),
}
"""Words before a digit that is said once and meant so often."""
SIGNS = {
    name: sign
    for sign, names in {
        "+": "plus piu mas mais",
        "-": "dash hyphen minus strich bindestrich tiret guion trattino hifen",
        ".": "dot point punkt punto ponto punt period",
        "/": "slash schragstrich barra barre",
        " ": "space blank leerzeichen espace espacio spazio espaco spatie",
    }.items()
    for name in names.split()
}
"""Names of the signs that people say between digits."""


def _names() -> Iterator[tuple[str, int]]:
    """Every name with its number, one language after the other."""
    for language, units in _UNITS.items():
        ones = units.split()
        teens = _TEENS[language].split()
        tens = dict(zip(range(20, 100, 10), _TENS[language].split(), strict=True))
        yield from zip(ones, range(10), strict=True)
        yield from zip(teens, range(10, 20), strict=True)
        yield from ((name, number) for number, name in tens.items())
        for (ten, name), one in product(tens.items(), range(1, 10)):
            for whole in _joined(language, name, ones[one], one):
                yield whole, ten + one
        if language == "fr":
            for ten, one in product((60, 80), range(10)):
                for link in (" ", "-", " et ", "-et-"):
                    yield f"{tens[ten]}{link}{teens[one]}", ten + 10 + one


def _joined(language: str, ten: str, unit: str, one: int) -> tuple[str, ...]:
    """How a language says a ten and a unit."""
    match language:
        case "en":
            return f"{ten}-{unit}", f"{ten} {unit}"
        case "de":
            unit = "ein" if one == 1 else unit
            return f"{unit}und{ten}", f"{unit.replace('ü', 'ue')}und{ten}"
        case "nl":
            return f"{unit}en{ten}", f"{unit}ën{ten}"
        case "fr":
            return f"{ten}-{unit}", f"{ten} {unit}", f"{ten} et {unit}", f"{ten}-et-{unit}"
        case "es":
            return f"{ten} y {unit}", f"veinti{unit}" if ten == "veinte" else f"{ten} {unit}"
        case "it":
            return (f"{ten[:-1] if one in (1, 8) else ten}{unit}",)
    return f"{ten} e {unit}", f"{ten} {unit}"


NUMBERS: dict[str, str] = {
    **{fold(name): str(number) for name, number in _names()},
    **{name: digits for digits, names in _OTHERS.items() for name in names.split()},
}
"""Folded name -> digits."""
