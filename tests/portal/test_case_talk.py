"""Papers asked for are answered one by one; messages reach the officer; nothing is lost."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.casework.office import fresh
from tests.filing.making import pdf

from zairyu.casework import actions, queries
from zairyu.casework.actions import ItemAsked

pytestmark = pytest.mark.django_db
TAX = ItemAsked("住民税の納税証明書", "納税の状況を確かめるため")
WORDS = ItemAsked("転職の理由", "経緯を確かめるため", kind="text")


@pytest.fixture
def asked(lodged, cast, at):
    case = lodged()
    actions.start_examination(case.key, by=cast.sato, at=at)
    actions.request_documents(
        case.key, [TAX, WORDS], date(2026, 12, 8), "二点お願いします。", by=cast.sato, at=at
    )
    return fresh(case)


def items(case):
    return queries.requests_of(case)[0].items


def send(client, case, **sent):
    """Press a button of the page; `paper` and `text` go to the item they are for."""
    key = sent.pop("item", "")
    named = {"paper": f"paper.{key}", "text": f"text.{key}"}
    posted = {named.get(name, name): value for name, value in sent.items()}
    return client.post(f"/cases/{case.key}/requests", posted)


def paper(data=None, name="納税証明書.pdf"):
    return SimpleUploadedFile(name, pdf() if data is None else data, "application/pdf")


def test_it_says_what_why_and_until_when(linh, asked):
    html = linh.get(f"/cases/{asked.key}/requests").content.decode()
    for words in ("住民税の納税証明書", "納税の状況を確かめるため", "二点お願いします。"):
        assert words in html
    assert "2026年12月8日（火）まで・あと14日" in html
    assert "まだ入っていない資料が2つあります" in html
    assert 'value="hand-in"' not in html


def test_each_item_is_answered_and_then_all_is_handed_in(linh, asked):
    file, words = items(asked)
    assert send(linh, asked, do="send", item=file.key, paper=paper()).status_code == 302
    html = linh.get(f"/cases/{asked.key}/requests").content.decode()
    assert "送ったファイル 1（1ページ）" in html
    assert send(linh, asked, do="send", item=words.key, text="移転です。").status_code == 302
    html = linh.get(f"/cases/{asked.key}/requests").content.decode()
    assert "移転です。" in html
    assert "まだ提出していません" in html
    answer = linh.post(f"/cases/{asked.key}/requests", {"do": "hand-in"}, follow=True)
    assert "資料を提出しました。" in answer.content.decode()
    assert fresh(asked).state == "additional-documents-received"


def test_handing_in_twice_is_told_and_changes_nothing(linh, asked):
    file, words = items(asked)
    send(linh, asked, do="send", item=file.key, paper=paper())
    send(linh, asked, do="send", item=words.key, text="移転です。")
    assert send(linh, asked, do="hand-in").status_code == 302
    again = linh.post(f"/cases/{asked.key}/requests", {"do": "hand-in"}, follow=True)
    assert again.status_code == 200
    assert "資料のお願いは、すでに終わっています" in again.content.decode()
    assert fresh(asked).state == "additional-documents-received"


def test_without_a_file_the_place_says_so(linh, asked):
    file, _ = items(asked)
    answer = send(linh, asked, do="send", item=file.key)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert html.count("送るファイルを選んでください。") == 2  # in the summary and at the field
    assert f'href="#request-{file.key}"' in html
    assert f'id="request-{file.key}"' in html


def test_a_file_that_cannot_be_read_is_told_at_its_item(linh, asked):
    file, words = items(asked)
    send(linh, asked, do="send", item=words.key, text="移転です。")
    answer = send(linh, asked, do="send", item=file.key, paper=paper(b"not a paper"))
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="request-{file.key}-problem"' in html
    assert "移転です。" in html


def test_a_file_over_the_limit_is_refused_before_it_is_read(linh, asked, monkeypatch):
    file, _ = items(asked)
    monkeypatch.setattr(
        "zairyu.portal.views.talk.too_much", lambda *given: actions_problem(given[2])
    )
    monkeypatch.setattr(actions, "answer_item", None)
    assert send(linh, asked, do="send", item=file.key, paper=paper()).status_code == 422


def actions_problem(slot):
    from zairyu.law.problem import Problem

    return Problem("file.total-too-large", at=slot, params={"left": "0"})


def test_an_empty_answer_is_told_at_its_item(linh, asked):
    file, words = items(asked)
    send(linh, asked, do="send", item=file.key, paper=paper())
    answer = send(linh, asked, do="send", item=words.key, text=" ")
    assert answer.status_code == 422
    assert f'id="item-{words.key}-problem"' in answer.content.decode()


def test_a_file_can_be_taken_out_until_all_is_handed_in(linh, asked):
    file, words = items(asked)
    send(linh, asked, do="send", item=file.key, paper=paper())
    send(linh, asked, do="send", item=words.key, text="移転です。")
    upload = items(asked)[0].uploads[0]
    assert send(linh, asked, remove=upload.key).status_code == 302
    assert items(asked)[0].uploads == []
    answer = linh.post(f"/cases/{asked.key}/requests", {"do": "hand-in"})
    assert answer.status_code == 422
    assert fresh(asked).state == "additional-documents-requested"


def test_a_file_that_was_handed_in_stays(linh, asked, cast, at):
    file, words = items(asked)
    send(linh, asked, do="send", item=file.key, paper=paper())
    send(linh, asked, do="send", item=words.key, text="移転です。")
    send(linh, asked, do="hand-in")
    upload = items(asked)[0].uploads[0]
    again = linh.post(f"/cases/{asked.key}/requests", {"remove": upload.key}, follow=True)
    assert "資料のお願いは、すでに終わっています" in again.content.decode()
    assert len(items(asked)[0].uploads) == 1


def test_one_gets_back_what_one_sent_and_nobody_else_does(linh, client, asked, cast):
    file, _ = items(asked)
    send(linh, asked, do="send", item=file.key, paper=paper())
    upload = items(asked)[0].uploads[0]
    answer = linh.get(f"/cases/{asked.key}/files/{upload.key}")
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == "attachment"
    client.force_login(cast.mallory)
    assert client.get(f"/cases/{asked.key}/files/{upload.key}").status_code == 404


@pytest.mark.parametrize("do", ["send", "hand-in"])
def test_a_stranger_can_do_nothing(client, cast, asked, do):
    file, _ = items(asked)
    client.force_login(cast.mallory)
    assert send(client, asked, do=do, item=file.key, text="x").status_code == 404
    assert send(client, asked, remove="x").status_code == 404


def test_a_file_that_does_not_exist_cannot_be_taken_out(linh, asked):
    assert send(linh, asked, remove="nothing").status_code == 404


def test_an_item_that_is_not_asked_for_takes_nothing_in(linh, asked):
    answer = send(linh, asked, do="send", item="nothing", paper=paper())
    assert answer.status_code == 422
    assert all(item.uploads == [] for item in items(asked))


def test_whatever_button_is_pressed_what_was_typed_is_kept(linh, asked):
    file, words = items(asked)
    sent = {"do": "send", f"paper.{file.key}": paper(), f"text.{words.key}": "移転です。"}
    assert linh.post(f"/cases/{asked.key}/requests", sent).status_code == 302
    assert [bool(item.uploads or item.answer) for item in items(asked)] == [True, True]


def test_what_was_typed_stands_there_when_the_file_was_wrong(linh, asked):
    file, words = items(asked)
    sent = {"do": "send", f"paper.{file.key}": paper(b"x"), f"text.{words.key}": "移転です。"}
    answer = linh.post(f"/cases/{asked.key}/requests", sent)
    assert answer.status_code == 422
    assert "移転です。</textarea>" in answer.content.decode()
    assert items(asked)[1].answer == "移転です。"


def test_switching_the_language_keeps_an_answer_that_is_begun(linh, asked):
    _, words = items(asked)
    sent = {"lang": "en", f"text.{words.key}": "途中まで"}
    html = linh.post(f"/cases/{asked.key}/requests", sent).content.decode()
    assert "途中まで</textarea>" in html
    assert "Papers we ask for" in html
    assert items(asked)[1].answer == ""


def test_an_unknown_verb_does_nothing(linh, asked):
    assert send(linh, asked, do="refuse").status_code == 422
    assert fresh(asked).state == "additional-documents-requested"


def test_late_papers_are_welcome(client, cast, asked, clock):
    clock.move_to("2026-12-10T03:00:00Z")
    client.force_login(cast.linh)
    html = client.get(f"/cases/{asked.key}/requests").content.decode()
    assert "期限を過ぎましたが、結果が出るまでは受け取ります" in html


def test_more_time_is_asked_for_in_a_message_that_is_begun(linh, asked):
    html = linh.get(f"/cases/{asked.key}/messages?about=more-time").content.decode()
    assert "お願いされた資料の期限を延ばしてください" in html


def test_a_message_reaches_the_officer_once(linh, asked):
    answer = linh.post(f"/cases/{asked.key}/messages", {"text": "住所が変わりました。"})
    assert answer.status_code == 302
    html = linh.get(f"/cases/{asked.key}/messages").content.decode()
    assert "送りました。" in html
    assert "まだ読まれていません" in html
    assert fresh(asked).unread_office == 1


def test_an_endless_message_comes_back_with_its_text(linh, asked):
    text = "あ" * 4001
    answer = linh.post(f"/cases/{asked.key}/messages", {"text": text})
    assert answer.status_code == 422
    assert text in answer.content.decode()
    assert 'id="text-problem"' in answer.content.decode()


def test_what_the_office_wrote_is_read_by_opening_it(linh, asked, cast, at):
    actions.send_message(asked.key, "原本を見せてください。", by=cast.sato, at=at)
    html = linh.get(f"/cases/{asked.key}/messages").content.decode()
    assert "原本を見せてください。" in html
    assert cast.sato.name not in html
    assert fresh(asked).unread_filer == 0


def test_switching_the_language_keeps_the_message_and_sends_nothing(linh, asked):
    answer = linh.post(f"/cases/{asked.key}/messages", {"text": "途中まで", "lang": "en"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert '<html lang="en">' in html
    assert "途中まで</textarea>" in html
    assert queries.messages_of(asked) == []
