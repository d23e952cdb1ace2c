"""The documents: every kind in every language, on paper that lasts, in fonts of our own."""

import io
import re

import pikepdf
import pypdfium2
import pytest
from tests.certificates.documents import DOCUMENTS

from zairyu.certificates import press
from zairyu.certificates.kinds import CERTIFIED, LETTERS
from zairyu.words import LANGUAGES

pytestmark = pytest.mark.slow


def text_of(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


def flat(text: str) -> str:
    return "".join(text.split())


def test_there_is_an_example_of_every_kind():
    assert set(DOCUMENTS) == set(CERTIFIED) | set(LETTERS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_document_is_set_in_every_language(kind, language, at):
    data, around = DOCUMENTS[kind]
    pdf = press.document(kind, data, language, at, **around)
    with pikepdf.open(io.BytesIO(pdf)) as file, file.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert meta["pdfuaid:part"] == "1"
        assert file.Root.MarkInfo.Marked
        assert str(file.Root.Lang).startswith("ja")
    words = text_of(pdf)
    assert data["name"] in words
    assert "localhost:8000" in words  # the one address, on everything
    assert "見本 SAMPLE" in words


def test_every_font_is_embedded_and_ours(at):
    for kind, (data, around) in DOCUMENTS.items():
        file = pikepdf.open(io.BytesIO(press.document(kind, data, "ja", at, **around)))
        fonts = [each for each in file.objects if is_font(each)]
        assert fonts
        for font in fonts:
            assert re.search(r"Noto(Sans|Serif)", str(font.BaseFont))
            assert {"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys())


def is_font(thing) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and "/FontDescriptor" in thing


def test_what_must_fit_on_one_page_does(at):
    for kind in (*CERTIFIED, "number-sheet", "fee-order"):
        data, around = DOCUMENTS[kind]
        full = {**data, "name": "N" * 60, "name_own": "本" * 30}
        for language in LANGUAGES:
            pdf = press.document(kind, full, language, at, **around)
            assert len(pypdfium2.PdfDocument(pdf)) == 1, (kind, language)


def test_rare_letters_of_names_are_printed_as_they_are(at):
    data, around = DOCUMENTS["pending"]
    pdf = press.document("pending", {**data, "name_own": "髙橋﨑𠮷"}, "ja", at, **around)
    assert "髙橋﨑𠮷" in flat(text_of(pdf))


@pytest.mark.parametrize("letter", ["ཀ", "ދ", "𓀀"])
def test_a_letter_that_our_fonts_lack_is_an_error_that_names_it(at, letter):
    data, around = DOCUMENTS["pending"]
    with pytest.raises(press.LetterLacking, match=f"^U\\+{ord(letter):04X}$") as lacking:
        press.document("pending", {**data, "name_own": letter}, "ja", at, **around)
    assert lacking.value.letters == {letter}


def test_nobody_is_left_without_a_certificate_for_a_rare_letter(at, caplog):
    data, around = DOCUMENTS["pending"]
    full = {**data, "name_own": "ཀ ཀརྨ"}
    pdf = press.as_far_as_fonts_go("pending", full, "ja", at, **around)
    assert "〓" in text_of(pdf)
    assert "U+0F40" in caplog.text
    assert "ཀརྨ" not in caplog.text


def test_words_of_a_name_never_become_markup(at):
    data, around = DOCUMENTS["pending"]
    name = '#panic("x") *B* $1$ <a> \\ "q" [y] @z'
    pdf = press.document("pending", {**data, "name": name}, "ja", at, **around)
    assert flat(name) in flat(text_of(pdf))


def test_the_pending_certificate_says_until_when_to_whom_and_why(at):
    data, around = DOCUMENTS["pending"]
    words = flat(text_of(press.document("pending", data, "ja-x-easy", at, **around)))
    for said in (
        "2027年2月1日（月）の終わり、または審査の結果の効力が生じる時の、いずれか早い時まで",
        "untiltheendofMon1February2027oruntilthedecisiontakeseffect",
        "あなたは2027年2月1日月曜日（げつようび）まで",
        "金融機関の方へ",
        "期限が過ぎたことだけを理由に、口座の利用や給与の受取りを止めないでください",
        "第20条第6項",
        "78CD",
    ):
        assert said in words, said
    assert "AB12345678CD" not in words


def test_a_receipt_promises_no_stay(at):
    data, around = DOCUMENTS["receipt"]
    words = flat(text_of(press.document("receipt", data, "ja", at, **around)))
    assert "日本に在留できることや働けることを証明するものではありません" in words
    assert "適法に" not in words


def test_a_refusal_names_reasons_and_every_remedy(at):
    data, around = DOCUMENTS["refusal"]
    words = flat(text_of(press.document("refusal", data, "ja", at, **around)))
    for said in (
        "不許可通知書",
        "住民税48,000円",
        "6か月以内に、国を被告として",
        "審査請求はできません",
    ):
        assert said in words, said
    coe = press.document("refusal", {**data, "procedure": "coe"}, "ja", at, **around)
    assert "不交付通知書" in flat(text_of(coe))


def test_a_refusal_points_to_nothing_that_is_not_there(at):
    data, around = DOCUMENTS["refusal"]
    bare = [{"ground": "独立の生計", "fact": "収入がありません。"}]
    for procedure in ("extension", "coe"):
        told = {**data, "procedure": procedure, "grounds": bare}
        words = flat(text_of(press.document("refusal", told, "ja", at, **around)))
        assert "結果が変わりうるもの" not in words
        assert "上の理由となった点を改めて" in words


def test_who_keeps_the_card_is_not_told_to_carry_a_copy(at):
    data, around = DOCUMENTS["return-papers"]
    told = {name: value for name, value in data.items() if name != "office_address"}
    words = flat(text_of(press.document("return-papers", told, "ja", at, **around)))
    assert "写しを持ち歩いて" in words
    assert "港区港南" in words  # the address that the table of offices has
    told["procedure"] = "work-qualification-certificate"
    words = flat(text_of(press.document("return-papers", told, "ja", at, **around)))
    assert "写しを持ち歩いて" not in words


def test_the_list_of_papers_is_exact(at):
    data, around = DOCUMENTS["return-papers"]
    words = flat(text_of(press.document("return-papers", data, "ja", at, **around)))
    assert "1.在留カード（原本）" in words
    assert "2.返信用封筒" in words
    assert "3." not in words
    assert "2026年12月16日（水）" in words


def test_the_fee_order_carries_the_data_of_its_slip(at):
    data, around = DOCUMENTS["fee-order"]
    words = flat(text_of(press.document("fee-order", data, "ja", at, **around)))
    assert "手数料56,550円を、2026年12月16日（水）までに" in words
    assert words.count("P-7K4M-9Q2X-35") == 1
    assert "56,000円" in words


def test_production_prints_no_sample_mark(at, settings):
    settings.ZAIRYU_MODE = "production"
    data, around = DOCUMENTS["coe"]
    assert "SAMPLE" not in text_of(press.document("coe", data, "ja", at, **around))
