"""Names of people from anywhere are printed in their own letters, in fonts of the project."""

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


def letter(names: list[str], at) -> bytes:
    data, around = DOCUMENTS["return-papers"]
    return press.document("return-papers", {**data, "papers": names}, "ja", at, **around)


def test_names_are_printed_in_their_own_letters(at):
    pdf = letter(list(NAMES.values()), at)
    words = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))
    assert INSTEAD not in words
    assert "\N{REPLACEMENT CHARACTER}" not in words
    for name in ("Nguyễn", "張國榮", "赵钱孙李", "김민수", "สมชาย", "Łukasz", "Өнөрбат"):
        assert name in words


def test_no_font_of_the_machine_is_looked_for(at, monkeypatch):
    monkeypatch.setenv("TYPST_FONT_PATHS", "/usr/share/fonts")
    with pytest.raises(press.LetterLacking):
        letter(["ཀརྨ"], at)
