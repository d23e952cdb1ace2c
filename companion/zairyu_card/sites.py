"""The sites this program was installed for: a list that only an administrator can change.

A page that looks like ours must not be able to have a text signed. So the list lies where a
person's own programs cannot write, and a list that anybody could have written does not count.
"""

import os
import re
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

from zairyu_card.words import NoSites

_SHAPE = re.compile(
    r"https://[a-z0-9.-]{1,200}(:[0-9]{1,5})?|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?"
)
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def place(platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> Path:
    """Return where the list lies on a system.

    >>> place("linux").as_posix()
    '/etc/zairyu-card/sites'
    >>> place("darwin").as_posix()
    '/Library/Application Support/zairyu-card/sites'
    """
    if platform == "win32":
        return Path(environment.get("ProgramData", r"C:\ProgramData")) / "zairyu-card" / "sites"
    if platform == "darwin":
        return Path("/Library/Application Support/zairyu-card/sites")
    return Path("/etc/zairyu-card/sites")


def installed(where: Path | None = None, owner: int = 0) -> tuple[str, ...]:
    """Return the sites, in the order in which they stand; `NoSites` where there is no good list.

    On Windows the folder's own rights guard the list; elsewhere its owner is asked for as well.
    """
    path = where or place()
    try:
        about = path.stat()
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise NoSites from None
    if sys.platform != "win32" and (about.st_uid != owner or about.st_mode & _OTHERS_MAY_WRITE):
        raise NoSites
    found = tuple(one.strip().rstrip("/") for one in lines if one.strip() and one[0] != "#")
    if not found or not all(_SHAPE.fullmatch(one) for one in found):
        raise NoSites
    return found


def write(sites: tuple[str, ...], where: Path | None = None) -> Path:
    """Write the list, as an administrator does when installing; `NoSites` if that is refused."""
    path = where or place()
    if not sites or not all(_SHAPE.fullmatch(one) for one in sites):
        raise NoSites
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
        path.write_text("".join(f"{one}\n" for one in sites), encoding="utf-8")
        path.chmod(0o644)
    except OSError:
        raise NoSites from None
    return path
