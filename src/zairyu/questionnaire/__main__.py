"""The forms at a terminal, without Django and without a database.

python -m zairyu.questionnaire diff 2028-03-31 2028-04-01     the law and the sheets of the forms
"""

import argparse
import sys
from datetime import date

from zairyu.law.diff import page, told
from zairyu.questionnaire.comparing import changes
from zairyu.words import LANGUAGES


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        said = f"{text} is no day; write one such as 2026-10-01"
        raise argparse.ArgumentTypeError(said) from None


def main(arguments: list[str] | None = None) -> int:
    """Print what changes between two days, in the law and then in the sheets of the forms."""
    parser = argparse.ArgumentParser(prog="python -m zairyu.questionnaire", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    comparing = commands.add_parser("diff", help="what changes between two days, sheets included")
    comparing.add_argument("first", type=_day, metavar="DAY")
    comparing.add_argument("second", type=_day, metavar="DAY")
    comparing.add_argument("--language", choices=LANGUAGES, default="en")
    chosen = parser.parse_args(arguments)
    lines = [
        *page(chosen.first, chosen.second, chosen.language),
        *told(changes(chosen.first, chosen.second), chosen.language),
    ]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
