"""The application form as PDF: order and numbers of the paper, blank where nothing stands."""

import io
from datetime import UTC, date, datetime

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zairyu.certificates import documents
from zairyu.certificates.setting import as_far_as_letters_go
from zairyu.questionnaire.form import asked_now, form, possible
from zairyu.questionnaire.printed import Box, Rows, printed
from zairyu.ui.forms.paper import Copy, paper

ON, AT = date(2026, 11, 24), datetime(2026, 11, 24, 3, tzinfo=UTC)
SPOUSE = form("coe", "spouse-child-japanese", (), ON)
ENGINEER = form("change", "engineer-humanities-international", ("reentry-permit",), ON)
SKILLED = form("change", "specified-skilled-worker-1", (), ON)

# What a reader with the paper beside it finds from top to bottom.
ORDER = [
    (
        SPOUSE,
        [
            "別記第六号の三様式",
            "在留資格認定証明書交付申請書",
            "申請人等作成用1",
            "1国籍・地域",
            "2生年月日",
            "3氏名",
            "4性別",
            "5出生地",
            "6配偶者の有無",
            "7職業",
            "8本国における居住地",
            "9日本における連絡先",
            "10(1)旅券",
            "11入国目的",
            "日本人の配偶者等",
            "13上陸予定港",
            "17過去の出入国歴",
            "19犯罪を理由とする処分",
            "20退去強制",
            "21在日親族",
            "申請人等作成用2・3T",
            "22身分又は地位",
            "25滞在費支弁方法等",
            "26扶養者",
            "27在日身元保証人",
            "28申請人",
            "在留資格認定証明書の受領方法",
        ],
    ),
    (
        ENGINEER,
        [
            "別記第三十号様式",
            "在留資格変更許可申請書",
            "申請人等作成用1",
            "1国籍・地域",
            "3氏名",
            "12在留カード番号",
            "13希望する在留資格",
            "14変更の理由",
            "16在日親族",
            "続柄",
            "申請人等作成用2N",
            "所属機関等作成用1・2N",
            "別記第四十号様式",
            "再入国許可申請書",
            "申請人等作成用",
        ],
    ),
    (
        SKILLED,
        [
            "在留資格変更許可申請書",
            "3氏名",
            "申請人等作成用2・3V",
            "17特定技能所属機関",
            "18技能水準",
            "19日本語能力",
            "所属機関等作成用",
        ],
    ),
]
ANSWERS = {
    "common-change.name": "NGUYEN THI LINH",
    "common-change.nationality": "VNM",
    "common-change.date_of_birth": "1995-05-03",
    "common-change.has_family_in_japan": "yes",
    "common-change.family_in_japan": [{"name": "髙﨑　𠮷", "relationship": "father"}],
    "common-change.criminal_record": "no",
    "common-change.criminal_record_detail": "むかしの答え",
    "common-change.reason": "一行目\n二行目",
}


def set_form(each, answers=None, **more) -> bytes:
    return as_far_as_letters_go("form.typ", paper(each, answers or {}, {}, Copy(AT, **more)), AT)


def flat(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


@pytest.mark.parametrize(("each", "order"), ORDER, ids=["spouse", "engineer", "skilled"])
def test_the_paper_is_read_in_its_order_with_its_numbers(each, order):
    words, place = flat(set_form(each)), 0
    for said in order:
        assert said in words[place:], said
        place = words.index(said, place)


def test_answers_stand_in_their_boxes_in_both_languages_and_calendars():
    words = flat(set_form(ENGINEER, ANSWERS))
    for said in (
        "Nationality/RegionベトナムVietNam",
        "Dateofbirth1995年5月3日平成7年",
        "NGUYENTHILINH",
        "髙﨑𠮷",
        "父Father",
        "一行目二行目",
    ):
        assert said in words, said
    assert "むかしの答え" not in words


def test_what_the_answers_leave_out_stands_blank_and_what_cannot_apply_does_not():
    words = flat(set_form(ENGINEER, ANSWERS))
    assert "15具体的内容Detail" in words
    assert "派遣先" in words
    assert "代理人" not in words  # nobody files for this applicant
    assert "代理人" in flat(set_form(SPOUSE))


def test_a_draft_says_so_across_the_page_and_a_filed_one_its_number_and_time():
    draft = flat(set_form(ENGINEER, ANSWERS))
    assert "これは下書きです。まだ申請していません。" in draft
    assert "下書きDRAFT" in draft
    filed = flat(set_form(ENGINEER, number="東オン 7K4M-9Q2X-3", filed_at=AT, law="2026-11-23.ab"))
    assert "受付番号東オン7K4M-9Q2X-3" in filed
    assert "2026年11月24日（火）12時00分" in filed
    assert "2026-11-23.ab" in filed
    assert "下書き" not in filed


def test_it_is_kept_for_long_and_read_aloud():
    with pikepdf.open(io.BytesIO(set_form(SKILLED))) as file, file.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "A")
        assert meta["pdfuaid:part"] == "1"
        assert file.Root.MarkInfo.Marked


def test_a_letter_that_the_fonts_lack_leaves_nobody_without_a_copy():
    assert "〓" in flat(set_form(ENGINEER, {"common-change.occupation": "བོད"}))


def test_words_never_become_markup():
    name = '#panic("x")*B*$1$<a>'
    assert name in flat(set_form(ENGINEER, {"common-change.occupation": name}))


@pytest.mark.slow
def test_a_child_process_sets_it_and_one_that_dawdles_is_a_refusal(monkeypatch):
    filled = paper(SPOUSE, {}, {}, Copy(AT))
    assert documents.form_pdf(filled, AT).startswith(b"%PDF")
    monkeypatch.setattr(documents, "SECONDS", 0.0)
    with pytest.raises(documents.CannotPrint):
        documents.form_pdf(filled, AT)


def _answers(data, each):
    return {
        one.key: data.draw(
            st.sampled_from([choice.value for choice in one.choices] or ["yes", "no"])
        )
        for one in each.fields.values()
        if one.type in ("choice", "yes-no") and data.draw(st.booleans())
    }


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_what_cannot_apply_is_printed_nowhere_and_all_that_is_asked_is(data):
    each = data.draw(st.sampled_from([SPOUSE, ENGINEER, SKILLED]))
    context = {"filed_by_agent": data.draw(st.booleans())}
    answers = _answers(data, each)
    asked, can = asked_now(each, answers, context), possible(each, context)
    for whole in (False, True):
        keys = {
            each.taken.get(item.field.key, item.field.key)
            for part in printed(each, answers, context, whole=whole)
            for section in part.sections
            for item in section.items
            if isinstance(item, Box | Rows)
        }
        assert keys <= (asked.keys() | can.keys() if whole else asked.keys()) | each.given.keys()
        assert asked.keys() <= keys | {key for key, one in asked.items() if one.asked != "page"}
