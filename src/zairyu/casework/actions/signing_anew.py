"""When a key was lost, proofs are signed anew; whose they are is told so with the same breath.

What a person saved or printed before, or put into a wallet, cannot be reached by us. Only its
holder can replace it, and has to know.
"""

from datetime import datetime

from zairyu.casework import letters, parties
from zairyu.casework.actions.move import held
from zairyu.casework.models import Case
from zairyu.casework.refusals import CaseUnknown
from zairyu.certificates import anew
from zairyu.certificates.anew import Anew, Tell
from zairyu.notices import queries as notices
from zairyu.proof.entries import TrustedKey

_LETTERS = {
    "tokens": "paper-signed-anew",
    "documents": "paper-signed-anew",
    "credentials": "wallet-ended",
}


def sign_anew(lost: TrustedKey, at: datetime, *, by: str) -> Anew:
    """Sign anew what a lost key had signed, and owe each case one letter for it; say how much.

    Done twice it does nothing more and tells nobody twice.
    """

    def holder(about: str) -> Tell:
        """Hold the case first, as every act does: of two that sign at once, one waits."""
        try:
            case = held(about.removeprefix("case:"))
        except CaseUnknown:
            return anew.nobody(about)
        return lambda: _tell(case, lost, at)

    return anew.sign_anew(lost, at, by=by, holder=holder)


def _tell(case: Case, lost: TrustedKey, at: datetime) -> int:
    """Owe the letter of a lost key, once for a case however many papers it has."""
    kind = _LETTERS[lost.use]
    if notices.owed(f"case:{case.key}", kind, lost.kid) or _gone(case):
        return 0
    return letters.tell(case, kind, letters.BOTH, at, occasion=lost.kid)


def _gone(case: Case) -> bool:
    """Say whether whoever filed for themselves has closed the account: no page is left to open."""
    return not case.filer.is_active and not parties.by_agent(case)
