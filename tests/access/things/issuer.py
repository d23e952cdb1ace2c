"""The issuer's root, by whose id its lists are published."""

from tests.access.world import World

from zairyu.certificates import keys


def make(_world: World) -> dict[str, str]:
    """Return the id of the root."""
    return {"issuer-root": keys.issuer().register.root().kid}
