"""A form as JSON Schema (2020-12): what a machine may send, with the words of the questions.

It is drawn from the same description as the pages, and says the shape of kept answers by their
keys (`part.field`). What only the check can say (days that depend on the day, comparisons) stands
as `x-rules`: `questionnaire.check` has the last word.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from zairyu.questionnaire.codelists import Choice
from zairyu.questionnaire.conditions import Answers, holds
from zairyu.questionnaire.days import may_be_unknown
from zairyu.questionnaire.form import Form, digest, possible
from zairyu.questionnaire.parts import Field
from zairyu.words import pick, say

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_YEAR, _MONTH, _DAY = "[0-9]{4}", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
_PATTERNS = {
    "postal-code": "^[0-9]{7}$",
    "phone": "^[0-9]{1,12}$",
    "passport-number": r"^[\x21-\x7e]{1,12}$",
    "residence-card-number": "^[A-Z]{2}[0-9]{8}[A-Z]{2}$",
    "corporate-number": "^[0-9]{13}$",
    "employment-insurance-number": "^[0-9]{11}$",
    "labor-insurance-number": "^[0-9]{14}$",
    "birth-date": f"^(unknown|{_YEAR}(-{_MONTH}(-{_DAY})?)?)$",
    "year-month": f"^{_YEAR}(-{_MONTH})?$",
    "period": "^P(?=[0-9])([0-9]+Y)?([0-9]+M)?$",
    "name-roman": r"^[A-Z\u00c0-\u024f\u1e00-\u1eff '.,\-]+$",
}
_ASKED = ("page", "given", "reckoned")


class _Drawing:
    """One schema in the making: its language, its circumstances, the lists it refers to."""

    def __init__(self, form: Form, language: str, context: Answers) -> None:
        self.form, self.language, self.context = form, language, form.context(context)
        self.lists: dict[str, Schema] = {}

    def field(self, field: Field) -> Schema:
        """Return the schema of one answer."""
        part = next(one for one in self.form.parts if one.id == field.part)
        drawn: Schema = {"title": pick(field.label, self.language), **self._shape(field)}
        if field.hint:
            drawn["description"] = pick(field.hint, self.language)
        if field.key in self.form.given:
            drawn["const"] = self.form.given[field.key]
        if field.asked == "reckoned":
            drawn["readOnly"] = True
        if rules := [name for name, _ in field.rules]:
            drawn["x-rules"] = rules
        return drawn | {
            "x-printed-number": field.number,
            "x-confidence": field.confidence,
            "x-privacy": field.privacy,
            "x-source": {"paper": part.paper["ja"], "form": field.source, "since": field.since},
        }

    def _shape(self, field: Field) -> Schema:
        if field.type == "table":
            return self._table(field)
        if field.type == "multi-choice":
            item = self._choice(field)
            return {"type": "array", "items": item, "uniqueItems": True, "minItems": 1}
        if field.type == "yes-no" or field.choices:
            return self._choice(field)
        if field.type in ("number", "money"):
            return _number(field)
        return _text(field)

    def _choice(self, field: Field) -> Schema:
        choices: Iterable[Choice] = field.choices
        if field.type == "yes-no":
            choices = (
                Choice(value, {self.language: say(f"questionnaire.{value}", self.language)})
                for value in ("yes", "no")
            )
        listed = [
            {"const": one.value, "title": pick(one.label, self.language)}
            | ({"x-code": one.code} if one.code else {})
            for one in choices
        ]
        drawn = {"type": "string", "oneOf": listed}
        if not field.codelist:
            return drawn
        name = field.codelist
        while self.lists.setdefault(name, drawn) != drawn:  # the same list, chosen from otherwise
            name += "-"
        return {"$ref": f"#/$defs/{name}"}

    def _table(self, field: Field) -> Schema:
        columns = {column.id: self.field(column) for column in field.columns}
        always = [one.id for one in field.columns if one.required and not one.when]
        row: Schema = {
            "type": "object",
            "properties": columns,
            "required": always,
            "additionalProperties": False,
            "minProperties": 1,
        }
        ifs = [
            {"if": self.opens(one, row=True), "then": {"required": [one.id]}}
            for one in field.columns
            if one.required and one.when
        ]
        limits = {"minItems": 1} | ({"maxItems": field.max_rows} if field.max_rows else {})
        return {"type": "array", "items": row | ({"allOf": ifs} if ifs else {}), **limits}

    def opens(self, field: Field, row: bool = False) -> Schema | bool:
        """Return when a question is asked, as a schema over the other answers."""
        ways = [self._all(field, when, row) for when in field.when]
        if not ways or True in ways:
            return True
        left = [way for way in ways if way is not False]
        return {"anyOf": left} if len(left) > 1 else left[0] if left else False

    def _all(self, field: Field, when: Mapping[str, Any], row: bool) -> Schema | bool:
        needed: list[Schema] = []
        for key, wanted in when.items():
            if key.startswith("context."):
                if not holds({key: wanted}, field.part, {}, self.context):
                    return False
                continue
            inside = row and "." not in key
            ways = [self._answered(field.part, one, wanted, inside) for one in key.split("|")]
            needed.append({"anyOf": ways} if len(ways) > 1 else ways[0])
        if not needed:
            return True
        return {"allOf": needed} if len(needed) > 1 else needed[0]

    def _answered(self, part: str, name: str, wanted: Any, inside: bool) -> Schema:
        """Return that an answer is there and is the wanted one, or one of the wanted."""
        name, _, column = name.partition(".")
        key = name if inside else f"{part}.{name}"
        target = self.form.fields.get(key)
        if column:
            inner = {"properties": {column: _wanted(wanted)}, "required": [column]}
            return {"properties": {key: {"contains": inner}}, "required": [key]}
        if target is not None and target.type == "multi-choice" and wanted != "*":
            return {"properties": {key: {"contains": _wanted(wanted)}}, "required": [key]}
        return {"properties": {key: _wanted(wanted)}, "required": [key]}


def _wanted(wanted: Any) -> Schema:
    if wanted == "*":
        return {}
    return {"enum": list(wanted) if isinstance(wanted, list) else [wanted]}


def _number(field: Field) -> Schema:
    most = 10 ** (field.max_length or 15) - 1
    return {
        "type": "integer",
        "minimum": field.min or 0,
        "maximum": most if field.max is None else min(field.max, most),
    } | ({"x-unit": "yen" if field.type == "money" else field.unit} if field.unit else {})


def _text(field: Field) -> Schema:
    drawn: Schema = {"type": "string", "minLength": 1}
    if field.type == "date":
        return {"type": "string", "format": "date", "pattern": f"^{_YEAR}-{_MONTH}-{_DAY}$"}
    if field.type in _PATTERNS:
        drawn["pattern"] = _PATTERNS[field.type]
    if field.type == "year-month" and not may_be_unknown(field):
        drawn["pattern"] = f"^{_YEAR}-{_MONTH}$"
    if field.type == "email":
        drawn["format"] = "email"
    if (field.max_length and field.type not in _PATTERNS) or field.type == "name-roman":
        drawn["maxLength"] = field.max_length
    return drawn


def json_schema(form: Form, language: str, context: Answers | None = None) -> Schema:
    """Return the schema of the answers of a form, in the circumstances of who files.

    Questions that cannot apply are not in it; one that hangs on another answer is required where
    that answer opens it.
    """
    drawing = _Drawing(form, language, context or {})
    can = [one for one in possible(form, context or {}).values() if one.asked in _ASKED]
    conditions = [
        {"if": opens, "then": {"required": [one.key]}}
        for one in can
        if one.required and one.asked == "page" and isinstance(opens := drawing.opens(one), dict)
    ]
    always = [
        one.key
        for one in can
        if one.required and one.asked == "page" and drawing.opens(one) is True
    ]
    properties = {one.key: drawing.field(one) for one in can}
    return {
        "$schema": DIALECT,
        "title": pick(form.parts[0].title, language),
        "type": "object",
        "properties": properties,
        "required": always,
        "additionalProperties": False,
        "allOf": conditions,
        "$defs": drawing.lists,
        "x-procedure": form.procedure,
        "x-status": form.status,
        "x-with": list(form.permits),
        "x-parts": [part.id for part in form.parts],
        "x-form-digest": digest(form),
    }
