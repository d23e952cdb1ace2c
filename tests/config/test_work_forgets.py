"""The worker forgets by itself what is not needed any more: old sign-ins, old wrong guesses."""

from datetime import timedelta

import pytest

from zairyu.config.management.commands.work import Command
from zairyu.identity.models import AuthEvent, Tries
from zairyu.people import actions
from zairyu.ui.clock import now

pytestmark = pytest.mark.django_db


def test_old_sign_ins_and_guesses_go_and_young_ones_stay():
    at = now()
    person = actions.join("linh@example.com", name="LINH", password=None, at=at)
    for days in (1, 800):
        when = at - timedelta(days=days)
        AuthEvent.objects.create(person=person, method="passkey", result="ok", at=when)
        Tries.objects.create(key=f"made-up-{days}", last_at=when, next_at=when)
    Tries.objects.filter(key="made-up-1").update(last_at=at)
    Command().turn()
    assert [event.at.date() for event in AuthEvent.objects.all()] == [
        (at - timedelta(days=1)).date()
    ]
    assert list(Tries.objects.values_list("key", flat=True)) == ["made-up-1"]
