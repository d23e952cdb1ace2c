"""Organisations as users: what a notification of use (利用申出) asks, its papers, the pledge."""

from collections.abc import Sequence
from dataclasses import dataclass

from zairyu.law.tables import Text, data, entry


@dataclass(frozen=True)
class Kind:
    """A kind of organisation: what it has to say, and whether it files for other hosts."""

    id: str
    parts: tuple[str, ...]
    classes: bool
    certificate: bool
    hosts: bool
    whole_plan: bool


@dataclass(frozen=True)
class Paper:
    """A paper of the check sheet."""

    id: str
    name: Text
    required: bool


def kind(category: str) -> Kind:
    """Return what a kind of organisation has to say.

    Law: ISA guidance on the notification of use.

    >>> kind("registered-support-organisation-staff").whole_plan
    True
    """
    row = entry(data("organisations")["kinds"], category, "kind of organisation")
    return Kind(
        category,
        tuple(row["parts"]),
        row["classes"],
        row["certificate"],
        row["hosts"],
        row["whole_plan"],
    )


def kinds() -> list[Kind]:
    """Return the three kinds of organisation whose staff may be users.

    >>> [one.id for one in kinds()][0]
    'organisation-staff'
    """
    return [kind(one) for one in data("organisations")["kinds"]]


def parts() -> dict[str, Text]:
    """Return what a host organisation can be to the people it files for, in words."""
    return dict(data("organisations")["parts"])


def classes() -> dict[str, Text]:
    """Return the categories (カテゴリー) of organisations in words.

    >>> list(classes())
    ['1', '2', '3', '4', 'none']
    """
    return dict(data("organisations")["classes"])


def papers(category: str, notification: str, company_class: str = "") -> list[Paper]:
    """Return the papers that a notification asks for, by kind of organisation and category.

    Law: check sheet of the notification of use.

    >>> [one.id for one in papers("organisation-staff", "new", "3") if one.required]
    ['category-proof', 'registry']
    >>> [one.id for one in papers("organisation-staff", "new", "4") if one.required]
    ['registry']
    """
    rows = data("organisations")["papers"]
    proved = company_class in ("1", "2", "3")
    return [
        Paper(key, row["name"], row["required"] == "always" or row["required"] == "category")
        for key, row in rows.items()
        if category in row["kinds"]
        and notification in row["asks"]
        and (row["required"] != "category" or proved)
    ]


def pledge(category: str) -> Sequence[Text]:
    """Return what the staff of a kind of organisation pledge, sentence by sentence.

    >>> len(pledge("organisation-staff")), len(pledge("registered-support-organisation-staff"))
    (5, 7)
    """
    rows, asked = data("organisations")["pledge"], kind(category)
    more = rows["hosts"] if asked.hosts else []
    return [*rows["all"], *more, *(rows["whole_plan"] if asked.whole_plan else [])]


def treated_as(company_class: int | None, *, reported: bool) -> int | None:
    """Return the category that an approved organisation is treated as.

    Category 3 with an approved notification of use, and category 4 with an approved periodic
    report, are treated as category 2.

    Law: ISA page on organisations and categories.

    >>> treated_as(3, reported=False), treated_as(4, reported=False), treated_as(4, reported=True)
    (2, 4, 2)
    """
    better = company_class == 3 or (company_class == 4 and reported)
    return 2 if better else company_class
