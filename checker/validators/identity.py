"""Checks of numbers of people, papers and vehicles that python-stdnum has no module for.

Each country numbers its people in its own way: the German pension office hides the birthday and
the first letter of a name in twelve signs, the British license agency five letters of a surname in
sixteen. A check digit, a date that exists and prefixes that were never issued tell such a number
from a part number. Values come as they were found, folded or as written; only their letters and
digits count.

    >>> gb_nino("SK 13 57 90 B"), gb_nino("BG 13 57 90 B")
    (True, False)

Sources: ICAO Doc 9303 part 3 (check digits of papers), the issuers named at each function.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from checker.validators.cards import luhn
from checker.validators.signs import signs_of, weighted


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def icao_check_digit(signs: str) -> str:
    """The check digit of machine-readable papers: weights 7, 3, 1, letters from A = 10.

    >>> icao_check_digit("L898902C3")
    '6'
    """
    total = sum(int(sign, 36) * (7, 3, 1)[i % 3] for i, sign in enumerate(signs))
    return str(total % 10)


# The letters German papers use: no vowels and nothing that looks like a digit.
_DE_PAPER = re.compile(
    r"[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ\d]{7}\d|[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ\d]{8}(?P<check>\d)?"
)


def de_paper(value: str) -> bool:
    """German passport or identity card: nine signs, then perhaps the check digit.

    >>> de_paper("L2R47K9T1"), de_paper("ABCDEFGHI")
    (True, False)
    """
    signs = signs_of(value)
    found = _DE_PAPER.fullmatch(signs)
    if found is None or sum(map(str.isdigit, signs)) < 2:
        return False
    return len(signs) == 9 or signs[9] == icao_check_digit(signs[:9])


def de_paper_checked(value: str) -> bool:
    """The same where no word is near: its last sign must be the check digit of the others."""
    signs = signs_of(value)
    return de_paper(value) and signs[-1] == icao_check_digit(signs[:-1])


_DE_PENSION_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)


def de_pension(value: str) -> bool:
    """German pension insurance number: area, birthday, first letter, serial, check digit.

    The letter counts as its two-digit place in the alphabet; VKVV section 4.
    """
    signs = signs_of(value)
    if not re.fullmatch(r"\d{8}[A-Z]\d{3}", signs):
        return False
    day, month = int(signs[2:4]), int(signs[4:6])
    if not (1 <= (day - 50 if day > 50 else day) <= 31 and 1 <= month <= 12):
        return False
    digits = f"{signs[:8]}{ord(signs[8]) - 64:02}{signs[9:11]}"
    products = (int(d) * w for d, w in zip(digits, _DE_PENSION_WEIGHTS, strict=True))
    return sum(p // 10 + p % 10 for p in products) % 10 == int(signs[11])


def de_license(value: str) -> bool:
    """German driving license: authority, serial, check sign, number of the copy."""
    return (
        re.fullmatch(r"[A-Z]\d{2}[A-Z\d]{7}[A-Z\d]|[A-Z]{2}\d{8}[A-Z\d]", signs_of(value))
        is not None
    )


_FI_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def fi_hetu(value: str) -> bool:
    """Finnish identity code, those that hospitals give for a time (900 and up) among them.

    >>> fi_hetu("140687-903E"), fi_hetu("140687-903F")
    (True, False)
    """
    plain = value.replace(" ", "").upper()
    found = re.fullmatch(r"(\d\d)(\d\d)(\d\d)([-+A-FU-Y])(\d{3})([\dA-Y])", plain)
    if found is None:
        return False
    day, month, year, sign, serial, check = found.groups()
    century = {"+": 1800}.get(sign, 2000 if sign in "ABCDEF" else 1900)
    return (
        _is_date(century + int(year), int(month), int(day))
        and _FI_CHECK[int(day + month + year + serial) % 31] == check
    )


_NINO = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]?")


def gb_nino(value: str) -> bool:
    """British National Insurance number; some prefixes are never issued (HMRC NIM39110)."""
    return _NINO.fullmatch(signs_of(value)) is not None


_DVLA = re.compile(
    r"(?P<name>[A-Z]{2}[A-Z9]{3})\d(?P<month>[0156]\d)(?P<day>\d\d)\d[A-Z][A-Z9][A-Z\d][A-Z\d][A-Z](?:\d\d)?"
)


def gb_license(value: str) -> bool:
    """British driving license: surname, birthday (women: month plus 50), initials, check signs.

    >>> gb_license("WREN9 703215 K99AB"), gb_license("WREN9 713215 K99AB")
    (True, False)
    """
    found = _DVLA.fullmatch(signs_of(value))
    if found is None or "9" in found["name"].rstrip("9"):
        return False
    return 1 <= int(found["month"]) % 50 <= 12 and 1 <= int(found["day"]) <= 31


_GB_PLATE = re.compile(
    r"[A-HJ-PR-Y][A-HJ-PR-Y](?P<age>\d\d)[A-HJ-PR-Z]{3}"  # since 2001
    r"|[A-HJ-NPR-TV-Y][1-9]\d{0,2}[A-HJ-PR-Y]{3}"  # 1983 to 2001
    r"|[A-HJ-PR-Y]{3}[1-9]\d{0,2}[A-HJ-NPR-TV-Y]"  # 1963 to 1983
)


def gb_plate(value: str) -> bool:
    """British license plate; the age mark is the year, or the year plus 50."""
    found = _GB_PLATE.fullmatch(signs_of(value))
    if found is None:
        return False
    age = found["age"]
    return age is None or 2 <= int(age) <= 29 or 51 <= int(age) <= 79


_SG_LETTERS = {
    "S": (0, "JZIHGFEDCBA"),
    "T": (4, "JZIHGFEDCBA"),
    "F": (0, "XWUTRQPNMLK"),
    "G": (4, "XWUTRQPNMLK"),
    "M": (3, "XWUTRQPNJLK"),
}


def sg_nric(value: str) -> bool:
    """Singapore's identity numbers: S and T of citizens, F, G and M of foreigners.

    >>> sg_nric("S7461838C"), sg_nric("S7461838D")
    (True, False)
    """
    signs = signs_of(value)
    if not re.fullmatch(r"[STFGM]\d{7}[A-Z]", signs):
        return False
    offset, letters = _SG_LETTERS[signs[0]]
    total = weighted(signs[1:8], (2, 7, 6, 5, 4, 3, 2)) + offset
    if signs[0] == "M":
        return letters[10 - total % 11] == signs[8] or letters[total % 11] == signs[8]
    return letters[total % 11] == signs[8]


def kr_resident(value: str) -> bool:
    """Korean resident and foreigner registration number: birthday, sex and century, check digit.

    Numbers given out since October 2020 are random after the seventh digit, so the check digit
    says nothing about people born later, nor about foreigners, who may have come later.
    """
    digits = signs_of(value)
    if not re.fullmatch(r"\d{6}[1-8]\d{6}", digits):
        return False
    century = 1900 if digits[6] in "1256" else 2000
    born = (century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    if not _is_date(*born) or int(digits[7:9]) > 96:
        return False
    if digits[6] in "5678" or born >= (2020, 10, 1):
        return True
    rest = weighted(digits[:12], (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11
    return (11 - rest) % 10 == int(digits[12])


def kr_brn(value: str) -> bool:
    """Korean business number; the last of its ten digits is a check digit."""
    digits = signs_of(value)
    if not re.fullmatch(r"[1-9]\d{9}", digits):
        return False
    total = weighted(digits[:9], (1, 3, 7, 1, 3, 7, 1, 3, 5)) + int(digits[8]) * 5 // 10
    return (10 - total % 10) % 10 == int(digits[9])


def kr_license(value: str) -> bool:
    """Korean driver's license: region 11 to 28, year, serial, check digits."""
    digits = signs_of(value)
    return re.fullmatch(r"\d{12}", digits) is not None and 11 <= int(digits[:2]) <= 28


_IN_PLATE = re.compile(
    r"(?:A[NPRS]|BR|C[GHT]|D[DLN]|G[AJ]|H[PR]|J[HK]|K[AL]|L[AD]|M[HLNPZ]|NL|O[DR]|P[BY]|RJ|SK"
    r"|T[GNRS]|U[AKPT]|WB)\d{1,2}[A-Z]{0,3}\d{4}"
    r"|\d\dBH\d{4}[A-HJ-NP-Z]{1,2}"
)


def in_plate(value: str) -> bool:
    """Indian license plate: state, district, series, number; or of the BH series."""
    return _IN_PLATE.fullmatch(signs_of(value)) is not None


def in_gstin(value: str) -> bool:
    """Indian goods and services tax number: state code, then the holder's PAN, entity, Z, check."""
    signs = signs_of(value)
    return (
        re.fullmatch(r"\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[A-Z\d]", signs) is not None
        and 1 <= int(signs[:2]) <= 37
    )


def pl_id_card(value: str) -> bool:
    """Polish identity card: three letters, a check digit, five digits."""
    signs = signs_of(value)
    if not re.fullmatch(r"[A-Z]{3}\d{6}", signs):
        return False
    return weighted(signs, (7, 3, 1, 0, 7, 3, 1, 7, 3)) % 10 == int(signs[3])


def pl_passport(value: str) -> bool:
    """Polish passport: two letters, a check digit, six digits."""
    signs = signs_of(value)
    if not re.fullmatch(r"[A-Z]{2}\d{7}", signs):
        return False
    return weighted(signs, (7, 3, 0, 1, 7, 3, 1, 7, 3)) % 10 == int(signs[2])


def us_itin(value: str) -> bool:
    """American taxpayer number: 9 first, and in the middle one of the groups given out."""
    digits = signs_of(value)
    if not re.fullmatch(r"9\d{8}", digits) or not has_variety(digits):
        return False
    group = int(digits[3:5])
    return 50 <= group <= 65 or (70 <= group <= 99 and group not in (89, 93))


def za_id(value: str) -> bool:
    """South African identity number; the eleventh digit is 0, 1 or, for refugees, 2."""
    digits = signs_of(value)
    if not re.fullmatch(r"\d{10}[012]\d{2}", digits):
        return False
    month, day = int(digits[2:4]), int(digits[4:6])
    born = any(_is_date(century + int(digits[:2]), month, day) for century in (1900, 2000))
    return born and luhn(digits)


def tr_plate(value: str) -> bool:
    """Turkish license plate: province 01 to 81, letters, digits."""
    found = re.fullmatch(
        r"(\d\d)(?:[A-Z]\d{4,5}|[A-Z]{2}\d{3,4}|[A-Z]{3}\d{2,3}|[A-Z]\d{3})", signs_of(value)
    )
    return found is not None and 1 <= int(found[1]) <= 81


def hk_id(value: str) -> bool:
    """Hong Kong identity card: one or two letters, six digits, a check sign modulo eleven."""
    signs = signs_of(value)
    if not re.fullmatch(r"[A-Z]{1,2}\d{6}[\dA]", signs):
        return False
    body = signs[:-1].rjust(8)
    values = [36 if sign == " " else int(sign, 36) for sign in body]
    total = sum(v * w for v, w in zip(values, range(9, 1, -1), strict=True))
    return (total + int(signs[-1], 16)) % 11 == 0


def ir_melli(value: str) -> bool:
    """Iranian national code: ten digits, the last a remainder by eleven.

    >>> ir_melli("0084575948"), ir_melli("0084575949")
    (True, False)
    """
    digits = signs_of(value)
    if not re.fullmatch(r"\d{10}", digits) or not has_variety(digits):
        return False
    rest = weighted(digits[:9], (10, 9, 8, 7, 6, 5, 4, 3, 2)) % 11
    return int(digits[9]) == (rest if rest < 2 else 11 - rest)


def kw_civil(value: str) -> bool:
    """Kuwaiti civil number: century, birthday, serial, check digit.

    >>> kw_civil("285071912359"), kw_civil("285071912358")
    (True, False)
    """
    digits = signs_of(value)
    if not re.fullmatch(r"[23]\d{11}", digits):
        return False
    year = int(digits[1:3]) + (1900 if digits[0] == "2" else 2000)
    if not _is_date(year, int(digits[3:5]), int(digits[5:7])):
        return False
    rest = weighted(digits[:11], (2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11
    return 11 - rest == int(digits[11])


def kz_iin(value: str) -> bool:
    """Kazakh number of a person (IIN) or firm (BIN): a date, a kind, serial, check digit."""
    digits = signs_of(value)
    if not re.fullmatch(r"\d\d(?:0[1-9]|1[0-2])\d{8}", digits):
        return False
    rest = weighted(digits[:11], (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)) % 11
    if rest == 10:
        rest = weighted(digits[:11], (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
    return rest == int(digits[11])


def has_variety(value: str) -> bool:
    """Whether it is no placeholder: three different digits at least.

    >>> has_variety("60 417 338"), has_variety("00000001")
    (True, False)
    """
    return len(set(filter(str.isdigit, value))) >= 3


_DATE = re.compile(
    r"\d{1,2}[ .\-/]\d{1,2}[ .\-/](?:19|20)?\d\d|(?:19|20)\d\d[ .\-/]\d{1,2}[ .\-/]\d{1,2}"
    r"|(?:19|20)\d\d[ .\-/](?:19|20)\d\d"
)


def id_like(value: str) -> bool:
    """Whether a named run of signs can be a number of someone: no date, no years, no placeholder.

    >>> id_like("A-604-17-338"), id_like("12/05/2024"), id_like("000000")
    (True, False, False)
    """
    count = sum(map(str.isalnum, value))
    return 5 <= count <= 20 and has_variety(value) and _DATE.fullmatch(value) is None


VALIDATORS: dict[str, Callable[[str], bool]] = {
    "de_license": de_license,
    "de_paper": de_paper,
    "de_paper_checked": de_paper_checked,
    "de_pension": de_pension,
    "fi_hetu": fi_hetu,
    "gb_license": gb_license,
    "gb_nino": gb_nino,
    "gb_plate": gb_plate,
    "has_variety": has_variety,
    "hk_id": hk_id,
    "id_like": id_like,
    "in_gstin": in_gstin,
    "in_plate": in_plate,
    "ir_melli": ir_melli,
    "kr_brn": kr_brn,
    "kr_license": kr_license,
    "kr_resident": kr_resident,
    "kw_civil": kw_civil,
    "kz_iin": kz_iin,
    "pl_id_card": pl_id_card,
    "pl_passport": pl_passport,
    "sg_nric": sg_nric,
    "tr_plate": tr_plate,
    "us_itin": us_itin,
    "za_id": za_id,
}
