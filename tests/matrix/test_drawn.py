"""Every form there is, drawn in every way: pages, review, PDF, schema; nothing that cannot apply.

The pages, the review and the schema say the same of the same answers.
"""

import re
import time
from datetime import UTC, datetime

import pypdfium2
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tests.making import forms, persons

from zairyu.certificates.setting import as_far_as_letters_go
from zairyu.questionnaire.answers import counting
from zairyu.questionnaire.check import check_all
from zairyu.questionnaire.form import asked_now, possible, visible
from zairyu.questionnaire.schema import json_schema
from zairyu.ui.forms import render_section, render_sheet
from zairyu.ui.forms.paper import Copy, paper
from zairyu.words import LANGUAGES

AT = datetime(2026, 11, 24, 3, tzinfo=UTC)
KINDS = [[*forms.with_permits(kind)][-1] for kind in forms.families()]  # with every permit beside
CONTEXTS = [{}, {"filed_by_agent": True}, {"filed_by_representative": True}]
SECONDS = 1.5  # a PDF of the longest form, set in this process


@pytest.fixture(params=KINDS, ids=str, scope="module")
def kind(request):
    return request.param


def test_its_schema_takes_a_made_up_person_and_misses_every_answer_left_out(kind):
    for seed, context in enumerate(CONTEXTS):
        made = persons.person(kind.form, seed, forms.ON, context)
        answers = counting(kind.form, made.answers, context)
        schema = json_schema(kind.form, LANGUAGES[seed], context)
        judge = Draft202012Validator(schema, format_checker=FormatChecker())
        assert [error.message for error in judge.iter_errors(answers)] == []
    Draft202012Validator.check_schema(schema)
    for key in [*answers][::9]:
        field = kind.form.fields[key]
        if field.required and field.asked == "page":
            left = {other: value for other, value in answers.items() if other != key}
            assert not judge.is_valid(left), key
            assert [one for one in check_all(kind.form, left, forms.ON, context) if one.at == key]


def test_no_page_and_no_review_shows_what_cannot_apply(kind):
    for seed, context in enumerate(CONTEXTS):
        made = persons.person(kind.form, seed, forms.ON, context)
        can, asked = possible(kind.form, context), asked_now(kind.form, made.answers, context)
        for section in visible(kind.form, context):
            page = render_section(
                kind.form, section.key, made.answers, {}, (), LANGUAGES[seed], context
            )
            named = set(re.findall(r'name="([a-z0-9-]+\.[a-z0-9_]+)', page))
            assert named <= can.keys()
        assert asked.keys() <= can.keys() | kind.form.given.keys()
        render_sheet(kind.form, made.answers, LANGUAGES[seed], context)


def test_its_paper_has_its_parts_in_order_and_is_set_in_time(kind):
    made = persons.person(kind.form, 5, forms.ON, CONTEXTS[2])
    filled = paper(kind.form, made.answers, CONTEXTS[2], Copy(AT))
    began = time.process_time()
    pdf = as_far_as_letters_go("form.typ", filled, AT)
    assert time.process_time() - began < SECONDS
    pages = pypdfium2.PdfDocument(pdf)
    words = "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)
    place = 0
    for part in filled["parts"]:
        title = "".join((part["title"]["ja"] + part["title"]["en"]).split())
        assert title in words[place:], title
        place = words.index(title, place)
