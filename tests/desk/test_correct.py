"""Corrections at the desk: two supervisors, a page each; and the words that fit the procedure."""

import pytest

from zairyu.casework import queries
from zairyu.demo import play
from zairyu.desk.proposing import sheet_of
from zairyu.desk.wordings import wording
from zairyu.law.dates import legal_day

pytestmark = pytest.mark.slow


@pytest.fixture
def granted(recommended, mori, at):
    play.approve(recommended, mori, at)
    return play.fresh(recommended)


def _page(client, case, act):
    return client.get(f"/desk/cases/{case.key}/do/{act}").content.decode()


def _do(client, case, act, **typed):
    return client.post(f"/desk/cases/{case.key}/do/{act}", typed | {"sure": "1"})


WHY = {"error": "別の申請の資料で判断した。", "ground": "職権による取消し"}


def test_a_wrong_decision_is_proposed_by_one_and_agreed_to_by_another(enter, mori, ono, granted):
    first, second = enter(mori), enter(ono)
    assert _do(first, granted, "correct", **WHY).status_code == 302
    assert play.fresh(granted).state == "awaiting-payment"
    assert WHY["error"] in _page(second, granted, "agree-correction")
    assert _do(first, granted, "agree-correction").status_code == 422
    assert _do(second, granted, "agree-correction").status_code == 302
    assert play.fresh(granted).state == "in-examination"


def test_a_misprint_shows_what_stands_there_and_what_should(enter, mori, ono, granted):
    client = enter(mori)
    now = queries.facts_of(granted)
    assert f'value="{now.name}"' in _page(client, granted, "mend")
    typed = {name: getattr(now, name) for name in ("name_own", "birth", "nationality", "activity")}
    typed |= {"name": "RAHMAN MD"}
    assert _do(client, granted, "mend", **WHY, **typed).status_code == 302
    page = _page(enter(ono), granted, "agree-correction")
    assert now.name in page
    assert "RAHMAN MD" in page
    assert _do(enter(ono), granted, "agree-correction").status_code == 302
    assert queries.facts_of(play.fresh(granted)).name == "RAHMAN MD"


def test_what_lacks_a_reason_or_a_change_comes_back_with_its_problem(enter, mori, granted):
    client = enter(mori)
    assert _do(client, granted, "correct", error="x").status_code == 422
    now = queries.facts_of(granted)
    same = {name: getattr(now, name) for name in ("name", "birth", "nationality", "activity")}
    assert _do(client, granted, "mend", **WHY, **same).status_code == 422


def test_an_officer_is_offered_no_correction(enter, sato, granted):
    page = enter(sato).get(f"/desk/cases/{granted.key}/").content.decode()
    assert "/do/correct" not in page
    assert _do(enter(sato), granted, "correct", **WHY).status_code == 302  # not now, not by you
    assert queries.correction_of(granted) is None


def test_a_proposal_can_be_dropped(enter, mori, ono, granted):
    _do(enter(mori), granted, "correct", **WHY)
    assert _do(enter(ono), granted, "drop-correction", reason="誤りではない。").status_code == 302
    assert queries.correction_of(granted) is None


@pytest.mark.parametrize(
    ("procedure", "words"),
    [
        ("coe", ("交付", "不交付")),
        ("work-qualification-certificate", ("交付", "不交付")),
        ("extension", ("許可", "不許可")),
        ("acquisition", ("許可", "不許可")),
    ],
)
def test_the_outcome_has_the_words_of_its_procedure(granted, at, procedure, words):
    granted.procedure = procedure
    outcome = sheet_of(granted, legal_day(at), "ja").box("outcome")
    assert tuple(choice["ja"] for _, choice in outcome.choices) == words
    own = wording(granted, "desk.hand-over.sure") == "desk.hand-over.sure"
    assert own == (words[0] == "許可")
