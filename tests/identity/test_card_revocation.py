"""Services of revocation: lists by HTTP kept until their next update, a responder, commands."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.management import CommandError, call_command
from tests.identity.cards import der_of, other_person
from zairyu_card.keys import Key

from zairyu.identity.jpki import checks, deployment
from zairyu.identity.jpki.revocation import Closed, Status, lists
from zairyu.identity.jpki.revocation.lists import ByHttp
from zairyu.identity.jpki.revocation.ocsp import Responder

DAY = timedelta(days=1)


class Service:
    """A neighbour that answers what a test gives it, and counts."""

    def __init__(self) -> None:
        self.said, self.status, self.calls = b"", 200, 0
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                service.calls += 1
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(service.status)
                self.send_header("Location", "http://127.0.0.1:9/")
                self.end_headers()
                self.wfile.write(service.said)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                return

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/list"


@pytest.fixture
def service() -> Iterator[Service]:
    made = Service()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def ask(desk, authority, settings, service):
    """Ask about a card of the desk, at an instant."""
    auth = {"auth": [service.address]}
    settings.ZAIRYU_CARD = desk.settings | {
        "list_addresses": auth,
        "responders": {"auth": service.address},
    }

    def asked(backend, card, at):
        leaf = x509.load_der_x509_certificate(card.holdings[Key.AUTH].certificate)
        return Closed(backend).check("auth", leaf, authority.root(Key.AUTH), at).verdict

    return asked


def test_a_kept_list_is_used_until_its_next_update_and_then_fetched(desk, authority, ask, service):
    card, tomorrow = desk.card(), desk.at + DAY + timedelta(minutes=1)
    assert ask(ByHttp(), card, desk.at) == "good"
    assert service.calls == 0
    fresh = authority.revocations(Key.AUTH, tomorrow, "Shinjuku-ku")
    service.said = fresh.public_bytes(Encoding.DER)
    assert ask(ByHttp(), card, tomorrow) == "good"
    assert ask(ByHttp(), card, tomorrow) == "good"
    assert service.calls == 1


@pytest.mark.parametrize(
    "fault", ["nothing", "junk", "another's list", "broken", "sent elsewhere", "gone"]
)
def test_what_cannot_be_fetched_closes_the_door(fault, desk, authority, ask, service):
    later = desk.at + 2 * DAY
    service.said = {"junk": b"junk" * 99}.get(fault, b"")
    service.status = {"broken": 500, "sent elsewhere": 302}.get(fault, 200)
    if fault == "another's list":
        rogue = type(authority).create(desk.at).revocations(Key.AUTH, later, "Shinjuku-ku")
        service.said = der_of(rogue)
    if fault == "gone":
        service.server.shutdown()
        service.server.server_close()
    assert ask(ByHttp(), desk.card(), later) == "unknown"
    assert ask(ByHttp(), desk.card(), desk.at) == "good", "what was kept before is still there"


def test_a_responder_is_asked_for_every_card(desk, authority, ask, service):
    card = desk.card()
    leaf = x509.load_der_x509_certificate(card.holdings[Key.AUTH].certificate)
    service.said = authority.answer(Key.AUTH, leaf, desk.at)
    assert ask(Responder(), card, desk.at) == "good"
    assert ask(Responder(), card, desk.at + DAY) == "unknown", "an old answer is no answer"
    assert ask(Responder(), desk.card(other_person("second")), desk.at) == "unknown", "another's"
    for junk in (b"", b"junk", service.said[:-1]):
        service.said = junk
        assert ask(Responder(), card, desk.at) == "unknown"
    assert service.calls == 6


@pytest.mark.parametrize(("minutes", "verdict"), [(-5, "revoked"), (0, "revoked"), (5, "unknown")])
def test_a_responder_that_says_revoked_never_lets_in(
    minutes, verdict, desk, authority, ask, service
):
    card = desk.card(other_person(f"returned{minutes}"))
    leaf = x509.load_der_x509_certificate(card.holdings[Key.AUTH].certificate)
    authority.revoke(Key.AUTH, leaf, desk.at + timedelta(minutes=minutes))
    service.said = authority.answer(Key.AUTH, leaf, desk.at)
    assert ask(Responder(), card, desk.at) == verdict


def test_an_operator_keeps_lists_and_pins_authorities_by_command(
    desk, authority, settings, tmp_path, capsys
):
    folder, root = tmp_path / "new", authority.root(Key.AUTH)
    settings.ZAIRYU_CARD = desk.settings | {"anchors": folder / "a", "lists": folder / "l"}
    file = tmp_path / "root.der"
    file.write_bytes(der_of(root))
    said = root.fingerprint(SHA256()).hex(":").upper()
    with pytest.raises(CommandError, match="fingerprint"):
        call_command("import_card_anchor", "auth", str(file), "--sha256", "00")
    call_command("import_card_anchor", "auth", str(file), "--sha256", said)
    assert "look twice" in capsys.readouterr().out
    crl = tmp_path / "list.crl"
    crl.write_bytes(der_of(authority.revocations(Key.AUTH, desk.at, "Shinjuku-ku")))
    call_command("keep_card_list", "auth", str(crl))
    assert lists.judge(
        x509.load_der_x509_certificate(desk.card().holdings[Key.AUTH].certificate),
        root, [crl.read_bytes()], desk.at,
    ) == Status("good", "crl")  # fmt: skip
    with pytest.raises(CommandError, match="no revocation list"):
        call_command("keep_card_list", "auth", str(file))


def test_production_does_not_start_with_a_profile_that_cannot_check(desk, settings):
    assert checks.cards_can_be_checked() == []
    settings.ZAIRYU_MODE = "production"
    said = [str(one.msg) for one in checks.cards_can_be_checked()]
    assert "no card can sign in: this profile is not for this mode" in said
    assert sum("may not be trusted here" in one for one in said) == 2
    settings.ZAIRYU_CARD = desk.settings | {"profile": ""}
    assert checks.cards_can_be_checked() == []
    assert not deployment.is_enabled()
