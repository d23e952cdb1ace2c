"""The officer sees from where was filed, where it was not plainly Japan."""

import re

import pytest

from zairyu.audit.actions import record

# what was said, the network, why, known by; and what the case page says, or nothing
TABLE = [
    ("japan", "JP", "none", "none", ""),
    ("japan", "unknown", "none", "none", "日本にいると申告 ・ ネットワーク：国は不明 ・ カードや"),
    (
        "japan",
        "VN",
        "roaming",
        "passkey",
        "日本にいると申告 ・ ネットワーク：ベトナム ・ 理由：海外の携帯",
    ),
    (
        "abroad",
        "JP",
        "travelling",
        "card",
        "海外にいると申告 ・ ネットワーク：日本 ・ 理由：旅行や出張",
    ),
    ("abroad", "VN", "living-abroad", "organisation", "承認された機関の職員"),
    ("abroad", "VN", "company-network", "card", "ネットワーク"),
    ("abroad", "VN", "other", "card", "理由：そのほか"),
]


def text(answer):
    bare = re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>|<[^>]+>", "", answer.content.decode())
    return re.sub(r"\s+", " ", bare)


@pytest.mark.parametrize(("said", "country", "because", "way", "shown"), TABLE)
def test_the_place_of_filing_stands_on_the_case(
    case, sato, enter, before, said, country, because, way, shown
):
    ids = {"said": said, "country": country, "because": because, "way": way}
    record(f"case:{case.key}", "state-place", at=before, by=case.filer.key, **ids)
    told = text(enter(sato).get(f"/desk/cases/{case.key}/"))
    assert ("申請した場所" in told) is bool(shown)
    assert shown in told


@pytest.mark.parametrize("language", ["en", "ja-x-easy"])
def test_it_stands_there_in_every_language(case, sato, enter, before, language):
    ids = {"said": "japan", "country": "VN", "because": "roaming", "way": "passkey"}
    record(f"case:{case.key}", "state-place", at=before, by=case.filer.key, **ids)
    told = text(enter(sato, language=language).get(f"/desk/cases/{case.key}/"))
    words = {
        "en": "Filed from Says: in Japan ・ Network: Viet Nam",
        "ja-x-easy": "ネットワーク：ベトナム",
    }
    assert words[language] in told


def test_where_nothing_was_asked_nothing_is_shown(case, sato, enter):
    assert "申請した場所" not in text(enter(sato).get(f"/desk/cases/{case.key}/"))
