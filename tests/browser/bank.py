"""The bank: a machine in its back office that takes signed messages, and reads what they say."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.request import urlopen

from zairyu.proof import jose
from zairyu.proof.signing import from_jwk

PATIENCE = 5.0  # seconds from the change to the message


class Machine:
    """A machine of the bank: keeps every signed message and takes it."""

    def __init__(self) -> None:
        """Listen on a free port of this computer."""
        kept: list[str] = []

        class Taking(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                kept.append(self.rfile.read(length).decode())
                self.send_response(202)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.kept = kept
        self.server = HTTPServer(("127.0.0.1", 0), Taking)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        """Return where it listens."""
        return f"http://127.0.0.1:{self.server.server_port}/proofs"

    def wait_for(self, count: int) -> float:
        """Wait until so many messages have come; return how long that took."""
        began = time.monotonic()
        while len(self.kept) < count and time.monotonic() < began + 60:
            time.sleep(0.05)
        assert len(self.kept) == count
        return time.monotonic() - began


@contextmanager
def back_office() -> Iterator[Machine]:
    """Run the bank's machine."""
    made = Machine()
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()


def told(message: str, address: str) -> dict[str, Any]:
    """Return what a message says, its signature checked by a key of the published trust list."""
    with urlopen(f"{address}/.well-known/zairyu-trust") as answer:
        listed = jose.taken_apart(answer.read().decode(), "zairyu-trust+jwt").payload
    keys = {key["kid"]: key for key in listed["keys"] if key["use"] == "credentials"}
    signed = jose.verified(
        message, "secevent+jwt", lambda read: from_jwk(keys[read.header["kid"]]["jwk"])
    )
    return signed.payload
