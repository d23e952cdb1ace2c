"""The page on the card tells of attacks and codes that there are, each with its test."""

import re
from pathlib import Path

from zairyu.identity.jpki.codes import CODES

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "card.md").read_text(encoding="utf-8")


def test_every_attack_on_the_page_has_its_test():
    files = [*ROOT.glob("tests/identity/test_*.py"), *ROOT.glob("tests/portal/test_card*.py")]
    written = set(re.findall(r"def (test_\w+)", "".join(one.read_text("utf-8") for one in files)))
    named = {
        name for name in re.findall(r"`(test_\w+)`", PAGE) if not name.startswith("test_card_")
    }
    assert len(named) > 20
    assert named - written == set()


def test_the_codes_on_the_page_are_ours():
    told = set(re.findall(r"`((?:cert|tx|key|signature|revocation|other|account|card)_\w+)`", PAGE))
    assert told - set(CODES) == set()
