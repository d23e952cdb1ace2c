"""Tags of the desk: a box of an officer's form, a case's clock."""

from django import template

from zairyu.desk.sheet import Box, Sheet

register = template.Library()


@register.inclusion_tag("desk/parts/box.html")
def box(sheet: Sheet, name: str) -> dict[str, Box]:
    """Draw one box of a sheet with its label, hint, problems and what was typed."""
    return {"box": sheet.box(name)}


@register.inclusion_tag("desk/parts/boxes.html")
def boxes(sheet: Sheet) -> dict[str, Sheet]:
    """Draw all boxes of a sheet."""
    return {"sheet": sheet}
