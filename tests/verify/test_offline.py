"""What the page that checks offline is made of: the same for everybody, in each language."""

from datetime import date

import pytest

from zairyu.certificates import keys
from zairyu.checker import wording
from zairyu.proof.token import NUMBERS
from zairyu.proof.trust import fingerprint
from zairyu.words import LANGUAGES, say_day, say_yen
from zairyu.words.dates import patterns


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_hold_all_that_a_verdict_may_say(client, db, language):
    said = client.get(f"/v/offline/words/{language}").json()
    command = wording.read.table(*wording._TABLES[0])
    wanted = {key for key in command if key.startswith(("checker.state.", "checker.reason."))}
    assert wanted <= said["says"].keys()
    assert all(said["says"].values())
    assert said["names"] == {str(number): name for name, number in NUMBERS.items()}
    assert said["values"]["status"]["engineer-humanities-international"]
    assert said["anchor"]["fingerprint"] == fingerprint(keys.issuer().root)
    assert "clock" not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2026, 11, 23), date(2027, 2, 6)])
def test_days_are_put_together_as_everywhere_else(language, day):
    """Script counts weekdays from Sunday."""
    given = patterns(language)
    parts = {"y": day.year, "m": day.month, "d": day.day, "month": given["months"][day.month - 1]}
    weekday = given["weekdays"][day.isoweekday() % 7]
    assert given["day"].format(**parts, weekday=weekday) == say_day(day, language)
    assert given["yen"].format(amount="6,000") == say_yen(6000, language)


def test_the_page_and_its_worker_are_nobodys(client, db):
    page = client.get("/v/offline/")
    assert page.status_code == 200
    assert "sessionid" not in page.cookies
    assert b"<noscript>" in page.content
    worker = client.get("/v/offline/worker.js")
    assert worker["Content-Type"] == "text/javascript"
    assert "no-cache" in worker["Cache-Control"]
    assert client.get("/v/offline/words/xx").status_code == 404
