"""Sets a document with Typst: data in, PDF out, in fonts of our own.

Run as a program it sets one document: a question as JSON on standard input, the PDF on standard
output. So a web process can have a document set without carrying the library and its fonts.
"""

import json
import re
import sys
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files as package
from pathlib import Path
from typing import Any

import manimgx_fonts
import noto_cjk_sans_jp_regular
import pylopdf_fonts_jp
import typst

STANDARDS = ["a-2a", "ua-1"]  # to be kept for long, and to be read aloud
# Japanese; Chinese and Korean beside it; Latin, Cyrillic, Greek and twenty other scripts.
FONTS = (pylopdf_fonts_jp, noto_cjk_sans_jp_regular, manimgx_fonts)
INSTEAD = "〓"  # 下駄: the printer's sign for a letter that the fonts do not have
_LACKING = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class LetterLacking(ValueError):
    """The fonts of the project have no such letter; `letters` names them."""

    def __init__(self, letters: set[str]) -> None:
        """Keep the letters; the message holds their numbers, not the name they stand in."""
        super().__init__(", ".join(sorted(f"U+{ord(sign):04X}" for sign in letters)))
        self.letters = letters


@cache
def _compiler() -> Any:
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(each.__file__).parent) for each in FONTS],
    )
    return typst.Compiler(root=str(package("zairyu.certificates") / "typst"), font_paths=fonts)


def set_pdf(template: str, filled: dict[str, Any], at: datetime) -> bytes:
    """Return a document as PDF/A-2a and PDF/UA-1.

    Raises:
        LetterLacking: a letter is in none of the fonts.
    """
    try:
        pdf: bytes = _compiler().compile(
            input=str(package("zairyu.certificates") / "typst" / template),
            format="pdf",
            sys_inputs={"data": json.dumps(filled, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as fault:
        lacking = {_letter(found) for found in _LACKING.findall(fault.diagnostic)}
        raise LetterLacking(lacking) if lacking else fault from None
    return pdf


def _letter(quoted: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), quoted)[0]


def as_far_as_letters_go(template: str, filled: dict[str, Any], at: datetime) -> bytes:
    """Return a document in which a letter that the fonts lack is printed as 〓."""
    try:
        return set_pdf(template, filled, at)
    except LetterLacking as lacking:
        text = json.dumps(filled, ensure_ascii=False)
        for sign in lacking.letters:
            text = text.replace(sign, INSTEAD)
        return set_pdf(template, json.loads(text), at)


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    moment = datetime.fromtimestamp(asked["at"], UTC)
    sys.stdout.buffer.write(as_far_as_letters_go(asked["template"], asked["data"], moment))
