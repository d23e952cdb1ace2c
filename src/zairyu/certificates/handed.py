"""A PDF that somebody handed in, held against our own list of trust in a process of its own."""

from datetime import datetime

from cryptography.hazmat.primitives.serialization import Encoding

from zairyu.certificates import tokens
from zairyu.certificates.keys import crl, issuer, trust_list
from zairyu.proof.apart import Checked, check_pdf, names_us
from zairyu.proof.jose import Refused
from zairyu.proof.token import from_text


def looked_at(content: bytes, at: datetime) -> Checked:
    """Say whether a file is a document of ours, whole and unchanged; if not, why.

    A file that does not hold though it names us as its issuer (`ours`) is forged; one that does not
    name us is somebody else's.
    """
    if not names_us(content, [each.subject.public_bytes() for each in issuer().roots]):
        return Checked("another-issuer")
    roots = [each.public_bytes(Encoding.DER) for each in issuer().roots]
    return check_pdf(content, trust_list(at), roots, at, crl(at))


def code_in(token: str) -> str:
    """Return the code of a token that a file held, or an empty text: it is none of ours.

    >>> code_in("ZRY1:nothing")
    ''
    """
    try:
        return tokens.read(issuer(), from_text(token))[0]
    except (Refused, tokens.TokenForged):
        return ""
