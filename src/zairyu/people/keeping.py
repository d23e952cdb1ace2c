"""Verbs of kept posts: keep what was sent without a session, find it again, let it go."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from zairyu import vault
from zairyu.people.models import KeptPost, Person

MINUTES = 30
MOST_SIGNS = 200_000  # a page of a form is far below; nobody fills our disk through this door
MOST_PER_PERSON = 10

Typed = dict[str, list[str]]


def _about(key: str) -> str:
    return f"kept:{key}"


def keep(
    person_key: str, path: str, typed: Mapping[str, Sequence[str]], *, at: datetime
) -> str | None:
    """Keep what a person sent to a path; return the key to find it by, or None if too much."""
    person = Person.objects.filter(key=person_key, is_active=True).first()
    signs = sum(len(name) + sum(map(len, values)) for name, values in typed.items())
    if person is None or signs > MOST_SIGNS or len(path) > 500:
        return None
    mine = KeptPost.objects.filter(person=person).order_by("-pk").values_list("pk", flat=True)
    KeptPost.objects.filter(pk__in=list(mine[MOST_PER_PERSON - 1 :])).delete()
    kept = KeptPost(person=person, path=path, kept_at=at, until=at + timedelta(minutes=MINUTES))
    kept.typed = vault.seal_json(
        {name: list(values) for name, values in typed.items()}, _about(kept.key)
    )
    kept.save()
    return kept.key


def find(key: str, person: Person, path: str, *, at: datetime) -> tuple[Typed, datetime] | None:
    """Return what a person sent to a path, and when, if it is still kept."""
    kept = KeptPost.objects.filter(key=key, person=person, path=path, until__gt=at).first()
    if kept is None:
        return None
    typed: Typed = vault.open_json(kept.typed, _about(kept.key))
    return typed, kept.kept_at


def let_go(key: str, person: Person) -> None:
    """Destroy a kept post: it has been sent again, or is not wanted."""
    KeptPost.objects.filter(key=key, person=person).delete()


def sweep(at: datetime) -> int:
    """Destroy what was kept longer than half an hour; return how many there were."""
    return KeptPost.objects.filter(until__lte=at).delete()[0]
