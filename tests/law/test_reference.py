"""The pages for jurists: a page for each status and procedure, by day, from the tables."""

from datetime import date
from functools import cache

import pytest

from zairyu.law.docs import pages
from zairyu.law.procedures import all_procedures
from zairyu.law.tables import READ_ON, data


@cache
def made():
    return pages()


def test_every_status_and_every_procedure_has_its_page():
    wanted = {f"statuses/{key}.md" for key in data("statuses")["statuses"]}
    wanted |= {f"procedures/{one.id}.md" for one in all_procedures(READ_ON)}
    assert wanted <= made().keys()


def test_all_pages_together_stay_small():
    assert sum(len(text.encode()) for text in made().values()) < 2_000_000


def test_a_page_says_where_it_comes_from_and_when_it_was_read():
    for name, text in made().items():
        assert "Made from the tables" in text, name
        assert f"Read on {READ_ON}." in text, name


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("statuses/business-manager.md", "# Business Manager (経営・管理)"),
        ("statuses/business-manager.md", "common-extension, m-applicant, m-organization"),
        ("statuses/business-manager.md", "organisation of category 3 / 4<br>所属機関のカテゴリー"),
        ("statuses/business-manager.md", "| 2025-10-16 |"),
        ("statuses/specified-skilled-worker-1.md", "designated one by one, up to 3 years"),
        ("statuses/employment-for-skill-development.md", "not published yet"),
        ("statuses/temporary-visitor.md", "outside the online system"),
        ("procedures/extension.md", "special period (特例期間) | yes"),
        ("procedures/reentry-permit.md", "only beside"),
        ("neighbours.md", "永住許可申請"),
        ("announced.md", "Employment for Skill Development"),
        ("dates.md", "counter ¥6,000 → ¥10,000"),
        ("figures.md", "| Months of the special period | 特例期間の月数 | `expires_on` |"),
        ("fees.md", "3か月以下：窓口10,000円、オンライン10,000円"),
    ],
)
def test_a_page_says_what_a_jurist_looks_for(name, said):
    assert said in made()[name]


def test_each_confidence_of_a_status_stands_on_its_page():
    for key, row in data("statuses")["statuses"].items():
        page = made()[f"statuses/{key}.md"]
        assert f"confidence {row['confidence']}" in page
        assert row["source"] in page


def test_days_to_come_and_days_past_are_apart():
    assert "## 2027-04-01" in made()["announced.md"]
    assert "## 2027-04-01" not in made()["dates.md"]
    days = [line[3:] for line in made()["dates.md"].splitlines() if line.startswith("## ")]
    assert days == sorted(days, reverse=True)
    assert date.fromisoformat(days[0]) <= READ_ON
