"""The designated activities (特定活動) as people choose them: by groups, by number, by words."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zairyu.law.tables import Row, Text, data, entry

DESIGNATED = "designated-activities"
_OTHERS = "U"  # the family of sheets for all that has none of its own
_READING = re.compile("（[ぁ-ゖー]+）")
_NUMBER = re.compile(r"(?:告示|notice)?\s*(?:第)?\s*([0-9]+(?:[-の][0-9]+)?)\s*(?:号)?")


@dataclass(frozen=True, eq=False)
class Activity:
    """A designated activity: its id serves as a status of residence wherever one is asked for.

    `number` is that of the notice, empty outside the notice; an `ended` one is no longer granted;
    `what` says in a sentence whom it is for.
    """

    id: str
    name: Text
    number: str
    group: str
    ended: bool
    also: tuple[str, ...]
    what: Text

    @property
    def label(self) -> Text:
        """The name with the number of the notice, as it stands on the designation sheet."""
        if not self.number:
            return self.name
        main, _, branch = self.number.partition("-")
        noted = {
            "ja": f"（告示{main}号の{branch}）" if branch else f"（告示{main}号）",
            "en": f" (notice {self.number})",
            "ja-x-easy": f"（告示（こくじ） {self.number}）",
        }
        return {language: text + noted[language] for language, text in self.name.items()}


@dataclass(frozen=True, eq=False)
class ActivityGroup:
    """A heading of the list of designated activities."""

    id: str
    title: Text
    activities: tuple[Activity, ...]


def base_status(status: str) -> str:
    """Return the status of residence as the Act names it.

    >>> base_status("da-notice-46"), base_status("student")
    ('designated-activities', 'student')
    """
    return DESIGNATED if status in data("statuses")["designated_activities"] else status


def sheet_status(status: str) -> str:
    """Return the status as the sheets call it: some designated activities have names there.

    >>> sheet_status("da-notice-36"), sheet_status("da-notice-5"), sheet_status("student")
    ('designated-activities-research', 'designated-activities', 'student')
    """
    row = data("statuses")["designated_activities"].get(status)
    if row is None:
        return status
    named = (
        one["code"]
        for one in data("forms")["designated_activities"]
        if row.get("notice_no") in one["notices"] and one["family"] != _OTHERS
    )
    return "-".join([DESIGNATED, *named])


def _activity(id: str, group: str, row: Row, also: tuple[str, ...]) -> Activity:
    ended = row["state"] != "in-force"
    return Activity(id, row["name"], row.get("notice_no") or "", group, ended, also, row["what"])


@lru_cache(maxsize=8)
def activity_groups(on: date) -> tuple[ActivityGroup, ...]:
    """Return all designated activities of a day under their headings.

    Law: ICRRA Appended Table 1 (5); Ministry of Justice Notice 131 of 1990.

    >>> sum(len(group.activities) for group in activity_groups(date(2026, 11, 23)))
    65
    """
    table, rows = data("activities"), data("statuses")["designated_activities"]
    return tuple(
        ActivityGroup(
            group,
            one["title"],
            tuple(
                _activity(id, group, rows[id], tuple(table["also"].get(id, ())))
                for id in one["activities"]
                if rows[id]["since"] <= on
            ),
        )
        for group, one in table["groups"].items()
    )


def activities(on: date) -> list[Activity]:
    """Return all designated activities of a day, in the order in which they are shown."""
    return [one for group in activity_groups(on) for one in group.activities]


def _plain(text: str) -> str:
    """Return a text without readings, in small letters, katakana as hiragana."""
    flat = unicodedata.normalize("NFKC", _READING.sub("", text)).casefold()
    return "".join(chr(ord(sign) - 96) if "ァ" <= sign <= "ヶ" else sign for sign in flat)


@lru_cache(maxsize=256)
def _words_of(activity: Activity) -> str:
    number = activity.number and f"{activity.number}号 告示{activity.number}号"
    return _plain(" ".join([*activity.name.values(), *activity.also, number]))


def _numbered(words: str, on: date) -> list[Activity]:
    asked = _NUMBER.fullmatch(_plain(words).strip())
    number = asked.group(1).replace("の", "-") if asked else ""
    return [one for one in activities(on) if number and one.number == number]


def _matching(words: str, on: date) -> Iterator[Activity]:
    wanted = _plain(words).split()
    for one in activities(on):
        if all(word in _words_of(one) for word in wanted):
            yield one


def find_activities(words: str, on: date) -> list[Activity]:
    """Return the designated activities that words or the number of a notice mean.

    Every word has to be found, in any language, in kana or kanji; a number alone means the notice.

    >>> day = date(2026, 11, 23)
    >>> [one.id for one in find_activities("告示46号", day)]
    ['da-notice-46']
    >>> [one.id for one in find_activities("ワーホリ", day)]
    ['da-notice-5', 'da-notice-5-2']
    >>> [one.id for one in find_activities("NURSE Vietnam", day)]
    ['da-notice-27', 'da-notice-30']
    """
    if not words.strip():
        return activities(on)
    return _numbered(words, on) or list(_matching(words, on))


def activities_of(status: str, procedure: str) -> list[tuple[str, Text]]:
    """Return the activities between which the sheets of a status differ, with their names.

    Only highly skilled professionals and researchers have to say which; for all others the status,
    or the designated activity, decides alone.

    >>> [code for code, _ in activities_of("researcher", "change")]
    ['research', 'transferee']
    >>> activities_of("student", "change")
    []
    """
    row = data("forms")["statuses"].get(status, {})
    if status == DESIGNATED or procedure not in row.get("procedures", ()):
        return []
    if not data("forms")["procedures"][procedure]["family"]:
        return []
    return [(code, _name_of(code)) for code in row.get("by_activity", ())]


def activity_facts(status: str, activity: str) -> dict[str, str]:
    """Return what the choice tells the lists of papers, in their own words.

    >>> activity_facts("da-notice-46", ""), activity_facts("da-notice-53", "")
    ({'designated_activity': 'graduate'}, {'designated_activity': 'others'})
    >>> activity_facts("highly-skilled-professional-1a", "research")
    {'hsp_activity': 'researcher'}
    """
    facts = data("facts")["facts"]
    row = data("statuses")["designated_activities"].get(status)
    if row is not None:
        group = row.get("group", "")
        named = group if group in facts["designated_activity"]["choices"] else "others"
        return {"designated_activity": named}
    called = data("activities")["sheets"].get(activity, {}).get("status", activity)
    if status.startswith("highly-skilled") and called in facts["hsp_activity"]["choices"]:
        return {"hsp_activity": called}
    return {}


def _name_of(code: str) -> Text:
    sheets = data("activities")["sheets"].get(code)
    row: Row = sheets or entry(data("statuses")["statuses"], code, "status")
    name: Text = row["name"]
    return name
