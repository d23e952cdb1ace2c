"""From abroad: told before typing, a way round for who is known, and what is never refused."""

from datetime import date, timedelta

import pytest
from tests.casework.office import approved
from tests.filing.conftest import filer
from tests.portal.guiding import remembered, thought
from tests.portal.test_guide_pages import LINH, TODAY

from zairyu.audit.queries import rows_of
from zairyu.casework import actions, queries
from zairyu.filing.models import Draft
from zairyu.filing.place import Place, trouble
from zairyu.privacy.networks import country_of, data_day

ON = date(2026, 11, 24)
JAPAN, VIETNAM, UNKNOWN = "133.11.7.9", "14.160.1.2", "203.0.113.9"
SELF, AGENT, STAFF = "foreign-national", "lawyer-scrivener", "organisation-staff"
FINE = ""
ASK, NET, AWAY, OWN = (
    f"filing.{code}"
    for code in ("place-unsaid", "foreign-network", "filer-abroad", "applicant-abroad")
)

# network, said, known by, procedure, category, and what comes of it with the switches on
TABLE = [
    ("JP", "", "", "extension", SELF, FINE),
    ("JP", "japan", "", "extension", SELF, FINE),
    ("JP", "abroad", "", "extension", SELF, OWN),
    ("JP", "abroad", "card", "change", SELF, OWN),
    ("JP", "abroad", "card", "coe", SELF, FINE),
    ("JP", "abroad", "", "coe", SELF, AWAY),
    ("", "", "", "extension", SELF, ASK),
    ("", "", "card", "extension", SELF, ASK),
    ("", "japan", "", "extension", SELF, FINE),
    ("", "abroad", "", "extension", AGENT, AWAY),
    ("VN", "", "", "extension", SELF, ASK),
    ("VN", "", "card", "extension", SELF, ASK),
    ("VN", "japan", "", "extension", SELF, NET),
    ("VN", "japan", "card", "extension", SELF, FINE),
    ("VN", "japan", "passkey", "acquisition", SELF, FINE),
    ("VN", "japan", "organisation", "coe", STAFF, FINE),
    ("VN", "japan", "", "coe", AGENT, NET),
    ("VN", "abroad", "passkey", "coe", AGENT, FINE),
    ("VN", "abroad", "organisation", "change", STAFF, FINE),
    ("VN", "abroad", "passkey", "extension", SELF, OWN),
]


@pytest.mark.parametrize(("country", "said", "way", "procedure", "category", "expected"), TABLE)
def test_what_may_be_filed_from_where(country, said, way, procedure, category, expected):
    found = trouble(Place(country, said, way), procedure, category, ON)
    assert (found.code if found else FINE) == expected


@pytest.mark.parametrize(("country", "said", "way", "procedure", "category", "expected"), TABLE)
def test_with_both_switches_off_nobody_is_asked_or_refused(
    settings, country, said, way, procedure, category, expected
):
    settings.ZAIRYU_SWITCHES = {"foreign-networks-refused": False, "filer-in-japan": False}
    assert trouble(Place(country, said, way), procedure, category, ON) is None


def test_before_the_online_system_there_was_no_such_rule():
    assert trouble(Place("VN"), "extension", SELF, date(2019, 7, 24)) is None


@pytest.mark.parametrize(
    ("address", "country"),
    [
        (JAPAN, "JP"),
        (VIETNAM, "VN"),
        (UNKNOWN, ""),
        ("127.0.0.1", "JP"),
        ("10.1.2.3", "JP"),
        ("192.168.1.7", "JP"),
        ("100.64.0.1", ""),
        ("2001:240::1", "JP"),
        ("::ffff:14.160.1.2", "VN"),
        ("", ""),
    ],
)
def test_the_country_of_a_network(address, country):
    assert country_of(address) == country


def test_the_table_of_networks_tells_its_day():
    assert data_day() >= date(2026, 10, 1)


pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(cast, at):
    """Somebody who may file, signed in with a password and a code."""
    return filer("anna", at, cast.sato)


@pytest.fixture
def begin(client, anna):
    """Return a function that begins the draft of an answered guide from an address."""

    def press(address):
        client.force_login(anna)
        remembered(client, thought(LINH, TODAY, SELF))
        return client.post("/guide/draft", REMOTE_ADDR=address)

    return press


def test_from_a_network_in_japan_a_draft_begins_without_a_question(begin):
    assert begin(JAPAN)["Location"].startswith("/drafts/")


@pytest.mark.parametrize("address", [VIETNAM, UNKNOWN])
def test_from_elsewhere_it_is_asked_first_and_nothing_is_begun(begin, address):
    assert begin(address)["Location"].startswith("/me/where?")
    assert not Draft.objects.exists()


def test_who_says_japan_on_an_unknown_network_goes_on_and_it_is_recorded(client, begin, anna):
    begin(UNKNOWN)
    said = {"said": "japan", "next": "/guide/result", "for": "extension", "as": SELF}
    assert client.post("/me/where", said, REMOTE_ADDR=UNKNOWN).url == "/guide/result"
    assert client.post("/guide/draft", REMOTE_ADDR=UNKNOWN)["Location"].startswith("/drafts/")
    row = next(row for row in rows_of(f"person:{anna.key}") if row.verb == "state-place")
    assert (row.ids["said"], row.ids["country"], row.ids["way"]) == ("japan", "unknown", "none")
    assert "203" not in str(row.ids)


def test_on_a_network_abroad_a_password_and_a_code_are_not_enough(client, begin):
    begin(VIETNAM)
    said = {"said": "japan", "because": "roaming", "for": "extension", "as": SELF}
    answer = client.post("/me/where", said, REMOTE_ADDR=VIETNAM)
    assert answer.status_code == 422
    assert "パスキーでサインインし直すと" in answer.content.decode()


def test_on_a_network_abroad_who_is_known_by_a_card_goes_on(client, begin, anna, monkeypatch):
    monkeypatch.setattr("zairyu.ui.proofs.shown", lambda *_: {"card": 1.0})
    begin(VIETNAM)
    said = {"said": "japan", "because": "roaming", "next": "/guide/result", "for": "extension"}
    assert client.post("/me/where", said, REMOTE_ADDR=VIETNAM).url == "/guide/result"
    assert client.post("/guide/draft", REMOTE_ADDR=VIETNAM)["Location"].startswith("/drafts/")
    row = next(row for row in rows_of(f"person:{anna.key}") if row.verb == "state-place")
    assert (row.ids["country"], row.ids["way"], row.ids["because"]) == ("VN", "card", "roaming")


def test_the_reason_is_wanted_on_a_network_abroad(client, begin):
    begin(VIETNAM)
    answer = client.post("/me/where", {"said": "japan"}, REMOTE_ADDR=VIETNAM)
    assert answer.status_code == 422
    assert "理由を選んでください。" in answer.content.decode()


def test_what_was_said_yesterday_is_asked_again(client, begin, clock, at, anna):
    begin(UNKNOWN)
    client.post("/me/where", {"said": "japan"}, REMOTE_ADDR=UNKNOWN)
    clock.move_to(at + timedelta(days=1))
    client.force_login(anna)
    remembered(client, thought(LINH, TODAY, SELF))
    assert "/me/where" in client.post("/guide/draft", REMOTE_ADDR=UNKNOWN)["Location"]


@pytest.mark.parametrize("onward", ["//evil.example/", "https://evil.example/"])
def test_the_page_leads_nowhere_outside(client, begin, onward):
    begin(UNKNOWN)
    said = {"said": "japan", "next": onward}
    assert client.post("/me/where", said, REMOTE_ADDR=UNKNOWN).url == "/me"


def test_filing_asks_as_beginning_does(client, begin):
    draft = begin(JAPAN)["Location"]
    answer = client.post(f"{draft}file", {"true": "yes", "once": "x"}, REMOTE_ADDR=VIETNAM)
    assert answer["Location"].startswith("/me/where?")


@pytest.mark.parametrize("path", ["/", "/guide/"])
def test_it_is_told_before_anybody_types(client, path):
    page = client.get(path, REMOTE_ADDR=VIETNAM).content.decode()
    assert "海外（ベトナム）のネットワーク" in page
    for address in (JAPAN, UNKNOWN):
        assert "海外（" not in client.get(path, REMOTE_ADDR=address).content.decode()


def test_it_is_not_told_where_the_switch_is_off(client, settings):
    settings.ZAIRYU_SWITCHES = {"foreign-networks-refused": False}
    assert "海外（" not in client.get("/", REMOTE_ADDR=VIETNAM).content.decode()


def test_a_header_of_a_proxy_counts_only_where_there_is_one(client, settings):
    told = {"REMOTE_ADDR": JAPAN, "HTTP_X_FORWARDED_FOR": f"{JAPAN}, {VIETNAM}"}
    assert "海外（" not in client.get("/", **told).content.decode()
    settings.ZAIRYU_BEHIND_PROXY = True
    assert "海外（ベトナム）" in client.get("/", **told).content.decode()


NEVER = ["", "done", "number", "show", "filed", "requests", "messages", "fee", "receive"]


@pytest.mark.parametrize("address", [VIETNAM, UNKNOWN])
def test_reading_answering_and_receiving_are_never_refused(linh, cast, lodged, at, address):
    case = approved(lodged(), cast, at)
    for name in NEVER:
        answer = linh.get(f"/cases/{case.key}/{name}", REMOTE_ADDR=address)
        assert answer.status_code == 200, name
    said = {"text": "海外にいます。"}
    posted = linh.post(f"/cases/{case.key}/messages", said, REMOTE_ADDR=address)
    assert posted.status_code == 302
    for path in ("/me", "/me/data/", "/me/data/looks", "/me/data/sessions"):
        assert linh.get(path, REMOTE_ADDR=address).status_code == 200


@pytest.mark.parametrize("address", [VIETNAM, UNKNOWN])
def test_the_counter_and_the_electronic_certificate_are_never_refused(
    client, cast, lodged, at, address
):
    case = lodged(procedure="coe", delivery="email", status="spouse-child-japanese")
    actions.start_examination(case.key, by=cast.sato, at=at)
    proposal = actions.Proposal("grant", "資格に当たる。", "spouse-child-japanese", "P1Y")
    actions.recommend(case.key, proposal, by=cast.sato, at=at)
    actions.approve(case.key, by=cast.mori, at=at)
    sent = queries.ecoe_of(case)
    for path in (f"/ecoe/{sent.key}/", "/v/", f"/v/{sent.certificate.code}"):
        assert client.get(path, REMOTE_ADDR=address).status_code == 200, path
    assert client.post(f"/ecoe/{sent.key}/", REMOTE_ADDR=address).status_code == 302


@pytest.mark.parametrize("language", ["ja", "en", "ja-x-easy"])
def test_the_page_speaks_every_language(linh, language):
    answer = linh.get("/me/where", {"lang": language}, REMOTE_ADDR=VIETNAM)
    assert answer.status_code == 200
