"""Whether a certificate was revoked: asked of whoever a deployment may ask, and closed on doubt.

The agency may ask J-LIS directly; others need a certified platform operator. So who answers is a
plug-in: a class whose `check` returns a `Status`. Whatever it cannot say, or raises, is `unknown`,
and `unknown` refuses the card. There is none that says `good` without having asked.
"""

from zairyu.identity.jpki.revocation.status import Backend, Closed, Status

__all__ = ["Backend", "Closed", "Status"]
