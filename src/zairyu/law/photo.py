"""The identity photo: who needs one, how old it may be, its shape and content."""

from dataclasses import dataclass
from datetime import date

from zairyu.law.dates import age_on
from zairyu.law.tables import Text, data, on_day


@dataclass(frozen=True)
class ContentRule:
    """Something that must be so in the picture, in words."""

    id: str
    rule: Text
    severity: str


@dataclass(frozen=True)
class PhotoRules:
    """What holds for the file and the picture on a day."""

    formats: tuple[str, ...]
    max_bytes: int
    min_width: int
    min_height: int
    aspect_width: int
    aspect_height: int
    aspect_tolerance_percent: int
    counted_in_total: bool
    content: tuple[ContentRule, ...]


def rules(on: date) -> PhotoRules:
    """Return the rules of the photo on a day.

    Law: ICRRA Enforcement Regulations art. 19-6(6), Appended Table 3-2.

    >>> rules(date(2026, 11, 23)).min_width, rules(date(2025, 12, 1)).max_bytes
    (354, 51200)
    """
    table = data("photo")
    row = on_day(table["file"], on, "photo")
    content = tuple(
        ContentRule(item["id"], item["rule"], item["severity"])
        for item in table["content"]
        if item.get("channel") != "paper"
    )
    return PhotoRules(
        formats=tuple(row["formats"]),
        max_bytes=row["max_bytes"],
        min_width=row.get("min_width", 1),
        min_height=row.get("min_height", 1),
        aspect_width=table["shape"]["width_mm"],
        aspect_height=table["shape"]["height_mm"],
        aspect_tolerance_percent=row.get("aspect_tolerance_percent", 2),
        counted_in_total=not row["separate"],
        content=content,
    )


def required(procedure: str, birth: date, filed_on: date) -> bool:
    """Say whether a photo is asked for at this age.

    A change, an extension and an acquisition need none below 16, since 2026-06-14 none below 1; a
    certificate of eligibility always needs one; certificates of employment and permits never do.

    Law: ICRRA Enforcement Regulations; Act No. 59 of 2024.
    Reading: an age is reached on the birthday; how the law counts the day before is not checked.

    >>> required("extension", date(2012, 3, 1), date(2026, 6, 13))
    False
    >>> required("extension", date(2012, 3, 1), date(2026, 6, 14))
    True
    """
    table = data("photo")
    if procedure not in table["procedures"]["required"]:
        return False
    rows = [row for row in table["exempt_below_age"] if procedure in row["procedures"]]
    if not rows:
        return True
    return age_on(birth, filed_on) >= int(on_day(rows, filed_on, "photo age")["age"])


def _aspect_fits(width: int, height: int, tolerance_percent: int) -> bool:
    shape = data("photo")["shape"]
    # width : height must be 30 : 40, within the tolerance; in whole numbers.
    actual, wanted = width * shape["height_mm"], height * shape["width_mm"]
    return bool(abs(actual - wanted) * 100 <= wanted * tolerance_percent)


def shape_faults(
    width: int, height: int, head: int, top: int, centre_x: int, on: date
) -> list[str]:
    """Return what does not fit: aspect, size, head, top margin, centre; lengths in pixels.

    Law: ICRRA Enforcement Regulations, Appended Table 3-2 (40 mm x 30 mm, head 25 mm ± 3).

    >>> shape_faults(709, 945, 591, 118, 354, date(2026, 11, 23))
    []
    >>> shape_faults(709, 945, 700, 20, 354, date(2026, 11, 23))
    ['head', 'top-margin']
    """
    limits, shape = rules(on), data("photo")["shape"]
    measured = {
        "head": (head * 1000, height, shape["head_height"]),
        "top-margin": (top * 1000, height, shape["top_margin"]),
        "centre": (centre_x * 1000, width, shape["centre"]),
    }
    faults = []
    if not _aspect_fits(width, height, limits.aspect_tolerance_percent):
        faults.append("aspect")
    if width < limits.min_width or height < limits.min_height:
        faults.append("size")
    for name, (length, whole, allowed) in measured.items():
        if not allowed["least"] * whole <= length <= allowed["most"] * whole:
            faults.append(name)
    return faults
