"""Rules of the agency's system that this house does not follow: nobody is kept waiting by them."""

from datetime import timedelta

import pytest
from tests.casework.office import fresh

from zairyu.casework import actions, queries
from zairyu.casework.actions import ItemAsked, timers
from zairyu.notices import queries as letters

pytestmark = pytest.mark.django_db


def test_the_number_comes_with_the_filing_and_no_letter_follows_in_the_night(lodged, at):
    case = lodged()
    assert case.number
    told = len(letters.about(f"case:{case.key}"))
    timers.run(at + timedelta(hours=14, minutes=10))  # ten past two in the morning, in Tokyo
    assert len(letters.about(f"case:{case.key}")) == told


def test_papers_are_handed_in_online_after_the_last_day_with_no_card_extended(lodged, cast, at):
    case = lodged()
    actions.start_examination(case.key, by=cast.sato, at=at)
    later = at + timedelta(days=40)  # the stay has ended, the special period runs
    asked = ItemAsked("転職の理由", "経緯を確かめるため", kind="text")
    actions.request_documents(case.key, [asked], None, "", by=cast.sato, at=later)
    (item,) = queries.requests_of(fresh(case))[0].items
    actions.answer_text(case.key, item.key, "会社の移転のためです。", by=cast.linh, at=later)
    actions.submit_documents(case.key, by=cast.linh, at=later)
    assert fresh(case).state == "additional-documents-received"
