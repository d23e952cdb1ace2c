"""What the rest of the house may ask about a file; the answers are plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zairyu.filing.inspection.sandbox import SANDBOX

NAMES = {"application/pdf": (".pdf",), "image/jpeg": (".jpg", ".jpeg"), "image/png": (".png",)}


@dataclass(frozen=True)
class Inspection:
    """What a look into a file gave.

    `bad` is the code of the problem that keeps the file out, empty for a file that can be read;
    `look` are codes, with parameters, of what a person should look at again.
    """

    media_type: str
    pages: int
    bad: str
    look: Sequence[tuple[str, dict[str, Any]]]
    width: int = 0
    height: int = 0


def _inspection(head: dict[str, Any]) -> Inspection:
    return Inspection(
        media_type=head.get("kind", ""),
        pages=head.get("pages", 1),
        bad=head.get("bad", ""),
        look=tuple((code, params) for code, params in head.get("look", ())),
        width=head.get("width", 0),
        height=head.get("height", 0),
    )


def inspect(data: bytes, name: str) -> Inspection:
    """Look into a paper: PDF, JPEG or PNG by its bytes, whatever its name says."""
    if not data:
        return Inspection("", 0, "file.empty", ())
    found = _inspection(SANDBOX.ask("inspect", data)[0])
    if found.bad or name.lower().endswith(NAMES[found.media_type]):
        return found
    told = (*found.look, ("file.name-differs", {}))
    return Inspection(found.media_type, found.pages, "", told)


def inspect_photo(data: bytes, min_width: int, min_height: int) -> Inspection:
    """Look into a photo of a face: JPEG or PNG of at least this size in pixels."""
    if not data:
        return Inspection("", 0, "photo.empty", ())
    if b"%PDF-" in data[:1024]:
        return Inspection("application/pdf", 0, "photo.pdf", ())
    asked = {"min_width": min_width, "min_height": min_height}
    found = _inspection(SANDBOX.ask("photo", data, **asked)[0])
    if found.bad in ("file.unreadable", "file.too-complicated"):
        return Inspection("", 0, "photo.kind", ())
    return found


def draw_page(data: bytes, page: int, width: int) -> bytes:
    """Return a page of a paper as a WebP picture; empty when it cannot be drawn."""
    return SANDBOX.ask("page", data, page=page, width=width)[1]


def crop(data: bytes, zoom: int, x: int, y: int, width: int = 709, height: int = 945) -> bytes:
    """Return the part of a photo inside the frame as JPEG; empty when it cannot be drawn."""
    asked = {"zoom": zoom, "x": x, "y": y, "width": width, "height": height}
    return SANDBOX.ask("crop", data, **asked)[1]


def codes_in(data: bytes) -> list[str] | None:
    """Return what the QR codes in a picture or a PDF say; nothing if it cannot be read at all."""
    answered = SANDBOX.ask("codes", data)[0]
    return None if answered.get("bad") else [str(text) for text in answered.get("texts", ())]


def warm() -> None:
    """Start the child that looks into files, so that the first upload need not wait for it."""
    SANDBOX.warm()
