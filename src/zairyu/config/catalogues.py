"""Catalogues of messages: reads a .po file and makes the .mo file that programs read.

The programs of gettext are no dependency of ours; what we write of a catalogue is little: one
context, one plural form, no fuzzy entries.
"""

import ast
import struct
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "locale"
_MAGIC = 0x950412DE


class CatalogueFault(ValueError):
    """A .po file cannot be read; the message names the line."""


def sources() -> list[Path]:
    """Return the .po files."""
    return sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))


def parse(text: str) -> dict[str, str]:
    """Return the messages of a .po file; a plural stands behind its singular and a NUL.

    >>> parse('msgid "a"\\nmsgid_plural "as"\\nmsgstr[0] "x"\\n')
    {'a\\x00as': 'x'}
    """
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    part = ""
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        line = line.strip()
        if line.startswith("#"):
            continue
        if not line:
            _add(found, entry, number)
            entry = {}
        elif line.startswith('"'):
            entry[part] += ast.literal_eval(line)
        else:
            part, _, value = line.partition(" ")
            entry[part] = ast.literal_eval(value)
    return found


def _add(found: dict[str, str], entry: dict[str, str], number: int) -> None:
    if not entry:
        return
    key = "\0".join(entry[name] for name in ("msgid", "msgid_plural") if name in entry)
    said = entry.get("msgstr", entry.get("msgstr[0]", ""))
    if not said or key in found:
        raise CatalogueFault(f"before line {number}: empty, or it stands twice")
    found[key] = said


def compiled(messages: dict[str, str]) -> bytes:
    """Return the .mo file of messages, the same bytes for the same messages."""
    pairs = sorted((key.encode(), said.encode()) for key, said in messages.items())
    head = 7 * 4
    texts_at = head + 16 * len(pairs)
    tables: list[bytes] = []
    body = b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), texts_at + len(body)))
            body += pair[column] + b"\0"
    originals, translations = head, head + 8 * len(pairs)
    start = struct.pack("<7I", _MAGIC, 0, len(pairs), originals, translations, 0, 0)
    return start + b"".join(tables) + body


def compile_all() -> list[Path]:
    """Write the .mo file beside every .po file; return which."""
    written = []
    for source in sources():
        target = source.with_suffix(".mo")
        target.write_bytes(compiled(parse(source.read_text(encoding="utf-8"))))
        written.append(target)
    return written
