"""The measure of a card sign-in: what the server does, beside the bare checks of signatures.

`python -m bench.card` makes a world of its own, links a virtual card and signs in with it again and
again. The card's own work is left out: it is signed for before the clock runs.
"""

import argparse
import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from bench import world
from bench.clock import median

CLIENT = {"name": "bench", "version": "0.1.0", "proto": 1}


@dataclass(frozen=True)
class SignIn:
    """Medians in ms of the processor: the whole on the server, its parts, the floor beside them."""

    whole: float  # opening, claim, result, finish
    verifying: float  # certificate, path, signature, revocation: without the database
    bare: float  # two checks of RSA: the signature of the card, and that of its certificate
    queries: int

    @property
    def ratio(self) -> float:
        """How many times the floor the verification costs."""
        return self.verifying / self.bare

    def text(self) -> str:
        """Return the figures as rows of a table."""
        return (
            "| what | ms of the processor | beside the bare checks |\n|---|---|---|\n"
            f"| card sign-in on the server ({self.queries} queries) | {self.whole:.2f} "
            f"| {self.whole / self.bare:.0f} |\n"
            f"| verifying: path, policy, signature, revocation list | {self.verifying:.2f} "
            f"| {self.ratio:.0f} |\n"
            f"| the bare checks: two RSA signatures | {self.bare:.3f} | 1 |"
        )


def measured(name: str, person: Any, at: datetime, rounds: int = 60) -> SignIn:
    """Sign in with the card of one of the demo's cast; settings and database are ready."""
    jpki = import_module("zairyu.identity.jpki.transactions")
    verify = import_module("zairyu.identity.jpki.verify")
    cards, giving = (import_module(f"zairyu.demo.{one}") for one in ("cards", "giving"))
    giving.link(name, person, at)
    card = cards.card(cards.persona_with_card(name), "good", at)
    _keep_list(cards, at)
    profile = _opened(card)
    whole, parts, counted = [], [], 0
    for place in range(rounds):
        with _counted() as queries:
            took = _sign_in(jpki, profile, at, f"browser {place}", parts)
        whole.append(took)
        counted = len(queries)
    part, text = parts[-1]
    verifying = median(lambda: verify.verify("auth", part, text, at), rounds)
    return SignIn(
        statistics.median(whole), verifying, median(_bare(cards, part, text, at), rounds), counted
    )


def _counted() -> Any:
    """Return a watch on the statements of the database."""
    return import_module("django.test.utils").CaptureQueriesContext(
        import_module("django.db").connection
    )


def _opened(card: Any) -> Any:
    jpki, transport = (import_module(f"zairyu_card.{one}") for one in ("jpki", "transport"))
    return jpki.profile(transport.InProcess(card))


def _keep_list(cards: Any, at: datetime) -> None:
    """Have the list lie in a folder, as an operator has it: the demo makes it anew each time."""
    settings = import_module("django.conf").settings
    lists = import_module("zairyu.identity.jpki.revocation.lists")
    key = import_module("zairyu_card.keys").Key.AUTH
    der = cards.authority(at).revocation_list(key, at, cards.TOWN)
    lists.keep(Path(settings.ZAIRYU_CARD["lists"]), "auth", der)
    settings.ZAIRYU_CARD = settings.ZAIRYU_CARD | {"revocation": "lists-in-folder"}


def _sign_in(jpki: Any, profile: Any, at: datetime, browser: str, parts: list[Any]) -> float:
    """Sign in once; return what the server took, in ms, the card's own work left out."""
    key = import_module("zairyu_card.keys").Key.AUTH
    verify = import_module("zairyu.identity.jpki.verify")
    encode = import_module("base64").b64encode
    before = time.process_time()
    opened = jpki.open_transaction("login", at=at, seen=jpki.Seen(browser))
    claimed = jpki.claim(opened.ticket, CLIENT, at)
    took = time.process_time() - before
    text = claimed.need[0]["tbs"].encode()
    profile.verify(key, bytearray(b"1234"))
    part = verify.Part(profile.certificate(key), profile.sign(key, text))
    parts.append((part, text))
    sent = {
        "certificate": encode(part.certificate).decode(),
        "signature": encode(part.signature).decode(),
    }
    before = time.process_time()
    done = jpki.result(claimed.tx_token, [{"key": "auth", **sent}], at)
    jpki.finish(opened.rid, done.finish_code, opened.cookie, at)
    return (took + time.process_time() - before) * 1000


def _bare(cards: Any, part: Any, text: bytes, at: datetime) -> Callable[[], None]:
    """Return the two checks that nobody can do without."""
    x509 = import_module("cryptography.x509")
    padding = import_module("cryptography.hazmat.primitives.asymmetric.padding").PKCS1v15()
    hashed = import_module("cryptography.hazmat.primitives.hashes").SHA256()
    leaf = x509.load_der_x509_certificate(part.certificate)
    root = x509.load_der_x509_certificate(
        cards.authority(at).trusted(import_module("zairyu_card.keys").Key.AUTH)
    )
    own, issuer = leaf.public_key(), root.public_key()

    def checks() -> None:
        own.verify(part.signature, text, padding, hashed)
        issuer.verify(leaf.signature, leaf.tbs_certificate_bytes, padding, hashed)

    return checks


def main() -> None:
    """Prepare a world, sign in, print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.card", description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args().rounds
    home = world.prepare()
    try:
        people = import_module("django.contrib.auth").get_user_model()._default_manager
        person = people.create_user("bench@example.org")
        print(measured("linh", person, datetime.now(UTC), rounds).text())
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
