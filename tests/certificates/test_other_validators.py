"""Every document, judged by a validator that is not ours, with only the published trust list.

What it needs of revocation it finds in the file: it may fetch nothing, and takes no signature
whose certificate it cannot clear.
"""

import asyncio
import io
from datetime import timedelta

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_pem_x509_certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESPassed
from pyhanko.sign.validation import DocumentSecurityStore, validate_pdf_signature
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from tests.certificates.authority import serving
from tests.certificates.documents import DOCUMENTS

from zairyu.certificates import keys, pades, press
from zairyu.proof import trust

pytestmark = pytest.mark.slow


def published(at):
    return trust.read(keys.trust_list(at), list(keys.issuer().roots))


def roots(certificates):
    return [x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in certificates]


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_each_document_is_cleared_by_what_lies_in_it(kind, at):
    data, around = DOCUMENTS[kind]
    pdf = pades.signed(press.document(kind, data, "ja", at, **around), at)
    reader = PdfFileReader(io.BytesIO(pdf))
    terms = {
        "trust_roots": roots(published(at).anchors),
        "allow_fetching": False,
        "revocation_mode": "require",
        "moment": at,
    }
    context = DocumentSecurityStore.read_dss(reader).as_validation_context(terms)
    status = validate_pdf_signature(reader.embedded_signatures[0], context)
    assert status.bottom_line
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def test_a_stamped_document_passes_the_long_term_check(at, settings, tmp_path):
    data, around = DOCUMENTS["coe"]
    with serving(tmp_path, at) as address:
        settings.ZAIRYU_TIME_STAMPS = {"address": address, "anchors": tmp_path}
        pdf = pades.signed(press.document("coe", data, "ja", at, **around), at)
    known = roots([*published(at).anchors, *certificates_of(tmp_path)])
    terms = SignatureValidationSpec(
        CertValidationPolicySpec(
            trust_manager=SimpleTrustManager.build(trust_roots=known),
            revinfo_policy=CertRevTrustPolicy(REQUIRE_REVINFO),
        ),
        RevocationInfoGatheringSpec(RevinfoOnlineFetchingRule.LOCAL_ONLY),
    )
    later = at + timedelta(days=20)
    result = asyncio.run(
        ades_lta_validation(
            PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0],
            PdfSignatureValidationSpec(terms),
            ValidationTimingInfo(later, later, point_in_time_validation=True),
        )
    )
    assert result.ades_subindic == AdESPassed.OK
    assert result.oldest_evidence_record_timestamp == at + timedelta(seconds=2)


def certificates_of(place):
    return [load_pem_x509_certificate(path.read_bytes()) for path in place.glob("*.pem")]
