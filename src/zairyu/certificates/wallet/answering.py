"""What a wallet answers at the counter: checked as anybody could check it, kept for minutes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zairyu import vault
from zairyu.certificates.judging import Verdict, ending, verdict
from zairyu.certificates.keys import issuer, trust_list
from zairyu.certificates.kinds import CERTIFIED
from zairyu.certificates.models import WalletCheck, WalletCredential
from zairyu.certificates.purposes import visible
from zairyu.certificates.tokens import list_number
from zairyu.certificates.wallet.asking import client_id, needed
from zairyu.certificates.wallet.refusing import WalletRefused
from zairyu.certificates.wallet.types import kind_of
from zairyu.proof import jose, sdjwt, trust
from zairyu.proof.jose import Refused
from zairyu.proof.sdjwt import Asked, Credential
from zairyu.proof.token import Place, last_day
from zairyu.proof.verdict import PENDING_KINDS

_ENDED = {"expired": "ended"}
DECLINED = "declined"
# Mishaps, not forgeries: the checker is asked to begin again, and nothing is said of anybody.
UNUSABLE = ("malformed", "too-large", "not-asked-for", "not-all-shown")


@dataclass(frozen=True)
class Answered:
    """What a checker is shown of a wallet's answer."""

    verdict: Verdict
    reason: str = ""  # why it does not count, as a plain id
    declined: bool = False  # the wallet, or its holder, gave nothing

    @property
    def unusable(self) -> bool:
        """Say whether nothing can be told from it: no answer, or not what was asked for."""
        return self.declined or self.reason in UNUSABLE

    @property
    def refused(self) -> bool:
        """Say whether what was shown does not count at all."""
        return self.verdict.state == "forged"


def take(form: Mapping[str, str], at: datetime) -> None:
    """Take a wallet's answer to what was asked, once.

    Raises:
        WalletRefused: `invalid_request`: nothing was asked, or it was answered before.
    """
    open_ = WalletCheck.objects.filter(answered_at=None, until__gt=at)
    check = open_.filter(state=form.get("state", "")).first()
    if check is None or ("vp_token" in form) == ("error" in form):
        raise WalletRefused("invalid_request")
    found = {"reason": DECLINED} if "error" in form else _judged(check, form["vp_token"], at)
    sealed = vault.seal_json(found, _bound(check))
    if not open_.filter(pk=check.pk).update(answered_at=at, answer=sealed):
        raise WalletRefused("invalid_request")


def answer_of(check: WalletCheck) -> Answered | None:
    """Return what a wallet answered, or nothing: it has not yet."""
    if check.answered_at is None:
        return None
    said: dict[str, Any] = vault.open_json(check.answer, _bound(check))
    at, reason = check.answered_at, said.get("reason", "")
    if reason == DECLINED:
        return Answered(verdict("unknown", "", at), declined=True)
    known = {"kind": said.get("kind", ""), "facts": said.get("facts", {})}
    for name in ("until", "ended_on"):
        known[name] = date.fromisoformat(said[name]) if said.get(name) else None
    return Answered(verdict(said["state"], "", at, purpose=check.purpose, **known), reason)


def _judged(check: WalletCheck, token: str, at: datetime) -> dict[str, Any]:
    try:
        kind, credential = _presented(check, token, at)
        _still_holds(credential, at)
    except _Over as over:
        return {"state": over.state, "kind": over.kind, "ended_on": over.on, "reason": over.reason}
    except Refused as fault:
        return {"state": _ENDED.get(fault.reason, "forged"), "reason": fault.reason}
    until = last_day(credential.ends_at)
    names = visible(kind, check.purpose)
    return {
        "state": "pending" if kind in PENDING_KINDS else "valid",
        "kind": kind,
        "until": until.isoformat() if until else "",
        "facts": {name: credential.facts[name] for name in names if name in credential.facts},
    }


class _Over(Exception):
    """The credential is ours, and it was ended."""

    def __init__(self, state: str, kind: str, on: str) -> None:
        super().__init__(state)
        self.state, self.kind, self.on, self.reason = state, kind, on, f"certificate-{state}"


def _presented(check: WalletCheck, token: str, at: datetime) -> tuple[str, Credential]:
    """Return what was shown: one credential, of a kind that was asked for, with what was asked."""
    kind, text = _one(token)
    names = visible(kind, check.purpose) if kind in CERTIFIED else ()
    if not names:
        raise Refused("not-asked-for")
    known = trust.read(trust_list(at), issuer().roots, at)
    asked = Asked(client_id(check), check.nonce)
    credential = sdjwt.checked(text, sdjwt.by_trust(known), at, asked)
    if kind_of(credential.type) != kind:
        raise Refused("not-asked-for")
    if not set(needed(CERTIFIED[kind], names)) <= credential.facts.keys():
        raise Refused("not-all-shown")
    return kind, credential


def _one(token: str) -> tuple[str, str]:
    """Return the kind and the text of the one credential of a vp_token."""
    if len(token) > jose.MOST:
        raise Refused("too-large")
    try:
        said = jose.read_json(token.encode())
        ((kind, (text,)),) = said.items()
    except (ValueError, TypeError) as fault:
        raise Refused("malformed") from fault
    if not isinstance(text, str):
        raise Refused("malformed")
    return kind, text


def _still_holds(credential: Credential, at: datetime) -> None:
    """Go on unless the credential was ended; we ask the rows that the status list is made of.

    So the counter is ahead of the published list, never behind it.
    """
    place = credential.status or Place("", -1)
    rows = WalletCredential.objects.select_related("certificate")
    row = rows.filter(status_list=list_number(place.uri), status_index=place.index).first()
    if row is None:
        raise Refused("no-status")
    if (over := ending(row.certificate, at)) is not None:
        state, on = over
        raise _Over(state, row.certificate.kind, on.isoformat() if on else "")
    if row.ended_at is not None and row.ended_at <= at:
        raise _Over("ended", row.certificate.kind, "")


def _bound(check: WalletCheck) -> str:
    return f"wallet-check:{check.key}"
