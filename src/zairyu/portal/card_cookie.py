"""What a browser keeps of its errands to a card: the secrets that make them its own.

The service stores digests only. Ticket and code come back from the browser with each request, so
that the page of an errand can be opened again; several errands live side by side (two tabs).
"""

from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from zairyu.ui import cookies

MOST = 5  # of one browser at a time
LIFE = timedelta(minutes=15)  # longer than any errand: an errand that is over still has its page
NAME, _SALT = "card", "zairyu.portal.card"


@dataclass(frozen=True)
class Errand:
    """One errand as its browser knows it."""

    rid: str
    purpose: str
    ticket: str
    code: str
    secret: str
    until: int  # unix seconds: the end of the step that is waited for
    going: str = ""  # where the person was going
    other_device: bool = False

    @property
    def expires_at(self) -> datetime:
        """The end of the step that is waited for."""
        return datetime.fromtimestamp(self.until, UTC)


@dataclass(frozen=True)
class Kept:
    """All that one browser keeps."""

    browser: str
    errands: tuple[Errand, ...] = field(default=())

    def errand(self, rid: str) -> Errand | None:
        """Return one of this browser's own errands."""
        return next((one for one in self.errands if one.rid == rid), None)

    def with_one(self, errand: Errand) -> "Kept":
        """Return the same with an errand more; the oldest goes."""
        return replace(self, errands=(*self.errands, errand)[-MOST:])

    def without(self, rid: str) -> "Kept":
        """Return the same without an errand."""
        return replace(self, errands=tuple(one for one in self.errands if one.rid != rid))


def kept(request: HttpRequest) -> Kept:
    """Return what this browser keeps; a cookie that is not ours counts as none."""
    try:
        said = signing.loads(
            request.COOKIES.get(cookies.name_of(NAME), ""), salt=_SALT, max_age=LIFE
        )
    except signing.BadSignature:
        return Kept(token_urlsafe(16))
    return Kept(said["browser"], tuple(Errand(**one) for one in said["errands"]))


def secret_of(request: HttpRequest, rid: str) -> str:
    """Return the secret of an errand of this browser; nothing if it is another browser's."""
    found = kept(request).errand(rid)
    return found.secret if found else ""


def keep(answer: HttpResponseBase, what: Kept) -> None:
    """Give the browser what it is to keep."""
    said = {"browser": what.browser, "errands": [asdict(one) for one in what.errands]}
    answer.set_cookie(
        cookies.name_of(NAME),
        signing.dumps(said, salt=_SALT, compress=True),
        max_age=LIFE,
        path="/",
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )
