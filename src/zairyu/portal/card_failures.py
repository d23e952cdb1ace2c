"""Why a card could not be used: the sentence, the status of the page, and what helps then.

Codes come from two sides: the check of the service, and the program at the card, whose words
(`card.removed`) are told when it gives up. A code nobody foresaw is told as plain trouble.
"""

from dataclasses import dataclass

from zairyu.law.problem import Problem


@dataclass(frozen=True)
class Failure:
    """One way in which it can fail; `helps` is what the page offers first."""

    status: int
    helps: str = "again"  # again, otherwise, link


FAILURES: dict[str, Failure] = {
    # the errand itself
    "card-disabled": Failure(404, "otherwise"),
    "tx-unknown": Failure(404),
    "tx-used": Failure(409),
    "tx-spent": Failure(409),
    "tx-expired": Failure(410),
    "tx-aborted": Failure(409),
    "too-many": Failure(429, "otherwise"),
    "companion-old": Failure(426),
    "message-malformed": Failure(422),
    "other-browser": Failure(403),
    "finish-code-wrong": Failure(403),
    "other-device-not-here": Failure(403),
    # the certificate and the signature, in the order in which they are checked
    "cert-malformed": Failure(403),
    "cert-not-leaf": Failure(403),
    "cert-kind": Failure(403),
    "cert-untrusted": Failure(403, "otherwise"),
    "cert-expired": Failure(403, "otherwise"),
    "cert-not-yet": Failure(403, "otherwise"),
    "key-unsupported": Failure(403, "otherwise"),
    "signature-bad": Failure(403),
    "cert-revoked": Failure(403, "otherwise"),
    "revocation-unavailable": Failure(503, "otherwise"),
    # a residence card
    "residence-malformed": Failure(422),
    "residence-not-genuine": Failure(403, "otherwise"),
    "residence-closed": Failure(503, "otherwise"),
    "wrong-number": Failure(422),
    "number-format": Failure(422),
    "not-residence": Failure(422),
    "integrated-unsupported": Failure(422, "otherwise"),
    "extended-apdu-unsupported": Failure(422),
    # the account
    "unknown-card": Failure(403, "link"),
    "card-ended": Failure(403, "otherwise"),
    "card-taken": Failure(409, "otherwise"),
    "other-person": Failure(403, "otherwise"),
    "account-blocked": Failure(403, "otherwise"),
    # what the program tells
    "no-reader": Failure(422),
    "no-card": Failure(422),
    "in-use": Failure(422),
    "removed": Failure(422),
    "not-jpki": Failure(422),
    "two-cards": Failure(422),
    "locked-auth": Failure(403, "otherwise"),
    "locked-sign": Failure(403, "otherwise"),
    "pin": Failure(422),
    "cancelled": Failure(422),
    "unreachable": Failure(422),
    "trouble": Failure(422),
}
# Words of the program that say the same to the person as another code.
_SAME = {
    "companion.answer": "message-malformed",
    "companion.other_site": "message-malformed",
    "companion.stopped": "cancelled",
    "companion.update": "companion-old",
    "svc.unreachable": "unreachable",
    "text.refused": "message-malformed",
    "tx.expired": "tx-expired",
    "tx.spent": "tx-spent",
    "tx.used": "tx-used",
}


def code_of(reason: str) -> str:
    """Return the code under which a reason is told.

    >>> code_of("card.locked_auth"), code_of("pin.wrong"), code_of("cert_not_leaf"), code_of("?")
    ('locked-auth', 'pin', 'cert-not-leaf', 'trouble')
    """
    if reason in _SAME:
        return _SAME[reason]
    group, _, word = reason.rpartition(".")
    code = "pin" if group == "pin" else word.replace("_", "-")
    return code if code in FAILURES else "trouble"


def problem_of(reason: str) -> Problem:
    """Return a reason as a problem, which has its words in every language."""
    return Problem(f"card.{code_of(reason)}")
