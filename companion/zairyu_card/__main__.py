"""`python -m zairyu_card`."""

import sys

from zairyu_card.program import main

if __name__ == "__main__":
    sys.exit(main())
