"""Verbs of the holder: share a proof, end a share, end a standing watch.

Only whose stay it is, or who stands in their place by law, may share: an agent, a colleague or an
employer that filed sees neither a share nor that there is none.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from zairyu.casework import parties
from zairyu.casework.models import Case
from zairyu.casework.queries.cases import visible_to
from zairyu.casework.refusals import CaseUnknown
from zairyu.certificates.codes import new_code
from zairyu.certificates.sharing import queries, shares, watches
from zairyu.certificates.sharing.contents import PHOTO, Item, chosen, items
from zairyu.certificates.sharing.shares import Choice
from zairyu.filing import queries as filing
from zairyu.law.dates import legal_day

if TYPE_CHECKING:
    from zairyu.certificates.judging import Verdict
    from zairyu.certificates.models import Share
    from zairyu.people.models import Person


@dataclass(frozen=True)
class Sharable:
    """A proof that may be shared, and what of it."""

    case: Case
    certificate: Any
    photo: bool  # the application has one

    def items(self, purpose: str) -> tuple[Item, ...]:
        """Return what may be shown to a reader with a purpose."""
        known = queries.claims_of(self.certificate).keys()
        return items(self.certificate.kind, purpose, known, photo=self.photo)

    def chosen(self, purpose: str, ticked: list[str]) -> tuple[str, ...]:
        """Return what is shown for these ticks."""
        return chosen(self.items(purpose), ticked)


def may_share(case: Case, person: "Person") -> bool:
    """Say whether a person may share the proofs of a case."""
    return parties.may(case, person, "share")


def sharable(case_key: str, paper_key: str, person: "Person", at: datetime) -> Sharable:
    """Return a proof of one's own that may be shared.

    Raises:
        CaseUnknown: not theirs, no such proof, or one that is over.
    """
    on = legal_day(at)
    case = visible_to(person, on).filter(key=case_key).first()
    if case is None or not may_share(case, person):
        raise CaseUnknown(case_key)
    found = queries.proof(f"case:{case.key}", paper_key)
    if found is None or not found.holds(on):
        raise CaseUnknown(case_key)
    return Sharable(case, found, filing.photo_of_submission(case.submission_id) is not None)


def preview(
    of: Sharable, choice: Choice, *, by: "Person", at: datetime, code: str = ""
) -> "Verdict":
    """Return what the reader of such a share would be shown at this instant."""
    share = shares.thought(by, of.certificate, choice, at, code or new_code("share"))
    return queries.shown(share, at, _photo(of.case, choice))


def share_proof(
    of: Sharable, choice: Choice, *, by: "Person", at: datetime, code: str = ""
) -> "Share":
    """Share a proof; the photo goes along only where it was ticked.

    Raises:
        ShareRefused: something is wrong with the choice, or there are too many.
    """
    photo = _photo(of.case, choice)
    return shares.make(by, of.certificate, choice, at, code=code, photo=photo)


def _photo(case: Case, choice: Choice) -> bytes | None:
    if PHOTO not in choice.contents:
        return None
    found = filing.photo_of_submission(case.submission_id)
    return filing.bytes_of(found) if found else None


def end_share(key: str, *, by: "Person", at: datetime) -> bool:
    """End a share of one's own: its code answers nothing from this instant on.

    Raises:
        CaseUnknown: it is not theirs.
    """
    return shares.end(_own(key, by), "holder", at, by=by.key)


def end_watch(key: str, watch: str, *, by: "Person", at: datetime) -> bool:
    """End one reader's standing watch; the code of the share goes on.

    Raises:
        CaseUnknown: it is not theirs.
    """
    found = _own(key, by).watches.filter(key=watch).select_related("share__holder").first()
    if found is None:
        raise CaseUnknown(watch)
    return watches.end(found, "holder", at, by=by.key)


def _own(key: str, person: "Person") -> "Share":
    found = queries.share_of(person, key)
    if found is None:
        raise CaseUnknown(key)
    return found
