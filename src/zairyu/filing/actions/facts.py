"""Facts that decide which papers are asked: answered beside the form, kept with it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.filing.holding import changed, content_of, held, record
from zairyu.filing.papers import asked_facts, read_fact
from zairyu.law.dates import legal_day

if TYPE_CHECKING:
    from zairyu.people.models import Person


@transaction.atomic
def save_facts(
    draft_key: str, typed: Mapping[str, Sequence[str]], *, by: "Person", at: datetime
) -> None:
    """Keep the answers to the questions about papers; an answer that is none is left out."""
    draft = held(draft_key, by, at)
    content = content_of(draft)
    for asked in asked_facts(draft, content, legal_day(at)):
        said = [value for value in typed.get(f"fact.{asked.id}", ()) if value]
        value = read_fact(asked, said[0]) if said else None
        if value is None:
            content.facts.pop(asked.id, None)
        else:
            content.facts[asked.id] = value
    changed(draft, at, content)
    record(draft, "save-facts", at, by)
