"""What a notification says: the organisation, its users, the hosts they pledged for. Sealed."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from zairyu import vault
from zairyu.people.keys import new_key
from zairyu.people.models import UseNotification

ADMINISTRATOR, STAFF, PREPARER = "administrator", "staff", "preparer"


@dataclass
class Staff:
    """A user to be; `member` is the key of the membership of who is a user already."""

    key: str = field(default_factory=new_key)
    name: str = ""
    email: str = ""
    administrator: bool = False
    certificate: str = ""  # number of the certificate of approved intermediary (申請等取次者証明書)
    certificate_until: str = ""  # ISO day
    pledged: bool = False  # agreed to the written pledge (誓約書)
    member: str = ""
    hosts: list[str] = field(default_factory=list)  # keys of Host

    @property
    def until(self) -> date | None:
        """The last day of the certificate, where there is one."""
        return date.fromisoformat(self.certificate_until) if self.certificate_until else None


@dataclass
class Host:
    """A host organisation that asks users of a corporation or support organisation to file."""

    key: str = field(default_factory=new_key)
    name: str = ""
    number: str = ""
    address: str = ""
    whole_plan: bool = False


@dataclass
class Content:
    """All that was typed into a notification."""

    contact: str = ""  # the address that the mails go to
    name: str = ""
    part: str = ""
    corporate_number: str = ""
    prefecture: str = ""
    address: str = ""
    phone: str = ""
    company_class: str = ""
    lawful: str = ""  # of the check sheet: yes, or what has to be said
    staff: list[Staff] = field(default_factory=list)
    hosts: list[Host] = field(default_factory=list)
    answer: str = ""  # to what the office asked

    def host(self, key: str) -> Host | None:
        """Return a host organisation by key."""
        return next((one for one in self.hosts if one.key == key), None)

    def one(self, key: str) -> Staff | None:
        """Return a staff member by key."""
        return next((each for each in self.staff if each.key == key), None)


def about(notification: UseNotification, what: str = "content") -> str:
    """Return what the content of a notification is bound to."""
    return f"notification:{notification.key}:{what}"


def seal(content: Content, notification: UseNotification) -> bytes:
    """Return the content sealed for its notification."""
    return vault.seal_json(asdict(content), about(notification))


def opened(notification: UseNotification) -> Content:
    """Return what a notification says."""
    found: dict[str, Any] = vault.open_json(bytes(notification.content), about(notification))
    staff = [Staff(**one) for one in found.pop("staff")]
    hosts = [Host(**one) for one in found.pop("hosts")]
    return Content(staff=staff, hosts=hosts, **found)


def seal_reason(text: str, notification: UseNotification) -> bytes:
    """Return what the office wrote, sealed."""
    return vault.seal(text.encode(), about(notification, "reason")) if text else b""


def reason_of(notification: UseNotification) -> str:
    """Return what the office asked, or why it declined."""
    if not notification.reason:
        return ""
    return vault.open(bytes(notification.reason), about(notification, "reason")).decode()
