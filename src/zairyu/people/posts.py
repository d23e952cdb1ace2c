"""The posts of many persons at once, for pages that tell who did something."""

from collections.abc import Collection

from zairyu.people.models import OfficerPost


def posts_by_key(keys: Collection[str]) -> dict[str, list[OfficerPost]]:
    """Return the posts that persons hold or held, by the key of the person, in one query."""
    found: dict[str, list[OfficerPost]] = {}
    rows = OfficerPost.objects.filter(person__key__in=keys).select_related("person")
    for post in rows.order_by("-rank", "pk"):
        found.setdefault(post.person.key, []).append(post)
    return found
