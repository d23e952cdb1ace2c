"""A residence card read for a form: shown to the person, and sent only if the person agrees.

The signature over the data is judged by the server from the raw bytes; here nothing is concluded.
"""

import base64
from typing import Any

from zairyu_card.residence import Reading, ResidenceReader, details
from zairyu_card.task import Opens, Person
from zairyu_card.words import Cancelled, NumberMalformed, WrongNumber


def read(person: Person, opens: Opens) -> dict[str, Any]:
    """Return a residence card's data as the server wants them, seen and allowed by the person."""
    while True:
        typed = person.number()
        if typed is None:
            raise Cancelled
        try:
            with opens() as card:
                found = ResidenceReader(card).read(typed)
            break
        except (NumberMalformed, WrongNumber) as trouble:
            person.told(trouble)
    if not person.sends(details(found)):
        raise Cancelled
    return {"residence": _wire(found)}


def _wire(found: Reading) -> dict[str, Any]:
    """Return all that was read: what proves that it is genuine covers the pictures as well."""
    files = {
        f"{application}.{name:02X}": {
            f"{tag:02X}": base64.b64encode(value).decode() for tag, value in values.items()
        }
        for (application, name), values in found.files.items()
    }
    return {"kind": found.kind, "number": found.number, "files": files}
