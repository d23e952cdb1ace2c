"""Words and components as templates draw them: escaped, dated, with readings, tied together."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.utils import translation

from zairyu.law.problem import Problem
from zairyu.words.catalogue import UnknownText

TODAY = date(2026, 12, 4)


def drawn(template: str, language: str = "ja", **context) -> str:
    with translation.override(language):
        return engines["django"].from_string(template).render(context)


def test_a_text_is_said_in_the_language_of_the_page():
    said = '{% say "ui.q.required" %}'
    assert [drawn(said, language) for language in ("ja", "en")] == ["必須", "required"]
    assert drawn(said, "ja-x-easy").startswith("<ruby>必要<rp>(</rp><rt>ひつよう</rt>")


def test_what_a_person_typed_is_never_mark_up():
    name = '<script>alert("x")</script>'
    for language in ("ja", "en", "ja-x-easy"):
        html = drawn('{% say "portal.me.of" name=name %}', language, name=name)
        assert "<script" not in html
        assert "&lt;script&gt;" in html
    assert "<script" not in drawn("{% tag 'good' name %}{% number name %}", name=name)
    assert "<script" not in drawn("{% q 'a' name value=name hint=name %}", name=name)
    assert "<script" not in drawn("{% status_line name %}", name=name)


def test_braces_in_a_value_are_not_read_as_places():
    assert "{day}" in drawn('{% say "portal.me.of" name=name %}', name="{day}")


def test_a_day_in_a_text_carries_its_weekday():
    html = drawn('{% say "portal.case.filed-on" day=day %}', day=TODAY)
    assert html == "2026年12月4日（金）受付"
    assert "<rt>きんようび</rt>" in drawn("{{ day|day }}", "ja-x-easy", day=TODAY)


def test_a_moment_is_the_one_in_tokyo():
    moment = datetime(2026, 12, 3, 15, 30, tzinfo=UTC)
    assert drawn("{% moment at %}", at=moment) == "2026年12月4日（金）0時30分"


def test_attributes_get_no_mark_up():
    plain = drawn('<a title="{% say_plain "ui.q.required" %}">', "ja-x-easy")
    assert plain == '<a title="必要（ひつよう）">'


def test_a_text_that_nobody_wrote_is_a_fault_of_ours():
    with pytest.raises(UnknownText):
        drawn('{% say "portal.nothing.here" %}')


def test_a_question_ties_label_hint_and_problem_to_its_field():
    wrong = [Problem("ui.catalogue-example", "a.b"), Problem("ui.catalogue-example", "other")]
    html = drawn('{% q "a.b" "職業" hint="例" problems=wrong autocomplete="off" %}', wrong=wrong)
    assert '<label class="q__label" for="a-b">' in html
    assert 'aria-describedby="a-b-hint a-b-problem"' in html
    assert 'aria-invalid="true"' in html
    assert html.count("職業を入力してください。") == 1
    assert 'name="a.b"' in html
    assert 'autocomplete="off"' in html


def test_a_file_or_password_is_never_given_back():
    for kind in ("file", "password"):
        assert "secret" not in drawn('{% q "a" "x" kind=kind value="secret" %}', kind=kind)


def test_the_summary_leads_to_each_field_and_repeats_its_sentence():
    wrong = [
        Problem("ui.catalogue-example", "a.b"),
        Problem("ui.catalogue-example", "c", severity="warning"),
    ]
    html = drawn("{% problems wrong %}", wrong=wrong)
    assert '<a href="#a-b">職業を入力してください。</a>' in html
    assert "直すところが1つあります" in html
    assert "#c" not in html
    assert drawn("{% problems wrong %}", wrong=[]).strip() == ""


@pytest.mark.parametrize(
    ("last_day", "kind", "words"),
    [
        (date(2027, 2, 1), "wait", "あと59日"),
        (date(2026, 12, 18), "warn", "あと14日"),
        (date(2026, 12, 11), "soon", "あと7日"),
        (date(2026, 12, 5), "soon", "（明日）まで"),
        (date(2026, 12, 4), "soon", "（今日）まで"),
        (date(2026, 12, 2), "bad", "2日過ぎました"),
    ],
)
def test_a_deadline_says_day_days_left_and_how_near_it_is(last_day, kind, words):
    html = drawn('{% deadline last today "資料" "その後" %}', last=last_day, today=TODAY)
    assert f"due--{kind}" in html
    assert words in html
    assert "<svg" in html
    assert f"tag--{kind}" in drawn("{% days_left last today %}", last=last_day, today=TODAY)


def test_one_day_left_is_one_day_in_english():
    html = drawn("{% days_left last today %}", "en", last=date(2026, 12, 5), today=TODAY)
    assert "1 day left" in html
    assert "1 days" not in html


def test_the_timeline_marks_what_is_now_and_what_comes():
    events = [{"on": TODAY, "title": "始まり", "text": "", "act": False}]
    html = drawn("{% timeline events coming %}", events=events, coming={"title": "次", "text": ""})
    assert html.count("aria-current") == 1
    assert 'class="line__next"' in html


def test_a_task_that_cannot_be_opened_is_no_link_and_says_why():
    rows = [{"key": "k", "href": "", "title": "資料", "state": "先に国籍", "kind": ""}]
    html = drawn("{% tasks rows %}", rows=rows)
    assert "<a" not in html
    assert "先に国籍" in html


def test_icons_are_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in drawn("{% icon 'ok' %}")
