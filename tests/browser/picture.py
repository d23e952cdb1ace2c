"""Pictures of pages, kept to be looked at: small files, named after window and language."""

import io
import os
from pathlib import Path

from PIL import Image
from tests.browser.demo import ROOT
from tests.browser.hand import Hand

FOLDER = Path(os.environ.get("ZAIRYU_PICTURES") or ROOT / "var" / "pictures")
TALLEST = 8  # a picture ends at eight times its width; longer pages go on alike
COLOURS = 64  # enough to judge a page by, at a quarter of the size


def picture(hand: Hand, called: str) -> Path:
    """Take a picture from the top; return its file, named `<called>-<width>-<language>.png`."""
    whole = Image.open(io.BytesIO(hand.page.screenshot(full_page=True))).convert("RGB")
    top = whole.crop((0, 0, whole.width, min(whole.height, whole.width * TALLEST)))
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{called}-{hand.page.evaluate('innerWidth')}-{hand.language}.png"
    top.quantize(COLOURS).save(file, optimize=True)
    return file
