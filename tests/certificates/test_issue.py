"""Issuing and ending: what is fixed, what is written, what others may see."""

from datetime import timedelta

import pytest
from tests.certificates.conftest import ABOUT, LAST_DAY, PENDING

from zairyu.audit import queries as audit
from zairyu.certificates import actions, queries
from zairyu.certificates.models import Certificate


def test_claims_are_sealed_and_cannot_be_read_in_the_table(pending):
    row = Certificate.objects.get(pk=pending.pk)
    for sealed in (bytes(row.contents), bytes(row.token)):
        assert b"LINH" not in sealed
        assert b"78CD" not in sealed


@pytest.mark.parametrize("change", [{"name": None}, {"passport": "C1234567"}])
def test_a_claim_that_is_missing_or_unknown_is_a_mistake(db, at, change):
    claims = {**PENDING, **change}
    claims = {name: value for name, value in claims.items() if value}
    with pytest.raises(ValueError, match=next(iter(change))) as mistake:
        actions.issue("pending", ABOUT, claims, LAST_DAY, at)
    assert "LINH" not in str(mistake.value)
    assert not Certificate.objects.exists()


def test_a_second_certificate_replaces_the_first(pending, at):
    later = at + timedelta(days=8)
    second = actions.issue("pending", ABOUT, PENDING, LAST_DAY, later)
    assert (second.version, second.code) != (pending.version, pending.code)
    assert queries.verify(pending.code, later).state == "ended"
    assert queries.verify(second.code, later).state == "pending"
    newest, oldest = queries.papers_of(ABOUT)
    assert (newest.state, oldest.state, oldest.ended_why) == ("live", "ended", "replaced")


def test_ending_twice_changes_nothing(pending, at):
    assert actions.end(ABOUT, "withdrawn", at) == 1
    assert actions.end(ABOUT, "refused", at + timedelta(days=1)) == 0
    assert queries.papers_of(ABOUT)[0].ended_why == "withdrawn"


def test_ending_one_kind_leaves_the_others(pending, at):
    claims = {
        **{name: PENDING[name] for name in ("name", "birth", "procedure", "status", "number")},
        "office": "tokyo",
        "period": "P3Y",
        "expires_on": "2029-12-01",
        "effective_on": "2026-11-24",
    }
    permission = actions.issue("permission", ABOUT, claims, None, at)
    assert actions.end(ABOUT, "effect", at, kind="pending") == 1
    assert queries.verify(permission.code, at).state == "valid"


def test_issuing_and_ending_are_in_the_record_without_a_name(pending, at):
    actions.end(ABOUT, "withdrawn", at)
    rows = list(audit.rows_of(ABOUT))
    verbs = [getattr(row, "verb", None) or row["verb"] for row in rows]
    assert sorted(verbs) == ["certify", "end-certificate"]
    assert "LINH" not in repr([str(row) for row in rows])


def test_a_paper_is_found_only_with_what_it_is_about(pending):
    assert queries.paper(ABOUT, pending.key)
    assert queries.paper("case:another", pending.key) is None
    assert queries.pdf("case:another", pending.key) is None
    assert queries.pdf(ABOUT, pending.key) is None  # not set yet
