"""When a key was lost, whose papers were signed anew is told so: one letter, and what to do."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from tests.casework.office import approved, person, sealed_submission

from zairyu import vault
from zairyu.casework import letters
from zairyu.casework.actions.lodge import receive
from zairyu.casework.actions.signing_anew import sign_anew
from zairyu.certificates import actions as certificates
from zairyu.certificates import keys
from zairyu.certificates.anew import Anew
from zairyu.certificates.keys import ceremonies, register
from zairyu.certificates.models import Certificate, WalletCredential, WalletOffer
from zairyu.filing.models import Submission
from zairyu.notices import queries as notices
from zairyu.notices.letters import write
from zairyu.notices.models import Notice
from zairyu.people.models import OneTimeLink, Person
from zairyu.proof.signing import USES

pytestmark = pytest.mark.django_db
PAPER, WALLET = "paper-signed-anew", "wallet-ended"


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path):
    """Let each test lose keys of its own."""
    settings.VAULT_KEY_FOLDER = tmp_path / "keys"


@pytest.fixture
def later(at):
    return at + timedelta(hours=1)


def lose(use, at):
    lost = keys.issuer().key(use, at).name
    ceremonies.compromise(keys.folder(), lost, at)
    return register.read(keys.folder()).find(lost)


def told(case, *kinds):
    found = notices.about(f"case:{case.key}")
    return [(one.kind, one.to) for one in found if one.kind in (kinds or (PAPER, WALLET))]


def filed_by_agent(agent, at):
    """Take in what an agent filed for Linh, whom nobody knows by an account yet."""
    sent = sealed_submission(agent, at)
    Submission.objects.filter(pk=sent.pk).update(category="lawyer-scrivener")
    sent.refresh_from_db()
    return receive(sent, by=agent, at=at)


def put_into_wallet(case, holder, at):
    """Let a wallet hold the proof of a case, as the counter of wallets writes it down."""
    proof = Certificate.objects.get(about=f"case:{case.key}", kind="pending")
    offer = WalletOffer.objects.create(
        key=f"offer-{proof.pk}",
        certificate=proof,
        holder=holder,
        code_sha256=f"{proof.pk:064}",
        made_at=at,
        until=at + timedelta(minutes=5),
        issued=1,
    )
    return WalletCredential.objects.create(
        key=f"credential-{proof.pk}",
        certificate=proof,
        offer=offer,
        holder_key="k",
        status_list=900,
        status_index=proof.pk,
        issued_at=at,
    )


@pytest.mark.parametrize("use", ["tokens", "documents"])
def test_filer_and_applicant_get_one_letter_each(lodged, later, use):
    case = lodged()
    assert sign_anew(lose(use, later), later, by="system") != Anew()
    assert told(case) == [(PAPER, "linh@example.com"), (PAPER, "own@example.com")]


@pytest.mark.parametrize("use", ["tokens", "documents"])
def test_done_twice_nobody_is_told_twice(lodged, later, use):
    case = lodged()
    lost = lose(use, later)
    sign_anew(lost, later, by="system")
    sign_anew(lost, later + timedelta(days=1), by="system")
    assert len(told(case)) == 2


def test_a_case_of_many_papers_gets_one_letter(lodged, cast, later, at):
    case = approved(lodged(), cast, at)
    lost = lose("documents", later)
    assert sign_anew(lost, later, by="system").documents == 2  # the proof and the order
    assert len(told(case)) == 2


def test_what_was_left_half_done_is_told_with_the_rest_and_no_case_twice(lodged, later):
    done, left = lodged(), lodged()
    lost = lose("tokens", later)
    proof = Certificate.objects.get(about=f"case:{left.key}")
    sealed = bytes(proof.token)
    Certificate.objects.filter(pk=proof.pk).update(token=b"changed behind our back")
    with pytest.raises(vault.CannotOpen):
        sign_anew(lost, later, by="system")
    assert (len(told(done)), len(told(left))) == (2, 0)
    Certificate.objects.filter(pk=proof.pk).update(token=sealed)
    sign_anew(lost, later + timedelta(hours=1), by="system")
    assert (len(told(done)), len(told(left))) == (2, 2)


def test_the_next_lost_key_is_told_again_for_what_was_saved_since_counts_no_more(lodged, later):
    case = lodged()
    for hours, use in enumerate(("tokens", "documents")):
        moment = later + timedelta(hours=hours)
        sign_anew(lose(use, moment), moment, by="system")
    assert len(told(case)) == 4


def test_the_letter_is_owed_with_the_signature_or_neither_is(lodged, later, monkeypatch):
    case = lodged()
    lost = lose("tokens", later)
    before = Certificate.objects.values_list("token", "signed_anew_at").get()
    real = letters.tell

    def break_after(*said, **more):
        real(*said, **more)
        raise RuntimeError("the machine stops here")

    monkeypatch.setattr(letters, "tell", break_after)
    with pytest.raises(RuntimeError):
        sign_anew(lost, later, by="system")
    assert Certificate.objects.values_list("token", "signed_anew_at").get() == before
    assert told(case) == []


def test_an_ordinary_change_of_keys_tells_nobody(lodged, later):
    case = lodged()
    ceremonies.rotate(keys.folder(), USES, later + ceremonies.AHEAD, later)
    call_command("issuer_keys", "rotate", "--days", "3")
    ceremonies.change_root(keys.folder(), later + timedelta(days=3650), later, later)
    assert told(case) == []


@pytest.mark.parametrize("use", ["lists", "credentials"])
def test_a_lost_key_that_signed_nothing_of_theirs_tells_nobody(lodged, later, use):
    case = lodged()
    sign_anew(lose(use, later), later, by="system")
    assert told(case) == []


def test_of_a_proof_that_has_ended_nobody_is_told(lodged, later, at):
    case = lodged()
    certificates.end(f"case:{case.key}", "withdrawn", at)
    sign_anew(lose("tokens", later), later, by="system")
    assert told(case) == []


def test_an_agent_and_the_applicant_are_told_each_by_their_own_way_in(cast, at, later):
    case = approved(filed_by_agent(person("tanaka@example.com", "田中"), at), cast, at)
    links = OneTimeLink.objects.count()
    assert sign_anew(lose("documents", later), later, by="system").documents == 2
    assert told(case) == [(PAPER, "tanaka@example.com"), (PAPER, "own@example.com")]
    agents, applicants = notices.about(f"case:{case.key}")[-2:]
    assert f"/cases/{case.key}/" in agents.text
    assert "/a/" in applicants.text
    assert case.key not in applicants.text
    assert OneTimeLink.objects.count() == links + 1  # one, however many papers there are


def test_once_the_mandate_has_ended_the_applicant_alone_is_told(cast, at, later):
    case = filed_by_agent(person("tanaka@example.com", "田中"), at)
    case.let_go_at = at
    case.save(update_fields=["let_go_at"])
    sign_anew(lose("documents", later), later, by="system")
    assert told(case) == [(PAPER, "own@example.com")]


def test_whoever_closed_the_account_is_not_written_to(lodged, later):
    case = lodged()
    Person.objects.filter(pk=case.filer_id).update(is_active=False, email=case.filer.key)
    assert sign_anew(lose("tokens", later), later, by="system").tokens == 1
    assert told(case) == []


def test_whose_wallet_holds_the_proof_is_told_to_put_it_in_again(lodged, cast, later, at):
    case, other = lodged(), lodged()
    put_into_wallet(case, cast.linh, at)
    lost = lose("credentials", later)
    assert sign_anew(lost, later, by="system") == Anew(credentials=1)
    assert sign_anew(lost, later, by="system") == Anew()
    assert told(case) == [(WALLET, "linh@example.com"), (WALLET, "own@example.com")]
    assert told(other) == []


def test_of_a_wallet_with_a_proof_that_has_ended_nobody_is_told(lodged, cast, later, at):
    case = lodged()
    held = put_into_wallet(case, cast.linh, at)
    certificates.end(f"case:{case.key}", "withdrawn", at)
    sign_anew(lose("credentials", later), later, by="system")
    held.refresh_from_db()
    assert held.ended_why == "key-lost"
    assert told(case) == []


def test_the_ceremony_itself_tells_them(lodged, at, capsys):
    case = lodged()
    lost = keys.issuer().key("tokens", at).name
    call_command("issuer_keys", "lose", lost)
    assert len(told(case)) == 2
    call_command("issuer_keys", "sign-anew", lost)
    assert len(told(case)) == 2
    assert "@" not in capsys.readouterr().out


def test_what_belongs_to_no_case_is_signed_anew_all_the_same(db, at, later):
    claims = {"name": "X", "number": "1", "procedure": "extension", "office": "tokyo"}
    claims |= {"filed_on": "2026-11-20", "birth": "1995-05-03", "status": "student"}
    claims |= {"card_last4": "78CD", "card_expires_on": "2026-12-01"}
    certificates.issue("pending", "case:of-nobody", claims, None, at)
    assert sign_anew(lose("tokens", later), later, by="system").tokens == 1
    assert not Notice.objects.exists()


SAYS = {  # (letter, language) → what it must say, in this order
    (PAPER, "ja"): ("書類に署名し直しました", "変わっていません", "保存したPDF", "保存または印刷"),
    (PAPER, "en"): ("signed", "Nothing has changed", "saved as PDF", "Save or print"),
    (PAPER, "ja-x-easy"): ("サイン", "変（か）わりません", "PDFは", "印刷（いんさつ）してください"),
    (WALLET, "ja"): ("取り替えた", "使えなくなりました", "変わっていません", "入れ直して"),
    (WALLET, "en"): ("replaced", "no longer counts", "Nothing has changed", "into a wallet"),
    (WALLET, "ja-x-easy"): ("サイン", "使（つか）うことが", "変（か）わりません", "入（い）れて"),
}


@pytest.mark.parametrize(("kind", "language"), SAYS)
def test_it_says_what_happened_what_did_not_and_what_to_do(kind, language):
    page = "https://example.org/cases/k/"
    said = {"number": "東オン 1", "procedure": "P", "link": page}
    body = write(kind, language, said).text.split("-" * 40)
    part = body[("ja", "en", "ja-x-easy").index(language)]
    assert "東オン 1" in part
    assert part.rstrip().endswith(page)
    places = [part.find(words) for words in SAYS[kind, language]]
    assert places == sorted(places)
    assert -1 not in places


def test_it_names_nobody_and_tells_no_code(lodged, cast, later, at):
    case = lodged()
    put_into_wallet(case, cast.linh, at)
    for use in ("tokens", "credentials"):
        sign_anew(lose(use, later), later, by="system")
    secrets = ("NGUYEN", "LINH", "1995", "78CD", "AB1234", "engineer", case.receipt.code)
    for letter in notices.about(f"case:{case.key}"):
        if letter.kind in (PAPER, WALLET):
            assert [one for one in secrets if one in letter.subject + letter.text] == []


def test_who_reads_english_has_the_subject_in_english_as_well(lodged, later):
    case = lodged()  # Linh reads English
    sign_anew(lose("tokens", later), later, by="system")
    letter = notices.about(f"case:{case.key}")[-1]
    assert "(Your papers were signed again)" in letter.subject
