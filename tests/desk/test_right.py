"""The officer sees by what right a relative filed, and which proof was asked for it."""

import re

import pytest

from zairyu.filing.content import Content
from zairyu.filing.models import Submission
from zairyu.filing.queries import answers_of_submission, right_to_file


def text(answer):
    return re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>|<[^>]+>", " ", answer.content.decode())


def refiled(case, category="relative", birth="1990-05-03", **right):
    """Return the case as if it had been filed by somebody else."""
    filed = case.submission
    key = next(key for key in answers_of_submission(filed) if key.endswith(".date_of_birth"))
    answers = {**answers_of_submission(filed), key: birth}
    content = Content(answers=answers, right=right).seal(f"submission:{filed.key}")
    Submission.objects.filter(pk=filed.pk).update(category=category, content=content)
    return Submission.objects.get(pk=filed.pk)


@pytest.mark.parametrize(
    ("birth", "right", "said", "silent"),
    [
        ("2016-05-03", {}, "申請の日に10歳", "本人が申請できない理由"),
        ("1990-05-03", {"incapacity_reason": "illness"}, "病気やけが", "監理団体"),
        ("1990-05-03", {"incapacity_reason": "disability"}, "求めた資料", "監理団体"),
    ],
)
def test_the_condition_of_a_relative_stands_on_the_case(
    case, sato, enter, birth, right, said, silent
):
    refiled(case, birth=birth, **right)
    told = text(enter(sato).get(f"/desk/cases/{case.key}/"))
    assert "申請した方の資格" in told
    assert said in told
    assert silent not in told


def test_who_files_for_themselves_has_no_condition(case, sato, enter):
    assert not right_to_file(case.submission).conditional
    assert "申請した方の資格" not in text(enter(sato).get(f"/desk/cases/{case.key}/"))


def test_the_role_of_the_organisation_stands_on_the_case(case, sato, enter):
    refiled(case, "organisation-staff", organisation_role="supervising-organisation")
    assert "監理団体の職員" in text(enter(sato).get(f"/desk/cases/{case.key}/"))
