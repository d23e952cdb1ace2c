"""What needs a program of the system: poppler's pdfsig, which is not ours, judges our signatures.

These tests stand apart from `make test`, which needs nothing but Python; `.ci/run` runs them.
"""

import subprocess

import pytest
from tests.certificates.conftest import ABOUT
from tests.certificates.documents import DOCUMENTS

from zairyu.certificates import pades, press, queries


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


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_poppler_agrees_with_each_document(kind, at, tmp_path):
    data, around = DOCUMENTS[kind]
    pdf = pades.signed(press.document(kind, data, "ja", at, **around), at)
    told = pdfsig(pdf, tmp_path)
    assert told.count("Signature is Valid.") == 1
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told
