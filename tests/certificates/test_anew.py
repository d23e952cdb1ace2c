"""When a key is lost: living proofs are signed anew, ended ones rest, and the counter goes on."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from tests.certificates.conftest import ABOUT, LAST_DAY, PENDING
from tests.certificates.documents import DOCUMENTS

from zairyu import vault
from zairyu.audit.models import Record
from zairyu.certificates import actions, keys, queries
from zairyu.certificates.anew import Anew, sign_anew
from zairyu.certificates.facts import bound
from zairyu.certificates.keys import ceremonies, register
from zairyu.certificates.models import Certificate, FormerFile, Letter
from zairyu.proof import cose
from zairyu.vault import files


@pytest.fixture
def living(db, settings, tmp_path, at):
    """A proof that lives, printed, by keys of its own deployment."""
    settings.VAULT_KEY_FOLDER = tmp_path / "keys"
    row = actions.issue("pending", ABOUT, PENDING, LAST_DAY, at)
    path = files.store(b"%PDF-1.7 of before", bound(row.key, "pdf"))
    of_before = {"pdf_path": path, "pdf_digest": "ab" * 32, "pdf_set_at": at, "pdf_due_at": None}
    Certificate.objects.filter(pk=row.pk).update(**of_before)
    row.refresh_from_db()
    return row


def lose(use, at):
    lost = keys.issuer().key(use, at).name
    ceremonies.compromise(keys.folder(), lost, at)
    return register.read(keys.folder()).find(lost)


def kid_of(row) -> str:
    row.refresh_from_db()
    return cose.taken_apart(vault.open(bytes(row.token), bound(row.key, "token"))).kid.hex()


def test_a_token_is_signed_by_the_next_key_and_says_the_same(living, at):
    before, later = queries.verify(living.code, at), at + timedelta(hours=1)
    lost = lose("tokens", later)
    assert kid_of(living) == lost.kid
    assert queries.verify(living.code, later).facts == before.facts  # the counter goes on
    assert sign_anew(lost, later, by="system") == Anew(tokens=1, documents=1)
    assert kid_of(living) == keys.issuer().key("tokens", later).name
    assert queries.verify(living.code, later).facts == before.facts
    assert living.issued_at == at  # what was certified, and when, stays
    record = Record.objects.get(verb="sign-anew")
    assert record.ids == {"certificate": living.key, "key": lost.kid}


def test_the_document_is_owed_again_and_the_file_of_before_is_known(
    living, at, django_capture_on_commit_callbacks
):
    later = at + timedelta(hours=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert sign_anew(lose("documents", later), later, by="system").documents == 1
    living.refresh_from_db()
    assert (living.pdf_path, living.pdf_due_at, living.signed_anew_at) == ("", later, later)
    assert queries.pdf(ABOUT, living.key) is None
    assert queries.verify_file("ab" * 32, b"%PDF-1.7 of before", later).state == "pending"
    actions.end(ABOUT, "refused", later)
    assert queries.verify_file("ab" * 32, b"%PDF-1.7 of before", later).state == "ended"


def test_done_twice_nothing_more_is_done(living, at):
    for hours, use in enumerate(("tokens", "documents"), start=1):
        later = at + timedelta(hours=hours)
        lost = lose(use, later)
        assert sign_anew(lost, later, by="system") != Anew()
        assert sign_anew(lost, later + timedelta(minutes=1), by="system") == Anew()
    assert FormerFile.objects.count() == 1  # of the second time there was no file yet


def test_what_has_ended_rests_and_what_the_next_key_signed_stays(living, at):
    actions.end(ABOUT, "withdrawn", at)
    later = at + timedelta(hours=1)
    lost = [lose(use, later) for use in ("tokens", "documents")]
    actions.issue("pending", "case:other", PENDING, LAST_DAY, later + timedelta(seconds=1))
    assert [sign_anew(one, later, by="system") for one in lost] == [Anew(), Anew()]


def test_a_proof_past_its_last_day_rests_too(living, at):
    late = at + timedelta(days=200)
    assert sign_anew(lose("tokens", late), late, by="system") == Anew()


def test_letters_are_signed_anew_while_they_are_kept(living, at):
    data, _ = DOCUMENTS["fee-order"]
    letter, gone = (actions.letter("fee-order", ABOUT, data, at) for _ in range(2))
    Letter.objects.filter(pk=gone.pk).update(contents=b"")
    later = at + timedelta(hours=1)
    assert sign_anew(lose("documents", later), later, by="system").documents == 2
    letter.refresh_from_db()
    assert (letter.signed_anew_at, letter.pdf_due_at) == (later, later)


def test_the_letter_of_before_is_known_at_the_counter_too(living, at):
    letter = actions.letter("fee-order", ABOUT, DOCUMENTS["fee-order"][0], at)
    of_before = {"pdf_path": "of-before", "pdf_digest": "cd" * 32, "pdf_set_at": at}
    Letter.objects.filter(pk=letter.pk).update(**of_before, pdf_due_at=None)
    later = at + timedelta(hours=1)
    sign_anew(lose("documents", later), later, by="system")
    found = queries.verify_file("cd" * 32, b"%PDF-1.7 of before", later)
    assert (found.state, found.kind) == ("valid", queries.LETTER)
    assert queries.verify_file("ce" * 32, b"%PDF-1.7 of nobody", later).state != "valid"


def test_a_file_of_before_belongs_to_one_print(living, at):
    letter = actions.letter("fee-order", ABOUT, DOCUMENTS["fee-order"][0], at)
    for owners in ({}, {"certificate": living, "letter": letter}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FormerFile.objects.create(digest="ab" * 32, replaced_at=at, **owners)


def test_lists_are_left_to_the_worker(living, at):
    assert sign_anew(lose("lists", at), at, by="system") == Anew()


def test_the_ceremonies_are_commands_that_tell_what_they_did(living, at, capsys, tmp_path):
    call_command("issuer_keys", "list")
    assert capsys.readouterr().out.count("active") == 5
    call_command("issuer_keys", "rotate", "tokens", "--days", "3")
    assert "signs tokens from 2026-11-27 03:00 UTC" in capsys.readouterr().out
    lost = keys.issuer().key("documents", at).name
    with pytest.raises(CommandError, match="is safe"):
        call_command("issuer_keys", "sign-anew", lost)
    call_command("issuer_keys", "lose", lost)
    told = capsys.readouterr().out
    assert "owed to the press: 1 documents" in told
    call_command("issuer_keys", "change-root")
    (tmp_path / "words").write_text("six words that nobody else knows\n")
    words = f"--passphrase-file={tmp_path / 'words'}"
    call_command("issuer_keys", "back-up", str(tmp_path / "copy"), words)
    with pytest.raises(CommandError, match="never overwritten"):
        call_command("issuer_keys", "restore", str(tmp_path / "copy"), words)
    told = capsys.readouterr().out
    assert "PRIVATE" not in told
    assert "the new root is" in told
    verbs = Record.objects.filter(chain="keys:issuer").values_list("verb", flat=True)
    assert list(verbs) == ["rotate-keys", "lose-key", "change-root", "back-up-keys"]
