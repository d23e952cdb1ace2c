"""The case on one screen, and that every look at it stands in the record."""

import pytest

from zairyu.audit import queries as audit
from zairyu.desk import opened
from zairyu.filing import queries as filed


def _reads(case):
    return [(row.verb, row.by) for row in audit.reads_of(f"case:{case.key}")]


def test_opening_a_case_is_recorded(enter, sato, case):
    assert enter(sato).get(f"/desk/cases/{case.key}/").status_code == 200
    assert _reads(case) == [("read-case", sato.key)]


def test_the_screen_shows_answers_papers_deadlines_history(enter, sato, case):
    page = enter(sato).get(f"/desk/cases/{case.key}/").content.decode()
    assert "NGUYEN THI LINH" in page
    assert "就労資格証明書交付申請書" in page
    assert "退職証明書" in page
    assert "2026年11月14日（土）" in page
    assert page.count("未開封") == 4


def test_a_page_of_a_paper_is_a_picture_and_the_look_is_recorded(enter, sato, case):
    upload = filed.uploads_of_submission(case.submission_id)[0]
    answer = enter(sato).get(f"/desk/cases/{case.key}/files/{upload.key}/1")
    assert answer["Content-Type"] == "image/webp"
    assert answer.content[8:12] == b"WEBP"
    assert "no-store" in answer["Cache-Control"]
    row = audit.reads_of(f"case:{case.key}")[0]
    assert (row.verb, row.by, row.ids["upload"]) == ("read-paper", sato.key, upload.key)


def test_a_page_that_a_paper_does_not_have_does_not_exist(enter, sato, case):
    upload = filed.uploads_of_submission(case.submission_id)[0]
    client = enter(sato)
    assert client.get(f"/desk/cases/{case.key}/files/{upload.key}/2").status_code == 404
    assert client.get(f"/desk/cases/{case.key}/files/{upload.key}/0").status_code == 404


def test_a_file_is_saved_under_a_name_that_says_nothing_of_the_person(enter, sato, case):
    upload = filed.uploads_of_submission(case.submission_id)[0]
    answer = enter(sato).get(f"/desk/cases/{case.key}/files/{upload.key}")
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == f'attachment; filename="{upload.key}.pdf"'


def test_who_opened_a_paper_is_shown_and_counted_per_person(enter, sato, mori, case):
    upload = filed.uploads_of_submission(case.submission_id)[0]
    enter(sato).get(f"/desk/cases/{case.key}/files/{upload.key}/1")
    papers = opened.papers_of(case, "ja")
    assert [seen.who for seen in papers[0].seen] == ["SATO"]
    assert len(opened.unopened_by(papers, sato.key)) == 3
    assert len(opened.unopened_by(papers, mori.key)) == 4


def test_the_chosen_paper_is_in_the_viewer(enter, sato, case):
    upload = filed.uploads_of_submission(case.submission_id)[0]
    client = enter(sato)
    page = client.get(f"/desk/cases/{case.key}/?paper={upload.key}&page=99").content.decode()
    assert f"/desk/cases/{case.key}/files/{upload.key}/1" in page
    assert "1/1ページ" in page


def test_a_letter_that_is_not_of_the_case_does_not_exist(enter, sato, case):
    assert enter(sato).get(f"/desk/cases/{case.key}/letters/unknown").status_code == 404


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_the_screen_speaks_every_language(enter, mori, recommended, language):
    client = enter(mori, language=language)
    for page in ("", "decision"):
        assert client.get(f"/desk/cases/{recommended.key}/{page}").status_code == 200


def test_messages_are_read_once_the_case_is_opened(enter, sato, linh, examined, at):
    from zairyu.casework import actions as office
    from zairyu.casework import queries
    from zairyu.demo import play

    office.write_to_office(examined.key, "いつ終わりますか。", by=linh, at=at)
    client = enter(sato)
    assert "新しい連絡 1" in client.get("/desk/?list=mine").content.decode()
    assert "いつ終わりますか。" in client.get(f"/desk/cases/{examined.key}/").content.decode()
    assert play.fresh(examined).unread_office == 0
    assert queries.messages_of(examined)[0].read_at is not None
    assert "新しい連絡" not in client.get("/desk/?list=mine").content.decode()
