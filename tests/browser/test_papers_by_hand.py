"""Five paper forms, filled in by hand, are typed line by line by their numbers, and filed."""

import pytest
from playwright.sync_api import Browser
from tests.browser import filing
from tests.browser.hand import Hand
from tests.browser.typist import PAPERS, Typist, paper

NAMES = sorted(one.stem for one in PAPERS.glob("*.yaml"))


def test_there_are_five_papers() -> None:
    assert len(NAMES) == 5


@pytest.mark.parametrize(
    "name", [NAMES[0], *(pytest.param(one, marks=pytest.mark.long) for one in NAMES[1:])]
)
def test_a_paper_form_is_typed_line_by_line_and_filed(
    chromium: Browser, address: str, name: str
) -> None:
    hand = Hand(chromium, address, language="ja", width=1280, script=True)
    today = hand.today()
    sheet = paper(name, today)
    hand.sign_in(sheet.filer)
    draft = filing.walk(hand, sheet.procedure, sheet.start())
    Typist(hand, sheet).write_all(draft)
    assert sheet.left() == []
    filed = filing.finish(hand, draft, sheet.facts)
    assert filed.number
    hand.close()
