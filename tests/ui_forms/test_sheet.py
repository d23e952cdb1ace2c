"""The review sheet."""

from datetime import date

import pytest
from tests.markup import tight

from zairyu.questionnaire.form import form
from zairyu.ui.forms import render_sheet

ON = date(2026, 11, 24)
CHANGE = form("change", "engineer-humanities-international", ("extra-status-activity-permit",), ON)
COE = form("coe", "spouse-child-japanese", (), ON)
ANSWERS = {
    "common-change.name": "NGUYEN <THI> LINH",
    "common-change.nationality": "VNM",
    "common-change.date_of_birth": "1995-05-03",
    "common-change.has_family_in_japan": "yes",
    "common-change.family_in_japan": [{"name": "髙﨑　𠮷", "relationship": "father"}],
    "common-change.criminal_record": "no",
    "common-change.criminal_record_detail": "むかしの答え",
    "n-organization.org_name": "青海物産株式会社",
    "n-organization.salary": 280_000,
    "n-organization.activity_details": "設計\n開発",
}


def box(page: str, label: str) -> str:
    """Return the value that stands under a label."""
    return page.split(f'lang="ja">{label}</span>')[1].split("<dd")[1].split("</dd>")[0]


def test_the_sheet_reads_like_the_paper():
    page = render_sheet(CHANGE, ANSWERS, "ja", {})
    assert "別記第三十号様式（第二十条関係）" in page
    assert '<span lang="ja">在留資格変更許可申請書</span>' in page
    assert "Application for Change of Status of Residence" in page
    assert (
        '<span class="sheet__ja" lang="ja">国籍・地域</span> <span class="sheet__en" lang="en">'
        in page
    )
    assert "ベトナム" in box(page, "国籍・地域")
    assert "1995年5月3日 平成7年" in box(page, "生年月日")
    assert "280,000円" in box(page, "給与・報酬（税引き前の支払額）")


def test_every_printed_part_is_on_it_also_what_is_asked_once_only():
    page = render_sheet(CHANGE, ANSWERS, "ja", {})
    for paper in ("申請人等作成用 1", "申請人等作成用 2 N", "所属機関等作成用 1・2 N"):
        assert f">{paper}<" in page
    assert page.count("NGUYEN &lt;THI&gt; LINH") == 3
    assert page.count("青海物産株式会社") == 2


def test_what_is_typed_is_escaped_and_not_translated():
    page = tight(render_sheet(CHANGE, ANSWERS, "ja", {}))
    assert "<THI>" not in page
    assert ' translate="no">NGUYEN' in page
    assert "設計<br>開発" in page


def test_an_empty_optional_box_stays_and_a_missing_answer_is_marked():
    page = render_sheet(CHANGE, ANSWERS, "ja", {})
    assert "（記入なし）" in box(page, "電話番号")
    assert "まだ書いていません" in box(page, "出生地")


def test_an_answer_that_does_not_count_is_not_on_it():
    assert "むかしの答え" not in render_sheet(CHANGE, ANSWERS, "ja", {})


def test_a_question_that_does_not_apply_is_not_on_it():
    assert "うち不交付となった回数" not in render_sheet(
        COE, {"common-coe.past_coe": "no"}, "ja", {}
    )
    assert "うち不交付となった回数" in render_sheet(COE, {"common-coe.past_coe": "yes"}, "ja", {})


def test_a_table_is_a_table():
    page = tight(render_sheet(CHANGE, ANSWERS, "ja", {}))
    assert '<td translate="no">髙﨑　𠮷</td>' in page
    assert '<th scope="col"><span class="sheet__ja" lang="ja">続柄</span>' in page


def test_values_are_in_the_language_and_labels_in_both():
    page = render_sheet(CHANGE, ANSWERS, "en", {})
    assert "Viet Nam" in box(page, "国籍・地域")
    easy = render_sheet(CHANGE, ANSWERS, "ja-x-easy", {})
    assert "<ruby>国籍" in easy


def test_the_decided_purpose_is_printed():
    page = render_sheet(COE, {}, "ja", {})
    assert "日本人の配偶者等" in box(page, "入国目的")


def test_every_block_leads_back_for_a_draft_and_none_after_filing():
    draft = render_sheet(CHANGE, ANSWERS, "ja", {}, change_url=lambda key: f"/sections/{key}/")
    assert '<a href="/sections/person/">身分事項を変更する</a>' in draft
    filed = render_sheet(CHANGE, ANSWERS, "ja", {}, stamp="東オン 7K4M-9Q2X-3")
    assert "<a " not in filed
    assert "東オン 7K4M-9Q2X-3" in filed


def test_the_photo_stands_at_the_head():
    page = render_sheet(CHANGE, ANSWERS, "ja", {}, photo_url="/photo")
    assert '<img class="sheet__photo" src="/photo" alt="写真"' in page


@pytest.mark.parametrize("heading", [2, 3])
def test_headings_are_in_order(heading):
    page = render_sheet(CHANGE, ANSWERS, "ja", {}, heading=heading)
    assert f'<h{heading} id="sheet-h">' in page
    assert f"<h{heading + 1} " in page
    assert f"<h{heading + 2} " in page
    assert f"<h{heading - 1}" not in page
