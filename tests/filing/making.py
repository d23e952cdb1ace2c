"""Files and drafts for tests."""

import os
from datetime import date, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image, ImageDraw

from zairyu.demo.journeys import Journey, typed
from zairyu.filing import actions, papers, queries
from zairyu.filing.forms import form_of
from zairyu.filing.models import Draft
from zairyu.law.dates import legal_day
from zairyu.people.models import Person


@cache
def pdf(pages: int = 1, padding: int = 0, **how: Any) -> bytes:
    """Return a PDF with something drawn on every page; `padding` random bytes make it larger."""
    document = drawn(pages)
    if padding:
        document.Root.Padding = document.make_stream(os.urandom(padding))
    out = BytesIO()
    document.save(out, **how)
    return out.getvalue()


def drawn(pages: int = 1) -> pikepdf.Pdf:
    document = pikepdf.new()
    for number in range(pages):
        document.add_blank_page(page_size=(595, 842))
        document.pages[number].Contents = document.make_stream(b"0 0 1 rg 100 100 200 200 re f")
    return document


def saved(document: pikepdf.Pdf, **how: Any) -> bytes:
    out = BytesIO()
    document.save(out, **how)
    return out.getvalue()


def exactly(size: int) -> bytes:
    """Return a readable PDF of exactly this many bytes."""
    data = pdf(1, size - 1000, compress_streams=False)
    missing = size - len(data)
    assert 0 <= missing < 600
    return data + b"\n" * missing


@cache
def photo(width: int = 900, height: int = 1200, kind: str = "JPEG") -> bytes:
    image = Image.new("RGB", (width, height), (232, 236, 240))
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.28, height * 0.15, width * 0.72, height * 0.75), fill=(150, 104, 76))
    draw.rectangle((width * 0.3, height * 0.3, width * 0.7, height * 0.32), fill=(20, 20, 20))
    draw.ellipse((width * 0.1, height * 0.85, width * 0.9, height * 1.4), fill=(40, 52, 88))
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def filled(
    journey: Journey, by: Person, at: datetime, changes: dict[str, Any] | None = None
) -> Draft:
    """Answer everything that a journey asks, send a paper for each that is asked, and a photo."""
    today = legal_day(at)
    begun = actions.start_draft(
        by,
        journey.procedure,
        journey.status,
        at=at,
        permits=journey.permits,
        current_status=str(journey.facts.get("current_status") or journey.status),
        expires_on=expiry(journey, today, changes),
    )
    for section in form_of(begun, today).sections:
        boxes = typed(journey, section.fields, today, changes)
        version = queries.draft_of(by, begun.key).versions.get(section.key, [0])[0]
        kept = actions.save_answers(begun.key, section.key, boxes, version, by=by, at=at)
        wrong = [one for one in kept.problems if one.severity == "error"]
        assert not wrong, wrong
    facts = {f"fact.{name}": [said(value)] for name, value in journey.facts.items()}
    for _ in range(5):
        actions.save_facts(begun.key, facts, by=by, at=at)
    send_all(queries.draft_of(by, begun.key), by, at)
    return begun


def send_all(begun: Draft, by: Person, at: datetime) -> None:
    content, today = queries.content_of(begun), legal_day(at)
    for slot in papers.lacking(papers.slots(papers.asked(begun, content, today), ())):
        sent = actions.attach(begun.key, f"paper:{slot.paper.id}", "資料.pdf", pdf(), by=by, at=at)
        assert sent.problem is None
    if papers.photo_needed(begun, content, today):
        actions.send_photo(begun.key, "me.jpg", photo(), by=by, at=at)
        actions.use_photo(begun.key, by=by, at=at)


def expiry(journey: Journey, today: date, changes: dict[str, Any] | None) -> date | None:
    if journey.procedure not in ("change", "extension"):
        return None
    for key, value in {**journey.answers, **(changes or {})}.items():
        if key.endswith(".current_expiry"):
            return today + timedelta(days=int(str(value).removeprefix("today")))
    return None


def said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
