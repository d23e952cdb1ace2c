"""The paths that are measured: the requests of each, made beforehand."""

import io
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from PIL import Image

from bench.load import Request, get, post
from bench.world import CSRF, Visitor

FORM = "application/x-www-form-urlencoded"
EDGE = "zairyu-bench-edge"


@dataclass(frozen=True)
class Posted:
    """A post, as bytes for the load and as fields for a request inside the process."""

    path: str
    body: bytes
    kind: str = FORM

    def request(self, visitor: Visitor) -> Request:
        """Return the bytes of the request."""
        return post(self.path, self.body, visitor.cookies, self.kind)

    def ask(self, client: Any) -> Any:
        """Send it inside the process."""
        return client.post(self.path, data=self.body, content_type=self.kind)


def fields(values: Iterable[tuple[str, str]]) -> bytes:
    """Return a form body, with the token against forged posts."""
    return urlencode([("csrfmiddlewaretoken", CSRF), *values]).encode()


def section_of(draft: Any, least: int) -> Any:
    """Return the section of a draft's form that has the most questions, or about so many."""
    form = import_module("zairyu.filing.forms").form_of(draft, datetime.now(UTC).date())
    return min(form.sections, key=lambda each: (abs(len(each.fields) - least), each.key))


def boxes(section: Any, name: str) -> list[tuple[str, str]]:
    """Return what one of the cast types into a section."""
    journeys = import_module("zairyu.demo.journeys")
    typed = journeys.typed(journeys.journey(name), section.fields, datetime.now(UTC).date())
    return [(box, value) for box, values in typed.items() for value in values]


def saves(draft: Any, section: Any, name: str) -> Iterator[Posted]:
    """Yield saves of a section, each with the version that the one before left."""
    version = draft.versions.get(section.key, [0])[0]
    path = f"/drafts/{draft.key}/sections/{section.key}/"
    typed = boxes(section, name)
    while True:
        yield Posted(path, fields([*typed, ("version", str(version)), ("go", "list")]))
        version += 1


def filing(draft: Any) -> Posted:
    """Return the press of the button 入管庁に申請を行う."""
    once = import_module("zairyu.filing.queries").once_of(draft)
    return Posted(f"/drafts/{draft.key}/file", fields([("once", once), ("true", "yes")]))


@cache
def megabyte() -> bytes:
    """Return a PDF of about one megabyte, as a phone would scan a page."""
    noise = Image.frombytes("L", (1330, 1330), secrets.token_bytes(1330 * 1330))
    out = io.BytesIO()
    noise.save(out, "PDF", quality=72)
    return out.getvalue()


def upload(draft: Any, slot: str) -> Posted:
    """Return the upload of one megabyte for a paper."""
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in (("csrfmiddlewaretoken", CSRF), ("slot", slot))
    ]
    head = 'name="paper"; filename="scan.pdf"\r\nContent-Type: application/pdf'
    file = f"--{EDGE}\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode()
    body = b"".join([*parts, file, megabyte(), f"\r\n--{EDGE}--\r\n".encode()])
    return Posted(f"/drafts/{draft.key}/papers/", body, f"multipart/form-data; boundary={EDGE}")


def slot_of(client: Any, draft: Any) -> str:
    """Return the slot of the first paper on the page of papers."""
    page = client.get(f"/drafts/{draft.key}/papers/").content.decode()
    found = re.search(r'name="slot" value="([^"]+)"', page)
    assert found, "no paper is asked"
    return found[1]


def code_of(case: Any) -> str:
    """Return the code of the proof of a case."""
    papers = import_module("zairyu.certificates.queries").papers_of(f"case:{case.key}")
    return next(each.code for each in papers if each.code)


def visit(path: str, visitor: Visitor | None = None) -> Request:
    """Return a GET, signed in or not."""
    return get(path, visitor.cookies if visitor else "")
