"""Tags of the desk: boxes of an officer's form, and the clock of a case."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from zairyu.desk import rows
from zairyu.desk.clocks import Clock
from zairyu.desk.sheet import Box, Sheet
from zairyu.ui.wording import spoken
from zairyu.words import Text

register = template.Library()


@register.inclusion_tag("desk/parts/box.html")
def box(sheet: Sheet, name: str) -> dict[str, Box]:
    """Draw one box of a sheet with its label, hint, problems and what was typed."""
    return {"box": sheet.box(name)}


@register.inclusion_tag("desk/parts/boxes.html")
def boxes(sheet: Sheet) -> dict[str, Sheet]:
    """Draw all boxes of a sheet."""
    return {"sheet": sheet}


@register.simple_tag
def clock(shown: Clock) -> SafeString:
    """Draw the clock of a case: its kind, the days left, an icon by how near it is."""
    return rows.drawn_clock(shown, spoken())


@register.simple_tag
def what(named: list[Text]) -> SafeString:
    """Say what is applied for: the procedure, and the status behind an arrow."""
    return rows.worded(named, spoken())


@register.filter
def in_row(row: int, name: str) -> str:
    """Return the name of a box of a row, as in `2|in_row:"fact"`."""
    return f"{name}{row}"


@register.filter
def box_of(sheet: Sheet, name: str) -> Any:
    """Return a box of a sheet."""
    return sheet.box(name)
