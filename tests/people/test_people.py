"""Persons, posts, mandates and registrations: what the acts allow and what they leave behind."""

from datetime import date, timedelta

import pytest

from zairyu.audit.queries import rows_of
from zairyu.law.problem import Refusal
from zairyu.people import actions, queries, registering, standing
from zairyu.people.models import Person, Proof, Registration

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)


def verbs(person):
    return [row.verb for row in rows_of(f"person:{person.key}")]


def test_an_address_is_one_person_whatever_the_case_of_its_letters(linh, at):
    assert queries.person_with(" LINH@Example.com ") == linh
    with pytest.raises(Exception, match=r"(?i)unique"):
        actions.join("Linh@Example.com", name="X", password=None, at=at)


def test_a_person_shows_no_name_in_logs(linh):
    assert str(linh) == linh.key
    assert "NGUYEN" not in repr(linh)
    assert "linh" not in repr(linh)


def test_a_post_counts_from_its_first_day_to_its_last(sato):
    post = sato.posts.get()
    assert queries.post_of(sato, DAY) == post
    assert queries.post_of(sato, DAY - timedelta(days=1)) is None
    post.until = DAY
    post.save()
    assert queries.post_of(sato, DAY) == post
    assert queries.post_of(sato, DAY + timedelta(days=1)) is None


def test_a_supervisor_is_found_before_an_officer(sato, at):
    actions.appoint(sato, "tokyo", "supervisor", since=DAY, at=at, by="system")
    assert queries.post_of(sato, DAY).rank == "supervisor"
    assert list(queries.officers_of("tokyo", DAY)) == [sato]


def test_there_are_no_other_ranks(linh, at):
    with pytest.raises(ValueError):
        actions.appoint(linh, "tokyo", "king", since=DAY, at=at, by="system")


def test_only_our_languages_are_kept(linh):
    actions.set_language(linh, "en")
    actions.set_language(linh, "xx")
    linh.refresh_from_db()
    assert linh.language == "en"


def test_whoever_states_a_category_waits_and_may_not_file_yet(linh, stated, at):
    assert stated.state == "stated"
    assert not standing.may_file(linh, at.date())
    assert list(registering.waiting()) == [stated]
    said = registering.stated(stated)
    assert (said.name, said.birth_on) == ("NGUYEN THI LINH", date(1995, 5, 3))


def test_what_is_stated_lies_sealed(stated, settings):
    row = Registration.objects.values().get()
    assert b"NGUYEN" not in bytes(row["details"])
    proof = Proof.objects.get()
    assert "カード".encode() not in bytes(proof.file_name)
    assert b"%PDF" not in (settings.VAR / "files" / proof.path).read_bytes()
    assert registering.proofs_of(stated) == [(proof, "カード.pdf")]


def test_without_a_second_factor_one_is_admitted_and_files_nothing_yet(sato, at):
    alone = actions.join("a@example.com", name="A", password=None, at=at)
    stated = registering.state_category(alone, "relative", name="A", birth_on=DAY, papers=[], at=at)
    registering.admit(stated, by=sato, at=at)
    alone.refresh_from_db()
    assert [one.category for one in standing.capacities(alone, at.date())] == ["relative"]
    assert not standing.may_file(alone, at.date())


def test_a_second_statement_in_a_category_waits_for_the_answer_to_the_first(linh, stated, at):
    with pytest.raises(Refusal, match="registration-waits"):
        registering.state_category(
            linh, "foreign-national", name="A", birth_on=DAY, papers=[], at=at
        )
    assert Registration.objects.count() == 1


def test_an_admitted_person_may_file_in_that_category(linh, stated, sato, at):
    registering.admit(stated, by=sato, at=at)
    linh = Person.objects.get(pk=linh.pk)
    assert [one.category for one in standing.capacities(linh, at.date())] == ["foreign-national"]
    assert standing.may_file(linh, at.date())
    assert verbs(linh) == ["join", "state-category", "admit"]


def test_a_declined_person_reads_the_reason_and_may_state_again(linh, stated, sato, at):
    with pytest.raises(Refusal, match="reason-missing"):
        registering.decline(stated, reason=" ", by=sato, at=at)
    registering.decline(stated, reason="裏の写真を加えてください。", by=sato, at=at)
    assert registering.reason_of(stated) == "裏の写真を加えてください。"
    assert not standing.may_file(linh, at.date())
    assert "裏".encode() not in bytes(Registration.objects.get().reason)
    again = registering.state_category(
        linh, "foreign-national", name="A", birth_on=DAY, papers=[], at=at
    )
    assert queries.registration_of(linh) == again


def test_of_two_officers_who_decide_at_once_the_second_is_told(stated, sato, mori, at):
    same = Registration.objects.get(pk=stated.pk)
    registering.admit(stated, by=sato, at=at)
    with pytest.raises(Refusal, match="registration-decided"):
        registering.decline(same, reason="x", by=mori, at=at)
    assert Registration.objects.get().state == "admitted"


def test_nobody_decides_on_the_own_registration(sato, at):
    mine = registering.state_category(
        sato, "foreign-national", name="S", birth_on=DAY, papers=[], at=at
    )
    with pytest.raises(Refusal, match="own-registration"):
        registering.admit(mine, by=sato, at=at)


def test_each_look_at_a_proof_is_recorded(linh, stated, sato, at):
    proof = Proof.objects.get()
    assert registering.look_at_proof(proof, by=sato, at=at, page=1).startswith(b"%PDF")
    last = rows_of(f"person:{linh.key}")[-1]
    assert (last.verb, last.by, last.ids) == (
        "read-proof",
        sato.key,
        {"proof": proof.key, "page": 1},
    )


def test_a_proof_of_someone_else_does_not_exist(stated, mallory):
    assert registering.proof_of(mallory, Proof.objects.get().key) is None
