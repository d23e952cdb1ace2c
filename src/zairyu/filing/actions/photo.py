"""The photo: sent once, moved in its frame as often as wanted, then settled."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from zairyu.filing import inspection
from zairyu.filing.access import find
from zairyu.filing.actions.uploads import Attached, into_draft, sealed_file
from zairyu.filing.holding import changed, held, record
from zairyu.filing.models import Draft, Upload
from zairyu.filing.refusals import NotThere
from zairyu.law import photo
from zairyu.law.dates import legal_day
from zairyu.law.problem import Problem
from zairyu.vault import files

if TYPE_CHECKING:
    from zairyu.people.models import Person

ORIGINAL = "photo-original"
WIDTH, HEIGHT = 709, 945  # 30 × 40 mm at 600 dots per inch
MIDDLE = {"zoom": 100, "x": 0, "y": 0}
STEP_ZOOM, STEP_MOVE = 10, 10
MAX_ZOOM = 300


def send_photo(draft_key: str, name: str, data: bytes, *, by: "Person", at: datetime) -> Attached:
    """Take in a photo as it was taken; it is cut to the frame when it is settled."""
    if find(draft_key, by, legal_day(at)) is None:
        raise NotThere
    rules = photo.rules(legal_day(at))
    if len(data) > rules.max_bytes:
        return Attached(None, Problem("photo.too-large", at="photo"))
    found = inspection.inspect_photo(data, rules.min_width, rules.min_height)
    if found.bad:
        told = {"width": found.width, "height": found.height}
        wanted = {"min_width": rules.min_width, "min_height": rules.min_height}
        return Attached(None, Problem(found.bad, at="photo", params={**told, **wanted}))
    upload = sealed_file(ORIGINAL, name, data, found, at)
    upload.frame = dict(MIDDLE)
    return into_draft(draft_key, upload, by=by, at=at, instead=(ORIGINAL, "photo"))


def original(draft: Draft) -> Upload:
    """Return the photo of a draft as it was sent.

    Raises:
        NotThere: none was sent.
    """
    found = Upload.objects.filter(draft=draft, slot=ORIGINAL, removed_at=None).last()
    if found is None:
        raise NotThere
    return found


def _within(value: int, low: int, high: int) -> int:
    return max(low, min(high, value))


@transaction.atomic
def move_photo(draft_key: str, zoom: int, x: int, y: int, *, by: "Person", at: datetime) -> Upload:
    """Move the frame over the photo: `zoom` from 100, `x` and `y` from -100 to 100."""
    draft = held(draft_key, by, at)
    upload = original(draft)
    upload.frame = {
        "zoom": _within(zoom, 100, MAX_ZOOM),
        "x": _within(x, -100, 100),
        "y": _within(y, -100, 100),
    }
    upload.save(update_fields=["frame"])
    Upload.objects.filter(draft=draft, slot="photo", removed_at=None).update(removed_at=at)
    changed(draft, at)
    return upload


def use_photo(draft_key: str, *, by: "Person", at: datetime) -> Attached:
    """Settle the photo: cut the frame out and keep the cutting as the photo to be filed."""
    draft = find(draft_key, by, legal_day(at))
    if draft is None:
        raise NotThere
    taken = original(draft)
    frame = {name: taken.frame[name] for name in MIDDLE}
    data = inspection.crop(
        files.load(taken.path, f"upload:{taken.key}"), **frame, width=WIDTH, height=HEIGHT
    )
    if not data:
        return Attached(None, Problem("photo.kind", at="photo"))
    found = inspection.Inspection("image/jpeg", 1, "", tuple((c, p) for c, p in taken.look))
    upload = sealed_file("photo", "photo.jpg", data, found, at)
    upload.frame = frame
    return into_draft(draft_key, upload, by=by, at=at, instead=("photo",))


@transaction.atomic
def take_photo_out(draft_key: str, *, by: "Person", at: datetime) -> None:
    """Take the photo out of a draft."""
    draft = held(draft_key, by, at)
    photos = Upload.objects.filter(draft=draft, slot__in=(ORIGINAL, "photo"), removed_at=None)
    if photos.update(removed_at=at):
        changed(draft, at)
        record(draft, "take-photo-out", at, by)
