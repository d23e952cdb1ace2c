"""A printed record of a check: its number proves code, answer and minute, and nothing is kept."""

import re

import pytest
from django.core.management import CommandError, call_command
from tests.certificates.conftest import ABOUT

from zairyu.certificates import actions


def printed_number(client, code: str) -> str:
    found = re.search(r"V-[0-9A-Z]{4}-[0-9A-Z]{4}", client.get(f"/v/{code}").content.decode())
    assert found
    return found[0]


def test_the_number_on_a_print_is_confirmed_even_after_the_proof_ended(client, pending, at, capsys):
    number = printed_number(client, pending.code)
    actions.end(ABOUT, "effect", at)
    call_command("confirm_check", number, pending.code, "2026-11-24T12:00")
    assert "the answer was: pending" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "minute", "said"),
    [
        (None, "2026-11-24T12:01", "not ours"),
        ("7777-7777-7777-77", "2026-11-24T12:00", "not ours"),
        (None, "yesterday", "write the time"),
    ],
)
def test_a_made_up_record_is_not_ours(client, pending, code, minute, said):
    number = printed_number(client, pending.code)
    with pytest.raises(CommandError, match=said):
        call_command("confirm_check", number, code or pending.code, minute)
