"""Whose hand may do what with a draft: one table, and the days on which it changes."""

from datetime import date, timedelta

import pytest
from tests.filing.making import filled
from tests.making.standing import files_as

from zairyu.audit.queries import rows_of
from zairyu.demo import journeys
from zairyu.filing import access, actions, queries
from zairyu.filing.models import Draft, DraftShare
from zairyu.filing.refusals import FilingRefused, NotThere
from zairyu.people import actions as joining
from zairyu.people import assisting, entrusting, mandates
from zairyu.people.mandates import Scope

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
DAY = date(2026, 11, 24)
SECTION = "common-extension"
AGENT = {
    "agent_name": "田中　一郎",
    "agent_postal_code": "1010047",
    "agent_address": "東京都千代田区内神田１丁目２番３号",
    "agent_organization": "田中行政書士事務所",
    "agent_telephone": "0312340000",
}


def joined(name, at, *categories):
    person = joining.join(
        f"{name}@example.com", name=name.upper(), password=None, at=at, totp_secret=SECRET
    )
    return files_as(person, *categories)


@pytest.fixture
def tanaka(db, at):
    """Tanaka: a scrivener."""
    return joined("tanaka", at, "lawyer-scrivener")


@pytest.fixture
def hana(db, at):
    """Hana: prepares Tanaka's drafts."""
    return joined("hana", at)


@pytest.fixture
def helped(tanaka, hana, at):
    return assisting.accept(assisting.invite(tanaka, hana.email, at=at), by=hana, at=at)


def entrusted(linh, tanaka, at, **kinds):
    known = {"acts": mandates.ACTS, "procedures": (), "since": DAY, "until": None} | kinds
    asked = entrusting.ask(tanaka, linh.email, Scope(**known), at=at)
    return entrusting.answer(asked, True, by=linh, at=at)


@pytest.fixture
def handed(draft, linh, tanaka, at):
    """The draft of Linh in Tanaka's hands until the end of the year."""
    mandate = entrusted(linh, tanaka, at)
    actions.hand(draft.key, mandate, date(2026, 12, 31), by=linh, at=at)
    return mandate


def hand_of(draft, person, on=DAY):
    found = access.find(draft.key, person, on)
    return found.hand if found else None


@pytest.mark.parametrize(
    ("hand", "may"),
    [
        ("owner", {"see", "edit", "file", "hand", "discard"}),
        ("agent", {"see", "edit", "file"}),
        ("assistant", {"see", "edit"}),
    ],
)
def test_what_each_hand_may_do(hand, may):
    assert access.MAY[hand] == may


def test_a_draft_is_in_the_hands_it_was_given_to_and_in_no_others(
    draft, linh, tanaka, hana, helped, mallory, at
):
    people = {"linh": linh, "tanaka": tanaka, "hana": hana, "mallory": mallory}

    def hands():
        return {name: hand_of(draft, person) for name, person in people.items()}

    nobody = dict.fromkeys(people)
    assert hands() == nobody | {"linh": "owner"}
    actions.hand(draft.key, entrusted(linh, tanaka, at), None, by=linh, at=at)
    both = {"linh": "owner", "tanaka": "agent", "hana": "assistant"}
    assert hands() == nobody | both
    for person in people.values():  # the list knows the same
        listed = [card.key for card in queries.drafts_of(person, DAY)]
        assert listed == ([draft.key] if hand_of(draft, person) else [])
    actions.take_draft_back(draft.key, by=linh, at=at)
    assert hands() == nobody | {"linh": "owner"}


@pytest.mark.parametrize("end", ["share over", "mandate over", "mandate ended", "suspended"])
def test_a_hand_is_taken_away_by_the_day_or_at_once(draft, linh, tanaka, hana, helped, at, end):
    until = date(2026, 12, 31) if end == "mandate over" else None
    mandate = entrusted(linh, tanaka, at, until=until)
    last = date(2026, 12, 31) if end == "share over" else None
    actions.hand(draft.key, mandate, last, by=linh, at=at)
    on = DAY
    if end in ("share over", "mandate over"):
        assert hand_of(draft, tanaka, date(2026, 12, 31)) == "agent"  # the last day counts
        on = date(2027, 1, 1)
    elif end == "mandate ended":
        entrusting.end(mandate, by=linh, at=at)
    else:
        entrusting.suspend(mandate, at=at)
    assert hand_of(draft, tanaka, on) is None
    assert hand_of(draft, hana, on) is None
    assert queries.drafts_of(tanaka, on) == []
    assert hand_of(draft, linh, on) == "owner"  # the draft stays


def test_a_draft_handed_before_the_yes_is_in_the_agents_hands_with_it(draft, linh, tanaka, at):
    offered = entrusting.offer(
        linh, tanaka.email, Scope(("see", "prepare", "file"), ("extension",), DAY), at=at
    )
    actions.hand(draft.key, offered, None, by=linh, at=at)
    assert hand_of(draft, tanaka) is None
    entrusting.answer(offered, True, by=tanaka, at=at)
    assert hand_of(draft, tanaka) == "agent"
    assert access.find(draft.key, tanaka, DAY).category == "lawyer-scrivener"
    assert access.find(draft.key, linh, DAY).category == "foreign-national"


@pytest.mark.parametrize(
    ("kinds", "problem"),
    [
        ({"procedures": ("change",)}, "mandate-other-procedure"),
        ({"acts": ("see", "file")}, "mandate-other-act"),
        ({"acts": ("see", "prepare")}, "mandate-other-act"),
    ],
)
def test_a_draft_is_not_handed_on_a_mandate_that_does_not_cover_it(
    draft, linh, tanaka, at, kinds, problem
):
    mandate = entrusted(linh, tanaka, at, **kinds)
    with pytest.raises(FilingRefused, match=problem):
        actions.hand(draft.key, mandate, None, by=linh, at=at)
    assert not DraftShare.objects.exists()


def test_a_draft_is_in_one_agents_hands_at_a_time(draft, linh, handed, at):
    with pytest.raises(FilingRefused, match="handed-already"):
        actions.hand(draft.key, handed, None, by=linh, at=at)


@pytest.mark.parametrize("who", ["tanaka", "hana"])
def test_only_the_owner_hands_on_and_throws_away(draft, handed, helped, at, who, request):
    person = request.getfixturevalue(who)
    for act in (
        lambda: actions.hand(draft.key, handed, None, by=person, at=at),
        lambda: actions.take_draft_back(draft.key, by=person, at=at),
        lambda: actions.discard(draft.key, by=person, at=at),
    ):
        with pytest.raises(FilingRefused):
            act()
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_two_people_at_one_section_learn_of_each_other(draft, linh, tanaka, handed, at):
    section = next(iter(queries.draft_of(linh, draft.key).progress))
    first = actions.save_answers(draft.key, section, {}, 0, by=linh, at=at)
    assert first.draft.versions[section][2] == linh.key
    typed = {f"{SECTION}.name": ["NGUYEN"]}
    later = actions.save_answers(draft.key, section, typed, 0, by=tanaka, at=at)
    if later.conflict:
        other = queries.content_of(queries.draft_of(linh, draft.key)).others[section]
        assert other["by"] == tanaka.key
    verbs = [(row.verb, row.by) for row in rows_of(f"person:{linh.key}")]
    assert ("save-section", linh.key) in verbs
    assert verbs[-1][1] in (linh.key, tanaka.key)  # the owner's chain holds both


def test_an_assistant_says_ready_and_a_change_takes_it_back(
    draft, linh, tanaka, hana, handed, helped, at
):
    with pytest.raises(FilingRefused, match="not-owner"):
        actions.say_ready(draft.key, by=tanaka, at=at)
    actions.say_ready(draft.key, by=hana, at=at)
    assert Draft.objects.get(pk=draft.pk).ready_by == hana
    assert queries.drafts_of(tanaka, DAY)[0].ready_at == at
    actions.save_facts(draft.key, {}, by=tanaka, at=at)
    assert Draft.objects.get(pk=draft.pk).ready_at is None


def test_an_assistant_who_left_sees_nothing_from_that_moment(draft, hana, handed, helped, at):
    assert hand_of(draft, hana) == "assistant"
    assisting.leave(helped, by=hana, at=at)
    with pytest.raises(NotThere):
        queries.draft_of(hana, draft.key, DAY)


class TestFiling:
    """Who may press the button, on a whole draft."""

    @pytest.fixture
    def whole(self, tanaka, at):
        journey = journeys.journey("engineer")
        agent = {f"work-qualification.{name}": said for name, said in AGENT.items()}
        return queries.draft_of(tanaka, filled(journey, tanaka, at, agent).key)

    def refused(self, draft, by, on=DAY):
        found = access.find(draft.key, by, on)
        problem = access.filing_refusal(found, by, queries.content_of(found), on)
        return problem.code if problem else None

    def test_the_mandate_named_carries_the_filing_or_stops_it(self, whole, linh, tanaka, at):
        until = date(2026, 12, 31)
        mandate = entrusted(linh, tanaka, at, until=until)
        actions.name_mandate(whole.key, mandate, "ja-x-easy", by=tanaka, at=at)
        assert self.refused(whole, tanaka) is None
        assert self.refused(whole, tanaka, until + timedelta(days=1)) == "people.mandate-over"
        entrusting.end(mandate, by=linh, at=at)
        assert self.refused(whole, tanaka) == "people.mandate-ended"
        fresh = queries.draft_of(tanaka, whole.key)
        once = queries.once_of(fresh)
        with pytest.raises(FilingRefused, match="mandate-ended"):
            actions.prepare(whole.key, once, tanaka, at)
        assert fresh.state == "open"  # the draft stays

    def test_an_ended_mandate_is_not_got_round_by_naming_none(self, whole, linh, tanaka, at):
        told = queries.content_of(whole).answers
        address = next(v for k, v in told.items() if k.endswith("notification_email"))
        asked = entrusting.ask(tanaka, address, Scope(mandates.ACTS, (), DAY), at=at)
        entrusting.answer(asked, True, by=None, at=at)
        assert self.refused(whole, tanaka) is None
        entrusting.end(asked, by=None, at=at)
        assert self.refused(whole, tanaka) == "people.mandate-ended"

    def test_a_licence_that_ended_yesterday_stops_the_filing_and_keeps_the_draft(
        self, whole, tanaka, at
    ):
        files_as(tanaka, "lawyer-scrivener", until=DAY)
        assert self.refused(whole, tanaka) is None
        assert self.refused(whole, tanaka, DAY + timedelta(days=1)) == "filing.capacity-ended"

    def test_an_assistant_does_not_file(self, whole, hana, helped, at):
        assert self.refused(whole, hana) == "filing.assistant"
        once = queries.once_of(queries.draft_of(hana, whole.key, DAY))
        with pytest.raises(FilingRefused, match="assistant"):
            actions.prepare(whole.key, once, hana, at)
