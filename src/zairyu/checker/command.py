"""`zairyu verify` and `zairyu fetch`: what is asked for on the command line, and what it ends with.

Exit codes: 0 it holds, 1 it has ended, 2 the command was written wrongly, 3 refused (forged or not
a proof), 4 cannot be told (no lists, lists too old, nothing readable).
"""

import argparse
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from zairyu.checker import fetching, keeping, reading, wording
from zairyu.checker.keeping import Folder
from zairyu.proof.trust import TrustRefused
from zairyu.proof.verdict import EXITS, UNTOLD, Verdict
from zairyu.words import say_moment

VERBS = ("verify", "fetch")
_CANNOT = EXITS[UNTOLD]


def main(given: list[str]) -> int:
    """Do what was asked, and return what the command ends with."""
    asked = _parser().parse_args(given)
    language = asked.language or _spoken()
    try:
        return _fetch(asked, language) if asked.verb == "fetch" else _verify(asked, language)
    except keeping.NothingKept:
        return _sorry("no-trust", language)
    except TrustRefused as fault:
        print(wording.reason(f"trust-{fault.reason}", language), file=sys.stderr)
        return _CANNOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("zairyu", description=__doc__, formatter_class=_Plain)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify", help="check a proof with what is kept here; ask nobody")
    verify.add_argument("proof", help="token text, file (PDF, picture, credential) or -")
    verify.add_argument("--trust", type=Path, help="this trust list instead of the kept one")
    verify.add_argument("--status", type=Path, action="append", default=[], help="a status list")
    verify.add_argument("--at", type=_instant, help="as of this instant (2026-11-24T12:00+09:00)")
    verify.add_argument("--json", action="store_true", help="the outcome as JSON")
    fetch = verbs.add_parser("fetch", help="keep the trust list and all status lists")
    fetch.add_argument("address", help="https://… of the issuer")
    fetch.add_argument("--fingerprint", default="", help="of the root, compared in another way")
    for verb in (verify, fetch):
        verb.add_argument("--keep", type=Path, help="the folder where things are kept")
        verb.add_argument("--language", choices=wording.LANGUAGES)
    return parser


class _Plain(argparse.RawDescriptionHelpFormatter):
    """Leaves the description as it is written."""


def _verify(asked: argparse.Namespace, language: str) -> int:
    at = asked.at or datetime.now(UTC)
    standard = sys.stdin.buffer.read(reading.MOST) if asked.proof == "-" else None
    try:
        content = reading.content_of(asked.proof, standard)
    except reading.CannotRead as fault:
        return _sorry("cannot-read", language, named=str(fault))
    hand = keeping.opened(_folder(asked), asked.trust, asked.status)
    found = reading.verdict(content, hand, at)
    print(_written(found, language, as_json=asked.json))
    return found.exit


def _written(found: Verdict, language: str, *, as_json: bool) -> str:
    if as_json:
        said = found.as_json() | {"says": wording.reason(found.reason, language)}
        return json.dumps(said, ensure_ascii=False, indent=1)
    return "\n".join(wording.lines(found, language))


def _fetch(asked: argparse.Namespace, language: str) -> int:
    folder = _folder(asked)
    try:
        fetching.fetched(asked.address, asked.fingerprint, folder)
    except fetching.Compare as fault:
        shown = str(fault)
        return _sorry("compare" if shown else "other-root", language, fingerprint=shown)
    except fetching.CannotFetch as fault:
        return _sorry("cannot-fetch", language, why=str(fault))
    kept = keeping.opened(folder, None, []).kept
    until = say_moment(keeping.newest_end(kept), language)
    told = {"number": kept.trust.number, "lists": len(kept.lists), "until": until}
    print(wording.say("checker.fetched", language, **told))
    return 0


def _sorry(key: str, language: str, **params: object) -> int:
    print(wording.say(f"checker.{key}", language, **params), file=sys.stderr)
    return _CANNOT


def _folder(asked: argparse.Namespace) -> Folder:
    return Folder(asked.keep) if asked.keep else Folder.usual()


def _instant(typed: str) -> datetime:
    at = datetime.fromisoformat(typed)
    if at.tzinfo is None:
        raise argparse.ArgumentTypeError("an instant with its zone, such as 2026-11-24T12:00+09:00")
    return at


def _spoken() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "ja" if spoken.startswith("ja") else "en"
