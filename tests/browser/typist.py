"""A typist who has a filled-in paper form on the desk and reads it off, line by line.

The sheets in `papers` were written by a reader of the printed numbers, not by a generator: each
line is the printed number and the words beside it. The typist finds the question that shows that
number and those words, and types there.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.browser.hand import Hand

from zairyu.law.read import read

PAPERS = Path(__file__).parent / "papers"
ROUNDS = 4  # an answer can make further questions appear; each save shows them
# What the paper's yes and no are on the screen.
YES, NO = ("有", "はい（有）", "はい"), ("無", "いいえ（無）", "いいえ")
SAME_WORDS = {"有": YES, "無": NO, "はい": YES, "いいえ": NO}
WESTERN = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")
ERA = re.compile(r"(明治|大正|昭和|平成|令和)(\d{1,2}|元)年(\d{1,2})月(?:(\d{1,2})日)?")
NUMBERED = re.compile(r"\(\d+\)\s*$")  # the official number behind a name of a list
TEXT = "input:not([type=radio], [type=checkbox], [type=hidden]), textarea"
LOOK = """() => [...document.querySelectorAll('main .q, main section.rows')].map((q, place) => {
  const title = q.querySelector(':scope > .q__label, :scope > legend, :scope > h2, :scope > label');
  if (!title || q.offsetParent === null) return null;
  const words = title.cloneNode(true);
  const number = words.querySelector('.q__no');
  const texts = number ? [...number.childNodes].filter(n => n.nodeType === 3) : [];
  const printed = texts.map(n => n.data).join('').trim();
  words.querySelectorAll('.q__no, .need, rt').forEach(one => one.remove());
  const table = q.matches('section.rows');
  return {place, number: printed, words: words.textContent.trim(), table};
}).filter(one => one)"""


def by_hand(text: str, today: date) -> str:
    """Return what a hand wrote, with the days that are counted from today.

    >>> by_hand("{+8}", date(2026, 11, 23))
    '2026年12月1日'
    """
    counted = re.fullmatch(r"\{([+-]\d+)\}", text)
    if not counted:
        return text
    day = today + timedelta(days=int(counted[1]))
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass
class Line:
    """A line of the paper: the printed number, the words beside it, and what was written."""

    number: str
    words: str
    written: Any
    typed: bool = False


@dataclass
class Paper:
    """A filled-in form: who hands it in, for what, and its lines."""

    filer: str
    procedure: str
    status: str
    permits: tuple[str, ...]
    lines: list[Line]
    facts: Mapping[str, Any] = field(default_factory=dict)
    guide: Mapping[str, list[str]] = field(default_factory=dict)

    def line(self, number: str, words: str) -> Line | None:
        """Return the line beside a printed number and words, or nothing."""
        fitting = [one for one in self.lines if one.number == number and _same(one.words, words)]
        return next((one for one in fitting if not one.typed), fitting[-1] if fitting else None)

    def written(self, words: str) -> str:
        """Return what stands beside words, or nothing."""
        return next((str(one.written) for one in self.lines if one.words == words), "")

    def start(self) -> dict[str, list[str]]:
        """Return what the guide asks before the form, as the paper says it."""
        told = {"wanted": [self.status], "permits": list(self.permits), **self.guide}
        for ending, text in zip("ymd", _western(self.written("在留期間の満了日")), strict=False):
            told[f"expires.{ending}"] = [text]
        for ending, text in zip("ymd", _western(self.written("生年月日")), strict=False):
            told |= {f"birth.{ending}": [text], f"event.{ending}": [text]}
        return told

    def left(self) -> list[str]:
        """Return the lines for which no question was found."""
        return [f"{one.number} {one.words}" for one in self.lines if not one.typed]


def _western(written: str) -> list[str]:
    found = WESTERN.match(written)
    return [one for one in found.groups() if one] if found else []


def _same(mine: str, shown: str) -> bool:
    return shown.startswith(mine) or (len(mine) > 12 and mine in shown)


def _line(key: str, written: Any) -> Line:
    found = re.fullmatch(r"(\d[\d()]*) (.+)", key)
    return Line(found[1], found[2], written) if found else Line("", key, written)


def paper(name: str, today: date) -> Paper:
    """Return a filled-in form by the name of its file."""
    raw = read((PAPERS / f"{name}.yaml").read_text(encoding="utf-8"), name)

    def said(value: Any) -> Any:
        if isinstance(value, list):
            return [{key: by_hand(str(one), today) for key, one in row.items()} for row in value]
        return by_hand(str(value), today)

    lines = [_line(key, said(value)) for key, value in raw["lines"].items()]
    guide = {key: [str(one)] for key, one in raw["guide"].items()}
    permits = tuple(raw["permits"])
    return Paper(raw["filer"], raw["procedure"], raw["status"], permits, lines, raw["facts"], guide)


@dataclass
class Typist:
    """Reads a paper off and types it into the pages of a draft."""

    hand: Hand
    paper: Paper

    def write_all(self, draft: str) -> None:
        """Type the whole paper, page by page."""
        self.hand.go(draft)
        links = self.hand.page.locator('main .tasks a[href*="/sections/"]').all()
        for address in [link.get_attribute("href") or "" for link in links]:
            self._write_page(address)

    def _write_page(self, address: str) -> None:
        before = -1
        for _ in range(ROUNDS):
            self.hand.go(address)
            shown = self.hand.page.evaluate(LOOK)
            if len(shown) == before:
                break
            before = len(shown)
            tables = self._write_boxes(shown)
            self.hand.press(self.hand.page.locator("main button[name=go][value=list]"))
            for line, table in tables:
                self._write_rows(address, table, line.written)
        self.hand.go(address)
        assert not self.hand.page.locator(".q--wrong").count(), self.hand.text

    def _write_boxes(self, shown: Sequence[Mapping[str, Any]]) -> list[tuple[Line, str]]:
        tables = []
        for one in shown:
            line = self.paper.line(one["number"], one["words"])
            if line is None:
                continue
            if one["table"] and not line.typed:
                tables.append((line, one["words"]))
            elif not one["table"]:
                self._type(one["place"], str(line.written))
            line.typed = True
        return tables

    def _write_rows(self, address: str, title: str, rows: Sequence[Mapping[str, str]]) -> None:
        for row in rows:
            self.hand.go(address)
            table = self.hand.page.locator("main section.rows", has_text=title).last
            self.hand.press(table.locator("button[name=go]").last)
            self._write_row(dict(row))
            self.hand.press(self.hand.main_button())
            assert not self.hand.page.locator(".q--wrong").count(), self.hand.text

    def _write_row(self, left: dict[str, str]) -> None:
        for _ in range(ROUNDS):  # one column can open another
            for one in self.hand.page.evaluate(LOOK):
                key = next((key for key in left if _same(key, one["words"])), None)
                if key is not None:
                    self._type(one["place"], left.pop(key))
        assert not left, f"no column for {left}"

    def _type(self, place: int, written: str) -> None:
        question = self.hand.page.locator("main .q, main section.rows").nth(place)
        if question.locator(".date").count():
            self._type_day(question, written)
        elif question.locator("select").count():
            self._choose(question, written)
        elif question.locator(TEXT).count():
            question.locator(TEXT).first.fill(written)
        elif question.locator("input").count():
            self._tick(question, written)
        else:  # decided when the draft was begun: the paper must say the same
            assert written in question.inner_text(), question.inner_text()

    def _tick(self, question: Any, written: str) -> None:
        for words in SAME_WORDS.get(written, (written,)):
            found = question.locator(
                "label.pick", has_text=re.compile(rf"^\s*{re.escape(words)}\s*$")
            )
            if found.count():
                found.first.locator("input").check()
                return
        raise AssertionError(f"{written!r} is no choice of: {question.inner_text()}")

    def _choose(self, question: Any, written: str) -> None:
        box = question.locator("select").first
        labels = box.locator("option").all_inner_texts()
        fitting = [one for one in labels if NUMBERED.sub("", one).strip() == written]
        assert fitting, f"{written!r} is no choice of: {labels[:40]}"
        box.select_option(label=fitting[0])

    def _type_day(self, question: Any, written: str) -> None:
        era, western = ERA.match(written), WESTERN.match(written)
        if not (era or western):
            unknown = question.locator("[name$='.unknown']").last
            unknown.check() if unknown.get_attribute("type") == "checkbox" else None
            return
        parts = list(era.groups() if era else (None, *western.groups()))  # type: ignore[union-attr]
        if parts[0]:
            question.locator("[name$='.era']").select_option(label=parts[0])
        for ending, text in zip(("y", "m", "d"), parts[1:], strict=True):
            box = question.locator(f"[name$='.{ending}']")
            if text is not None and box.count():
                box.fill(text)
