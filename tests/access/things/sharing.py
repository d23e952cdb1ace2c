"""A share of the applicant's proof, its code at the counter, and a watch of it."""

from tests.access.world import World
from tests.casework.sharing import shared, watched

from zairyu.casework.models import Case
from zairyu.certificates.models import Certificate
from zairyu.certificates.sharing import watches
from zairyu.words.codes import grouped


def make(world: World) -> dict[str, str]:
    """Return the key of a share, its code, the token of a watch, and the proof it is of."""
    owner, before = world["foreign-national"], world.before
    for case in Case.objects.filter(filer=owner, open=True).order_by("id"):
        proof = Certificate.objects.filter(about=f"case:{case.key}", kind="pending", ended_at=None)
        if proof.exists():
            share = shared(case, before)
            return {
                "shared-case": case.key,
                "shared-proof": proof[0].key,
                "share": share.key,
                "share-code": grouped(share.code),
                "watch-token": watches.token(watched(share, before)),
            }
    raise LookupError("the applicant has no living proof")
