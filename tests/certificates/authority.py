"""A time-stamp authority of its own, by RFC 3161, on this machine: for tests only."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

SPAN = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 1, 1, tzinfo=UTC))


@cache
def made(name: str) -> tuple[x509.Certificate, x509.Certificate, bytes, bytes]:
    """Return root, certificate of the server, its key as DER, and a revocation list."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    key = rsa.generate_private_key(65537, 2048)
    root = _certificate(f"{name} root", f"{name} root", root_key.public_key(), root_key, ca=True)
    own = _certificate(f"{name} stamps", f"{name} root", key.public_key(), root_key, ca=False)
    builder = x509.CertificateRevocationListBuilder(root.subject, SPAN[0], SPAN[1])
    revoked = builder.sign(root_key, hashes.SHA256()).public_bytes(Encoding.DER)
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return root, own, der, revoked


def _certificate(name, above, public, key, *, ca):
    builder = x509.CertificateBuilder(
        _named(above), _named(name), public, x509.random_serial_number(), *SPAN
    )
    builder = builder.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    others = ["key_encipherment", "data_encipherment", "key_agreement"]
    usage = dict.fromkeys([*others, "encipher_only", "decipher_only"], False)
    usage |= {"digital_signature": not ca, "content_commitment": not ca}
    usage |= {"key_cert_sign": ca, "crl_sign": ca}
    builder = builder.add_extension(x509.KeyUsage(**usage), critical=True)
    if not ca:
        stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        builder = builder.add_extension(stamping, critical=True)
    return builder.sign(key, hashes.SHA256())


def _named(name):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@contextmanager
def serving(place: Path, at: datetime, name: str = "Time") -> Iterator[str]:
    """Serve stamps of an instant; lay root and revocation list into a folder; yield the address."""
    root, own, key, revoked = made(name)
    place.mkdir(parents=True, exist_ok=True)
    (place / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    (place / "root.crl").write_bytes(revoked)
    store = SimpleCertificateStore()
    store.register(_read(root))
    stamper = DummyTimeStamper(
        _read(own), asn1_keys.PrivateKeyInfo.load(key), store, fixed_dt=at + timedelta(seconds=2)
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), _answering(stamper))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _read(certificate):
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _answering(stamper):
    class Answering(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = stamper.request_tsa_response(tsp.TimeStampReq.load(body)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_told):
            """Say nothing."""

    return Answering
