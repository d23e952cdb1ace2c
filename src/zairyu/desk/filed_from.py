"""From where an application was filed, where that was not plainly Japan."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zairyu.audit import queries as audit
from zairyu.filing import place
from zairyu.privacy.networks import country_name
from zairyu.words import Text

if TYPE_CHECKING:
    from zairyu.casework.models import Case


@dataclass(frozen=True)
class FiledFrom:
    """What the filer said, the country of the network, why, and by what the filer was known."""

    said: str
    country: Text | None
    because: str
    way: str


def filed_from(case: "Case") -> FiledFrom | None:
    """Return what the record says of the place of filing; nothing where it was plainly Japan."""
    row = audit.last_of(f"case:{case.key}", "state-place")
    if row is None or (row.ids["said"], row.ids["country"]) == ("japan", place.HOME):
        return None
    because, way = str(row.ids["because"]), str(row.ids["way"])
    return FiledFrom(
        f"desk.filed-from.{row.ids['said']}",
        country_name(str(row.ids["country"])),
        f"desk.filed-from.because-{because}" if because != "none" else "",
        f"desk.filed-from.way-{way}",
    )
