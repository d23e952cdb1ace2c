"""A code that does not exist costs the same work as one that does: nothing is learnt from time.

The work is counted, not timed: a clock on a busy machine proves nothing.
"""

from collections import Counter

import pytest
from tests.certificates.conftest import ABOUT, LAST_DAY, PENDING

from zairyu import vault
from zairyu.certificates import actions, codes, judging, queries


@pytest.fixture
def work(monkeypatch):
    """Count what is opened and which signatures are checked."""
    done: Counter[str] = Counter()
    opened, read = vault.open, judging.tokens.read
    queries.verify("", LAST_NOON)  # the stand-in is made once in a process

    def counted_open(*given):
        done["opened"] += 1
        return opened(*given)

    def counted_read(*given):
        done["signature"] += 1
        return read(*given)

    monkeypatch.setattr(judging.vault, "open", counted_open)
    monkeypatch.setattr(judging.tokens, "read", counted_read)
    return done


@pytest.fixture(autouse=True)
def remembered(db, at):
    global LAST_NOON
    LAST_NOON = at


def code_of(what: str, at) -> str:
    if what in {"revoked", "withdrawn", "over", "pending"}:
        code = actions.issue("pending", ABOUT, PENDING, LAST_DAY, at).code
        if what in {"revoked", "withdrawn"}:
            actions.end(ABOUT, what, at)
        return str(code)
    return {
        "unknown": codes.new_code(),
        "share": codes.new_code("share"),
        "too short": "Q7DM-4KXA-92",
        "nothing": "",
        "no code": "'; -- \0 あ",
        "too long": "Q" * 100,
    }[what]


FOUND = ("revoked", "withdrawn", "over", "pending")
NOT_FOUND = ("unknown", "share", "nothing", "too short", "no code", "too long")


@pytest.mark.parametrize("what", FOUND + NOT_FOUND)
def test_every_answer_is_one_question_one_opening_one_signature(
    work, at, what, django_assert_num_queries
):
    code = code_of(what, at)
    work.clear()
    with django_assert_num_queries(1):
        queries.verify(code, at)
    assert work == {"opened": 1, "signature": 1}


def test_the_stand_in_is_never_found(at):
    verdict = queries.verify("nobodys", at)
    assert (verdict.state, verdict.facts) == ("unknown", {})
