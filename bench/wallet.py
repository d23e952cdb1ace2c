"""The measure of wallets: issuing a credential and showing it, beside the bare signatures.

`python -m bench.wallet` makes a world of its own. Medians of the processor's time, the wallet's own
work left out of the rows that say so.
"""

import shutil
import time
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from bench import world
from bench.clock import median

cost = partial(median, rounds=60)


class Holder:
    """A certificate, its holder, and a wallet that speaks to the service."""

    def __init__(self) -> None:
        """Certify something for somebody."""
        self.at = datetime.now(UTC)
        tests = import_module("tests.certificates.conftest")
        self.wallets = import_module("tests.certificates.a_wallet")
        self.offers = import_module("zairyu.certificates.wallet.offers")
        self.asking = import_module("zairyu.certificates.wallet.asking")
        self.about = tests.ABOUT
        actions = import_module("zairyu.certificates.actions")
        people = import_module("zairyu.people.models")
        self.person = people.Person.objects.create_user("linh@example.org")
        self.row = actions.issue("pending", self.about, tests.PENDING, tests.LAST_DAY, self.at)
        client = import_module("django.test").Client()
        self.wallet = self.wallets.Wallet(self.wallets.by_client(client), time.time)

    def offered(self) -> Any:
        """Make an offer."""
        self.offers.make(self.about, self.row.key, self.at, by=self.person)
        return self.offers.offered(self.about, self.row.key, self.at)

    def take(self) -> None:
        """Play the conversation of receiving: seven requests."""
        offer = self.offered()
        self.wallet.held.clear()
        self.wallet.take(offer.link, offer.number)

    def show(self) -> None:
        """Play the conversation at the counter: question, request, answer."""
        check = self.asking.start("bank", self.at)
        if self.wallet.show(self.asking.link(check)).status != 200:
            raise RuntimeError("the counter took no answer")


def measured() -> list[tuple[str, float, str]]:
    """Return what was measured: what, ms, remark."""
    sdjwt = import_module("zairyu.proof.sdjwt")
    signing = import_module("zairyu.proof.signing")
    keys = import_module("zairyu.certificates.keys")
    types = import_module("zairyu.certificates.wallet.types")
    trust = import_module("zairyu.proof.trust")
    import_module("zairyu.api.limits").by_network.allow_request = lambda _request: True
    it = Holder()
    key, holder = keys.issuer().key("credentials", it.at), _key(signing)
    body = types.body(it.row, ("https://zairyu.example/v/status/1", 4), it.at)
    claims = types.claims_of(it.row)
    whole = sdjwt.made(key, body, claims, holder.public)
    asked = sdjwt.Asked("x509_hash:bench", "nonce")
    shown = sdjwt.bound(sdjwt.shown(whole, ["name"]), holder.sign, asked, it.at)
    found = sdjwt.by_trust(trust.read(keys.trust_list(it.at), keys.issuer().roots, it.at))
    signature = key.sign(b"x" * 600)
    made = f"{len(whole)} signs"
    return [
        ("a bare signature (ES256)", cost(lambda: key.sign(b"x" * 600)), "floor"),
        ("a credential made", cost(lambda: sdjwt.made(key, body, claims, holder.public)), made),
        ("a credential taken: the whole conversation", cost(it.take), "seven requests"),
        (
            "a bare check of a signature",
            cost(lambda: signing.verifies(key.public, signature, b"x" * 600)),
            "floor",
        ),
        (
            "a credential and its holder's answer checked",
            cost(lambda: sdjwt.checked(shown, found, it.at, asked)),
            "two signatures",
        ),
        ("a credential shown at the counter", cost(it.show), "two requests"),
    ]


def _key(signing: Any) -> Any:
    return signing.KeyInMemory(ec.generate_private_key(ec.SECP256R1()))


def main() -> int:
    """Measure and print a table."""
    home = world.prepare()
    try:
        print("| what | ms of the processor | remark |\n|---|---|---|")
        for what, took, remark in measured():
            print(f"| {what} | {took:.2f} | {remark} |")
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
