"""What every table holds of a person: whether a copy hands it out, and what leaving does with it.

One entry for each table that has personal fields or points at a person; a test finds the table
that is missing here. `of` leads from a row to the person. Sealed fields name what they are bound
to, so that a copy can open them; what is left out says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# What leaving does with the rows of a table.
DELETE = "delete"  # the rows are destroyed
EMPTY = "empty"  # the personal fields are emptied, as the table says
STAYS = "stays"  # the office's file: it is emptied when its keeping period ends

SECRET = "secret"  # noqa: S105 - why a field is left out, not a secret
OFFICE = "office"  # the office's own working paper, or of another person
MACHINE = "machine"  # places, digests and counters that say nothing of the person


@dataclass(frozen=True)
class Held:
    """What a table holds of a person.

    `text` and `json` are sealed fields with what they are bound to; `file` the field that says
    where a file lies, with what that is bound to; `left` the fields that are not handed out.
    """

    of: str
    leaving: str = DELETE
    text: Mapping[str, str] = field(default_factory=dict)
    json: Mapping[str, str] = field(default_factory=dict)
    file: tuple[str, str] | None = None
    left: Mapping[str, str] = field(default_factory=dict)
    own_case: bool = False  # belongs to an application that is about the person
    draft: str = ""  # the way to the draft that it may belong to: of clients nothing is handed out


def _left(why: str, *names: str) -> dict[str, str]:
    return dict.fromkeys(names, why)


def _own(of: str, **more: Any) -> Held:
    """Return what a table of an application holds: it is the office's file."""
    return Held(of, STAYS, own_case=True, **more)


_NOTE = "case:{case.key}:note"
_PAPER = _left(MACHINE, "path", "sha256")

HELD: dict[str, Held] = {
    "people.Person": Held("pk", EMPTY, left=_left(SECRET, "password")),
    "people.Registration": Held(
        "person", EMPTY,
        json={"details": "registration:{key}:details"},
        text={"reason": "registration:{key}:reason"},
    ),
    "people.Proof": Held(
        "registration__person", DELETE, text={"file_name": "registration:{key}:name"},
        file=("path", "registration:{key}:file"), left=_PAPER,
    ),
    "people.Joining": Held("person", json={"typed": "joining:{key}:typed"}),
    "people.KeptPost": Held("person", json={"typed": "kept:{key}"}),
    "people.Membership": Held("person", EMPTY),
    "people.OfficerPost": Held("person", STAYS),
    "people.Recovery": Held(
        "person", left=_left(SECRET, "code_sha256", "email_code_sha256", "new_email")
    ),
    "people.CounterCode": Held("person", left=_left(SECRET, "code_sha256")),
    "identity.CardCredential": Held("person"),
    "identity.IdentityProof": Held(
        "person", EMPTY, json={"asserted": "identity-proof:{key}:asserted"}
    ),
    "identity.FederatedIdentity": Held("person"),
    "identity.AuthEvent": Held("person"),
    "identity.KnownDevice": Held("person", left=_left(SECRET, "token_sha256")),
    "filing.Draft": Held(
        "owner", json={"content": "draft:{key}:content"},
        left=_left(MACHINE, "versions", "progress"), draft="self",
    ),
    "filing.KeptGuide": Held("owner", json={"answers": "guide:{key}"}),
    "filing.Submission": Held(
        "case", STAYS, json={"content": "submission:{key}:content"},
        left=_left(MACHINE, "summary", "once"), own_case=True,
    ),
    "filing.Upload": Held(
        "submission__case", STAYS, text={"name": "upload:{key}:name"},
        file=("path", "upload:{key}"), left=_PAPER, own_case=True, draft="draft",
    ),
    "casework.Case": _own(
        "pk", json={"facts": "case:{key}:facts"},
        left=_left(OFFICE, "state", "lane", "version", "clock_on", "unread_office"),
    ),
    "casework.Message": _own("case", text={"text": _NOTE}),
    "casework.Request": _own("case", text={"note": _NOTE}),
    "casework.RequestItem": _own(
        "request__case", json={"asked": "case:{request.case.key}:item"},
        text={"answer": "case:{request.case.key}:note"},
    ),
    "casework.Withdrawal": _own("case", text={"reason": _NOTE}),
    "casework.ReturnItem": _own("case"),
    "casework.Dispatch": _own("case", text={"address": "dispatch:{key}"}),
    "casework.HandOver": _own("case"),
    "casework.HandOn": _own(
        "ecoe__case",
        text={"name": "hand-on:{key}:name", "address": "hand-on:{key}:address"},
        left=_left(SECRET, "token", "digest"),
    ),
    "casework.FeeOrder": _own("case"),
    "casework.Payment": _own("order__case"),
    "privacy.OpenSession": Held("person", left=_left(SECRET, "session_key")),
    "privacy.LookQuestion": Held(
        "person", EMPTY,
        text={"said": "look-question:{key}:said", "answer": "look-question:{key}:answer"},
    ),
    "privacy.DataCopy": Held("person", left=_left(MACHINE, "path", "next_at", "attempts")),
    "privacy.Leaving": Held("person", STAYS),
    "certificates.Certificate": _own(
        "about", json={"contents": "certificates:{key}:contents"},
        file=("pdf_path", "certificates:{key}:pdf"),
        left=_left(MACHINE, "photo_path", "pdf_path", "pdf_due_at", "pdf_attempts", "token"),
    ),
    "certificates.Letter": _own(
        "about", json={"contents": "certificates:{key}:contents"},
        file=("pdf_path", "certificates:{key}:pdf"),
        left=_left(MACHINE, "photo_path", "pdf_path", "pdf_due_at", "pdf_attempts"),
    ),
    "certificates.Share": Held(
        "holder", text={"label": "share:{key}:label"}, file=("photo_path", "share:{key}:photo"),
        left=_left(MACHINE, "photo_path", "turns_on"),
    ),
    "certificates.Look": Held("share__holder"),
    "certificates.Watch": Held(
        "share__holder",
        text={"address": "watch:{key}:address", "name": "watch:{key}:name"},
    ),
    "certificates.WalletOffer": Held(
        "holder", EMPTY, left=_left(SECRET, "secret", "code_sha256", "token_sha256")
    ),
    "certificates.WalletCredential": Held("offer__holder", EMPTY),
    "notices.Notice": Held(
        "about", EMPTY, text={"address": "notice:{key}", "body": "notice:{key}"},
        left=_left(MACHINE, "next_at", "attempts", "failure", "occasion"),
    ),
}  # fmt: skip

# Tables that a copy does not hand out, and why; what leaving does with the person's rows in them.
WITHHELD: dict[str, tuple[str, str, str]] = {
    # table: (way to the person, why it is not handed out, what leaving does)
    "casework.CaseEvent": ("", "told", STAYS),  # the timeline is handed out in words
    "casework.Permit": ("", "told", STAYS),
    "casework.Decision": ("", "told", STAYS),
    "casework.Confirmation": ("", "told", STAYS),
    "casework.ECoe": ("", "told", STAYS),
    "casework.Recommendation": ("", OFFICE, STAYS),
    "casework.Correction": ("", OFFICE, STAYS),
    "casework.PrintCheck": ("", OFFICE, STAYS),
    "filing.DraftShare": ("draft__owner", MACHINE, DELETE),
    "identity.CardTransaction": ("person", SECRET, DELETE),
    "people.JoiningProof": ("joining__person", "told", DELETE),  # taken over by the registration
    "people.Mandate": ("", "others", STAYS),
    "people.MandatePaper": ("", "others", STAYS),
    "people.Assistant": ("", "others", STAYS),
    "people.UseNotification": ("", "others", STAYS),
    "people.NotificationPaper": ("", "others", STAYS),
    "people.PledgeEntry": ("", "others", STAYS),
    "certificates.WalletCheck": ("", MACHINE, STAYS),  # destroyed within the hour
    "verify.Misses": ("", MACHINE, STAYS),
}
