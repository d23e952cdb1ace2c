"""PDFs that a forger would hand in: each made from a real one, or signed by a stranger."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import fields, signers
from tests.certificates.documents import CODE, DOCUMENTS

from zairyu.certificates import keys, pades, press
from zairyu.proof import trust
from zairyu.proof.trust import TrustList

NOON = datetime(2026, 11, 24, 3, tzinfo=UTC)
TOKEN = "ZRY1:6BFOXN*TS0BI"


def page(name: str = "NGUYEN THI LINH", language: str = "ja") -> bytes:
    """Return the page of a pending certificate, not signed."""
    data, around = DOCUMENTS["pending"]
    told = {**around, "code": CODE, "token": TOKEN}
    return press.document("pending", {**data, "name": name}, language, NOON, **told)


@cache
def genuine() -> bytes:
    """Return a certificate as the issuer signs it."""
    return pades.signed(page(), NOON)


def listed(at: datetime = NOON) -> TrustList:
    """Return the published list of trust, as somebody reads it who knows the root."""
    return trust.read(keys.trust_list(at), list(keys.issuer().roots))


def stranger(place: Path, since=keys.DEMO_SPAN[0], until=keys.DEMO_SPAN[1], name=""):
    """Return the issuer that a forger makes; without a name, by the very name of ours."""
    keys.make(place, name or keys.issuer().name, since, until)
    return keys.read(place)


def signed_by(issuer, pdf: bytes, at: datetime = NOON) -> bytes:
    """Return a page signed just as the issuer does, with the keys of another one."""
    key = issuer.key("documents", at)
    return pades._signed(pdf, key, empty_list(issuer, at), None, at)


def empty_list(issuer, at: datetime, gone: int = 0) -> bytes:
    """Return a revocation list by the root of an issuer whose keys are files."""
    key = root_key(issuer)
    builder = x509.CertificateRevocationListBuilder(issuer.root.subject, at, at + timedelta(30))
    if gone:
        one = x509.RevokedCertificateBuilder(gone, at - timedelta(days=1)).build()
        builder = builder.add_revoked_certificate(one)
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def root_key(issuer):
    public = issuer.root.public_key().public_numbers()
    for file in (issuer.place / "private").iterdir():
        key = load_pem_private_key(file.read_bytes(), None)
        if key.public_key().public_numbers() == public:
            return key
    raise AssertionError("no private half of the root")


def flipped(place: int, bit: int = 0) -> bytes:
    """Return the file with one bit of one byte turned."""
    changed = bytearray(genuine())
    changed[place] ^= 1 << bit
    return bytes(changed)


def gap() -> tuple[int, int]:
    """Return where the container of the signature begins and ends."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) \d+", genuine())
    return int(found[1]), int(found[2])


def padding_filled() -> bytes:
    """Return the file with something in the noughts after the container."""
    content = bytearray(genuine())
    content[gap()[1] - 9 : gap()[1] - 1] = b"CAFEBABE"
    return bytes(content)


def small_letters() -> bytes:
    """Return the file with its container in small letters: the same bytes, spelled otherwise."""
    first, second = gap()
    content = genuine()
    return content[:first] + content[first:second].lower() + content[second:]


def byte_range(numbers: str) -> bytes:
    """Return the file with another byte range, of the same length."""
    found = re.search(rb"/ByteRange \[([^\]]*)\]", genuine())
    wanted = numbers.encode().ljust(len(found[1]))
    return genuine()[: found.start(1)] + wanted + genuine()[found.end(1) :]


def wrapped() -> bytes:
    """Return the file with a second half moved behind, as signature wrapping does it."""
    content, (first, second) = genuine(), gap()
    rest = len(content) - second
    evil = b"\n9999 0 obj <</Evil true>> endobj\n"
    moved = content[:second] + evil + content[second:]
    text = f"0 {first} {second + len(evil)} {rest}"
    found = re.search(rb"/ByteRange \[([^\]]*)\]", moved)
    return moved[: found.start(1)] + text.encode().ljust(len(found[1])) + moved[found.end(1) :]


def updated(change) -> bytes:
    """Return the file with an incremental update, as every editor writes it."""
    writer = IncrementalPdfFileWriter(BytesIO(genuine()))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def painted_over(writer) -> None:
    """Draw a white box with other words over the page."""
    paint = b"1 1 1 rg 100 600 300 40 re f"
    content = writer.add_object(generic.StreamObject(stream_data=paint))
    sheet = writer.root["/Pages"]["/Kids"][0]
    held = sheet.raw_get("/Contents")
    both = generic.ArrayObject([held, generic.IndirectObject(content.idnum, 0, writer)])
    sheet[generic.pdf_name("/Contents")] = both
    writer.update_container(sheet)


def annotated(writer) -> None:
    """Lay a note upon the page that hides what is below it."""
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(
                [generic.NumberObject(each) for each in (100, 600, 400, 640)]
            ),
            generic.pdf_name("/Contents"): generic.pdf_string("2099-12-31"),
        }
    )
    sheet = writer.root["/Pages"]["/Kids"][0]
    sheet[generic.pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(note)])
    writer.update_container(sheet)


def replaced(writer) -> None:
    """Put another content in the place of the page's own, as a shadow attack does it."""
    paint = generic.StreamObject(stream_data=b"BT ET")
    sheet = writer.root["/Pages"]["/Kids"][0]
    sheet[generic.pdf_name("/Contents")] = writer.add_object(paint)
    writer.update_container(sheet)


def catalogue_swapped(writer) -> None:
    """Lead the catalogue to other pages, kept hidden until now."""
    pages = writer.root["/Pages"]
    writer.root[generic.pdf_name("/Pages")] = writer.add_object(generic.DictionaryObject(pages))
    writer.update_root()


def nothing(writer) -> None:
    """Write a revision in which nothing changes."""
    writer.update_root()


def acted(writer) -> None:
    """Add a script that runs when the file is opened."""
    script = generic.DictionaryObject(
        {
            generic.pdf_name("/S"): generic.pdf_name("/JavaScript"),
            generic.pdf_name("/JS"): generic.pdf_string("app.alert(1)"),
        }
    )
    writer.root[generic.pdf_name("/OpenAction")] = writer.add_object(script)
    writer.update_root()


def signed_again(issuer) -> bytes:
    """Return the file with a second signature by somebody else after ours."""
    writer = IncrementalPdfFileWriter(BytesIO(genuine()))
    terms = signers.PdfSignatureMetadata(
        field_name="More", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    hand = pades._Hand(issuer.key("documents", NOON))
    return _Careless(terms, signer=hand).sign_pdf(writer).getvalue()


class _Careless(signers.PdfSigner):
    """Signs what a certified file forbids to sign."""

    def _enforce_certification_constraints(self, reader):
        """Look away."""


def not_certified() -> bytes:
    """Return a page that our key signed in a way that lets others go on changing it."""
    terms = signers.PdfSignatureMetadata(
        field_name="Zairyu", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    hand = pades._Hand(keys.issuer().key("documents", NOON))
    signer = pades._AtSigner(terms, signer=hand)
    signer.at = NOON
    return signer.sign_pdf(pades._Unaltered(BytesIO(page()))).getvalue()


def rewritten() -> bytes:
    """Return the file saved anew by an editor: one revision, nothing where it was."""
    out = BytesIO()
    with pikepdf.open(BytesIO(genuine())) as file:
        file.save(out)
    return out.getvalue()


def locked() -> bytes:
    """Return the file with a password."""
    out = BytesIO()
    with pikepdf.open(BytesIO(genuine())) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def copied() -> bytes:
    """Return a copy of all objects in a new file, the signature among them."""
    writer = IncrementalPdfFileWriter(BytesIO(genuine()))
    out = BytesIO()
    copy_into_new_writer(writer.prev).write(out)
    return out.getvalue()


def without_key(listing: TrustList, **changes) -> TrustList:
    """Return a list of trust in which the key for documents stands otherwise."""
    kid = keys.issuer().key("documents", NOON).name
    altered = dict(listing.keys)
    if changes:
        altered[kid] = replace(altered[kid], **changes)
    else:
        del altered[kid]
    return replace(listing, keys=altered)
