"""At the port of entry: who may look at a certificate there, and that it is used once."""

from datetime import timedelta

import pytest
from tests.casework.ecoe import electronic, hayashi, mails, sent_of
from tests.casework.office import fresh

from zairyu.audit.queries import reads_of
from zairyu.casework import actions
from zairyu.casework.refusals import CaseRefused, CaseUnknown
from zairyu.certificates import queries as certificates
from zairyu.law.offices import is_port, offices
from zairyu.words.codes import grouped

pytestmark = pytest.mark.django_db
__all__ = ["electronic", "hayashi"]


def use(case, by, at, code=""):
    code = code or sent_of(case).certificate.code
    return actions.use_at_landing(code, compared=True, by=by, at=at)


def test_it_is_used_once_and_the_counter_says_ended(electronic, hayashi, at):
    code = sent_of(electronic).certificate.code
    use(electronic, hayashi, at, grouped(code).lower())
    sent = sent_of(electronic)
    assert (sent.state, sent.used_at, sent.used_office) == ("ecoe-used", at, "narita-airport")
    assert fresh(electronic).state == "delivered"  # receipt was never registered
    assert certificates.verify(code, at).state == "ended"
    (told,) = mails(electronic, "ecoe-used")
    assert "2026年11月24日" in told.text
    assert "NGUYEN" not in told.text


def test_a_second_use_is_refused_with_the_day_of_the_first(electronic, hayashi, at):
    code = sent_of(electronic).certificate.code
    use(electronic, hayashi, at, code)
    with pytest.raises(CaseRefused) as caught:
        use(electronic, hayashi, at + timedelta(days=1), code)
    assert caught.value.problem.code == "case.landing-used"
    assert caught.value.problem.params["used_on"].isoformat() == "2026-11-24"
    assert sent_of(electronic).used_at == at


def test_only_officers_at_a_port_come_in(electronic, cast, at):
    code = sent_of(electronic).certificate.code
    for who in (cast.linh, cast.sato, cast.mori, cast.osaka, cast.mallory):
        for act in (
            lambda by: actions.look_at_landing(code, by=by, at=at),
            lambda by: use(electronic, by, at, code),
        ):
            with pytest.raises(CaseUnknown):
                act(who)


def test_the_law_names_the_ports():
    ports = {one.id for one in offices() if is_port(one.id)}
    assert {"narita-airport", "haneda-airport", "kansai-airport", "chubu-airport"} <= ports
    assert not {"tokyo", "osaka", "yokohama", "tokyo-saitama"} & ports


def test_each_look_stands_in_the_record_with_the_port(electronic, hayashi, at):
    found = actions.look_at_landing(sent_of(electronic).certificate.code, by=hayashi, at=at)
    assert found.claims["name"] == "NGUYEN THI LINH"
    row = reads_of(f"case:{electronic.key}")[0]
    assert (row.verb, row.by, row.ids["office"]) == (
        "read-at-landing",
        hayashi.key,
        "narita-airport",
    )


def test_the_passport_is_compared_first(electronic, hayashi, at):
    code = sent_of(electronic).certificate.code
    with pytest.raises(CaseRefused) as caught:
        actions.use_at_landing(code, compared=False, by=hayashi, at=at)
    assert caught.value.problem.at == "compared"


@pytest.mark.parametrize("typed", ["", "nothing", "AAAA-AAAA-AAAA"])
def test_a_code_of_nothing_is_refused(electronic, hayashi, at, typed):
    with pytest.raises(CaseRefused) as caught:
        actions.look_at_landing(typed, by=hayashi, at=at)
    assert caught.value.problem.code == "case.landing-unknown"


def test_the_code_of_another_kind_of_proof_opens_nothing_here(electronic, hayashi, lodged, at):
    pending = lodged()
    for paper in certificates.papers_of(f"case:{pending.key}"):
        with pytest.raises(CaseRefused):
            actions.look_at_landing(paper.code, by=hayashi, at=at)


def test_on_the_last_day_it_serves_and_on_the_next_not(electronic, hayashi, at):
    last = at + timedelta(days=92)  # 24 February 2027
    with pytest.raises(CaseRefused) as caught:
        use(electronic, hayashi, last + timedelta(days=1))
    assert caught.value.problem.code == "case.ecoe-over"
    use(electronic, hayashi, last)


def test_a_cancelled_one_does_not_serve(electronic, cast, hayashi, at):
    code = sent_of(electronic).certificate.code
    actions.cancel_ecoe(electronic.key, "計画の中止", by=cast.mori, at=at)
    with pytest.raises(CaseRefused) as caught:
        use(electronic, hayashi, at, code)
    assert caught.value.problem.code == "case.landing-ended"
