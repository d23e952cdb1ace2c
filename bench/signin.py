"""The measure of signing in by each way, and of a run of 10,000 guesses with the owner still in.

`python -m bench.signin` makes a world of its own. The guesses come from many networks; the owner
then signs in from the device they know, and from a new one at home.
"""

import argparse
import shutil
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from bench import ways, world
from bench.clock import median, took

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "correct horse battery"
NAME = "owner@example.org"
LOGIN, SECOND, OUT = "/account/login/", "/account/2fa/authenticate/", "/account/logout/"


@dataclass(frozen=True)
class Found:
    """Medians in ms of the processor, and what became of the guesses."""

    whole: float  # both pages of a sign-in by password and app
    bare: float  # argon2 alone
    guesses: int
    looked_at: int  # passwords that were checked at all
    refused_ms: float  # a guess that had to wait
    known_in: bool
    new_waits: int  # seconds that a new device at home has to wait, once
    ways: tuple[ways.Way, ...]  # the ways without a password

    def text(self) -> str:
        """Return the figures as rows of a table."""
        return (
            "| what | ms of the processor | beside argon2 alone | beside the bare checks |\n"
            "|---|---|---|---|\n"
            f"| sign-in by password and app, two pages | {self.whole:.1f} "
            f"| {self.whole / self.bare:.2f} | |\n"
            f"| argon2 alone | {self.bare:.1f} | 1 | |\n"
            f"| a guess that has to wait | {self.refused_ms:.1f} "
            f"| {self.refused_ms / self.bare:.2f} | |\n"
            f"{''.join(way.rows(self.bare) for way in self.ways)}\n"
            f"Of {self.guesses} wrong passwords from many networks {self.looked_at} were looked "
            f"at, {self.guesses - self.looked_at} had to wait. The owner on a known device got in "
            f"{'at once' if self.known_in else 'NOT'}; a new device at home waits "
            f"{self.new_waits} s, once."
        )


def _sign_in(client: Any, code: Callable[[], str]) -> float:
    """Sign in on both pages; return the time of the processor in ms."""
    first, answer = took(lambda: client.post(LOGIN, {"login": NAME, "password": PASSWORD}))
    if answer.status_code != 302:
        return 0.0
    second, answer = took(lambda: client.post(SECOND, {"code": code()}))
    return first + second if answer.status_code == 302 else 0.0


def _address(number: int) -> str:
    return f"10.{number // 250 % 250}.{number % 250}.9"


def _guess(client: Any, guesses: int, networks: int) -> tuple[int, list[float]]:
    """Guess; return how many were looked at, and what the others cost."""
    looked, waited = 0, []
    for number in range(guesses):
        sent = {"login": NAME, "password": f"not the password {number}"}
        address = _address(number % networks)
        spent, answer = took(partial(client.post, LOGIN, sent, REMOTE_ADDR=address))
        if "please wait" in answer.content.decode():
            waited.append(spent)
        else:
            looked += 1
    return looked, waited


def measured(guesses: int, networks: int, rounds: int, folder: Path) -> Found:
    """Measure; settings and database are ready."""
    client_of = import_module("django.test").Client
    actions, factors = (
        import_module(f"zairyu.{one}") for one in ("people.actions", "identity.factors")
    )
    hashers = import_module("django.contrib.auth.hashers")
    clear = import_module("django.core.cache").cache.clear
    person = actions.join(
        NAME, name="OWNER", password=PASSWORD, at=datetime.now(UTC), totp_secret=SECRET
    )

    def code() -> str:
        clear()  # the same code several times within its half minute
        shown: str = factors.code(SECRET, datetime.now(UTC))
        return shown

    english = {"accept-language": "en"}
    owner = client_of(headers=english, REMOTE_ADDR="192.0.2.7")
    whole = []
    for _ in range(rounds):
        whole.append(_sign_in(owner, code))
        owner.post(OUT)
    kept = hashers.make_password(PASSWORD)
    bare = median(lambda: hashers.check_password(PASSWORD, kept), rounds)
    looked, waited = _guess(client_of(headers=english), guesses, networks)
    known_in = _sign_in(owner, code) > 0
    owner.post(OUT)
    home = client_of(headers=english, REMOTE_ADDR="198.51.100.7")
    page = home.post(LOGIN, {"login": NAME, "password": PASSWORD})
    said = page.content.decode() if page.status_code != 302 else "in 0 seconds"
    seconds = int(said.split(" seconds")[0].rsplit(" ", 1)[-1])
    refused = statistics.median(waited or [0.0])
    by = (ways.passkey(owner, person, rounds), ways.provider(owner, person, folder, rounds))
    return Found(statistics.median(whole), bare, guesses, looked, refused, known_in, seconds, by)


def main() -> None:
    """Make a world, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m bench.signin", description=__doc__)
    parser.add_argument("--short", action="store_true", help="a short run")
    parser.add_argument("--guesses", type=int)
    parser.add_argument("--networks", type=int, help="a network that comes again may guess again")
    parser.add_argument("--rounds", type=int)
    asked = parser.parse_args()
    guesses, networks, rounds = (300, 300, 5) if asked.short else (10_000, 50, 20)
    home = world.prepare()
    try:
        found = measured(
            asked.guesses or guesses, asked.networks or networks, asked.rounds or rounds, Path(home)
        )
        print(found.text())
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
