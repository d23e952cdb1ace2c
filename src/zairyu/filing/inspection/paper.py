"""Inside the child: whether an officer can read this PDF or picture, and what is in it."""

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

from zairyu.filing.inspection import picture
from zairyu.words import my_number

MAX_PAGES = 300
_READ_PAGES = 20  # for numbers that must not be here; a scan has no text to be read
_MAX_OBJECTS = 200_000
# What runs, opens or carries something: a paper needs none of it. Key of a dictionary, its value,
# and what it is; where the value is empty, the key alone is enough.
_ACTIVE = {
    "/S": {
        "/JavaScript": "script",
        "/Rendition": "script",
        "/Launch": "launch",
        "/SubmitForm": "launch",
        "/ImportData": "launch",
        "/GoToE": "embedded",
    },
    "/Type": {"/EmbeddedFile": "embedded"},
    "/Subtype": {"/RichMedia": "embedded", "/FileAttachment": "embedded", "/Movie": "embedded"},
    "/EF": {"": "embedded"},
    "/XFA": {"": "script"},
}
Answer = tuple[dict[str, Any], bytes]


def kind_of(data: bytes) -> str:
    """Return the media type that the bytes themselves show, or nothing."""
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return ""


def inspect(data: bytes, _asked: dict[str, Any]) -> Answer:
    """Return media type, number of pages, what is wrong and what should be looked at again."""
    kind = kind_of(data)
    if kind == "application/pdf":
        return {"kind": kind, **_pdf(data)}, b""
    if kind:
        return {"kind": kind, "pages": 1, **picture.readable(data)}, b""
    return {"kind": "", "bad": "file.kind"}, b""


def _pdf(data: bytes) -> dict[str, Any]:
    try:
        with pikepdf.open(BytesIO(data)) as document:
            found = _forbidden(document) or _contents(document)
    except pikepdf.PasswordError:
        return {"bad": "file.password"}
    except pikepdf.PdfError:
        return {"bad": "file.unreadable"}
    return found if "bad" in found else _shown(data, found)


def _forbidden(document: pikepdf.Pdf) -> dict[str, Any] | None:
    if document.is_encrypted and not document.allow.print_lowres:
        return {"bad": "file.print-ban"}
    if document.is_encrypted and not document.allow.extract:
        return {"bad": "file.copy-ban"}
    if len(document.objects) > _MAX_OBJECTS:
        return {"bad": "file.too-complicated"}
    active = _active(document)
    return {"bad": f"file.{active}"} if active else None


def _active(document: pikepdf.Pdf) -> str:
    """Return what in the document runs or carries something, or nothing."""
    for whole in document.objects:
        waiting = [whole]
        while waiting:
            item = waiting.pop()
            bad = _bad_part(item)
            if bad:
                return bad
            waiting.extend(_direct_parts(item))
    return ""


def _bad_part(item: Any) -> str:
    if not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        return ""
    for key, meanings in _ACTIVE.items():
        value = item.get(key)
        if value is not None:
            bad = meanings.get("") or meanings.get(str(value))
            if bad:
                return bad
    return ""


def _direct_parts(item: Any) -> list[Any]:
    """Return the parts written inside an object; those that stand alone are met by themselves."""
    if isinstance(item, pikepdf.Array):
        parts = list(item)
    elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        parts = [value for _, value in item.items()]
    else:
        return []
    return [part for part in parts if isinstance(part, pikepdf.Object) and not part.is_indirect]


def _contents(document: pikepdf.Pdf) -> dict[str, Any]:
    """Return the number of pages and the pages that show nothing."""
    pages = len(document.pages)
    if not pages:
        return {"bad": "file.no-pages"}
    if pages > MAX_PAGES:
        return {"bad": "file.too-many-pages"}
    blank = [number for number, page in enumerate(document.pages, 1) if _draws_nothing(page)]
    if len(blank) == pages:
        return {"bad": "file.blank"}
    return {"pages": pages, "look": [["file.blank-page", {"page": page}] for page in blank[:3]]}


def _draws_nothing(page: Any) -> bool:
    if "/Annots" in page:
        return False
    contents = page.get("/Contents")
    if contents is None:
        return True
    streams = contents if isinstance(contents, pikepdf.Array) else [contents]
    return not any(bytes(stream.read_raw_bytes()).strip() for stream in streams)


def _shown(data: bytes, found: dict[str, Any]) -> dict[str, Any]:
    """Return the findings, once the library that draws pages has opened every one of them."""
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) != found["pages"]:
            return {"bad": "file.unreadable"}
        for number in range(len(document)):
            document.get_page_size(number)
        told = _my_number(document)
    except pypdfium2.PdfiumError:
        return {"bad": "file.unreadable"}
    document.close()
    return found | {"look": [*told, *found["look"]]}


def _my_number(document: pypdfium2.PdfDocument) -> list[list[Any]]:
    """Return a word on the first page that holds what may be a My Number."""
    for number in range(min(len(document), _READ_PAGES)):
        page = document[number]
        text = page.get_textpage()
        said = text.get_text_range()
        text.close()
        page.close()
        if my_number.is_in(said):
            return [["file.my-number", {"page": number + 1}]]
    return []


def draw_page(data: bytes, asked: dict[str, Any]) -> Answer:
    """Return one page as a WebP picture of the width that is asked."""
    if kind_of(data) != "application/pdf":
        return {}, picture.shrunk(data, asked["width"])
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[asked["page"] - 1]
        # A page may claim to be kilometres long: the picture stays within four times its width.
        wide, high = page.get_size()
        scale = min(asked["width"] / max(wide, 1), 4 * asked["width"] / max(high, 1))
        image = page.render(scale=scale).to_pil()
    finally:
        document.close()
    return {}, picture.as_webp(image)
