"""What a camera, a scanner or a photo brings: our code, a token, another's code, or none."""

import io

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.certificates.conftest import ABOUT, LAST_DAY, PENDING

from zairyu import vault
from zairyu.certificates import actions, codes, queries, scanned, tokens
from zairyu.certificates.facts import bound
from zairyu.proof import token as proof
from zairyu.words.codes import grouped


def photo(*texts: str, turn: int = 0, shrink: float = 1.0) -> bytes:
    """Return a photo of a page with the codes of some texts."""
    page = Image.new("L", (1240, 900), 230)
    for place, text in enumerate(texts):
        drawn = io.BytesIO()
        segno.make(text, micro=False).save(drawn, kind="png", scale=4, border=4)
        page.paste(Image.open(drawn).convert("L"), (60 + 600 * place, 200))
    turned = page.rotate(turn, expand=True, fillcolor=230)
    size = (int(turned.width * shrink), int(turned.height * shrink))
    out = io.BytesIO()
    turned.resize(size).save(out, "JPEG", quality=75)
    return out.getvalue()


def handed_in(client, content: bytes, name: str = "photo.jpg", **more):
    return client.post("/v/file", {"file": SimpleUploadedFile(name, content), **more})


def scanned_by_camera(client, text: str, **more):
    return client.post("/v/scan", {"text": text, **more})


def test_the_address_on_the_paper_leads_to_its_answer(client, pending):
    answer = scanned_by_camera(client, queries.address(pending.code))
    assert (answer.status_code, answer["Location"]) == (302, f"/v/{grouped(pending.code)}")
    answer = scanned_by_camera(client, pending.code.lower(), **{"for": "bank"})
    assert answer["Location"] == f"/v/{grouped(pending.code)}/for/bank"


def test_a_token_made_for_offline_checks_answers_at_the_counter_too(client, pending, at):
    shown = scanned_by_camera(client, tokens.text_of(pending), **{"for": "bank"}).content.decode()
    assert "適法に在留しています（申請中）" in shown
    assert "78CD" in shown
    actions.end(ABOUT, "effect", at)
    shown = scanned_by_camera(client, tokens.text_of(pending)).content.decode()
    assert "期間が終わりました" in shown
    assert "NGUYEN" not in shown


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-3] + "000",
        lambda text: text[: len(text) // 2],
        lambda text: proof.PREFIX + "%%%",
        lambda text: proof.PREFIX,
        lambda text: proof.PREFIX + "A" * 3_900,
    ],
)
def test_a_token_that_was_changed_is_forged_and_says_nothing(client, pending, change):
    answer = scanned_by_camera(client, change(tokens.text_of(pending)))
    shown = answer.content.decode()
    assert "正しい署名ではありません" in shown
    assert "読み取ったコードには、正しい署名がありません" in shown
    assert "NGUYEN" not in shown


def test_a_token_beside_the_code_of_another_proof_is_forged(pending, at):
    other = actions.issue("pending", "case:other", PENDING, LAST_DAY, at)
    assert scanned.verify_token(tokens.text_of(pending), at, other.code).state == "forged"
    assert scanned.verify_token(tokens.text_of(pending), at, pending.code).state == "pending"


@pytest.mark.parametrize(
    "text",
    [
        "https://zairyu.example.evil/v/{code}",
        "https://localhost:8000.evil/v/{code}",
        "http://localhost:8000@evil.example/v/{code}",
        "http://localhost:8000/elsewhere/{code}",
        "http://localhost:8000/v/",
        "https://[",
        "WIFI:S:cafe;P:secret;;",
        "hello",
    ],
)
def test_a_code_of_another_place_is_not_opened_and_said_so(client, pending, text):
    answer = scanned_by_camera(client, text.format(code=grouped(pending.code)))
    assert answer.status_code == 422
    assert "ここの証明書のものではありません" in answer.content.decode()


def test_nothing_scanned_is_asked_again(client, db):
    assert scanned_by_camera(client, "  ").status_code == 422
    assert client.get("/v/scan").status_code == 405


@pytest.mark.parametrize(("turn", "shrink"), [(0, 1.0), (8, 0.7), (90, 1.0), (180, 0.6)])
def test_a_photo_of_the_code_is_read(client, pending, turn, shrink):
    taken = photo(queries.address(pending.code), turn=turn, shrink=shrink)
    answer = handed_in(client, taken, **{"for": "employer"})
    assert answer["Location"] == f"/v/{grouped(pending.code)}/for/employer"


def test_a_photo_with_both_codes_of_a_sheet_is_one_proof(client, pending):
    answer = handed_in(client, photo(tokens.text_of(pending), queries.address(pending.code)))
    assert "適法に在留しています（申請中）" in answer.content.decode()


def test_a_sheet_put_together_from_two_proofs_is_refused(client, pending, at):
    other = actions.issue("pending", "case:other", PENDING, LAST_DAY, at)
    answer = handed_in(client, photo(tokens.text_of(pending), queries.address(other.code)))
    assert "正しい署名ではありません" in answer.content.decode()
    answer = handed_in(client, photo(queries.address(pending.code), queries.address(other.code)))
    assert answer.status_code == 422
    assert "1つの証明書だけを選んでください" in answer.content.decode()


def test_a_photo_without_a_code_and_a_file_that_is_no_picture_are_told(client, db):
    assert "読み取れるQRコードがありません" in handed_in(client, photo()).content.decode()
    for content in (b"GIF89a hello", b"\x89PNG\r\n\x1a\nbroken", b"MZ" + b"\0" * 500):
        answer = handed_in(client, content)
        assert answer.status_code == 422
        assert "このファイルは開けません" in answer.content.decode()


def test_a_scan_of_the_page_as_pdf_leads_to_the_answer_of_its_code(client, pending):
    out = io.BytesIO()
    Image.open(io.BytesIO(photo(queries.address(pending.code)))).save(out, "PDF")
    answer = handed_in(client, out.getvalue(), "scan.pdf")
    assert answer["Location"] == f"/v/{grouped(pending.code)}"


def test_the_box_for_the_code_takes_the_whole_address(client, pending):
    answer = client.get("/v/", {"code": queries.address(pending.code)})
    assert answer["Location"] == f"/v/{grouped(pending.code)}"


def test_codes_of_shares_are_taken_by_the_same_box(client, db):
    code = codes.new_code("share")
    assert client.get("/v/", {"code": code})["Location"] == f"/v/{grouped(code)}"


def test_a_token_with_a_code_that_is_gone_is_not_found(pending, at):
    text = proof.text(vault.open(bytes(pending.token), bound(pending.key, "token")))
    pending.delete()
    assert scanned.verify_token(text, at).state == "unknown"
