"""The compiled questions of a section: made once per form, section, language and circumstances."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import get_template
from django.utils.safestring import SafeString

from zairyu.questionnaire.form import Form, Section
from zairyu.questionnaire.parts import Field, Group
from zairyu.ui.forms.holes import Lists, Pieces, mark, pieces
from zairyu.ui.forms.unconfirmed import unsure
from zairyu.ui.forms.view import Opens, view, worded, words


@dataclass(frozen=True, eq=False)
class Question:
    """A question compiled three times: in order, to be looked at again, and wrong.

    `branches` are the classes by which a page hides it until its condition is chosen.
    """

    field: Field
    branches: str
    fine: Pieces
    look: Pieces
    wrong: Pieces


@dataclass(frozen=True, eq=False)
class Skeleton:
    """The compiled questions of a section (or of a row), and the headings between them."""

    section: Section | None
    questions: tuple[Question, ...]
    headings: dict[str, SafeString]


def _branches(
    fields: Sequence[Field], prefix: str
) -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """Return which choices open which branch, and the branches in which each field stands.

    A page hides by its style sheet what the chosen answers do not open, so that no script and no
    round trip is needed; what applies in the end is for the check to say.
    """
    by_id = {field.id: field for field in fields}
    opens: dict[tuple[str, str], str] = {}
    stands: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for field in fields:
        classes: list[str] = []
        for names, wanted in _opening(field):
            controls = [by_id[name] for name in names if _chosen_here(by_id.get(name))]
            if not controls or wanted == "*":
                continue
            number = numbers.setdefault(repr((names, wanted)), len(numbers) + 1)
            classes.append(f"if-{prefix}{number}")
            for control in controls:
                _open(control, wanted, f"opens-{prefix}{number}", opens)
            # a question that one of several can open stands only in the branches of all of them
            each = [set(stands.get(control.id, "").split()) for control in controls]
            classes += sorted(set.intersection(*each))
        if classes:
            stands[field.id] = " ".join(dict.fromkeys(classes))
    return opens, stands


def _chosen_here(control: Field | None) -> bool:
    """Say whether a question is chosen on the page: only such a one can open others by itself."""
    return control is not None and control.asked == "page"


def _opening(field: Field) -> Iterable[tuple[tuple[str, ...], object]]:
    """Yield the conditions of a field as names of controls and what is wanted of them."""
    if len(field.when) > 1:
        wanted = [value for when in field.when for value in when.values()]
        yield tuple(name for when in field.when for name in when), wanted
        return
    for when in field.when:
        for key, value in when.items():
            if not key.startswith("context."):
                yield tuple(key.split("|")), value


def _open(control: Field, wanted: object, name: str, opens: dict[tuple[str, str], str]) -> None:
    for value in wanted if isinstance(wanted, list) else [wanted]:
        place = (control.key, str(value))
        if name not in opens.get(place, "").split():
            opens[place] = f"{opens.get(place, '')} {name}".strip()


def _question(
    field: Field, name: str, language: str, opens: Opens, branches: str, unsure: str = ""
) -> Question:
    if field.type == "table":
        return Question(field, branches, (), (), ())
    template = get_template("ui/forms/question.html")
    made: list[Pieces] = []
    for told, wrong in ((False, False), (True, False), (True, True)):
        lists = Lists()
        shown = view(field, name, language, lists, opens, branches, told) | {"unsure": unsure}
        drawn = template.render(
            {"q": shown, "words": words(language), "told": told, "wrong": wrong}
        )
        made.append(pieces(drawn, lists))
    return Question(field, branches, *made)


def _shared(fields: Sequence[Field], group: str, stands: dict[str, str]) -> str:
    """Return the branches in which all questions under a heading stand, and so the heading."""
    each = [set(stands.get(one.id, "").split()) for one in fields if one.group == group]
    return " ".join(sorted(set.intersection(*each)))


def _heading(group: Group, procedure: str, language: str, branches: str) -> SafeString:
    number = group.numbers.get(procedure) or group.numbers.get("", "")
    drawn = get_template("ui/forms/heading.html").render(
        {
            "number": number,
            "label": worded(group.label, language),
            "words": words(language),
            "branches": branches,
        }
    )
    return SafeString(drawn)


@lru_cache(maxsize=1024)
def skeleton(form: Form, section_key: str, language: str, keys: frozenset[str]) -> Skeleton:
    """Return the compiled section; `keys` are the questions that can apply at all."""
    section = form.section(section_key)
    if section is None:
        raise KeyError(section_key)
    fields = [one for one in section.fields if one.key in keys]
    opens, stands = _branches(fields, "")
    part = next(part for part in form.parts if part.id == section.part)
    groups = part.groups
    headings: dict[str, SafeString] = {}
    before = ""
    for one in fields:
        if one.group and one.group != before and one.group in groups:
            branches = _shared(fields, one.group, stands)
            headings[one.key] = _heading(groups[one.group], form.procedure, language, branches)
        before = one.group
    questions = tuple(
        _question(
            one, one.key, language, opens, stands.get(one.id, ""), unsure(part, one, language)
        )
        for one in fields
    )
    return Skeleton(section, questions, headings)


@lru_cache(maxsize=256)
def row_skeleton(table: Field, language: str) -> Skeleton:
    """Return the compiled questions of one row of a table; its number is a hole."""
    opens, stands = _branches(table.columns, "r")
    questions = tuple(
        _question(
            column,
            f"{table.key}.{mark('row')}.{column.id}",
            language,
            opens,
            stands.get(column.id, ""),
        )
        for column in table.columns
    )
    return Skeleton(None, questions, {})
