"""A president extends; his stay ends while the case is open, and the proof carries him over."""

from datetime import timedelta

from tests.browser import filing, office
from tests.browser.proofs import code_of, verdict


def test_a_president_extends_and_the_special_period_carries_him_to_the_counter(hand, chromium):
    hand.sign_in("rahman")
    began = hand.today()
    filed = filing.file(hand, "president", began)
    key, code = filed.key, code_of(hand, filed.key)
    assert verdict(hand, code) in ("valid", "pending")
    hand.move_to(began + timedelta(days=20))
    hand.go(f"/cases/{key}/")
    assert {"ja": "特例期間", "en": "special period"}[hand.language] in hand.text.casefold()
    assert verdict(hand, code_of(hand, key)) == "pending"
    office.grant(chromium, hand, key, "P1Y")
    assert verdict(hand, code_of(hand, key)) == "pending"
    with office.at_the_desk(chromium, hand, "sato") as sato:
        office.collect_fee(sato, key, hand.today())
        office.print_and_compare(sato, key)
        who = {"identity": ["residence-card"], "receiver": ["applicant"]}
        office.do(sato, key, "hand-over", who)
    assert verdict(hand, code) == "ended"
