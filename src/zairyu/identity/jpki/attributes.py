"""What a signature certificate says of its holder: name, birth, sex, address, replaced signs."""

import re
from datetime import date

from cryptography import x509

from zairyu.identity.jpki import assumptions as known
from zairyu.identity.jpki.certificate import Leaf
from zairyu.identity.jpki.codes import CardRefused
from zairyu.identity.jpki.facts import Asserted

UTF8 = 0x0C
LONGEST = 1000  # characters; an address has up to 200


def asserted(leaf: Leaf, issuer_ski: str) -> Asserted:
    """Return the attributes of a verified signature certificate. Others in it are left alone.

    Raises:
        CardRefused: cert_malformed: one is missing, twice there, or not of its shape.
    """
    said = _other_names(leaf)
    try:
        name, sex, birth, address = (
            said[one] for one in (known.NAME, known.SEX, known.BIRTH, known.ADDRESS)
        )
    except KeyError:
        raise CardRefused("cert_malformed") from None
    if (
        not name.strip()
        or not re.fullmatch(r"[123]", sex)
        or not re.fullmatch(r"[0-5]\d{8}", birth)
    ):
        raise CardRefused("cert_malformed")
    return Asserted(
        name=name,
        birth_on=_day(birth[1:]),
        sex=sex,
        address=address,
        birth_said=birth[1:],
        name_replaced=said.get(known.NAME_MAP, ""),
        address_replaced=said.get(known.ADDRESS_MAP, ""),
        issuer_ski=issuer_ski,
        serial=leaf.serial,
    )


def _day(digits: str) -> date | None:
    """Return a date of eight digits, None where day or month is unknown.

    >>> _day("19900102"), _day("19850000")
    (datetime.date(1990, 1, 2), None)
    """
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _other_names(leaf: Leaf) -> dict[str, str]:
    try:
        names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        raise CardRefused("cert_malformed") from None
    said: dict[str, str] = {}
    for one in names:
        if not isinstance(one, x509.OtherName):
            continue
        kind = one.type_id.dotted_string
        if not kind.startswith(f"{known.ATTRIBUTES}."):
            continue
        if kind in said:
            raise CardRefused("cert_malformed")
        said[kind] = _utf8(one.value)
    return said


def _utf8(der: bytes) -> str:
    """Return the text of a DER UTF8String that is exactly one."""
    start, length = 2, der[1] if len(der) > 1 else 0
    if length & 0x80:  # the length itself has a length
        start, length = 2 + (length & 0x7F), int.from_bytes(der[2 : 2 + (length & 0x7F)], "big")
    body = der[start:]
    if not der or der[0] != UTF8 or len(body) != length or start > 4:
        raise CardRefused("cert_malformed")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise CardRefused("cert_malformed") from None
    if len(text) > LONGEST or any(ord(sign) < 0x20 for sign in text):
        raise CardRefused("cert_malformed")
    return text
