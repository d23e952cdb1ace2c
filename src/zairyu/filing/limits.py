"""How much may be sent: the limits of the day for all files of an application together."""

from datetime import date

from django.db import connection
from django.db.models import Sum

from zairyu.filing.models import Upload
from zairyu.law import uploads
from zairyu.law.problem import Problem

NOT_COUNTED = "photo-original"  # kept so that the photo can be cut anew; it is not filed


def used_by(uploads_kept: list[Upload]) -> tuple[int, int]:
    """Return the bytes and the number of papers among files; the photo counts in the bytes."""
    counted = [one for one in uploads_kept if one.slot != NOT_COUNTED]
    return sum(one.size for one in counted), sum(one.slot != "photo" for one in counted)


def too_much(held_bytes: int, held_files: int, slot: str, size: int, on: date) -> Problem | None:
    """Return why one more file of a size does not fit, or nothing."""
    limits = uploads.limits(on)
    if held_bytes + size > limits.max_total_bytes:
        left = max(limits.max_total_bytes - held_bytes, 0)
        return Problem("file.total-too-large", at=slot, params={"left": megabytes(left)})
    if slot not in ("photo", NOT_COUNTED) and held_files + 1 > limits.max_files:
        return Problem("file.too-many", at=slot, params={"limit": limits.max_files})
    return None


def megabytes(size: int) -> str:
    """Return a size in megabytes, cut off after one place so that it never promises too much.

    >>> megabytes(26_214_400), megabytes(1_100_000), megabytes(5)
    ('25', '1', '0')
    """
    tenths = size * 10 // (1024 * 1024)
    return f"{tenths // 10}.{tenths % 10}".removesuffix(".0")


_TOTALS = (
    "SELECT COALESCE(SUM(size), 0), COALESCE(SUM(CASE WHEN slot = 'photo' THEN 0 ELSE 1 END), 0) "
    "FROM filing_upload WHERE draft_id = %s AND removed_at IS NULL AND slot <> %s"
)


def draft_totals(draft_id: int) -> tuple[int, int]:
    """Return the bytes and the number of papers that a draft holds; asked at every upload."""
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS, [draft_id, NOT_COUNTED])
        size, number = cursor.fetchone()
    return int(size), int(number)


def later_total(submission_id: int, slot: str) -> int:
    """Return the bytes already sent later for one item of a request."""
    rows = Upload.objects.filter(submission_id=submission_id, slot=slot, removed_at=None)
    total: int | None = rows.aggregate(total=Sum("size"))["total"]
    return total or 0
