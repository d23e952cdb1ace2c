"""Run with another's library: reads what JSON on standard input names, and says what it found."""

import json
import sys
import zlib

import cwt
from cwt import COSEKey


def main() -> None:
    """Check the token and the list by the key each; print the claims that tell them apart."""
    given = json.load(sys.stdin)
    told = {}
    for name in ("token", "list"):
        try:
            claims = cwt.decode(bytes.fromhex(given[name]), _key(given[f"{name}_key"]))
        except Exception as fault:
            told[name] = type(fault).__name__
        else:
            told[name] = _plain(name, claims)
    print(json.dumps(told))


def _key(given: dict) -> COSEKey:
    """Return a public key: kind 2, id, ES256, P-256, x and y (RFC 9053)."""
    kid, x, y = (bytes.fromhex(given[part]) for part in ("kid", "x", "y"))
    return COSEKey.new({1: 2, 2: kid, 3: -7, -1: 1, -2: x, -3: y})


def _plain(name: str, claims: dict) -> dict:
    if name == "token":
        told = {"iss": claims[1], "cti": claims[7].decode(), "status": claims[65535]}
        return told | {"facts": {str(name): fact for name, fact in claims[-70001].items()}}
    listed = claims[65533]
    size = len(zlib.decompress(listed["lst"]))
    return {"sub": claims[2], "ttl": claims[65534], "bits": listed["bits"], "bytes": size}


if __name__ == "__main__":
    main()
