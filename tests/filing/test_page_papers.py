"""Papers and photo through the door: what is told, what is kept, what is handed back."""

import re

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.filing.making import exactly, pdf, photo

from zairyu.audit.queries import rows_of
from zairyu.filing.models import Upload

LIMIT = 26_214_400


@pytest.fixture
def browser(client, linh):
    client.force_login(linh)
    return client


@pytest.fixture
def home(draft):
    return f"/drafts/{draft.key}/"


def text(answer):
    return re.sub(r"<[^>]+>", "", answer.content.decode())


def file(data, name="納税証明書.pdf", kind="application/pdf"):
    return SimpleUploadedFile(name, data, content_type=kind)


def send(browser, home, *files, slot="paper:other"):
    return browser.post(f"{home}papers/", {"slot": slot, "paper": list(files)})


def answer_questions(browser, home):
    said = {
        "fact.organisation_category": "3",
        "fact.role": "officer",
        "fact.meets_criteria_of_2025": "yes",
        "fact.business_needs_permit": "no",
        "fact.business_newly_started": "no",
        "fact.papers_in_foreign_language": "no",
        "fact.name_differs_from_certificates": "no",
        "go": "next",
    }
    for _ in range(3):
        answer = browser.post(f"{home}papers/questions", said)
    return answer


def test_a_paper_is_sent_seen_and_taken_out_and_put_back(browser, home):
    answer = send(browser, home, file(pdf(2)))
    assert answer["Location"] == f"{home}papers/?saved#paper-other"
    page = browser.get(f"{home}papers/")
    upload = Upload.objects.get()
    assert "納税証明書.pdf" in text(page)
    assert "読めます（2ページ" in text(page)
    assert f"{home}papers/{upload.key}/2/picture" in page.content.decode()
    gone = browser.post(f"{home}papers/{upload.key}/remove")
    told = browser.get(gone["Location"])
    assert "「納税証明書.pdf」を外しました。" in text(told)
    assert f'action="{home}papers/{upload.key}/restore"' in told.content.decode()
    browser.post(f"{home}papers/{upload.key}/restore")
    assert "読めます（2ページ" in text(browser.get(f"{home}papers/"))


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "中身が空です"),
        (pdf(1, encryption=pikepdf.Encryption(owner="a", user="b")), "パスワードがかかっている"),
        (b"PK\x03\x04 a word file", "PDFでもJPEG・PNGの画像でもありません"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_mend_at_its_place(browser, home, data, told):
    send(browser, home, file(pdf(), "good.pdf"))
    answer = send(browser, home, file(data))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert told in text(answer)
    assert 'id="paper-other-problem"' in page
    assert 'href="#paper-other"' in page
    assert "good.pdf" in page
    assert Upload.objects.count() == 1


def test_of_several_files_the_good_ones_are_kept(browser, home):
    answer = send(browser, home, file(pdf(), "good.pdf"), file(b"", "empty.pdf"))
    assert answer.status_code == 422
    assert "「empty.pdf」は中身が空です" in text(answer)
    assert Upload.objects.count() == 1


def test_no_file_chosen_is_told(browser, home):
    answer = browser.post(f"{home}papers/", {"slot": "paper:other"})
    assert answer.status_code == 422
    assert "ファイルを選んでください" in text(answer)


@pytest.mark.parametrize(("more", "status"), [(-1, 302), (0, 302), (1, 422)])
def test_all_files_together_may_have_26214400_bytes(browser, home, more, status):
    assert send(browser, home, file(exactly(14_000_000), "one.pdf")).status_code == 302
    answer = send(browser, home, file(exactly(LIMIT - 14_000_000 + more), "two.pdf"))
    assert answer.status_code == status
    if status == 422:
        assert "残りは11.6MBです" in text(answer)
        assert "one.pdf" in text(answer)


def test_one_file_beyond_everything_is_told_without_being_looked_into(browser, home):
    answer = send(browser, home, file(b"%PDF-" + b"0" * LIMIT))
    assert answer.status_code == 422
    assert "残りは25MBです" in text(answer)


def test_questions_bring_further_questions_and_decide_the_papers(browser, home):
    first = browser.get(f"{home}papers/questions")
    assert "カテゴリー" in text(first)
    assert 'name="fact.role"' not in first.content.decode()
    more = browser.post(
        f"{home}papers/questions",
        {"fact.organisation_category": "3", "go": "next", "shown": "fact.organisation_category"},
    )
    assert more.status_code == 200
    assert 'name="fact.role"' in more.content.decode()
    done = answer_questions(browser, home)
    assert done["Location"] == f"{home}papers/?saved"
    told = text(browser.get(f"{home}papers/"))
    assert "登記事項証明書" in told
    assert "必須の資料" in told


def test_a_question_left_open_is_told_at_its_place(browser, home):
    answer = browser.post(
        f"{home}papers/questions", {"shown": ["fact.organisation_category"], "go": "next"}
    )
    assert answer.status_code == 422
    assert 'href="#fact-organisation_category"' in answer.content.decode()


def test_an_answer_that_is_no_choice_is_not_kept(browser, home, linh):
    from zairyu.filing import queries

    browser.post(f"{home}papers/questions", {"fact.organisation_category": "9", "fact.spy": "1"})
    draft = queries.draft_of(linh, home.split("/")[2])
    assert queries.content_of(draft).facts == {}


def test_a_page_is_a_picture_and_looking_at_it_large_stands_in_the_record(browser, home, linh):
    send(browser, home, file(pdf(2)))
    upload = Upload.objects.get()
    small = browser.get(f"{home}papers/{upload.key}/1/picture")
    assert small["Content-Type"] == "image/webp"
    before = len(list(rows_of(f"person:{linh.key}")))
    assert browser.get(f"{home}papers/{upload.key}/1/picture?w=wide").status_code == 200
    assert browser.get(f"{home}papers/{upload.key}/file").status_code == 200
    verbs = [row.verb for row in rows_of(f"person:{linh.key}")][before:]
    assert verbs == ["read-paper", "read-paper"]
    assert browser.get(f"{home}papers/{upload.key}/3/picture").status_code == 404
    assert browser.get(f"{home}papers/{upload.key}/2").status_code == 200
    assert browser.get(f"{home}papers/nothing/1").status_code == 404


def test_a_file_comes_back_as_sent_and_cannot_run(browser, home):
    send(browser, home, file(pdf(1)))
    upload = Upload.objects.get()
    answer = browser.get(f"{home}papers/{upload.key}/file")
    assert answer.content == pdf(1)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_photo_is_sent_moved_by_buttons_and_settled_without_script(browser, home):
    page = f"{home}photo"
    sent = browser.post(page, {"send": "yes", "photo": file(photo(), "me.jpg", "image/jpeg")})
    assert sent.status_code == 302
    before = browser.get(f"{home}photo/picture").content
    moved = browser.post(page, {"move": "larger", "zoom": "100", "x": "0", "y": "0"})
    assert moved.status_code == 302
    assert Upload.objects.get(slot="photo-original").frame["zoom"] == 110
    browser.post(page, {"move": "up", "zoom": "110", "x": "0", "y": "0"})
    assert Upload.objects.get(slot="photo-original").frame == {"zoom": 110, "x": 0, "y": -10}
    assert browser.get(f"{home}photo/picture").content != before
    asked = browser.post(page, {"use": "yes"})
    assert asked.status_code == 422
    assert "6か月以内に撮影した" in text(asked)
    assert browser.post(page, {"use": "yes", "recent": "yes"}).status_code == 302
    assert Upload.objects.get(slot="photo").frame["zoom"] == 110
    assert "この写真を出します" in text(browser.get(f"{page}?saved"))
    browser.post(page, {"remove": "yes"})
    assert not Upload.objects.filter(slot="photo", removed_at=None).exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (pdf(), "PDFでは受け取れません"),
        (b"", "空です"),
        (b"hello", "写真として開けません"),
        (photo(200, 300), "小さすぎます（横200×縦300ピクセル）"),
    ],
)
def test_what_is_wrong_with_a_photo_is_told(browser, home, data, told):
    answer = browser.post(f"{home}photo", {"send": "yes", "photo": file(data, "me.jpg")})
    assert answer.status_code == 422
    assert told in text(answer)
    assert 'id="photo-problem"' in answer.content.decode()
    assert not Upload.objects.exists()


def test_moving_nonsense_moves_nothing(browser, home):
    browser.post(f"{home}photo", {"send": "yes", "photo": file(photo(), "me.jpg")})
    browser.post(f"{home}photo", {"move": "away", "zoom": "1e9", "x": "--3", "y": "９"})
    assert Upload.objects.get().frame == {"zoom": 100, "x": 0, "y": 0}


def test_a_photo_that_was_not_sent_is_not_found(browser, home):
    assert browser.get(f"{home}photo/picture").status_code == 404
    assert browser.post(f"{home}photo", {"move": "up"}).status_code == 404


def test_an_upload_asks_the_database_little(browser, home, settings, django_assert_max_num_queries):
    settings.ZAIRYU_CLOCK = "zairyu.ui.clock.system"
    send(browser, home, file(pdf()))
    with django_assert_max_num_queries(12):
        assert send(browser, home, file(pdf())).status_code == 302
