"""What needs a program of the system: poppler's pdfsig, which is not ours, judges our signatures.

These tests stand apart from `make test`, which needs nothing but Python; `.ci/run` runs them.
"""

import subprocess

from tests.certificates.conftest import ABOUT

from zairyu.certificates import press, queries


def pdfsig(pdf: bytes, folder) -> str:
    file = folder / "certificate.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True)
    return told.stdout


def test_poppler_agrees_and_notices_a_changed_byte(pending, at, tmp_path):
    assert press.set_next_pdf(at)
    printed = queries.pdf(ABOUT, pending.key)
    assert printed
    assert "Signature is Valid." in pdfsig(printed, tmp_path)
    assert "Total document signed" in pdfsig(printed, tmp_path)
    changed = bytearray(printed)
    changed[len(changed) // 3] ^= 1
    assert "Signature is Valid." not in pdfsig(bytes(changed), tmp_path)
