"""Which things are certified and which letters are set, and what each of them must say.

A claim is a word, a number, a day as `YYYY-MM-DD`, a list or a text in several languages: whatever
JSON holds. A kind names the claims it needs and those it may have; another claim is a mistake of
the caller, so that nothing slips into a certificate unseen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Claims = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """What one kind of certificate or letter says; `shown` is what a checker may see of it."""

    id: str
    needs: frozenset[str]
    may: frozenset[str]
    shown: tuple[str, ...] = ()


def _kind(name: str, needs: str, may: str = "", shown: str = "") -> Kind:
    return Kind(name, frozenset(needs.split()), frozenset(may.split()), tuple(shown.split()))


_CASE = "name number procedure office filed_on"

# Certified: each has a code, a signed token and a place at the public counter.
CERTIFIED: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        # 申請中証明書（特例期間）: a change or an extension is pending
        _kind(
            "pending",
            f"{_CASE} birth status card_last4 card_expires_on",
            "name_own special_period extra_activity works period_granted nationality",
            "name birth_year card_last4 card_expires_on status works extra_activity special_period",
        ),
        # 申請受付証明書: any other application is pending; it says nothing about a stay
        _kind("receipt", _CASE, "name_own birth status card_last4", "name birth_year procedure"),
        # 電子在留資格認定証明書
        _kind(
            "coe",
            "name birth sex nationality status period number office",
            "name_own receiver certificate_number",
            "name birth birth_year sex nationality status period",
        ),
        # 許可通知書
        _kind(
            "permission",
            "name birth procedure status period expires_on number office effective_on",
            "name_own card_last4 conditions nationality",
            "name birth_year card_last4 status period",
        ),
        # 就労資格証明書
        _kind(
            "work-qualification",
            "name birth nationality status activity number office",
            "name_own card_last4 organisation expires_on",
            "name birth_year card_last4 status activity",
        ),
        # 資格外活動許可, 再入国許可
        _kind(
            "permit",
            "name birth procedure status number office effective_on",
            "name_own card_last4 conditions expires_on nationality",
            "name birth_year card_last4 procedure status conditions",
        ),
        # 手数料納付証明
        _kind(
            "payment-receipt",
            "name number procedure office order_number amount_yen charge_yen paid_on",
            "name_own reference",
            "procedure order_number amount_yen charge_yen paid_on",
        ),
    )
}

# Letters: signed as files, without a code of their own.
LETTERS: dict[str, Kind] = {
    kind.id: kind
    for kind in (
        # 受付番号票: the one A4 to carry
        _kind("number-sheet", _CASE, "code name_own status card_expires_on lawful_until"),
        # 手数料納付のお願い, with the data of the payment slip
        _kind(
            "fee-order",
            "name number procedure office order_number amount_yen charge_yen due_on ordered_on",
            "name_own period status hand_over_by delivery lines",
        ),
        # 書類送付のお願い: exactly these papers, 14 days
        _kind(
            "return-papers",
            "name number procedure office papers notified_on due_on",
            "name_own office_address hand_over_by",
        ),
        # 不許可・不交付通知書: `grounds` is a list of {ground, fact, evidence, change}
        _kind(
            "refusal",
            "name number procedure office decided_on grounds",
            "name_own visit_by lawful_until expires_on office_address notified_on",
        ),
        # 審査結果の訂正: what was corrected, and what to do with what was received
        _kind(
            "correction",
            "name number procedure office what corrected_on decided_on",
            "name_own ground changes hand_back",
        ),
        # 送付状
        _kind(
            "dispatch",
            "name number procedure office sent_on contents",
            "name_own tracking expires_on address",
        ),
    )
}

# Why a certificate ended, and what the public counter says of it.
ENDINGS = {
    "effect": "ended",  # the permission took effect: handed over or dispatched
    "issued": "ended",  # the certificate asked for was handed over or dispatched
    "refused": "ended",  # the refusal was notified
    "withdrawn": "ended",
    "over": "ended",  # its last day has passed
    "replaced": "ended",  # a newer version stands in its place
    "used": "ended",  # used at landing
    "corrected": "revoked",  # the decision was corrected
    "revoked": "revoked",
}


def checked(kind: Kind, claims: Claims) -> dict[str, Any]:
    """Return the claims if they are those of the kind.

    Raises:
        ValueError: one is missing or unknown; the message names it, never its value.
    """
    missing = sorted(kind.needs - claims.keys())
    unknown = sorted(claims.keys() - kind.needs - kind.may)
    if missing or unknown:
        raise ValueError(f"{kind.id}: missing {missing}, unknown {unknown}")
    return dict(claims)
