"""`python -m zairyu.checker`: the same command where no script was installed."""

import sys

from zairyu.checker.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
