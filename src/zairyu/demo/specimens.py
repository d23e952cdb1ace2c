"""Papers and a photo to play with: made here, so that nobody's real paper lies in the project."""

import json
from functools import cache
from io import BytesIO

import typst
from PIL import Image, ImageDraw
from pylopdf_fonts_jp import sans_path

_PAPER = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: 25mm)
#set text(font: "Noto Sans JP", size: 11pt, lang: "ja")
#align(center, text(size: 18pt, data.title))
#v(12mm)
#for line in data.lines [ #line \\ ]
#v(1fr)
#align(right, text(fill: luma(80), [見本 SAMPLE]))
"""


@cache
def paper(title: str, *lines: str) -> bytes:
    """Return a PDF of one page with a title and some lines, as a scanner might have made it."""
    data = json.dumps({"title": title, "lines": list(lines)}, ensure_ascii=False)
    return typst.compile(  # type: ignore[misc]  # its types know no bytes without a root
        _PAPER.encode(),
        sys_inputs={"data": data},
        font_paths=[str(sans_path().parent)],
        ignore_system_fonts=True,
    )


@cache
def photo(tone: int = 0) -> bytes:
    """Return a JPEG of a drawn head and shoulders, three by four, head two thirds of the height."""
    image = Image.new("RGB", (900, 1200), (232, 236, 240))
    draw = ImageDraw.Draw(image)
    skin = ((224, 188, 160), (150, 104, 76), (240, 208, 180), (196, 152, 116))[tone % 4]
    coat = ((40, 52, 88), (72, 40, 60), (52, 72, 56), (60, 60, 60))[tone % 4]
    draw.ellipse((120, 1010, 780, 1800), fill=coat)
    draw.rectangle((380, 860, 520, 1080), fill=skin)
    draw.ellipse((220, 150, 680, 700), fill=(38, 30, 28))
    draw.ellipse((250, 230, 650, 930), fill=skin)
    for left in (340, 500):
        draw.ellipse((left, 520, left + 60, 556), fill=(255, 255, 255))
        draw.ellipse((left + 16, 522, left + 44, 554), fill=(30, 24, 22))
    draw.line((450, 560, 438, 680, 470, 684), fill=(120, 84, 66), width=6)
    draw.arc((370, 700, 530, 800), 20, 160, fill=(150, 70, 70), width=8)
    out = BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()
