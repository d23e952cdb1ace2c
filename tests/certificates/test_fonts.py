"""Names of people from anywhere are printed in their own letters, in fonts of the project."""

import io

import pikepdf
import pypdfium2
import pytest
from tests.certificates.documents import DOCUMENTS

from zairyu.certificates import press
from zairyu.certificates.setting import INSTEAD

NAMES = {
    "Vietnamese": "Nguyễn Thị Phương Linh",
    "Polish, Turkish, Czech": "Łukasz Şahin Dvořák",
    "Chinese, simplified": "赵钱孙李 龚晓娜",
    "Chinese, traditional": "張國榮 龔曉娜",
    "Japanese, rare": "髙橋﨑𠮷辻",
    "Korean": "김민수 뷁",
    "Nepali, Hindi": "श्रेष्ठ क्षत्रिय",
    "Burmese": "မောင်မောင်ခင်",
    "Thai": "สมชาย ใจดี",
    "Khmer": "សុខ សុភា",
    "Lao": "ສົມສັກ",
    "Sinhala": "ශ්‍රී ලංකා පෙරේරා",
    "Tamil": "தமிழ்ச்செல்வி",
    "Bengali": "মোঃ রহমান",
    "Telugu, Kannada, Malayalam": "తెలుగు ಕನ್ನಡ മലയാളം",
    "Gujarati, Punjabi, Odia": "ગુજરાતી ਪੰਜਾਬੀ ଓଡ଼ିଆ",
    "Arabic, Persian, Urdu": "محمد پارسا ٹیپو",
    "Hebrew": "אברהם כהן",
    "Russian, Ukrainian, Mongolian": "Юлия Їжак Өнөрбат",
    "Greek": "Ελένη Ψυχή",
    "Armenian, Georgian": "Հայկ ქართველი",
    "Amharic": "ኃይለ ሥላሴ",
}


def pending(name: str, at) -> bytes:
    data, around = DOCUMENTS["pending"]
    return press.document("pending", {**data, "name_own": name}, "ja", at, **around)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_printed_in_its_own_letters(name, at):
    pdf = pending(name, at)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert len(file.pages) == 1
    words = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    assert INSTEAD not in words
    assert "\N{REPLACEMENT CHARACTER}" not in words


def test_no_font_of_the_machine_is_looked_for(at, monkeypatch):
    monkeypatch.setenv("TYPST_FONT_PATHS", "/usr/share/fonts")
    with pytest.raises(press.LetterLacking):
        pending("ཀརྨ", at)
