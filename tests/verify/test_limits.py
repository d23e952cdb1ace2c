"""Who tries codes waits; who checks proofs never does; checks are counted and not remembered."""

from datetime import timedelta

import pytest

from zairyu.certificates import codes
from zairyu.verify import limits, tally
from zairyu.verify.models import CheckCount, Misses


def guess(client, times: int, **more) -> int:
    status = 0
    for _ in range(times):
        status = client.get(f"/v/{codes.new_code()}", **more).status_code
    return status


def test_who_tries_codes_has_to_wait_and_is_told_until_when(client, pending, clock, at):
    assert guess(client, limits.MOST_MISSES) == 404
    answer = client.get(f"/v/{codes.new_code()}")
    assert answer.status_code == 429
    assert "2026年11月24日（火）12時10分まで止めています" in answer.content.decode()
    assert answer["Retry-After"] == "600"
    assert client.get(f"/v/{pending.code}").status_code == 429
    clock.move_to(at + limits.WINDOW)
    assert client.get(f"/v/{pending.code}").status_code == 200


def test_a_few_dozen_wrong_codes_are_enough(client, db):
    assert guess(client, 60) == 429


def test_other_networks_are_not_touched(client, pending):
    guess(client, limits.MOST_MISSES + 1, REMOTE_ADDR="203.0.113.7")
    assert client.get("/v/x", REMOTE_ADDR="203.0.113.200").status_code == 429
    assert client.get(f"/v/{pending.code}", REMOTE_ADDR="198.51.100.1").status_code == 200


@pytest.mark.slow
def test_a_good_checker_never_waits(client, pending):
    for _ in range(limits.MOST_MISSES * 3):
        assert client.get(f"/v/{pending.code}").status_code == 200
    assert not Misses.objects.exists()


def test_files_count_as_well(client, db):
    for _ in range(limits.MOST_MISSES):
        limits.noted(limits.network_of(client.get("/v/").wsgi_request), NOW, missed=True)
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("x.pdf", b"%PDF", "application/pdf")
    assert client.post("/v/file", {"file": file}).status_code == 429


@pytest.fixture(autouse=True)
def remembered_now(at):
    global NOW
    NOW = at


def test_no_address_is_kept(client, db):
    guess(client, 1, REMOTE_ADDR="203.0.113.7")
    assert "203" not in Misses.objects.get().network


def test_behind_a_proxy_its_last_word_counts(rf, settings):
    told = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.7"}
    direct = limits.network_of(rf.get("/v/", REMOTE_ADDR="203.0.113.9"))
    assert limits.network_of(rf.get("/v/", **told)) != direct
    settings.ZAIRYU_BEHIND_PROXY = True
    assert limits.network_of(rf.get("/v/", **told)) == direct


def test_old_windows_are_swept(db, at):
    limits.noted("n", at - timedelta(days=3), missed=True)
    limits.noted("n", at, missed=True)
    assert Misses.objects.count() == 1


def test_checks_are_counted_by_day_and_answer(client, pending, at):
    client.get(f"/v/{pending.code}")
    client.get(f"/v/{pending.code}")
    client.get(f"/v/{codes.new_code()}")
    tally.tally.write()
    counted = {row.state: row.checks for row in CheckCount.objects.all()}
    assert counted == {"pending": 2, "unknown": 1}
    client.get(f"/v/{pending.code}")
    tally.tally.write()
    assert CheckCount.objects.get(state="pending").checks == 3


def test_a_check_reads_once_and_writes_nothing(client, pending, django_assert_max_num_queries):
    client.get(f"/v/{pending.code}")
    with django_assert_max_num_queries(10) as asked:
        client.get(f"/v/{pending.code}")
    # The demo's clock is read from a table; there is no such table in production.
    ours = [query["sql"] for query in asked if "demo_clockshift" not in query["sql"]]
    assert len(ours) == 1
    assert all(sql.startswith("SELECT") for sql in ours)
