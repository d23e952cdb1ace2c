"""The authority of the virtual cards, without which this deployment could check no card."""

from tests.access.world import World

from zairyu.demo.cards import authority


def make(world: World) -> dict[str, str]:
    """Have the authority trusted; nothing of it stands in an address."""
    authority(world.at)
    return {}
