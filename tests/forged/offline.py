"""The doors of a checker who asks nobody: the check itself, and the command around it."""

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from tests.forged import world
from tests.forged.entry import Case, Entry

from zairyu.certificates import keys
from zairyu.checker import command, keeping, reading
from zairyu.checker.keeping import Folder
from zairyu.proof.refusals import TrustRefused


def case_of(entry: Entry) -> Case:
    """Return what is handed in; a credential is made for the question that it is asked."""
    made = entry.makes(world.ASKED) if entry.group == "credential" else entry.makes()
    return Case(made.encode(), world.NOON) if isinstance(made, str) else made


def checker(case: Case, place: Path) -> Path:
    """Return the folder of a checker who keeps what a case says, or what is published."""
    trust_list, lists = world.published()
    folder = Folder(place)
    folder.keep_anchor(keys.issuer().root)
    folder.keep(keeping.TRUST, (trust_list if case.trust is None else case.trust).encode())
    for number, content in enumerate(lists if case.lists is None else case.lists):
        folder.keep(f"{keeping.LISTS}/{number}", content)
    folder.keep("handed", case.content)
    return place


def outcome(case: Case, place: Path) -> tuple[str, str]:
    """Return what the check comes to: state and reason."""
    folder = Folder(checker(case, place))
    try:
        hand = keeping.opened(folder, None, [])
    except TrustRefused as fault:
        return "untold", f"trust-{fault.reason}"
    found = reading.verdict(case.content, hand, case.at)
    return found.state, found.reason


def told(case: Case, place: Path, *more: str) -> tuple[int, str]:
    """Return what `zairyu verify` ends with, and all that it prints."""
    out = io.StringIO()
    line = ["verify", str(place / "handed"), "--keep", str(place), "--at", case.at.isoformat()]
    with redirect_stdout(out), redirect_stderr(out):
        code = command.main([*line, *more])
    return code, out.getvalue()
