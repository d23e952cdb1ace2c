"""Holding a draft: one act at a time changes it, and every change is counted and recorded."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from zairyu.audit import actions as audit
from zairyu.audit import rows
from zairyu.filing.access import demand, find
from zairyu.filing.content import Content, opened
from zairyu.filing.models import Draft
from zairyu.filing.refusals import NotThere, refuse
from zairyu.law.dates import legal_day

if TYPE_CHECKING:
    from zairyu.people.models import Person

KEPT_DAYS = 90  # own design: a draft lies this long after the last change


def about(draft: Draft) -> str:
    """Return what the content of a draft is bound to."""
    return f"draft:{draft.key}"


def held(draft_key: str, by: "Person", at: datetime, act: str = "edit") -> Draft:
    """Return an open draft in a person's hands, locked until the transaction ends.

    Raises:
        NotThere: no such draft for this person.
        FilingRefused: it has been filed, or this hand may not do this with it.
    """
    draft = find(draft_key, by, legal_day(at), locked=True)
    if draft is None:
        raise NotThere
    if draft.state != "open":
        raise refuse("filing.already-filed")
    demand(draft, act, legal_day(at))
    return draft


def content_of(draft: Draft) -> Content:
    """Return what is inside a draft."""
    return opened(draft.content, about(draft))


def changed(draft: Draft, at: datetime, content: Content | None = None) -> None:
    """Write a change of a draft: new content, one more version, kept anew from this day."""
    draft.version += 1
    draft.saved_at = at
    draft.keep_until = legal_day(at) + timedelta(days=KEPT_DAYS)
    draft.told_at = draft.ready_at = None
    fields = ["version", "saved_at", "keep_until", "told_at", "ready_at"]
    if content is not None:
        draft.content = content.seal(about(draft))
        fields += ["content", "versions", "progress"]
    rows.change(draft, *fields)


def record(
    draft: Draft, verb: str, at: datetime, by: "Person", digest: str = "", **ids: str | int
) -> None:
    """Record an act on a draft in the chain of its owner, whoever did it."""
    owner = by.key if by.pk == draft.owner_id else draft.owner.key
    chain = f"person:{owner}"
    audit.record(chain, verb, at=at, by=by.key, digest=digest, draft=draft.key, **ids)
