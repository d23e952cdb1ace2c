"""Drafts of an organisation pass on to a colleague when their owner leaves it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.audit import actions as audit
from zairyu.filing.models import Draft

if TYPE_CHECKING:
    from zairyu.people.models import Membership


@transaction.atomic
def pass_on_drafts(leaver: "Membership", heir: "Membership", *, at: datetime) -> list[int | None]:
    """Give the open drafts of an organisation to the heir; return the mandate each names.

    The pledge for a host organisation is personal: the draft goes on naming the host, and is filed
    once the heir has pledged for it too.
    """
    found = Draft.objects.filter(
        owner=leaver.person, organisation=leaver.organisation, state="open"
    )
    mandates: list[int | None] = []
    for draft in found:
        draft.owner = heir.person
        draft.save(update_fields=["owner"])
        audit.record(
            f"person:{leaver.person.key}", "pass-on-draft", at=at, by="system",
            draft=draft.key, to=heir.person.key,
        )  # fmt: skip
        mandates.append(draft.mandate_id)
    return mandates
