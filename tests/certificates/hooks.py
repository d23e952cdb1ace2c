"""Machines that get messages: they take, refuse, lead elsewhere, or speak without an end."""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


class Hook:
    """A machine on a port of this computer that answers with one status and keeps what it got."""

    def __init__(self, status: int = 202, headers: dict[str, str] | None = None) -> None:
        kept: list[tuple[dict[str, str], str]] = []

        class Answering(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                kept.append((dict(self.headers), body))
                self.send_response(status)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.kept = kept
        self.server = HTTPServer(("127.0.0.1", 0), Answering)

    @property
    def port(self) -> int:
        return self.server.server_port

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


class Dripping(Hook):
    """Answers one sign after the other, without ever coming to an end."""

    def __init__(self) -> None:
        super().__init__()

        class Slow(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.wfile.write(b"HTTP/1.1 202 ")
                for _ in range(200):
                    time.sleep(0.05)
                    try:
                        self.wfile.write(b"A")
                        self.wfile.flush()
                    except OSError:
                        return

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.server.RequestHandlerClass = Slow


@contextmanager
def running(hook: Hook) -> Iterator[Hook]:
    """Let a machine listen."""
    threading.Thread(target=hook.server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield hook
    finally:
        hook.server.shutdown()
        hook.server.server_close()


def certified(hook: Hook, folder: Path, name: str) -> Path:
    """Let a machine speak TLS under a name; return the file of the authority that says so."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    since, until = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder(who, who, key.public_key(), x509.random_serial_number())
    names = x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ip_address("::9"))])
    made = (
        builder.not_valid_before(since)
        .not_valid_after(until)
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    authority, own = folder / f"{name}.crt", folder / f"{name}.key"
    authority.write_bytes(made.public_bytes(Encoding.PEM))
    own.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority, own)
    hook.server.socket = context.wrap_socket(hook.server.socket, server_side=True)
    return authority
