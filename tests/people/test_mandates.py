"""Mandates: what they cover on a day, who may answer and end them, and what nobody learns."""

from datetime import date, timedelta

import pytest

from zairyu.audit.queries import rows_of
from zairyu.law.problem import Refusal
from zairyu.people import actions, assisting, entrusting, links, mandates
from zairyu.people.keys import auth_id_shown
from zairyu.people.mandates import ACTS, Scope
from zairyu.people.models import Mandate, MandatePaper, OneTimeLink
from zairyu.people.registering import Paper

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"


def scope(**kinds):
    known = {"acts": ACTS, "procedures": (), "since": DAY, "until": None}
    return Scope(**(known | kinds))


@pytest.fixture
def tanaka(db, at):
    """Tanaka: a scrivener."""
    return actions.join("tanaka@example.com", name="田中", password=None, at=at)


@pytest.fixture
def mandate(linh, tanaka, at):
    """What Linh entrusted to Tanaka: extensions, until the end of the year."""
    asked = entrusting.ask(
        tanaka, linh.email, scope(procedures=("extension",), until=date(2026, 12, 31)), at=at
    )
    return entrusting.answer(asked, True, by=linh, at=at)


@pytest.mark.parametrize(
    ("on", "procedure", "act", "problem"),
    [
        (date(2026, 11, 23), "extension", "file", "mandate-not-yet"),  # the day before the first
        (date(2026, 11, 24), "extension", "file", None),
        (date(2026, 12, 31), "extension", "file", None),  # the last day counts
        (date(2027, 1, 1), "extension", "file", "mandate-over"),
        (date(2026, 12, 1), "change", "file", "mandate-other-procedure"),
        (date(2026, 12, 1), "extension", "receive", None),
    ],
)
def test_a_mandate_carries_what_it_names_on_its_days(mandate, on, procedure, act, problem):
    found = mandates.trouble(mandate, on, procedure=procedure, act=act)
    assert (found.code if found else None) == (f"people.{problem}" if problem else None)


def test_what_is_not_named_is_not_entrusted(linh, tanaka, at):
    asked = entrusting.ask(tanaka, linh.email, scope(acts=("see",)), at=at)
    given = entrusting.answer(asked, True, by=linh, at=at)
    assert mandates.trouble(given, DAY, act="file").code == "people.mandate-other-act"
    assert mandates.trouble(given, DAY, procedure="coe", act="see") is None  # none named: all


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", "mandate-whom"),
        ("linh", "mandate-whom"),
        ("linh@example", "mandate-whom"),
        ("a b@example.com", "mandate-whom"),
        ("tanaka@example.com", "own-agent"),
    ],
)
def test_whom_one_asks_is_named_exactly(tanaka, at, typed, problem):
    with pytest.raises(Refusal, match=problem):
        entrusting.ask(tanaka, typed, scope(), at=at)


@pytest.mark.parametrize(
    ("kinds", "problem"),
    [
        ({"acts": ()}, "mandate-acts"),
        ({"acts": ("fly",)}, "mandate-acts"),
        ({"procedures": ("naturalisation",)}, "mandate-procedures"),
        ({"until": DAY - timedelta(days=1)}, "mandate-days"),
        ({"since": DAY + timedelta(days=9), "until": DAY + timedelta(days=8)}, "mandate-days"),
    ],
)
def test_a_scope_that_says_nothing_is_refused(tanaka, at, kinds, problem):
    with pytest.raises(Refusal, match=problem):
        entrusting.ask(tanaka, "linh@example.com", scope(**kinds), at=at)


def test_who_asks_does_not_learn_whether_there_is_an_account(linh, tanaka, at):
    known = entrusting.ask(tanaka, linh.email, scope(), name="L", at=at)
    unknown = entrusting.ask(tanaka, "nobody@example.com", scope(), name="L", at=at)
    by_id = entrusting.ask(tanaka, auth_id_shown(linh.auth_id), scope(), name="L", at=at)
    for one in (known, unknown, by_id):
        assert mandates.giver_name(one) == "L"
        assert one.state == "asked"
    offered = entrusting.offer(linh, tanaka.email, scope(), at=at)
    assert mandates.agent_name(offered) == ""
    assert mandates.agent_name(entrusting.answer(offered, True, by=tanaka, at=at)) == "田中"


def test_addresses_and_names_lie_sealed(tanaka, at):
    entrusting.ask(tanaka, "nobody@example.com", scope(), name="GURUNG SITA", at=at)
    row = Mandate.objects.values().get()
    assert b"GURUNG" not in bytes(row["giver_name"])
    assert b"nobody" not in bytes(row["giver_address"])
    assert "nobody" not in row["giver_mark"]


def test_only_the_side_that_was_asked_answers_and_only_once(linh, tanaka, mallory, at):
    asked = entrusting.ask(tanaka, linh.email, scope(), at=at)
    for other in (tanaka, mallory):
        with pytest.raises(Refusal, match="not-yours"):
            entrusting.answer(asked, True, by=other, at=at)
    entrusting.answer(asked, False, by=linh, at=at)
    with pytest.raises(Refusal, match="answered"):
        entrusting.answer(asked, True, by=linh, at=at)
    assert mandates.trouble(Mandate.objects.get(), DAY).code == "people.mandate-declined"


def test_either_side_ends_it_at_once_and_nobody_else(linh, tanaka, mallory, mandate, at):
    with pytest.raises(Refusal, match="not-yours"):
        entrusting.end(mandate, by=mallory, at=at)
    ended = entrusting.end(mandate, by=linh, at=at)
    assert mandates.trouble(ended, DAY).code == "people.mandate-ended"
    with pytest.raises(Refusal, match="over-already"):
        entrusting.end(mandate, by=tanaka, at=at)
    verbs = [row.verb for row in rows_of(f"person:{linh.key}")]
    assert verbs[-2:] == ["confirm-mandate", "take-back"]


def test_a_mandate_of_an_address_is_found_by_the_account_it_gets_later(tanaka, at):
    asked = entrusting.ask(tanaka, "Sita@Example.com", scope(), at=at)
    sita = actions.join("sita@example.com", name="SITA", password=None, at=at)
    assert list(mandates.given_by(sita)) == [asked]
    given = entrusting.answer(asked, True, by=sita, at=at)
    assert given.giver == sita


def test_nobody_writes_to_strangers_without_end(tanaka, at, monkeypatch):
    monkeypatch.setattr(entrusting, "MOST_A_DAY", 2)
    for name in ("a", "b"):
        entrusting.ask(tanaka, f"{name}@example.com", scope(), at=at)
    with pytest.raises(Refusal, match="too-many"):
        entrusting.ask(tanaka, "c@example.com", scope(), at=at)
    entrusting.ask(tanaka, "c@example.com", scope(), at=at + timedelta(days=1, minutes=1))


# What an agent may file for an address without naming a mandate: (what was before) → refused with.
@pytest.mark.parametrize(
    ("before", "refused"),
    [
        ((), None),  # never asked: the applicant is asked at once
        (("ask",), None),
        (("ask", "confirm"), None),
        (("ask", "decline"), "mandate-declined"),
        (("ask", "confirm", "end"), "mandate-ended"),
        (("ask", "confirm", "suspend"), "mandate-suspended"),
        (("ask", "confirm", "end", "ask"), "mandate-ended"),  # asking again is not an answer
        (("state",), None),
        (("state", "confirm"), None),  # a yes to one application is none to the next
        (("state", "suspend"), "mandate-declined"),
    ],
)
def test_no_way_leads_round_an_answer_of_the_applicant(linh, tanaka, at, before, refused):
    made = None
    for step in before:
        if step == "ask":
            made = entrusting.ask(tanaka, linh.email, scope(), at=at)
        elif step == "state":
            made = entrusting.state_at_filing(tanaka, "L", linh.email, "ja", "extension", at=at)
        elif step in ("confirm", "decline"):
            made = entrusting.answer(made, step == "confirm", by=linh, at=at)
        elif step == "end":
            entrusting.end(made, by=linh, at=at)
        else:
            entrusting.suspend(made, at=at)
    found = mandates.without(tanaka, linh.email, DAY, "extension")
    assert (found.code if found else None) == (f"people.{refused}" if refused else None)


def test_papers_that_prove_it_lie_sealed_and_only_the_two_sides_add_them(
    linh, tanaka, mallory, mandate, at, settings
):
    paper = [Paper("委任状.pdf", "application/pdf", PDF)]
    with pytest.raises(Refusal, match="not-yours"):
        entrusting.add_papers(mandate, "letter-of-attorney", paper, by=mallory, at=at)
    with pytest.raises(Refusal, match="paper-kind"):
        entrusting.add_papers(mandate, "love-letter", paper, by=tanaka, at=at)
    entrusting.add_papers(mandate, "letter-of-attorney", paper, by=tanaka, at=at)
    kept = MandatePaper.objects.get()
    assert "委任状".encode() not in bytes(kept.file_name)
    assert PDF not in (settings.VAR / "files" / kept.path).read_bytes()
    assert entrusting.read_paper(kept, by=linh, at=at) == PDF
    with pytest.raises(Refusal, match="papers-many"):
        entrusting.add_papers(mandate, "other", paper * 5, by=tanaka, at=at)


def test_a_link_opens_once_within_its_days_and_closes_after_five_wrong_tries(at):
    token = links.make("case", "case:x", at=at)
    assert token not in str(OneTimeLink.objects.values().get())
    assert links.find(token, "mandate", at=at) is None
    assert links.find(token, "case", at=at + timedelta(days=15)) is None
    link = links.find(token, "case", at=at + timedelta(days=13))
    assert links.use(link, at=at)
    assert not links.use(link, at=at)
    assert links.find(token, "case", at=at) is None
    second = links.find(other := links.make("case", "case:x", at=at), "case", at=at)
    assert [links.miss(second) for _ in range(5)] == [4, 3, 2, 1, 0]
    assert links.find(other, "case", at=at) is None
    assert not links.use(second, at=at)


def test_an_assistant_works_from_the_yes_until_the_moment_of_leaving(linh, tanaka, at, monkeypatch):
    with pytest.raises(Refusal, match="assistant-of-nobody"):
        assisting.invite(tanaka, linh.email, at=at)
    monkeypatch.setattr(assisting.standing, "may_file", lambda person, on: True)
    asked = assisting.invite(tanaka, linh.email, at=at)
    assert not assisting.agents_of(linh, DAY)
    assisting.accept(asked, by=linh, at=at)
    assert list(assisting.agents_of(linh, DAY)) == [tanaka]
    assisting.leave(asked, by=tanaka, at=at)
    assert not assisting.agents_of(linh, DAY)
    with pytest.raises(Refusal, match="assistant-answered"):
        assisting.accept(asked, by=linh, at=at)
