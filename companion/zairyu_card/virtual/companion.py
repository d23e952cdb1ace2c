"""The terminal companion with a virtual card in the same process: for demonstrations only.

`python -m zairyu_card.virtual.companion --persona linh --keep DIR -- --server … --ticket …`
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from zairyu_card import terminal
from zairyu_card.transport import InProcess
from zairyu_card.virtual.authority import VARIANTS, Authority
from zairyu_card.virtual.personas import PERSONAS


def main() -> int:
    """Do one errand with a persona's card; its tries are kept."""
    parser = argparse.ArgumentParser("python -m zairyu_card.virtual.companion", description=__doc__)
    parser.add_argument("--persona", default="linh", choices=tuple(PERSONAS))
    parser.add_argument("--variant", default="", choices=("", *VARIANTS))
    parser.add_argument("--keep", type=Path, required=True, help="where the keys are kept")
    parser.add_argument("rest", nargs="+", help="what the companion itself is told, after --")
    said = parser.parse_args()
    at = datetime.now(UTC)
    authority = Authority.kept(said.keep, at)
    persona = PERSONAS[said.persona]
    card = authority.card(persona, at, said.variant)
    try:
        return terminal.main(said.rest, lambda: InProcess(card))
    finally:
        authority.keep_tries(persona, card, said.variant)


if __name__ == "__main__":
    sys.exit(main())
