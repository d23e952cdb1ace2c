"""What stands on sheets, and at questions, that nobody has compared with the official form yet."""

from django.utils.safestring import SafeString, mark_safe

from zairyu.questionnaire.form import Form
from zairyu.questionnaire.parts import Field, Part
from zairyu.ui import icons
from zairyu.ui.wording import html
from zairyu.words import say


def banner(form: Form, part_id: str, language: str) -> SafeString:
    """Return the line above the questions of a sheet that is not confirmed, or nothing."""
    if all(part.confirmed for part in form.parts if part.id == part_id):
        return mark_safe("")
    said = html("ui.forms.unconfirmed.part", language)
    return mark_safe(
        f'<p class="status-line status-line--warn">{icons.icon("look")}<span>{said}</span></p>'
    )


def marked(part: Part, field: Field) -> bool:
    """Say whether a question is not confirmed on a sheet that is.

    What only our pages ask, without a number, has no wording on paper to be compared with.
    """
    compared = bool(field.numbers) or part.confidence != "high"
    return part.confirmed and compared and not field.confirmed


def unsure(part: Part, field: Field, language: str) -> str:
    """Return the mark at a question that is not confirmed, on a sheet that is; or nothing."""
    return html("ui.forms.unconfirmed.field", language) if marked(part, field) else ""


def on_paper(part: Part, language: str) -> dict[str, str] | None:
    """Return the line at the head of a sheet that is not confirmed, as the paper's labels stand."""
    if part.confirmed:
        return None
    key = "ui.forms.unconfirmed.part"
    easy = html(key, language) if language == "ja-x-easy" else ""
    return {"ja": say(key, "ja"), "en": say(key, "en"), "easy": easy}
