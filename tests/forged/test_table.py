"""The corpus as a whole: as large as promised, nothing in it accepted, its page current."""

from collections import Counter

from tests.forged import page
from tests.forged.corpus import ENTRIES
from tests.forged.entry import COMMAND, COUNTER, OFFLINE, WALLET
from tests.forged.sentences import LANGUAGES, at_counter, of_wallet, sentence

from zairyu.words.readings import without_reading

# What the issue names, each as a word of at least one entry.
NAMED = (
    "one bit", "another's signature", "expired key", "future key", "swapped revision", "shadow",
    "incremental update", "re-signed copy", "wrong status index", "stale", "clock a day behind",
    "alg none", "wrong curve", "huge claim", "deep nesting", "qr of another site",
    "token of another issuer", "compromised key", "ended share", "foreign key binding",
    "wrong nonce", "wrong audience", "added disclosure", "credential as token",
    "token as credential", "letter posing", "sample issuer", "replayed",
)  # fmt: skip


def test_there_are_a_hundred_and_more_and_no_two_are_one():
    assert len(ENTRIES) >= 100
    twice = Counter((each.group, each.name) for each in ENTRIES)
    assert max(twice.values()) == 1


def test_none_is_accepted_and_every_door_is_tried():
    assert set(page.counted()) == {"refused", "ended", "untold"}
    assert not {"valid", "pending"} & {each.counter for each in ENTRIES}
    doors = Counter(door for each in ENTRIES for door in each.doors)
    assert set(doors) == {OFFLINE, COMMAND, COUNTER, WALLET}
    assert min(doors.values()) >= 30


def test_what_was_asked_for_is_there():
    said = " | ".join(f"{each.name} {each.how}" for each in ENTRIES).lower()
    assert [each for each in NAMED if each not in said] == []


def test_each_reason_is_said_in_three_languages():
    for entry in ENTRIES:
        words = [sentence(entry)]
        words += [at_counter(entry)] if COUNTER in entry.doors else []
        words += [of_wallet(entry)] if WALLET in entry.doors else []
        for each in words:
            assert all(each[language] for language in LANGUAGES), entry
            assert without_reading(each["ja-x-easy"]) == [], entry
            assert not any("(" + entry.reason + ")" in each[one] for one in ("en", "ja")), entry


def test_the_page_is_current():
    assert not page.stale(), "make docs"
