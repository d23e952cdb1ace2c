"""Insert a virtual card into a virtual reader: `python -m zairyu_card.virtual --persona linh`."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from zairyu_card.virtual.authority import VARIANTS, Authority
from zairyu_card.virtual.personas import PERSONAS, persona_from
from zairyu_card.virtual.residence import Agency
from zairyu_card.virtual.store import Store
from zairyu_card.virtual.vpcd import Inserted

KINDS = ("1", "2", "05", "06", "07", "08")


def options() -> argparse.ArgumentParser:
    """Return what the command understands."""
    parser = argparse.ArgumentParser("python -m zairyu_card.virtual", description=__doc__)
    parser.add_argument(
        "--persona", default="linh", help=f"a JSON file, or one of {', '.join(PERSONAS)}"
    )
    parser.add_argument("--variant", default="", choices=("", *VARIANTS))
    parser.add_argument("--residence", default="", choices=("", *KINDS), help="a residence card")
    parser.add_argument("--number", default="AA12345678BB", help="its number")
    parser.add_argument("--port", type=int, default=35963)
    parser.add_argument("--keep", type=Path, help="a directory for keys and tries, made if new")
    return parser


def main() -> int:
    """Insert the card and stay until it is pulled (or interrupted)."""
    said = options().parse_args()
    at = datetime.now(UTC)
    store = Store(said.keep)
    if said.residence:
        Inserted(Agency(at, store).card(said.residence, said.number), said.port).join()
        return 0
    known = PERSONAS.get(said.persona)
    persona = known or persona_from(Path(said.persona))
    authority = Authority(store, at)
    card = authority.card(persona, at, said.variant)
    try:
        Inserted(card, said.port).join()
    except KeyboardInterrupt:
        return 0
    finally:
        authority.keep_tries(persona, card, said.variant)
    return 0


if __name__ == "__main__":
    sys.exit(main())
