"""A file or a log line that shows a My Number: pointed out, masked, held nowhere else."""

import logging

import pikepdf
import pytest
from tests.filing.making import drawn, saved

from zairyu.config.logs import WithoutTexts
from zairyu.filing.inspection import inspect
from zairyu.words import my_number

NUMBERS = [
    ("123456789018", True),
    ("1234 5678 9018", True),
    ("1234-5678-9018", True),
    ("マイナンバー：１２３４５６７８９０１８", True),
    ("123456789017", False),
    ("7000012050002", False),  # a corporate number
    ("0312345678", False),
    ("20261124 120000", False),
]


@pytest.mark.parametrize(("text", "found"), NUMBERS)
def test_what_may_be_a_my_number_is_found(text, found):
    assert my_number.is_in(text) is found


def test_of_all_last_digits_one_is_right():
    for start in ("00000000000", "12345678901", "98765432109", "11111111111"):
        assert sum(my_number.may_be_one(start + str(last)) for last in range(10)) == 1


def written(*pages: str) -> bytes:
    document = drawn(len(pages))
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for page, text in zip(document.pages, pages, strict=True):
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        page.Contents = document.make_stream(f"BT /F 12 Tf 50 700 Td ({text}) Tj ET".encode())
    return saved(document)


def test_a_paper_that_shows_one_is_pointed_out_and_taken():
    found = inspect(written("a letter", "My Number 1234 5678 9018"), "a.pdf")
    assert (found.bad, list(found.look)) == ("", [("file.my-number", {"page": 2})])
    assert not inspect(written("account 123456789017"), "a.pdf").look


def test_a_log_line_is_masked_wherever_the_number_came_from():
    record = logging.LogRecord("x", logging.ERROR, "x", 1, "sent %s", ("123456789018",), None)
    assert WithoutTexts().format(record) == "sent ************"
