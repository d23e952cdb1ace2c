"""The towns of a postal code, where it has several, to choose from."""

from typing import Any

from django.template.loader import get_template

from zairyu.questionnaire.parts import Field
from zairyu.questionnaire.postal import places
from zairyu.ui.wording import anchor, html


def chosen_name(key: str) -> str:
    """Return the HTTP name of the box in which the town of a postal code is chosen."""
    return f"place.{key}"


def draw_places(field: Field, code: Any, language: str) -> str:
    """Return the choice between the towns of a postal code as HTML; nothing where it has one."""
    found = places(str(code or ""))
    if len(found) < 2:
        return ""
    return get_template("ui/forms/places.html").render(
        {
            "id": f"{anchor(field.key)}-towns",
            "name": chosen_name(field.key),
            "key": field.key,
            "places": [place.address for place in found],
            "label": html("ui.forms.towns", language),
            "use": html("ui.forms.use-town", language),
        }
    )
