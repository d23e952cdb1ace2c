"""Tells the system that this program opens `zairyu-card:` addresses, for the person who runs it.

Linux: an entry for the desktop and its default. Windows: keys of the person in the registry.
macOS: a small bundle in the person's own applications. All three can be taken back.
"""

import importlib
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from zairyu_card.launch import SCHEME

NAME = "Zairyu Card"
_ENTRY = f"{SCHEME}.desktop"
_KEY = rf"Software\Classes\{SCHEME}"
Run = Callable[[Sequence[str]], object]


def _run(command: Sequence[str]) -> None:
    program = shutil.which(command[0])
    if program:
        subprocess.run([program, *command[1:]], check=False, capture_output=True, timeout=30)  # noqa: S603 - fixed commands


def command(address: str) -> tuple[str, ...]:
    """Return how the program is started with an address, without a console."""
    return (sys.executable, "-m", "zairyu_card", address)


def on_linux(home: Path, run: Run = _run) -> Path:
    """Write the desktop's entry and make it the one that opens our addresses."""
    folder = home / ".local/share/applications"
    folder.mkdir(parents=True, exist_ok=True)
    entry = folder / _ENTRY
    line = " ".join(f'"{one}"' if " " in one else one for one in command("%u"))
    entry.write_text(
        "[Desktop Entry]\nType=Application\n"
        f"Name={NAME}\nExec={line}\nMimeType=x-scheme-handler/{SCHEME};\n"
        "NoDisplay=false\nTerminal=false\nCategories=Utility;Security;\n",
        encoding="utf-8",
    )
    run(("xdg-mime", "default", _ENTRY, f"x-scheme-handler/{SCHEME}"))
    run(("update-desktop-database", str(folder)))
    return entry


def from_linux(home: Path, run: Run = _run) -> None:
    """Take the entry back."""
    folder = home / ".local/share/applications"
    (folder / _ENTRY).unlink(missing_ok=True)
    run(("update-desktop-database", str(folder)))


def on_windows(registry: Any = None) -> str:
    """Write the keys of the person; returns the command that Windows will run."""
    found = registry or importlib.import_module("winreg")
    line = subprocess.list2cmdline(command("%1")).replace("%1", '"%1"')
    with found.CreateKey(found.HKEY_CURRENT_USER, _KEY) as key:
        found.SetValueEx(key, "", 0, found.REG_SZ, f"URL:{NAME}")
        found.SetValueEx(key, "URL Protocol", 0, found.REG_SZ, "")
    with found.CreateKey(found.HKEY_CURRENT_USER, rf"{_KEY}\shell\open\command") as key:
        found.SetValueEx(key, "", 0, found.REG_SZ, line)
    return line


def from_windows(registry: Any = None) -> None:
    """Take the keys back, the innermost first."""
    found = registry or importlib.import_module("winreg")
    for below in (r"\shell\open\command", r"\shell\open", r"\shell", ""):
        try:
            found.DeleteKey(found.HKEY_CURRENT_USER, _KEY + below)
        except FileNotFoundError:
            continue


def on_mac(home: Path, run: Run = _run) -> Path:
    """Write a bundle that starts the program; the system hands it the address as an event.

    A bundle that is only a script gets no address: so it is an AppleScript that passes it on.
    """
    bundle = home / f"Applications/{NAME}.app"
    script = (
        "on open location address\n"
        f'do shell script quoted form of "{sys.executable}" & " -m zairyu_card "'
        ' & quoted form of address & " > /dev/null 2>&1 &"\n'
        "end open location\n"
    )
    bundle.parent.mkdir(parents=True, exist_ok=True)
    run(("osacompile", "-e", script, "-o", str(bundle)))
    about = bundle / "Contents/Info.plist"
    if about.exists():
        said = plistlib.loads(about.read_bytes())
        said["CFBundleIdentifier"] = "org.zairyu.card"
        said["CFBundleURLTypes"] = [{"CFBundleURLName": NAME, "CFBundleURLSchemes": [SCHEME]}]
        about.write_bytes(plistlib.dumps(said))
    run(("open", "-g", str(bundle)))  # starting it once makes the system know its addresses
    return bundle


def from_mac(home: Path) -> None:
    """Take the bundle away."""
    shutil.rmtree(home / f"Applications/{NAME}.app", ignore_errors=True)


def register(platform: str = sys.platform, home: Path | None = None) -> None:
    """Make this program the one that opens our addresses."""
    here = home or Path.home()
    ways: dict[str, Callable[[], object]] = {
        "win32": on_windows,
        "darwin": lambda: on_mac(here),
    }
    ways.get(platform, lambda: on_linux(here))()


def unregister(platform: str = sys.platform, home: Path | None = None) -> None:
    """Take it back."""
    here = home or Path.home()
    ways: dict[str, Callable[[], object]] = {
        "win32": from_windows,
        "darwin": lambda: from_mac(here),
    }
    ways.get(platform, lambda: from_linux(here))()
