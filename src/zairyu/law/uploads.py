"""How much may be attached to an online application, and what a file must be."""

from dataclasses import dataclass
from datetime import date

from zairyu.law.tables import NotInForce, data, on_day


@dataclass(frozen=True)
class Limits:
    """The limits of a day: of all files together, and what the house accepts."""

    max_total_bytes: int
    max_files: int
    photo_counts: bool
    accepts: tuple[str, ...]
    accepts_officially: tuple[str, ...]
    shown_after_filing: bool
    source: str


def limits(on: date) -> Limits:
    """Return the limits on a day.

    Law: input page of the agency (20 files, 25 MB in all with the photo, since 2026-01-05).

    >>> limits(date(2026, 11, 23)).max_total_bytes, limits(date(2026, 1, 4)).max_total_bytes
    (26214400, 10485760)
    """
    row = on_day(data("uploads")["limits"], on, "uploads")
    official = tuple(row["accepts"])
    try:
        house = tuple(on_day(data("uploads")["house"], on, "uploads")["accepts"])
    except NotInForce:
        house = official
    return Limits(
        max_total_bytes=row["max_total_bytes"],
        max_files=row["max_files"],
        photo_counts=row["with_photo"],
        accepts=house,
        accepts_officially=official,
        shown_after_filing=row["shown_after_filing"],
        source=row["source"],
    )


def fits(file_bytes: list[int], photo_bytes: int, on: date) -> list[str]:
    """Return what is too much: `files` or `bytes`, or nothing.

    >>> fits([26_214_400], 0, date(2026, 11, 23)), fits([26_214_400], 1, date(2026, 11, 23))
    ([], ['bytes'])
    """
    held = limits(on)
    total = sum(file_bytes) + (photo_bytes if held.photo_counts else 0)
    faults = ["files"] if len(file_bytes) > held.max_files else []
    return [*faults, "bytes"] if total > held.max_total_bytes else faults
