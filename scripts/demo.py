"""Runs the demo: database, seed data, worker and web server, until it is told to stop."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parent.parent
PORT = int(os.environ.get("PORT") or "8000")
ADDRESS = f"http://localhost:{PORT}"
WORKERS = os.environ.get("ZAIRYU_WEB_PROCESSES", "2")
READY_WITHIN = 120.0


def environment() -> dict[str, str]:
    """Return the environment of all parts of the demo."""
    given = dict(os.environ)
    given.setdefault("ZAIRYU_HOME", str(ROOT))
    given.setdefault("ZAIRYU_ADDRESS", ADDRESS)
    given["DJANGO_SETTINGS_MODULE"] = "zairyu.config.settings.demo"
    return given


def manage(*words: str) -> list[str]:
    """Return the command line of a management command."""
    return [sys.executable, str(ROOT / "manage.py"), *words]


def port_is_free() -> bool:
    """Say whether nobody listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("0.0.0.0", PORT))
        except OSError:
            return False
    return True


def web() -> list[str]:
    """Return the command line of the web server."""
    granian = shutil.which("granian", path=str(Path(sys.executable).parent)) or "granian"
    listen = ["--host", os.environ.get("ZAIRYU_LISTEN", "0.0.0.0"), "--port", str(PORT)]
    size = ["--workers", WORKERS, "--blocking-threads", "1", "--log-level", "warning"]
    return [granian, "--interface", "wsgi", *listen, *size, "zairyu.config.wsgi:application"]


def wait_until_served(server: subprocess.Popen[bytes]) -> bool:
    """Wait for the front page; return False when the server died or is too slow."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{ADDRESS}/", timeout=5) as page:
                return bool(page.status == 200)
        except (URLError, OSError):
            time.sleep(0.1)
    return False


def stop(parts: list[subprocess.Popen[bytes]]) -> None:
    """End all parts, and wait for them."""
    for part in parts:
        if part.poll() is None:
            part.send_signal(signal.SIGTERM)
    for part in parts:
        try:
            part.wait(timeout=10)
        except subprocess.TimeoutExpired:
            part.kill()


def run(given: dict[str, str]) -> int:
    """Start server and worker, tell the address, and stay until one of them ends."""
    parts = [subprocess.Popen(web(), env=given, cwd=ROOT)]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        if not wait_until_served(parts[0]):
            print("The web server did not answer; see above.", file=sys.stderr)
            return 1
        parts.append(subprocess.Popen(manage("work"), env=given, cwd=ROOT))
        subprocess.run(manage("cast"), env=given, cwd=ROOT, check=True)
        print(f"\nZairyu is served at {ADDRESS} (end it with Ctrl+C)", flush=True)
        while all(part.poll() is None for part in parts):
            time.sleep(0.5)
    except KeyboardInterrupt:
        return 0
    finally:
        stop(parts)
    return 1


def main() -> int:
    """Set everything up that is not there yet, then run."""
    if not port_is_free():
        print(f"Port {PORT} is in use: choose another, as in PORT=8080 make demo", file=sys.stderr)
        return 1
    given = environment()
    Path(given.get("ZAIRYU_VAR", ROOT / "var")).mkdir(parents=True, exist_ok=True)
    subprocess.run(manage("prepare_demo"), env=given, cwd=ROOT, check=True)
    return run(given)


if __name__ == "__main__":
    sys.exit(main())
