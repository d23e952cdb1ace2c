"""Checks the PDFs that were written: each opens, and each carries a signature that holds."""

import shutil
import subprocess
from pathlib import Path

import pikepdf

from zairyu.demo.day.stage import Stage
from zairyu.demo.play import must

_VALID = "Signature is Valid"


def documents(stage: Stage) -> None:
    """Open every PDF; ask poppler's pdfsig as well where it is installed; change one byte."""
    stage.scene("11. The documents")
    found = sorted(stage.out.glob("*.pdf"))
    must(found, "documents were written")
    for file in found:
        with pikepdf.open(file) as pdf:
            must(len(pdf.pages) >= 1, f"{file.name} opens")
            must("/AcroForm" in pdf.Root, f"{file.name} is signed")
    stage.say(f"   {len(found)} PDFs open and carry a signature")
    program = shutil.which("pdfsig")
    if program is None:
        stage.say("   pdfsig is not installed here; the signatures were not checked by it")
        return
    for file in found:
        must(_VALID in _asked(program, file), f"pdfsig finds the signature of {file.name} valid")
    changed = stage.out / "changed-byte.pdf"
    data = bytearray(found[0].read_bytes())
    place = data.find(b"stream", len(data) // 3) + 20
    data[place] ^= 1
    changed.write_bytes(bytes(data))
    must(_VALID not in _asked(program, changed), "a changed byte is noticed")
    changed.unlink()
    stage.say("   pdfsig finds every signature valid, and notices one changed byte")


def _asked(program: str, file: Path) -> str:
    said = subprocess.run(  # noqa: S603 - a program of this machine, a file that we wrote
        [program, "-nocert", str(file)], capture_output=True, text=True, timeout=60, check=False
    )
    return said.stdout
