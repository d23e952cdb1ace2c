"""A message to another machine leads nowhere but to that machine, and never waits for long."""

import socket
import time

import pytest
from tests.certificates.hooks import Dripping, Hook, certified, running

from zairyu.certificates.sharing import addresses
from zairyu.certificates.sharing import push as pushing
from zairyu.certificates.sharing.addresses import objection
from zairyu.certificates.sharing.push import Answer, push

PUBLIC = "93.184.215.14"


def resolving(monkeypatch, *answers):
    """Let a name have these addresses, one list for each time it is asked for."""
    asked, plain = list(answers), socket.getaddrinfo

    def getaddrinfo(host, port, *more, **named):
        if host[0].isdigit():  # the call itself, to the address that was judged
            return plain(host, port, *more, **named)
        numbers = asked.pop(0) if len(asked) > 1 else asked[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in numbers]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)


def test_a_machine_gets_the_message_as_rfc_8935_wants_it():
    with running(Hook()) as hook:
        assert push(hook.address, "a.b.c") == Answer(taken=True)
    ((headers, body),) = hook.kept
    assert body == "a.b.c"
    assert headers["Content-Type"] == "application/secevent+jwt"
    assert headers["Accept"] == "application/json"


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, Answer(True)),
        (202, Answer(True)),
        (400, Answer(False, why="400")),
        (410, Answer(False, gone=True, why="410")),
        (500, Answer(False, why="500")),
    ],
)
def test_only_a_yes_is_a_yes(status, answer):
    with running(Hook(status)) as hook:
        assert push(hook.address, "a.b.c") == answer


def test_a_redirection_is_not_followed():
    with running(Hook()) as inside, running(Hook(307, {"Location": inside.address})) as hook:
        assert push(hook.address, "a.b.c").why == "307"
        assert inside.kept == []


@pytest.mark.parametrize(
    "number",
    ["127.0.0.1", "10.0.0.5", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1",
     "0.0.0.0", "224.0.0.1", "::1", "fc00::1", "fe80::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
     "2002:a00:1::1", "2001:0:a00:1::", "::"],
)  # fmt: skip
def test_a_name_that_leads_into_a_private_net_is_not_called(monkeypatch, number):
    resolving(monkeypatch, [number])
    assert push("https://bank.example/hook", "a.b.c").why == "not-public"


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    resolving(monkeypatch, [PUBLIC, "10.0.0.5"])
    assert push("https://bank.example/hook", "a.b.c").why == "not-public"


def test_the_name_is_looked_up_once_and_the_call_goes_to_that_address(monkeypatch):
    """Rebinding: public when it is judged, private when it is called."""
    resolving(monkeypatch, [PUBLIC], ["127.0.0.1"])
    called = []

    def connection(target, authorities):
        called.append((target.address, target.host))
        raise OSError

    monkeypatch.setattr(pushing, "_connection", connection)
    assert not push("https://bank.example/hook", "a.b.c").taken
    assert called == [(PUBLIC, "bank.example")]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("http://bank.example/hook", "no-https"),
        ("ftp://bank.example/hook", "no-https"),
        ("bank.example", "no-https"),
        ("https://", "no-address"),
        ("https://me:secret@bank.example/", "no-address"),
        ("https://bank.example/#x", "no-address"),
        ("https://bank.example/a b", "no-address"),
        ("https://bank.example/\r\nX: y", "no-address"),
        ("https://bank.example\\@10.0.0.1/", "no-address"),
        ("https://bank.example:99999/", "no-address"),
        ("https://bank.example/" + "x" * 500, "no-address"),
        ("https://93.184.215.14/", "by-number"),
        ("https://2130706433/", "by-number"),
        ("https://0x7f000001/", "by-number"),
        ("https://0x7f.0.0.0x1/", "by-number"),
        ("https://[::1]:8443/x", "by-number"),
        ("https://intranet/", "by-number"),
        ("https://bank.example:22/", "port"),
        ("https://bank.example:8443/hook", ""),
        ("https://xn--wgv71a119e.example/hook", ""),
    ],
)
def test_what_cannot_be_a_public_machine_is_refused_as_it_is_typed(typed, why, settings):
    settings.ZAIRYU_MODE = "production"
    assert objection(typed) == why


@pytest.mark.parametrize("typed", ["http://127.0.0.1:8000/", "http://localhost/", "http://[::1]/"])
def test_this_computer_is_called_in_demo_and_tests_only(settings, typed):
    assert objection(typed) == ""
    settings.ZAIRYU_MODE = "production"
    assert objection(typed) != ""


def test_the_other_side_shows_a_certificate_for_the_name(monkeypatch, tmp_path):
    monkeypatch.setattr(addresses, "PORTS", range(65536))
    resolving(monkeypatch, ["127.0.0.1"])
    monkeypatch.setattr(addresses, "is_public", lambda _: True)
    right, wrong = Hook(), Hook()
    authority = certified(right, tmp_path, "bank.example")
    other = certified(wrong, tmp_path, "mallory.example")
    with running(right), running(wrong):
        assert push(f"https://bank.example:{right.port}/x", "a.b.c", str(authority)).taken
        assert right.kept[0][0]["Host"] == f"bank.example:{right.port}"
        assert not push(f"https://bank.example:{wrong.port}/x", "a.b.c", str(other)).taken
        assert not push(f"https://bank.example:{right.port}/x", "a.b.c").taken
    assert wrong.kept == []


def test_who_speaks_without_an_end_is_cut_off(monkeypatch):
    monkeypatch.setattr(pushing, "SECONDS", 0.3)
    began = time.perf_counter()
    with running(Dripping()) as hook:
        assert push(hook.address, "a.b.c") == Answer(False, why="timeout")
        assert time.perf_counter() - began < 2


def test_nobody_there_is_no_fault_of_ours():
    hook = Hook()
    hook.server.server_close()
    assert not push(hook.address, "a.b.c").taken
