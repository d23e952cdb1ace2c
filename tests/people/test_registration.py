"""Who has an account states a category with a proof, waits, is admitted, may file."""

import io
import re
from datetime import date

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from zairyu.audit.queries import reads_of, rows_of
from zairyu.notices import queries as letters
from zairyu.people import actions, registering, standing
from zairyu.people.models import Proof, Registration

pytestmark = pytest.mark.django_db
TYPED = {
    "name": "NGUYEN THI LINH", "birth.y": "1995", "birth.m": "5", "birth.d": "3", "sex": "female",
    "card_number": "ab12345678cd", "address": "東京都江東区青海２丁目７番１１号",
    "telephone": "090-1234-5678",
}  # fmt: skip


def picture():
    out = io.BytesIO()
    Image.new("RGB", (900, 600), "white").save(out, "PNG")
    return out.getvalue()


def pdf(**how):
    out = io.BytesIO()
    document = pikepdf.new()
    for _ in range(2):
        page = document.add_blank_page(page_size=(300, 400))
        page.Contents = document.make_stream(b"50 50 100 100 re f")
    document.save(out, **how)
    return out.getvalue()


def sent(name="card.png", data=None):
    return SimpleUploadedFile(name, picture() if data is None else data)


def begin(client, category="foreign-national"):
    client.post("/register/choose", {"category": category})
    return client.post("/register/prove", {"way": "papers"})


def state(client, files=None, **typed):
    """Go from the choice to the press, as far as it goes; return the last answer."""
    begin(client)
    files = [sent()] if files is None else files
    answer = client.post("/register/details", {**TYPED, **typed, "proof": files})
    return client.post("/register/review") if answer.status_code == 302 else answer


@pytest.fixture
def linhs(client, linh):
    client.force_login(linh)
    return client


def test_the_page_names_the_next_step(client, at):
    fresh = actions.join("a@example.com", name="", password=None, at=at)
    client.force_login(fresh)
    page = client.get("/register/").content.decode()
    assert "/register/choose" in page
    assert "/apply" not in page


def test_persons_choose_their_category_and_organisations_are_led_to_their_own_way(linhs):
    page = linhs.get("/register/choose").content.decode()
    assert len(re.findall(r'type="radio"', page)) == 5
    assert 'href="/organisations/' in page
    for wrong in ({}, {"category": "organisation-staff"}, {"category": "nonsense"}):
        assert linhs.post("/register/choose", wrong).status_code == 422
    ways = {
        "foreign-national": "/register/prove",
        "legal-representative": "/register/prove",
        "relative": "/register/prove",
        "lawyer-scrivener": "/register/details",
        "coe-electronic-delivery-only": "/register/prove",
    }
    for category, way in ways.items():
        assert linhs.post("/register/choose", {"category": category})["Location"] == way


def test_a_statement_with_its_proofs_waits_for_an_officer(linhs, linh, at):
    files = [sent(), sent("両面.pdf", pdf())]
    assert state(linhs, files)["Location"] == "/register/"
    registration = Registration.objects.get()
    assert [proof.media_type for proof in registration.proofs.order_by("place")] == [
        "image/png",
        "application/pdf",
    ]
    page = linhs.get("/register/").content.decode()
    assert "職員が確認しています" in page
    assert "NGUYEN THI LINH" in page
    assert "1995年5月3日" in page
    assert "両面.pdf" in page
    assert not standing.may_file(linh, at.date())
    assert linhs.get("/apply")["Location"] == "/register/"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "氏名を入力してください。"),
        ({"name": "A" * 105}, "104文字まで"),
        ({"sex": ""}, "性別を選んでください。"),
        ({"address": ""}, "住所（日本で住んでいる所）を入力してください。"),
        ({"telephone": "123"}, "市外局番から"),
        ({"card_number": "AB1234567CD"}, "英字2つ"),
        ({"birth.y": "2012"}, "15歳未満の方は、ご本人としては登録できません"),
        ({"birth.d": "31", "birth.m": "2"}, "暦にありません"),
        ({"birth.y": ""}, "年、月、日を全部"),
        ({"birth.y": "", "birth.m": "", "birth.d": ""}, "生年月日を入力してください。"),
        ({"birth.y": "2027"}, "今日かそれより前"),
        ({"birth.y": "x"}, "読み取れません"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_typed_is_lost(linhs, typed, said):
    answer = state(linhs, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(said) >= 2, "in the summary and at the field"
    for name, value in {**TYPED, **typed}.items():
        if name == "sex":
            continue
        assert re.search(rf'name="{re.escape(name)}"[^>]*value="{value}"', page)
    assert Registration.objects.count() == 0


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "ファイルを選んでください。"),
        ([("a.pdf", b"")], "空です"),
        ([("a.pdf", b"MZ not a pdf")], "PDFでもJPEG・PNGの画像でもありません"),
        ([("<b>.pdf", pdf(encryption=pikepdf.Encryption(owner="o", user="u")))], "パスワード"),
        ([("a.png", None)] * 6, "5個まで"),
        ([("a.png", b"x" * (10 * 1024 * 1024 + 1))], "10MBまで"),
    ],
)
def test_a_proof_that_cannot_be_used_is_refused_with_the_mend(linhs, files, said):
    answer = state(linhs, [sent(name, data) for name, data in files])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "<b>.pdf" not in page
    assert Registration.objects.count() == 0


def test_era_dates_and_full_width_digits_are_read(linhs):
    state(linhs, **{"birth.era": "平成", "birth.y": "７", "birth.m": "５", "birth.d": "３"})
    assert registering.stated(Registration.objects.get()).birth_on == date(1995, 5, 3)


def test_names_keep_their_signs(linhs):
    state(linhs, name=" 髙﨑 𠮷子 ")
    assert registering.stated(Registration.objects.get()).name == "髙﨑 𠮷子"


def test_sending_twice_states_once(linhs):
    assert state(linhs).status_code == 302
    assert linhs.post("/register/review")["Location"] == "/register/choose"
    again = state(linhs)
    assert again.status_code == 422
    assert "お待ちください" in again.content.decode()
    assert Registration.objects.count() == 1


def test_ones_own_proof_comes_back_and_nobody_elses_exists(linhs, linh, client, mallory):
    state(linhs)
    key = Proof.objects.get().key
    answer = linhs.get(f"/register/papers/{key}/")
    assert answer.content == picture()
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    assert reads_of(f"person:{linh.key}")[0].by == linh.key
    client.force_login(mallory)
    assert client.get(f"/register/papers/{key}/").status_code == 404


@pytest.fixture
def waiting(linhs, client):
    state(linhs, [sent(), sent("b.pdf", pdf())])
    client.logout()
    return Registration.objects.get()


def decide(client, registration, **typed):
    return client.post(f"/desk/admissions/{registration.key}/", typed)


def test_an_officer_sees_what_was_stated_and_each_look_is_recorded(client, waiting, sato, linh):
    client.force_login(sato)
    assert "NGUYEN THI LINH" in client.get("/desk/admissions/").content.decode()
    page = client.get(f"/desk/admissions/{waiting.key}/").content.decode()
    assert "1995年5月3日" in page
    images = re.findall(r'<img[^>]*src="([^"]+)"', page)
    assert len(images) == 3
    drawn = client.get(images[-1])
    assert drawn["Content-Type"] == "image/webp"
    assert drawn.content[8:12] == b"WEBP"
    assert [row.verb for row in reads_of(f"person:{linh.key}")] == [
        "read-proof",
        "read-registration",
    ]
    assert client.get(images[-1].replace("/2", "/3")).status_code == 404


def test_admitting_owes_a_letter_without_the_outcome_and_opens_filing(client, waiting, sato, linh):
    client.force_login(sato)
    assert decide(client, waiting, answer="admit")["Location"] == "/desk/admissions/"
    assert "登録しました" in client.get("/desk/admissions/").content.decode()
    letter = letters.about(f"person:{linh.key}")[-1]
    assert (letter.kind, letter.to) == ("registration-decided", "linh@example.com")
    assert "/register/" in letter.text
    client.force_login(linh)
    assert "申請できます" in client.get("/register/").content.decode()
    assert client.get("/apply")["Location"] == "/guide/"


def test_declining_wants_a_reason_that_the_person_reads(client, waiting, sato, linh):
    client.force_login(sato)
    assert decide(client, waiting).status_code == 422
    missing = decide(client, waiting, answer="decline")
    assert missing.status_code == 422
    assert 'href="#reason"' in missing.content.decode()
    decide(client, waiting, answer="decline", reason="裏の写真を\n加えてください。")
    client.force_login(linh)
    page = client.get("/register/").content.decode()
    assert "裏の写真を<br>加えてください。" in page
    assert "/register/choose" in page
    assert state(client).status_code == 302


def test_two_officers_at_once_decide_once(client, waiting, sato, mori, linh):
    client.force_login(sato)
    decide(client, waiting, answer="admit")
    client.force_login(mori)
    late = decide(client, waiting, answer="decline", reason="no")
    assert late.status_code == 422
    assert "別の職員がすでに決めました" in late.content.decode()
    assert len(letters.about(f"person:{linh.key}")) == 1
    assert rows_of(f"person:{linh.key}")[-1].verb == "admit"


def test_registrations_do_not_exist_for_people_without_a_post(client, waiting, mallory):
    client.force_login(mallory)
    proof = waiting.proofs.first().key
    for path in ("", f"{waiting.key}/", f"{waiting.key}/{proof}/1"):
        assert client.get(f"/desk/admissions/{path}").status_code == 404
    assert decide(client, waiting, answer="admit").status_code == 404


@pytest.mark.parametrize("language", ["en", "ja-x-easy"])
def test_the_pages_speak_every_language(linhs, language):
    begin(linhs)
    for path in ("/register/", "/register/choose", "/register/prove", "/register/details"):
        page = linhs.get(f"{path}?lang={language}").content.decode()
        assert f'<html lang="{language}"' in page
        assert "{" not in re.sub(r"<script.*?</script>", "", page, flags=re.S)
