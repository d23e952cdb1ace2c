"""The pages of acting for somebody, as the people see them."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.casework.office import fresh, person, sealed_submission
from tests.filing.making import pdf
from tests.making.standing import files_as

from zairyu.casework import queries
from zairyu.casework.actions.lodge import receive
from zairyu.filing import actions as filing
from zairyu.filing.models import Submission
from zairyu.identity import factors
from zairyu.notices import queries as notices
from zairyu.people import entrusting, mandates
from zairyu.people.mandates import Scope
from zairyu.people.models import Mandate

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DAY = date(2026, 11, 24)
OWN = "own@example.com"
LANGUAGES = ("ja", "en", "ja-x-easy")


@pytest.fixture
def tanaka(cast):
    made = person("tanaka@example.com", "田中")
    factors.enrol(made, SECRET)
    return files_as(made, "lawyer-scrivener")


@pytest.fixture
def filed(tanaka, at):
    """An extension that Tanaka filed for Linh."""
    sent = sealed_submission(tanaka, at)
    Submission.objects.filter(pk=sent.pk).update(category="lawyer-scrivener")
    sent.refresh_from_db()
    return receive(sent, by=tanaka, at=at)


def link_in(case, kind):
    text = next(one.text for one in notices.about(f"case:{case.key}") if one.kind == kind)
    return re.search(r"/a/[^/\s]+/", text).group(0)


def form(**more):
    known = {"whom": "linh@example.com", "acts": ["see", "file"], "which": "all",
             "since": "2026-11-24", "until": ""}  # fmt: skip
    return known | more


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pages_speak_every_language(client, tanaka, cast, at, lang):
    asked = entrusting.ask(tanaka, cast.linh.email, Scope(mandates.ACTS, (), DAY), at=at)
    client.force_login(cast.linh)
    for path in ("/mandates/", "/mandates/give", f"/mandates/{asked.key}/", "/clients/",
                 f"/mandates/{asked.key}/end", "/clients/ask", "/clients/helping",
                 "/clients/assistants", "/applied/again"):  # fmt: skip
        assert client.get(path, {"lang": lang}).status_code == 200, path


def test_a_request_is_sent_answered_and_ended_with_one_button(client, tanaka, cast):
    client.force_login(tanaka)
    answer = client.post("/clients/ask", form(until="2026-12-31", name="L", language="en"))
    home = answer["Location"]
    assert "L" in client.get(home).content.decode()
    client.force_login(cast.linh)
    page = client.get(home, {"lang": "ja"}).content.decode()
    assert "田中が、あなたの手続を任せてほしいとお願いしています。" in page
    assert "2026年11月24日（火）から2026年12月31日（木）まで" in page
    assert client.post(home, {"answer": "yes"}).status_code == 302
    assert Mandate.objects.get().state == "confirmed"
    end = f"{home}end"
    assert "今すぐ終わらせる" in client.get(end).content.decode()
    assert Mandate.objects.get().state == "confirmed"  # looking ends nothing
    assert client.post(end).status_code == 302
    assert Mandate.objects.get().state == "ended"
    assert "この委任は終わりました。" in client.get(home).content.decode()


def test_letting_somebody_in_wants_a_fresh_proof_and_a_no_does_not(client, tanaka, cast, at, clock):
    asked, other = (
        entrusting.ask(tanaka, cast.linh.email, Scope(mandates.ACTS, (), DAY), at=at)
        for _ in range(2)
    )
    client.force_login(cast.linh)
    clock.shift(timedelta(minutes=20))
    yes = client.post(f"/mandates/{asked.key}/", {"answer": "yes"})
    given = client.post("/mandates/give", form(whom="tanaka@example.com"))
    assert all(answer["Location"].startswith("/account/2fa/?next=") for answer in (yes, given))
    assert {one.state for one in Mandate.objects.all()} == {"asked"}
    client.post(f"/mandates/{other.key}/", {"answer": "no"})
    assert Mandate.objects.get(key=other.key).state != "asked"


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        (form(whom="linh"), "whom"),
        (form(acts=[]), "acts"),
        (form(which="some"), "procedures"),
        (form(until="31.12."), "until"),
        (form(until="2026-11-23"), "until"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_what_was_typed_stays(client, tanaka, typed, at):
    client.force_login(tanaka)
    answer = client.post("/clients/ask?lang=ja", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{at}"' in page
    assert f'value="{typed["whom"]}"' in page
    assert not Mandate.objects.exists()


def test_whether_there_is_an_account_shows_nowhere(client, tanaka, cast):
    client.force_login(tanaka)
    pages = []
    for address in ("linh@example.com", "nobody@example.com"):
        home = client.post("/clients/ask", form(whom=address))["Location"]
        page = client.get(home).content.decode()
        pages.append(page.replace(address, "X").replace(home, ""))
    strip = [re.sub(r'value="[^"]{40,}"|[\w-]{22}', "", page) for page in pages]
    assert strip[0] == strip[1]


def test_a_paper_is_added_looked_at_by_both_and_by_nobody_else(client, tanaka, cast, at):
    asked = entrusting.ask(tanaka, cast.linh.email, Scope(mandates.ACTS, (), DAY), at=at)
    client.force_login(tanaka)
    home = f"/mandates/{asked.key}/"
    file = SimpleUploadedFile("委任状.pdf", pdf(), "application/pdf")
    sent = {"kind": "letter-of-attorney", "paper": file}
    assert client.post(home, sent).status_code == 302
    page = client.get(home).content.decode()
    assert "委任状.pdf" in page
    path = re.search(rf"{home}papers/[^\"]+", page).group(0)
    for who, status in ((tanaka, 200), (cast.linh, 200), (cast.mallory, 404)):
        client.force_login(who)
        assert client.get(path).status_code == status


def test_by_the_link_the_applicant_reads_in_the_own_language_and_answers(client, filed):
    link = link_in(filed, "confirm-application")
    page = client.get(link, {"lang": "ja"}).content.decode()
    assert "NGUYEN" not in page  # nothing of the application before the date of birth
    wrong = client.post(link, {"birth": "1995-05-04"})
    assert wrong.status_code == 422
    assert "あと4回" in wrong.content.decode()
    opened = client.post(link, {"birth": "1995/5/3"})
    assert opened["Location"].startswith("/applied/?lang=")
    page = client.get("/applied/?lang=ja").content.decode()
    assert "田中が、あなたのために次の申請を出しました。" in page
    assert "NGUYEN THI LINH" in page
    assert client.get(link).status_code == 404  # it opened once
    unsure = client.post("/applied/", {"word": "denied"})
    assert unsure.status_code == 422
    assert client.post("/applied/", {"word": "right"}).status_code == 302
    assert queries.word_of(filed).state == "right"


def test_a_link_shows_one_case_for_an_hour(client, filed, clock, at):
    client.post(link_in(filed, "confirm-application"), {"birth": "19950503"})
    clock.move_to(at + timedelta(minutes=61))
    assert client.get("/applied/")["Location"] == "/applied/again"


def test_the_applicant_goes_on_with_an_account_and_the_agent_sees_only_what_was_filed(
    client, filed, cast, tanaka
):
    client.force_login(cast.linh)
    client.post(link_in(filed, "confirm-application"), {"birth": "1995-05-03"})
    assert client.post("/applied/claim")["Location"] == f"/cases/{filed.key}/"
    assert client.get(f"/cases/{filed.key}/confirm?lang=ja").status_code == 200
    home = f"/mandates/{fresh(filed).mandate.key}/"
    assert client.post(f"{home}end").status_code == 302
    assert client.get(f"/cases/{filed.key}/").status_code == 200
    client.force_login(tanaka)
    assert client.get(f"/cases/{filed.key}/").status_code == 404
    page = client.get("/clients/?lang=ja").content.decode()
    assert f"/clients/filed/{filed.key}" in page
    assert client.get(f"/clients/filed/{filed.key}").status_code == 200


def test_a_new_link_is_asked_for_and_the_answer_tells_nothing(client, filed):
    before = len(notices.about(f"case:{filed.key}"))
    number = queries.number_shown(filed)
    for said, owed in ((number, 1), ("東オン 0000-0000-0", 0)):
        answer = client.post("/applied/again?lang=ja", {"number": said, "birth": "1995-05-03"})
        assert answer["Location"] == "/applied/again"
        assert len(notices.about(f"case:{filed.key}")) == before + owed
        before += owed


def test_the_officer_reads_the_applicants_word(client, filed, cast):
    factors.enrol(cast.sato, SECRET)
    client.post(link_in(filed, "confirm-application"), {"birth": "1995-05-03"})
    client.post("/applied/", {"word": "wrong", "text": "住所が違います。"})
    client.force_login(cast.sato)
    page = client.get(f"/desk/cases/{filed.key}/?lang=ja").content.decode()
    assert "違うところがあるとの答え" in page
    assert "住所が違います。" in page


def test_a_draft_is_handed_over_and_taken_back(client, cast, tanaka, at):
    linh = files_as(cast.linh, "foreign-national")
    factors.enrol(linh, SECRET)
    draft = filing.start_draft(
        linh, "extension", "business-manager", at=at,
        current_status="business-manager", expires_on=date(2026, 12, 20),
    )  # fmt: skip
    home = f"/drafts/{draft.key}/"
    client.force_login(linh)
    assert client.post(f"{home}hand", {}).status_code == 422
    said = {"mandate": "new", "whom": tanaka.email, "until": "2026-12-10"}
    assert client.post(f"{home}hand", said).status_code == 302
    offered = Mandate.objects.get()
    client.force_login(tanaka)
    assert client.get(home).status_code == 404
    client.post(f"/mandates/{offered.key}/", {"answer": "yes"})
    page = client.get(f"{home}?lang=ja").content.decode()
    assert "NGUYEN THI LINHの下書き" in page
    assert f"{home}discard" not in page
    client.force_login(linh)
    assert (
        "この下書きは、田中にも任せています。" in client.get(f"{home}hand?lang=ja").content.decode()
    )
    client.post(f"{home}hand", {"do": "back"})
    client.force_login(tanaka)
    assert client.get(home).status_code == 404


def test_an_assistant_prepares_and_says_ready_and_the_agent_files(client, cast, tanaka, at):
    hana = cast.mallory
    factors.enrol(hana, SECRET)
    draft = filing.start_draft(
        tanaka, "extension", "business-manager", at=at,
        current_status="business-manager", expires_on=date(2026, 12, 20),
    )  # fmt: skip
    home = f"/drafts/{draft.key}/"
    client.force_login(tanaka)
    client.post("/clients/assistants", {"whom": hana.email})
    client.force_login(hana)
    row = re.search(
        r"/clients/assistants/([\w-]{22})", client.get("/clients/helping").content.decode()
    ).group(0)
    client.post(row, {"do": "accept"})
    assert client.get(home).status_code == 200
    assert client.post(f"{home}ready").status_code == 302
    assert "田中が申請するのを待っています。" in client.get(f"{home}?lang=ja").content.decode()
    client.force_login(tanaka)
    assert f"{home}review" in client.get("/clients/").content.decode()
    client.post(row, {"do": "leave"})
    client.force_login(hana)
    assert client.get(home)["Location"] == "/register/"


@pytest.mark.parametrize("path", ["/mandates/give", "/clients/ask"])
def test_no_power_is_ticked_beforehand_and_none_is_given_without_a_tick(client, cast, path):
    client.force_login(cast.linh)
    page = client.get(path).content.decode()
    begun = page.split('id="mandate-form"')[1]
    assert "checked" not in re.sub(r'name="language"[^>]*>', "", begun)
    answer = client.post(path, form(acts=[], which=""))
    assert answer.status_code == 422
    assert not Mandate.objects.exists()
