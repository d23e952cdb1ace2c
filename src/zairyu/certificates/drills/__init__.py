"""What a bad day with the keys looks like, played whole before it comes, with a transcript.

A drill plays with the real acts on a database and a folder of keys that are thrown away. It says
each step, what must be so after it, and stops at the first thing that is not so.
"""

from collections.abc import Callable

from zairyu.certificates.drills import compromise, restore, rotation
from zairyu.certificates.drills.stage import DrillFailed, Stage

__all__ = ["DRILLS", "DrillFailed", "Stage"]
DRILLS: dict[str, Callable[[Stage], None]] = {
    "rotation": rotation.play,
    "compromise": compromise.play,
    "restore": restore.play,
}
