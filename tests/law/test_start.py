"""One question at a terminal is answered at once, measured beside the bare start of Python."""

import json
import resource
import subprocess
import sys

import pytest

QUESTIONS = {
    "special-period": {"procedure": "extension", "period_granted": "P1Y", "expiry": "2026-04-10",
                       "filed": "2026-03-01", "decided": None},
    "required-documents": {"procedure": "extension", "status": "student"},
}  # fmt: skip


def cost(*command):
    """Return the time of the processor that a command takes, the lesser of two runs."""
    taken = []
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *command], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


@pytest.mark.slow
def test_a_question_takes_few_times_what_starting_takes():
    floor = cost("-c", "import yaml")
    for rule, inputs in QUESTIONS.items():
        question = json.dumps({"rule": rule, "inputs": inputs})
        ratio = cost("-m", "zairyu.law", "ask", question) / floor
        assert ratio < 9, (rule, ratio)
