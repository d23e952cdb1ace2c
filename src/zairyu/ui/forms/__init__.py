"""Forms drawn: a section to be answered, a row of a table, the review sheet."""

from zairyu.ui.forms.render import render_row, render_section
from zairyu.ui.forms.sheet import render_sheet

__all__ = ["render_row", "render_section", "render_sheet"]
