"""The words of one change: what is so before and after."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from zairyu.law.diff_names import is_item, list_name
from zairyu.law.events import BEGINS, ENDS, Event
from zairyu.law.saying import LANGUAGES, say_period
from zairyu.law.tables import Row, Text, data
from zairyu.law.tariff import (
    AMOUNTS,
    CONDITIONS,
    Case,
    channel_words,
    condition,
    price,
    price_words,
    step_of,
    words,
)
from zairyu.law.wording import (
    joined,
    paper_name,
    status_name,
    when_words,
    worded,
)

# The periods for which a new shape of a tariff is compared with the old one.
_EXAMPLES = ("P3M", "P1Y", "P3Y", "P5Y")
_SILENT = {"since", "source", "confidence", "since_confidence", "own_design", "further_sources"}
_SILENT |= {"history", "ends_on", "until", "last_day", "since_source"}


def _conditions(step: Row) -> Row:
    return {key: step[key] for key in CONDITIONS if key in step}


def _before(step: Row, old: Sequence[Row]) -> Row | None:
    """Return the old step that a new one takes the place of; nothing where the shape changes."""
    if len(old) == 1 and not _conditions(old[0]):
        return old[0]
    return next((one for one in old if _conditions(one) == _conditions(step)), None)


def _step(step: Row, old: Row, alone: bool) -> dict[str, str]:
    said: dict[str, str] = {}
    for language in LANGUAGES:
        comma = ", " if language == "en" else "、"
        amounts = comma.join(
            _amount(key, old.get(key), step[key], language) for key in AMOUNTS if key in step
        )
        other = worded("law.tariff.otherwise")[language]
        when = condition(step, language) or ("" if alone else other)
        colon = ": " if language == "en" else "："
        said[language] = f"{when}{colon}{amounts}" if when else amounts
    return said


def _amount(key: str, old: Any, new: Any, language: str) -> str:
    after = price_words(new, language)
    before = price_words(old, language) if old is not None else "–"
    shown = after if before == after else f"{before} → {after}"
    return f"{channel_words(key, language)} {shown}".strip()


def _tariff(event: Event) -> Iterator[Text]:
    new, old = event.row.get("steps", ()), (event.before or {}).get("steps")
    if old is None:
        yield from _tariff_words("law.diff.plain", new)
        return
    pairs = [(step, _before(step, old)) for step in new]
    if any(before is None for _, before in pairs):
        yield from _tariff_words("law.diff.until-then", old)
        yield from _tariff_words("law.diff.from-then", new)
        yield from _examples(new, old)
        return
    for step, before in pairs:
        yield _step(step, before or {}, len(new) == 1)


def _examples(new: Sequence[Row], old: Sequence[Row]) -> Iterator[Text]:
    """Yield what some periods cost before and after, where no step says otherwise."""
    for period in _EXAMPLES:
        plain = [step for step in new if not set(step) & {"under_age", "statuses"}]
        case = Case(period)
        before = [step for step in old if not set(step) & {"under_age", "statuses"}]
        pair = (step_of(before, case), step_of(plain, case))
        priced = [
            {key: price(step[key], period) for key in AMOUNTS if key in step} for step in pair
        ]
        words = _step(priced[1], priced[0], alone=True)
        yield worded("law.diff.example", period=period, words=words)


def _tariff_words(key: str, steps: Sequence[Row]) -> Iterator[Text]:
    every = {language: words(steps, language) for language in LANGUAGES}
    for place in range(len(steps)):
        yield worded(key, words={language: every[language][place] for language in LANGUAGES})


def periods_words(row: Row) -> dict[str, str]:
    """Return the periods of stay of a status in words."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        comma = ", " if language == "en" else "、"
        said = [say_period(one, language) for one in row.get("fixed", ())]
        longest = row.get("designated_max")
        if longest:
            said.append(worded("law.diff.designated", longest=longest)[language])
        found[language] = comma.join(said) or worded(f"law.periods.{row['kind']}")[language]
    return found


def _status_begins(event: Event) -> Iterator[Text]:
    yield worded("law.diff.begins")
    row, key = event.row, event.path[1]
    if row.get("periods"):
        yield worded("law.diff.periods", periods=periods_words(row["periods"][-1]))
    sheets = data("forms")["statuses"].get(key, {})
    if sheets.get("published") is False:
        yield worded("law.diff.not-published")
    elif sheets.get("sheets_of"):
        yield worded("law.diff.sheets-of", status=status_name(sheets["sheets_of"]))
    elif sheets.get("family"):
        yield worded("law.diff.sheets", family=sheets["family"])
    closed = [key for key, cell in row.get("online_except", {}).items() if not cell["allowed"]]
    if closed:
        shown = joined(data("procedures")["procedures"][one]["title"] for one in closed)
        yield worded("law.diff.not-online", procedures=shown)


def _status_lines(event: Event) -> Iterator[Text]:
    if event.kind == BEGINS and len(event.path) == 2:
        yield from _status_begins(event)
    elif event.kind == ENDS:
        yield worded("law.diff.ends")
        yield worded("law.diff.no-longer-applied-for")
    elif "kind" in event.row and event.before is not None:
        pair = {"before": periods_words(event.before), "after": periods_words(event.row)}
        yield worded("law.diff.value", **pair)
    else:
        yield from _plain(event)


def _set_lines(event: Event) -> Iterator[Text]:
    if is_item(event):
        when = when_words(event.row)
        key = "law.diff.not-asked" if event.kind == ENDS else "law.diff.asked"
        shown = {one: _in_brackets(when[one], one) if when[one] else "" for one in LANGUAGES}
        yield worded(key, when=shown)
        yield list_name(event.path)
        return
    yield from _plain(event)
    items = event.row.get("papers", ())
    if event.kind == BEGINS and items:
        every = dict.fromkeys(item["paper"] for item in items)
        yield worded("law.diff.papers", papers=joined(map(paper_name, every)))


def _in_brackets(text: str, language: str) -> str:
    return f" ({text})" if language == "en" else f"（{text}）"


def _switch_lines(event: Event) -> Iterator[Text]:
    yield worded("law.diff.holds" if event.row.get("on") else "law.diff.lifted")


def _question_lines(event: Event) -> Iterator[Text]:
    before = event.before["holds"] if event.before else False
    yield worded("law.diff.answer", before=before, after=event.row["holds"])


def _plain(event: Event) -> Iterator[Text]:
    """Yield what can be said of any entry: that it begins or ends, or which keys differ."""
    if event.kind in (BEGINS, ENDS):
        yield worded(f"law.diff.{event.kind}")
        return
    before = event.before or {}
    for key, after in event.row.items():
        if key in _SILENT or before.get(key) == after:
            continue
        if key == "name":
            yield worded("law.diff.renamed", before=before.get(key), after=after)
        elif key in ("value", "yen"):
            yield worded("law.diff.value", before=_money(key, before.get(key)),
                         after=_money(key, after))  # fmt: skip
        elif key in before:
            yield worded("law.diff.key", key=key, before=before[key], after=after)
        else:
            yield worded("law.diff.now", key=key, after=after)


def _money(key: str, value: Any) -> Any:
    if key != "yen" or value is None:
        return value
    return {language: price_words(value, language) for language in LANGUAGES}


def lines_of(event: Event) -> list[Text]:
    """Return what an event changes, a line for each thing.

    Every table has words; what a table is not known for is said by its keys.
    """
    if "steps" in event.row and event.kind != ENDS:
        return list(_tariff(event))
    by_table: Mapping[str, Callable[[Event], Iterator[Text]]] = {
        "statuses": _status_lines,
        "sets": _set_lines,
        "switches": _switch_lines,
        "transitions": _question_lines,
    }
    return list(by_table.get(event.table, _plain)(event))
