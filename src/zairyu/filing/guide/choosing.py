"""What can be chosen in answer to a question of the guide: ids only, words stand elsewhere."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zairyu.filing.guide.answers import DESIGNATED, TRAINING, UNKNOWN, Answers
from zairyu.law import categories, offices, procedures, statuses
from zairyu.law.activities import activities as all_activities
from zairyu.law.activities import activities_of
from zairyu.law.announced import announced
from zairyu.law.procedures import PERMITS, permit_alone
from zairyu.law.statuses import Status
from zairyu.law.tables import Text

BORN = ("birth", "nationality", "other")
UNABLE = ("illness", "disability", "other", "no")
_FIRST = ("extension", "change", "coe", "acquisition")
# Periods offered where the law fixes none for a status; they stand on the card as they are.
USUAL_PERIODS = ("P5Y", "P4Y", "P3Y", "P2Y", "P1Y", "P6M", "P4M", "P3M", "P30D", "P15D")
_READ = re.compile(r"[一-龯々〆ヶ]+（([ぁ-んァ-ヶー]+)）")
_KATAKANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}


@dataclass(frozen=True)
class Group:
    """Statuses that are read together, by the table of the Act they stand in."""

    id: str
    statuses: tuple[Status, ...]


def groups(found: Iterable[Status]) -> list[Group]:
    """Return statuses in groups: work, study and training, family and long stay, others."""
    by_id: dict[str, list[Status]] = {name: [] for name in ("work", "study", "family", "others")}
    for one in found:
        by_id[_group_of(one)].append(one)
    return [Group(name, tuple(rows)) for name, rows in by_id.items() if rows]


_STUDY = ("student", "trainee", "cultural-activities")
_FAMILY = (
    "dependent",
    "permanent-resident",
    "spouse-child-japanese",
    "spouse-child-permanent-resident",
    "long-term-resident",
)
_OTHERS = (DESIGNATED, "temporary-visitor", "diplomat", "official")


def _group_of(one: Status) -> str:
    for name, ids in (("study", _STUDY), ("family", _FAMILY), ("others", _OTHERS)):
        if one.id in ids:
            return name
    return "work"


def offered(answers: Answers, name: str) -> list[Status]:
    """Return the statuses that can be named: as held, ended ones too; as wanted, announced ones.

    Statuses that are refused here stand among them: who chooses one is told where to go.
    """
    if name == "held":
        return statuses.all_held(answers.on)
    kept = [*statuses.all_statuses(answers.on), *coming(answers.on)]
    same = answers.current if answers.procedure == "change" else ""
    return [one for one in kept if one.id != same or one.id == DESIGNATED]


@lru_cache(maxsize=8)
def coming(on: date) -> tuple[Status, ...]:
    """Return the statuses that are announced and have not begun."""
    today = {one.id for one in statuses.all_statuses(on)}
    found: dict[str, Status] = {}
    for day in announced(on):
        found |= {one.id: one for one in statuses.all_statuses(day) if one.id not in today}
    return tuple(found.values())


def periods(answers: Answers) -> list[str]:
    """Return the periods that may stand on the card of whoever holds a status."""
    held = statuses.held(answers.current, answers.on) if answers.current else None
    return list(held.periods if held and held.periods_kind == "fixed" else USUAL_PERIODS)


def activities(answers: Answers) -> list[tuple[str, Text]]:
    """Return the activities between which the sheets of a status differ, with their names."""
    if not answers.procedure or answers.wanted in ("", UNKNOWN):
        return []
    return activities_of(answers.wanted, answers.procedure)


def permits(answers: Answers) -> list[str]:
    """Return the permits that may stand beside an application, where they mean anything."""
    if answers.wanted in ("", UNKNOWN):
        return []
    beside = [one for one in PERMITS if not permit_alone(one, answers.procedure)]
    scopes = {one: statuses.status_scope(one, answers.wanted, answers.on) for one in beside}
    return [one for one, scope in scopes.items() if scope.allowed is not False]


def values(answers: Answers, name: str) -> list[str]:
    """Return what may be answered to a question with choices."""
    on = answers.on
    return {
        "what": lambda: [*_asked_for(on), "other"],
        "other": lambda: [*PERMITS, *(one.id for one in procedures.neighbours(on))],
        "who": lambda: [one for one in _kinds() if not answers.own or one in answers.own],
        "born": lambda: list(BORN),
        "unable": lambda: list(UNABLE),
        "role": lambda: list(TRAINING),
        "house": lambda: [one.key for one in answers.houses_meant],
        "host": lambda: [key for key, _ in answers.house.hosts] if answers.house else [],
        "where": lambda: [one.id for one in offices.prefectures()],
        "delivery": lambda: list(procedures.procedure(answers.procedure, on).deliveries),
        "period": lambda: periods(answers),
        "activity": lambda: [code for code, _ in activities(answers)],
        "held-as": lambda: [one.id for one in all_activities(on)],
        "wanted-as": lambda: [one.id for one in all_activities(on)],
        "permits": lambda: permits(answers),
        "held": lambda: [one.id for one in offered(answers, "held")],
        "wanted": lambda: [one.id for one in offered(answers, "wanted")],
    }[name]()


def _kinds() -> list[str]:
    return [one.id for one in categories.categories()]


def _asked_for(on: date) -> list[str]:
    """Return the procedures of a day that stand by themselves, what most people want first."""
    known = [one.id for one in procedures.all_procedures(on) if not one.concurrent_only]
    return sorted(known, key=lambda one: _FIRST.index(one) if one in _FIRST else len(_FIRST))


def spelled(name: Text) -> str:
    """Return everything by which somebody may look for a name: kanji, kana, English.

    >>> spelled({"ja": "留学", "en": "Student", "ja-x-easy": "留学（りゅうがく）"})
    '留学 student りゅうがく'
    """
    read = _READ.sub(r"\1", name.get("ja-x-easy", "")).replace(" ", "")
    return _plain(f"{name['ja']} {name['en']} {read}")


def _plain(text: str) -> str:
    return text.lower().replace("　", " ").translate(_KATAKANA)


def found(name: Text, sought: str) -> bool:
    """Say whether a name is one that was looked for; every word must stand in it.

    >>> found({"ja": "留学", "en": "Student", "ja-x-easy": "留学（りゅうがく）"}, "リュウガク")
    True
    """
    return all(word in spelled(name) for word in _plain(sought).split())
