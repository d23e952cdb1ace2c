"""Who may see, edit, hand on and file a draft, and as whose hand; asked nowhere else.

A draft has one owner. The agent of a mandate holds it too while the owner has handed it to them
and the mandate holds. An assistant of the owner, or of that agent, prepares it and never files.
Once the capacity in which it would be filed has ended, a draft is looked at, handed on and thrown
away, and not written any more.
"""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from zairyu.filing import for_whom
from zairyu.filing.content import Content
from zairyu.filing.models import Draft, DraftShare
from zairyu.filing.refusals import FilingRefused
from zairyu.filing.summary import summary_of
from zairyu.law.problem import Problem
from zairyu.people import assisting, mandates, standing
from zairyu.people.queries import holds_on

if TYPE_CHECKING:
    from zairyu.people.models import Mandate, Person

OWNER, AGENT, ASSISTANT = "owner", "agent", "assistant"
OWN = "foreign-national"  # who files as this files for nobody else
MAY = {
    OWNER: frozenset({"see", "edit", "file", "hand", "discard"}),
    AGENT: frozenset({"see", "edit", "file"}),
    ASSISTANT: frozenset({"see", "edit"}),
}
WRITES = frozenset({"edit", "file"})  # what a lapsed draft is not open to
_ENTRUSTED = {"see": "see", "edit": "prepare", "file": "file"}  # by what a mandate calls it

_HANDED = """SELECT 1 FROM "filing_draftshare" s
    JOIN "people_mandate" m ON m."id" = s."mandate_id"
    WHERE s."draft_id" = d."id" AND s."ended_at" IS NULL AND m."agent_id" = {agent}
    AND m."state" = 'confirmed' AND m."suspended_at" IS NULL
    AND s."since" <= %(on)s AND (s."until" IS NULL OR s."until" >= %(on)s)
    AND m."since" <= %(on)s AND (m."until" IS NULL OR m."until" >= %(on)s)"""
_HELPED = _HANDED.format(agent='a."agent_id"')
_ASSISTS = f"""SELECT 1 FROM "people_assistant" a WHERE a."helper_id" = %(who)s
    AND a."state" = 'confirmed' AND a."since" <= %(on)s
    AND (a."until" IS NULL OR a."until" >= %(on)s)
    AND (a."agent_id" = d."owner_id" OR EXISTS ({_HELPED}))"""  # noqa: S608
_HELD = _HANDED.format(agent="%(who)s")


@lru_cache(maxsize=8)
def _statement(vendor: str, locked: bool, only_own: bool) -> str:
    """Return the statement for a database; building it anew takes longer than running it."""
    columns = ", ".join(f'd."{field.column}"' for field in Draft._meta.concrete_fields)
    lock = " FOR UPDATE" if locked and vendor == "postgresql" else ""  # SQLite locks the whole
    own, hand = 'd."owner_id" = %(who)s', f"'{OWNER}'"
    if not only_own:
        hand = f"CASE WHEN {own} THEN '{OWNER}' WHEN EXISTS ({_HELD}) THEN '{AGENT}' "
        hand += f"ELSE '{ASSISTANT}' END"
        own = f"({own} OR EXISTS ({_HELD}) OR EXISTS ({_ASSISTS}))"
    table = Draft._meta.db_table
    chosen = f'SELECT {columns}, {hand} AS "hand" FROM "{table}" d'  # noqa: S608
    return f'{chosen} WHERE d."key" = %(key)s AND {own}{lock}'


def find(
    key: str, person: "Person", on: date | None = None, *, locked: bool = False
) -> Draft | None:
    """Return a draft that is in a person's hands on a day, with `hand` saying as whose.

    Without a day only the own ones are found. `locked` inside a transaction only. In the hands of
    an agent a draft has the agent's category: as what it would be filed.
    """
    statement = _statement(connection.vendor, locked, on is None)
    told: dict[str, object] = {"key": key, "who": person.pk}
    if on is not None:
        told["on"] = connection.ops.adapt_datefield_value(on)
    draft = next(iter(Draft.objects.raw(statement, told)), None)
    if draft is None or on is None:
        return draft
    if draft.hand == OWNER:
        draft.lapsed = not standing.holds(person, draft.category, on)
        return draft
    category = _category(draft, person, on)
    draft.lapsed, draft.category = not category, category or draft.category
    return draft


def _category(draft: Draft, person: "Person", on: date) -> str:
    """Return as what a draft that is not one's own would be filed; empty: as nothing any more."""
    agent = person
    if draft.hand == ASSISTANT:
        share = share_of(draft)
        if share is None:  # the owner's assistant: as what the owner files
            return draft.category if standing.holds(draft.owner, draft.category, on) else ""
        agent = share.mandate.agent or person
    held = standing.capacities(agent, on)
    return next((one.category for one in held if one.category != OWN), "")


def open_drafts(person: "Person", on: date) -> QuerySet[Draft]:
    """Return the open drafts in a person's hands on a day, the one saved last first."""
    shares = DraftShare.objects.filter(holds_on(on), draft=OuterRef("pk"), ended_at=None)
    agents = assisting.agents_of(person, on).values("pk")
    held = shares.filter(_live(on), mandate__agent=person)
    helped = shares.filter(_live(on), mandate__agent__in=agents)
    mine = Q(owner=person) | Q(owner__in=agents) | Exists(held) | Exists(helped)
    found = Draft.objects.filter(mine, state="open").select_related("owner")
    return found.order_by("-saved_at", "-pk")


def _live(on: date) -> Q:
    """Return the condition that the mandate of a share holds on a day."""
    begun = Q(mandate__since__lte=on, mandate__state="confirmed", mandate__suspended_at=None)
    return begun & (Q(mandate__until=None) | Q(mandate__until__gte=on))


def share_of(draft: Draft) -> DraftShare | None:
    """Return to whom a draft is handed now, whether the mandate holds or not."""
    found = DraftShare.objects.filter(draft=draft, ended_at=None)
    return found.select_related("mandate", "mandate__agent", "mandate__giver").first()


def mandate_for(draft: Draft) -> "Mandate | None":
    """Return the mandate on which a draft would be filed, if one is named."""
    if draft.hand != OWNER and (share := share_of(draft)) is not None:
        return share.mandate
    return draft.mandate


def refusal(draft: Draft, act: str, on: date) -> Problem | None:
    """Return why the hand that holds a draft may not do an act with it on a day, or None."""
    if draft.lapsed and act in WRITES:
        return Problem("filing.capacity-ended")
    if act not in MAY[draft.hand]:
        return Problem("filing.assistant" if draft.hand == ASSISTANT else "filing.not-owner")
    entrusted = _ENTRUSTED.get(act, "")
    mandate = mandate_for(draft) if act == "file" or draft.hand == AGENT else None
    if mandate is None or not entrusted:
        return None
    return mandates.trouble(mandate, on, procedure=draft.procedure, act=entrusted)


def is_read_only(draft: Draft) -> bool:
    """Say whether a draft is only looked at: nobody of this hand may file it any more."""
    return draft.state == "open" and draft.lapsed


def demand(draft: Draft, act: str, on: date) -> None:
    """Let an act through or refuse it.

    Raises:
        FilingRefused: this hand may not do it, or the mandate does not carry it.
    """
    problem = refusal(draft, act, on)
    if problem is not None:
        raise FilingRefused(problem)


def filing_refusal(draft: Draft, by: "Person", content: Content, on: date) -> Problem | None:
    """Return why a person may not file a draft on a day, or None: the mandate and the category."""
    if problem := refusal(draft, "file", on):
        return problem
    if not standing.holds(by, draft.category, on):
        return Problem("filing.capacity-ended")
    if problem := for_whom.trouble(draft, draft.owner, on):
        return problem
    if draft.hand != OWNER or draft.mandate_id is not None or draft.category == OWN:
        return None
    told = summary_of(content.answers, draft.status)
    address = told.notification_email or told.applicant_email
    return mandates.without(by, address, on, draft.procedure)


def demand_filing(draft: Draft, by: "Person", content: Content, on: date) -> None:
    """Let a filing through or refuse it.

    Raises:
        FilingRefused: not in this hand, not on this mandate, or not in this category any more.
    """
    problem = filing_refusal(draft, by, content, on)
    if problem is not None:
        raise FilingRefused(problem)


def agent_behind(draft: Draft) -> "Person":
    """Return who is to file a draft that an assistant prepares."""
    share = share_of(draft)
    if share is not None and share.mandate.agent is not None:
        return share.mandate.agent
    return draft.owner
