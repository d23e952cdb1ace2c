"""The registration of the foreign national, which counts."""

from typing import TYPE_CHECKING

from zairyu.people import registered

if TYPE_CHECKING:
    from tests.access.world import World


def make(world: "World") -> dict[str, str]:
    """Return the key of the registration in which the foreign national files."""
    own = registered.own(world["foreign-national"])
    return {"standing": next(one.key for one in own if one.state == "admitted")}
