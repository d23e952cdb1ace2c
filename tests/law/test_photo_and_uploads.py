"""The photo and the files: who needs one, how old, which shape, how much."""

from datetime import date
from pathlib import Path

import pytest

from zairyu.law import photo, stay, uploads
from zairyu.law.read import read

CASES = Path(__file__).parent / "cases"
ON = date(2026, 11, 23)
EXAMPLES = read((CASES / "photo.yaml").read_text(encoding="utf-8"))
FILES = read((CASES / "uploads.yaml").read_text(encoding="utf-8"))
day = date.fromisoformat


@pytest.mark.parametrize("case", EXAMPLES["age"], ids=lambda case: case["id"])
def test_a_photo_is_asked_by_age(case):
    required = photo.required(case["procedure"], day(case["birth"]), day(case["filed"]))
    assert required is case["required"]


@pytest.mark.parametrize("case", EXAMPLES["taken"], ids=lambda case: case["id"])
def test_a_photo_must_be_young(case):
    assert stay.photo_age_ok(day(case["taken"]), day(case["filed"])) is case["ok"]


@pytest.mark.parametrize("case", EXAMPLES["shape"], ids=lambda case: case["id"])
def test_a_photo_has_its_shape(case):
    faults = photo.shape_faults(
        case["width"], case["height"], case["head"], case["top"], case["centre_x"], ON
    )
    assert (faults == []) is case["ok"]


def test_certificates_of_employment_and_permits_want_no_photo():
    for procedure in ("work-qualification-certificate", "reentry-permit"):
        assert not photo.required(procedure, date(1990, 1, 1), ON)


def test_a_small_picture_is_told():
    assert "size" in photo.shape_faults(300, 400, 250, 50, 150, ON)


@pytest.mark.parametrize("case", FILES, ids=lambda case: case["id"])
def test_files_fit_or_do_not(case):
    found = uploads.fits(case["file_bytes"], case["photo_bytes"], day(case["on"]))
    assert (found == []) is case["ok"]


@pytest.mark.parametrize(("size", "ok"), [(26214399, True), (26214400, True), (26214401, False)])
def test_the_limit_holds_to_the_byte(size, ok):
    assert (uploads.fits([size - 1000], 1000, ON) == []) is ok


def test_twenty_files_are_taken_and_one_more_is_not():
    assert uploads.fits([1] * 20, 0, ON) == []
    assert uploads.fits([1] * 21, 0, ON) == ["files"]


def test_before_2026_there_was_one_file_and_the_photo_did_not_count():
    before = date(2026, 1, 4)
    assert uploads.fits([10485760], 50000, before) == []
    assert uploads.limits(before).accepts == ("application/pdf",)
