"""The eighth: an ID without the right to file, a sheet, an officer who links, a certificate."""

import io

import pikepdf
import pytest
from tests.casework.office import fresh, make_cast
from tests.making.standing import files_as
from tests.people.signing import SECRET, link_in, newest_letter
from tests.people.test_joining import ask_for_mail, choose_password

from zairyu.casework import actions, at_counter
from zairyu.casework import queries as cases
from zairyu.identity import factors
from zairyu.law.problem import Refusal
from zairyu.people import keys, queries, registering, standing
from zairyu.people.models import Registration

pytestmark = pytest.mark.django_db
EIGHTH = "coe-electronic-delivery-only"
TYPED = {
    "number": "東窓26-00123", "status": "spouse-child-japanese", "name": "SANTOS MARIA",
    "birth": "1994-03-09", "nationality": "BRA", "address": "東京都江東区青海２丁目",
}  # fmt: skip


@pytest.fixture
def cast(db):
    made = make_cast()
    factors.enrol(made.sato, SECRET)
    return made


@pytest.fixture
def kenji(cast, at):
    """Registered as the eighth and admitted."""
    person = files_as(cast.mallory, EIGHTH)
    person.refresh_from_db()
    return person


def test_the_eighth_gets_an_id_and_no_right_to_file(client, cast, at):
    ask_for_mail(client, category=EIGHTH)
    choose_password(client, link_in(newest_letter()))
    person = queries.person_with("minh@example.com")
    registering.admit(Registration.objects.get(), by=cast.sato, at=at)
    page = client.get("/register/").content.decode()
    assert keys.auth_id_shown(person.auth_id) in page
    assert 'href="/counter/"' in page
    assert standing.capacities(queries.person_with(person.email), at.date()) == []
    assert client.get("/apply")["Location"] == "/register/"


def test_the_sheet_carries_the_id(client, kenji):
    client.force_login(kenji)
    assert keys.auth_id_shown(kenji.auth_id) in client.get("/counter/").content.decode()
    answer = client.get("/counter/sheet.pdf")
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1


def link(client, kenji, **changed):
    typed = {**TYPED, "auth_id": keys.auth_id_shown(kenji.auth_id), **changed}
    return client.post("/desk/counter/paper", typed)


def test_an_officer_links_the_paper_application_and_the_certificate_comes(client, kenji, cast, at):
    client.force_login(cast.sato)
    assert client.get("/desk/counter/paper").status_code == 200
    answer = link(client, kenji)
    case = cases.visible_to(kenji).get()
    assert answer["Location"] == f"/desk/cases/{case.key}/"
    assert (case.category, case.delivery, case.office) == (EIGHTH, "email", "tokyo")
    assert client.get(answer["Location"]).status_code == 200
    actions.start_examination(case.key, by=cast.sato, at=at)
    proposal = actions.Proposal("grant", "資格に当たる。", "spouse-child-japanese", "P1Y")
    actions.recommend(case.key, proposal, by=cast.sato, at=at)
    actions.approve(case.key, by=cast.mori, at=at)
    client.force_login(kenji)
    assert f"/cases/{case.key}/" in client.get("/counter/").content.decode()
    for page in ("", "receive", "filed"):
        assert client.get(f"/cases/{case.key}/{page}").status_code == 200, page
    sent = cases.ecoe_of(case)
    assert client.post(f"/ecoe/{sent.key}/").status_code == 302
    assert fresh(case).state == "delivered"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"auth_id": "K7QD-93MV-X2TR"}, "この認証IDの登録はありません"),
        ({"auth_id": ""}, "申出書の認証IDを入力してください。"),
        ({"number": ""}, "窓口の申請番号を入力してください。"),
        ({"birth": "2027-01-01"}, "年、月、日"),
        ({"address": "大阪府大阪市北区"}, "別の局の担当です"),
        ({"address": "北区"}, "都道府県"),
        ({"status": "nonsense"}, "選"),
    ],
)
def test_what_is_wrong_on_the_sheet_is_said(client, kenji, cast, changed, said):
    client.force_login(cast.sato)
    answer = link(client, kenji, **changed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not cases.visible_to(kenji).exists()


def test_a_number_of_the_counter_is_linked_once(client, kenji, cast):
    client.force_login(cast.sato)
    link(client, kenji)
    again = link(client, kenji)
    assert again.status_code == 422
    assert "すでに結び付けて" in again.content.decode()
    assert cases.visible_to(kenji).count() == 1


def test_an_officer_links_nothing_to_themselves(cast, at):
    paper = at_counter.OnPaper("1", TYPED["status"], "A", at.date(), "BRA", TYPED["address"])
    with pytest.raises(Refusal, match="own-registration"):
        at_counter.take_in(cast.sato.auth_id, paper, office="tokyo", by=cast.sato, at=at)
