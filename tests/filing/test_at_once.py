"""Two presses, two windows, in the same instant: the database lets one go first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from zairyu.casework.actions import lodge
from zairyu.casework.models import Case
from zairyu.filing import actions, queries


def together(*acts):
    """Run acts at the same time, each in a thread with a connection of its own."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait(timeout=10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [task.result(timeout=60) for task in [pool.submit(run, act) for act in acts]]


@pytest.mark.django_db(transaction=True)
def test_two_presses_in_the_same_instant_make_one_case(complete, linh, at):
    draft = complete("engineer")
    once = queries.once_of(draft)

    def press():
        return lodge(draft.key, once, by=linh, at=at)

    first, second = together(press, press)
    assert first.pk == second.pk
    assert Case.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_save_in_the_same_instant_lose_nothing(draft, linh, at):
    part = "common-extension"

    def save(name):
        typed = {f"{part}.name": [name]}
        return lambda: actions.save_answers(draft.key, "person", typed, 0, by=linh, at=at)

    saved = together(save("FIRST NAME"), save("OTHER NAME"))
    assert sorted(one.conflict for one in saved) == [False, True]
    content = queries.content_of(queries.draft_of(linh, draft.key))
    kept = {
        content.answers[f"{part}.name"],
        content.others["person"]["typed"][f"{part}.name"][0],
    }
    assert kept == {"FIRST NAME", "OTHER NAME"}
