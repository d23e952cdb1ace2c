"""What a worker asks each second while there is nothing to do: little."""

import pytest

from zairyu.config.management.commands.work import Command

pytestmark = pytest.mark.django_db


def test_a_turn_without_work_asks_once_for_each_kind_of_work(settings, django_assert_num_queries):
    settings.ZAIRYU_CLOCK = "zairyu.ui.clock.system"
    worker = Command()
    while worker.turn():
        pass
    # Letters to readers, messages to machines, letters, PDFs of certificates and of letters,
    # copies, status lists, files that letters wait for. None of them begins a transaction.
    with django_assert_num_queries(8):
        assert worker.turn() == 0
