"""The process that checks one PDF of a stranger and ends: see `apart`, which starts it."""

import json
import logging
import resource
import sys
from datetime import datetime

from cryptography import x509

from zairyu.proof import trust
from zairyu.proof.apart import SECONDS, told
from zairyu.proof.pdf import check

MOST_MEMORY = 1 << 30  # address space; the libraries alone take a third of it


def answer(asked: bytes, content: bytes) -> str:
    """Return what the check of a file comes to; `asked` is the head that `apart` writes."""
    head = json.loads(asked)
    anchors = [x509.load_der_x509_certificate(bytes.fromhex(each)) for each in head["anchors"]]
    listed = trust.read(head["trust"], anchors)
    at = datetime.fromisoformat(head["at"])
    return told(check(content, listed, at, bytes.fromhex(head["newest"])))


def main() -> None:
    """Answer the question on standard input, within limits that the file cannot lift."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable()  # what a library has to say of a stranger's file is nobody's business
    print(answer(sys.stdin.buffer.readline(), sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
