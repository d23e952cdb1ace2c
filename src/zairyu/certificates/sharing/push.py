"""One message pushed to one machine (RFC 8935): short of time, no redirect, no proxy, no secrets.

The call goes to the address that was looked up and judged; the name only serves the certificate of
the other side. A watchdog ends it after some seconds however slowly the other side speaks.
"""

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout

from zairyu.certificates.sharing.addresses import AddressRefused, Target, looked_up

SECONDS = 8.0  # in all
_CONNECT, _READ = 3.0, 5.0
_TAKEN = (200, 202, 204)
_GONE = 410
_HEADERS = {
    "Content-Type": "application/secevent+jwt",
    "Accept": "application/json",
    "User-Agent": "zairyu-watch",
}


@dataclass(frozen=True)
class Answer:
    """What became of a message: taken, gone for good, or why not, as a plain id."""

    taken: bool
    gone: bool = False
    why: str = ""


def push(typed: str, message: str, authorities: str | None = None) -> Answer:
    """Push a signed message to an address and say what became of it; nothing is ever raised.

    `authorities` is a file of certificate authorities in the place of the usual ones.
    """
    try:
        target = looked_up(typed)
        status = _status(_connection(target, authorities), target, message.encode())
    except AddressRefused as refused:
        return Answer(taken=False, why=refused.reason)
    except TimeoutError:
        return Answer(taken=False, why="timeout")
    except (HTTPError, OSError, ValueError) as fault:
        return Answer(taken=False, why=type(fault).__name__[:40])
    if status in _TAKEN:
        return Answer(taken=True)
    return Answer(taken=False, gone=status == _GONE, why=str(status))


def _connection(target: Target, authorities: str | None) -> HTTPConnection:
    waits = Timeout(connect=_CONNECT, read=_READ)
    if not target.tls:
        return HTTPConnection(target.address, target.port, timeout=waits.connect_timeout)
    return HTTPSConnection(
        target.address,
        target.port,
        timeout=waits.connect_timeout,
        server_hostname=target.host,
        assert_hostname=target.host,
        cert_reqs="CERT_REQUIRED",
        ca_certs=authorities,
    )


def _status(calling: HTTPConnection, target: Target, body: bytes) -> int:
    """Return the status that the other side answers; its words are not read."""
    late = threading.Event()
    watchdog = threading.Timer(SECONDS, _cut, (calling, late))
    watchdog.daemon = True
    watchdog.start()
    try:
        named = target.host if target.port in (80, 443) else f"{target.host}:{target.port}"
        calling.request(
            "POST", target.path, body, {**_HEADERS, "Host": named}, preload_content=False
        )
        status = int(calling.getresponse().status)
    except (HTTPError, OSError, ValueError):
        if late.is_set():
            raise TimeoutError from None
        raise
    else:
        if late.is_set():  # what was cut off may look like an answer
            raise TimeoutError
        return status
    finally:
        watchdog.cancel()
        calling.close()


def _cut(calling: HTTPConnection, late: threading.Event) -> None:
    late.set()
    if calling.sock is not None:
        with suppress(OSError):
            calling.sock.shutdown(socket.SHUT_RDWR)
