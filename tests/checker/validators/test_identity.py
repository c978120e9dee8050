from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.validators import find_validator, identity

VALID = {
    "de_license": ["B072RRE2I55", "DO12345678Z"],
    "de_paper": ["L2R47K9T1", "l2r47k9t1", "T22CFGH19", "T22CFGH197"],
    "de_pension": ["65 180375 K 000", "65180375K000"],
    "fi_hetu": ["140687-903E", "140687X903E", "1 4 0 6 8 7 - 9 0 3 E"],
    "gb_license": ["WREN9 703215 K99AB", "wren9703215k99ab", "WREN9 753215 K99AB 01"],
    "gb_nino": ["SK 13 57 90 B", "sk135790b", "SK135790"],
    "gb_plate": ["AB12 CDE", "AB62CDE", "P456 ABC", "ABC 123P"],
    "hk_id": ["A123456(3)", "C123456 9"],
    "in_gstin": ["27KLMPN4321Q1Z5"],
    "in_plate": ["KA 05 MB 4321", "MH-12-4321", "22 BH 4321 A"],
    "ir_melli": ["0084575948", "008-457594-8"],
    "kr_brn": ["204-81-77361"],
    "kr_license": ["11-22-654321-09"],
    "kr_resident": ["850312-1000019", "850312-5123456", "210312-3123456"],
    "kw_civil": ["285071912359", "290010143214"],
    "kz_iin": ["900314350011", "900314 350021", "900314100308"],
    "pl_id_card": ["AKD 054321"],
    "sg_nric": ["S7461838C", "s7461838c"],
    "tr_plate": ["34 KLM 21", "06 A 123", "81 AB 1234"],
    "us_itin": ["912-75-4321", "912514321"],
    "za_id": ["850312 5000 08 8"],
}
INVALID = {
    "de_license": ["12345678901", "B07"],
    "de_paper": ["ABCDEFGHI", "L2R47K9T", "T22CFGH198", "CFGHJKLMN"],
    "de_pension": ["65 180375 K 001", "65 190075 K 000", "65 1803751 000"],
    "fi_hetu": ["140687-903F", "310287-903E", "140687*903E"],
    "gb_license": ["WREN9 713215 K99AB", "WR9EN 703215 K99AB", "WREN9 703325 K99AB"],
    "gb_nino": ["BG 13 57 90 B", "DK 13 57 90 B", "SK 13 57 90 E", "SK 13 57 9 B"],
    "gb_plate": ["AB35 CDE", "IB12 CDE", "AB1 CDE"],
    "hk_id": ["A123456(4)", "ABC123456(3)"],
    "in_gstin": ["00KLMPN4321Q1Z5", "38KLMPN4321Q1Z5", "27KLMPN4321Q1X5"],
    "in_plate": ["XX 05 MB 4321", "KA 05 MB 43"],
    "ir_melli": ["0084575949", "1111111111", "008457594"],
    "kr_brn": ["204-81-77362", "004-81-77363"],
    "kr_license": ["10-22-654321-09", "29-22-654321-09"],
    "kr_resident": ["850312-1000010", "851312-1000016", "850312-9000016", "850312-5993456"],
    "kw_civil": ["285071912358", "285131912359", "485071912359"],
    "kz_iin": ["900314350013", "901314350012"],
    "pl_id_card": ["AKD 154321", "AK 654321"],
    "sg_nric": ["S7461838D", "A7461838C", "S746183C"],
    "tr_plate": ["82 KLM 21", "00 A 123", "34 KLMN 21"],
    "us_itin": ["912-66-4321", "812-75-4321", "999-99-9999"],
    "za_id": ["850312 5000 08 7", "851312 5000 08 8", "850312 5000 38 8"],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in VALID.items() for v in values])
def test_a_number_that_can_exist_is_accepted_however_it_is_spaced(name: str, value: str) -> None:
    assert identity.VALIDATORS[name](value)


@pytest.mark.parametrize(
    ("name", "value"), [(n, v) for n, values in INVALID.items() for v in values]
)
def test_a_number_that_cannot_exist_is_refused(name: str, value: str) -> None:
    assert not identity.VALIDATORS[name](value)


@given(st.text(max_size=30))
def test_no_text_makes_a_check_fail(text: str) -> None:
    for check in identity.VALIDATORS.values():
        assert check(text) in (True, False)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("stdnum.pl.nip", "pl 675.531.38.28", True),
        ("stdnum.ie.pps", "7 0 1 2 3 4 5 w", False),
        ("stdnum.br.cpf", "111.111.111-11", False),
        ("stdnum.us.ein", "00-0000000", False),
    ],
)
def test_a_module_of_stdnum_is_asked_for_the_signs_alone(
    name: str, value: str, expected: bool
) -> None:
    assert find_validator(name)(value) is expected


@pytest.mark.parametrize("value", ["000000", "111-111", "12/05/2024", "2024-12-05", "1999-2003"])
def test_a_date_or_a_placeholder_is_not_taken_for_a_named_number(value: str) -> None:
    assert not identity.id_like(value)
