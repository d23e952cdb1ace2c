"""A card service of its own for a test: own configuration, own ports, ended by its number.

The virtual reader listens on all interfaces: only on a machine nobody else reaches.
"""

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

SOCKET = Path("/run/pcscd/pcscd.comm")
DRIVERS = ("/usr/lib/pcsc/drivers/serial/libifdvpcd.so",)


def missing() -> str:
    """Return why the real stack cannot be used here, or nothing."""
    if not shutil.which("pcscd"):
        return "pcscd is not installed"
    if not any(Path(one).exists() for one in DRIVERS):
        return "the virtual reader (vsmartcard-vpcd) is not installed"
    if SOCKET.exists():
        return "another pcscd runs on this machine"
    try:
        SOCKET.parent.mkdir(exist_ok=True)
    except OSError:
        return "/run/pcscd cannot be written"
    return ""


def free_port() -> int:
    """Return a port that is free, and the next one too."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("", 0))
            port = first.getsockname()[1]
            try:
                second.bind(("", port + 1))
            except OSError:
                continue
            return port


def wait(until, seconds=5.0):
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if until():
            return
        time.sleep(0.02)
    raise TimeoutError(until)


def listens(port: int) -> bool:
    """Say whether the reader waits for a card; looked up without connecting (that inserts one)."""
    wanted = f"{port:04X}"
    rows = [Path(f"/proc/net/{one}") for one in ("tcp", "tcp6")]
    lines = [row.split() for one in rows if one.exists() for row in one.read_text().splitlines()]
    return any(row[1].endswith(f":{wanted}") and row[3] == "0A" for row in lines)


@contextmanager
def service(directory: Path):
    """Run pcscd with two empty readers; yields the port of the first (the second is the next)."""
    port = free_port()
    driver = next(one for one in DRIVERS if Path(one).exists())
    config = directory / "config"  # everything in here is read as configuration
    config.mkdir()
    (config / "reader.conf").write_text(
        f'FRIENDLYNAME "Virtual"\nDEVICENAME /dev/null:{port:#06X}\n'
        f"LIBPATH {driver}\nCHANNELID {port:#06X}\n".replace("0X", "0x")
    )
    told = subprocess.run(["pcscd", "--help"], capture_output=True, text=True, check=False).stdout
    plain = ["--disable-polkit"] if "--disable-polkit" in told else []
    log = (directory / "pcscd.log").open("wb")
    daemon = subprocess.Popen(
        ["pcscd", "--foreground", "--info", "-c", str(config), *plain],
        stdout=log, stderr=log,
    )  # fmt: skip
    try:
        wait(lambda: SOCKET.exists() and listens(port) and listens(port + 1))
        yield port
    finally:
        daemon.terminate()
        daemon.wait(10)
        log.close()
        for left in SOCKET.parent.glob("pcscd.*"):
            left.unlink()
