"""Files as a page shows them: name, size, pages, what to look at again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from zairyu.filing.actions.reading import name_of
from zairyu.filing.models import Upload
from zairyu.law.problem import Problem


@dataclass(frozen=True)
class Shown:
    """One file of a draft or a submission, opened as far as a page needs it."""

    key: str
    slot: str
    name: str
    media_type: str
    size: int
    pages: range
    sha256: str
    look: tuple[Problem, ...]
    sent_at: datetime
    removed: bool

    @property
    def kilobytes(self) -> int:
        """The size in whole kilobytes, at least one."""
        return max(round(self.size / 1024), 1)


def shown(upload: Upload) -> Shown:
    """Return a file as a page shows it."""
    return Shown(
        upload.key,
        upload.slot,
        name_of(upload),
        upload.media_type,
        upload.size,
        range(1, upload.pages + 1),
        upload.sha256,
        tuple(
            Problem(code, at=upload.slot, params=params, severity="warning")
            for code, params in upload.look
        ),
        upload.sent_at,
        upload.removed_at is not None,
    )


def all_shown(uploads: Iterable[Upload]) -> list[Shown]:
    """Return files as a page shows them."""
    return [shown(one) for one in uploads]
