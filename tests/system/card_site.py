"""A small site for the tests of the card: the real server on a port of its own, and Linh in it."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.error import URLError

from bench.server import free_port

ROOT = Path(__file__).resolve().parents[2]
SEED = """
from zairyu.demo import giving
from zairyu.demo.cast import password, persona
from zairyu.people import actions
from zairyu.ui.clock import now
one = persona("linh")
who = actions.join(one.email, name=one.name, password=password(), at=now(), totp_secret=one.secret)
giving.link("linh", who, now())
"""


@dataclass(frozen=True)
class Site:
    """Where it answers, and where its cards lie."""

    address: str
    folder: Path

    @property
    def cards(self) -> Path:
        """The keys of the test authority and of the virtual cards."""
        return self.folder / "cards"

    def persona_file(self, holder: object) -> Path:
        """Return a file from which the companion's own command makes the card of a holder."""
        place = self.folder / "persona.json"
        place.write_text(json.dumps(asdict(holder)), encoding="utf-8")
        return place


def _wait_until_served(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"{address}/", timeout=5):
                return
        except (URLError, OSError):
            assert server.poll() is None, "the server did not start"
            time.sleep(0.1)
    raise TimeoutError(address)


@contextmanager
def site() -> Iterator[Site]:
    """Serve a site with a database, keys and cards of its own."""
    port = free_port()
    address = f"http://localhost:{port}"
    with tempfile.TemporaryDirectory(prefix="zairyu-card-") as folder:
        told = {
            **os.environ,
            "ZAIRYU_VAR": folder,
            "ZAIRYU_HOME": str(ROOT),
            "ZAIRYU_ADDRESS": address,
            "DJANGO_SETTINGS_MODULE": "zairyu.config.settings.demo",
        }
        told.pop("DATABASE_URL", None)
        manage = [sys.executable, str(ROOT / "manage.py")]
        for words in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["shell"]):
            asked = SEED if words == ["shell"] else None
            subprocess.run([*manage, *words], env=told, check=True, input=asked, text=True)
        granian = str(Path(sys.executable).parent / "granian")
        listen = ["--host", "127.0.0.1", "--port", str(port), "--blocking-threads", "1"]
        serve = [granian, "--interface", "wsgi", *listen, "zairyu.config.wsgi:application"]
        server = subprocess.Popen(serve, env=told, cwd=ROOT)
        try:
            _wait_until_served(address, server)
            yield Site(address, Path(folder))
        finally:
            server.terminate()
            server.wait(20)
