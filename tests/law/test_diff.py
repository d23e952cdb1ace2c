"""What changes between two days, in words; and nothing is left out."""

import re
import subprocess
import sys
from datetime import date, timedelta
from itertools import pairwise

import pytest

from zairyu.law.diff import all_changes, changes, page
from zairyu.law.events import BEGINS, ENDS, Event, every_event
from zairyu.law.lint.book import everything, law_book
from zairyu.law.saying import LANGUAGES
from zairyu.law.tables import data
from zairyu.law.wording import procedure_title
from zairyu.words.readings import without_reading

DAYS = ("since", "ends_on", "until", "last_day")


def text_of(first, second, language="en"):
    return "\n".join(page(date.fromisoformat(first), date.fromisoformat(second), language))


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("2026-09-30", "2026-10-01",
         "up to 3 months: counter ¥6,000 → ¥10,000, online ¥5,500 → ¥10,000"),
        ("2026-09-30", "2026-10-01",
         "otherwise: counter ¥6,000 → ¥75,000, online ¥5,500 → ¥65,000"),
        ("2026-09-30", "2026-10-01", "Charge of online payment: Application for Change of Status"),
        ("2026-09-30", "2026-10-01", "The fee payment form with revenue stamps"),
        ("2026-09-30", "2026-10-01", "Cap of the fee: Application for Extension of Period of Stay"),
        ("2025-03-31", "2025-04-01", "counter ¥4,000 → ¥6,000, online ¥4,000 → ¥5,500"),
        ("2027-03-31", "2027-04-01", "Status of residence: Employment for Skill Development"),
        ("2027-03-31", "2027-04-01", "The form is not published yet, so it cannot be started"),
        ("2027-03-31", "2027-04-01", "Status of residence: Technical Intern Training (i)(a)"),
        ("2027-03-31", "2027-04-01", "Form and papers: those of Intra-company Transferee"),
        ("2025-09-29", "2025-09-30", "up to 1 year → designated one by one, up to 3 years"),
        ("2026-01-04", "2026-01-05", "The limit is lifted."),
        ("2026-01-04", "2026-01-05", "user ID of organisation staff\n    1 year → 3 years"),
        ("2026-04-14", "2026-04-15", "Declaration on the representative of the organisation"),
        ("2023-12-31", "2024-01-01", "Age limit of the photo\n    3 months → 6 months"),
        ("2026-11-23", "2026-11-24", "Nothing changes."),
    ],
)  # fmt: skip
def test_a_change_of_the_law_is_told_in_words(first, second, said):
    assert said in text_of(first, second)


def test_each_change_names_its_source_and_how_sure_it_is():
    silent = [one for one in all_changes() if not one.source]
    # the course of the agency's system, and what its letters begin with
    assert {one.table for one in silent} <= {"categories", "notices"}


def test_the_order_of_the_two_days_does_not_matter():
    assert text_of("2026-10-01", "2026-09-30") == text_of("2026-09-30", "2026-10-01")


def test_the_end_of_a_status_stands_beside_the_begin_of_the_next():
    found = text_of("2027-03-31", "2027-04-01", "ja")
    assert found.index("在留資格「企業内転勤」") < found.index("在留資格「企業内転勤1号」")
    assert "新たに申請できなくなります。" in found


def test_two_days_apart_tell_what_each_day_between_tells():
    first, second = date(2025, 3, 1), date(2027, 5, 1)
    days = [first + timedelta(days=count) for count in range((second - first).days + 1)]
    single = [told for one, other in pairwise(days) for told in changes(one, other)]
    assert single == changes(first, second)


@pytest.mark.slow
def test_no_first_and_no_last_day_of_any_table_is_left_out():
    def shift(key, day):
        return day + timedelta(days=1) if key in ("until", "last_day") else day

    book = {
        shift(key, node[key])
        for place, node in everything(law_book())
        if isinstance(node, dict) and len(place) > 1
        for key in DAYS
        if isinstance(node.get(key), date)
    }
    assert {event.day for event in every_event()} >= book


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_change_has_words_in_every_language(language):
    bare = [
        one.name[language]
        for one in all_changes()
        if not one.lines or re.fullmatch(r"[a-z]+(/[\w-]+)+", one.name[language])
    ]
    assert bare == []


def test_easy_changes_give_every_reading():
    names = {one.name["ja-x-easy"] for one in all_changes()}
    wrong = [name for name in names if without_reading(name) and "fees" not in name]
    assert [name for name in wrong if re.search("[ぁ-ん]", name)] == []


def test_an_entry_that_ends_is_told_on_the_first_day_without_it():
    found = [one for one in every_event() if one.kind == ENDS and one.table == "procedures"]
    assert {one.day for one in found} == {date(2026, 10, 1)}


def test_what_begins_with_its_entry_is_not_told_twice():
    new = [
        one for one in every_event() if one.path[:2] == ("statuses", "intra-company-transferee-1")
    ]
    assert new == [Event(date(2027, 4, 1), "statuses", new[0].path, BEGINS, new[0].row)]


def command(*words):
    line = [sys.executable, "-m", "zairyu.law", *words]
    return subprocess.run(line, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.mark.slow
def test_the_commands_speak_the_language_that_is_asked_for():
    asked = '{"rule": "coe-validity", "inputs": {"issued": "2026-10-12"}}'
    found = command("why", asked, "--language", "ja")
    assert found.returncode == 0, found.stderr
    assert "2026年10月13日から数えて3か月の末日は2027年1月12日です" in found.stdout
    found = command("diff", "2026-09-30", "2026-10-01", "--language", "ja-x-easy")
    assert "手数料（てすうりょう）" in found.stdout
    assert command("why", '{"rule": "rain"}').returncode == 1
    assert "2026-13-01 is no day" in command("diff", "2026-13-01", "2027-01-01").stderr


def test_every_fee_has_a_name():
    for key in data("fees")["fees"]:
        for language, name in procedure_title(key).items():
            assert name != key, (key, language)
