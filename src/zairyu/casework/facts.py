"""What queue, letters and certificates need of the answers, kept sealed beside the case."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from zairyu import vault
from zairyu.casework.models import Case
from zairyu.filing import queries as filing

_COMMON = {
    "coe": "common-coe",
    "change": "common-change",
    "extension": "common-extension",
    "acquisition": "common-acquisition",
    "work-qualification-certificate": "work-qualification",
}
Sealed = bytes | memoryview  # PostgreSQL hands out memoryviews
_WHOLE_DAY = len("2026-12-01")
DELIVERIES = {"mailing": "post", "post": "post", "counter": "counter", "email": "email"}


@dataclass(frozen=True)
class Facts:
    """The facts of one application, as the person stated them; days as ISO texts."""

    name: str = ""
    name_own: str = ""  # in kanji, where there is one
    birth: str = ""
    sex: str = ""
    nationality: str = ""
    address: str = ""
    occupation: str = ""
    current_status: str = ""
    current_period: str = ""
    expires_on: str = ""
    card_number: str = ""
    wanted_status: str = ""
    wanted_period: str = ""
    activity: str = ""  # to be certified by a certificate of authorized employment
    organisation: str = ""
    applicant_email: str = ""
    born_on: str = ""  # of a newborn: the day from which the thirty and sixty days count
    reentry: str = ""  # variant of a re-entry permit asked for: single, multiple
    other_activity: str = ""  # of an other-activity permit: general (28 hours a week), individual
    delivery: str = "post"
    pickup: str = ""
    prefecture: str = ""

    @property
    def card_last4(self) -> str:
        """Return the last four signs of the card's number: all that a checker needs."""
        return self.card_number[-4:]

    @property
    def born(self) -> date | None:
        """Return the birth of a newborn who asks for a status; nobody else has one here."""
        return date.fromisoformat(self.born_on) if self.born_on else None

    @property
    def expires(self) -> date | None:
        """Return the last day of the current stay, where one was stated."""
        return date.fromisoformat(self.expires_on) if self.expires_on else None


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def gather(submission: Any) -> Facts:
    """Return the facts of a sealed submission."""
    told = filing.summary(submission)
    answers = filing.answers_of_submission(submission)
    part = _COMMON[submission.procedure]

    def answer(name: str, of: str = part) -> str:
        return _text(answers.get(f"{of}.{name}"))

    return Facts(
        name=_text(told.name),
        name_own=answer("name_kanji"),
        birth=_text(told.birth),
        sex=answer("sex"),
        nationality=_text(told.nationality),
        address=_text(told.address),
        occupation=answer("occupation"),
        current_status=_text(told.current_status),
        current_period=_text(told.period),
        expires_on=_text(told.expires_on),
        card_number=_text(told.card_number),
        wanted_status=_text(told.wanted_status) or submission.status,
        wanted_period=answer("desired_period"),
        activity=answer("activity_to_certify"),
        organisation=_text(told.organisation),
        applicant_email=_text(told.notification_email) or _text(told.applicant_email),
        born_on=_born_on(answers),
        reentry=_text(answers.get("reentry.permit_type")) or "single",
        other_activity=_other_activity(answers),
        delivery=DELIVERIES.get(_text(told.delivery), "post"),
        pickup=_text(told.receiving_office),
        prefecture=_text(told.prefecture),
    )


def _born_on(answers: Mapping[str, Any]) -> str:
    born = _text(answers.get("common-acquisition.date_of_birth"))
    by_birth = answers.get("common-acquisition.cause_of_acquisition") == "birth"
    return born if by_birth and len(born) == _WHOLE_DAY else ""


def _other_activity(answers: Mapping[str, Any]) -> str:
    asked = _text(answers.get("extra-status-activity.permission_kind"))
    return {"comprehensive": "general"}.get(asked, asked)


def keep(facts: Facts, key: str) -> bytes:
    """Return the facts sealed for the case with this key."""
    said = {name: value for name, value in vars(facts).items() if value}
    return vault.seal_json(said, f"case:{key}:facts")


def facts_of(case: Case) -> Facts:
    """Return the facts of a case."""
    known = {field.name for field in fields(Facts)}
    said = vault.open_json(bytes(case.facts), f"case:{case.key}:facts")
    return Facts(**{name: value for name, value in said.items() if name in known})


def birth_of(case: Case) -> date | None:
    """Return the applicant's day of birth, where it is known to the day: a fee may hang on it."""
    try:
        return date.fromisoformat(facts_of(case).birth)
    except ValueError:
        return None


def note(text: str, key: str) -> bytes:
    """Return words of a person or an officer sealed for the case with this key."""
    return vault.seal(text.strip().encode(), f"case:{key}:note") if text.strip() else b""


def read_note(sealed: Sealed, key: str) -> str:
    """Return what `note` sealed."""
    return vault.open(bytes(sealed), f"case:{key}:note").decode() if sealed else ""
