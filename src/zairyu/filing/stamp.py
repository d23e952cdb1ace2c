"""The digest of all that is filed: it stands in the submission for good."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any


def digest_of(answers: dict[str, Any], facts: dict[str, Any], uploads: Iterable[Any]) -> str:
    """Return the digest of all that is filed: answers, facts, and every file by its own digest."""
    filed = {
        "answers": answers,
        "facts": facts,
        "files": [[one.slot, one.sha256, one.size] for one in uploads],
    }
    written = json.dumps(filed, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
