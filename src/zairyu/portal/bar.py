"""The picture of a stay: from filing to the end, the special period hatched, today marked."""

from dataclasses import dataclass
from datetime import date

from zairyu.law.stay import SpecialPeriod

WIDTH, LEFT = 300, 10  # of a drawing 320 wide; it grows with the page


@dataclass(frozen=True)
class Bar:
    """The days of a stay, and where each stands in the drawing."""

    filed_on: date
    expires_on: date
    until: date
    today: date
    special: bool

    def _at(self, day: date) -> float:
        """Return where a day stands; what lies outside is drawn at the edge."""
        whole = max((self.until - self.filed_on).days, 1)
        part = min(max((day - self.filed_on).days / whole, 0), 1)
        return round(LEFT + WIDTH * part, 1)

    @property
    def expiry_x(self) -> str:
        """Where the date on the card stands."""
        return f"{self._at(self.expires_on):g}"

    @property
    def marker(self) -> str:
        """The pointer at today."""
        x = self._at(self.today)
        return f"M{x:g} 40 {x - 7:g} 54 {x + 7:g} 54Z"

    @property
    def stay_width(self) -> str:
        """How long the filled part is: until the card's date."""
        return f"{self._at(self.expires_on) - LEFT:g}"

    @property
    def special_width(self) -> str:
        """How long the hatched part is."""
        return f"{LEFT + WIDTH - self._at(self.expires_on):g}"

    @property
    def over(self) -> bool:
        """Whether the last day has passed."""
        return self.today > self.until

    @property
    def running(self) -> bool:
        """Whether the card's date has passed and the special period runs."""
        return self.special and self.expires_on < self.today <= self.until


def bar(filed_on: date, expires_on: date, period: SpecialPeriod, today: date) -> Bar:
    """Return the picture of a stay while an application is pending."""
    return Bar(filed_on, expires_on, period.lawful_until, today, period.eligible)
