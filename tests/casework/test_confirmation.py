"""The applicant's word on what an agent filed, who reads the letters, who stands on which side."""

from datetime import date

import pytest
from tests.casework.office import fresh, person, sealed_submission

from zairyu.casework import actions, entrusted, parties, queries, readers
from zairyu.casework.actions.lodge import receive
from zairyu.casework.models import Case, Confirmation
from zairyu.casework.refusals import CaseRefused, CaseUnknown
from zairyu.filing.models import Submission
from zairyu.law.problem import Refusal
from zairyu.notices import queries as notices
from zairyu.people import entrusting, mandates
from zairyu.people.mandates import Scope
from zairyu.people.models import Mandate, OfficerPost, OneTimeLink

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
ADDRESS = "own@example.com"  # what the form says of the applicant


@pytest.fixture
def tanaka(cast):
    return person("tanaka@example.com", "田中")


def filed(by, at, category="lawyer-scrivener", **kinds):
    """Take in an application that somebody filed in a category, for another."""
    sent = sealed_submission(by, at, **kinds)
    Submission.objects.filter(pk=sent.pk).update(category=category)
    sent.refresh_from_db()
    return receive(sent, by=by, at=at)


@pytest.fixture
def case(tanaka, at):
    """An extension that Tanaka filed for Linh, whom nobody knows by an account yet."""
    return filed(tanaka, at)


def letters_of(case, audience=None):
    found = notices.about(f"case:{case.key}", audience=audience)
    return [(one.kind, one.to) for one in found]


# Who is asked: (category, procedure) → asked.
@pytest.mark.parametrize(
    ("category", "procedure", "asked"),
    [
        ("foreign-national", "extension", False),  # filed for oneself
        ("legal-representative", "extension", False),  # acts by law
        ("relative", "extension", False),  # for a child, or who cannot act
        ("relative", "coe", True),  # the applicant abroad can speak
        ("lawyer-scrivener", "extension", True),
        ("organisation-staff", "change", True),
        ("public-interest-corporation-staff", "extension", True),
        ("registered-support-organisation-staff", "extension", True),
    ],
)
def test_the_applicant_is_asked_wherever_the_law_does_not_let_the_filer_speak(
    tanaka, at, category, procedure, asked
):
    found = filed(tanaka, at, category, procedure=procedure)
    assert (queries.word_of(found) is not None) is asked
    assert ("confirm-application", ADDRESS) in letters_of(found) or not asked


def test_the_letter_says_who_filed_and_holds_a_link_and_nothing_about_the_person(case):
    letter = next(
        one for one in notices.about(f"case:{case.key}") if one.kind == "confirm-application"
    )
    assert "田中" in letter.text
    assert "/a/" in letter.text
    assert "NGUYEN" not in letter.text
    assert case.key not in letter.text


def test_an_agent_without_a_mandate_states_one_that_waits_for_the_applicant(case, tanaka):
    mandate = fresh(case).mandate
    assert (mandate.state, mandate.agent, mandate.acts) == ("asked", tanaka, ["see", "receive"])
    actions.answer_as_applicant(case.key, "right", by=None, at=case.received_at)
    assert Mandate.objects.get().state == "confirmed"
    word = queries.word_of(case)
    assert (word.state, word.way) == ("right", "link")
    assert ("application-confirmed", "tanaka@example.com") in letters_of(case)


@pytest.mark.parametrize(
    ("word", "more", "problem"),
    [
        ("", {}, "confirm-choose"),
        ("maybe", {}, "confirm-choose"),
        ("wrong", {}, "confirm-what"),
        ("wrong", {"text": "x" * 2001}, "text-too-long"),
        ("denied", {}, "confirm-sure"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(case, at, word, more, problem):
    with pytest.raises(CaseRefused, match=problem):
        actions.answer_as_applicant(case.key, word, by=None, at=at, **more)
    assert Confirmation.objects.get().state == "asked"


def test_something_wrong_is_read_by_agent_and_officer_and_changes_nothing(case, tanaka, at):
    before = (fresh(case).state, fresh(case).lane)
    actions.answer_as_applicant(case.key, "wrong", text="住所が違います。", by=None, at=at)
    assert (fresh(case).state, fresh(case).lane) == before
    assert queries.word_of(case).text == "住所が違います。"
    assert "住所".encode() not in bytes(Confirmation.objects.get().note)
    assert ("application-questioned", "tanaka@example.com") in letters_of(case)
    assert fresh(case).unread_office == 1
    assert parties.side_of(fresh(case), tanaka) == "agent"


def test_i_did_not_ask_for_this_stops_the_agent_and_not_the_case(case, tanaka, at):
    before = fresh(case).state
    actions.answer_as_applicant(case.key, "denied", sure=True, by=None, at=at)
    now = fresh(case)
    assert now.state == before
    assert parties.side_of(now, tanaka) == "stopped"
    with pytest.raises(CaseRefused, match="side-stopped"):
        actions.withdraw(case.key, "", confirmed=True, by=tanaka, at=at)
    actions.write_to_office(case.key, "ご本人と話します。", by=tanaka, at=at)
    with pytest.raises(CaseRefused, match="confirm-denied"):
        actions.answer_as_applicant(case.key, "right", by=None, at=at)
    found = mandates.without(tanaka, ADDRESS, DAY, "extension")
    assert found.code == "people.mandate-declined"


def test_whoever_is_not_asked_cannot_answer(case, lodged, cast, tanaka, at):
    with pytest.raises(CaseUnknown):
        actions.answer_as_applicant(case.key, "right", by=cast.mallory, at=at)
    with pytest.raises(CaseRefused, match="side-agent"):
        actions.answer_as_applicant(case.key, "right", by=tanaka, at=at)
    with pytest.raises(CaseUnknown):
        actions.answer_as_applicant(lodged().key, "right", by=cast.linh, at=at)


def test_the_applicant_takes_the_case_into_the_own_account(case, cast, tanaka, at):
    assert not queries.visible_to(cast.linh).exists()
    actions.claim_case(case.key, by=cast.linh, at=at)
    assert parties.side_of(fresh(case), cast.linh) == "applicant"
    assert list(queries.visible_to(cast.linh)) == [case]
    assert Mandate.objects.get().giver == cast.linh
    with pytest.raises(CaseRefused, match="claimed-by-another"):
        actions.claim_case(case.key, by=cast.mallory, at=at)


# What each side may do: the one table.
ACTS = ("read", "answer", "tell", "pay", "receive", "withdraw", "confirm", "end")


@pytest.mark.parametrize(
    ("side", "may"),
    [
        ("own", "read answer tell pay receive withdraw"),
        ("applicant", "read answer tell pay receive withdraw confirm end"),
        ("agent", "read answer tell pay receive withdraw"),
        ("stopped", "read tell"),
        ("colleague", "read answer tell pay receive"),
    ],
)
def test_what_each_side_may_do(side, may):
    assert {act for act in ACTS if act in parties.SIDES[side]} == set(may.split())


def test_every_letter_of_an_agents_case_reaches_the_applicant_too(case, cast, at):
    actions.start_examination(case.key, by=cast.sato, at=at)
    actions.send_message(case.key, "お知らせ", by=cast.sato, at=at)
    asked = [actions.ItemAsked("納税証明書", "不足しています。")]
    actions.request_documents(case.key, asked, None, "", by=cast.sato, at=at)
    to = {}
    for kind, address in letters_of(case):
        to.setdefault(kind, set()).add(address)
    told = ("submission-completed", "acceptance-number", "about-use-of-system",
            "about-application-contents")  # fmt: skip
    for kind in told:
        assert to[kind] == {"tanaka@example.com", ADDRESS}, kind


def test_letters_speak_the_language_of_each_reader(tanaka, cast, at):
    asked = entrusting.ask(
        tanaka, cast.linh.email, Scope(mandates.ACTS, (), DAY), language="ja-x-easy", at=at
    )
    entrusting.answer(asked, True, by=cast.linh, at=at)
    said = ("common-extension.email", "online-submission.notification_email")
    found = filed(tanaka, at, **dict.fromkeys(said, cast.linh.email))
    assert (found.mandate, found.applicant) == (asked, cast.linh)
    readers_found = readers.readers(found, queries.facts_of(found), ("user",), at)
    assert [(one.to.address, one.to.language) for one in readers_found] == [
        ("tanaka@example.com", "ja"),
        ("linh@example.com", "en"),  # her account's, not what the agent said
    ]


def test_ending_a_mandate_takes_the_case_out_of_the_agents_sight_and_leaves_it_to_the_applicant(
    case, cast, tanaka, at
):
    actions.claim_case(case.key, by=cast.linh, at=at)
    entrusted.end(fresh(case).mandate, by=cast.linh, at=at)
    now = fresh(case)
    assert now.open
    assert parties.side_of(now, tanaka) == ""
    assert not queries.visible_to(tanaka).exists()
    assert list(queries.let_go_of(tanaka)) == [now]
    with pytest.raises(CaseUnknown):
        actions.write_to_office(case.key, "x", by=tanaka, at=at)
    actions.start_examination(case.key, by=cast.sato, at=at)
    asked = [actions.ItemAsked("納税証明書", "不足しています。", kind="text")]
    request = actions.request_documents(case.key, asked, None, "", by=cast.sato, at=at)
    item = request.items.get()
    actions.answer_text(case.key, item.key, "同封します。", by=cast.linh, at=at)
    actions.submit_documents(case.key, by=cast.linh, at=at)
    later = [one for one in letters_of(case) if one[0] == "about-application-contents"]
    assert later == [("about-application-contents", "linh@example.com")]
    both = {one.to for one in notices.about(f"mandate:{now.mandate.key}")}
    assert both == {"linh@example.com", "tanaka@example.com"}


def test_an_agent_does_not_give_back_what_nobody_could_take_over(tanaka, at):
    empty = {"common-extension.email": "", "online-submission.notification_email": ""}
    found = filed(tanaka, at, **empty)
    assert not queries.word_of(found).reachable
    with pytest.raises(Refusal, match="mandate-orphans"):
        entrusted.end(found.mandate, by=tanaka, at=at)
    assert list(queries.visible_to(tanaka)) == [found]


@pytest.mark.parametrize("part", ["filer", "applicant", "giver", "agent"])
def test_an_officer_with_a_part_in_a_case_never_meets_it_at_the_desk(case, cast, at, part):
    """No list, no search, no act, no second pair of eyes."""
    if part in ("filer", "applicant"):
        Case.objects.filter(pk=case.pk).update(**{part: cast.sato})
    else:
        Mandate.objects.update(**{part: cast.sato})
    now = fresh(case)
    with pytest.raises(CaseRefused, match="own-application"):
        parties.officer(now, cast.sato, at)
    with pytest.raises(CaseRefused, match="own-application"):
        actions.assign(case.key, cast.sato, by=cast.mori, at=at)
    if part in ("filer", "applicant"):
        post = OfficerPost.objects.get(person=cast.sato)
        assert not queries.in_charge_of(post).exists()
        assert queries.queue(post, at).rows == []
        assert queries.find(post, now.number) is None


def test_a_new_link_goes_to_the_address_on_file_a_few_times_a_day(case, at):
    made = OneTimeLink.objects.count()
    assert queries.case_with(queries.number_shown(case), "1995-05-03") == case
    assert queries.case_with(queries.number_shown(case), "1995-05-04") is None
    assert queries.case_with("東オン 0000-0000-0", "1995-05-03") is None
    sent = [actions.send_link(case, at=at) for _ in range(9)]
    assert sum(sent) == 6 - made
    assert not sent[-1]


def test_what_was_filed_is_looked_at_in_the_record(case, at):
    found = actions.read_as_applicant(case, by=None, at=at)
    assert found["common-extension.name"] == "NGUYEN THI LINH"
