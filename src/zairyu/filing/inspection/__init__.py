"""Looks into files that strangers send, in a child process that can do no harm.

`inspect` says whether a file can be read and what it is; `draw_page` and `crop` make pictures;
`codes_in` reads the QR codes in one.
The libraries that read hostile bytes are only loaded in the child.
"""

from zairyu.filing.inspection.asks import (
    Inspection,
    codes_in,
    crop,
    draw_page,
    inspect,
    inspect_photo,
    warm,
)

__all__ = ["Inspection", "codes_in", "crop", "draw_page", "inspect", "inspect_photo", "warm"]
