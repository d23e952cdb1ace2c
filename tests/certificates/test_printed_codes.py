"""The two codes of every certified sheet, read by zxing as a phone finds them on paper."""

from functools import cache

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from tests.certificates.documents import CODE, DOCUMENTS, TOKEN

from zairyu.certificates import press, queries
from zairyu.certificates.kinds import CERTIFIED
from zairyu.words import LANGUAGES

pytestmark = pytest.mark.slow
PRINTED = 144 / 72  # a page as a phone held over it sees it


@cache
def sheet(kind: str, language: str, at) -> Image.Image:
    data, around = DOCUMENTS[kind]
    page = pypdfium2.PdfDocument(press.document(kind, data, language, at, **around))[0]
    return page.render(scale=PRINTED).to_pil().convert("RGB")


def turned(page: Image.Image, degrees: float) -> Image.Image:
    return page.rotate(degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)


def halved(page: Image.Image) -> Image.Image:
    return page.resize((page.width // 2, page.height // 2), Image.Resampling.LANCZOS)


def grey(page: Image.Image) -> Image.Image:
    """Return what a tired copier makes of it: no colour, little contrast, a little soft."""
    pale = page.convert("L").point([90 + value // 3 for value in range(256)])
    return pale.filter(ImageFilter.GaussianBlur(0.6))


SEEN = {
    "as printed": lambda page: page,
    "turned by 7 degrees": lambda page: turned(page, 7),
    "on its side": lambda page: turned(page, 90),
    "on its head": lambda page: turned(page, 180),
    "turned by 45 degrees": lambda page: turned(page, 45),
    "halved in size": halved,
    "grey": grey,
    "turned and grey": lambda page: turned(grey(page), -5),
}


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("kind", CERTIFIED)
def test_both_codes_are_read(kind, seen, at):
    found = zxingcpp.read_barcodes(SEEN[seen](sheet(kind, "ja", at)))
    assert {each.text for each in found} == {TOKEN, queries.address(CODE)}


@pytest.mark.parametrize("kind", CERTIFIED)
def test_halved_turned_and_grey_at_once_the_address_is_still_read(kind, at):
    found = zxingcpp.read_barcodes(turned(grey(halved(sheet(kind, "ja", at))), 3))
    assert queries.address(CODE) in {each.text for each in found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_of_holders(language, at):
    found = zxingcpp.read_barcodes(halved(sheet("pending", language, at)))
    assert {each.text for each in found} == {TOKEN, queries.address(CODE)}
