"""Postal codes: Japan Post's table, and what is made of it in an address."""

import pytest

from zairyu.questionnaire.check import check
from zairyu.questionnaire.parts import part, part_ids
from zairyu.questionnaire.postal import about, completed, places

CONTACT = {
    "common-extension.postal_code_in_japan": ["135-0064"],
    "common-extension.address_in_japan": ["東京都江東区青海2-7-11"],
    "common-extension.telephone": ["03-1234-5678"],
    "common-extension.cellular_phone": [""],
}


def test_the_table_says_where_it_comes_from_and_is_whole():
    assert "Japan Post" in about()["source"]
    assert about()["as_of"] >= "2026-10"
    assert about()["codes"] > 140_000


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("1350064", ["東京都江東区青海"]),
        ("0600000", ["北海道札幌市中央区"]),
        ("9998531", ["山形県飽海郡遊佐町菅里"]),
        ("1006001", ["東京都千代田区霞が関霞が関ビル1階"]),
        ("1008111", ["東京都千代田区千代田1-1"]),
        ("4980000", ["愛知県弥富市", "三重県桑名郡木曽岬町"]),
        ("0000000", []),
        ("9999999", []),
        ("135006", []),
        ("１３５００６４", []),
        ("", []),
    ],
)
def test_a_code_gives_its_towns(code, expected):
    assert [place.address for place in places(code)] == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", "東京都江東区青海"),
        ("2-7-11 501号室", "東京都江東区青海２－７－１１　５０１号室"),
        ("青海2-7-11", "東京都江東区青海２－７－１１"),
        ("東京都江東区青海２－７", "東京都江東区青海２－７"),
        ("大阪府大阪市北区梅田1", "大阪府大阪市北区梅田１"),
    ],
)
def test_what_was_typed_stays_behind_the_town(typed, expected):
    assert completed(places("1350064")[0], typed) == expected


def test_every_postal_code_of_every_form_fills_an_address(on):
    for id in part_ids():
        for field in part(id, on).fields if part_holds(id, on) else ():
            assert bool(field.fills) == (field.type == "postal-code"), field.key


def part_holds(id, on):
    try:
        part(id, on)
    except Exception:
        return False
    return True


def codes(extension, on, **typed):
    full = CONTACT | {f"common-extension.{name}": [text] for name, text in typed.items()}
    return [one.code for one in check(extension, "contact", full, {}, on, {}).problems]


def test_an_address_elsewhere_than_its_code_is_looked_at_again(extension, on):
    assert "address-other-place" not in codes(extension, on)
    assert "address-other-place" in codes(extension, on, address_in_japan="大阪府大阪市北区１")
    assert "address-other-place" not in codes(extension, on, postal_code_in_japan="000-0000")
    assert "address-other-place" not in codes(extension, on, postal_code_in_japan="999-9999")
