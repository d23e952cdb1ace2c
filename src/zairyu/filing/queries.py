"""What may be seen of drafts, uploads and submissions, and by whom."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from zairyu import vault
from zairyu.filing import papers
from zairyu.filing.access import find, open_drafts
from zairyu.filing.actions.reading import bytes_of, name_of, page_picture
from zairyu.filing.content import Content, opened
from zairyu.filing.holding import content_of
from zairyu.filing.models import Draft, Submission, Upload
from zairyu.filing.once import once_of
from zairyu.filing.refusals import NotThere
from zairyu.filing.scope import unsure
from zairyu.filing.summary import Summary
from zairyu.law import categories
from zairyu.law import papers as law_papers
from zairyu.law.categories import Category
from zairyu.law.dates import age_on, legal_day
from zairyu.law.problem import Problem
from zairyu.law.tables import Text

if TYPE_CHECKING:
    from zairyu.people.models import Person

__all__ = [
    "DraftCard",
    "bytes_of",
    "content_of",
    "name_of",
    "once_of",
    "page_picture",
]


UNABLE_PROOF = "reason-not-able-to-file"  # what a relative sends for who cannot act


@dataclass(frozen=True)
class DraftCard:
    """A draft as my page shows it: how far it is and how long it is kept.

    `owner` is the name of its owner where that is somebody else; `ready_at`, when an assistant
    said that it can be filed.
    """

    key: str
    procedure: str
    status: str
    done: int
    total: int
    saved_at: datetime
    keep_until: date
    owner: str = ""
    ready_at: datetime | None = None


def drafts_of(person: "Person", on: date) -> list[DraftCard]:
    """Return the open drafts in a person's hands on a day, the one saved last first."""
    rows = open_drafts(person, on)
    return [
        DraftCard(
            draft.key,
            draft.procedure,
            draft.status,
            sum(one[0] == "done" for one in draft.progress.values()),
            len(draft.progress),
            draft.saved_at,
            draft.keep_until,
            draft.owner.name if draft.owner_id != person.pk else "",
            draft.ready_at,
        )
        for draft in rows.defer("content")
    ]


def draft_of(person: "Person", key: str, on: date | None = None) -> Draft:
    """Return a draft in a person's hands on a day, filed or not; without a day, an own one.

    Raises:
        NotThere: no such draft for this person.
    """
    draft = find(key, person, on)
    if draft is None:
        raise NotThere
    return draft


def uploads_of(draft: Draft) -> list[Upload]:
    """Return the files of a draft, those taken out included (`removed_at`)."""
    return list(Upload.objects.filter(draft=draft, submission=None))


def upload_of(draft: Draft, key: str) -> Upload:
    """Return a file of a draft.

    Raises:
        NotThere: no such file in this draft.
    """
    found = Upload.objects.filter(draft=draft, key=key, removed_at=None).first()
    if found is None:
        raise NotThere
    return found


def submission_of(draft: Draft) -> Submission | None:
    """Return what a draft has become, if it was filed."""
    return Submission.objects.filter(draft=draft).first()


def submission_with(key: str) -> Submission | None:
    """Return a submission by key; who calls checks who may see it."""
    return Submission.objects.filter(key=key).first()


def _content(submission: Submission) -> Content:
    return opened(submission.content, f"submission:{submission.key}")


def answers_of_submission(submission: Submission) -> dict[str, Any]:
    """Return the answers for an act of the office; a person's reading is `actions.read_answers`."""
    return _content(submission).answers


def facts_of_submission(submission: Submission) -> dict[str, Any]:
    """Return the facts that decided which papers were asked."""
    return _content(submission).facts


@dataclass(frozen=True)
class RightToFile:
    """By what right somebody filed: the kind of user, and the condition of a relative.

    `age` is the applicant's on the day of filing, where it was said; `reason` says why the
    applicant could not act, and then `proof` is the paper that was asked to show it.
    """

    category: Category
    age: int | None
    reason: str
    role: str
    proof: Text | None
    unsure: Problem | None

    @property
    def conditional(self) -> bool:
        """Whether an officer has to look at a condition."""
        return self.category.id == "relative" or bool(self.role) or self.unsure is not None


def right_to_file(submission: Submission) -> RightToFile:
    """Return by what right an application was filed, as it was said when it began."""
    content, on = _content(submission), legal_day(submission.filed_at)
    said = papers.right_of(content)
    birth = said.get("applicant_birth")
    reason = str(said.get("incapacity_reason", ""))
    return RightToFile(
        categories.category(submission.category),
        age_on(birth, on) if birth and birth <= on else None,
        reason,
        str(said.get("organisation_role", "")),
        law_papers.paper(UNABLE_PROOF, on=on).name if reason else None,
        unsure(
            submission.category,
            submission.procedure,
            submission.current_status,
            submission.status,
            on,
        ),
    )


def summary(submission: Submission) -> Summary:
    """Return the person, the stay and where the result is to go."""
    return Summary(**vault.open_json(submission.summary, f"submission:{submission.key}:summary"))


def uploads_of_submission(submission_id: int) -> list[Upload]:
    """Return the files that were filed or sent later, in order; not the photo as it was taken."""
    found = Upload.objects.filter(submission_id=submission_id, removed_at=None)
    return list(found.exclude(slot="photo-original"))


def photo_of_submission(submission_id: int) -> Upload | None:
    """Return the photo that was filed, if there was one."""
    return Upload.objects.filter(submission_id=submission_id, slot="photo", removed_at=None).first()
