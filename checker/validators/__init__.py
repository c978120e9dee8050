"""Named checks a pattern may ask for: check digits, ranges, whether a date is real.

A pattern says what a value looks like, a validator whether it can be one. Each is one small
function over the value as it was found (folded, separators included) in the manner of
python-stdnum; `stdnum.<country>.<number>` names a module of that library. A pack can name a
validator and never bring one.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Sequence

from checker.validators import (
    accounts,
    identity,
    medical,
    network,
    phone,
    places,
    secrets,
    things,
    wallets,
)
from checker.validators.cards import is_card, is_card_in_words, luhn
from checker.validators.mail import is_email, is_role, is_spaced, is_spelled_out
from checker.validators.signs import signs_of

Validator = Callable[[str], bool]

_STDNUM = re.compile(r"stdnum(?:\.[a-z]{2}_?)?\.[a-z][a-z0-9_]*")


VALIDATORS: dict[str, Validator] = {
    "card": is_card,
    "card_in_words": is_card_in_words,
    "email": is_email,
    "email_role": is_role,
    "email_spaced": is_spaced,
    "email_spelled_out": is_spelled_out,
    "luhn": luhn,
    "phone_american": phone.is_american,
    "phone_business": phone.is_business,
    "phone_international": phone.is_international,
    "phone_own": phone.is_own,
    "phone_plausible": phone.is_plausible,
    "phone_short": phone.is_short,
    **accounts.VALIDATORS,
    **identity.VALIDATORS,
    **medical.VALIDATORS,
    **network.VALIDATORS,
    **places.VALIDATORS,
    **secrets.VALIDATORS,
    **things.VALIDATORS,
    **wallets.VALIDATORS,
}
_REGIONAL: dict[str, Callable[[str, Sequence[str]], bool]] = {
    "phone_bare": phone.is_bare_number,
    "phone_national": phone.is_national,
}


def _stdnum(name: str) -> Validator:
    """A check of python-stdnum, imported when it is first asked.

    Its modules know the usual separators and some only capitals, so the letters and digits alone
    are tried as well. A number of one digit only is a placeholder, whatever its check digit.
    """
    is_valid: Validator | None = None

    def check(value: str) -> bool:
        nonlocal is_valid
        if is_valid is None:
            is_valid = importlib.import_module(name).is_valid
        signs = signs_of(value)
        if len(set(signs)) == 1:
            return False
        return any(map(is_valid, (value, value.upper(), signs)))

    return check


def find_validator(name: str, regions: Sequence[str] = ()) -> Validator:
    """The validator of that name; KeyError where there is none.

    Args:
        name: a key of `VALIDATORS`, or a module of python-stdnum.
        regions: ISO countries whose national phone numbers are tried.
    """
    if _STDNUM.fullmatch(name):
        return _stdnum(name)
    if name in _REGIONAL:
        check = _REGIONAL[name]
        tried = tuple(regions) or phone.DEFAULT_REGIONS
        return lambda value: check(value, tried)
    return VALIDATORS[name]


_FITTING = """card card_in_words luhn iban routing_number clabe npi dea kvnr lanr vin imei iccid
parcel nib nrb rib hungarian_account au_medicare br_cns ontario_health ir_melli kw_civil kz_iin
de_paper_checked de_pension fi_hetu sg_nric kr_brn pl_id_card pl_passport za_id hk_id
base58_wallet bech32_wallet crc_wallet ripple_wallet"""
_PROOFS = {
    **dict.fromkeys(_FITTING.split(), "the check digits fit"),
    **dict.fromkeys(("birth_date", "calendar_date", "date_in_words"), "a real date"),
    **dict.fromkeys(
        ("phone_american", "phone_bare", "phone_international", "phone_national"),
        "a valid phone number",
    ),
    **dict.fromkeys(("random_bare_key", "random_key", "random_wrapped_key"), "it looks random"),
    "checksum": "its checksum fits",
    "wallet_phrase": "the words and their checksum fit",
    "basic_auth": "a name and a password can be read in it",
    "coordinates": "a point on the earth",
    "jwt": "a web token can be read in it",
    "private_address": "an address inside a network",
    "public_address": "an address on the internet",
    "seed_phrase": "as many words as a recovery phrase has",
}
"""What a validator has shown, for people; one that knows a shape alone has shown nothing more."""
_SHAPES = """ad.nrt al.nipt ar.dni at.businessid cr.cpf cr.cpj cr.cr cu.ni de.handelsregisternummer
de.stnr dk.cpr dz.nif eg.tn eu.oss fi.associationid fi.veronumero fo.vn id.nik in_.pan is_.vsk
ke.pin li.peid my.nric nl.identiteitskaartnummer pk.cnic sm.coe tn.mf us.atin us.ein us.ptin
us.ssn"""
_NO_CHECK_DIGIT = frozenset(_SHAPES.split())
"""Modules of python-stdnum that check a shape and no digit."""


def proof(name: str) -> str:
    """What a value has shown that passed this validator, in plain words; empty for a shape."""
    if _STDNUM.fullmatch(name):
        plain = name.removeprefix("stdnum.") in _NO_CHECK_DIGIT
        return "" if plain else "the check digits fit"
    return _PROOFS.get(name, "")


def is_validator(name: str) -> bool:
    """Whether a rule may name it."""
    return name in VALIDATORS or name in _REGIONAL or _STDNUM.fullmatch(name) is not None
