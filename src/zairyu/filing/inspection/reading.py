"""What the child does when asked for the codes in a picture."""

from typing import Any

from zairyu.proof import picture


def codes(data: bytes, _asked: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return the texts of the QR codes in a picture or a PDF."""
    try:
        return {"texts": picture.texts(data)}, b""
    except ValueError:
        return {"bad": "file.unreadable"}, b""
