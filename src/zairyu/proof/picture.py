"""Reads the codes in a picture: a photo of a paper, a screenshot, a scanned page.

A strange picture is read where it can do no harm: a web process asks a child for it, a command is
such a process itself.
"""

import io

import pypdfium2
import zxingcpp
from PIL import Image, ImageOps

MOST_PIXELS = 60_000_000  # a phone's largest picture
MOST_TEXT = 4_000  # no code of ours holds as much
_SIDE = 3_200  # enough for a page with two codes, and quick
_PAGES = 3
_DPI = 200


def texts(content: bytes) -> list[str]:
    """Return what the QR codes say in a picture, or on the first pages of a PDF; each once.

    Raises:
        ValueError: it is no picture that can be read, or it is too large.
    """
    found: list[str] = []
    for picture in _pictures(content):
        found += [text for text in _read(picture) if text not in found]
    return found


def _pictures(content: bytes) -> list[Image.Image]:
    if b"%PDF-" in content[:1024]:
        return _drawn(content)
    try:
        picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too large")
        picture.draft("L", (_SIDE, _SIDE))
        return [ImageOps.exif_transpose(picture).convert("L")]
    except (OSError, SyntaxError, Image.DecompressionBombError) as fault:
        raise ValueError("no picture") from fault


def _drawn(content: bytes) -> list[Image.Image]:
    try:
        document = pypdfium2.PdfDocument(content)
        pages = [document[number] for number in range(min(len(document), _PAGES))]
        return [page.render(scale=_DPI / 72, grayscale=True).to_pil() for page in pages]
    except pypdfium2.PdfiumError as fault:
        raise ValueError("no document") from fault


def _read(picture: Image.Image) -> list[str]:
    """Look at the picture as it is, and smaller: a blurred photo is often read better so."""
    wide = picture.copy()
    wide.thumbnail((_SIDE, _SIDE))
    found: list[str] = []
    for side in (max(wide.size), max(wide.size) // 2):
        look = wide.copy()
        look.thumbnail((side, side))
        codes = zxingcpp.read_barcodes(look, formats=zxingcpp.BarcodeFormat.QRCode)
        found += [code.text for code in codes if code.valid and len(code.text) <= MOST_TEXT]
        if len(found) > 1:
            break
    return list(dict.fromkeys(found))
