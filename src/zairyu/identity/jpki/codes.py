"""Every way in which a card, a certificate or an errand can be refused, by our own codes.

What a library says of a certificate quotes names and whole certificates. It is never kept, shown
or logged: only these codes are.
"""

from zairyu.law.problem import Problem, Refusal

# The status with which a door answers a program; 403 where nothing else is said.
CODES: dict[str, int] = {
    # the errand
    "card_disabled": 404,  # this deployment has no way to check cards
    "tx_unknown": 404,
    "tx_used": 409,
    "tx_spent": 409,
    "tx_expired": 410,
    "tx_aborted": 409,
    "too_many": 429,
    "companion_old": 426,
    "message_malformed": 400,
    "other_browser": 404,  # for another browser it is not there
    "finish_code_wrong": 403,
    "other_device_not_here": 403,  # a telephone may not do this errand
    # the certificate, in the order in which it is looked at
    "cert_malformed": 403,
    "cert_not_leaf": 403,
    "cert_kind": 403,
    "cert_untrusted": 403,
    "cert_expired": 403,
    "cert_not_yet": 403,
    "key_unsupported": 403,
    "signature_bad": 403,
    "cert_revoked": 403,
    "revocation_unavailable": 403,
    # a residence card that is read for a form
    "residence_malformed": 400,
    "residence_not_genuine": 403,
    "residence_closed": 403,  # no authority of residence cards is pinned here
    # the account
    "unknown_card": 403,  # genuine and valid, but linked to no account: to be linked
    "card_ended": 403,  # reported lost here, or replaced by another card
    "card_taken": 403,  # it signs in to an account already
    "other_person": 403,
    "account_blocked": 403,
}


class CardRefused(Refusal):
    """A card, its certificate or an errand is refused; `code` is all that is ever told of why."""

    def __init__(self, code: str) -> None:
        """Keep the code, which must be one of ours."""
        self.status = CODES[code]
        self.code = code
        super().__init__(Problem(f"card.{code.replace('_', '-')}"))
