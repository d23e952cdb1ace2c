"""Rules of the agency's system that this house does not follow: told when asked, never applied."""

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from zairyu.law import __main__ as command
from zairyu.law import switches
from zairyu.law.rules import ask
from zairyu.law.tables import data

NOT_OURS = {
    "special-period-online-documents": {"category": "foreign-national", "expiry": "2026-04-10",
                                        "today": "2026-04-20", "card_extended_on": None},
    "submission-and-acceptance-number": {"submitted_at": "2026-11-23T22:00:00+09:00"},
    "password-validity": {"set_on": "2026-11-23"},
}  # fmt: skip
# What only these rules need: named nowhere above the law.
THEIR_WORDS = ("users.password", "agency_receipt",
               "documents_online_in_special_period", "documents-online-need-extended-card",
               *NOT_OURS)  # fmt: skip


def test_these_and_no_other_rules_are_marked_as_not_ours():
    marked = {key for key, row in data("rules").items() if not row.get("ours", True)}
    assert marked == set(NOT_OURS)


@pytest.mark.parametrize("rule", NOT_OURS)
def test_they_can_still_be_asked(rule):
    answer = ask({"rule": rule, "inputs": NOT_OURS[rule]})
    assert "error" not in answer
    assert answer["because"]


def test_the_list_of_rules_says_what_this_house_does_instead(capsys):
    command.main(["rules"])
    told = capsys.readouterr().out
    assert told.count("not ours: ") == len(NOT_OURS)
    assert "not ours: A password does not end." in told


def test_nothing_above_the_law_names_them():
    root = Path(str(files("zairyu")))
    named = {
        (str(path.relative_to(root)), word)
        for path in [*root.rglob("*.py"), *root.rglob("*.yaml"), *root.rglob("*.html")]
        if path.parts[len(root.parts)] != "law"
        for word in THEIR_WORDS
        if word in path.read_text(encoding="utf-8")
    }
    assert named == set()


def test_the_limit_of_the_extended_card_is_told_only_where_a_setting_turns_it_on():
    name, on = "documents-online-need-extended-card", date(2026, 11, 23)
    assert switches.switch(name, on)
    assert name not in dict(switches.limits_on(on))
    assert name in dict(switches.limits_on(on, {name: True}))
