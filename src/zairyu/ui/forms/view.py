"""How a question looks: which control, how wide, with which hint; everything but its answer."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from zairyu.questionnaire.codelists import Choice
from zairyu.questionnaire.days import ERAS, may_be_unknown
from zairyu.questionnaire.finding import LONG
from zairyu.questionnaire.finding import words as words_of
from zairyu.questionnaire.parts import Field
from zairyu.ui.forms.holes import Lists, mark
from zairyu.ui.wording import anchor, html, read_aloud
from zairyu.words import Text, pick, say

_RADIOS = 7
TOLD = ("given", "reckoned")  # not asked: decided by the choice of the form, or worked out
_SIZES = {
    "postal-code": 10, "phone": 16, "passport-number": 14, "residence-card-number": 16,
    "corporate-number": 18, "employment-insurance-number": 16, "labor-insurance-number": 18,
    "number": 8, "money": 16, "email": 40, "name-roman": 40, "address-jp": 40, "address-any": 40,
}  # fmt: skip
_DIGITS = ("number", "money", "postal-code", "corporate-number", "employment-insurance-number")
_DAYS = ("date", "birth-date", "year-month", "period")
_FILLED_BY_BROWSER = {
    "name": "name", "email": "email", "telephone": "tel", "cellular_phone": "tel",
    "postal_code_in_japan": "postal-code", "address_in_japan": "street-address",
}  # fmt: skip
_WORDS = (
    "number", "required", "required-if", "optional", "calendar", "day", "month-unknown", "unknown",
    "find", "found",
)  # fmt: skip
Opens = Mapping[tuple[str, str], str]


def worded(text: Text | None, language: str) -> SafeString:
    """Return a text as HTML in a language, with readings in easy Japanese."""
    return read_aloud(pick(text, language), language) if text else mark_safe("")


def words(language: str) -> dict[str, str]:
    """Return the words that stand around every question."""
    return {key.replace("-", "_"): html(f"ui.forms.{key}", language) for key in _WORDS} | {
        f"{key}_plain": say(f"ui.forms.{key}", language) for key in ("find", "found")
    }


def option(value: str, label: str, opens: str = "", also: str = "") -> str:
    """Return an option of a list as HTML; `also` are the words by which a script finds it."""
    more = f' class="{opens}"' if opens else ""
    more += f' data-also="{escape(also)}"' if also else ""
    return f'<option value="{escape(value)}"{more}>{escape(label)}</option>'


def choice_label(choice: Choice, language: str) -> str:
    """Return an entry of a long list in words, with the number that the form prints.

    Only where the number is the answer: that of a country is no more than its place in a list.
    """
    label = pick(choice.label, language)
    return f"{label} ({choice.code})" if choice.code and choice.code == choice.value else label


def _options(field: Field, language: str, opens: Opens) -> str:
    first = "choose" if field.required else "choose-none"
    listed = [option("", say(f"ui.forms.{first}", language))]
    long = is_long(field)
    for choice in field.choices:
        also = words_of(choice) if long else ""
        label = choice_label(choice, language) if long else pick(choice.label, language)
        listed.append(option(choice.value, label, opens.get((field.key, choice.value), ""), also))
    return "".join(listed)


def is_long(field: Field) -> bool:
    """Say whether a list is so long that it is searched."""
    return len(field.choices) > LONG


def _era_options(language: str) -> str:
    return option("", say("ui.forms.western", language)) + "".join(option(era, era) for era in ERAS)


def _unknown_options(language: str) -> str:
    named = (("", "none"), ("d", "d"), ("md", "md"), ("ymd", "ymd"))
    return "".join(option(value, say(f"ui.forms.unknown.{key}", language)) for value, key in named)


def _choices(field: Field, language: str) -> tuple[Choice, ...]:
    if field.type != "yes-no":
        return field.choices
    return tuple(
        Choice(value, {"ja": "", language: say(f"ui.forms.{value}", language)})
        for value in ("yes", "no")
    )


def _radios(field: Field, id: str, language: str, opens: Opens) -> dict[str, Any]:
    several = field.type == "multi-choice"
    choices = [
        {
            "id": id if place == 0 else f"{id}-{place + 1}",
            "value": one.value,
            "label": worded(one.label, language),
            "opens": opens.get((field.key, one.value), ""),
            "hole": mark("checked", "", one.value),
        }
        for place, one in enumerate(_choices(field, language))
    ]
    return {
        "template": "ui/forms/radios.html",
        "many": True,
        "input": "checkbox" if several else "radio",
        "choices": choices,
    }


def _select(field: Field, id: str, language: str, opens: Opens, lists: Lists) -> dict[str, Any]:
    count = 3 if field.type == "multi-choice" else 1
    kept = lists.keep(_options(field, language, opens))
    selects = [
        {
            "id": id if place == 0 else f"{id}-{place + 1}",
            "hole": mark("options", "", f"{kept}:{place}"),
        }
        for place in range(count)
    ]
    return {
        "template": "ui/forms/select.html",
        "many": count > 1,
        "selects": selects,
        "long": is_long(field),
        "find_id": f"{id}-find",
        "hole_find": mark("text", "find"),
    }


def _date(field: Field, language: str, lists: Lists) -> dict[str, Any]:
    span = field.type == "period"
    unknown = {"birth-date": "birth", "year-month": "month"}.get(field.type, "")
    unknown = unknown if may_be_unknown(field) else ""
    if field.type == "birth-date":
        hole = mark("options", "unknown", f"{lists.keep(_unknown_options(language))}:0")
    else:
        hole = mark("checked", "unknown", "m")
    return {
        "template": "ui/forms/date.html",
        "many": True,
        "eras": not span,
        "months": True,
        "days": field.type in ("date", "birth-date"),
        "unknown": unknown,
        "bday": field.id == "date_of_birth" and field.part.startswith("common-"),
        "year_word": html("ui.forms.years" if span else "ui.forms.year", language),
        "month_word": html("ui.forms.months" if span else "ui.forms.month", language),
        "hole_era": mark("options", "era", f"{lists.keep(_era_options(language))}:0"),
        "hole_y": mark("text", "y"),
        "hole_m": mark("text", "m"),
        "hole_d": mark("text", "d"),
        "hole_unknown": hole,
    }


def _text(field: Field, language: str) -> dict[str, Any]:
    size = _SIZES.get(field.type) or min(field.max_length or 30, 40)
    attributes = " required" if field.required and not field.when else ""
    if field.type in _DIGITS or field.type == "phone":
        attributes += ' inputmode="numeric"'
    if field.type == "name-roman":
        attributes += ' autocapitalize="characters" spellcheck="false" translate="no"'
    if field.type in ("residence-card-number", "passport-number"):
        attributes += ' autocapitalize="characters" spellcheck="false" autocomplete="off"'
    if field.part.startswith("common-") and field.id in _FILLED_BY_BROWSER:
        attributes += f' autocomplete="{_FILLED_BY_BROWSER[field.id]}"'
    unit = "yen" if field.type == "money" else field.unit
    return {
        "template": "ui/forms/text.html",
        "many": False,
        "input": {"email": "email", "phone": "tel"}.get(field.type, "text"),
        "size": size,
        "attributes": mark_safe(attributes),
        "unit": html(f"ui.forms.unit.{unit}", language) if unit else "",
        "fills": anchor(f"{field.part}.{field.fills}") if field.fills else "",
        "fill": html("ui.forms.fill", language) if field.fills else "",
        "hole_places": mark("places"),
        "one_name": html("ui.forms.one-name", language) if field.type == "name-roman" else "",
        "hole_one": mark("checked", "one", "yes"),
    }


def _control(field: Field, id: str, language: str, opens: Opens, lists: Lists) -> dict[str, Any]:
    if field.asked in TOLD:
        return {"template": "ui/forms/given.html", "many": False, "hole_value": mark("value")}
    if field.type in _DAYS:
        return _date(field, language, lists)
    if field.type == "textarea":
        rows = 8 if field.max_length >= 600 else 4
        return {"template": "ui/forms/area.html", "many": False, "rows": rows}
    few = len(field.choices) <= (12 if field.type == "multi-choice" else _RADIOS)
    if field.type == "yes-no" or (field.choices and few):
        return _radios(field, id, language, opens)
    if field.choices:
        return _select(field, id, language, opens, lists)
    return _text(field, language)


def view(
    field: Field,
    name: str,
    language: str,
    lists: Lists,
    opens: Opens,
    branches: str,
    told: bool,
) -> dict[str, Any]:
    """Return all that the template of a question needs, with marks where answers go."""
    id = anchor(name)
    hint = worded(field.hint, language)
    if field.asked == "given":
        hint = html("ui.forms.given", language)
    described = [f"{id}-hint"] * bool(hint) + [f"{id}-problem"] * told
    return {
        "id": id,
        "name": name,
        "number": field.number,
        "label": worded(field.label, language),
        "label_plain": pick(field.name, language),
        "hint": hint,
        "kind": "given" if field.asked in TOLD else field.type,
        "required": field.required,
        "required_if": any("*" in when.values() for when in field.when),
        "classes": branches,
        "described": " ".join(described),
        "hole_value": mark("text"),
        "hole_problems": mark("problems"),
        "hole_read": mark("read"),
        "hole_origin": mark("origin"),
        "attributes": mark_safe(" required" if field.required and not field.when else ""),
        **_control(field, id, language, opens, lists),
    }
