"""The ceremonies of the keys that proofs are signed with; docs/operations/keys.md plays them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zairyu.audit import actions as audit
from zairyu.casework.actions.signing_anew import sign_anew
from zairyu.certificates import keys
from zairyu.certificates.keys import IssuerKeysMissing, adopting, ceremonies, copies, register
from zairyu.certificates.keys.ceremonies import Opens
from zairyu.proof import trust
from zairyu.proof.signing import USES
from zairyu.ui.clock import now

CHAIN = "keys:issuer"


class Command(BaseCommand):
    """Lists, rotates, takes out, publishes, copies and restores the issuer's keys."""

    help = "Ceremonies of the issuer's keys: list, rotate, lose, change-root, publish and more."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Ask for the ceremony and what it needs."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("list", help="which keys there are, and their days")
        rotate = _with_root(acts.add_parser("rotate", help="announce the next key of a use"))
        rotate.add_argument("use", nargs="*", choices=[*USES, []], default=[])
        rotate.add_argument("--days", type=int, default=ceremonies.AHEAD.days, help="ahead")
        lose = _with_root(acts.add_parser("lose", help="a key is no longer ours alone"))
        lose.add_argument("kid", help="the id of the key, as `list` prints it")
        again = acts.add_parser("sign-anew", help="sign living proofs of a lost key anew")
        again.add_argument("kid")
        root = _with_root(acts.add_parser("change-root", help="let a new root take over"))
        root.add_argument("--years", type=int, default=10)
        root.add_argument("--days", type=int, default=ceremonies.AHEAD.days, help="ahead")
        _with_root(acts.add_parser("publish", help="sign the trust list and revocations anew"))
        destroy = acts.add_parser("destroy", help="destroy the private half of a retired key")
        destroy.add_argument("kid")
        acts.add_parser("adopt", help="put the keys of the release before on a ring")
        for name in ("back-up", "restore"):
            copy = acts.add_parser(name, help="a copy of all keys in one sealed file")
            copy.add_argument("file", type=Path)
            copy.add_argument("--passphrase-file", type=Path, required=True)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Play the ceremony and tell what was done; print no key."""
        acts: dict[str, Callable[[dict[str, Any], datetime], None]] = {
            "list": self._list,
            "rotate": self._rotate,
            "lose": self._lose,
            "sign-anew": self._sign_anew,
            "change-root": self._change_root,
            "publish": self._publish,
            "destroy": self._destroy,
            "adopt": self._adopt,
            "back-up": self._back_up,
            "restore": self._restore,
        }
        try:
            acts[options["act"]](options, now())
        except (IssuerKeysMissing, copies.CopyRefused, OSError) as fault:
            raise CommandError(str(fault)) from None

    def _list(self, _options: dict[str, Any], at: datetime) -> None:
        here = keys.issuer()
        for key in sorted(here.register.keys, key=lambda one: (one.use, one.since)):
            days = f"{key.since:%Y-%m-%d} to {f'{key.until:%Y-%m-%d}' if key.until else '...'}"
            self.stdout.write(f"{key.kid}  {key.use:<12} {key.state(at):<12} {days}")
        self.stdout.write(f"root (SHA-256): {trust.fingerprint(here.root)}")

    def _rotate(self, options: dict[str, Any], at: datetime) -> None:
        since = at + timedelta(days=options["days"])
        uses = options["use"] or USES
        for key in ceremonies.rotate(keys.folder(), uses, since, at, _opens(options)):
            _noted("rotate-keys", at, key=key.kid, use=key.use)
            self.stdout.write(f"{key.kid} signs {key.use} from {since:%Y-%m-%d %H:%M} UTC")

    def _lose(self, options: dict[str, Any], at: datetime) -> None:
        place, kid = keys.folder(), options["kid"]
        fresh = ceremonies.compromise(place, kid, at, _opens(options))
        _noted("lose-key", at, key=kid)
        self.stdout.write(f"{kid} counts for nothing any more; its certificate is revoked")
        if fresh is not None:
            self.stdout.write(f"{fresh.kid} signs {fresh.use} from now on")
        self._sign_anew(options, at)

    def _sign_anew(self, options: dict[str, Any], at: datetime) -> None:
        lost = register.read(keys.folder()).find(options["kid"])
        if lost.compromised_at is None:
            raise IssuerKeysMissing(f"key {lost.kid} is safe; what it signed stays as it is")
        done = sign_anew(lost, at, by="system")
        self.stdout.write(
            f"signed anew: {done.tokens} tokens; owed to the press: {done.documents} documents; "
            f"ended in wallets: {done.credentials}"
        )

    def _change_root(self, options: dict[str, Any], at: datetime) -> None:
        until = at + timedelta(days=365 * options["years"])
        since = at + timedelta(days=options["days"])
        fresh = ceremonies.change_root(keys.folder(), until, since, at, _opens(options))
        _noted("change-root", at, key=fresh.kid)
        self.stdout.write(f"the new root is {fresh.kid}: {trust.fingerprint(keys.issuer().root)}")

    def _publish(self, options: dict[str, Any], at: datetime) -> None:
        ceremonies.publish(keys.folder(), at, _opens(options))
        self.stdout.write("the trust list and the lists of revoked certificates are signed anew")

    def _destroy(self, options: dict[str, Any], at: datetime) -> None:
        ceremonies.destroy(keys.folder(), options["kid"], at)
        _noted("destroy-key", at, key=options["kid"])
        self.stdout.write(f"the private half of {options['kid']} is destroyed")

    def _adopt(self, _options: dict[str, Any], at: datetime) -> None:
        if not adopting.of_before(keys.folder()):
            raise IssuerKeysMissing("there are no keys of the release before, or the ring is there")
        adopting.adopt(keys.folder(), settings.PUBLIC_ADDRESS, at)
        self.stdout.write("the keys of the release before are on the ring")

    def _back_up(self, options: dict[str, Any], at: datetime) -> None:
        sealed = copies.copy(Path(settings.VAULT_KEY_FOLDER), _passphrase(options))
        register.whole(options["file"], sealed)
        _noted("back-up-keys", at)
        self.stdout.write(f"all keys are in {options['file']}; keep its passphrase elsewhere")

    def _restore(self, options: dict[str, Any], at: datetime) -> None:
        folder = Path(settings.VAULT_KEY_FOLDER)
        proved = copies.restore(options["file"].read_bytes(), _passphrase(options), folder, at)
        _noted("restore-keys", at)
        self.stdout.write(f"restored; these keys signed to prove it: {', '.join(proved)}")


def _with_root(parser: CommandParser) -> CommandParser:
    parser.add_argument("--root-keys", type=Path, help="folder with the root, if kept elsewhere")
    return parser


def _opens(options: dict[str, Any]) -> Opens:
    elsewhere = options["root_keys"]
    return ceremonies.kept_in(elsewhere) if elsewhere else ceremonies.here


def _passphrase(options: dict[str, Any]) -> str:
    text: str = options["passphrase_file"].read_text("utf-8").strip()
    return text


def _noted(verb: str, at: datetime, **ids: str) -> None:
    audit.record(CHAIN, verb, at=at, by="system", **ids)
