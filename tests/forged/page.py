"""Writes the forged corpus as a page: docs/forged.md. `scripts/check` fails where it is stale."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.forged.corpus import ENTRIES
from tests.forged.entry import COUNTER, Entry
from tests.forged.sentences import LANGUAGES, at_counter, of_wallet, sentence

PAGE = Path(__file__).parents[2] / "docs" / "forged.md"
NOTE = "<!-- Made by `make docs`; change tests/forged instead. -->"
TITLES = {
    "token": "Tokens (the second QR code of a paper)",
    "credential": "Credentials of wallets (SD-JWT)",
    "document": "Documents (PDF)",
    "status list": "Status lists, beside a genuine token",
    "trust list": "Trust lists, beside a genuine token",
    "code": "Codes typed or scanned at the counter",
    "record": "Rows of our own table, changed behind our back",
    "share": "Shares, and proofs that have ended",
}
ANSWERS = {
    "refused": "refused",
    "ended": "ended",
    "untold": "cannot be told",
}
INTRO = """
What a forger may try, and what comes of it: {count} forgeries, none accepted. Each is made anew by
`tests/forged` and brought through every door named; beside them one genuine thing of each form is
accepted, so that the corpus can fail. `make slow` runs it all (`pytest tests/forged -m ""`),
`make test` counts it and runs a sample.

The doors: *offline check* is `zairyu.proof`, which any program may use; *zairyu verify* is the
command around it (3 refused, 1 ended, 4 cannot be told); *counter* is `/v/` (code, scan or file);
*wallet* is `/v/wallet/`. Where an entry says *signed by our own key*, no forger can do it without
stealing a key: a stolen key and a mistake of ours must not be accepted either. *Cannot be told* is
said where a list at hand does not count: the proof itself may be genuine.

The counter tells a forger nothing: the pages for all forged tokens are one and the same, sign by
sign, and so are those for all answers of wallets that one sentence words. Programs that check
offline name the reason: whoever forges can run them himself.
"""


def lines() -> Iterator[str]:
    """Return the page."""
    yield from ["# Forged proofs, and why each is refused", "", NOTE]
    yield INTRO.format(count=len(ENTRIES))
    number = 0
    for group, title in TITLES.items():
        entries = [each for each in ENTRIES if each.group == group]
        yield from [f"## {title}: {len(entries)}", ""]
        yield from ["| | what is forged | how | doors | answer | reason |", "|" + "---|" * 6]
        for entry in entries:
            number += 1
            yield f"| {number} | " + " | ".join(_cell(part) for part in _row(entry)) + " |"
        yield ""
    yield from ["## The reasons in words", ""]
    yield from ["| reason | 日本語 | English | やさしい日本語 |", "|" + "---|" * 4]
    for reason, words in sorted(_words().items()):
        told = " | ".join(_cell(words[language]) for language in LANGUAGES[:2])
        yield f"| `{reason}` | {told} | {_cell(words['ja-x-easy'])} |"


def _row(entry: Entry) -> tuple[str, ...]:
    answer = ANSWERS[entry.state]
    if COUNTER in entry.doors and entry.counter not in (entry.state, "forged", "elsewhere"):
        answer += f"; counter: {entry.counter}"
    return entry.name, entry.how, ", ".join(entry.doors), answer, f"`{entry.reason}`"


def _words() -> dict[str, dict[str, str]]:
    """Return every sentence that is said, by its reason; the counter's own begin with its name."""
    found = {}
    for entry in ENTRIES:
        found[entry.reason] = dict(sentence(entry))
        if COUNTER in entry.doors:
            found[f"counter: {_counted(entry)}"] = dict(at_counter(entry))
        if "wallet" in entry.doors:
            found[f"wallet: {entry.reason}"] = dict(of_wallet(entry))
    return found


def _counted(entry: Entry) -> str:
    if entry.group == "document" and entry.counter == "forged":
        return entry.reason
    return f"{entry.group}, {entry.counter}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def made() -> str:
    """Return the page as it must be."""
    return "\n".join(lines()).rstrip() + "\n"


def stale() -> bool:
    """Say whether the page is not as the corpus says."""
    return not PAGE.is_file() or PAGE.read_text("utf-8") != made()


def counted() -> Counter[str]:
    """Return how many entries come to what."""
    return Counter(each.state for each in ENTRIES)
