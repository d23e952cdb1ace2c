"""In whose hands a draft is, as its pages say it: owner, agent, assistant; who wrote what last."""

from typing import TYPE_CHECKING, Any

from zairyu.casework.parties import AGENTS
from zairyu.filing import access
from zairyu.filing.content import Content
from zairyu.law.problem import Problem
from zairyu.people import mandates

if TYPE_CHECKING:
    from zairyu.portal.views.filing_doors import Visit
    from zairyu.questionnaire.form import Section


def hands_of(visit: "Visit", content: Content) -> dict[str, Any]:
    """Return what a page of a draft says of the hands it is in, and why it cannot be filed."""
    draft = visit.draft
    share = access.share_of(draft) if draft.state == "open" else None
    assistant = draft.hand == access.ASSISTANT
    return {
        "hand": draft.hand,
        "owner_name": draft.owner.name if draft.hand != access.OWNER else "",
        "share": share,
        "agent_name": mandates.agent_name(share.mandate) if share is not None else "",
        "may_hand": draft.hand == access.OWNER,
        "may_name": draft.hand == access.OWNER and draft.category in AGENTS,
        "files": access.agent_behind(draft).name if assistant else "",
        "stop": _stop(visit, content),
        "read_only": access.is_read_only(draft),
    }


def _stop(visit: "Visit", content: Content) -> Problem | None:
    if visit.draft.hand == access.ASSISTANT and not access.is_read_only(visit.draft):
        return None  # the page says who files instead
    return access.filing_refusal(visit.draft, visit.person, content, visit.on)


def writers(visit: "Visit", sections: "tuple[Section, ...]") -> list[tuple[Any, str]]:
    """Return the sections with who wrote each last, where it was not the reader alone."""
    by = {one.key: _writer(visit, one.key) for one in sections}
    keys = {key for key in by.values() if key}
    if keys <= {visit.person.key}:
        return []
    names = mandates.names(keys)
    return [(one.title, names.get(by[one.key], "")) for one in sections if by[one.key]]


def _writer(visit: "Visit", section: str) -> str:
    kept = visit.draft.versions.get(section, [])
    return str(kept[2]) if len(kept) > 2 else ""


def of_conflict(visit: "Visit", section: str, other: dict[str, Any]) -> dict[str, str] | None:
    """Return who wrote the two versions of a section, where they are two people."""
    saved, second = _writer(visit, section), str(other.get("by", ""))
    if not saved or not second or saved == second:
        return None
    names = mandates.names({saved, second})
    return {"saved": names.get(saved, "–"), "other": names.get(second, "–")}
