"""What an applicant has elsewhere: an account at another provider that signs in here."""

from tests.access.world import World

from zairyu.identity.oidc import links
from zairyu.identity.oidc.flow import Shown


def make(world: World) -> dict[str, str]:
    """Return the key of a link."""
    shown = Shown("nobody", "https://provider.example", "pairwise-1")
    return {"provider": links.link(world["foreign-national"], shown, world.before).key}
