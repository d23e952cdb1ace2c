"""What a search in a long list found, on top of the list, to be chosen from."""

from collections.abc import Mapping, Sequence

from django.utils.html import escape

from zairyu.questionnaire.finding import found
from zairyu.questionnaire.parts import Field
from zairyu.ui.forms.view import choice_label, is_long, option
from zairyu.words import say


def draw_found(field: Field, boxes: Mapping[str, Sequence[str]], language: str) -> str:
    """Return the entries that what was typed finds, as a group of options; or nothing."""
    text = (boxes.get("find") or [""])[-1]
    if not text or not is_long(field):
        return ""
    those = found(field.choices, text)
    listed = "".join(option(one.value, choice_label(one, language)) for one in those)
    label = say("ui.forms.found-group", language, number=len(those))
    return f'<optgroup label="{escape(label)}">{listed}</optgroup>' if those else ""
