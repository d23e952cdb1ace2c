"""Verbs of somebody on the way to an account: begin, keep what is typed, become a person.

Nothing here says whether an address is known: who began sees the same pages either way.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from zairyu import vault
from zairyu.audit.actions import record
from zairyu.identity import addresses
from zairyu.identity.jpki import credentials
from zairyu.law.problem import Problem, Refusal
from zairyu.people import links, registering
from zairyu.people.models import Joining, JoiningProof, Person, Registration
from zairyu.people.registering import Paper, Stated
from zairyu.vault import files

HOURS = 24  # kept after the last page, until the mail is asked for
LINK_DAYS = 3
CARD_DAYS = 1  # as long as what the card has said is kept
MOST_MAILS = 5
PURPOSE = "join"


@dataclass
class Typed:
    """What was typed so far, as it was typed; the card's own words stand in `asserted`."""

    name: str = ""
    birth: dict[str, str] = field(default_factory=dict)
    sex: str = ""
    address: str = ""
    telephone: str = ""
    email: str = ""
    card_number: str = ""
    certificate: str = ""
    until: dict[str, str] = field(default_factory=dict)
    ref: str = ""  # of the errand that read the card
    language: str = "ja"
    code: str = ""  # wanted where the link is opened in another browser than it was begun in


def _about(key: str, what: str = "typed") -> str:
    return f"joining:{key}:{what}"


def begin(category: str, *, at: datetime, person: Person | None = None) -> Joining:
    """Begin a registration in a category: of a stranger, or of who has an account already."""
    joining = Joining(
        category=category, begun_at=at, until=at + timedelta(hours=HOURS), person=person
    )
    joining.typed = _sealed(joining, Typed())
    joining.save()
    return joining


def find(key: str, *, at: datetime) -> Joining | None:
    """Return a registration on its way, if it is still kept and not over."""
    return Joining.objects.filter(key=key, until__gt=at, joined_at=None).first() if key else None


def typed(joining: Joining) -> Typed:
    """Return what was typed so far."""
    return Typed(**vault.open_json(joining.typed, _about(joining.key)))


def _sealed(joining: Joining, said: Typed) -> bytes:
    return vault.seal_json(asdict(said), _about(joining.key))


def note(joining: Joining, said: Typed, *, at: datetime, proved_by: str = "") -> None:
    """Keep what was typed, for a day more."""
    joining.typed = _sealed(joining, said)
    joining.proved_by = proved_by or joining.proved_by
    joining.until = max(joining.until, at + timedelta(hours=HOURS))
    joining.save(update_fields=["typed", "proved_by", "until"])


@transaction.atomic
def keep_papers(joining: Joining, papers: Sequence[Paper]) -> None:
    """Keep the papers that were sent, in place of those sent before."""
    drop_papers(joining)
    for place, paper in enumerate(papers, start=1):
        proof = JoiningProof(joining=joining, place=place, pages=paper.pages)
        proof.media_type = paper.media_type
        proof.file_name = vault.seal(paper.file_name.encode(), _about(proof.key, "name"))
        proof.path = files.store(paper.data, _about(proof.key, "file"))
        proof.save()


def drop_papers(joining: Joining) -> None:
    """Destroy the papers that were sent."""
    paths = list(joining.proofs.values_list("path", flat=True))
    joining.proofs.all().delete()
    files.remove_after(paths)


def paper_names(joining: Joining) -> list[str]:
    """Return the names of the papers that were sent."""
    return [
        vault.open(proof.file_name, _about(proof.key, "name")).decode()
        for proof in joining.proofs.order_by("place")
    ]


def _papers(joining: Joining) -> list[Paper]:
    return [
        Paper(
            vault.open(proof.file_name, _about(proof.key, "name")).decode(),
            proof.media_type,
            files.load(proof.path, _about(proof.key, "file")),
            proof.pages,
        )
        for proof in joining.proofs.order_by("place")
    ]


@transaction.atomic
def make_link(joining: Joining, *, at: datetime) -> str:
    """Return the token of a link that opens once; an earlier one opens no more.

    Raises:
        Refusal: too many were asked for.
    """
    if joining.mails >= MOST_MAILS:
        raise Refusal(Problem("people.too-many-mails"))
    links.close(joining.key, PURPOSE)
    days = link_days(joining)
    joining.mails += 1
    joining.until = at + timedelta(days=days)
    joining.save(update_fields=["mails", "until"])
    return links.make(PURPOSE, joining.key, at=at, days=days)


def link_days(joining: Joining) -> int:
    """Return for how many days the link of a mail opens."""
    return CARD_DAYS if joining.proved_by == "card" else LINK_DAYS


def wrong_with(password: str, said: Typed) -> list[str]:
    """Return in words why a password cannot be chosen, or nothing."""
    try:
        validate_password(password, Person(email=said.email, name=said.name))
    except ValidationError as fault:
        return list(fault.messages)
    return []


def of_link(token: str, *, at: datetime) -> Joining | None:
    """Return the registration that a link belongs to, while the link opens."""
    link = links.find(token, PURPOSE, at=at)
    return find(link.about, at=at) if link else None


def code_fits(token: str, code: str, *, at: datetime) -> bool:
    """Say whether the code of the first browser was typed; a wrong one is counted at the link."""
    link, joining = links.find(token, PURPOSE, at=at), of_link(token, at=at)
    if link is None or joining is None:
        return False
    if code == typed(joining).code:
        return True
    links.miss(link)
    return False


@dataclass(frozen=True)
class Read:
    """What the pages have read of what was typed: days as days."""

    birth_on: date
    until: date | None = None


@transaction.atomic
def become(token: str, password: str, read: Read, *, at: datetime) -> tuple[Person, Registration]:
    """Make the account that a link stands for: address confirmed, password set, category stated.

    Raises:
        Refusal: the link was used, or somebody has the address meanwhile.
    """
    link, joining = links.find(token, PURPOSE, at=at), of_link(token, at=at)
    if link is None or joining is None or not links.use(link, at=at):
        raise Refusal(Problem("people.link-used"))
    said = typed(joining)
    if Person.objects.filter(email=said.email).exists():
        raise Refusal(Problem("people.link-used"))
    person = Person.objects.create_user(
        said.email, password, name=said.name, language=said.language, joined_at=at
    )
    addresses.confirm(person, person.email)
    record(f"person:{person.key}", "join", at=at, by=person.key)
    return person, _registered(joining, person, read, at)


@transaction.atomic
def add(joining: Joining, read: Read, *, at: datetime) -> Registration:
    """State the category of who has an account already.

    Raises:
        Refusal: one statement in this category waits already.
    """
    if joining.person is None:
        raise ValueError("has no account")
    return _registered(joining, joining.person, read, at)


def _registered(joining: Joining, person: Person, read: Read, at: datetime) -> Registration:
    said = typed(joining)
    stated = Stated(
        said.name,
        read.birth_on,
        said.sex,
        said.address,
        said.telephone,
        said.card_number,
        said.certificate,
    )
    registration = registering.state(
        person, joining.category, stated, _papers(joining), at=at, until=read.until
    )
    if joining.proved_by == "card":
        _link_card(said.ref, person, at)
        registering.admit_by_card(registration, at=at)
    _over(joining, at)
    return registration


def _link_card(ref: str, person: Person, at: datetime) -> None:
    """Link the card to the account; where one is linked already, it must be the same person's."""
    if credentials.active(person) is None:
        credentials.attach(ref, person, at)
    else:
        credentials.same_holder(ref, person, at)


def _over(joining: Joining, at: datetime) -> None:
    """Destroy what was typed: the registration has it now."""
    drop_papers(joining)
    joining.typed, joining.joined_at, joining.until = _sealed(joining, Typed()), at, at
    joining.save(update_fields=["typed", "joined_at", "until"])


def give_up(joining: Joining) -> None:
    """Destroy a registration on its way, with everything that was typed and sent."""
    drop_papers(joining)
    links.close(joining.key, PURPOSE)
    joining.delete()


def sweep(at: datetime) -> int:
    """Destroy what nobody went on with; return how many there were."""
    over = list(Joining.objects.filter(until__lte=at)[:200])
    for joining in over:
        give_up(joining)
    return len(over)
