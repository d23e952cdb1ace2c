"""The table of moves: what it allows, who may move, what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zairyu.law import lifecycle
from zairyu.law.lifecycle import CASE, ECOE, INITIAL, MoveRefused
from zairyu.law.tables import UnknownKey

WAYS = [  # a journey each: events and who makes them
    "complete/applicant submit/applicant accept/system start-examination/officer recommend/officer "
    "approve/supervisor issue-electronically/system confirm-delivery/system close/system",
    "complete/applicant submit/applicant accept/system start-examination/officer "
    "office-message/officer request-additional-documents/officer "
    "submit-additional-documents/applicant resume-examination/officer recommend/officer "
    "approve/supervisor ask-for-payment/system confirm-payment/system "
    "ask-for-return-documents/system confirm-return-documents/officer dispatch/officer "
    "confirm-delivery/system close/system",
    "complete/applicant submit/applicant accept/system start-examination/officer recommend/officer "
    "approve/supervisor ask-for-payment/system confirm-payment/system ready-at-counter/system "
    "hand-over/officer close/system",
]


@pytest.mark.parametrize("way", WAYS)
def test_the_journeys_reach_their_end(way):
    state = INITIAL
    for step in way.split():
        event, by = step.split("/")
        state = lifecycle.after(state, event, by)
    assert state == "closed"


HEADLINES = {
    "申請完了": ["submitted", "received"],
    "審査中": ["in-examination", "additional-documents-received", "recommended", "refused"],
    "追完待ち": ["additional-documents-requested"],
    "発行待ち": [
        "approved", "awaiting-payment", "paid", "awaiting-return-documents",
        "return-documents-received", "awaiting-counter-pickup",
    ],
    "完了": ["issued", "delivered", "closed", "withdrawn", "turned-away", "lapsed"],
}  # fmt: skip


@pytest.mark.parametrize(("headline", "states"), HEADLINES.items())
def test_the_headline_is_the_word_of_the_real_system(headline, states):
    assert {lifecycle.state(key).headline["ja"] for key in states} == {headline}


def test_a_refusal_that_is_not_notified_reads_like_an_examination():
    refused, examined = lifecycle.state("refused"), lifecycle.state("recommended")
    assert refused.shown_until_notified == "recommended"
    for word in ("label", "headline", "next_step", "must_act", "pending_in_law"):
        assert getattr(refused, word) == getattr(examined, word)


def test_what_would_tell_an_outcome_too_early_is_hidden():
    hidden = {move.event for move in lifecycle.events() if move.hidden}
    assert {"recommend", "send-back", "refuse"} <= hidden


def test_only_a_supervisor_decides():
    assert {lifecycle.event(event).by for event in ("approve", "refuse")} == {"supervisor"}
    for by in ("officer", "applicant", "system"):
        with pytest.raises(MoveRefused):
            lifecycle.after("recommended", "approve", by)


def test_a_filed_application_cannot_be_edited_or_deleted():
    filed = [key for key in CASE.states if key not in ("draft", "ready")]
    for key in filed:
        assert not {"edit", "complete", "delete", "expire-draft"} & set(CASE.events_from(key))


def test_a_withdrawal_ends_where_the_decision_was_not_yet_recommended():
    for key in CASE.move("withdraw").sources:
        assert lifecycle.after(key, "withdraw", "applicant") == "withdrawn"
    with pytest.raises(MoveRefused):
        lifecycle.after("approved", "withdraw", "applicant")


def test_a_permission_takes_effect_with_the_hand_over_or_the_dispatch_alone():
    effective = {m.event for m in lifecycle.events() if "takes effect" in (m.effect or "")}
    assert effective == {"dispatch", "dispatch-direct", "hand-over"}
    for event in effective:
        assert not lifecycle.state(lifecycle.event(event).to).pending_in_law
        assert all(lifecycle.state(key).pending_in_law for key in lifecycle.event(event).sources)


def test_the_refusal_names_what_would_be_allowed():
    with pytest.raises(MoveRefused) as refused:
        lifecycle.after("draft", "submit", "applicant")
    assert refused.value.problem.code == "event-not-allowed"
    assert refused.value.problem.params["allowed"] == "edit, complete, delete"


def test_an_unknown_event_and_an_unknown_state_are_told():
    with pytest.raises(UnknownKey):
        lifecycle.after("draft", "vanish")
    with pytest.raises(UnknownKey):
        lifecycle.state("nowhere")


@given(st.lists(st.sampled_from(sorted(CASE.moves)), max_size=12))
def test_whatever_happens_an_application_is_in_a_known_state_and_ends_stay_ends(events):
    state = INITIAL
    for event in events:
        try:
            after = lifecycle.after(state, event)
        except MoveRefused:
            continue
        assert not lifecycle.state(state).terminal
        state = after
        assert state in CASE.states


def test_the_electronic_certificate_is_received_then_used_or_over():
    state = ECOE.after(ECOE.initial, "register-ecoe-receipt", "receiver")
    assert ECOE.after(state, "use-for-landing", "border") == "ecoe-used"
    assert ECOE.after(state, "expire", "system") == "ecoe-expired"
    with pytest.raises(MoveRefused):
        ECOE.after("ecoe-expired", "use-for-landing", "border")
