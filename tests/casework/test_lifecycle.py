"""The lifecycle through the acts: whatever people try, in whatever order, these things hold."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.casework.office import fresh, grant, make_cast, refusal, sealed_submission

from zairyu.audit.queries import first_broken_row, rows_of
from zairyu.casework import actions, queries
from zairyu.casework.actions import ItemAsked, Mending
from zairyu.casework.actions.lodge import receive
from zairyu.casework.lanes import is_open, lane
from zairyu.casework.refusals import CaseUnknown
from zairyu.certificates import queries as certificates
from zairyu.law import lifecycle
from zairyu.law.dates import legal_day
from zairyu.law.problem import Refusal

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
OUTSIDE = ("審査中", "申請完了", "追完待ち")  # what a refusal may look like from outside


class Office(RuleBasedStateMachine):
    """People of both sides who try everything, also what they may not."""

    def __init__(self) -> None:
        super().__init__()
        self.game = transaction.atomic()  # each game is undone at its end
        self.game.__enter__()
        self.cast = make_cast()
        self.at = START
        self.case = None

    def attempt(self, act, *args, **kinds) -> bool:
        """Try an act; a refusal must leave everything as it was."""
        before = fresh(self.case)
        rows = len(rows_of(f"case:{self.case.key}"))
        try:
            act(self.case.key, *args, at=self.at, **kinds)
        except (Refusal, CaseUnknown):
            after = fresh(self.case)
            assert (after.state, after.version) == (before.state, before.version)
            assert len(rows_of(f"case:{self.case.key}")) == rows
            return False
        assert len(rows_of(f"case:{self.case.key}")) > rows
        return True

    @precondition(lambda self: self.case is None)
    @rule(
        procedure=st.sampled_from(["extension", "change", "coe"]),
        delivery=st.sampled_from(["mailing", "counter"]),
    )
    def lodge(self, procedure, delivery):
        submission = sealed_submission(
            self.cast.linh, self.at, procedure=procedure, delivery=delivery
        )
        self.case = receive(submission, by=self.cast.linh, at=self.at)

    @precondition(lambda self: self.case)
    @rule(days=st.integers(0, 12))
    def wait(self, days):
        self.at += timedelta(days=days, minutes=1)

    @precondition(lambda self: self.case)
    @rule(who=st.sampled_from(["sato", "mori", "linh", "mallory", "osaka"]))
    def start(self, who):
        done = self.attempt(actions.start_examination, by=getattr(self.cast, who))
        assert not (done and who in ("linh", "mallory", "osaka"))

    @precondition(lambda self: self.case)
    @rule()
    def request(self):
        item = ItemAsked("納税証明書", "確認のため", kind="text")
        self.attempt(actions.request_documents, [item], None, "", by=self.cast.sato)

    @precondition(lambda self: self.case)
    @rule(answered=st.booleans())
    def hand_in(self, answered):
        for request in queries.requests_of(self.case):
            for item in request.items if answered else []:
                self.attempt(actions.answer_text, item.key, "はい", by=self.cast.linh)
        self.attempt(actions.submit_documents, by=self.cast.linh)

    @precondition(lambda self: self.case)
    @rule()
    def resume(self):
        self.attempt(actions.resume, by=self.cast.sato)

    @precondition(lambda self: self.case)
    @rule(yes=st.booleans(), who=st.sampled_from(["sato", "mori"]))
    def recommend(self, yes, who):
        proposal = grant(period="P1Y") if yes else refusal()
        self.attempt(actions.recommend, proposal, by=getattr(self.cast, who))

    @precondition(lambda self: self.case)
    @rule(yes=st.booleans(), who=st.sampled_from(["sato", "mori", "ono", "linh"]))
    def decide(self, yes, who):
        person = getattr(self.cast, who)
        proposed = queries.recommendation_of(self.case)
        if self.attempt(actions.approve if yes else actions.refuse, by=person):
            assert who in ("mori", "ono")
            assert proposed.officer_id != person.pk

    @precondition(lambda self: self.case)
    @rule(who=st.sampled_from(["sato", "mori"]), misprint=st.booleans())
    def propose_correction(self, who, misprint):
        kind = "clerical" if misprint else "decision"
        name = f"LINH {self.at:%H%M%S}".translate(str.maketrans("0123456789", "ABCDEFGHIJ"))
        mending = Mending(kind, "誤り", "根拠", {"name": name} if misprint else {})
        if self.attempt(actions.propose_correction, mending, by=getattr(self.cast, who)):
            assert who == "mori"

    @precondition(lambda self: self.case)
    @rule(who=st.sampled_from(["sato", "mori", "ono", "linh"]))
    def agree_correction(self, who):
        if self.attempt(actions.agree_correction, by=getattr(self.cast, who)):
            assert who == "ono"

    @precondition(lambda self: self.case)
    @rule()
    def send_back(self):
        self.attempt(actions.send_back, "もう一度", by=self.cast.ono)

    @precondition(lambda self: self.case)
    @rule(amount=st.sampled_from([100, 27330, 60000]))
    def pay(self, amount):
        order = queries.order_of(self.case)
        if order is None:
            return
        reference = f"B{len(rows_of(f'case:{self.case.key}'))}"
        try:
            actions.record_payment(
                order.key, amount, legal_day(self.at), reference, by=self.cast.sato, at=self.at
            )
        except Refusal:
            return

    @precondition(lambda self: self.case)
    @rule(good=st.booleans())
    def issue(self, good):
        if queries.decision_of(self.case) is None:
            return
        try:
            wanted = queries.print_data(self.case, legal_day(self.at))
        except Refusal:
            return
        printed = wanted if good else wanted | {"name": "X"}
        self.attempt(actions.compare_print, printed, by=self.cast.sato)
        papers = [item.paper for item in queries.returns_of(self.case)]
        self.attempt(actions.record_return_documents, papers, by=self.cast.sato)
        done = self.attempt(actions.dispatch, "1234", by=self.cast.sato)
        done |= self.attempt(actions.hand_over, "passport", by=self.cast.sato)
        assert good or not done

    @precondition(lambda self: self.case)
    @rule()
    def notify(self):
        self.attempt(actions.notify_refusal, "sent", by=self.cast.sato)

    @precondition(lambda self: self.case)
    @rule(sure=st.booleans())
    def withdraw(self, sure):
        done = self.attempt(actions.withdraw, "", confirmed=sure, by=self.cast.linh)
        assert sure or not done

    @invariant()
    def what_always_holds(self):
        if self.case is None:
            return
        case = fresh(self.case)
        assert case.lane == lane(case.state, assigned=case.officer_id is not None)
        assert case.open == is_open(case.state)
        self._walked(case)
        self._proved(case)
        self._kept_quiet(case)

    def _walked(self, case) -> None:
        """The timeline is a walk through the table of moves, and ends where the case stands."""
        state = "ready"
        for row in queries.moves_of(case):
            assert row.before == state
            if row.event in lifecycle.CASE.moves:
                assert row.after == lifecycle.after(state, row.event, row.actor)
            state = row.after
        assert state == case.state

    def _proved(self, case) -> None:
        """The proof lives as long as the law calls the case pending, and its days last."""
        verdict = certificates.verify(case.receipt.code, self.at)
        last = case.receipt.holds_until  # a verdict on what has ended names no day any more
        in_time = last is None or legal_day(self.at) <= last
        pending = lifecycle.state(case.state).pending_in_law
        assert (verdict.state in ("pending", "valid")) == (pending and in_time)

    def _kept_quiet(self, case) -> None:
        decision = queries.decision_of(case)
        if decision is None or decision.outcome != "refuse" or decision.notified_at:
            return
        assert queries.decision_told(case) is None
        if case.state == "refused":
            assert queries.state_shown(case).headline["ja"] in OUTSIDE
        told = {row.event for row in queries.timeline(case, "ja")}
        assert "refuse" not in told

    def teardown(self):
        try:
            assert first_broken_row() is None
        finally:
            transaction.set_rollback(True)
            self.game.__exit__(None, None, None)


@pytest.mark.slow
@pytest.mark.django_db
def test_whatever_people_try_these_things_hold():
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.parametrize("case", lifecycle.CASE.moves.values(), ids=lambda move: move.event)
def test_every_event_is_worded_for_both_sides(case):
    assert {"ja", "en", "ja-x-easy"} <= set(case.words)
