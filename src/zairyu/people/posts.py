"""The posts of many persons at once, for pages that tell who did something."""

from collections.abc import Collection
from datetime import date

from zairyu.people.models import Membership, OfficerPost, Person
from zairyu.people.queries import holds_on


def posts_by_key(keys: Collection[str]) -> dict[str, list[OfficerPost]]:
    """Return the posts that persons hold or held, by the key of the person, in one query."""
    found: dict[str, list[OfficerPost]] = {}
    rows = OfficerPost.objects.filter(person__key__in=keys).select_related("person")
    for post in rows.order_by("-rank", "pk"):
        found.setdefault(post.person.key, []).append(post)
    return found


def member_of(person: Person, on: date) -> list[tuple[str, bool]]:
    """Return the organisations a person belongs to; whether they are the last administrator."""
    found = []
    mine = Membership.objects.filter(holds_on(on), person=person).select_related("organisation")
    for member in mine:
        others = Membership.objects.filter(
            holds_on(on), organisation=member.organisation, role="administrator"
        ).exclude(pk=member.pk)
        alone = member.role == "administrator" and not others.exists()
        found.append((member.organisation.name, alone))
    return found
