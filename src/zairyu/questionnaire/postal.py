"""The address that belongs to a postal code (郵便番号), from Japan Post's data, shipped with us.

The table lies in a thousand compressed blocks; a look-up opens the one it needs, and a few stay
open. `scripts/postal.py` makes it anew.
"""

import json
import struct
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from zairyu.law.offices import prefectures
from zairyu.questionnaire.typed import clean, full, squeezed

UNKNOWN = "0000000"  # what the form takes from whoever does not know the code
_BLOCKS = 1000
_ENDS = struct.Struct(f"<{_BLOCKS}I")


@dataclass(frozen=True)
class Place:
    """A town: prefecture with city, and the town within it (empty where the code names none)."""

    city: str
    town: str

    @property
    def address(self) -> str:
        """The address as far as the postal code says it."""
        return self.city + self.town


def _table() -> Traversable:
    return files("zairyu.questionnaire").joinpath("data/postal-codes.bin")


@cache
def _head() -> tuple[dict[str, Any], tuple[int, ...], int]:
    with _table().open("rb") as table:
        about = table.readline()
        ends = _ENDS.unpack(table.read(_ENDS.size))
    return json.loads(about), ends, len(about) + _ENDS.size


def about() -> dict[str, Any]:
    """Return where the table comes from: `source`, `as_of` (year and month), `codes`."""
    return dict(_head()[0])


@lru_cache(maxsize=32)
def _block(number: int) -> str:
    _, ends, start = _head()
    begins = ends[number - 1] if number else 0
    with _table().open("rb") as table:
        table.seek(start + begins)
        return zlib.decompress(table.read(ends[number] - begins)).decode()


def places(code: str) -> tuple[Place, ...]:
    """Return the towns of a postal code of seven digits; none where the code is not in use.

    >>> [place.address for place in places("1350064")]
    ['東京都江東区青海']
    >>> [place.city for place in places("4980000")]
    ['愛知県弥富市', '三重県桑名郡木曽岬町']
    >>> places("0000000"), places("9999999")
    ((), ())
    """
    if len(code) != 7 or not (code.isascii() and code.isdigit()):
        return ()
    block = _block(int(code[:3]))
    at = block.find(f"\n{code[3:]}\t")
    if at < 0:
        return ()
    end = block.find("\n", at + 1)
    cells = block[at + 6 : end if end > 0 else None].split("\t")
    return tuple(map(Place, cells[::2], cells[1::2]))


def completed(place: Place, typed: str) -> str:
    """Return an address with the town of a postal code put before what was typed.

    What already names a prefecture is left as it is: nobody's own words are written over.

    >>> tokyo = Place("東京都江東区", "青海")
    >>> completed(tokyo, "2-7-11"), completed(tokyo, "大阪府大阪市北区１"), completed(tokyo, "")
    ('東京都江東区青海２－７－１１', '大阪府大阪市北区１', '東京都江東区青海')
    """
    said, begun = full(squeezed(clean(typed))), full(place.address)
    if said.startswith(tuple(one.name["ja"] for one in prefectures())):
        return said
    for start in (place.address, place.city, place.town):
        rest = said.removeprefix(full(start)) if start else said
        if rest != said:
            return begun + rest
    return begun + said


def fits(address: str, code: str) -> bool:
    """Say whether an address may belong to a postal code; one that is not in use says nothing.

    >>> fits("東京都江東区青海２－７－１１", "1350064"), fits("大阪府大阪市北区１", "1350064")
    (True, False)
    """
    said = full(squeezed(clean(address))).replace("\u3000", "")
    found = places(code)
    return not found or any(said.startswith(full(place.city)) for place in found)
