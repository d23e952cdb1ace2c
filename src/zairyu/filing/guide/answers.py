"""What was answered to the guide so far, and what follows from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from zairyu.filing.for_whom import House
from zairyu.filing.papers import CAUSES
from zairyu.law import going, photo, procedures, statuses
from zairyu.law.activities import activity_facts
from zairyu.law.dates import INDEFINITE, age_on
from zairyu.law.papers import FILED_BY
from zairyu.law.problem import Refusal

UNKNOWN = "unknown"  # "I do not know": an answer like any other
OTHER = "other"
DESIGNATED = "designated-activities"
OF_A_STATUS_HELD = ("extension", "work-qualification-certificate")
OF_A_STATUS_WANTED = ("coe", "change", "acquisition")
OF_A_STAY = ("change", "extension")
_CAUSES = {"birth": "birth", "nationality": "loss-of-nationality", "other": "others"}  # on paper
TRAINING = ("supervising-organisation", "training-employer")
CHILD = 16  # below this age a relative may file without a further reason


@dataclass(frozen=True)
class Answers:
    """The answers of one visit on a day; `category` is what the house knows of who is signed in.

    What was said is plain text by the name of its question, so that it can be kept anywhere.
    """

    said: Mapping[str, Any]
    on: date
    known_category: str = field(default="")
    own: tuple[str, ...] = ()  # the categories of who is signed in, where there are several
    houses: tuple[House, ...] = ()  # the organisations that who is signed in may file for

    def get(self, name: str) -> str:
        """Return an answer as text; empty where it was not given."""
        value = self.said.get(name, "")
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> date | None:
        """Return an answer as a day, where it is one."""
        try:
            return date.fromisoformat(self.get(name))
        except ValueError:
            return None

    @cached_property
    def procedure(self) -> str:
        """The procedure of the online system that is meant, or nothing."""
        asked = self.get("what")
        try:
            return procedures.procedure(asked, self.on).id
        except Refusal:
            return ""

    @property
    def neighbour(self) -> str:
        """The procedure elsewhere that is meant, a permit alone among them, or nothing."""
        return self.get("other") if self.get("what") == OTHER else ""

    @property
    def category(self) -> str:
        """As whom the person files."""
        return self.known_category or self.get("who")

    @property
    def houses_meant(self) -> tuple[House, ...]:
        """The organisations that may be meant: those of the category in which is filed."""
        return tuple(one for one in self.houses if one.category == self.category)

    @property
    def house(self) -> House | None:
        """The organisation that is filed for: the one chosen, or the only one."""
        meant = self.houses_meant
        chosen = [one for one in meant if one.key == self.get("house")] or list(meant)
        return chosen[0] if len(chosen) == 1 else None

    @property
    def role(self) -> str:
        """What the organisation is in supervised training: known of it, or said."""
        known = self.house.part if self.house else ""
        return known if known in TRAINING else self.get("role")

    def _status(self, name: str) -> str:
        chosen = self.get(name)
        return self.get(f"{name}-as") if chosen == DESIGNATED else chosen

    @property
    def current(self) -> str:
        """The status that is held; a designated activity by its own id."""
        if self.procedure == "coe" or self.procedure == "acquisition":
            return ""
        return self._status("held")

    @property
    def wanted(self) -> str:
        """The status the application is about: wanted, or held where it goes on."""
        if self.procedure in OF_A_STATUS_HELD:
            return self.current
        return self._status("wanted")

    @property
    def activity(self) -> str:
        """What is done under the status, where the sheets differ by that."""
        return self.get("activity")

    @property
    def expires_on(self) -> date | None:
        """The last day of the present stay."""
        return self.day("expires") if self.procedure in OF_A_STAY else None

    @property
    def period(self) -> str:
        """The period that was granted; empty where it is not known."""
        said = self.get("period")
        return "" if said == UNKNOWN else said

    @property
    def event(self) -> date | None:
        """The birth or other day from which an acquisition counts."""
        return self.day("event") if self.procedure == "acquisition" else None

    @property
    def cause(self) -> str:
        """Why a status has to be acquired, as the form calls it, or nothing."""
        return _CAUSES.get(self.get("born"), "") if self.procedure == "acquisition" else ""

    @property
    def birth(self) -> date | None:
        """The applicant's day of birth, where somebody had to say it."""
        if self.procedure == "acquisition" and self.get("born") == "birth":
            return self.event
        return self.day("birth")

    @property
    def age(self) -> int | None:
        """The applicant's age on the day, where the birth is known."""
        return age_on(self.birth, self.on) if self.birth and self.birth <= self.on else None

    @property
    def permits(self) -> tuple[str, ...]:
        """The permits wanted beside the application."""
        said = self.said.get("permits")
        return tuple(said) if isinstance(said, list) else ()

    @property
    def facts(self) -> dict[str, Any]:
        """The facts about papers that were answered; "I do not know" is none."""
        said = self.said.get("facts")
        return dict(said) if isinstance(said, Mapping) else {}

    @property
    def prefecture(self) -> str:
        """The prefecture that decides which office takes the application, or nothing."""
        said = self.get("where")
        return said if said.startswith("JP-") else ""

    @property
    def delivery(self) -> str:
        """How the result is to come, or nothing."""
        said = self.get("delivery")
        return "" if said == UNKNOWN else said

    @property
    def endless(self) -> bool:
        """Whether the status that is held has no last day."""
        try:
            return statuses.held(self.current, self.on).periods_kind == "indefinite"
        except Refusal:
            return False

    @property
    def about_person(self) -> dict[str, Any]:
        """What the right to file asks about the applicant, as far as it was said."""
        unable = self.get("unable")
        found = {
            "applicant_birth": self.birth,
            "incapacity_reason": unable if unable not in ("", "no") else None,
            "organisation_role": self.role or None,
            "current_period": self.period if self.procedure in OF_A_STAY else None,
        }
        return {name: value for name, value in found.items() if value}

    @property
    def paper_facts(self) -> dict[str, Any]:
        """All facts that decide the papers: asked, told by other answers, and what is usual."""
        told: dict[str, Any] = {
            "channel": "online",
            "filed_by": FILED_BY.get(self.category, "applicant"),
            "has_passport": True,
            "upload_limit_exceeded": False,
            "photo_required_by_age": self.photo_needed,
            "applicant_unable": self.get("unable") not in ("", "no"),
        }
        if self.current:
            told["current_status"] = self.current
        if self.cause:
            told["cause"] = CAUSES.get(self.cause, "other")
        return {**self.facts, **told, **activity_facts(self.wanted, self.activity)}

    @property
    def photo_needed(self) -> bool:
        """Whether a photo is asked for; while the birth is not known, it is."""
        if not self.procedure:
            return False
        birth = self.birth if self.birth and self.birth <= self.on else None
        adult = self.on.replace(year=self.on.year - 30, day=1)
        return photo.required(self.procedure, birth or adult, self.on)

    @property
    def acquisition(self) -> going.Acquisition | None:
        """The days that follow from a birth or the like."""
        return going.acquisition(self.event) if self.event else None

    def has(self, names: Sequence[str]) -> bool:
        """Say whether all of these were answered."""
        return all(name in self.said for name in names)


def lasts(period: str) -> bool:
    """Say whether a period granted has an end."""
    return period not in INDEFINITE
