"""Every forged credential, shown to a checker who asked: none is accepted."""

import json

import pytest
from django.test import Client
from tests.certificates.conftest import ABOUT
from tests.forged import credentials, world
from tests.forged.entry import WALLET
from tests.forged.sentences import of_wallet

from zairyu.certificates import actions
from zairyu.certificates.models import WalletCheck, WalletCredential, WalletOffer
from zairyu.certificates.wallet import answering, asking, offers
from zairyu.people.models import Person
from zairyu.proof.sdjwt import Asked
from zairyu.verify import limits

pytestmark = pytest.mark.slow

ENTRIES = [each for each in credentials.ENTRIES if WALLET in each.doors]
NO_ANSWER = ("malformed", "too-large")


@pytest.fixture
def carried(proof):
    """The proof in Linh's wallet: a row that says where it stands in the list."""
    limits._suspects.networks.clear()
    offers.make(ABOUT, proof.key, world.NOON, by=Person.objects.create_user("linh@example.org"))
    return WalletCredential.objects.create(
        key="carried", certificate=proof, offer=WalletOffer.objects.get(), holder_key="",
        status_list=1, status_index=world.WALLETS, issued_at=world.NOON,
    )  # fmt: skip


def asked() -> tuple[Client, WalletCheck]:
    """Return a bank's browser and what it asked."""
    bank = Client()
    page = bank.post("/v/wallet/", {"for": "bank"})["Location"]
    return bank, asking.find(page.rpartition("/")[2])


def shown(makes, bank: Client, check: WalletCheck, kind: str = "pending"):
    """Answer the question with what a maker makes; return the bank's page."""
    text = makes(Asked(asking.client_id(check), check.nonce))
    form = {"vp_token": json.dumps({kind: [text]}), "state": check.state}
    assert Client().post("/v/wallet/answer", form).status_code == 200
    return bank.get(f"/v/wallet/{check.key}").content.decode()


def test_no_forged_credential_is_accepted(carried):
    found, wanted, pages = {}, {}, {}
    for entry in ENTRIES:
        bank, check = asked()
        page = shown(entry.makes, bank, check)
        check.refresh_from_db()
        answer = answering.answer_of(check)
        found[entry.name] = (answer.verdict.state, answer.reason)
        wanted[entry.name] = ("ended" if entry.state == "ended" else "forged", entry.reason)
        words = of_wallet(entry)["ja"]
        assert words in page, entry.name
        assert not any(each in page for each in ("LINH", "MALLORY", "78CD", "Traceback"))
        assert ("result--" in page) is (entry.reason not in NO_ANSWER), entry.name
        main = page.partition("<main")[2].partition("</main>")[0]
        pages.setdefault(words, set()).add(main)
    assert found == wanted
    alike = [len(same) for words, same in pages.items() if "読み取れません" not in words]
    assert set(alike) == {1}  # of what one sentence says, nothing more can be told


def test_the_genuine_one_is_accepted_and_only_once(carried):
    bank, check = asked()
    page = shown(lambda question: world.answered(world.carried(), question), bank, check)
    assert "result--pending" in page
    assert "LINH" in page
    again = {"vp_token": "{}", "state": check.state}
    assert Client().post("/v/wallet/answer", again).status_code == 400


def test_an_answer_replayed_to_the_next_question_is_refused(carried):
    bank, check = asked()
    kept = world.answered(world.carried(), Asked(asking.client_id(check), check.nonce))
    assert "result--pending" in shown(lambda _: kept, bank, check)
    bank, check = asked()
    page = shown(lambda _: kept, bank, check)
    assert "result--forged" in page
    assert "LINH" not in page


@pytest.mark.parametrize("kind", ["coe", "passport"])
def test_a_credential_shown_as_another_kind_is_no_answer(carried, kind):
    bank, check = asked()
    page = shown(lambda question: world.answered(world.carried(), question), bank, check, kind)
    assert "result--" not in page
    assert "LINH" not in page


def test_a_place_that_no_wallet_has_is_refused(carried):
    WalletCredential.objects.update(status_index=world.WALLETS + 4)
    bank, check = asked()
    page = shown(lambda question: world.answered(world.carried(), question), bank, check)
    assert "result--forged" in page


def test_what_has_ended_is_ended_in_the_wallet(carried):
    actions.end(ABOUT, "refused", world.NOON)
    bank, check = asked()
    page = shown(lambda question: world.answered(world.carried(), question), bank, check)
    assert "result--ended" in page
    assert "LINH" not in page
