"""A paper application for a certificate of eligibility, taken down at the desk from its sheet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from zairyu import vault
from zairyu.audit import rows
from zairyu.filing.actions.seal import form_digest
from zairyu.filing.content import Content
from zairyu.filing.models import Submission
from zairyu.filing.refusals import refuse
from zairyu.filing.stamp import digest_of
from zairyu.filing.summary import summary_of
from zairyu.law.dates import legal_day
from zairyu.law.version import law_version
from zairyu.people.keys import new_key

if TYPE_CHECKING:
    from zairyu.people.models import Person

COUNTER = "coe-electronic-delivery-only"  # the category: filed on paper, by whom this is


@dataclass(frozen=True)
class OnPaper:
    """What the desk takes down of an application that lies before it on paper."""

    number: str  # as given at the counter
    status: str
    name: str
    birth: date
    nationality: str
    address: str  # in Japan: of the intended stay or of who asks for it


@transaction.atomic
def take_down(paper: OnPaper, receiver: "Person", office: str, at: datetime) -> Submission:
    """Return a paper application as a submission: what the desk took down, and nothing else.

    Raises:
        FilingRefused: this number of this office was taken down already.
    """
    answers = {
        "common-coe.name": paper.name,
        "common-coe.date_of_birth": paper.birth.isoformat(),
        "common-coe.nationality": paper.nationality,
        "common-coe.address_in_japan": paper.address,
        "online-submission.notification_email": receiver.email,
        "online-submission.coe_receipt_method": "email",
    }
    on, key = legal_day(at), new_key()
    facts = {"counter_number": paper.number}
    about = f"submission:{key}"
    submission = Submission(
        key=key, owner=receiver, filer=receiver, category=COUNTER, procedure="coe",
        status=paper.status, permits=[], filed_at=at, law_version=law_version(),
        content=Content(answers=answers, facts=facts).seal(about),
        summary=vault.seal_json(summary_of(answers, paper.status).said(), f"{about}:summary"),
        digest=digest_of(answers, facts, []),
        form_digest=form_digest("coe", paper.status, (), on),
        once=f"counter:{office}:{paper.number}",
    )  # fmt: skip
    try:
        with transaction.atomic():
            rows.add(submission)
    except IntegrityError:
        raise refuse("filing.counter-taken", at="number") from None
    return submission
