"""What a web process reads before its first visitor comes.

Tables are read when they are first asked for, which is right for a command and wrong for a server:
the first application filed in a process made everybody else there wait for half a second.
"""

from zairyu.law.read import tables
from zairyu.questionnaire.parts import part_ids

TABLES = {"zairyu.law": ("data",), "zairyu.questionnaire": ("data/parts", "data/codelists")}


def read_tables() -> None:
    """Read every table of the law and of the forms."""
    for room, folders in TABLES.items():
        for folder in folders:
            tables(room, folder)
    part_ids()
