"""Where and when: coordinates, streets, birth dates, folders that name a person.

>>> is_coordinates("40.71277, -74.00597"), is_coordinates("3.14159, 2.71828")
(True, False)
>>> is_birth_date("4 June 1976"), is_birth_date("31/02/1990"), is_birth_date("10 December 1915")
(True, False, False)
>>> is_street("12 Elm Court"), is_street("2023 Supreme Court")
(True, False)
>>> is_street("12 March 1815"), is_street("30 Uhr. Rechnung 2026"), is_street("Platz 61")
(False, False, False)
"""

from __future__ import annotations

import re
from datetime import date

_DECIMALS = re.compile(r"[+-]?\d+\.\d+")
_DEGREES = re.compile(r"(?<![\d.])(\d{1,3}) ?\xb0")
_MAX_LATITUDE, _MAX_LONGITUDE = 90, 180
_FAR = 10

_MONTHS = (
    "jan gen ene ian sty led oca tam sij",
    "feb fev lut uno sub hel vel",
    "mar maa mae bre ozu",
    "apr abr avr kwi dub nis huh tra",
    "may mai mag mei maj kve tou svi",
    "jun juin giu cer cze haz kes iun",
    "jul juil lug cec lip tem hei iul",
    "aug ago aou sie srp agu elo kol",
    "sep set wrz zar eyl syy ruj",
    "oct okt ott out paz rij eki lok",
    "nov noi lis kas marr stu",
    "dec dez dic des gru pro ara jou",
)
_MONTH_OF = {word: month for month, words in enumerate(_MONTHS, 1) for word in words.split()}
_PARTS = re.compile(r"[a-z]+|\d+")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_NOT_A_MONTH = frozenset({"st", "nd", "rd", "th", "of", "de", "del", "den", "the", "er", "di", "o"})
_WORDS = re.compile(r"[a-z]+")
_MONTH_NAME = re.compile(
    r"(?:jan(?:uary|uar|vier)?|enero|feb(?:ruary|ruar|rero)?|fevrier|mar(?:ch|s|zo)?|marz"
    r"|apr(?:il)?|abril|avril|may|mai|mayo|june?|juni|juin|junio|july?|juli|juillet|julio"
    r"|aug(?:ust)?|aout|agosto|sept?(?:ember|embre)?|septiembre|oct(?:ober|obre|ubre)?|oktober"
    r"|nov(?:ember|embre|iembre)?|dec(?:ember|embre)?|dez(?:ember)?|dic(?:iembre)?)"
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2030
_FIRST_BORN = 1920
"""Who was born before is history."""
_OLD_YEAR = re.compile(r"\b1[0-9]\d\d\b")
_PIVOT = 30

_NO_STREET_WORDS = """Best Booth Chapter Day District Episode Federal First Floor Gate Hall High
Level Million New Only Page Part Phase Pier Platform Room Season Second
Section Server Slide Stage Stand Supreme Table Terminal Top Version Volume
Week Windows World Year iPhone
Uhr Invoice Rechnung Rechnungsnummer Order Bestellung Commande Pedido Factura
Article Bus Covid Flight Formula Galaxy Group Lap Line Lot Number Psalm Row Route Seat Sector Zone
Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag Monday Tuesday Wednesday Thursday
Friday Saturday Sunday Lane Star Mile Day Man Piece Bedroom Bed Car Hour Minute
Minuten Euro Tage Jahre Wochen Prozent Brigade"""
_NO_STREET = frozenset(_NO_STREET_WORDS.split())
# Titles have capitals too; these little words stand in them and in no name of a street.
_TITLE_WORDS = """Are But Dear Do Does Email Facebook For From Hello Hey Hi How If In Instagram Is
My Not Our SMS Skype Telegram Than That Their They Things This Time To Twitter Was We Were What
WhatsApp When Which Who Why Will With You YouTube Your Zoom"""
_IN_TITLES = frozenset(_TITLE_WORDS.split())
_LITTLE_WORDS = """a about after am and are away back before but by day days down every for from
go going hour hours i if in is it just kg lbs lot many me mile miles minute minutes more most my
new no not of off on one or other our out over own people per pm points pounds pts s so than that
the their them then there they this time times to up was way we were what when where who will with
year years you your"""
_LITTLE = frozenset(_LITTLE_WORDS.split())
_NO_CORNER_WORDS = """eye eyes every her his life mind mouth my page room screen shame their world
your"""
_NO_CORNER = frozenset(_NO_CORNER_WORDS.split())
_COUNTED_WORDS = """Cases Copies Customers Dollars Downloads Euro Euros Fans Feet Flights
Followers Games Jobs Likes Members Miles Pairs People Points Reasons Steps Tickets Times Users
Views Votes Words Years Zuschauer"""
_COUNTED = frozenset(_COUNTED_WORDS.split())
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_VAGUE = re.compile(r"\b(?:Court|Way|Place|Row|Close|Hill|Walk|Square|Circle|Drive|Park|Trail)\b")
# A word that ends a sentence, and none of the short ones that streets are written with.
_SENTENCE_END = re.compile(r"\b([^\W\d]{3,})[.!?] +(?=[A-Z\xc0-\xde])")
_SHORT_WORDS = """apt ave blvd bldg cres hwy pkwy ste ter cir str avda prof gral col dept sgt
gen rev mount platz ing lic urb cad sok mah ul os nam col brgy flat blk mbh"""
_SHORT = frozenset(_SHORT_WORDS.split())
_STARTS_WITH_DATE = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th|\.)? )?([A-Za-z\xc0-\xff]+)\.?,? \d{1,4}(?:[,.:]|$)"
)
_DIGIT = re.compile(r"\d")
_PLAIN_VOWELS = str.maketrans("\xe4\xe9\xfb", "aeu")
# "Auf Platz 3" is a seat or a rank.
_BARE = re.compile(
    r"(?:[A-Z][a-z]{1,2} )?(?:Platz|Weg|Ring|Damm|Ufer|Str(?:a(?:\xdf|ss)e|\.)|Gasse|Allee) ?\d+"
)
_NUMBER_ALONE = re.compile(r"(?:No|Nr|Nos)\.? ?\d+")
_YEAR_ALONE = re.compile(
    r"[A-Za-z\xc0-\xff-]+ (?:19|20)\d\d|[A-Z\xc0-\xff][\w \xc0-\xff-]+ (?:199|20[012])\d"
)
# A year where the postal code would be: "Paris 12, 2024 Berlin".
_YEAR_AS_CODE = re.compile(r"\d, (?:19[5-9]\d|20[12]\d) [A-Z]")
_AFTER_CODE = re.compile(r"\d{4,5},? ([A-Z][a-z]+)")
_LOWER_WORD = re.compile(r"[a-z\xff']+")
_HOME = re.compile(r"[\\/](?:users|home)[\\/]([^\\/]+)", re.IGNORECASE)
_NOBODY_WORDS = """admin administrator circleci default docker ec2-user git guest jenkins jovyan
me myname myuser name node pi public root runner shared someone student test
ubuntu user username vagrant vscode you your-name your_name yourname youruser"""
_NOBODY = frozenset(_NOBODY_WORDS.split())
_WORD = re.compile(r"[A-Za-z\xc0-\xff][\w'.\xc0-\xff-]*")


def is_coordinates(value: str) -> bool:
    """Whether the pair lies on the earth and is no pair of small figures."""
    degrees = _DEGREES.findall(value)
    if len(degrees) == 2:
        return int(degrees[0]) <= _MAX_LATITUDE and int(degrees[1]) <= _MAX_LONGITUDE
    pair = [abs(float(number)) for number in _DECIMALS.findall(value)]
    if len(pair) != 2 or pair[0] > _MAX_LATITUDE or pair[1] > _MAX_LONGITUDE:
        return False
    return max(pair) >= _FAR


def is_birth_date(value: str) -> bool:
    """Whether it is a day on which someone can be born who is still about."""
    old = _OLD_YEAR.search(value)
    return not (old and int(old[0]) < _FIRST_BORN) and _is_a_day(value)


def _is_a_day(value: str) -> bool:
    """Whether it is a day, in whatever order its parts stand."""
    parts = [p for p in _PARTS.findall(value.lower()) if p not in _NOT_A_MONTH]
    if len(parts) == 1 and (compact := _COMPACT.fullmatch(parts[0])):
        parts = list(compact.groups())
    if len(parts) != 3:
        return False
    names = [i for i, part in enumerate(parts) if part.isalpha()]
    if len(names) > 1:
        return False
    if names:
        month = _MONTH_OF.get(parts[names[0]][:3]) or _MONTH_OF.get(parts[names[0]][:4])
        numbers = [part for i, part in enumerate(parts) if i != names[0]]
        if month is None:
            return False
        return _is_day(numbers[1], month, numbers[0]) or _is_day(numbers[0], month, numbers[1])
    first, second, third = parts
    if len(first) == 4:
        return _is_day(first, int(second), third)
    return _is_day(third, int(second), first) or _is_day(third, int(first), second)


def is_calendar_date(value: str) -> bool:
    """Whether it is any day at all, written in figures."""
    parts = _PARTS.findall(value)
    if len(parts) != 3 or len(parts[0]) == 3 or len(parts[2]) == 3:
        return False
    return _is_a_day(value)


def is_date_in_words(value: str) -> bool:
    """Whether the word in it is a month: 5 March, and not 5 marbles."""
    word = next((part for part in _WORDS.findall(value.lower()) if part not in _NOT_A_MONTH), "")
    return _MONTH_NAME.fullmatch(word) is not None


def _is_day(year: str, month: int, day: str) -> bool:
    if len(year) not in (2, 4) or len(day) > 2:
        return False
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < _PIVOT else 1900
    if not _FIRST_YEAR <= number <= _LAST_YEAR:
        return False
    try:
        date(number, month, int(day))
    except ValueError:
        return False
    return True


def is_street(value: str) -> bool:
    """Whether number and name are a street and no hall, booth, year or court of law."""
    words = _WORD.findall(value)
    if not words:
        return "\x80" in value  # Japanese, which is kept as one sign a letter
    if words[0].rstrip(".") in _NO_STREET:
        return False
    if _is_date(value) or any(p.fullmatch(value) for p in (_BARE, _YEAR_ALONE, _NUMBER_ALONE)):
        return False
    if _runs_over_a_sentence(value) or _YEAR_AS_CODE.search(value):
        return False
    if not _IN_TITLES.isdisjoint(_WORD.findall(re.split(r"[,\n]", value, maxsplit=1)[0])):
        return False
    if not _COUNTED.isdisjoint(_AFTER_CODE.findall(value)):
        return False
    return not (_YEAR.match(value) and _VAGUE.search(value))


def is_street_in_lower_case(value: str) -> bool:
    """Whether the words before the kind of street are a name: not "5 miles down the road"."""
    words = _LOWER_WORD.findall(re.split(r"[,\n]", value, maxsplit=1)[0])
    return _LITTLE.isdisjoint(words[:-1])


def is_corner(value: str) -> bool:
    """Whether two streets meet there, and not life and work."""
    return _NO_CORNER.isdisjoint(value.lower().split())


def is_postcode(value: str) -> bool:
    """Whether it is no round figure, of which people have many: 10000 times."""
    digits = "".join(filter(str.isdigit, value))
    return not (value.isdigit() and digits.endswith("00"))


def _is_date(value: str) -> bool:
    """Whether what looks like a number and a street is a day and a month: 12 March 1815."""
    found = _STARTS_WITH_DATE.match(value)
    return found is not None and is_date_in_words(found[1].translate(_PLAIN_VOWELS))


def _runs_over_a_sentence(value: str) -> bool:
    """Whether a sentence ends inside: "30 Uhr. Rechnung 2026" names no street."""
    return any(
        _DIGIT.search(value, end.end())
        and end[1].lower() not in _SHORT
        and not end[1].lower().endswith("str")
        for end in _SENTENCE_END.finditer(value)
    )


def is_path_with_name(value: str) -> bool:
    """Whether the folder below the users is somebody's, and not "user" or "public"."""
    found = _HOME.search(value)
    return found is not None and found[1].lower() not in _NOBODY


VALIDATORS = {
    "calendar_date": is_calendar_date,
    "date_in_words": is_date_in_words,
    "birth_date": is_birth_date,
    "coordinates": is_coordinates,
    "path_with_name": is_path_with_name,
    "street": is_street,
    "street_lower": is_street_in_lower_case,
    "corner": is_corner,
    "postcode": is_postcode,
}
