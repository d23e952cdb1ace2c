"""Sealing: a draft becomes a submission, once, and only if nothing is missing."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import transaction

from zairyu import vault
from zairyu.audit import rows
from zairyu.filing.access import demand_filing, find
from zairyu.filing.content import Content
from zairyu.filing.forms import context_of, form_of
from zairyu.filing.holding import content_of, record
from zairyu.filing.models import Draft, Submission, Upload
from zairyu.filing.once import once_of
from zairyu.filing.papers import facts_of
from zairyu.filing.prefill import started_with
from zairyu.filing.ready import barred, missing
from zairyu.filing.refusals import FilingRefused, NotThere, refuse
from zairyu.filing.stamp import digest_of
from zairyu.filing.summary import summary_of
from zairyu.law.dates import legal_day
from zairyu.law.version import law_version
from zairyu.people.keys import new_key
from zairyu.questionnaire.answers import counting
from zairyu.questionnaire.form import digest, form

if TYPE_CHECKING:
    from zairyu.people.models import Person


@dataclass(frozen=True)
class Prepared:
    """A draft that was checked as a whole, and what it is about to become; nothing is written."""

    version: int
    submission: Submission
    uploads: list[Upload]


def prepare(draft_key: str, once: str, by: "Person", at: datetime) -> Prepared | None:
    """Check a draft and set up its submission before anything is locked; None: filed already.

    Others file meanwhile. Every change of a draft counts its version, so that `seal` sees whether
    this still holds.

    Raises:
        NotThere: no such draft for this person.
        FilingRefused: something is missing, too late, or changed since the review.
    """
    draft = find(draft_key, by, legal_day(at))
    if draft is None:
        raise NotThere
    return None if draft.state == "filed" else _prepared(draft, once, by, at)


def _prepared(draft: Draft, once: str, by: "Person", at: datetime) -> Prepared:
    if once != once_of(draft):
        raise refuse("filing.changed-since-review")
    content = content_of(draft)
    uploads = list(Upload.objects.filter(draft=draft, removed_at=None))
    on = legal_day(at)
    demand_filing(draft, by, content, on)
    _may_go(draft, content, uploads, on)
    return Prepared(draft.version, _sealed(draft, content, uploads, once, by, at), uploads)


@transaction.atomic
def seal(
    draft_key: str, once: str, by: "Person", at: datetime, ready: Prepared | None = None
) -> Submission:
    """Return the submission that a draft has become; a second press finds the first one.

    `once` is bound to the version of the draft that was reviewed: what changed since is not filed
    unseen. Whoever presses has declared that what is written is true.

    Raises:
        NotThere: no such draft for this person.
        FilingRefused: something is missing, too late, or changed since the review.
    """
    draft = find(draft_key, by, legal_day(at), locked=True)
    if draft is None:
        raise NotThere
    if draft.state == "filed":
        return Submission.objects.get(draft=draft)
    if ready is None or (ready.version, ready.submission.once) != (draft.version, once):
        ready = _prepared(draft, once, by, at)
    submission = ready.submission
    rows.add(submission)
    Upload.objects.filter(pk__in=[one.pk for one in ready.uploads]).update(submission=submission)
    _emptied(draft, at)
    record(draft, "seal-application", at, by, digest=submission.digest, submission=submission.key)
    return submission


def _may_go(draft: Draft, content: Content, uploads: list[Upload], on: date) -> None:
    stop = barred(draft, content, on)
    if stop is not None:
        raise FilingRefused(stop)
    lacking = missing(draft, content, uploads, on)
    if lacking:
        raise refuse("filing.not-ready", number=sum(len(one.problems) for one in lacking))


def _sealed(
    draft: Draft,
    content: Content,
    uploads: list[Upload],
    once: str,
    by: "Person",
    at: datetime,
) -> Submission:
    on, key = legal_day(at), new_key()
    answers = answers_filed(draft, content, on)
    facts = facts_of(draft, content, on)
    filed = [one for one in uploads if one.slot != "photo-original"]
    about = f"submission:{key}"
    return Submission(
        key=key,
        draft=draft,
        owner_id=draft.owner_id,
        filer=by,
        category=draft.category,
        procedure=draft.procedure,
        status=draft.status,
        activity=draft.activity,
        current_status=draft.current_status,
        permits=draft.permits,
        content=Content(answers=answers, facts=facts, right=content.right).seal(about),
        summary=vault.seal_json(summary_of(answers, draft.status).said(), f"{about}:summary"),
        digest=digest_of(answers, facts, filed),
        law_version=law_version(),
        form_digest=form_digest(
            draft.procedure, draft.status, tuple(draft.permits), on, draft.activity
        ),
        filed_at=at,
        once=once,
    )


def answers_filed(draft: Draft, content: Content, on: date) -> dict[str, Any]:
    """Return the answers that count, with those that the choice of the form and the press gave."""
    filled, context = form_of(draft, on), context_of(draft, on)
    declared = {
        key: field.choices[0].value
        for key, field in filled.fields.items()
        if field.asked == "filing" and len(field.choices) == 1
    }
    return {
        **counting(filled, content.answers, context),
        **started_with(draft, on),
        **declared,
    }


@lru_cache(maxsize=256)
def form_digest(
    procedure: str, status: str, permits: tuple[str, ...], on: date, activity: str = ""
) -> str:
    """Return the fingerprint of a form on a day; reckoned once."""
    return digest(form(procedure, status, permits, on, activity))


def _emptied(draft: Draft, at: datetime) -> None:
    """Leave of a filed draft only that it was filed: its content lies in the submission now."""
    draft.state = "filed"
    draft.version += 1
    draft.saved_at = at
    draft.content = Content().seal(f"draft:{draft.key}")
    draft.progress, draft.versions = {}, {}
    rows.change(draft, "state", "version", "saved_at", "content", "progress", "versions")
